"""What the pages of a directory show: frozen data for the templates ``entry``, ``entry-list`` and ``district-list``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote

from plugins.contacts import Contact, contact_of
from plugins.content_model import PageSource, url_of
from plugins.directory.entries import EVERYWHERE, FREE, PROVIDERS, contact_id, own_registry
from plugins.directory.settings import DirectoryMeta
from plugins.directory.values import YES, Property, values_of
from plugins.facets import FacetGroup
from plugins.field_types import host_of
from plugins.spoken_languages import NAMES

if TYPE_CHECKING:
    from plugins.content_model import SiteContent

_STEP_FREE = {"ja": "Stufenlos", "teilweise": "Teilweise stufenlos", "nein": "Nicht stufenlos"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A property of an entry, with the page of all entries that share it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry, on its own page and on a card. ``filters`` are its values by the name of the filter's control."""

    template: ClassVar[str] = "entry"
    title: str
    url: str
    summary: str
    provider: str
    is_public: bool
    contact: Contact
    website: str
    website_host: str
    categories: tuple[Tag, ...]
    districts: tuple[Tag, ...]
    is_everywhere: bool
    target_groups: tuple[Tag, ...]
    languages: tuple[str, ...]
    step_free: str
    step_free_note: str
    costs: str
    is_free: bool
    correction: str
    filters: Mapping[str, str]
    search_words: str


@dataclass(frozen=True, slots=True)
class Option:
    """A value to filter by."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A control of the filter form: one of several ``options``, or a box to tick where there is one."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def is_box(self) -> bool:
        """Whether the entries have the property or have it not."""
        return [option.value for option in self.options] == [YES]


@dataclass(frozen=True, slots=True)
class EntryList:
    """Entries by name. ``narrower`` are lists of some of them, ``others`` lists beside this one.

    ``filters`` are there on the list of all entries; ``query`` makes that list show the same as this one.
    """

    template: ClassVar[str] = "entry-list"
    entries: tuple[Entry, ...]
    narrower: tuple[FacetGroup, ...] = ()
    others: tuple[FacetGroup, ...] = ()
    filters: tuple[Filter, ...] = ()
    query: str = ""


@dataclass(frozen=True, slots=True)
class MapTile:
    """A district on the schematic map."""

    title: str
    url: str
    count: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class DistrictList:
    """All districts in words and as a picture; ``description`` says the same as the picture."""

    template: ClassVar[str] = "district-list"
    tiles: tuple[MapTile, ...]
    description: str


def entry_of(page: PageSource, content: SiteContent, found_by: Iterable[Property]) -> Entry:
    """The entry ready to be shown. Values that site.yaml does not have are left out: they are reported elsewhere."""
    meta, held = page.meta, values_of(page.meta, content.meta.directory)
    tags = {
        item.name: tuple(
            Tag(item.values[value].label, url_of(item.values[value].path))
            for value in held[item.name]
            if value in item.values
        )
        for item in found_by
    }
    return Entry(
        title=meta.title,
        url=page.url,
        summary=meta.summary,
        provider=PROVIDERS[meta.provider],
        is_public=meta.provider == "stadt",
        contact=contact_of(own_registry(page), contact_id(page)),
        website=meta.website or "",
        website_host=host_of(meta.website) if meta.website else "",
        categories=tags["bereich"],
        districts=tags["stadtteil"],
        is_everywhere=EVERYWHERE in meta.districts,
        target_groups=tags["gruppe"],
        languages=tuple(NAMES[code] for code in meta.languages),
        step_free=_STEP_FREE[meta.step_free],
        step_free_note=meta.step_free_note or "",
        costs=meta.costs[0].upper() + meta.costs[1:],
        is_free=meta.costs == FREE,
        correction=correction_mail(page, content),
        filters={name: " ".join(values) for name, values in held.items() if values},
        search_words=" ".join(meta.search_words),
    )


def correction_mail(page: PageSource, content: SiteContent) -> str:
    """A ``mailto:`` address that names the entry; "" if the contact has no mail or is not known."""
    contact = content.registry.contacts.get(page.meta.contact)
    if contact is None or not contact.email:
        return ""
    subject = f"Eintrag stimmt nicht: {page.meta.title}"
    body = f"{page.meta.title}\r\nhttps://{content.meta.host}{page.url}\r\n\r\nWas stimmt nicht, und was ist richtig?\r\n\r\n"
    return f"mailto:{contact.email}?subject={quote(subject)}&body={quote(body)}"


def filters_of(found_by: Iterable[Property], shown: Iterable[Entry]) -> tuple[Filter, ...]:
    """The controls of the filter form, with the values that any entry has."""
    entries = tuple(shown)
    filters = []
    for item in found_by:
        used = {value for entry in entries for value in entry.filters.get(item.name, "").split()}
        options = tuple(Option(key, value.label) for key, value in item.values.items() if key in used)
        if options:
            filters.append(Filter(item.name, item.label, options))
    return tuple(filters)


def district_list(directory: DirectoryMeta, groups: Iterable[FacetGroup], label: str) -> DistrictList:
    """The districts that have a page in the group called ``label``, and where they lie."""
    links = {link.label: link for group in groups if group.label == label for link in group.links}
    tiles = tuple(
        MapTile(meta.title, links[meta.title].url, links[meta.title].count, meta.column, meta.row)
        for meta in directory.districts.values()
        if meta.title in links
    )
    return DistrictList(tiles, _in_words(tiles))


def _in_words(tiles: Iterable[MapTile]) -> str:
    """The rows of the map from north to south.

    >>> _in_words([MapTile("West", "", 1, 1, 2), MapTile("Nord", "", 1, 2, 1), MapTile("Ost", "", 1, 3, 2)])
    'Von Norden nach Süden, jede Reihe von Westen nach Osten: 1. Nord; 2. West, Ost.'
    """
    rows: dict[int, list[str]] = {}
    for tile in sorted(tiles, key=lambda tile: (tile.row, tile.column)):
        rows.setdefault(tile.row, []).append(tile.title)
    said = "; ".join(f"{number}. {', '.join(titles)}" for number, titles in enumerate(rows.values(), 1))
    return f"Von Norden nach Süden, jede Reihe von Westen nach Osten: {said}."
