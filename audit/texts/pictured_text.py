"""What the words read in a picture mean beside the text that stands for it and the text of the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from audit.texts.function_words import FUNCTION_WORDS

#: Percent from which a word counts as read.
SURE = 80
_SENTENCE = 8  # words; the longest names of offices and claims of firms have fewer
_SAME = 0.8
_LONG = 4  # letters: shorter ones are also read into leaves and windows
_FIGURES = re.compile(r"\d\s?(?:%|€|£|euro\b|uhr\b)|\b\d{1,2}\.\s?\d{1,2}\.", re.I)
_JOINING = FUNCTION_WORDS["de"] | FUNCTION_WORDS["en"]
#: Words of buttons and headings, which nobody is called.
_WORDS = """willkommen herzlich aktuelles neuigkeiten nachrichten termine veranstaltungen kontakt anfahrt impressum
    öffnungszeiten sprechzeiten startseite menü suche suchen finden absenden senden abschicken anmelden abmelden anmeldung
    anmeldeschluss bestellen kaufen buchen spenden drucken herunterladen öffnen schließen speichern löschen abbrechen
    bestätigen weiter zurück mehr lesen klicken drücken jetzt neu angebot angebote rabatt eintritt frei
    kostenlos geschlossen geöffnet achtung wichtig hinweis bitte danke antrag formular formulare fragen antworten
    welcome events contact search find submit send apply register login logout order buy book donate print download
    open close save delete cancel confirm next back more read click press here now new offer offers sale discount
    free closed important note please thanks form forms questions answers"""
_ORDINARY = frozenset(_WORDS.split())


@dataclass(frozen=True, slots=True)
class PicturedText:
    """All that was read in one picture, those of its words that are sure, the mean confidence of it all, and whether the
    picture is a button.
    """

    text: str
    words: tuple[str, ...]
    confidence: float
    is_button: bool

    @classmethod
    def of(cls, measured: Mapping[str, Any]) -> PicturedText:
        """From the ``words`` and ``kind`` that ``audit.probes.pictures`` measured."""
        read = measured["words"]
        sure = tuple(word for word, confidence in read if confidence >= SURE and len(_folded(word)) > 1)
        confidence = sum(confidence for _, confidence in read) / len(read)
        return cls(" ".join(word for word, _ in read), sure, confidence, measured["kind"] == "button")

    @property
    def is_certain(self) -> bool:
        """Whether something was read for certain: two words or a long one, and hardly anything doubtful beside it."""
        return self.confidence >= SURE and (
            len(self.words) > 1 or any(len(_folded(word)) > _LONG for word in self.words)
        )

    @property
    def is_long(self) -> bool:
        """Whether this is more than a name."""
        return len(self.text.split()) >= _SENTENCE

    @property
    def is_no_name(self) -> bool:
        """Whether this is certainly no name, which a logo may draw: a sentence, a call on a button, ordinary words, a price."""
        bare = [word.strip(".,:;!?»>").casefold() for word in self.text.split()]
        if self.is_long:
            return sum(word in _JOINING for word in bare) > 1
        is_call = self.is_button and len(bare) > 1 and self.text[-1] in "!?"
        is_ordinary = all(word in _ORDINARY or word in _JOINING for word in bare)
        return is_call or is_ordinary or bool(_FIGURES.search(self.text))

    def says(self, name: str) -> bool:
        """Whether this and the name are the same words, but for a letter misread."""
        return SequenceMatcher(None, _folded(self.text), _folded(name), autojunk=False).ratio() >= _SAME

    def unsaid(self, *texts: str) -> list[str]:
        """The longer words that none of the texts has, each once."""
        said = _folded(" ".join(texts))
        return list(
            dict.fromkeys(
                word for word in self.words if len(_folded(word)) >= _LONG and _folded(word) not in said
            )
        )


def _folded(text: str) -> str:
    """Only letters and digits, small and without accents, which are read least surely."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if character.isalnum())
