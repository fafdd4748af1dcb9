"""Numbers such as 112, 115 or 116 117: contacts where a text says to call them, and only there.

„112“ may as well be a bus line, a room or an amount. What is next to it decides; the harmonised numbers of social value
(116 xxx, Decision 2007/116/EC) are so rarely anything else that only a counted thing after them speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.texts.phone_numbers import Mention, number_of, numbers_in

_SHORT = re.compile(
    r"(?<![\w.,+-])(?<!\d )(?:116-(?:000|006|016|111|116|117|123)|1\s1\s[025]|1\d{2}(?:\s?\d{3})?)(?!(?:[.,-]|\s)?\d|\w)"
)
_ADDRESS = re.compile(r"\S+@\S+")
_SOCIAL = re.compile(r"116\d{3}")
_CALLED = frozenset({"110", "112", "115"})
#: English, Turkish, Russian and Ukrainian, Arabic: the other languages of the pages.
_FOREIGN_CUE = (
    r"(?:call|dial|phone|ring)\b|emergency|emergencies|police|ambulance|fire\s(?:brigade|service|department)s?|number"
    r"|acil|polis|itfaiye|ambulans|numara\w*|arayın\w*"
    r"|(?:по)?звон\w+|набер\w+|экстрен\w*|скор\w+|полици\w+|пожар\w+|номер\w*|(?:за)?телефон\w*"
    r"|дзвон\w+|наб[еи]р\w+|екстрен\w*|поліці\w+|швидк\w+"
    r"|[وب]?(?:ال)?(?:اتصل\w*|اتصال|رقم|طوارئ|هاتف|شرطة|إسعاف|إطفاء)"
)
_CUE = (
    r"\b(?:\w{0,9}notruf(?:s|nummern?)?|notfall|notfälle|polizei|feuer(?:wehr|\b)|(?:brand|gefahr)\b|nachts|wochenende"
    r"|feiertags?|rettung\w*|notarzt|leitstelle|tel(?:efon(?:nummer|isch)?)?\b\.?|ruf(?:nummer)?|rufen|anrufe?n?|wählen"
    r"|wählt|wähle|hotline|(?:bürger)?service(?:center|telefon|nummer)?|bürgertelefon|zentrale"
    rf"|behörden(?:ruf)?(?:nummer|ruf)|(?<!-)nummer|fax|{_FOREIGN_CUE})"
)
_LINK = (
    r"(?:\s(?:sie|einfach|sofort|bitte|immer|direkt|gleich|nur|die|der|dem|den|des|unter|über|nummern?|telefon|rufnummer"
    r"|rettungsdienst(?:es)?|feuerwehr|polizei|im\s+notfall|bei\s+gefahr|europaweit\w*|bundesweit\w*|kostenlos\w*"
    r"|the|an?|on|at|for|number|police|ambulance|durumda\w*|numara\w*|по|за|на|номер\w*|телефон\w*|помощь"
    r"|допомог\w*|على|ال?رقم))*"
)
_BEFORE = re.compile(rf"{_CUE}{_LINK}\s*(?:\.{{2,}}|…+|[:–(/|-])?\s*[„\"»“']?$", re.I)
_LOOSELY_BEFORE = re.compile(
    rf"{_CUE}[^.!?]*(?:\b(?:die|unter|über|nummer|tel\.|telefon)\s*|[:(–]\s*)$", re.I
)
_AFTER = re.compile(
    rf"(?:\s?(?:/|oder|und)\s?1\d\d)?\s*(?:[(–:=|-]+\s*(?:\w+\s)?{_CUE}"
    rf"|(?:an|wählen|anrufen|erreich\w+)\b[^.!?]*{_CUE}"
    r"|(?:an|wählen|(?:an)?rufen|verständigen|alarmieren|kontaktieren|wenden|hilft)\b)"
    r"|['’](?:yi|ye|i|u|ü|a|e)\s+ara|\snumara",
    re.I,
)
#: „Dann 112!“, „Tel. 030 …-772 oder 112“ (the number is blanked out by then).
_THEN = re.compile(r"\b(?:dann|immer|sofort|sonst|notfalls|nachts)\s(?:die\s)?$|;\soder\s(?:die\s)?$", re.I)
_ENDS = re.compile(r"\s*(?:[.!;]|$)")
#: „110 Polizei“ in lists.
_BEGINS_LINE = re.compile(r"(?:^|[\n|•;])\s*$")
_NAMED = re.compile(
    r"\s{1,3}(?:Polizei|Feuerwehr|Rettung|Notruf|Notarzt|Bürger|Behörden|police|fire|ambulance)", re.I
)
_UNDER = re.compile(r"\bunter\s*$", re.I)
_UNDER_THE = re.compile(r"\bunter\sder\s*$|[?]\s*$", re.I)  # „Noch Fragen? 115!“
_REACHED = re.compile(r"\s*(?:[.,;:!?)]|$|\b(?:erreich|meld|anruf|wähl|helf|hilft|weiter))", re.I)
_WITHOUT_CODE = re.compile(r"[\s(,]*(?:auch\s)?ohne Vorwahl", re.I)
_MORE = re.compile(r"\s*(?:,|/|oder|und|bzw\.|or|and|veya|ve|или|и|або|та|أو)?\s*(?:die\s|unter\s)?")
_COUNTED = re.compile(
    r"\s?(?:€|%|Euro\b|EUR\b|Prozent|m²|km\b|Mal\b|Uhr\b|Tagen?\b|(?:\w+)?(?:Menschen|Einwohner\w*|Personen|Kinder\w*|Haushalte|Fälle"
    r"|Anträge|Stück|Besucher\w*|Plätzen?|Seiten|Bilder|Jahren?|Anrufen?|Minuten|Stunden|Betten|Wohnungen|Stellen)\b)"
)
_PLACE = re.compile(
    r"(?:§§?|\b(?:zimmer|zi\.|raum|(?:bus)?linie|bus|tram|straßenbahn|s-bahn|art\.|artikel|seiten?|s\.|ziffer|punkt|absatz"
    r"|abs\.|kapitel|gleis|haus|nr\.|durchwahl|apparat|app\.|dw|nebenstelle|room(?:\snumber)?|page|line|section|oda"
    r"|кабинет|комната|кабінет|автобус|غرفة|حافلة"
    r"|\w*(?:straße|str\.|weg|platz|allee|gasse|(?<!weißer )ring|damm|ufer|säule))|\b(?:hausnummer|zimmernummer))\s*$",
    re.I,
)


def short_numbers_in(text: str) -> Iterator[Mention]:
    """Everything that may be such a number; for places where only telephone numbers stand.

    >>> [mention.value for mention in short_numbers_in("Telefon 116 117, Zimmer 24")]
    ['116117']
    """
    return (mention for mention, _, _ in _candidates(text))


def called_numbers_in(text: str) -> Iterator[Mention]:
    """The numbers that the text says to call.

    >>> [mention.value for mention in called_numbers_in("Notruf 112 oder 110, ab Raum 115 mit Buslinie 112")]
    ['112', '110']
    """
    if _SHORT.search(text) is None:
        return
    last = -1
    for written in [mention.written for mention in numbers_in(text)] + _ADDRESS.findall(text):
        text = text.replace(written, ";" * len(written))
    for mention, start, end in _candidates(text):
        goes_on = last >= 0 and _MORE.fullmatch(text[last:start]) is not None
        if goes_on or _is_called(mention.value, text[max(0, start - 80) : start], text[end : end + 60]):
            last = end
            yield mention


def _candidates(text: str) -> Iterator[tuple[Mention, int, int]]:
    for match in _SHORT.finditer(text) if "1" in text else ():
        digits = re.sub(r"\D", "", match[0])
        if number_of(digits) == digits:
            yield Mention(match[0], digits), match.start(), match.end()


def _is_called(value: str, before: str, after: str) -> bool:
    if _COUNTED.match(after) or _PLACE.search(before):
        return False
    if _SOCIAL.fullmatch(value):
        return True
    if value not in _CALLED:
        return False
    names_thing = re.match(r"\s[A-ZÄÖÜ][\wäöüß]+", after) is not None
    return any(
        (
            _BEFORE.search(before),
            _WITHOUT_CODE.match(after),
            _UNDER.search(before) and _REACHED.match(after),
            _THEN.search(before) and _ENDS.match(after),
            _BEGINS_LINE.search(before) and _NAMED.match(after),
            _UNDER_THE.search(before) and not names_thing,
            _LOOSELY_BEFORE.search(before) and not names_thing,
            _AFTER.match(after) and not names_thing,
        )
    )
