"""What a statement on accessibility says of itself: its status and its dates, read from its text."""

from __future__ import annotations

import re
from datetime import date

from audit.texts.german_dates import dates_in, sentences

_CLAIM = re.compile(r"\b(?:vereinbar|konform)\b")
_UNCLEAR = re.compile(r"\bnicht (?:ganz |in allem )?vollständig")
_STATUSES = {
    "vollständig": re.compile(r"\bvollständig"),
    "teilweise": re.compile(r"\bteilweise"),
    "nicht": re.compile(r"\bnicht\b"),
}
_ABOUT_ITSELF = re.compile(r"überprüf|erstellt|aktualisiert|überarbeitet|\bStand\b", re.I)


def statuses(text: str) -> frozenset[str]:
    """The statuses that the text claims: ``vollständig``, ``teilweise``, ``nicht``, or ``unklar``.

    >>> sorted(statuses("Diese Website ist teilweise mit § 10 Absatz 1 L-BGG vereinbar."))
    ['teilweise']
    >>> sorted(statuses("Sie ist derzeit noch nicht vollständig mit § 10 L-BGG vereinbar."))
    ['unklar']
    """
    found: set[str] = set()
    for sentence in sentences(text):
        if not _CLAIM.search(sentence):
            continue
        if _UNCLEAR.search(sentence):
            found.add("unklar")
        else:
            found |= {name for name, word in _STATUSES.items() if word.search(sentence)}
    return frozenset(found)


def last_reviewed(text: str) -> date | None:
    """The latest day on which the statement says it was made, changed or reviewed.

    >>> last_reviewed("Erstellt am 1. März 2024. Zuletzt am 12.05.2025 überprüft. Frist bis 1.1.2030.")
    datetime.date(2025, 5, 12)
    """
    days = [
        found.day
        for sentence in sentences(text)
        if _ABOUT_ITSELF.search(sentence)
        for found in dates_in(sentence)
    ]
    return max(days, default=None)
