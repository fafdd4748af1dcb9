"""Telephone numbers as people write them in German texts, brought to one form for comparison.

The form is E.164 (``+493023125110``), for short numbers the digits alone (``112``). Spellings after DIN 5008 and E.123,
and the usual others. What counts as a contact and what does not: docs/decisions/026-contacts.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberMatch,
    PhoneNumberMatcher,
    shortnumberinfo,
)

from audit.texts.german_numbers import without_other_numbers
from audit.texts.number_extensions import area_code, further_numbers

_HARMONISED = re.compile(r"116\d{3}")  # European numbers of social value; libphonenumber does not know all
#: Ranges the Bundesnetzagentur keeps free for films and samples.
_FICTION = ("+493023125", "+494066969", "+496990009", "+498999998", "+492214710")
_MAYBE_NUMBER = re.compile(r"(?:\+|\b0|[([]0)[\d\s()\]/.–-]{6}")
#: Before and as what no telephone number stands: „WG-0302312-511“, „030/2026“.
_GLUED = re.compile(r"\w-$")
_YEAR = re.compile(r"0\d{1,4}\s?[/-]\s?(?:19|20)\d\d")
_LEAST_BARE = 9  # without any sign or cue; fewer are numbers of courses, members, forms
_LEAST_DIGITS = 7  # area code and number; fewer are house numbers, times, file numbers
#: After these words also numbers of unknown ranges are numbers.
_CUE = re.compile(r"(?:\bTel(?:efon|\.)?|\bFax|\bFon|\bMobil|\bHandy|nummer|☎|📞)[\s:.]*\(?$", re.I)
_EXTENDED = r"(?<!\d)([1-9]\d{3,}\s?-\s?\d{%s,4})"
#: What the matcher would take for one number, and what parts it in the same length.
_PARTS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=\d)/(?=\s?-\d)", ";"),  # …-110/-111
        (r"\[(0\d{1,4}|\+\d\d)\]", r"(\1)"),
        (_EXTENDED % 3 + r"\s(?=\d{1,2}(?!\d))", r"\1;"),  # …-110 8-12
        (_EXTENDED % 1 + r"\s/\s(?=\d)", r"\1 ; "),  # …-110 / 1. OG
        (_EXTENDED % 1 + r"\s–\s(?=\d)", r"\1 | "),  # …-110 – 114
        (r"(?:(?<=\+\d\d)|(?<=0049))/", " "),
        (r"(-\s?\d\s\d\d\s?)/(?=\s?\d\s\d\d(?!\d))", r"\1;"),  # - 1 10 / 1 11
    )
)
_ALTERNATIVE = re.compile(r"-(\d{2,4})(\s?/\s?)(\d{2,4})(?![\d/-]|\s?\d)")  # 23125-110/111
#: A line that ends within a number: after the area code (no postcode on the next), after the hyphen.
_BROKEN = re.compile(
    r"(?<![\d.,-])\(?0\d{1,4}\)?\s?[/-]?\s?\n\s?(?=\d{3})(?!\d{5}\s[A-ZÄÖÜ])|(?<=\d)-\s?\n\s?(?=\d{1,5}(?!\d))"
)
#: The matcher would take it into the number, and E.164 would lose it.
_ENGLISH = re.compile(r"((?<=\d)[\s,;]{1,2})(?:ext[.;]{0,2}|extension)(?=\s?\d)", re.I)
_ONE_FOR_ONE = str.maketrans({"\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2011": "-", "\u2012": "-"}) | {
    first + value: str(value)
    for first in (0xFF10, 0x0660, 0x06F0)
    for value in range(10)  # full-width, Arabic, Persian
}


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


def numbers_in(text: str) -> tuple[Mention, ...]:
    """Telephone numbers in running text, with area code; for short numbers see ``audit.texts.short_numbers``.

    >>> [mention.written for mention in numbers_in("Bis 01.02.2025: 030 23125-110, danach § 45b und 1.497 Euro")]
    ['030 23125-110']
    >>> [mention.value for mention in numbers_in("Telefon 030 23125-110, Fax -119; Kundennummer 0123 456789")]
    ['+493023125110', '+493023125119']
    """
    plain = text if text.isascii() else text.translate(_ONE_FOR_ONE)
    has_hint = "0" in plain or "+" in plain
    return _numbers_in(text, plain) if has_hint and _MAYBE_NUMBER.search(plain) else ()


@lru_cache(maxsize=4096)  # the same contacts stand on many pages, and the matcher takes half a millisecond
def _numbers_in(text: str, plain: str) -> tuple[Mention, ...]:
    rest = _parted(without_other_numbers(plain))
    found: dict[int, str] = {}
    for leniency in (Leniency.VALID, Leniency.POSSIBLE):
        for match in PhoneNumberMatcher(rest, "DE", leniency=leniency):
            has_cue = _CUE.search(text[max(0, match.start - 20) : match.start]) is not None
            is_certain = has_cue or (leniency == Leniency.VALID and _is_parted_well(rest, match))
            is_new = not _overlaps(match.start, match.end, found)
            if is_certain and is_new and _is_whole(match.raw_string, has_cue):
                found[match.start] = match.raw_string
    return tuple(
        mention for start in sorted(found) for mention in _with_extensions(text, rest, start, found[start])
    )


def _parted(text: str) -> str:
    """``text`` in the same length, with signs between two numbers that the matcher would join made to part them."""
    text = _BROKEN.sub(lambda match: re.sub(r"\s", " ", match[0]), text)
    text = _ENGLISH.sub(lambda match: match[1] + "App".ljust(len(match[0]) - len(match[1])), text)
    for pattern, instead in _PARTS:
        text = pattern.sub(instead, text)
    return _ALTERNATIVE.sub(
        lambda match: (
            f"-{match[1]}{';' * len(match[2])}{match[3]}" if len(match[1]) == len(match[3]) else match[0]
        ),
        text,
    )


def _is_whole(written: str, has_cue: bool) -> bool:
    least = _LEAST_BARE if written.isdigit() and not has_cue else _LEAST_DIGITS
    return written.lstrip("(")[0] in "+0" and sum(map(str.isdigit, written)) >= least


def _is_parted_well(text: str, match: PhoneNumberMatch) -> bool:
    """Whether it is written as telephone numbers are, unlike „WG-0302312-511“, „030/2026“, „0302-3125-0110“."""
    if _GLUED.search(text[: match.start][-2:]) or _YEAR.fullmatch(match.raw_string):
        return False
    first = re.match(r"\(?0([1-9]\d{1,3})\b(?=.)", match.raw_string)
    return first is None or first[1] == (area_code(match.number) or first[1])


def _overlaps(start: int, end: int, found: dict[int, str]) -> bool:
    return any(other < end and start < other + len(written) for other, written in found.items())


def _with_extensions(text: str, rest: str, start: int, written: str) -> Iterator[Mention]:
    """The number and those that the text names after it by their extension alone."""
    end = start + len(written)
    if written.startswith("(") and ")" not in written:  # the bracket belongs to the sentence
        start, written = start + 1, written[1:]
    others = list(further_numbers(rest, end, written))
    if not others or not others[0][2].startswith(f"{written}-"):  # else the whole number is told in two parts
        yield Mention(text[start:end], number_of(written))
    for begin, stop, dialled in others:
        yield Mention(text[begin:stop].lstrip(" ,;/"), number_of(dialled))


@lru_cache(maxsize=4096)
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
