"""Entries of a directory: services and places of other providers, one Markdown file each in the folder ``eintraege``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from plugins.content_model import PageSource, Registry
from plugins.content_schema import ContactMeta, PageMeta
from plugins.field_types import Mail, Phone, WebAddress, matching
from plugins.opening_hours import check_opening_hours
from plugins.problems import Problem, did_you_mean
from plugins.spoken_languages import SpokenLanguage

if TYPE_CHECKING:
    from plugins.content_model import SiteContent

ENTRY_FOLDER = "eintraege"
INDEX = f"{ENTRY_FOLDER}/index.md"
#: In place of the list of all districts.
EVERYWHERE = "alle"
FREE = "kostenlos"
#: Who offers something, as visitors read it; only the town's own services are public here.
PROVIDERS: Mapping[str, str] = MappingProxyType(
    {
        "stadt": "Stadt",
        "kirche": "Kirchengemeinde",
        "privat": "Privater Anbieter",
        "selbsthilfe": "Selbsthilfegruppe",
        "verein": "Verein",
        "wohlfahrtsverband": "Wohlfahrtsverband",
    }
)


def _unique(values: tuple[str, ...]) -> tuple[str, ...]:
    twice = next((value for index, value in enumerate(values) if value in values[:index]), None)
    if twice is not None:
        raise ValueError(f"„{twice}“ steht zweimal in der Liste. Bitte einmal löschen.")
    return values


_Names = Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(_unique)]
_Line = Annotated[str, Field(min_length=3, max_length=200)]


_Word = Annotated[
    str, matching("[^,]+", "Ein Suchwort hat kein Komma: Es trennt in Tabellen die Suchwörter.")
]


class EntryMeta(PageMeta):
    """The front matter of an entry. ``contact`` is the town's contact for the directory, ``phone`` the provider's own."""

    template: ClassVar[str] = "entry"
    provider: Literal["stadt", "kirche", "privat", "selbsthilfe", "verein", "wohlfahrtsverband"]
    categories: _Names
    districts: _Names
    target_groups: Annotated[tuple[str, ...], AfterValidator(_unique)] = ()
    languages: Annotated[tuple[SpokenLanguage, ...], Field(min_length=1), AfterValidator(_unique)]
    step_free: Literal["ja", "teilweise", "nein"]
    step_free_note: _Line | None = None
    costs: _Line
    phone: Phone
    email: Mail | None = None
    address: _Line | None = None
    website: WebAddress | None = None
    opening_hours: Annotated[str, AfterValidator(check_opening_hours)] | None = None
    search_words: tuple[_Word, ...] = ()


def entries(content: SiteContent) -> tuple[PageSource, ...]:
    """All entries of a site, in the order of their files."""
    return tuple(page for page in content.pages.values() if isinstance(page.meta, EntryMeta))


def contact_id(entry: PageSource) -> str:
    """The id of the entry's own contact; no id of the town's registry has a slash.

    >>> contact_id(PageSource("eintraege/tafel.md", "", None, {}, "", 1))
    'eintraege/tafel'
    """
    return entry.path.removesuffix(".md")


_OPTIONAL = ("email", "address", "opening_hours")


def own_registry(entry: PageSource) -> Registry:
    """The entry as a registry with one contact, the provider's: verified on the day the entry was reviewed."""
    meta, name = entry.meta, contact_id(entry)
    contact = ContactMeta(
        role=meta.title,
        unit=PROVIDERS[meta.provider],
        phone=meta.phone,
        verified_on=meta.last_reviewed_on,
        interval=meta.review_in,
        **{field: value for field in _OPTIONAL if (value := getattr(meta, field)) is not None},
    )
    named_otherwise = {"role": "title", "verified_on": "last_reviewed_on", "interval": "review_in"}
    fields = {field: named_otherwise.get(field, field) for field in ContactMeta.model_fields}
    lines = {f"{name}.{field}": entry.lines[own] for field, own in fields.items() if own in entry.lines}
    return Registry(entry.name, {name: contact}, {name: entry.lines.get("title", 1), **lines})


def check_directory(content: SiteContent, complete: bool) -> Iterator[Problem]:
    """Entries name only values that site.yaml has. ``complete`` says that every page could be read."""
    found, directory = entries(content), content.meta.directory
    if directory is None:
        if found:
            hint = "Bitte Bereiche und Stadtteile eintragen: „directory:“ mit „categories:“ und „districts:“."
            message = f"Zu den Einträgen im Ordner „{ENTRY_FOLDER}“ fehlt das Feld „directory“. {hint}"
            yield Problem(content.file, 1, message)
        return
    for entry in found:
        yield from check_entry(entry.meta, content, entry.name, entry.lines)
    if complete and INDEX not in content.pages:
        message = f"Die Seite mit allen Einträgen fehlt. Bitte die Datei {INDEX} anlegen."
        yield Problem(content.file, content.lines["directory"], message, "directory")


def check_entry(
    meta: EntryMeta, content: SiteContent, file: str, lines: Mapping[str, int]
) -> Iterator[Problem]:
    """What only shows beside site.yaml, for an entry that stands at ``lines`` of ``file``."""
    directory = content.meta.directory
    allowed = {
        "categories": directory.categories.keys(),
        "districts": {*directory.districts, EVERYWHERE},
        "target_groups": directory.target_groups.keys(),
    }
    for field, names in allowed.items():
        for index, value in enumerate(getattr(meta, field)):
            if value not in names:
                line = lines.get(f"{field}.{index}") or lines.get(field, 1)
                message = f"„{value}“ gibt es nicht. {did_you_mean(value, names)}"
                yield Problem(file, line, message, f"{field}.{index}")
    if EVERYWHERE in meta.districts and len(meta.districts) > 1:
        message = f"„{EVERYWHERE}“ steht für jeden Stadtteil. Bitte die anderen löschen."
        yield Problem(file, lines.get("districts", 1), message, "districts")
    if meta.step_free == "teilweise" and not meta.step_free_note:
        message = "Was geht ohne Stufen und was nicht? Bitte unter „step_free_note“ ergänzen."
        yield Problem(file, lines.get("step_free", 1), message, "step_free")
