"""Facets: which pages come of them, what they list, and how they lead to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from hypothesis import given
from hypothesis import strategies as st

from plugins.content_model import PageSource
from plugins.content_schema import PageMeta
from plugins.facets import Facet, Value, facet_groups, facet_pages, listing


@dataclass(frozen=True)
class View:
    template: ClassVar[str] = "liste"


def page(path: str, **fields: object) -> PageSource:
    meta = PageMeta(
        title=f"Seite {path}",
        summary="Worum es auf dieser Seite geht, in einem Satz.",
        contact="zentrale",
        owner="redaktion",
        last_reviewed_on=date(2026, 10, 1),
        review_in="6 Monate",
        **fields,
    )
    return PageSource(path, f"content/muster/{path}", meta, {"title": 2}, "Text.\n", 9)


PAGES = [page("a.md"), page("b.md"), page("c.md")]


def value(name: str, *held: str) -> Value:
    return Value(
        f"nach/{name}.md", name, f"Liste {name}", lambda source: source.path.removesuffix(".md") in held
    )


FACETS = [
    Facet("Erstes", (value("eins", "a", "b"), value("leer"), value("zwei", "c"))),
    Facet("Leeres", (value("nichts"),)),
    Facet("Zweites", (value("drei", "b"),)),
]


def test_every_value_that_holds_something_is_a_page() -> None:
    pages = facet_pages(FACETS, PAGES)
    listed = {found.path: [item.path for item in found.items] for found in pages}
    assert listed == {
        "nach/eins.md": ["a.md", "b.md"],
        "nach/zwei.md": ["c.md"],
        "nach/drei.md": ["b.md"],
    }


def test_pages_lead_to_all_others_and_know_themselves() -> None:
    first, *_ = facet_pages(FACETS, PAGES)
    assert [group.label for group in first.siblings] == ["Erstes", "Zweites"]
    links = [(link.url, link.count, link.is_current) for group in first.siblings for link in group.links]
    assert links == [("/nach/eins/", 2, True), ("/nach/zwei/", 1, False), ("/nach/drei/", 1, False)]


def test_ways_of_a_page_that_is_no_list() -> None:
    groups = facet_groups(FACETS, PAGES)
    assert not any(link.is_current for group in groups for link in group.links)
    assert groups == tuple(
        type(group)(
            group.label, tuple(type(link)(link.label, link.url, link.count, False) for link in group.links)
        )
        for group in facet_pages(FACETS, PAGES)[0].siblings
    )


@given(st.lists(st.sets(st.sampled_from("abc"))))
def test_counts_are_what_is_listed(held: list[set[str]]) -> None:
    facets = [Facet("F", tuple(value(f"v{index}", *names) for index, names in enumerate(held)))]
    pages = facet_pages(facets, PAGES)
    assert len(pages) == sum(map(bool, held))
    for found in pages:
        (current,) = [link for link in found.siblings[0].links if link.is_current]
        assert current.count == len(found.items) > 0


def test_a_listing_takes_what_only_people_can_say_from_the_index() -> None:
    index = page("index.md", search_words=("alles",), slug=None, menu_label="Alles", situations=("pflege",))
    found = facet_pages(FACETS, PAGES)[0]
    made = listing(index, found, "Zwei Seiten, die etwas gemeinsam haben.", "Vorwort.\n", View())
    assert (made.path, made.name, made.url) == ("nach/eins.md", "content/muster/index.md", "/nach/eins/")
    assert (made.meta.title, made.menu_label, made.template) == ("Liste eins", "eins", "liste")
    assert (made.meta.contact, made.meta.owner) == ("zentrale", "redaktion")
    assert (made.meta.search_words, made.meta.situations) == ((), ())
