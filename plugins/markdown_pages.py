"""Read the Markdown pages: convert, sanitise, then reshape for the theme.

Settings read: ``SITE_CONTENT``. Signal used: ``page_generator_finalized``; the generator is then in
``settings["PAGES_GENERATOR"]``.
Raw HTML in Markdown passes nh3 with the allow-list below; whatever is added afterwards is ours.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import markdown
import nh3
from markdown import Markdown
from markdown.extensions.tables import TableExtension
from markdown.util import ETX, STX
from pelican import signals
from pelican.contents import Page
from pelican.generators import PagesGenerator
from selectolax.lexbor import LexborNode, create_tag

from plugins.content_model import PageSource, SiteContent
from plugins.german_text import bind_typography
from plugins.heading_anchors import HeadingAnchors
from plugins.languages import language_of
from plugins.page_text import PageText, renamed, wrapped
from plugins.words import words

#: The elements that a text may have; all others are left out.
TAGS = nh3.ALLOWED_TAGS | {"section", "figure", "figcaption", "details", "summary", "abbr", "dl", "dt", "dd"}
#: The attributes they may have, by element ("*": any).
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir"},
    "a": {"href", "hreflang", "title", "download"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
#: What an address in a text may begin with, if it is no path.
SCHEMES = {"http", "https", "mailto", "tel"}
#: What a text must hold for an inline pattern of Python-Markdown to find anything; each is tried on every piece of a text.
_NEEDS = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "html": "<",
    "entity": "&",
}
_MARKED_ITEMS = "li.checkliste, li.schritte"
#: The code that HTML of a text depends on: another version of it makes other HTML.
MADE_BY = f"{markdown.__version__} {nh3.__version__}" + "".join(
    Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
    for name in ("markdown_pages", "heading_anchors", "german_text")
)
_PAGE_LINK = re.compile(r"(?P<path>[^:#?]+\.md)(?P<anchor>#.*)?")


def new_converter() -> Markdown:
    """The one Markdown dialect of all sites."""
    return Markdown(
        extensions=[
            "abbr",
            "attr_list",
            "def_list",
            TableExtension(use_align_attribute=True),
            HeadingAnchors(),
            "admonition",
            "sane_lists",
        ],
        output_format="html",
    )


def safe_html(converter: Markdown, body: str) -> str:
    """Markdown as HTML without anything that could run. Depends on nothing but the text and this module."""
    body = body.replace(STX, "").replace(ETX, "")  # as Python-Markdown does, so that nothing appears later
    needs = {converter.inlinePatterns[name]: needed for name, needed in _NEEDS.items()}
    useful = [pattern for pattern in converter.inlinePatterns if needs.get(pattern, "") in body]
    converter.treeprocessors["inline"].inlinePatterns = useful
    html = converter.reset().convert(body)
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def shaped(html: str, source: PageSource, content: SiteContent) -> PageText:
    """The safe HTML of a page as the theme wants it, with links to pages resolved."""
    text = PageText(html)
    for heading in text.body.css("h1"):
        renamed(heading, "h2")  # the title is the page's only h1
    _resolve_links(text.body, source, content)
    _shape_tables(text.body, words(language_of(content, source)).table)
    for item in text.body.css(_MARKED_ITEMS):
        # {: .checkliste } below a list is meant for the list; Python-Markdown gives it to the last item
        item.parent.attrs["class"] = item.attrs["class"]
        del item.attrs["class"]
    bind_typography(text)
    return text


def _resolve_links(body: LexborNode, source: PageSource, content: SiteContent) -> None:
    """``antrag.md#frist`` becomes ``/pflegegrad/antrag/#frist``; a page that is not there stays for the audit to report.

    A link to a page that waits for its approval becomes text.
    """
    for link in body.css("a[href]"):
        match = _PAGE_LINK.fullmatch(link.attrs["href"] or "")
        address = match and content.address(source, match["path"])
        if address:
            link.attrs["href"] = address + (match["anchor"] or "")
        elif match and content.is_left_out(source, match["path"]):
            link.unwrap()


def _shape_tables(body: LexborNode, name: str) -> None:
    """Names each table after the heading above it; ``name`` is what the page's language calls a table.

    Landmarks of one page need different names (axe landmark-unique), so that equal ones are counted.
    """
    labels: Counter[str] = Counter()
    label = name
    for node in body.css("h2, h3, h4, table"):
        if node.tag != "table":
            label = f"{name}: {' '.join(node.text(separator=' ').split())}"
            continue
        labels[label] += 1
        count = f" ({labels[label]})" if labels[label] > 1 else ""
        _shape_table(node, label + count, f"dk-tabelle-{labels.total()}")


def _shape_table(table: LexborNode, label: str, identifier: str) -> None:
    """A scrolling frame that a keyboard reaches, a caption that names both, scopes for the header cells, alignment as class.

    The caption is not shown: it says what the heading above says.
    """
    for cell in table.css("th, td"):
        align = cell.attributes.get("align")
        if align is not None:
            del cell.attrs["align"]
        if align in ("right", "center"):
            cell.attrs["class"] = f"align-{align}"
    for cell in table.css("thead th:not([scope])"):
        cell.attrs["scope"] = "col"
    table.first_child.insert_before(create_tag("caption"))
    caption = table.first_child
    caption.attrs["class"], caption.attrs["id"] = "dk-visually-hidden", identifier
    caption.insert_child(label)
    frame = {"class": "table-scroll", "role": "region", "tabindex": "0", "aria-labelledby": identifier}
    wrapped(table, "div", frame)


def page_of(source: PageSource, content: SiteContent, generator: PagesGenerator) -> Page:
    """The page as Pelican knows it, without its text."""
    metadata = {
        "title": source.meta.title,
        "summary": source.meta.summary,
        "lang": source.meta.lang or content.meta.language,
        "slug": source.url,
        "url": source.url,
        "save_as": f"{source.url.lstrip('/')}index.html",
        "template": source.template,
        "view": source.view,
        "source": source,
    }
    return Page("", metadata, generator.settings, source.name, generator.context)


def add_pages(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``, first of all plugins: every page of the site becomes one of Pelican's.

    Their texts follow in ``page_texts``.
    """
    content: SiteContent = generator.settings["SITE_CONTENT"]
    generator.settings["PAGES_GENERATOR"] = generator  # for who goes on with the pages when all is built
    generator.pages += (page_of(source, content, generator) for source in content.pages.values())


def register() -> None:
    signals.page_generator_finalized.connect(add_pages)
