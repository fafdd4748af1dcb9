"""The catalogue, built for real: lists, ways, pages of offers, and what is gone when it is over."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.plugins.mini_project import Project, new_project, page

SETTINGS = """
clock: 2026-11-22
offers:
  districts: {nord: Nord, sued: Süd}
  registration_systems: {anmeldung.musterstadt.example: Anmeldeportal}
  age_groups:
    - {name: 0 bis 5 Jahre, min: 0, max: 5}
    - {name: 6 bis 9 Jahre, min: 6, max: 9}
    - {name: 10 bis 13 Jahre, min: 10, max: 13}
  holidays:
    - {name: Weihnachtsferien, starts: 2026-12-23, ends: 2027-01-09}
"""


def offer(title: str, **fields: str) -> str:
    """The file of a valid offer."""
    meta = {
        "ages": "{min: 6, max: 12}",
        "starts": "2027-01-04",
        "ends": "2027-01-08",
        "times": "9:00-16:00",
        "districts": "[nord]",
        "place": "Holzhaus, Parkweg 3",
        "organiser": "Stadt Musterstadt",
        "price": "45",
        "step_free": "ja",
        "registration_link": "https://anmeldung.musterstadt.example/x",
        "registration_deadline": "2026-12-18",
    }
    return page(title, **(meta | fields))


def without(text: str, *fields: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(fields))


FILES = {
    "muster/angebote/index.md": page("Alle Angebote"),
    "muster/kostenlos.md": page("Was nichts kostet"),
    "muster/angebote/werkstatt.md": offer("Winterwerkstatt", bring="[Schürze]", inclusive="Mit Assistenz."),
    "muster/angebote/lesenacht.md": offer("Lesenacht", starts="2026-12-30", ends="2026-12-30", registration_deadline="2026-11-10"),
    "muster/angebote/spieltreff.md": without(
        offer("Spieltreff", ages="{min: 8}", starts="2026-09-16", ends="2027-07-21", weekdays="[mittwoch]", districts="[sued]", price="0", step_free="nein"),
        "registration",
    ),
    "muster/angebote/kuerbisfest.md": offer("Kürbisfest", starts="2026-10-24", ends="2026-10-24", registration_deadline="2026-10-20"),
}  # fmt: skip


def fill(project: Project) -> Project:
    site = project.read("muster/site.yaml").replace("menu:\n", "menu:\n  - angebote/index.md\n")
    project.write("muster/site.yaml", site + SETTINGS)
    for name, content in FILES.items():
        project.write(name, content)
    return project


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built catalogue that tests share: whoever changes it uses ``changed``."""
    project = fill(new_project(tmp_path_factory.mktemp("katalog")))
    result = project.build("muster")
    assert result.code == 0, result.err
    assert "weggelassen, weil vorbei: 1" in result.out
    return project


def titles(project: Project, path: str) -> list[str]:
    html = LexborHTMLParser(project.html(f"{path}/index.html"))
    return [node.text(strip=True) for node in html.css(".dk-offer-list__title")]


@pytest.mark.parametrize(
    ("path", "listed"),
    [
        ("angebote", ["Lesenacht", "Winterwerkstatt", "Spieltreff"]),
        ("alter/6-bis-9-jahre", ["Lesenacht", "Winterwerkstatt", "Spieltreff"]),
        ("wochen/weihnachtsferien-2026-27-woche-2", ["Lesenacht"]),
        ("wochen/weihnachtsferien-2026-27-woche-3", ["Winterwerkstatt"]),
        ("wochen/schulzeit", ["Spieltreff"]),
        ("stadtteile/nord", ["Lesenacht", "Winterwerkstatt"]),
        ("stadtteile/sued", ["Spieltreff"]),
        ("kostenlos", ["Spieltreff"]),
        ("stufenlos", ["Lesenacht", "Winterwerkstatt"]),
        ("inklusiv", ["Winterwerkstatt"]),
    ],
)
def test_lists(path: str, listed: list[str], catalogue: Project) -> None:
    assert titles(catalogue, path) == listed


def test_empty_lists_are_not_made(catalogue: Project) -> None:
    published = catalogue.published()
    assert "alter/0-bis-5-jahre/index.html" not in published
    assert "wochen/weihnachtsferien-2026-27-woche-1/index.html" not in published


def test_a_list_with_a_file_keeps_the_words_of_its_editor(catalogue: Project) -> None:
    html = LexborHTMLParser(catalogue.html("kostenlos/index.html"))
    assert html.css_first("h1").text() == "Was nichts kostet"


def test_lists_lead_to_each_other_with_counts(catalogue: Project) -> None:
    html = LexborHTMLParser(catalogue.html("stadtteile/nord/index.html"))
    links = {node.attributes["href"]: node.text() for node in html.css(".dk-facet-links a")}
    assert links["/alter/6-bis-9-jahre/"].endswith("3")
    assert html.css_first(".dk-facet-links [aria-current]").attributes["href"] == "/stadtteile/nord/"
    for address in links:
        assert f"{address.lstrip('/')}index.html" in catalogue.published()


