"""Whether two texts speak of the same thing: content words compared by their beginnings, which survive endings."""

from __future__ import annotations

import re

from audit.texts.function_words import FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
_UMLAUTS = str.maketrans("äöü", "aou")


def topic_words(text: str, language: str) -> tuple[str, ...]:
    """Words of four letters or more that are no function words, in small letters, cut to their beginnings."""
    function_words = FUNCTION_WORDS.get(language, frozenset())
    words = (plain(word) for word in _WORD.findall(text.lower()) if word not in function_words)
    return tuple(word[: max(4, min(_STEM, len(word) - 1))] for word in words)


def plain(text: str) -> str:
    """The text in small letters without German umlauts, which come and go with the plural."""
    return text.lower().translate(_UMLAUTS)


def share_found(words: tuple[str, ...], text: str) -> float:
    """How many of the topic words, 0 to 1, begin or are part of a word of the ``plain`` text."""
    return sum(word in text for word in words) / len(words) if words else 1.0
