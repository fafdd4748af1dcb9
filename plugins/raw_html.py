"""HTML in a text that does not reach the page: told, since whoever wrote it would look for it in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from plugins.problems import Problem

if TYPE_CHECKING:
    from plugins.content_model import PageSource

_TAG = re.compile(r"(?<!\\)<([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])")
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
#: Where a text may give an element attributes, or name an address: only then is it looked at closely.
_MAY_HAVE_ATTRIBUTES = re.compile(r"<[a-zA-Z][a-zA-Z0-9-]*\s|\{[^{}\n]*=")
_MAY_BE_ADDRESS = re.compile(r"""(?:\]\(|\]:|[<="'])\s*<?([a-zA-Z][a-zA-Z0-9+.-]+:)(?=\S)""")
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
_REMEDIES = {
    **dict.fromkeys(
        ("iframe", "video", "audio", "embed", "object"), "Filme nennt das Feld „films“ im Kopf der Seite."
    ),
    **dict.fromkeys(
        ("form", "input", "button", "select", "textarea"),
        "Statt eines Formulars bitte Telefon, E-Mail oder einen Link nennen.",
    ),
}
_REMEDY = "Bitte in Markdown schreiben. Ist eine spitze Klammer gemeint, kommt ein Schrägstrich davor: \\<."
_LOOKS = {"align", "bgcolor", "border", "color", "face", "height", "size", "style", "valign", "width"}
_DESIGN = "Farben, Schriften, Größen und Abstände gibt die Gestaltung vor. Bitte weglassen."
_CODE = "Auf den Seiten läuft nur, was zur Gestaltung gehört. Bitte weglassen."
_WINDOW = "Links öffnen sich im selben Fenster, damit der Weg zurück bleibt. Bitte weglassen."
_ADDRESSES = (
    "Bitte eine Adresse mit https://, mailto: oder tel: nennen oder den Weg zu einer Datei der Website."
)


def check_html(page: PageSource) -> Iterator[Problem]:
    """Each element, attribute and address that is left out, once, where it is first written. What stands in code is shown
    as it is.
    """
    html = _Converted(page)
    if "<" in page.body:
        yield from _elements(page, html)
    has_addresses = any(map(_is_strange, _MAY_BE_ADDRESS.findall(page.body)))
    if has_addresses or _MAY_HAVE_ATTRIBUTES.search(page.body):
        yield from _attributes(page, html)


class _Converted:
    """The text as HTML with all that was written in it, made when it is first asked for."""

    def __init__(self, page: PageSource) -> None:
        self._page = page

    @cached_property
    def html(self) -> str:
        from plugins.markdown_pages import new_converter

        return _COMMENT.sub("", new_converter().convert(self._page.body))


def _elements(page: PageSource, converted: _Converted) -> Iterator[Problem]:
    from plugins.markdown_pages import TAGS

    asked: set[str] = set()
    for number, line in enumerate(page.body.splitlines()):
        for name in _TAG.findall(line):
            tag = name.lower()
            if tag in TAGS or tag in asked:
                continue
            asked.add(tag)
            if re.search(rf"<{tag}[\s/>]", converted.html, re.IGNORECASE):
                message = f"„<{name}>“ kommt nicht auf die Seite. {_REMEDIES.get(tag, _REMEDY)}"
                yield Problem(page.name, page.body_line + number, message)


def _attributes(page: PageSource, converted: _Converted) -> Iterator[Problem]:
    from selectolax.lexbor import LexborHTMLParser

    from plugins.markdown_pages import ATTRIBUTES, TAGS

    told: set[tuple[str, str]] = set()
    for node in LexborHTMLParser(converted.html).css("body *"):
        tag = node.tag
        if tag not in TAGS:
            continue  # told as an element
        for name, value in node.attributes.items():
            is_known = name in ATTRIBUTES["*"] or name in ATTRIBUTES.get(tag, ())
            is_address = is_known and name in ("href", "src") and _is_strange(value or "")
            key = ("", value or "") if is_address else (tag, name)
            if (is_known and not is_address) or key in told:
                continue
            told.add(key)
            if is_address:
                place = page.body.find((value or "").strip())
                yield _at(page, place, f"„{value}“ kommt nicht auf die Seite. {_ADDRESSES}")
            else:
                message = f"„{name}“ bei <{tag}> kommt nicht auf die Seite. {_remedy_of(name)}"
                yield _at(page, _place_of(page.body, tag, name), message)


def _is_strange(address: str) -> bool:
    """Whether it begins with a scheme that no address may have."""
    from plugins.markdown_pages import SCHEMES

    scheme = _SCHEME.match(address)
    return scheme is not None and scheme[1].lower() not in SCHEMES


def _remedy_of(attribute: str) -> str:
    if attribute.startswith("on"):
        return _CODE
    if attribute == "target":
        return _WINDOW
    return _DESIGN if attribute in _LOOKS else "Bitte weglassen."


def _place_of(body: str, tag: str, attribute: str) -> int:
    """Where an attribute is written: in an element, else in the braces of Markdown; -1 where neither."""
    written = re.search(rf"<{tag}\s[^<>]*?(?<=[\s\"']){re.escape(attribute)}\b", body, re.IGNORECASE)
    written = written or re.search(rf"\{{[^{{}}\n]*\b{re.escape(attribute)}\s*=", body, re.IGNORECASE)
    return written.end() if written else -1


def _at(page: PageSource, place: int, message: str) -> Problem:
    return Problem(page.name, page.body_line + page.body.count("\n", 0, max(place, 0)), message)
