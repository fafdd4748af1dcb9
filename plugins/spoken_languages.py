"""Languages in which people are helped: the codes editors write, and their German names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator

from plugins.problems import did_you_mean

GERMAN = "de"
#: ISO 639-1 where there is a code; the last two are no languages of their own there, and asked for all the same.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "de": "Deutsch",
        "ar": "Arabisch",
        "bg": "Bulgarisch",
        "bs": "Bosnisch",
        "el": "Griechisch",
        "en": "Englisch",
        "es": "Spanisch",
        "fa": "Persisch",
        "fr": "Französisch",
        "hr": "Kroatisch",
        "hu": "Ungarisch",
        "it": "Italienisch",
        "ku": "Kurdisch",
        "pl": "Polnisch",
        "ps": "Paschtu",
        "pt": "Portugiesisch",
        "ro": "Rumänisch",
        "ru": "Russisch",
        "so": "Somali",
        "sq": "Albanisch",
        "sr": "Serbisch",
        "ti": "Tigrinya",
        "tr": "Türkisch",
        "uk": "Ukrainisch",
        "ur": "Urdu",
        "vi": "Vietnamesisch",
        "zh": "Chinesisch",
        "dgs": "Deutsche Gebärdensprache",
        "leicht": "Leichte Sprache",
    }
)
_PHRASES = {"dgs": "in Deutscher Gebärdensprache", "leicht": "in Leichter Sprache"}


def check_language(code: str) -> str:
    """``code`` unchanged; ValueError with a German sentence if it is not known."""
    if code not in NAMES:
        near = next((known for known, name in NAMES.items() if name.casefold() == code.casefold()), code)
        raise ValueError(f"Die Sprache „{code}“ ist nicht bekannt. {did_you_mean(near, NAMES)}")
    return code


def in_language(code: str) -> str:
    """
    >>> in_language("tr"), in_language("dgs")
    ('auf Türkisch', 'in Deutscher Gebärdensprache')
    """
    return _PHRASES.get(code) or f"auf {NAMES[code]}"


SpokenLanguage = Annotated[str, AfterValidator(check_language)]
