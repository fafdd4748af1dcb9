"""The ways through a site: order, further situations, pages that are not listed, the way back up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from bs4 import BeautifulSoup

from tests.plugins.mini_project import Project, page


def soup_of(project: Project, name: str) -> BeautifulSoup:
    return BeautifulSoup(project.html(name), "html.parser")


def labels(soup: BeautifulSoup, selector: str) -> list[str]:
    return [link.get_text(" ", strip=True) for link in soup.select(selector)]


@pytest.fixture(scope="module")
def site(built_project: Project) -> Iterator[Project]:
    """The mini project with more pages below /pflege/."""
    pages = {
        "zuletzt.md": page("Ohne Platz"),
        "zweite.md": page("Zweite Seite", menu_position="2"),
        "gleich-b.md": page("Beta", menu_position="3"),
        "gleich-a.md": page("Alpha", menu_position="3"),
        "leise.md": page("Leise Seite", unlisted="true", menu_position="0"),
    }
    with ExitStack() as stack:
        for name, content in pages.items():
            stack.enter_context(built_project.changed(f"muster/pflege/{name}", content))
        assert built_project.build("muster").code == 0
        yield built_project


def test_menu_and_footer_follow_site_yaml(site: Project) -> None:
    soup = soup_of(site, "kontakt/index.html")
    assert labels(soup, ".dk-menu__link") == ["Pflege zu Hause", "Kontakt"]
    assert labels(soup, ".dk-footer__list a") == ["Kontakt"]
    assert [link["href"] for link in soup.select('.dk-menu__link[aria-current="page"]')] == ["/kontakt/"]


def test_section_lists_its_pages_by_position_then_title(site: Project) -> None:
    assert labels(soup_of(site, "pflege/index.html"), ".dk-page-cards__link") == [
        "Antrag stellen",
        "Zweite Seite",
        "Alpha",
        "Beta",
        "Ohne Platz",
    ]


def test_page_that_is_not_listed_is_built_all_the_same(site: Project) -> None:
    assert (site.root / "output/muster/pflege/leise/index.html").is_file()
    for name in ("index.html", "pflege/index.html", "404.html"):
        assert "Leise Seite" not in site.html(name)


def test_further_situation_lists_the_page_too(site: Project) -> None:
    soup = soup_of(site, "beruf/index.html")
    assert [link["href"] for link in soup.select(".dk-page-cards__link")] == ["/hilfe/kurse/kurs/"]


def test_home_page_shows_the_situations_in_order(site: Project) -> None:
    soup = soup_of(site, "index.html")
    assert labels(soup, ".dk-situation-cards__link") == ["Pflege zu Hause", "Beruf und Pflege"]
    assert "Antrag stellen" in labels(soup, ".dk-situation-cards__page")


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("index.html", []),
        ("kontakt/index.html", ["/"]),
        ("pflege/index.html", ["/"]),
        ("pflege/antrag/index.html", ["/", "/pflege/"]),
        ("hilfe/kurse/kurs/index.html", ["/"]),  # neither /hilfe/ nor /hilfe/kurse/ has an index page
    ],
)
def test_breadcrumb_leads_up(name: str, way: list[str], site: Project) -> None:
    assert [link["href"] for link in soup_of(site, name).select(".dk-breadcrumb a")] == way


def test_breadcrumb_steps_over_a_folder_between(site: Project) -> None:
    with site.changed("muster/hilfe/index.md", page("Hilfe")):
        assert site.build("muster").code == 0
        links = soup_of(site, "hilfe/kurse/kurs/index.html").select(".dk-breadcrumb a")
    assert [link["href"] for link in links] == ["/", "/hilfe/"]


EVENTS = """
  - {title: Später, starts: 2026-12-09}
  - {title: Früher, starts: 2026-12-08 17:30, ends: 2026-12-08 19:00, place: Rathaus, contact: notruf}"""


def test_events_come_in_order_of_time(site: Project) -> None:
    with site.changed("muster/kontakt.md", page("Kontakt", events=EVENTS)):
        assert site.build("muster").code == 0
        soup = soup_of(site, "kontakt/index.html")
    first, second = soup.select(".dk-event-list__event")
    assert "Dienstag, 8. Dezember 2026, 17:30 bis 19 Uhr" in first.text
    assert "Rathaus" in first.text
    assert first.select_one('a[href="tel:112"]')
    assert first.time and first.time["datetime"] == "2026-12-08T17:30:00"
    assert "Mittwoch, 9. Dezember 2026" in second.text


NASTY = "<script>alert('1')</script> & \"Co\""


def test_titles_come_out_escaped_everywhere(site: Project) -> None:
    title = "'" + NASTY.replace("'", "''") + "'"
    summary = "'" + NASTY.replace("'", "''") + " und noch mehr'"
    with (
        site.changed("muster/pflege/index.md", page(title, summary=summary, menu_label="'<b>Label</b>'")),
        site.changed("muster/beruf/index.md", page(title, summary=summary)),
    ):
        assert site.build("muster").code == 0
        for name in (
            "pflege/index.html",
            "pflege/antrag/index.html",
            "index.html",
            "404.html",
            "beruf/index.html",
        ):
            html = site.html(name)
            assert "<script>alert" not in html
            assert "<b>Label" not in html
        soup = soup_of(site, "pflege/index.html")
        above = soup_of(site, "pflege/antrag/index.html")
    assert soup.h1 and soup.h1.text == NASTY
    assert soup.title and soup.title.text.startswith(NASTY)
    description = soup.find("meta", attrs={"name": "description"})
    assert description and description["content"] == NASTY + " und noch mehr"
    assert labels(above, ".dk-breadcrumb a")[-1] == "<b>Label</b>"
    assert labels(above, ".dk-menu__link")[0] == "<b>Label</b>"
