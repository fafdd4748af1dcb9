"""Telephone numbers told by their end alone, after a whole one: „030 23125-0, Durchwahl 12“, „-110, Fax -119“ (DIN 5008)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber

_JOINED = r"(?:\s{0,2}(?:[,;/|]|\b(?:oder|und|bzw[.;]|sowie|or|and)\b)\s{0,2})"
_GAP = r"(?:(?!\bbis\b)[^\d–-]){0,70}?"  # a name, a room; after „bis“ a range ends, of which the first number counts
_NAMED = r"(?:Durchw(?:ahl(?:en)?)?|App(?:arat)?|DW|Nebenst(?:elle)?|Nst|Klappe)"
_FAX = r"(?:(?:Tele)?fax|Telefon|Tel|Fon)"
#: No extension ends before these: a time, a decimal, an amount, a longer number.
_END = r"(?![\d:]|[.,/]\d|[-–]\d|\s\d{3}|\s?(?:Uhr|Euro|EUR\b|Grad\b|[€%°]))"
_EXTENSION = re.compile(
    rf"(?:{_JOINED}|\s)?(?P<near>(?:\(?{_FAX}[:.,]?\s?)[-–]\s?|[-–])(?P<first>\d \d\d|\d{{1,4}}){_END}"
    rf"|{_GAP}\b(?P<named>{_NAMED})\b[\s:.,;(]*[-–]?\s?(?P<second>\d{{1,4}}){_END}(?!\s\d)"
    rf"|{_GAP}(?<![\w)])[-–](?P<third>\d \d\d|\d{{2,4}}){_END}"
    rf"|(?:\s?[;/+]{{1,2}}\s?|,\s?|\s(?:oder|und|bzw[.;]+)\s(?!11[025]))(?P<same>[1-9] \d\d|[1-9]\d{{1,3}}){_END}(?!\s?\w)",
    re.I,
)
#: A number of the same place: „030 23125-110, Fax 23125-199“.
_LOCAL = re.compile(
    rf"(?:{_JOINED}|\s)\(?(?P<fax>{_FAX}[:.,;]?\s{{0,2}})?(?P<local>[1-9]\d{{2,7}}(?:\s?[-–/ ]\s?\d{{1,5}})?){_END}(?!\s(?-i:[A-ZÄÖÜ]))",
    re.I,
)
_CLOSE_BY = 10
_LAST = re.compile(r"(?<=\d)\s{0,2}[-–]\s{0,2}(\d{1,5}|\d \d\d)$|(?<=\d{3})\s(\d{1,4})$")


def area_code(number: PhoneNumber) -> str:
    """Without its zero, „30“; "" for numbers without one, as of mobiles."""
    return str(number.national_number)[: phonenumbers.length_of_geographical_area_code(number)]


def further_numbers(rest: str, end: int, written: str) -> Iterator[tuple[int, int, str]]:
    """Where after the number ``written``, which ends at ``end``, others are told by their end, and what to dial for them.

    >>> text = "030 23125-110, Fax -119"
    >>> [dialled for _, _, dialled in further_numbers(text, 13, "030 23125-110")]
    ['030 23125-119']
    """
    last = _LAST.search(written)
    root = written[: last.start()] if last else ""
    digits = last[1] or last[2] if last else ""
    while match := _EXTENSION.match(rest, end) or _LOCAL.match(rest, end):
        dialled = _dialled(match, written, root, digits)
        if not dialled:
            return
        yield end, match.end(), dialled
        end, digits = match.end(), dialled.rpartition("-")[2]


def _dialled(match: re.Match[str], written: str, root: str, digits: str) -> str:
    groups = match.groupdict()
    if local := groups.get("local"):
        return _in_same_place(written, root, local, bool(groups["fax"]))
    extension = groups["first"] or groups["second"] or groups["third"] or groups["same"]
    is_range = groups["near"] is not None and match[0].startswith(("-", "–"))
    if is_range or (groups["same"] and not _is_neighbour(match[0], digits, extension)):
        return ""
    return f"{root or _without_end(written, extension, groups['named'] is not None)}-{extension}"


def _is_neighbour(written: str, digits: str, extension: str) -> bool:
    """Whether digits without a hyphen are an extension: of the same length, after a comma (rooms may follow) also close by."""
    one, other = (part.replace(" ", "") for part in (digits, extension))
    is_close = one.isdecimal() and abs(int(one) - int(other)) < _CLOSE_BY
    return len(one) == len(other) and (is_close or not written.startswith(","))


def _without_end(written: str, extension: str, is_named: bool) -> str:
    """The root of a number written without a sign before its extension: „030 23125110“, of a switchboard „030 231250“."""
    return written.removesuffix("0") if is_named else written[: -len(extension)]


def _in_same_place(written: str, root: str, local: str, is_fax: bool) -> str:
    """The local number with the area code of ``written``; "" if nothing says that it is a telephone number."""
    try:
        number = phonenumbers.parse(written, "DE")
        switchboard = str(phonenumbers.parse(root, "DE").national_number) if root else ""
    except NumberParseException:
        return ""
    area = area_code(number)
    subscriber = switchboard.removeprefix(area)
    is_same = bool(subscriber) and re.sub(r"\D", "", local).startswith(subscriber) and local != subscriber
    return f"+{number.country_code} {area} {local}" if area and (is_fax or is_same) else ""
