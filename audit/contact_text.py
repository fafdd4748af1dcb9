"""Telephone numbers and mail addresses as people write them, brought to one form each for comparison.

A number's form is E.164 (``+493023125110``), for short numbers the digits alone (``112``); a mail address's form is
the address in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

import phonenumbers
from email_validator import EmailSyntaxError, validate_email
from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    shortnumberinfo,
)

_MAIL = re.compile(r"(?<![\w.+@-])[^\W_][\w.+-]*@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?![\w@])")
_AT = re.compile(r"[(\[{]\s?(?:at|ät|@)\s?[)\]}]", re.I)
_MASKED = re.compile(
    rf"[\w.+-]+\s?{_AT.pattern}\s?"
    r"[\w-]+(?:\s?(?:\.|[(\[{]\s?(?:dot|punkt|\.)\s?[)\]}])\s?[\w-]+)+",
    re.I,
)
_SHORT = re.compile(r"(?<![\w.,+/-])(?<!\d )1\d{2}(?:\s?\d{3})?(?![.,/\s-]?\d|\w)")
_HARMONISED = re.compile(r"116\d{3}")  # European numbers of social value; libphonenumber does not know all
#: Ranges the Bundesnetzagentur keeps free for films and samples.
_FICTION = ("+493023125", "+494066969", "+496990009", "+498999998", "+492214710")
_MAYBE_NUMBER = re.compile(r"(?:\+|\b0|\(0)[\d\s()/.–-]{6}")
_LEAST_DIGITS = 7  # area code and number; fewer are house numbers, times, file numbers

#: What looks like part of a telephone number to the matcher and is something else in German texts.
_NO_NUMBER = re.compile(
    r"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?:\s?\d{4}(?!\d)|\d{2}(?!\d))?"  # 01.02.2025
    r"|(?<!\d)\d{1,2}[.:]\d{2}\s?(?:(?:[–-]|bis)\s?\d{1,2}[.:]\d{2}|Uhr)"  # 08.00-18.00
    r"|(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?(?!\d)"  # 1.497,00
    r"|\d+,\d+"  # 0,50
    r"|(?<!\d)\d+\s?(?:Euro|EUR|€|%|Prozent)"
    r"|§§?\s?[1-9]\d{0,3}[a-z]?(?:\s?(?:Absatz|Abs\.|Satz|Nummer|Nr\.|bis|und|,|[–-])?\s?[1-9]\d{0,3}[a-z]?)*"
    r"|\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){3,}(?:\s?[A-Z\d]{1,4})?\b"  # IBAN
    r"|\.\s"  # ends a sentence or an ordinal
    r"|\b(?:Az\.|Aktenzeichen|ISBN|Konto|Kontonummer|BLZ|Steuernummer|Kundennummer|IK)[:\s]+[\d\s/.–-]+"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A number or address in a text: as written, and in the form for comparison."""

    written: str
    value: str


@lru_cache(maxsize=4096)
def number_of(text: str) -> str:
    """The form of one telephone number, "" if the text is none.

    >>> number_of("(030) 23125-110"), number_of("116 117"), number_of("Zimmer")
    ('+493023125110', '116117', '')
    """
    try:
        number = phonenumbers.parse(text, "DE")
    except NumberParseException:
        return ""
    short = str(number.national_number)
    if shortnumberinfo.is_valid_short_number_for_region(number, "DE") or _HARMONISED.fullmatch(short):
        return short
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def contact_values(phone: str, email: str) -> frozenset[str]:
    """The number and the address of a contact in their forms, without what is empty.

    >>> sorted(contact_values("112", "A@b.example"))
    ['112', 'a@b.example']
    """
    return frozenset({number_of(phone), email.lower()} - {""})


def numbers_in(text: str) -> tuple[Mention, ...]:
    """Telephone numbers in running text; short numbers such as 112 and numbers without area code are not looked for.

    >>> [mention.written for mention in numbers_in("Bis 01.02.2025: 030 23125-110, danach § 45b und 1.497 Euro")]
    ['030 23125-110']
    """
    has_hint = "0" in text or "+" in text
    return _numbers_in(text) if has_hint and _MAYBE_NUMBER.search(text) else ()


@lru_cache(maxsize=4096)  # the same contacts stand on many pages, and the matcher takes half a millisecond
def _numbers_in(text: str) -> tuple[Mention, ...]:
    rest = _NO_NUMBER.sub(lambda match: ";" * len(match[0]), text)
    found = (match.raw_string for match in PhoneNumberMatcher(rest, "DE", leniency=Leniency.VALID))
    return tuple(
        Mention(written, number_of(written))
        for written in found
        if written.lstrip("(")[0] in "+0" and sum(map(str.isdigit, written)) >= _LEAST_DIGITS
    )


def short_numbers_in(text: str) -> Iterator[Mention]:
    """Numbers such as 112 or 116 117; only where a telephone number is expected, for „112“ may be a bus line.

    >>> [mention.value for mention in short_numbers_in("Telefon 116 117, Zimmer 24")]
    ['116117']
    """
    for match in _SHORT.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if number_of(digits) == digits:
            yield Mention(match[0], digits)


def is_plausible(phone: str) -> bool | None:
    """Whether the text is a number that can be called; None for one of possible length in no known range.

    >>> is_plausible("030 23125 110"), is_plausible("0999 123456"), is_plausible("030 23125 110 x")
    (True, None, True)
    """
    try:
        number = phonenumbers.parse(phone, "DE")
    except NumberParseException:
        return False
    value = number_of(phone)
    if not value.startswith("+") or value.startswith(_FICTION) or phonenumbers.is_valid_number(number):
        return True
    return None if phonenumbers.is_possible_number(number) else False


def mails_in(text: str) -> Iterator[Mention]:
    """Mail addresses in running text.

    >>> [mention.value for mention in mails_in("An Pflege@Musterstadt.example, nicht an @stadt")]
    ['pflege@musterstadt.example']
    """
    for match in _MAIL.finditer(text) if "@" in text else ():
        yield Mention(match[0], match[0].lower())


def masked_mails_in(text: str) -> Iterator[str]:
    """Mail addresses spelled so that machines, and people with them, cannot use them.

    >>> list(masked_mails_in("Schreiben Sie an pflege(at)musterstadt.example!"))
    ['pflege(at)musterstadt.example']
    """
    return (match[0] for match in (_MASKED.finditer(text) if _AT.search(text) else ()))


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


def is_mail(text: str) -> bool:
    """Whether the text is a well-formed mail address; nobody is asked whether it exists.

    >>> is_mail("pflege@stadt.example"), is_mail("pflege@stadt")
    (True, False)
    """
    try:
        validate_email(text, check_deliverability=False)
    except EmailSyntaxError:
        return False
    return True
