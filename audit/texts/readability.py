"""How hard a German text is to read: Amstad's formula and the first Wiener Sachtextformel, on pyphen's syllables.

Amstad, T. (1978): Wie verständlich sind unsere Zeitungen? · Bamberger, R., Vanecek, E. (1984): Lesen – Verstehen –
Lernen – Schreiben. Both count words and syllables and know nothing of meaning: a value is a hint, never a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pyphen import Pyphen

from audit.texts.german_sentences import words

_VOWELS = re.compile(r"[aeiouyäöüáàâéèêíìîóòôúùû]+")
#: Two vowels that are two syllables in German, most of them of Latin origin.
_HIATUS = re.compile(r"i[aou]|e[aoä]|u[ao]|ie(?=n)|eie|aue|eue|äue", re.I)


@dataclass(frozen=True, slots=True)
class Readability:
    """``amstad``: 100 very easy to 0 very hard. ``wiener``: the school year that a text is fit for, 4 to 15."""

    amstad: float
    wiener: float


def readability(sentences: Sequence[str], exact: bool = True) -> Readability:
    """Both values of a text; ValueError without any word.

    ``exact`` False estimates syllables without pyphen's dictionary, which takes a second to load.
    """
    found = [words(sentence) for sentence in sentences]
    every = [word for sentence in found for word in sentence]
    if not every:
        raise ValueError("readability of no words")
    counts = [(syllables if exact else estimated_syllables)(word) for word in every]
    length = len(every) / sum(1 for sentence in found if sentence)
    percent = 100 / len(every)
    many = percent * sum(count >= 3 for count in counts)
    one = percent * sum(count == 1 for count in counts)
    long = percent * sum(len(word) > 6 for word in every)
    return Readability(
        amstad=180 - length - 58.5 * sum(counts) / len(every),
        wiener=0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * one - 0.875,
    )


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """Syllables of a word, at least one; pyphen parts no single vowels („aber“), so the groups of vowels count too.

    >>> [syllables(word) for word in ("See", "aber", "Familien", "2026")]
    [1, 2, 4, 1]
    """
    groups = len(_VOWELS.findall(word.lower()))
    if groups == 0:
        return 1
    return max(
        groups, sum(len(_dictionary().positions(part)) + 1 for part in re.split(r"[\W\d_]+", word) if part)
    )


@lru_cache(maxsize=50_000)
def estimated_syllables(word: str) -> int:
    """The same without a dictionary: groups of vowels, and two for pairs that German parts.

    >>> [estimated_syllables(word) for word in ("See", "aber", "Familien", "Station")]
    [1, 2, 4, 3]
    """
    lower = word.lower()
    return max(1, len(_VOWELS.findall(lower)) + len(_HIATUS.findall(lower.replace("qu", "qv"))))


@cache
def _dictionary() -> Pyphen:
    return Pyphen(lang="de_DE")
