"""Components that notations in a page's text stand for: urgency cards, amounts, difficult words, downloads.

Settings read: ``SITE_CONTENT``. Signal used: ``page_generator_finalized``. Tables of amounts, lists of words and
downloads take the place of their paragraph; a word is explained below the paragraph it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, NavigableString, Tag
from pelican import signals
from pelican.generators import PagesGenerator

from plugins import amounts, downloads, glossary
from plugins.html_text import html_of
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
_ANY = re.compile(r'\[\[(?:betraege|glossar|dokument)[:\]]|class="admonition ')
#: Elements after which an explanation can stand; a table is explained below its frame.
_BLOCKS = ("p", "li", "dd", "blockquote", "div")
Show = Callable[..., str]


def check_notations(content: SiteContent) -> Iterator[Problem]:
    """Everything the texts name exists, and every box is of a kind there is."""
    for page in content.pages.values():
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


class TextComponents:
    """Puts the components of the theme into texts. Their HTML is kept aside until the text is complete."""

    def __init__(self, content: SiteContent, macro: Callable[[str], Show]) -> None:
        """``macro`` gives the macro of a component by its name."""
        self._content = content
        self._show = {
            name: macro(name)
            for name in ("urgency-card", "amounts-table", "glossary-term", "glossary-list", "download")
        }
        self._html: list[str] = []

    def expanded(self, html: str, page: PageSource) -> str:
        """The text with every notation replaced."""
        if not _ANY.search(html):
            return html
        self._html.clear()
        soup = BeautifulSoup(html, "html.parser")
        self._replace_paragraphs(soup, page)
        self._explain_words(soup)
        for box in soup.select(",".join(f".admonition.{kind}" for kind in URGENCIES)):
            self._replace_box(box)
        text = html_of(soup)
        while "\0" in text:  # a card may hold others
            text = re.sub(r"\0(\d+)\0", lambda mark: self._html[int(mark[1])], text)
        return text

    def _mark(self, html: str) -> NavigableString:
        """What stands in the text until ``html`` takes its place: a parser would rewrite it."""
        self._html.append(html)
        return NavigableString(f"\0{len(self._html) - 1}\0")

    def _replace_paragraphs(self, soup: BeautifulSoup, page: PageSource) -> None:
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
        for paragraph in soup.find_all("p"):
            text = paragraph.string.strip() if paragraph.string else ""
            for pattern, component in shown:
                match = pattern.fullmatch(text)
                if match:
                    paragraph.replace_with(self._mark(component(match)))
                    break

    def _explain_words(self, soup: BeautifulSoup) -> None:
        """Words lose their notation; the first time each stands on the page, its explanation follows the block."""
        spellings = self._content.glossary.spellings
        explained: set[str] = set()
        below: dict[int, Tag | NavigableString] = {}
        for node in soup.find_all(string=glossary.TERM_NOTATION):
            block = _block_of(node)
            for form in glossary.TERM_NOTATION.findall(node):
                word = spellings.get(form)
                if word is None or word in explained:
                    continue
                explained.add(word)
                mark = self._mark(self._show["glossary-term"](glossary.term_of(word, self._content)))
                self._put_below(block, mark, below)
            node.replace_with(NavigableString(glossary.TERM_NOTATION.sub(r"\1", node)))

    def _put_below(self, block: Tag, mark: NavigableString, below: dict[int, Tag | NavigableString]) -> None:
        """Explanations of one block stay in the order of its words."""
        last = below.get(id(block))
        if last is not None:
            last.insert_after(mark)
        elif block.name in ("li", "dd"):
            block.append(mark)
        else:
            block.insert_after(mark)
        below[id(block)] = mark

    def _replace_box(self, box: Tag) -> None:
        kind = next(name for name in box["class"] if name in URGENCIES)
        level, default = URGENCIES[kind]
        heading = box.find("p", class_="admonition-title", recursive=False)
        title = heading.extract().get_text().strip() if heading else ""
        # without a title of its own Python-Markdown writes the kind
        title = default if not title or title.casefold() == kind else title
        inner = "".join(html_of(child) for child in box.contents).strip()
        card = self._show["urgency-card"](kind=kind, level=level, title=title, html=inner)
        box.replace_with(self._mark(card))


def _block_of(node: NavigableString) -> Tag:
    """The block after which a word of the text can be explained."""
    frame = node.find_parent(class_="table-scroll")
    return frame or node.find_parent(_BLOCKS) or node.parent


def add_components(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``, after all that put cards into the text."""

    def macro(name: str) -> Show:
        template = generator.env.get_template(f"components/{name}/macro.html")
        return getattr(template.module, name.replace("-", "_"))

    components = TextComponents(generator.settings["SITE_CONTENT"], macro)
    for page in generator.pages:
        page._content = components.expanded(page._content, page.source)


def register() -> None:
    signals.page_generator_finalized.connect(add_components)
