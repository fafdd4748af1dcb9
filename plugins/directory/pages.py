"""The pages of a directory: each entry, the list of all with its filter, and a plain page for each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from plugins.content_model import PageSource
from plugins.directory.entries import INDEX, entries
from plugins.directory.settings import DirectoryMeta
from plugins.directory.values import Property, facets, narrowed, properties, summary_of
from plugins.directory.view import Entry, EntryList, district_list, entry_of, filters_of
from plugins.facets import Facet, FacetGroup, FacetPage, facet_groups, facet_pages, listing
from plugins.german_text import anchor

if TYPE_CHECKING:
    from plugins.content_model import SiteContent

DISTRICTS = "stadtteile/index.md"
#: A category with fewer entries is read faster than narrowed to a district.
WORTH_NARROWING = 6
_BODY = "Die Liste ist nach Namen geordnet. Fragen Sie am Telefon nach freien Plätzen und Wartezeiten."


def make_directory(content: SiteContent) -> Iterator[PageSource]:
    """Entries with what they show, and all pages made of them; nothing for a site without directory.

    Faults in the data are told by ``directory.check_directory``; here they only leave something out.
    """
    directory, index = content.meta.directory, content.pages.get(INDEX)
    if directory is None or index is None:
        return
    listed = sorted(entries(content), key=lambda page: anchor(page.meta.title))
    found_by = properties(directory)
    shown = {page.path: entry_of(page, content, found_by) for page in listed}
    groups = facet_groups(facets(found_by), listed)
    yield from (replace(page, view=shown[page.path]) for page in listed)
    all_entries = tuple(shown.values())
    yield replace(
        index, view=EntryList(all_entries, others=groups, filters=filters_of(found_by, all_entries))
    )
    if DISTRICTS in content.pages:
        districts = next(item.label for item in found_by if item.name == "stadtteil")
        yield replace(content.pages[DISTRICTS], view=district_list(directory, groups, districts))
    yield from _lists(index, directory, found_by, listed, shown)


def _lists(
    index: PageSource,
    directory: DirectoryMeta,
    found_by: tuple[Property, ...],
    listed: list[PageSource],
    shown: Mapping[str, Entry],
) -> Iterator[PageSource]:
    """The page of each value, and those of a category in one district."""
    value_of = {value.path: (item.name, key) for item in found_by for key, value in item.values.items()}
    for page in facet_pages(facets(found_by), listed):
        name, key = value_of[page.path]
        crossed = _crossed(key, directory, page.items) if name == "bereich" else ()
        query = f"?{name}={key}"
        view = EntryList(_shown(page, shown), facet_groups(crossed, page.items), _others(page), query=query)
        yield _listing(index, page, summary_of(name, key, directory), view)
        for cross in facet_pages(crossed, page.items):
            district = PurePosixPath(cross.path).stem
            narrow_query = f"{query}&stadtteil={district}"
            view = EntryList(_shown(cross, shown), others=_others(cross), query=narrow_query)
            made = _listing(index, cross, directory.districts[district].summary, view)
            # in a list of all pages it would be noise
            yield replace(made, meta=made.meta.model_copy(update={"unlisted": True}))


def _crossed(category: str, directory: DirectoryMeta, items: tuple[PageSource, ...]) -> tuple[Facet, ...]:
    """The category by district, where that leaves out enough to be worth a page."""
    if len(items) < WORTH_NARROWING:
        return ()
    facet = narrowed(category, directory)
    narrower = tuple(value for value in facet.values if sum(map(value.holds, items)) < len(items))
    return (Facet(facet.label, narrower),)


def _shown(page: FacetPage, shown: Mapping[str, Entry]) -> tuple[Entry, ...]:
    return tuple(shown[item.path] for item in page.items)


def _others(page: FacetPage) -> tuple[FacetGroup, ...]:
    """The other values of the same property; the property is left out where there are none."""
    own = [group for group in page.siblings if any(link.is_current for link in group.links)]
    return tuple(group for group in own if len(group.links) > 1)


def _listing(index: PageSource, page: FacetPage, summary: str, view: EntryList) -> PageSource:
    count = "1 Eintrag" if len(page.items) == 1 else f"{len(page.items)} Einträge"
    return listing(index, page, f"{count}. {summary}", _BODY, view)
