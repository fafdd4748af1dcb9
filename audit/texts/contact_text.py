"""Contacts in texts and links: telephone numbers and mail addresses, each in one form for comparison.

The forms are those of ``audit.texts.phone_numbers`` (E.164, short numbers as digits) and mail addresses in lower case.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from audit.texts.mail_addresses import is_mail, mails_in, masked_mails_in
from audit.texts.phone_numbers import Mention, number_of, numbers_in
from audit.texts.short_numbers import called_numbers_in, short_numbers_in

_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
)  # soft hyphens, marks of width and direction


def contacts_in(text: str) -> tuple[Mention, ...]:
    """Everything in ``text`` by which somebody can be reached: numbers, short numbers to call, addresses, masked ones too.

    >>> [mention.value for mention in contacts_in("Notruf 112, Amt: 030 23125-110, amt(at)stadt.example, Zimmer 110")]
    ['+493023125110', '112', 'amt@stadt.example']
    """
    plain = _UNSEEN.sub("", unescape(text) if "&" in text else text).replace("%40", "@")
    return (*numbers_in(plain), *called_numbers_in(plain), *mails_in(plain), *masked_mails_in(plain))


def contact_values(phone: str, email: str) -> frozenset[str]:
    """The number and the address of a contact in their forms, without what is empty.

    >>> sorted(contact_values("112", "A@b.example"))
    ['112', 'a@b.example']
    """
    return frozenset({number_of(phone), email.lower()} - {""})


def contacts_of_link(href: str) -> tuple[str, ...]:
    """Whom a ``tel:`` or ``mailto:`` link reaches, in the form for comparison; nobody for other links.

    >>> contacts_of_link("tel:030-23125110"), contacts_of_link("mailto:A@b.example?subject=x"), contacts_of_link("/x/")
    (('+493023125110',), ('a@b.example',), ())
    """
    scheme, _, rest = href.strip().partition(":")
    if scheme.lower() == "tel":
        return tuple(filter(None, [number_of(unquote(rest).partition(";")[0])]))
    if scheme.lower() == "mailto":
        addresses = unquote(rest.partition("?")[0]).split(",")
        return tuple(address.strip().lower() for address in addresses if address.strip())
    return ()


def shown_instead(text: str, href: str) -> str:
    """The number or address one reads on a contact link if it leads to another, else "".

    >>> shown_instead("030 23125 120", "tel:+493023125110"), shown_instead("anrufen", "tel:+493023125110")
    ('030 23125 120', '')
    """
    shown = [*numbers_in(text), *short_numbers_in(text), *mails_in(text)]
    reached = contacts_of_link(href)
    return "" if not shown or any(mention.value in reached for mention in shown) else shown[0].written


@lru_cache(maxsize=4096)  # the same links stand on many pages
def malformed_address(href: str) -> str:
    """What a ``mailto:`` link has where an address belongs and is none; "" where all is well or nothing is there.

    >>> malformed_address("mailto:amt@@stadt.example"), malformed_address("mailto:amt@stadt.example")
    ('amt@@stadt.example', '')
    """
    if not href.strip().lower().startswith("mailto:"):
        return ""
    return next((address for address in contacts_of_link(href) if not is_mail(address)), "")