def test_titles_of_lists_are_unique_and_summaries_count(catalogue: Project) -> None:
    pages = catalogue.manifest()["pages"]
    names = [found["meta"]["title"] for found in pages]
    assert len(names) == len(set(names))
    summaries = {found["url"]: found["meta"]["summary"] for found in pages}
    assert summaries["/stadtteile/nord/"] == "2 Angebote: Lesenacht und Winterwerkstatt."


def test_page_of_an_offer(catalogue: Project) -> None:
    html = LexborHTMLParser(catalogue.html("angebote/werkstatt/index.html"))
    facts = {
        row.css_first("dt").text(): row.css_first("dd").text() for row in html.css(".dk-offer-facts__row")
    }
    assert facts["Wann"] == "Montag, 4. bis Freitag, 8. Januar 2027, jeden Tag 9 bis 16 Uhr"
    assert (facts["Alter"], facts["Preis"], facts["Zugang"]) == ("6 bis 12 Jahre", "45 Euro", "stufenlos")
    link = html.css_first(".dk-registration-box__link")
    assert link.attributes["href"] == "https://anmeldung.musterstadt.example/x"
    assert "Anmeldeportal" in html.css_first(".dk-registration-box").text()
    assert html.css(".dk-registration-box a[href^='tel:']")
    assert html.css_first("a[download]").attributes["href"] == "/angebote/werkstatt/termin.ics"
    event = json.loads(html.css("script[type='application/ld+json']")[1].text())
    assert (event["@type"], event["startDate"]) == ("Event", "2027-01-04T09:00:00+01:00")
    assert event["offers"]["price"] == "45.00"


def test_missed_deadline_ends_the_registration(catalogue: Project) -> None:
    html = LexborHTMLParser(catalogue.html("angebote/lesenacht/index.html"))
    assert html.css_first(".dk-registration-box__state").text() == "Anmeldung beendet"
    assert not html.css(".dk-registration-box__link")


def test_calendar_file_beside_the_page(catalogue: Project) -> None:
    raw = catalogue.published()["angebote/werkstatt/termin.ics"]
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"UID:angebote-werkstatt@muster.musterstadt.example" in raw


def test_offers_that_are_over_are_gone_from_everywhere(catalogue: Project) -> None:
    for name, content in catalogue.published().items():
        assert b"rbisfest" not in content, name


def test_the_audit_sees_when_an_offer_is_over(catalogue: Project) -> None:
    (found,) = [found for found in catalogue.manifest()["pages"] if found["url"] == "/angebote/werkstatt/"]
    assert found["meta"]["expires"] == "2027-01-08"
    assert found["lines"]["expires"] == found["lines"]["ends"]


def test_the_next_build_takes_away_what_is_over(tmp_path: Path) -> None:
    project = fill(new_project(tmp_path))
    assert project.build("muster").code == 0
    project.replace("muster/site.yaml", "clock: 2026-11-22", "clock: 2027-07-22")
    result = project.build("muster")
    assert result.code == 0, result.err
    published = project.published()
    left = [name for name in published if name.startswith(("angebote/", "alter/", "wochen/", "stadtteile/"))]
    assert left == ["angebote/index.html"]
    assert "Zurzeit steht hier kein Angebot" in project.html("kostenlos/index.html")


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        (
            "muster/angebote/werkstatt.md",
            lambda text: text.replace("[nord]", "[nrod]"),
            "Feld „districts.0“: Den Stadtteil „nrod“ gibt es nicht. Meinten Sie „nord“?",
        ),
        (
            "muster/angebote/werkstatt.md",
            lambda text: text.replace("anmeldung.muster", "anmeldnug.muster"),
            "Das Anmeldesystem „anmeldnug.musterstadt.example“ steht nicht in content/muster/site.yaml. Meinten Sie",
        ),
        (
            "muster/angebote/werkstatt.md",
            lambda text: text.replace("ends: 2027-01-08", "ends: 2027-01-03"),
            "werkstatt.md, Zeile 10, Feld „ends“: Das Ende (03.01.2027) liegt vor dem Beginn (04.01.2027).",
        ),
        (
            "muster/angebote/werkstatt.md",
            lambda text: text.replace("contact: zentrale", "contact: zentrlae"),
            "Feld „contact“: „zentrlae“ gibt es nicht. Meinten Sie „zentrale“?",
        ),
        (
            "muster/angebote/spieltreff.md",
            lambda text: text.replace("2026-09-16", "2026-12-30").replace("2027-07-21", "2027-01-06"),
            "Es bleibt kein Tag übrig: Alle Tage liegen in den Schulferien oder stehen bei not_on.",
        ),
        ("muster/angebote/index.md", None, "Die Seite angebote/index.md fehlt."),
        (
            "muster/site.yaml",
            lambda text: text[: text.index("offers:")],
            "Für die Angebote in angebote/ fehlt das Feld „offers“.",
        ),
    ],
)
def test_bad_input(name: str, change: Callable[[str], str] | None, said: str, catalogue: Project) -> None:
    with catalogue.changed(name, change):
        result = catalogue.build("muster")
    assert result.code == 2
    assert said in result.err
    assert result.err.count(said) == 1
