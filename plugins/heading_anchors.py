"""Anchors of headings in Markdown as its extension ``toc`` gives them, without the table of contents that hardly a text asks for."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown.extensions.toc import (
    TocExtension,
    TocTreeprocessor,
    remove_fnrefs,
    render_inner_html,
    strip_tags,
    unique,
)

from plugins.german_text import anchor

#: A text of nothing that Markdown escapes or keeps elsewhere: it is what stands on the page.
_PLAIN = re.compile(r"[^&<>\x02\x03]*")


class _Anchors(TocTreeprocessor):
    def run(self, doc: Element) -> None:
        if any("TOC]" in line for line in self.md.lines):
            super().run(doc)
            return
        used = {element.attrib["id"] for element in doc.iter() if "id" in element.attrib}
        counters: dict[str, int] = {}
        for element in doc.iter():
            if not (isinstance(element.tag, str) and self.header_rgx.match(element.tag)):
                continue
            element.attrib.pop("data-toc-label", None)
            if "id" not in element.attrib:
                element.attrib["id"] = unique(anchor(self._text(element)), used, counters)

    def _text(self, heading: Element) -> str:
        if not len(heading) and _PLAIN.fullmatch(heading.text or ""):
            return heading.text or ""
        return unescape(strip_tags(render_inner_html(remove_fnrefs(heading), self.md)))


class HeadingAnchors(TocExtension):
    """Gives every heading an anchor, and the place of ``[TOC]`` a table of contents."""

    TreeProcessorClass = _Anchors

    def __init__(self) -> None:
        super().__init__(slugify=lambda text, _: anchor(text))
