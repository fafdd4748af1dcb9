"""Plain pages that list other pages by what they have in common: by age, by district, free of charge.

A facet is one way to sort pages, a value one of its drawers. Each value that holds any page becomes a page of its own,
which works without script; a value that holds none becomes nothing, so that no way ends in an empty list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from plugins.content_model import PageSource, View, url_of


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet. ``path`` is where the Markdown file of its page would be, ``label`` its name among links."""

    path: str
    label: str
    title: str
    holds: Callable[[PageSource], bool]


@dataclass(frozen=True, slots=True)
class Facet:
    """A property by which pages are listed, with its values in the order in which they are shown."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class FacetLink:
    """The way to the page of one value, and how many pages are listed there."""

    label: str
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """The ways to all values of one facet, as the component ``facet-links`` shows them."""

    label: str
    links: tuple[FacetLink, ...]


@dataclass(frozen=True, slots=True)
class FacetPage:
    """The page of one value: what it lists, and the ways to all other values, its own marked as current."""

    path: str
    label: str
    title: str
    items: tuple[PageSource, ...]
    siblings: tuple[FacetGroup, ...]


def facet_pages(facets: Iterable[Facet], items: Iterable[PageSource]) -> tuple[FacetPage, ...]:
    """One page for each value that holds any item. Items keep their order."""
    held = _held(facets, items)
    return tuple(
        FacetPage(value.path, value.label, value.title, listed, _groups(held, value.path))
        for values in held.values()
        for value, listed in values
    )


def facet_groups(
    facets: Iterable[Facet], items: Iterable[PageSource], current_path: str = ""
) -> tuple[FacetGroup, ...]:
    """The ways to all pages of ``facet_pages``, for a page that is none of them."""
    return _groups(_held(facets, items), current_path)


def listing(index: PageSource, page: FacetPage, summary: str, body: str, view: View) -> PageSource:
    """The page of a value. Contact, owner and days of review are those of ``index``, the catalogue's own page."""
    meta = index.meta.model_copy(
        update={
            "title": page.title,
            "summary": summary,
            "menu_label": page.label if len(page.label) <= 30 else None,
            "slug": None,
            "situations": (),
            "search_words": (),
            "easy_language": None,
            "events": (),
            "films": (),
        }
    )
    return PageSource(page.path, index.name, meta, index.lines, body, index.body_line, view)


_Held = Mapping[str, tuple[tuple[Value, tuple[PageSource, ...]], ...]]


def _held(facets: Iterable[Facet], items: Iterable[PageSource]) -> _Held:
    """What each value holds, by the label of the facet; without empty values and facets."""
    pages = tuple(items)
    held = {
        facet.label: tuple((value, tuple(filter(value.holds, pages))) for value in facet.values)
        for facet in facets
    }
    filled = {label: tuple(pair for pair in pairs if pair[1]) for label, pairs in held.items()}
    return {label: pairs for label, pairs in filled.items() if pairs}


def _groups(held: _Held, current_path: str) -> tuple[FacetGroup, ...]:
    return tuple(
        FacetGroup(
            label,
            tuple(
                FacetLink(value.label, url_of(value.path), len(listed), value.path == current_path)
                for value, listed in values
            ),
        )
        for label, values in held.items()
    )
