"""Sentences that promise something for a day: „Anmeldung bis 31.12.2026“, „am 3. Mai 2026 findet … statt“.

Reads words, not meaning, so it is careful: one word of the past in the sentence and it says nothing; without a word
of promise it is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from audit.texts.german_dates import DateInText, dates_in, has_dates, sentences

#: The sentence tells what was, or uses the day as a criterion of law.
_PAST = re.compile(
    r"\b(?:war|waren|wurden?|galt|galten|hatten?|gab|gaben|hieß|hießen|konnten?|mussten?|durften?|lief|liefen|endeten?|"
    r"begann|begannen|fand|fanden|betrug|betrugen|kam|kamen|ging|gingen|stand|standen|blieb|blieben|lag|lagen|trat|"
    r"traten|bestand|bestanden|erhielt|erhielten|bekam|bekamen|zahlten?|worden|gewesen|seit|bisher\w*|früher\w*|damals|"
    r"ehemal\w+|rückwirkend\w*|nachträglich\w*|zuletzt|vorbei|abgelaufen\w*|beendet\w*|ausgelaufen\w*|außer Kraft|"
    r"geboren\w*|Geburts\w+|Jahrg[aä]ng\w*|Baujahr\w*|Bestandsschutz|Rückblick|Chronik|archiv\w*)\b"
    # „beantragt haben“ at the end of a clause; „geöffnet ist“ is no past
    r"|\b(?!(?:geöffnet|geschlossen|gesperrt|geplant)\b)\w{2,}(?:t|en) (?:habe|haben|hat|ist|sind)(?:\W|$)"
    # „hat … gezahlt.“; „Sie haben bis … Zeit.“ is no past
    r"|\b(?:habe|haben|hat)\b.* (?!geöffnet|geschlossen)(?:\w*ge\w{2,}(?:t|en)|(?:be|er|ver)\w{3,}(?:t|en)|\w+iert)\W*$",
    re.I,
)
_PROMISE = re.compile(
    r"\b(?:\w*anmeld\w*|an(?:zu)?melde\w*|bewerb\w*|einreich\w*|einzureichen|abgeben|beantrag\w*|\w*frist|spätestens|möglich|geöffnet|"
    r"geschlossen|gesperrt|befristet|gültig|gilt|gelten|läuft|laufen|dauert|dauern|geht|bleibt|bleiben|können|kann|müssen|"
    r"muss|dürfen|haben Sie|nehmen wir|Zeit|bitte|melden Sie|wird|werden|verlängert|aktion|angebot|öffnungszeiten)\b",
    re.I,
)
_MEETING = re.compile(
    r"\bfinde[nt]\w* .*\bstatt\b|\bstattfinde[nt]\b|\btrifft sich\b|\btreffen wir uns\b|\bladen wir\b", re.I
)

#: What stands directly before the day.
_WEEKDAY = r"(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag,? |Mittwoch,? |Sonnabend,? )?"
_UNTIL = re.compile(
    rf"\bbis (?:(?:einschließlich|spätestens) )?(?:zum |zu |einschließlich )?{_WEEKDAY}(?:den |dem )?$", re.I
)
_ON = re.compile(rf"\b(?:am |den ){_WEEKDAY}(?:den |dem )?$", re.I)
_LABEL = re.compile(
    r"\b(?:(?:Anmelde|Einsende|Bewerbungs)schluss|(?:Bewerbungs|Anmelde|Antrags)frist|nächste[rn]? Termine?|"
    rf"voraussichtlich):?(?: ist| sind)?(?: der| am| ab| bis| zum)? ?{_WEEKDAY}(?:den |dem )?$",
    re.I,
)

#: „1. Mai bis …“, „vom … bis …“: one end of a period.
_PERIOD = re.compile(
    r"(?:\d\.?|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\s?$"
)
_FROM = re.compile(r"\b(?:von|vom|zwischen) (?:\w+, )?(?:dem |den )?\d", re.I)
_CRITERION = re.compile(
    r"^(?:Für|Bei|Wer|Wenn|Falls|Sofern)\b|\b(?:Anträge|Bescheide|Fälle|Verträge|Zeiten|Leistungen) bis\b",
    re.I,
)
_SINCE = re.compile(rf"\b(?:ab|seit)(?: dem)? {_WEEKDAY}(?:den |dem )?$", re.I)

_HEADING_YEAR = re.compile(r"(?<![\d.,/–-])(?<!\d )(?<![–-] )20\d\d(?![\d/]|\.\d| ?[–-] ?\d| \d| bis\b)")
_NAMED_YEAR = re.compile(
    r"\b(?:Stand|seit|ab|vor|von|vom|Jahrgang|Bericht|Jahresbericht|Rückblick|Chronik|Archiv|Protokoll|Gesetz|Reform|"
    r"Verordnung|Strategie|Satzung|Richtlinie|Fassung|Norm|DIN|geprüft|bis)\b|reform\b|gesetz\b|bericht\b|rückblick\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence that promises something for a past day; ``written`` is that day as it stands there."""

    sentence: str
    written: str
    is_certain: bool


def beginnings(text: str) -> Iterator[date]:
    """Days with which something new begins: „ab 1. Januar 2025“."""
    return (found.day for found in dates_in(text) if _SINCE.search(text[: found.start]))


def years_in(heading: str) -> tuple[int, ...]:
    """Years that date what the heading announces; not those in the name of a law or report.

    >>> years_in("Ferien 2025 und 2026"), years_in("Pflegereform 2017"), years_in("Strategie 2021–2030")
    ((2025, 2026), (), ())
    """
    return () if _NAMED_YEAR.search(heading) else tuple(map(int, _HEADING_YEAR.findall(heading)))


def verdicts(text: str, today: date, starts: Collection[date] = ()) -> Iterator[Verdict]:
    """The broken promises of a text, at most one a sentence.

    ``starts`` are days on which the page says that something new began: what ended the day before is history.
    """
    for sentence in sentences(text) if has_dates(text) else ():
        dates = tuple(dates_in(sentence))
        if not any(found.day < today for found in dates) or _PAST.search(sentence):
            continue
        for found in dates:
            is_certain = _judged(sentence, found, dates, today, starts)
            if is_certain is not None:
                yield Verdict(sentence, found.written, is_certain)
                break


def _judged(
    sentence: str, found: DateInText, dates: tuple[DateInText, ...], today: date, starts: Collection[date]
) -> bool | None:
    """Whether the promise for this day is certainly broken; None where there is none."""
    before = sentence[: found.start]
    if found.day >= today or _SINCE.search(before):
        return None
    if _LABEL.search(before) and not any(other.day >= today for other in dates):
        return True
    if until := _UNTIL.search(before):
        return _until(sentence, before[: until.start()], found, starts)
    if _ON.search(before) and _MEETING.search(sentence) and not any(other.day >= today for other in dates):
        return True
    return None


def _until(sentence: str, before: str, found: DateInText, starts: Collection[date]) -> bool | None:
    """The same for „bis …“; ``before`` is the sentence up to there."""
    if found.day + timedelta(days=1) in starts:
        return None
    has_promise = bool(_PROMISE.search(sentence))
    if _PERIOD.search(before) or _FROM.search(before):
        return False if has_promise else None
    return has_promise and not _CRITERION.search(sentence)
