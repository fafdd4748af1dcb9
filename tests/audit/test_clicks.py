"""Click distances, also against the simplest search that can be written."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from audit.clicks import Way, ways_from_home
from audit.page import Page
from audit.site import Site

BASE = "https://mini.example"


def site_of(**pages: str) -> Site:
    """A site whose home page is ``home``; ``a="…"`` is the page ``/a/``."""
    urls = {("/" if name == "home" else f"/{name}/"): html for name, html in pages.items()}
    return Site(BASE, {url: Page(url, BASE, html) for url, html in urls.items()})


def closed(page: Page) -> Mapping[int, int]:
    return page.outline.closed


def clicks(site: Site, stops: frozenset[str] = frozenset()) -> dict[str, int]:
    return {url: way.clicks for url, way in ways_from_home(site, stops, closed).items()}


def link(name: str) -> str:
    return f'<a href="/{name}/">{name}</a>'


def test_counts_from_home_and_shows_the_way() -> None:
    site = site_of(home=link("a"), a=link("b"), b=link("a"))
    assert ways_from_home(site, (), closed)["/b/"] == Way(2, ("/", "/a/", "/b/"))


def test_takes_the_shorter_way_even_if_it_has_more_pages() -> None:
    nested = f"<details><details><details>{link('b')}</details></details></details>"
    site = site_of(home=nested + link("a"), a=link("b"), b="")
    assert ways_from_home(site, (), closed)["/b/"] == Way(2, ("/", "/a/", "/b/"))


def test_each_closed_details_costs_one_more_and_its_summary_none() -> None:
    home = f"<details><summary>{link('a')}</summary>{link('b')}<details>{link('c')}</details></details><details open>{link('d')}</details>"
    assert clicks(site_of(home=home, a="", b="", c="", d="")) == {
        "/": 0,
        "/a/": 1,
        "/b/": 2,
        "/c/": 3,
        "/d/": 1,
    }


def test_a_redirect_costs_nothing_and_a_loop_of_them_ends() -> None:
    def to(name: str) -> str:
        return f'<meta http-equiv="Refresh" content="0; URL=/{name}/">'

    site = site_of(home=link("hop"), hop=to("a"), a=link("x"), x=to("y"), y=to("x"))
    assert clicks(site) == {"/": 0, "/hop/": 1, "/a/": 1, "/x/": 2, "/y/": 2}


def test_overview_pages_are_reached_but_not_walked_through() -> None:
    site = site_of(home=link("inhalt"), inhalt=link("a"), a="")
    assert clicks(site, frozenset({"/inhalt/"})) == {"/": 0, "/inhalt/": 1}


def test_leaves_out_what_cannot_be_reached() -> None:
    assert clicks(site_of(home='<a href="/weg/">?</a><a href="https://x.example/a/">x</a>', a="")) == {"/": 0}


def test_a_site_without_home_page_has_no_ways() -> None:
    assert clicks(site_of(a=link("a"))) == {}


pages = st.integers(2, 8).flatmap(
    lambda size: st.lists(
        st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, 2)), max_size=5),
        min_size=size,
        max_size=size,
    )
)


@given(pages, st.sets(st.integers(1, 7)))
def test_agrees_with_brute_force(graph: list[list[tuple[int, int]]], stops: set[int]) -> None:
    def url(number: int) -> str:
        return f"/{number}/" if number else "/"

    site = Site(BASE, {
        url(number): Page(url(number), BASE, "".join(
            "<details>" * extra + f'<a href="{url(target)}">x</a>' + "</details>" * extra for target, extra in links
        ))
        for number, links in enumerate(graph)
    })  # fmt: skip
    distances = dict.fromkeys(range(len(graph)), float("inf")) | {0: 0}
    for _ in graph:  # Bellman–Ford: as many rounds as pages are enough
        for number, links in enumerate(graph):
            for target, extra in links if number not in stops else ():
                distances[target] = min(distances[target], distances[number] + 1 + extra)
    expected = {url(number): clicks for number, clicks in distances.items() if clicks != float("inf")}
    assert clicks(site, frozenset(url(stop) for stop in stops)) == expected
