"""By what entries of a directory are found: their properties, the values of each, and the page of each value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from plugins.content_model import PageSource
from plugins.directory.entries import EVERYWHERE, FREE, EntryMeta
from plugins.directory.settings import DirectoryMeta, ValueMeta
from plugins.facets import Facet, Value
from plugins.german_text import anchor
from plugins.spoken_languages import GERMAN, NAMES, in_language

#: The value of a property that an entry has or has not.
YES = "ja"


@dataclass(frozen=True, slots=True)
class Property:
    """``name`` is that of the filter's control and of the parameter in the address; ``values`` are by id."""

    name: str
    label: str
    values: Mapping[str, Value]


def values_of(meta: EntryMeta, directory: DirectoryMeta) -> Mapping[str, tuple[str, ...]]:
    """The values of an entry by name of the property."""
    everywhere = EVERYWHERE in meta.districts
    return {
        "bereich": meta.categories,
        "stadtteil": tuple(directory.districts) if everywhere else meta.districts,
        "gruppe": meta.target_groups,
        "sprache": tuple(code for code in meta.languages if code != GERMAN),
        "stufenlos": (YES,) if meta.step_free == "ja" else (),
        "kostenlos": (YES,) if meta.costs == FREE else (),
    }


def properties(directory: DirectoryMeta) -> tuple[Property, ...]:
    """All properties with all their values, in the order in which they are shown."""

    def value(name: str, value_id: str, path: str, label: str, title: str) -> Value:
        return Value(path, label, title, partial(_holds, directory=directory, name=name, value_id=value_id))

    def described(name: str, folder: str, metas: Mapping[str, ValueMeta]) -> Mapping[str, Value]:
        return {
            key: value(name, key, f"{folder}/{key}/index.md", meta.title, meta.situation)
            for key, meta in metas.items()
        }

    districts = {
        key: value(
            "stadtteil", key, f"stadtteile/{key}.md", meta.title, f"Angebote im Stadtteil {meta.title}"
        )
        for key, meta in directory.districts.items()
    }
    languages = {
        key: value("sprache", key, f"sprachen/{anchor(name)}.md", name, f"Angebote {in_language(key)}")
        for key, name in NAMES.items()
        if key != GERMAN
    }
    step_free = value("stufenlos", YES, "stufenlos.md", "Stufenlos erreichbar", "Angebote ohne Stufen")
    free = value("kostenlos", YES, "kostenlos.md", "Kostenlos", "Kostenlose Angebote")
    return (
        Property("bereich", "Bereich", described("bereich", "bereiche", directory.categories)),
        Property("stadtteil", "Stadtteil", districts),
        Property("gruppe", "Für wen", described("gruppe", "fuer", directory.target_groups)),
        Property("sprache", "Sprache", languages),
        Property("stufenlos", "Zugang", {YES: step_free}),
        Property("kostenlos", "Kosten", {YES: free}),
    )


def facets(found_by: Iterable[Property]) -> tuple[Facet, ...]:
    """The properties as facets."""
    return tuple(Facet(item.label, tuple(item.values.values())) for item in found_by)


def summary_of(name: str, value: str, directory: DirectoryMeta) -> str:
    """What is listed on the page of a value, in one or two sentences."""
    match name:
        case "bereich":
            return directory.categories[value].summary
        case "stadtteil":
            return directory.districts[value].summary
        case "gruppe":
            return directory.target_groups[value].summary
        case "sprache":
            return f"Hier hilft man Ihnen {in_language(value)}. Mit Telefon, Adresse und Öffnungszeiten."
        case "stufenlos":
            return "Diese Orte erreichen Sie ohne Stufen, auch mit Rollstuhl, Rollator oder Kinderwagen."
    return "Diese Angebote kosten Sie nichts. Mit Telefon, Adresse und Öffnungszeiten."


def narrowed(category: str, directory: DirectoryMeta) -> Facet:
    """One category by district: pages below the category's own."""
    label = directory.categories[category].title
    return Facet(
        f"{label} nach Stadtteil",
        tuple(
            Value(
                f"bereiche/{category}/{key}.md",
                meta.title,
                f"{label}: Stadtteil {meta.title}",
                partial(_holds, directory=directory, name="stadtteil", value_id=key),
            )
            for key, meta in directory.districts.items()
        ),
    )


def _holds(page: PageSource, directory: DirectoryMeta, name: str, value_id: str) -> bool:
    return value_id in values_of(page.meta, directory)[name]
