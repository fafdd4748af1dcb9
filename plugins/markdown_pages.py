"""Read the Markdown pages: convert, sanitise, then reshape for the theme.

Settings read: ``SITE_CONTENT``. Signal used: ``page_generator_finalized``.
Raw HTML in Markdown passes nh3 with the allow-list below; whatever is added afterwards is ours.
"""

from __future__ import annotations

import re
from collections import Counter

import nh3
from bs4 import BeautifulSoup, Tag
from markdown import Markdown
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from pelican import signals
from pelican.contents import Page
from pelican.generators import PagesGenerator

from plugins.content_model import PageSource, SiteContent
from plugins.german_text import anchor, bind_typography
from plugins.html_text import html_of
from plugins.languages import language_of
from plugins.problems import ContentError, Problem
from plugins.words import words

_TAGS = nh3.ALLOWED_TAGS | {"section", "figure", "figcaption", "details", "summary", "abbr", "dl", "dt", "dd"}
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir"},
    "a": {"href", "hreflang", "title", "download"},
    "abbr": {"title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_LIST_CLASSES = ["checkliste", "schritte"]
_PAGE_LINK = re.compile(r"(?P<path>[^:#?]+\.md)(?P<anchor>#.*)?")


def new_converter() -> Markdown:
    """The one Markdown dialect of all sites."""
    return Markdown(
        extensions=[
            "abbr",
            "attr_list",
            "def_list",
            TableExtension(use_align_attribute=True),
            TocExtension(slugify=lambda text, _: anchor(text)),
            "admonition",
            "sane_lists",
        ],
        output_format="html",
    )


def convert(converter: Markdown, source: PageSource, content: SiteContent) -> str:
    """The page's text as safe HTML, with links to pages resolved."""
    html = converter.reset().convert(source.body)
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    soup = BeautifulSoup(clean, "html.parser")
    for heading in soup.find_all("h1"):
        heading.name = "h2"  # the title is the page's only h1
    _resolve_links(soup, source, content)
    labels: Counter[str] = Counter()
    table_name = words(language_of(content, source)).table
    for table in soup.find_all("table"):
        _shape_table(soup, table, labels, table_name)
    for item in soup.find_all("li", class_=_LIST_CLASSES):
        _move_class_to_list(item)
    bind_typography(soup)
    return html_of(soup)


def _resolve_links(soup: BeautifulSoup, source: PageSource, content: SiteContent) -> None:
    """``antrag.md#frist`` becomes ``/pflegegrad/antrag/#frist``; a page that is not there stays for the audit to report."""
    for link in soup.find_all("a", href=_PAGE_LINK):
        match = _PAGE_LINK.fullmatch(link["href"])
        address = match and content.address(source, match["path"])
        if address:
            link["href"] = address + (match["anchor"] or "")


def _shape_table(soup: BeautifulSoup, table: Tag, labels: Counter[str], name: str) -> None:
    """A scrolling frame that a keyboard reaches, a caption that names both, scopes for the header cells, alignment as class.

    The caption is not shown: it says what the heading above says. ``name`` is what the page's language calls a table. ``labels`` counts the names given so far: landmarks of one page
    need different names (axe landmark-unique).
    """
    for cell in table.find_all(["th", "td"]):
        align = cell.attrs.pop("align", "")
        if align in ("right", "center"):
            cell["class"] = f"align-{align}"
        if cell.name == "th" and cell.find_parent("thead"):
            cell.attrs.setdefault("scope", "col")
    heading = table.find_previous(["h2", "h3", "h4"])
    label = f"{name}: {heading.get_text(' ', strip=True)}" if heading else name
    labels[label] += 1
    if labels[label] > 1:
        label += f" ({labels[label]})"
    identifier = f"dk-tabelle-{labels.total()}"
    caption = soup.new_tag("caption", attrs={"class": "dk-visually-hidden", "id": identifier}, string=label)
    table.insert(0, caption)
    frame = {"class": "table-scroll", "role": "region", "tabindex": "0", "aria-labelledby": identifier}
    table.wrap(soup.new_tag("div", attrs=frame))


def _move_class_to_list(item: Tag) -> None:
    """``{: .checkliste }`` below a list is meant for the list; Python-Markdown gives it to the last item."""
    item.parent["class"] = item["class"]
    del item["class"]


def add_pages(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``, first of all plugins: every page of the site becomes one of Pelican's.

    Raises ContentError for a page that cannot be converted.
    """
    content: SiteContent = generator.settings["SITE_CONTENT"]
    converter = new_converter()
    for source in content.pages.values():
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
        try:
            html = convert(converter, source, content)
        except RecursionError as error:
            message = (
                "Der Text ist zu tief verschachtelt (Listen oder Zitate ineinander). Bitte vereinfachen."
            )
            raise ContentError([Problem(source.name, source.body_line, message)]) from error
        generator.pages.append(Page(html, metadata, generator.settings, source.name, generator.context))


def register() -> None:
    signals.page_generator_finalized.connect(add_pages)
