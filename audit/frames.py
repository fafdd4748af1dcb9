"""What surrounds the content of pages: menus, header and footer, and whether they are the same on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborNode

from audit.dom import ancestors
from audit.markup import attribute, name_of, words

if TYPE_CHECKING:
    from audit.page import Link, Page

_MAIN = "main, [role=main i]"
_REGIONS = {"nav": "nav", "header": "header", "footer": "footer", "aside": "aside",
            "navigation": "nav", "banner": "header", "contentinfo": "footer", "complementary": "aside", "search": "search"}  # fmt: skip
_HELP = frozenset("""kontakt;kontakt aufnehmen;ansprechpartner;ansprechpersonen;schreiben sie uns;hilfe;häufige fragen;faq;chat;
contact;contact us;help;support;aide;nous contacter;contatti;aiuto;contacto;ayuda;iletişim;yardım;контакты;помощь;контакти;допомога;
اتصل بنا;اتصال;kontakty;pomoc""".replace("\n", "").split(";"))  # fmt: skip
#: Menus that differ from page to page because they tell where the page is, or what is on it.
_OF_THE_PAGE = re.compile(
    r"brotkr|breadcrumb|sie sind hier|you are here|übergeordnet|pfad|fil d.ariane|ruta|inhaltsverzeichnis|auf dieser seite|"
    r"on this page|table of contents|seitennavigation|seitenzahl|pagination|paginierung|blättern",
    re.I,
)


@dataclass(frozen=True, slots=True)
class FrameLink:
    """A link outside the content. ``region`` is the landmark and its name; ``key`` where it leads; ``after`` the content or before.

    ``index`` is its number among the links of the page.
    """

    region: str
    key: str
    text: str
    after: bool
    index: int

    @property
    def is_help(self) -> bool:
        """Whether it leads to a person or to help."""
        return self.key.lower().startswith(("tel:", "mailto:")) or words(self.text) in _HELP

    @property
    def help(self) -> str:
        """Which help it is. A box beside the content is one, whoever it names: other pages have other people."""
        return "aside" if self.region == "aside" else self.key

    @property
    def position(self) -> str:
        """Which help it is and on which side of the content."""
        return f"{'after' if self.after else 'before'} {self.help}"


@dataclass(frozen=True)
class Frame:
    """All links around a page's content in document order; none where the page does not say what its content is."""

    language: str
    links: tuple[FrameLink, ...]

    @cached_property
    def menus(self) -> Mapping[str, tuple[str, ...]]:
        """Where the entries of each menu lead, in order, by the menu's name."""
        menus: dict[str, dict[str, None]] = {}
        for link in self.links:
            if link.region.startswith("nav"):
                menus.setdefault(link.region, {})[link.key] = None
        return {region: tuple(keys) for region, keys in menus.items()}

    @cached_property
    def help(self) -> tuple[FrameLink, ...]:
        """The links that lead to a person or to help."""
        return tuple(link for link in self.links if link.is_help)

    @cached_property
    def names(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """What the links of a region to one place are called, by region and place; phone numbers have no names."""
        names: dict[tuple[str, str], set[str]] = {}
        for link in self.links:
            if not link.key.lower().startswith(("tel:", "mailto:")):
                names.setdefault((link.region, link.key), set()).add(link.text)
        return {place: frozenset(texts) for place, texts in names.items()}


#: What of a frame others are compared with: the table of what is usual → (key, value) of one frame.
COMPARED: Mapping[str, Callable[[Frame], Iterable[tuple[Any, Any]]]] = {
    "usual_menus": lambda frame: (((frame.language, region), keys) for region, keys in frame.menus.items()),
    "usual_help": lambda frame: (
        ((frame.language, key), frozenset(link.after for link in frame.help if link.help == key))
        for key in {link.help for link in frame.help}
    ),
    "usual_help_order": lambda frame: (
        [(frame.language, tuple(link.position for link in frame.help))] if frame.help else ()
    ),
    "usual_names": lambda frame: (((frame.language, *place), names) for place, names in frame.names.items()),
}


class Usual:
    """What is usual on most pages of each language, kept up to date while frames come and go.

    Each table has the commonest value of each key, where it comes twice and more often than any other.
    """

    def __init__(self) -> None:
        self._counts: dict[str, dict[Any, Counter[Any]]] = {name: {} for name in COMPARED}
        self.tables: dict[str, dict[Any, Any]] = {name: {} for name in COMPARED}

    def exchange(self, gone: Iterable[Frame], come: Iterable[Frame]) -> dict[str, set[Any]]:
        """Forget some frames and count others; by table the keys whose usual value is another now."""
        changed: dict[str, set[Any]] = {name: set() for name in COMPARED}
        touched: dict[str, set[Any]] = {name: set() for name in COMPARED}
        for frames, step in ((gone, -1), (come, 1)):
            for frame in frames:
                for name, compared in COMPARED.items():
                    for key, value in compared(frame):
                        self._counts[name].setdefault(key, Counter())[value] += step
                        touched[name].add(key)
        for name, keys in touched.items():
            table = self.tables[name]
            for key in keys:
                usual = _commonest(self._counts[name][key])
                if usual != table.get(key):
                    changed[name].add(key)
                    table[key] = usual
                if usual is None:
                    table.pop(key, None)
        return changed


def _commonest(counter: Counter[Any]) -> Any:
    for value in [value for value, count in counter.items() if not count]:
        del counter[value]
    if not counter:
        return None
    (value, most), *others = counter.most_common(2)
    return value if most > 1 and not any(count == most for _, count in others) else None


@dataclass(frozen=True)
class Frames:
    """The frames of all pages of a site, by address, and what is usual on most pages of each language."""

    by_url: Mapping[str, Frame]

    @property
    def usual_menus(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The commonest entries of each menu, by language and the menu's name."""
        return self.usual["usual_menus"]

    @property
    def usual_help(self) -> Mapping[tuple[str, str], frozenset[bool]]:
        """On which sides of the content each kind of help usually is, by language and where it leads."""
        return self.usual["usual_help"]

    @property
    def usual_help_order(self) -> Mapping[str, tuple[str, ...]]:
        """In which order help usually stands, by language."""
        return self.usual["usual_help_order"]

    @property
    def usual_names(self) -> Mapping[tuple[str, str, str], frozenset[str]]:
        """The commonest names of links, by language, region and where they lead."""
        return self.usual["usual_names"]

    @cached_property
    def usual(self) -> Mapping[str, Mapping[Any, Any]]:
        """All of these tables."""
        usual = Usual()
        usual.exchange((), self.by_url.values())
        return usual.tables


def frame_of(page: Page) -> Frame:
    """The frame of a page: what its menus, header and footer link to, without breadcrumbs and the like."""
    nodes = page.tree.css(f"a[href], {_MAIN}")
    if not any(node.tag != "a" for node in nodes):
        return Frame(page.language, ())
    links, regions = iter(page.links), {}
    inside = {node.mem_id for node in page.tree.css("main a[href], [role=main i] a[href]")}
    found, after = [], False
    for node in nodes:
        if node.tag != "a":
            after = True
            continue
        link = next(links)
        if node.mem_id in inside or attribute(node, "aria-current") or node.mem_id in page.unseen:
            continue
        region = _region(page, node, regions)
        key = _key(link)
        if region is not None and key:
            found.append(FrameLink(region, key, link.text or name_of(page, node), after, link.index))
    return Frame(page.language, tuple(found))


def first_swap(order: Sequence[str], usual: Sequence[str]) -> tuple[str, str] | None:
    """Two neighbours of ``order`` that stand the other way round in ``usual``; entries that only one has do not matter,
    of one that comes again the first counts."""
    at = {key: position for position, key in enumerate(dict.fromkeys(usual))}
    shared = [key for key in dict.fromkeys(order) if key in at]
    return next(((one, two) for one, two in pairwise(shared) if at[one] > at[two]), None)


def _region(page: Page, node: LexborNode, known: dict[int, str | None]) -> str | None:
    """The innermost landmark around a link, with its name; "" outside of any, None where it is about this page only."""
    for parent in ancestors(node):
        if parent.mem_id in known:
            return known[parent.mem_id]
        kind = _REGIONS.get(attribute(parent, "role").lower() or parent.tag)
        if kind:
            label = name_of(page, parent) if kind == "nav" else ""
            about_page = kind == "nav" and _OF_THE_PAGE.search(f"{label} {attribute(parent, 'class')}")
            known[parent.mem_id] = None if about_page else f"{kind} {words(label)}".strip()
            return known[parent.mem_id]
    return ""


def _key(link: Link) -> str:
    """Where a link leads; "" for places on the same page and scripts."""
    if link.href.startswith(("#", "javascript:")):
        return ""
    return link.address or link.href.strip()
