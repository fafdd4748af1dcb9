"""Content of which a program sees only that it is there: what a person should look at on at least one page."""

from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

CONTENT_KINDS: Mapping[str, str] = {
    "hat ein Formular": "form:not([role=search]):not([action*=suche]):not([action*=search])",
    "hat einen Film oder Ton": "video, audio, iframe[src*=video], iframe[src*=youtube], iframe[src*=vimeo]",
    "hat Dateien zum Herunterladen": "main a[href$='.pdf'], main a[download]",
    "hat eine Tabelle": "main table",
    "hat Bilder": "main img, main svg[role=img], main figure",
    "hat Teile in anderer Sprache": "main [lang]",
    "hat etwas zum Aufklappen": "main details, main [aria-expanded]",
    "hat einen Dialog": "dialog, [role=dialog]",
}
"""What people read for each kind, and the elements it shows by."""

_ANY = ", ".join(CONTENT_KINDS.values())


def kinds_in(tree: LexborHTMLParser) -> frozenset[str]:
    """The kinds of content that a page has."""
    if tree.css_first(_ANY) is None:
        return frozenset()  # one question instead of eight
    return frozenset(kind for kind, css in CONTENT_KINDS.items() if tree.css_first(css) is not None)
