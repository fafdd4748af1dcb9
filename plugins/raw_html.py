"""HTML in a text that does not reach the page: told, since whoever wrote it would look for it in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plugins.problems import Problem

if TYPE_CHECKING:
    from plugins.content_model import PageSource

_TAG = re.compile(r"(?<!\\)<([a-zA-Z][a-zA-Z0-9-]*)(?=[\s/>])")
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
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


def check_html(page: PageSource) -> Iterator[Problem]:
    """Each element that is left out, once, where it is first written. What stands in code is shown as it is."""
    if "<" not in page.body:
        return
    from plugins.markdown_pages import TAGS, new_converter

    asked: set[str] = set()
    html = ""
    for number, line in enumerate(page.body.splitlines()):
        for name in _TAG.findall(line):
            tag = name.lower()
            if tag in TAGS or tag in asked:
                continue
            asked.add(tag)
            html = html or _COMMENT.sub("", new_converter().convert(page.body))
            if re.search(rf"<{tag}[\s/>]", html, re.IGNORECASE):
                message = f"„<{name}>“ kommt nicht auf die Seite. {_REMEDIES.get(tag, _REMEDY)}"
                yield Problem(page.name, page.body_line + number, message)
