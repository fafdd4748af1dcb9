"""Telephone numbers as machines dial them."""

from __future__ import annotations

import re
from functools import cache

import phonenumbers


@cache
def phone_uri(phone: str) -> str:
    """The ``tel:`` address (RFC 3966); short numbers such as 112 have no country code.

    >>> phone_uri("030 23125 110"), phone_uri("112")
    ('tel:+493023125110', 'tel:112')
    """
    digits = re.sub(r"[^\d+]", "", phone)
    try:
        number = phonenumbers.parse(phone, "DE")
    except phonenumbers.NumberParseException:
        return f"tel:{digits}"
    if len(digits) <= 6:
        return f"tel:{digits}"
    return "tel:" + phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
