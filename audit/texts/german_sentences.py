"""Sentences and words of German text. Dots of abbreviations, dates, ordinals and initials end no sentence.

Rules instead of a language model: nothing to load, the same result everywhere, and each decision can be read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

#: Without their last dot; „z. B.“ and other single letters need no entry.
_ABBREVIATIONS = """
abb Abb abschn Abschn Abt allg Anm Aufl Az bes betr bez bsp bspw bzgl bzw ca dgl Dipl Dr einschl entspr evtl exkl Fa ff ggf
ggü gem geb gest Hbf hr Hr Fr Hrsg Ing inkl insb Jh jr Kap kath ev lfd lt med mind Mio Mrd MwSt Nr Nrn phil Prof rd rer rn
sog St stellv südl tel Tel tgl vgl Vgl Vol vs wg zB Ziff zit zzgl zzt zw Febr Mrz Aug Sept Okt Nov Dez
"""
#: May stand at the end of a sentence as well, or are words besides: the next word decides.
_ALSO_LAST = (
    "usw etc uva uvm usf Ä ä Abs Art Bd Jan Feb Apr Jun Jul Sep max Max min Min Std Str Zi Mo Di Mi Do Sa So"
)
_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember Jahrhundert"
#: Words that begin a sentence and, in capitals, cannot be the noun an ordinal belongs to.
_OPENERS = """
Aber Alle Allen Als Am An Auch Auf Aus Außerdem Bei Beim Beide Bis Bitte Da Dabei Dafür Damit Danach Dann Darum Das
Dazu Dem Den Denn Der Deren Deshalb Die Dies Diese Dieser Dieses Doch Dort Du Durch Ein Eine Einen Einer Er Es Etwas Falls
Für Gegen Hier Ich Ihr Ihre Ihren Im Immer In Ist Je Jede Jeder Jedes Kann Kein Keine Können Man Manche Manchmal Mehr Mit
Muss Müssen Nach Natürlich Nicht Noch Nur Ob Oder Oft Ohne Seit Sie Sind So Sobald Sofern Solange Sollte Trotzdem Über Um
Und Unser Unsere Unter Viele Vom Von Vor Wann Warum Was Weil Welche Wenn Wer Werden Wie Wir Wird Wo Während Zu Zum Zur
Zuerst Zusätzlich Zwischen
"""
#: Before a number these say that it is an ordinal: „der 2. Weltkrieg“, „am 3. Tag“.
_BEFORE_ORDINAL = "der die das den dem des am zum zur im beim vom bis und ab seit jeder jeden"
_END = re.compile(r"[.!?…]+[\"'”“«»‘’)\]]*$")
_CLOSING = "\"'”“«»‘’)]"
_OPENING = "\"'„“»«‚‘([–-•"
_WORD = re.compile(r"[^\W_]+(?:[-‐‑·•’'][^\W_]+)*")
_ROMAN = re.compile(r"[IVX]+")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, white space made single; joined by spaces they are the text again.

    >>> list(sentences("Am 3. Mai ist zu, z. B. das Amt. Kommen Sie ab 4. Juni!"))
    ['Am 3. Mai ist zu, z. B. das Amt.', 'Kommen Sie ab 4. Juni!']
    """
    tokens = text.split()
    first = 0
    for index in range(len(tokens)):
        if index + 1 == len(tokens) or _ends(tokens, index):
            yield " ".join(tokens[first : index + 1])
            first = index + 1


def words(text: str) -> list[str]:
    """The words and numbers of a text; what hyphens or middle dots join is one word.

    >>> words("Der Pflege-Grad: 1 E-Mail – bis 9.30 Uhr!")
    ['Der', 'Pflege-Grad', '1', 'E-Mail', 'bis', '9', '30', 'Uhr']
    """
    return _WORD.findall(text)


def is_sentence(text: str) -> bool:
    """Whether the text ends as sentences do, so is no heading, label or entry of a list."""
    return _END.search(text) is not None


def _ends(tokens: list[str], index: int) -> bool:
    """Whether a sentence ends with the token at ``index``; there is one behind it."""
    token, following = tokens[index], tokens[index + 1].lstrip(_OPENING)
    if not _END.search(token) or following[:1].islower() or not following:
        return False
    bare = token.rstrip(_CLOSING)
    if not bare.endswith(".") or bare.endswith(".."):
        return True
    bare = bare.rstrip(".").lstrip(_OPENING)
    next_word = (words(following) or [""])[0]
    if bare.isdigit() or _ROMAN.fullmatch(bare):
        return _ends_after_number(bare, tokens[index - 1] if index else "", next_word)
    if bare in _known(_ALSO_LAST):
        return next_word in _known(_OPENERS)
    return not _is_abbreviation(bare)


def _ends_after_number(number: str, before: str, next_word: str) -> bool:
    """„am 3. Mai“, „der 2. Weltkrieg“ go on; „Pflegegrad 2. Sie“, „seit 2019. Das“ end."""
    if next_word in _known(_MONTHS) or next_word.isdigit():
        return False
    if len(number) > 2 and number.isdigit():
        return True
    return next_word in _known(_OPENERS) and before.lower() not in _known(_BEFORE_ORDINAL)


@cache
def _known(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _is_abbreviation(bare: str) -> bool:
    """``bare`` has no dot at its end; „z.B“, „B“, „bzw“ and „Haupt-Str“ are abbreviations."""
    last = re.split(r"[-/(]", bare)[-1]
    return (
        (len(last) == 1 and last.isalpha())
        or last in _known(_ABBREVIATIONS)
        or last.endswith("str")  # Hauptstr.
        or bool(re.fullmatch(r"(?:\w{1,4}\.)+\w{1,4}", last))
    )
