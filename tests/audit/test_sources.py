"""From a place in the output to file and line, and never a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audit.checks import failed
from audit.checks.integrity.broken_link import RULE
from audit.manifest import ContactRecord, Manifest, SourcePage
from audit.model import Location, Where
from audit.sources import Sources

BODY = """
Ein Absatz mit einem [Verweis](antrag.md#frist) und
noch einem [auf die gleiche Seite](antrag.md).

- Erster Punkt
- Zweiter **Punkt** mit `Code`

!!! hinweis "Gut zu wissen"
    In einem Hinweis steht [etwas](https://www.example.org/a).

| Grad | Betrag |
|------|-------:|
| 2    | 347 Euro |

Begriff
:   Erklärung des Begriffs

Doppelter Satz.

Doppelter Satz.
{: .klasse }
"""


def _page(url: str, file: str, body_line: int = 10) -> SourcePage:
    lines = {"title": 2, "contact": 4, "events": 6, "events.0": 7, "events.0.starts": 8}
    return SourcePage(
        url, file, body_line, "Titel", "content", "a", "o", date(2027, 1, 1), None, False, (), lines
    )


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    file = tmp_path / "content/s/thema/seite.md"
    file.parent.mkdir(parents=True)
    file.write_text("---\n" + "x: 1\n" * 7 + "---\n" + BODY, encoding="utf-8")
    component = tmp_path / "theme/templates/components/contact-box/macro.html"
    component.parent.mkdir(parents=True)
    component.touch()
    lines = {"a": 3, "phone": 5}
    contact = ContactRecord("a", "Rolle", "112", "", date(2026, 1, 1), 30, None, None, lines, "c.yaml")
    entry = replace(contact, id="eintraege/b", lines={"verified_on": 9}, file="content/s/b.md")
    pages = {
        "/thema/seite/": _page("/thema/seite/", "content/s/thema/seite.md"),
        "/thema/antrag/": _page("/thema/antrag/", "content/s/thema/antrag.md"),
    }
    contacts = {"a": contact, entry.id: entry}
    manifest = Manifest(
        "s", "S", "https://s.example", None, "content/s/site.yaml", None, {}, pages, "c.yaml", contacts
    )
    return Sources(tmp_path, manifest)


def _locate(sources: Sources, **where: str) -> Location | None:
    return sources.locate(failed(RULE, page="/thema/seite/", message="m", where=Where(**where)))


@pytest.mark.parametrize(
    ("text", "literal", "line"),
    [
        ("Ein Absatz mit einem Verweis und noch einem auf die gleiche Seite.", "/thema/antrag/#frist", 11),
        ("Ein Absatz mit einem Verweis und noch einem auf die gleiche Seite.", "", 11),
        ("Zweiter Punkt mit Code", "", 15),
        ("In einem Hinweis steht etwas.", "https://www.example.org/a", 18),
        ("347 Euro", "", 22),
        ("Erklärung des Begriffs", "", 25),
        ("Doppelter Satz.", "", None),  # stands twice
        ("Von einem Plugin ersetzt", "https://www.example.org/a", 18),
        ("Von einem Plugin ersetzt", "antrag.md", None),  # stands twice
        ("", "", None),
    ],
)
def test_finds_the_markdown_line(sources: Sources, text: str, literal: str, line: int | None) -> None:
    assert _locate(sources, text=text, literal=literal) == Location("content/s/thema/seite.md", line)


@pytest.mark.parametrize(
    ("field", "line"), [("title", 2), ("events.0.starts", 8), ("events.0.ends", 7), ("owner", None)]
)
def test_finds_the_line_of_a_field_or_the_nearest_around_it(
    sources: Sources, field: str, line: int | None
) -> None:
    assert _locate(sources, field=field) == Location("content/s/thema/seite.md", line)


def test_finds_the_line_of_a_contact_field_or_of_the_contact(sources: Sources) -> None:
    assert _locate(sources, contact="a", field="phone") == Location("c.yaml", 5)
    assert _locate(sources, contact="a", field="email") == Location("c.yaml", 3)


def test_contact_that_a_page_brings_along_is_found_in_its_own_file(sources: Sources) -> None:
    assert _locate(sources, contact="eintraege/b", field="verified_on") == Location("content/s/b.md", 9)


def test_theme_components_lead_to_their_template(sources: Sources) -> None:
    place = _locate(sources, component="contact-box", text="irgendwas")
    assert place == Location("theme/templates/components/contact-box/macro.html")


def test_text_of_the_page_is_looked_up_in_markdown(sources: Sources) -> None:
    assert _locate(sources, component="prose", text="Erster Punkt") == Location(
        "content/s/thema/seite.md", 14
    )


def test_title_leads_to_its_field(sources: Sources) -> None:
    assert _locate(sources, component="page", text="Titel") == Location("content/s/thema/seite.md", 2)


def test_unknown_page_has_no_location(sources: Sources) -> None:
    assert sources.locate(failed(RULE, page="/404.html", message="m")) is None


def test_without_manifest_the_html_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("<p>eins\n<a href='/weg'>zwei</a>", encoding="utf-8")
    finding = failed(RULE, page="/", message="m", where=Where(literal="/weg"))
    assert Sources(tmp_path, None, tmp_path / "site").locate(finding) == Location("site/index.html", 2)


def test_changed_file_is_read_again(sources: Sources, tmp_path: Path) -> None:
    assert _locate(sources, text="Erster Punkt").line == 14
    file = tmp_path / "content/s/thema/seite.md"
    file.write_text(file.read_text(encoding="utf-8").replace("- Erster", "\n\n- Erster"), encoding="utf-8")
    assert _locate(sources, text="Erster Punkt").line == 16
