"""The words inside German compounds: "Kurzzeitpflege" holds "Pflege", as far as the site's own words tell.

No dictionary is shipped. Every site brings its own: the words of its pages, its glossary and its synonyms. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

#: A word as people write it; hyphens inside belong to it ("Pflege-Grad", "24-Stunden-Pflege").
WORD = re.compile(r"\w+(?:[-\u00ad·]\w+)*")
#: With a capital, and not because a sentence begins.
_NOUN = re.compile(r"(?<=[a-zäöüß,][ \n])[A-ZÄÖÜ]\w+")
_JOINTS = re.compile(r"[-\u00ad·]")
_FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
#: What inflection and the joint of a compound add to a word; "s" only behind letters that take it (Snowball German).
_ENDING = re.compile(r"(?:ern|e[nmrs]?|n|(?<=[bdfghklmnrt])s)$")
_SHORTEST = 3
#: Below this, a piece of a compound is more often an accident ("Unter-lagen") than a word.
_SHORTEST_PART = 4


@lru_cache(maxsize=50_000)
def base(word: str) -> str:
    """What the forms of a word have in common; good enough to compare, not to read.

    >>> base("Häuser"), base("Haus"), base("Beratungs"), base("Pflege-Grad")
    ('haus', 'haus', 'beratung', 'pflegegrad')
    """
    folded = _JOINTS.sub("", word).lower().translate(_FOLDED)
    trimmed = _ENDING.sub("", folded)
    return trimmed if len(trimmed) >= _SHORTEST else folded


def words_of(text: str) -> list[str]:
    """The words of a text in its order, compounds with a hyphen as one."""
    return WORD.findall(text)


class Vocabulary:
    """What a compound can be made of: ``nouns`` end one, ``parts`` (nouns among them) stand before. Bases of words."""

    def __init__(self, nouns: Iterable[str], parts: Iterable[str]) -> None:
        self._nouns, self._parts = frozenset(nouns), frozenset(parts)
        self.inside = cache(self._inside)  # the same words come hundreds of times

    def _inside(self, word: str) -> tuple[str, ...]:
        """The words that begin inside ``word``, in lower case; its beginning is found without help.

        >>> words = vocabulary(["eine kurze Zeit, gute Pflege, ein Platz, die Kasse und Beratung"])
        >>> words.inside("Pflegekasse"), words.inside("Beratungsplatz"), words.inside("Pflegeplatzkasse")
        (('kasse',), ('platz',), ('platz', 'kasse'))
        >>> words.inside("Pflege"), words.inside("Verpflegung")
        ((), ())
        >>> words.inside("Verhinderungspflege")  # nobody knows its first part, but the second is clear
        ('pflege',)
        """
        if word[0].islower() or len(word) < 2 * _SHORTEST:
            return ()  # what ends with a noun is one, and written so
        lower = _JOINTS.sub("", word).lower()
        ends = self._ends(lower) or self._end_alone(lower)
        return tuple(lower[start:end] for start, end in pairwise((*ends, len(lower))))

    def _ends(self, word: str) -> tuple[int, ...]:
        """Where the second and each further part of ``word`` begins; empty if it is not all made of known words."""
        best: dict[int, tuple[int, ...]] = {0: ()}  # the finest division of each beginning
        for end in range(_SHORTEST, len(word) - _SHORTEST + 1):
            for start in [start for start in best if end - start >= _SHORTEST]:
                division = (*best[start], end)
                is_finer = len(division) > len(best.get(end, ()))
                if is_finer and base(word[start:end]) in self._parts:
                    best[end] = division
        whole = [division for end, division in best.items() if end and base(word[end:]) in self._nouns]
        return max(whole, key=len, default=())

    def _end_alone(self, word: str) -> tuple[int, ...]:
        ends = range(_SHORTEST_PART, len(word) - _SHORTEST_PART)
        return next(((end,) for end in ends if base(word[end:]) in self._nouns), ())


@dataclass(frozen=True, slots=True)
class Bases:
    """The bases of all words of some texts, and of those that are certainly nouns."""

    words: frozenset[str]
    nouns: frozenset[str]


def bases_of(texts: Iterable[str]) -> Bases:
    """A noun is what has a capital in the middle of a sentence ("er braucht Pflege")."""
    words, nouns = set[str](), set[str]()
    for text in texts:
        words.update(map(base, set(words_of(text))))
        nouns.update(base(match[0]) for match in _NOUN.finditer(text))
    return Bases(frozenset(words), frozenset(nouns))


def vocabulary_of(found: Iterable[Bases], terms: Iterable[str] = ()) -> Vocabulary:
    """The words of texts. ``terms`` are no sentences: what has a capital there is a noun."""
    words, nouns = set[str](), {base(word) for term in terms for word in words_of(term) if word[0].isupper()}
    for bases in found:
        words |= bases.words
        nouns |= bases.nouns
    nouns = {noun for noun in nouns if len(noun) >= _SHORTEST and noun.isalpha()}
    return Vocabulary(nouns, nouns | {word for word in words if len(word) >= _SHORTEST_PART})


def vocabulary(texts: Iterable[str], terms: Iterable[str] = ()) -> Vocabulary:
    """As ``vocabulary_of``, for texts that nobody took apart yet."""
    return vocabulary_of([bases_of(texts)], terms)
