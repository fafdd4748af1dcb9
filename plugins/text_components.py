"""Components that notations in a page's text stand for: urgency cards, amounts, difficult words, downloads.

Tables of amounts, lists of words and downloads take the place of their paragraph; a word is explained below the paragraph
it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from jinja2 import Environment
from selectolax.lexbor import LexborNode

from plugins import amounts, downloads, glossary
from plugins.notations import is_paragraph
from plugins.page_text import PageText, ancestors
from plugins.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from plugins.content_model import PageSource, SiteContent

#: ``!!! kind "Title"`` at the start of a line. The first three say how urgent something is.
URGENCIES = {
    "sofort": ("Sofort", "Rufen Sie jetzt an"),
    "heute": ("Heute", "Holen Sie sich heute noch Hilfe"),
    "in-ruhe": ("In Ruhe", "Das hat Zeit"),
}
KINDS = ("hinweis", "wichtig", *URGENCIES)
_ADMONITION = re.compile(r"^[ ]{0,3}!!!+[ ]?(?P<kind>[^\s\"]*)", re.M)
_URGENT_BOXES = ", ".join(f".admonition.{kind}" for kind in URGENCIES)
#: Elements after which an explanation can stand; a table is explained below its frame.
_BLOCKS = ("p", "li", "dd", "blockquote", "div")
Show = Callable[..., str]


def check_notations(page: PageSource, content: SiteContent) -> Iterator[Problem]:
    """Everything the text names exists, and every box is of a kind there is."""
    if content.amounts.is_readable:
        yield from amounts.check_page(page, content)
    if content.glossary.is_readable:
        yield from glossary.check_page(page, content)
    if content.documents.is_readable:
        yield from downloads.check_page(page, content)
    for match in _ADMONITION.finditer(page.body):
        if match["kind"] not in KINDS:
            line = page.body_line + page.body.count("\n", 0, match.start())
            message = f"Den Kasten „{match['kind']}“ gibt es nicht. {did_you_mean(match['kind'], KINDS)}"
            yield Problem(page.name, line, message)


def pages_shown(content: SiteContent) -> Mapping[str, object]:
    """What the components of any text show of pages: their addresses and titles."""
    twins = (content.pages.get(document.twin) for document in content.documents.entries.values())
    shown = {f"{content.name}/{page.path}": (page.url, page.meta.title) for page in twins if page}
    return shown | {word: glossary.term_of(word, content) for word in content.glossary.terms}


class TextComponents:
    """Puts the components of the theme into texts."""

    def __init__(self, content: SiteContent, macro: Callable[[str], Show]) -> None:
        """``macro`` gives the macro of a component by its name."""
        self._content = content
        self._show = {
            name: macro(name)
            for name in ("urgency-card", "amounts-table", "glossary-term", "glossary-list", "download")
        }

    def expand(self, text: PageText, page: PageSource) -> None:
        """Replace every notation in the text."""
        self._replace_paragraphs(text, page)
        self._explain_words(text)
        for box in reversed(text.body.css(_URGENT_BOXES)):  # the inner ones of nested boxes first
            self._replace_box(text, box)

    def _replace_paragraphs(self, text: PageText, page: PageSource) -> None:
        content, show = self._content, self._show
        shown: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
            (
                amounts.TABLE_NOTATION,
                lambda match: show["amounts-table"](amounts.table_of(content.amounts, match[1])),
            ),
            (
                downloads.NOTATION,
                lambda match: show["download"](downloads.download_of(match[1], content, page)),
            ),
            (glossary.LIST_NOTATION, lambda _: show["glossary-list"](glossary.by_letter(content))),
        )
        for pattern, component in shown:
            for node in text.strings(pattern):
                match = pattern.fullmatch(node.text_content.strip())
                if match and is_paragraph(node):
                    node.parent.replace_with(text.aside(component(match)))

    def _explain_words(self, text: PageText) -> None:
        """Words lose their notation; the first time each stands on the page, its explanation follows the block."""
        spellings = self._content.glossary.spellings
        explained: set[str] = set()
        below: dict[int, tuple[LexborNode, list[str]]] = {}
        for node in text.strings(glossary.TERM_NOTATION):
            block = _block_of(node)
            for form in glossary.TERM_NOTATION.findall(node.text_content):
                word = spellings.get(form)
                if word is None or word in explained:
                    continue
                explained.add(word)
                html = self._show["glossary-term"](glossary.term_of(word, self._content))
                below.setdefault(block.mem_id, (block, []))[1].append(text.aside(html))
            node.replace_with(glossary.TERM_NOTATION.sub(r"\1", node.text_content))
        for block, explanations in below.values():
            put = block.insert_child if block.tag in ("li", "dd") else block.insert_after
            put("".join(explanations))

    def _replace_box(self, text: PageText, box: LexborNode) -> None:
        kind = next(name for name in box.attrs["class"].split() if name in URGENCIES)
        level, default = URGENCIES[kind]
        heading = box.css_first("p.admonition-title")
        title = heading.text().strip() if heading else ""
        if heading:
            heading.decompose()
        # without a title of its own Python-Markdown writes the kind
        title = default if not title or title.casefold() == kind else title
        card = self._show["urgency-card"](kind=kind, level=level, title=title, html=box.inner_html.strip())
        box.replace_with(text.aside(card))


def _block_of(node: LexborNode) -> LexborNode:
    """The block after which a word of the text can be explained."""
    around = tuple(ancestors(node))
    frames = (element for element in around if "table-scroll" in (element.attributes.get("class") or ""))
    blocks = (element for element in around if element.tag in _BLOCKS)
    return next(frames, None) or next(blocks, None) or node.parent


def components_in_text(content: SiteContent, env: Environment) -> Callable[[PageText, PageSource], None]:
    """What puts the components into the text of a page, after all that put cards into it."""

    def macro(name: str) -> Show:
        template = env.get_template(f"components/{name}/macro.html")
        return getattr(template.module, name.replace("-", "_"))

    return TextComponents(content, macro).expand
