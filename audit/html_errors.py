"""Errors of the delivered HTML source that a browser silently repairs: the ones that change what the page means.

A small strict reader after HTML 13.2.6 (tree construction): attributes given twice, end tags without a start, elements
that overlap or never end, content between the cells of a table. What it cannot read for certain it leaves alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = r"[^\s\"'<>/=][^\s/>=]*"
_VALUE = r"(?:\"[^\"]*\"|'[^']*'|[^\s\"'>][^\s>]*)"
_TOKEN = re.compile(
    rf"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<[!?][^>]*>"
    rf"|<(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*)(?P<attributes>(?>\s+|/|{_NAME}(?:\s*=\s*{_VALUE})?)*)>"
    r"|(?P<unreadable><[a-zA-Z/])",
    re.S,
)
_ATTRIBUTE = re.compile(rf"({_NAME})(?:\s*=\s*{_VALUE})?")
_XHTML = re.compile(r"<html\b[^>]*\sxmlns\s*=", re.I)
_XML = re.compile(r"\s*(?:<\?xml|<svg|<!doctype[^>]*xhtml)", re.I)

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "param",
        "frame",
        "basefont",
        "bgsound",
        "keygen",
    ]
)
_RAW = frozenset(
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"]
)
_END_OPTIONAL = frozenset(
    [
        "html",
        "head",
        "body",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "caption",
        "option",
        "optgroup",
        "rt",
        "rp",
        "rb",
        "rtc",
    ]
)
_START_OPTIONAL = frozenset(["html", "head", "body", "tbody", "colgroup"])
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_ENDS_P = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "ul",
        "li",
        "dt",
        "dd",
    ]
)
_WALLS = frozenset(
    [
        "applet",
        "caption",
        "html",
        "table",
        "td",
        "th",
        "marquee",
        "object",
        "template",
        "svg",
        "math",
        "foreignobject",
        "button",
    ]
)
_TABLE_PARTS = frozenset(["table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"])
_IN_TABLE = _TABLE_PARTS | frozenset(["script", "style", "template", "form", "input"])
_FOREIGN = ("svg", "math")
_DEEPEST = 512  # Chromium nests no deeper
_NOT_IN_ITSELF = ("a", "button", "form")
_SAME_KIND = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "option": ("option",),
    "optgroup": ("option", "optgroup"),
}
_LISTS = frozenset(["ul", "ol", "menu", "dl", "select", "datalist"])


@dataclass(frozen=True, slots=True)
class HtmlError:
    """One error: German message, the tag it is about as written, and its line in the source from 1."""

    message: str
    tag: str
    line: int


def errors_of(html: str) -> tuple[HtmlError, ...]:
    """The errors in document order; none for XML and for what cannot be read for certain."""
    if _XML.match(html):
        return ()
    return tuple(_Reader(html).errors())


class _Unreadable(Exception):
    """The source has a tag that only a full tokenizer understands, or nests deeper than browsers go."""


class _Reader:
    def __init__(self, html: str) -> None:
        self._html = html
        self._open: list[tuple[str, int]] = []  # tag, offset of its start
        self._may_be_xml = _XHTML.search(html) is not None
        self._may_be_foreign = re.search(r"<(?:svg|math)\b", html, re.I) is not None

    def errors(self) -> Iterator[HtmlError]:
        try:
            found = list(self._read())
        except _Unreadable:
            return
        found += [
            (f"<{tag}> wird nie geschlossen", f"<{tag}>", start)
            for tag, start in self._open
            if tag not in _END_OPTIONAL
        ]
        for message, tag, offset in found:
            yield HtmlError(message, tag, self._html.count("\n", 0, offset) + 1)

    def _read(self) -> Iterator[tuple[str, str, int]]:
        position = 0
        while match := _TOKEN.search(self._html, position):
            position = match.end()
            if match["unreadable"] or len(self._open) > _DEEPEST:
                raise _Unreadable
            if not match["tag"]:
                continue
            tag = match["tag"].lower()
            for message in self._end(tag) if match["end"] else self._start(tag, match):
                yield message, f"</{tag}>" if match["end"] else f"<{tag}>", match.start()
            if tag in _RAW and not match["end"] and not self._in_foreign():
                end = re.compile(rf"</{tag}(?=[\s/>])", re.I).search(self._html, position)
                position = end.start() if end else len(self._html)

    def _in_foreign(self) -> bool:
        return self._may_be_foreign and any(tag in _FOREIGN for tag, _ in self._open)

    def _start(self, tag: str, match: re.Match[str]) -> Iterator[str]:
        yield from _doubled(tag, match["attributes"])
        if self._in_foreign() or tag in _FOREIGN:
            if not match["attributes"].endswith("/"):
                self._open.append((tag, match.start()))
            return
        if self._may_be_xml and match["attributes"].endswith("/") and tag not in _VOID:
            raise _Unreadable  # in XHTML the element ends here
        if tag in _NOT_IN_ITSELF and self._find(tag) is not None:
            yield f"<{tag}> steckt in einem anderen <{tag}>"
        parent = self._open[-1][0] if self._open else ""
        if parent in ("table", "thead", "tbody", "tfoot", "tr") and tag not in _IN_TABLE:
            yield f"<{tag}> steht in der Tabelle außerhalb der Zellen"
        self._end_what_is_over(tag)
        if tag not in _VOID:
            self._open.append((tag, match.start()))

    def _end_what_is_over(self, tag: str) -> None:
        """Close the paragraph, item or cell that this start tag ends without a word."""
        if tag in _ENDS_P and (index := self._find("p")) is not None:
            del self._open[index]
        for kind in _SAME_KIND.get(tag, ()):
            index = self._find(kind, _LISTS)
            if index is not None:
                self._open[index:] = [
                    entry for entry in self._open[index + 1 :] if entry[0] not in _END_OPTIONAL
                ]
        if tag in _TABLE_PARTS - {"table"}:
            while (
                self._open
                and self._open[-1][0] in _END_OPTIONAL - {"body"}
                and self._open[-1][0] not in _before(tag)
            ):
                self._open.pop()

    def _end(self, tag: str) -> Iterator[str]:
        if tag in _VOID:
            if tag == "br":
                yield "</br> gibt es nicht"
            return
        index = self._find(tag, ("table", "html", "template") if tag in _TABLE_PARTS else ())
        if index is None:
            if tag not in _START_OPTIONAL:
                yield f"</{tag}> schließt nichts"
            return
        above = [name for name, _ in self._open[index + 1 :] if name not in _END_OPTIONAL]
        if above and not self._in_foreign():
            yield f"</{tag}> kommt, bevor <{above[-1]}> geschlossen ist"
        if tag in _FORMATTING:
            del self._open[index]
        else:
            self._open[index:] = [entry for entry in self._open[index + 1 :] if entry[0] in _FORMATTING]

    def _find(self, tag: str, walls: tuple[str, ...] | frozenset[str] = ()) -> int | None:
        """Where the innermost open element of this name is, not looking past a wall."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                return index
            if self._open[index][0] in (walls or _WALLS):
                return None
        return None


def _before(tag: str) -> frozenset[str]:
    """Parts of a table that a part may stand in, so that it does not end them."""
    if tag in ("td", "th"):
        return frozenset({"tr", "thead", "tbody", "tfoot"})
    return (
        frozenset({"thead", "tbody", "tfoot"})
        if tag == "tr"
        else frozenset({"colgroup"} if tag == "col" else ())
    )


def _doubled(tag: str, attributes: str) -> Iterator[str]:
    if attributes.count("=") < 2:
        return
    names = [name.lower() for name in _ATTRIBUTE.findall(attributes)]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"<{tag}> hat das Attribut {name} zweimal"
