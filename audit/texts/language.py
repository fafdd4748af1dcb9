"""Which language a text is in: letters of a foreign script, or CLD2's opinion with function words as second witness.

CLD2 alone takes lists of names for languages ("Jugendzentrum Komma: Poetry Slam" is English to it). A verdict therefore needs
words that hold sentences together in the language found, and next to none of the language declared. See decision 020.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from audit.texts.function_words import FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u064b-\u0652]+[^\W\d_]*)*")
#: Letters of scripts, and the languages written in them; whoever writes no other script is left out.
_SCRIPTS = {
    "Arab": (re.compile("[\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"), {"ar", "fa", "ur", "ps", "ckb", "ug", "sd"}),
    "Cyrl": (re.compile("[\u0400-\u052f]"), {"ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "mn", "tg", "tt", "bs", "uz", "az"}),
    "Hebr": (re.compile("[\u05d0-\u05f2]"), {"he", "yi"}),
    "Grek": (re.compile("[\u0370-\u03ff\u1f00-\u1fff]"), {"el"}),
    "Hans": (re.compile("[\u3040-\u30ff\u3400-\u9fff]"), {"zh", "ja", "ko", "yue"}),
    "Hang": (re.compile("[\uac00-\ud7af]"), {"ko"}),
    "Deva": (re.compile("[\u0900-\u097f]"), {"hi", "mr", "ne", "sa"}),
    "Thai": (re.compile("[\u0e00-\u0e7f]"), {"th"}),
    "Geor": (re.compile("[\u10a0-\u10ff]"), {"ka"}),
    "Armn": (re.compile("[\u0530-\u058f]"), {"hy"}),
    "Ethi": (re.compile("[\u1200-\u137f]"), {"am", "ti"}),
    "Taml": (re.compile("[\u0b80-\u0bff]"), {"ta"}),
}  # fmt: skip
#: The likeliest language of a script, for messages where CLD2 knows no better.
_OF_SCRIPT = {"Arab": "ar", "Cyrl": "ru", "Hebr": "he", "Grek": "el", "Hans": "zh", "Hang": "ko", "Deva": "hi",
              "Thai": "th", "Geor": "ka", "Armn": "hy", "Ethi": "am", "Taml": "ta"}  # fmt: skip
#: Languages that a text may be taken for without being wrong, and CLD2's old codes.
_KIN = ({"no", "nb", "nn", "da"}, {"hr", "sr", "bs", "sh", "me", "cnr", "sl"}, {"cs", "sk"}, {"id", "ms"}, {"ur", "fa", "ps"},
        {"nl", "af", "fy"}, {"de", "lb", "nds", "gsw", "als", "bar"}, {"gl", "pt"}, {"en", "sco"}, {"bg", "mk"},
        {"ca", "oc"}, {"tr", "az", "tk"}, {"zh", "yue", "cmn"}, {"hi", "mr", "ne"}, {"fil", "tl", "ceb"})  # fmt: skip
_LANGUAGES_OF: dict[str, list[str]] = {}
for _code, _words in FUNCTION_WORDS.items():
    for _word in sorted(_words):
        _LANGUAGES_OF.setdefault(_word, []).append(_code)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
#: Small letters of words and loanwords.
_ALPHABETS = {
    "de": frozenset(_LATIN + "äöüßéèêàâîôñç"),
    "en": frozenset(_LATIN + "éèêïàâçñöô"),
    "fr": frozenset(_LATIN + "àâæçéèêëîïôœùûüÿñö"),
    "it": frozenset(_LATIN + "àèéìíîòóùúç"),
    "es": frozenset(_LATIN + "áéíóúüñç"),
    "tr": frozenset(_LATIN + "çğıöşüâîû\u0307"),
    "pl": frozenset(_LATIN + "ąćęłńóśźżéè"),
    "ru": frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё"),
    "uk": frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
}
_OLD = {"iw": "he", "jw": "jv", "zh-Hant": "zh", "sr-ME": "sr"}
_NAMES = {"de": "Deutsch", "en": "Englisch", "fr": "Französisch", "it": "Italienisch", "es": "Spanisch", "tr": "Türkisch",
          "ru": "Russisch", "uk": "Ukrainisch", "ar": "Arabisch", "pl": "Polnisch", "nl": "Niederländisch", "pt": "Portugiesisch",
          "ro": "Rumänisch", "hr": "Kroatisch", "sr": "Serbisch", "bg": "Bulgarisch", "fa": "Persisch", "el": "Griechisch",
          "he": "Hebräisch", "zh": "Chinesisch", "cs": "Tschechisch", "hu": "Ungarisch", "da": "Dänisch", "sv": "Schwedisch",
          "sq": "Albanisch", "la": "Latein"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Other:
    """A text is not in the language declared but in ``code``; ``certain`` if there is no doubt.

    ``by_script`` says that its letters tell so, however few they are.
    """

    code: str
    certain: bool
    by_script: bool = False

    @property
    def name(self) -> str:
        """The German name of the language, its code where we know none."""
        return _NAMES.get(self.code, f"„{self.code}“")


def name_of_language(code: str) -> str:
    """The German name of a language, its code where we know none."""
    return Other(code, certain=False).name


def primary(tag: str | None) -> str:
    """The primary subtag of a language tag, in small letters; "" where it declares no language."""
    code = (tag or "").strip().lower().partition("-")[0]
    return "" if code in ("und", "zxx", "mul", "x", "i") else code


def letters(text: str) -> int:
    """How many letters a text has."""
    return sum(map(str.isalpha, text))


@lru_cache(maxsize=100_000)  # frames and menus say the same on every page
def other_language(text: str, declared: str) -> Other | None:
    """The language of a text that is not in the one ``declared``; None if it is, or if nobody can tell."""
    words = _WORD.findall(text)
    if not words or not _is_known(declared):
        return None
    if not text.isascii() and (found := _by_script(text, declared)):
        return Other(_guess(words)[0] or _OF_SCRIPT[found], certain=len(words) > 2, by_script=True)
    lower = [word.lower() for word in words]
    if _is_declared(words, lower, declared):
        return None  # most texts end here, at little cost
    code, share = _guess(words)
    if not code or share < 80 or _are_kin(code, declared):
        return None
    return _weigh(words, lower, declared, code, share)


def _is_declared(words: list[str], lower: list[str], declared: str) -> bool:
    """Whether every eighth word is a function word of the declared language, and none of its kin fits much better."""
    counts = Counter(code for word in lower for code in _LANGUAGES_OF.get(word, ()))
    own = counts[declared]
    return (
        own >= 0.12 * len(words)
        and own >= 0.75 * max(counts.values())
        and _foreign_spellings(words, declared) < 2
    )


def _weigh(words: list[str], lower: list[str], declared: str, code: str, share: int) -> Other | None:
    """What CLD2's guess is worth beside the function words. Certain: a sentence and not a trace of the declared language."""
    size = sum(map(len, words))
    is_known = declared in FUNCTION_WORDS
    only_declared = FUNCTION_WORDS.get(declared, frozenset()) - FUNCTION_WORDS.get(code, frozenset())
    own = sum(word in only_declared for word in lower)
    if own > 0.05 * len(words) or not _is_prose(words, code):
        return None
    if code in FUNCTION_WORDS:
        found = _count(lower, code) + _foreign_spellings(words, declared)
        if found < 2 or found < 0.12 * len(words):
            return None
        return Other(code, is_known and size >= 40 and found >= 4 and not own and share >= 90)
    return Other(code, certain=False) if size >= 100 and share >= 95 else None


