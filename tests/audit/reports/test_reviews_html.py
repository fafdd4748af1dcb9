"""The part of the report on what must be looked at again, and its words elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from audit.model import Light
from audit.reports import html_report, json_report, overview, summary
from audit.reports.figures import subject_light
from audit.reports.reviews_html import sentence
from tests.audit.reports.sample import clean_report, empty_report
from tests.audit.reports.test_ics_report import report, review

LATE = review(id="/alt/", due_on=date(2026, 10, 1), light=Light.RED)
SOON = review(id="contact:zentrale", title="Servicetelefon", light=Light.YELLOW, due_on=date(2026, 12, 1))
FINE = review(id="/neu/", owner="redaktion", owner_name="<b>Redaktion</b>", due_on=date(2027, 5, 1))
SENTENCE = "Wiedervorlage: ✗ 1 überfällig, ! 1 bald fällig, ✓ 1 in Ordnung. Nächster Tag: 01.12.2026."


def test_says_the_same_in_report_overview_and_terminal() -> None:
    mine = report(LATE, SOON, FINE)
    assert sentence(mine) == SENTENCE
    for text in (html_report.render(mine), overview.render([mine]), summary.render(mine)):
        assert SENTENCE in text


def test_tables_have_caption_and_headers_and_nothing_is_markup() -> None:
    tree = LexborHTMLParser(html_report.render(report(LATE, SOON, FINE)))
    tables = tree.css("#wiedervorlage table")
    assert [table.css_first("caption").text() for table in tables] == [
        "Wer was nachsehen muss",
        "Jetzt oder bald nachsehen",
        "Ampel der Kontakte",
    ]
    assert all(cell.attributes.get("scope") for table in tables for cell in table.css("th"))
    assert "<b>Redaktion</b>" in tables[0].text()
    rows = [row.text(separator=" ") for row in tables[1].css("tbody tr")]
    assert "überfällig seit 01.10.2026" in rows[0] and "handeln" in rows[0]
    assert "Kontakt" in rows[1] and "bald fällig" in rows[1]


def test_nothing_stands_where_nobody_said_when_to_look_again() -> None:
    assert "wiedervorlage" not in html_report.render(empty_report())
    assert sentence(empty_report()) == ""


def test_json_has_owners_and_items() -> None:
    data = json.loads(json_report.render(report(LATE, SOON, FINE)))["reviews"]
    assert data["light"] == "red"
    assert data["owners"][0] == {
        "owner": "redaktion", "name": "<b>Redaktion</b>", "light": "green", "red": 0, "yellow": 0, "green": 1,
    }  # fmt: skip
    assert [(item["kind"], item["due_on"], item["light"]) for item in data["items"]] == [
        ("page", "2026-10-01", "red"),
        ("contact", "2026-12-01", "yellow"),
        ("page", "2027-05-01", "green"),
    ]


def test_a_contact_that_is_due_soon_turns_the_site_yellow() -> None:
    clean = clean_report()
    assert subject_light(clean) is Light.GREEN
    assert subject_light(replace(clean, reviews=(SOON,))) is Light.YELLOW
