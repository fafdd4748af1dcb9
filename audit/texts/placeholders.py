"""Titles and headings that editors and programs leave behind: they describe nothing, on any page."""

from __future__ import annotations

import re

from audit.markup import words

_LEFT_BEHIND = """
untitled; untitled document; untitled page; no title; new page; new document; default title; default page title; page title;
title; title here; your title here; document title; insert title; insert title here; enter title here; title goes here; placeholder;
document; page; web page; webpage; heading; headline; heading here; your heading here; subheading; add heading; add your heading here;
unbenannt; unbenanntes dokument; unbenannte seite; ohne titel; kein titel; neue seite; neues dokument; titel; seitentitel;
titel hier; titel der seite; titel eingeben; hier titel eingeben; dokument; seite; webseite; überschrift; unterüberschrift;
überschrift hier; hier überschrift eingeben; platzhalter; xxx; todo; tbd; test; testseite; test page; lorem ipsum; blindtext; asdf;
react app; vite app; vite react; vue app; svelte app; astro; create next app; next js app; nuxt app; my app; my website; my site;
sans titre; document sans titre; nouvelle page; titre; senza titolo; nuova pagina; titolo; sin título; nueva página; título
"""
_PLACEHOLDERS = frozenset(words(text) for text in _LEFT_BEHIND.replace("\n", " ").split(";"))
_NUMBERED = re.compile(
    r"(?:untitled|new page|neue seite|unbenannt|page|seite|heading|überschrift|titel|title|headline|document|dokument) \d{1,3}"
)
_NUMBERED_PART = re.compile(r"(?:page|seite|document|dokument) \d{1,3}")
_FILE = re.compile(
    r"[\w%()+.-]+(?: [\w%()+.-]+)?\.(?:html?|php\d?|aspx?|jsp|cgi|docx?|odt|pdf|xlsx?|pptx?|indd|rtf|txt|md)",
    re.I,
)
_ADDRESS = re.compile(r"https?://\S+", re.I)
_LOREM = re.compile(r"lorem ipsum\b", re.I)


def is_placeholder(text: str) -> bool:
    """Whether a title is one that programs give by themselves, or that marks where one should stand."""
    plain = words(text)
    return plain in _PLACEHOLDERS or bool(_NUMBERED.fullmatch(plain)) or bool(_LOREM.match(text))


def may_be_meant(text: str) -> bool:
    """Whether a placeholder could be the right name: "Seite 3" of a scanned book, "Lorem ipsum" above such a text."""
    return bool(_NUMBERED_PART.fullmatch(words(text)) or _LOREM.match(text))


def is_file_name(text: str) -> bool:
    """Whether a title is the name of a file or an address."""
    return bool(_FILE.fullmatch(text.strip()) or _ADDRESS.fullmatch(text.strip()))
