"""What in a text in Leichte Sprache somebody should look at again, line by line.

After DIN SPEC 33429:2025-03 and the rules of the Netzwerk Leichte Sprache, as far as word forms show it. Only people
with learning difficulties can tell whether a text is easy: no objection here is no proof.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from audit.texts.german_sentences import is_sentence, sentences, words
from audit.texts.german_style import passive

#: Words in a sentence, letters in a word or in a part of one that a hyphen or middle dot sets off.
MOST_WORDS, MOST_LETTERS = 12, 14
_GENITIVE = re.compile(
    r"\b(?:des|eines|meines|Ihres|seines|ihres|unseres|dieses) (?:[a-zäöüß]+en )?[A-ZÄÖÜ][\w·-]*(?:s|en)\b"
)
_NEGATION = re.compile(
    r"\b(?:nicht|nichts|nie|niemals|niemand(?:en|em)?|kein(?:e[rnms]?)?|weder|ohne)\b", re.I
)
_SUBJUNCTIVE = re.compile(
    r"\b(?:(?:hätte|wäre|würde|könnte|müsste|dürfte|käme|ginge|gäbe|bräuchte|wüsste)(?:n|st|t)?|sei|seien)\b"
)
_ABBREVIATION = re.compile(
    r"\b(?:z\. ?B|d\. ?h|u\. ?a|o\. ?ä|i\. ?d\. ?R|z\. ?T|s\. ?o|usw|bzw|ca|etc|evtl|ggf|inkl|exkl|zzgl|vgl|sog|max|min|Nr|Std|Tel|Str|Mio|Mrd|Abs|Jh)\.",
    re.I,
)
_SIGN = re.compile(r"[§%&…;/()<>=+*#|~^°{}\[\]]")
_NUMBER_WORD = re.compile(
    r"\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|hundert|tausend)\b", re.I
)
_ROMAN = re.compile(r"\b(?:I{2,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI{0,3})\b")
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:de|org|com|net|eu|info|example)\b"
)


@dataclass(frozen=True, slots=True)
class Objection:
    """``kind`` is a key of ``ADVICE``, ``evidence`` what was seen, inside of ``line``."""

    kind: str
    evidence: str
    line: str


ADVICE: Mapping[str, str] = {
    "long-sentence": f"Sätze haben mehr als {MOST_WORDS} Wörter. In Leichter Sprache sind Sätze kurz.",
    "long-word": f"Wörter haben mehr als {MOST_LETTERS} Buchstaben am Stück. Lange Wörter bekommen einen Bindestrich oder einen Mediopunkt.",
    "sentences-in-line": "In einer Zeile stehen mehrere Sätze. In Leichter Sprache hat jeder Satz eine eigene Zeile.",
    "genitive": "Hier steht der Genitiv. Leichter ist: „das Haus von dem Lehrer“.",
    "passive": "Hier steht das Passiv. Leichter ist, wenn der Satz sagt, wer etwas tut.",
    "negation": "Hier wird verneint, ohne dass es auffällt. Leichter ist ein Satz ohne „nicht“; sonst gehört das Wort fett.",
    "double-negation": "In einem Satz wird zweimal verneint. Das verstehen viele falsch.",
    "subjunctive": "Hier steht der Konjunktiv. Leichter ist, was ist: „Vielleicht regnet es“.",
    "abbreviation": "Hier steht eine Abkürzung. Leichter ist das ganze Wort.",
    "sign": "Hier steht ein Sonderzeichen. Leichter ist ein Wort oder ein eigener Satz.",
    "number": "Zahlen stehen als Wort oder in römischen Ziffern. Leichter sind Ziffern: 2, 3, 4.",
    "soft-hyphen": "Wörter dürfen am Ende der Zeile getrennt werden. In Leichter Sprache bleibt jedes Wort ganz.",
}


def objections(line: str, set_off: str = "") -> Iterator[Objection]:
    """What is to be said about one line as its reader sees it; ``set_off`` is what is bold around there."""
    bare = _ADDRESS.sub(" ", line)
    parts = list(sentences(bare))
    if sum(is_sentence(part) for part in parts) > 1:
        yield Objection("sentences-in-line", line, line)
    for part in parts:
        if len(words(part)) > MOST_WORDS:
            yield Objection("long-sentence", part, line)
        if evidence := _plain_negation(part, set_off):
            yield Objection("negation", evidence, line)
        for kind, found in _IN_SENTENCE.items():
            if evidence := found(part):
                yield Objection(kind, evidence, line)
    if "\u00ad" in line:
        yield Objection("soft-hyphen", line.replace("\u00ad", "|"), line)


def _long_word(sentence: str) -> str:
    parts = (part for word in words(sentence) for part in re.split(r"[-‐‑·•]", word))
    return next((part for part in parts if len(part) > MOST_LETTERS), "")


def _plain_negation(sentence: str, set_off: str) -> str:
    """The first negation that is not bold; „ohne“ says what there is not, but denies nothing."""
    bold = words(set_off.lower())
    found = (word for word in _NEGATION.findall(sentence) if word.lower() not in bold)
    return next((word for word in found if word.lower() not in ("ohne", "weder")), "")


def _double_negation(sentence: str) -> str:
    """Two negations that do not belong together; „nicht mehr“ and „kein … und kein“ say no only once."""
    found = _NEGATION.findall(sentence)
    same = len({word.lower()[:4] for word in found}) == 1
    return " … ".join(found) if len(found) > 1 and not same else ""


def _first(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def first(sentence: str) -> str:
        match = pattern.search(sentence)
        return match[0] if match else ""

    return first


_IN_SENTENCE: Mapping[str, Callable[[str], str]] = {
    "long-word": _long_word,
    "genitive": _first(_GENITIVE),
    "passive": passive,
    "double-negation": _double_negation,
    "subjunctive": _first(_SUBJUNCTIVE),
    "abbreviation": _first(_ABBREVIATION),
    "sign": _first(_SIGN),
    "number": lambda sentence: _first(_NUMBER_WORD)(sentence) or _first(_ROMAN)(sentence),
}