def seems_other(text: str, declared: str) -> str:
    """CLD2's reliable guess for a short text of at least three words, where it is not the declared one; else ""."""
    words = _WORD.findall(text)
    if len(words) < 3 or not _is_known(declared) or _count([word.lower() for word in words], declared):
        return ""
    code, share = _guess(words)
    return code if share >= 90 and not _are_kin(code, declared) and _is_prose(words, code) else ""


def _by_script(text: str, declared: str) -> str:
    """The script of most letters, where the declared language is not written in it; "" if it is, or Latin."""
    size = letters(text)
    for script, (pattern, languages) in _SCRIPTS.items():
        count = len(pattern.findall(text))
        if count > 0.5 * size and count >= 3:
            return "" if declared in languages or not declared else script
    return ""


def _guess(words: list[str]) -> tuple[str, int]:
    """CLD2's reliable guess and how many per cent of the text it covers; ("", 0) if it is not sure."""
    import pycld2  # 10 ms and 9 MB that sites without foreign texts do not pay

    # Only letters: CLD2 refuses control characters, and digits and addresses say nothing.
    reliable, _, ((_, code, share, _), *_) = pycld2.detect(" ".join(words), bestEffort=True)
    return (_OLD.get(code, code), share) if reliable and code != "un" else ("", 0)


@cache
def _is_known(code: str) -> bool:
    """Whether this is a language at all; tags that are none are found by the engines."""
    if code in FUNCTION_WORDS:
        return True
    import pycld2

    return len(code) == 2 and code in {known for _, known in pycld2.LANGUAGES} | {*_OLD.values(), "nb"}


def _are_kin(code: str, declared: str) -> bool:
    return code == declared or any(code in kin and declared in kin for kin in _KIN)


def _count(lower: list[str], code: str) -> int:
    return sum(map(FUNCTION_WORDS.get(code, frozenset()).__contains__, lower))


def _foreign_spellings(words: list[str], declared: str) -> int:
    """Words, names left out, with letters that the declared language does not have: Turkish and Polish have few short words."""
    letters_of = _ALPHABETS.get(declared)
    if letters_of is None:
        return 0
    return sum(not (word[0].isupper() or word.isascii() or letters_of.issuperset(word)) for word in words)


def _is_prose(words: list[str], code: str) -> bool:
    """Whether half of the words after the first begin small, and not only function words: lists of names and titles differ."""
    small = [word for word in words[1:] if not word[0].isupper()]
    function_words = FUNCTION_WORDS.get(code, frozenset())
    content = any(len(word) > 3 and word not in function_words for word in small)
    return content and 2 * len(small) >= len(words) - 1
