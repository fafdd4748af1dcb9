from __future__ import annotations

from dataclasses import replace
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from audit.external_links import (
    ExternalAddress,
    ExternalLinks,
    Judged,
    Remembered,
    Use,
    Verdict,
    as_data,
)
from audit.model import Location
from audit.reports import html_report, json_report
from tests.audit.reports.sample import sample_report

DAY = date(2026, 11, 20)
ARCHIVE = "https://archiv.example/"


def _address(name: str, verdict: Verdict | None, **parts: object) -> ExternalAddress:
    url = f"https://{name}.example/"
    uses = (Use("/a/", 0, "Amt <b>", url, "p7", location=Location("content/a.md", 12)),)
    looked_on = parts.pop("looked_on", None)
    remembered = Remembered(Judged(verdict, **parts), DAY) if verdict else None
    return ExternalAddress(url, uses, remembered, looked_on)


ADDRESSES = [
    _address("gut", Verdict.FINE),
    _address("stelle", Verdict.FINE, anchors=frozenset()),
    _address("weg", Verdict.BROKEN, reason="der Server antwortet: entfernt (410)"),
    _address("bank", Verdict.BLOCKED, reason="der Server weist Programme ab (403)", looked_on=DAY),
    _address("nie", None),
]
LINKS = ExternalLinks({item.url: item for item in ADDRESSES}, {"stadt.example": date(2027, 1, 31)})


def test_figures_and_addresses_as_data() -> None:
    data = as_data(LINKS, ARCHIVE)
    assert data is not None
    assert (data["addresses"], data["untested"], data["oldest"]) == (5, 1, "2026-11-20")
    assert data["verdicts"]["fine"] == 2
    assert [item["url"] for item in data["listed"]] == [
        "https://stelle.example/",
        "https://weg.example/",
        "https://bank.example/",
    ]
    assert [item["archive"] for item in data["listed"]] == ["", f"{ARCHIVE}https://weg.example/", ""]
    assert data["listed"][1]["uses"] == [
        {"page": "/a/", "text": "Amt <b>", "location": "content/a.md, Zeile 12"}
    ]
    assert as_data(ExternalLinks()) is None


def test_no_archive_is_offered_unless_configured() -> None:
    data = as_data(LINKS)
    assert data is not None
    assert {item["archive"] for item in data["listed"]} == {""}


def test_section_says_what_was_found_when_and_what_nobody_asked() -> None:
    html = html_report.render(replace(sample_report(), external=as_data(LINKS, ARCHIVE)))
    section = LexborHTMLParser(html).css_first("#fremde-adressen")
    text = " ".join(section.text().split())
    assert "5 fremde Adressen, geprüft am 20.11.2026. 1 davon ist nicht geprüft." in text
    assert "führt ins Leere: der Server antwortet: entfernt (410)" in text
    assert "ohne die Stelle #p7" in text
    assert "„Amt <b>“: content/a.md, Zeile 12" in text
    assert "Kopie im Archiv suchen" in text
    assert "stadt.example: gültig bis 31.01.2027" in text
    assert section.css_first("table caption") is not None
    assert {node.attributes["scope"] for node in section.css("th")} == {"col", "row"}
    assert 'href="#fremde-adressen"' in html


def test_no_section_without_foreign_addresses() -> None:
    assert "fremde-adressen" not in html_report.render(sample_report())


def test_report_json_has_the_figures() -> None:
    report = replace(sample_report(), external=as_data(LINKS))
    assert json_report.as_data(report)["external"] == as_data(LINKS)
    assert json_report.as_data(sample_report())["external"] is None
