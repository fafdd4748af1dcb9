"""Crisis numbers on every page and the quick exit: where they are, where they are not, and what editors get wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from bs4 import BeautifulSoup

from plugins.content_schema import ContactMeta
from plugins.safety import CrisisNumber, crisis_number
from tests.plugins.mini_project import CONTACTS, SITE, Project, page

SITE_YAML, CONTACTS_YAML = "muster/site.yaml", "gemeinsam/contacts.yaml"
EXIT = "quick_exit:\n  url: https://www.wetter.example/\n"
CRISIS = "crisis: [notruf, zentrale]\n"


def soup(project: Project, name: str) -> BeautifulSoup:
    return BeautifulSoup(project.html(name), "html.parser")


@pytest.fixture(scope="module")
def site(built_project: Project) -> Iterator[Project]:
    """Crisis numbers on every page; one page with a quick exit."""
    with (
        built_project.changed(SITE_YAML, SITE + CRISIS + EXIT),
        built_project.changed("muster/pflege/antrag.md", page("Antrag stellen", quick_exit="true")),
    ):
        result = built_project.build("muster")
        assert result.code == 0, result.err
        yield built_project


@pytest.mark.parametrize("name", ["index.html", "kontakt/index.html", "pflege/antrag/index.html", "404.html"])
def test_crisis_numbers_are_on_every_page(name: str, site: Project) -> None:
    links = soup(site, name).select(".dk-crisis-band a")
    assert [link["href"] for link in links] == ["tel:112", "tel:+493023125100"]


def test_site_without_crisis_numbers_has_no_band(mini_project: Project) -> None:
    assert mini_project.build().code == 0
    page_soup = soup(mini_project, "index.html")
    assert not page_soup.select(".dk-crisis-band")
    assert not page_soup.select(".dk-quick-exit, script[src*=quick-exit]")


def test_quick_exit_is_the_first_stop_after_the_skip_link(site: Project) -> None:
    page_soup = soup(site, "pflege/antrag/index.html")
    first, second = page_soup.select("body a")[:2]
    assert first["href"] == "#dk-inhalt"
    assert second["href"] == "https://www.wetter.example/"
    assert set(second["rel"]) == {"nofollow", "noreferrer"}
    assert page_soup.select_one('script[type="module"][src="/js/quick-exit.js"]')
    assert page_soup.select_one('meta[name="referrer"][content="no-referrer"]')
    assert (site.root / "output/muster/js/quick-exit.js").is_file()


@pytest.mark.parametrize("name", ["index.html", "kontakt/index.html", "404.html"])
def test_pages_that_do_not_ask_for_it_have_no_quick_exit(name: str, site: Project) -> None:
    assert not soup(site, name).select(".dk-quick-exit, script[src*=quick-exit]")


@pytest.mark.parametrize("name", ["index.html", "kontakt/index.html", "404.html"])
def test_quick_exit_everywhere(name: str, built_project: Project) -> None:
    with built_project.changed(SITE_YAML, f"{SITE}{EXIT}  everywhere: true\n"):
        assert built_project.build("muster").code == 0
        assert soup(built_project, name).select_one(".dk-quick-exit__link")


def contact(**fields: str) -> ContactMeta:
    names = {"role": "Kinder- und Jugendtelefon", "unit": "Nummer gegen Kummer", "phone": "116111"}
    return ContactMeta.model_validate(
        names | {"verified_on": date(2026, 11, 2), "interval": "1 Jahr"} | fields
    )


@pytest.mark.parametrize(
    ("fields", "label", "hours"),
    [
        ({}, "Kinder- und Jugendtelefon", ""),
        ({"opening_hours": "24/7"}, "Kinder- und Jugendtelefon", ""),
        (
            {"opening_hours": "Mo-Sa 14:00-20:00", "short_role": "Nummer gegen Kummer"},
            "Nummer gegen Kummer",
            "Montag bis Samstag 14 bis 20 Uhr",
        ),
        (
            {"opening_hours": "Mo,We 09:00-17:00; Th 09:00-19:00; PH off"},
            "Kinder- und Jugendtelefon",
            "Montag und Mittwoch 9 bis 17 Uhr, Donnerstag 9 bis 19 Uhr",
        ),
    ],
)
def test_hours_stand_there_unless_somebody_answers_round_the_clock(
    fields: dict[str, str], label: str, hours: str
) -> None:
    assert crisis_number(contact(**fields)) == CrisisNumber(label, "116111", "tel:116111", hours)


#: name: (end of site.yaml, further fields of kontakt.md, what is printed)
CASES = {
    "unknown contact": (
        "crisis: [notruf, zentralle]\n",
        {},
        "site.yaml, Zeile {last}, Feld „crisis.1“: „zentralle“ gibt es nicht. Meinten Sie „zentrale“?",
    ),
    "too many": (
        "crisis: [notruf, zentrale, notruf, zentrale]\n",
        {},
        "site.yaml, Zeile {last}, Feld „crisis“: Höchstens 3 Nummern",
    ),
    "text instead of a list": ("crisis: notruf\n", {}, "Feld „crisis“: Hier wird eine Liste erwartet"),
    "page without a target": (
        "",
        {"quick_exit": "true"},
        "content/muster/kontakt.md, Zeile 8, Feld „quick_exit“: Wohin soll der Weg führen? "
        "Bitte in content/muster/site.yaml „quick_exit“ mit „url“ ergänzen",
    ),
    "no switch": (
        EXIT,
        {"quick_exit": "vielleicht"},
        "Zeile 8, Feld „quick_exit“: Hier ist nur true oder false",
    ),
    "open connection": (
        "quick_exit:\n  url: http://www.wetter.example/\n",
        {},
        "site.yaml, Zeile {last}, Feld „quick_exit.url“: „http://www.wetter.example/“ ist nicht verschlüsselt.",
    ),
    "own site": (
        "quick_exit:\n  url: https://muster.musterstadt.example/\n",
        {},
        "site.yaml, Zeile {last}, Feld „quick_exit.url“: „muster.musterstadt.example“ gehört zu unseren Microsites",
    ),
    "address alone": (
        "quick_exit: https://www.wetter.example/\n",
        {},
        "site.yaml, Zeile {last}, Feld „quick_exit“: Hier werden Felder erwartet",
    ),
    "no address": ("quick_exit:\n  everywhere: true\n", {}, "Feld „quick_exit.url“: Dieses Feld fehlt."),
}


@pytest.mark.parametrize("case", CASES)
def test_fault_is_told_with_file_and_line(case: str, built_project: Project) -> None:
    end, fields, expected = CASES[case]
    with (
        built_project.changed(SITE_YAML, SITE + end),
        built_project.changed("muster/kontakt.md", page("Kontakt", **fields)),
    ):
        result = built_project.build("muster")
    assert result.code == 2
    assert expected.format(last=len((SITE + end).splitlines())) in result.err


def test_short_role_that_is_too_long(built_project: Project) -> None:
    contacts = CONTACTS.replace(
        "    role: Notruf\n", f"    role: Notruf\n    short_role: {'sehr ' * 8}lang\n"
    )
    with built_project.changed(CONTACTS_YAML, contacts):
        result = built_project.build("muster")
    assert "Feld „contacts.notruf.short_role“: Der Text ist zu lang, höchstens 30 Zeichen" in result.err
