"""The terminal summary is short plain text without anything a terminal would obey."""

from __future__ import annotations

from dataclasses import replace

from audit.model import PageCoverage, PageOutcome
from audit.reports.summary import WORST, render
from tests.audit.reports.sample import clean_report, hostile_report, large_report, sample_report


def test_worst_comes_first_with_file_line_and_remedy() -> None:
    text = render(sample_report())
    assert (
        "kritisch: Das Feld für die Telefonnummer hat keine Beschriftung. [axe/label]\n"
        "  content/pflegestuetzpunkt/beratung.md:41\n"
        "  Über das Feld „Ihre Telefonnummer“ schreiben" in text
    )
    assert text.index("kritisch: ") < text.index("schwer: ") < text.index("mittel: ")


def test_stays_short_however_much_was_found() -> None:
    text = render(large_report(pages=200))
    assert len(text.splitlines()) < 12 + 4 * WORST
    assert "… und 597 weitere Dinge, alle im Bericht." in text


def test_pages_that_were_not_audited_are_told_with_the_reason() -> None:
    missing = next(page for page in sample_report().coverage if page.reason)
    assert f"1 Seite wurde nicht geprüft.\n  {missing.page}: {missing.reason}\n" in render(sample_report())
    many = [PageCoverage(f"/{number}/", PageOutcome.FAILED, "stürzt ab") for number in range(WORST + 2)]
    text = render(replace(sample_report(), coverage=tuple(many)))
    assert f"  /{WORST - 1}/: stürzt ab\n  … und 2 weitere Seiten, alle im Bericht.\n" in text


def test_clean_report_says_so_and_lists_nothing() -> None:
    assert render(clean_report()).splitlines()[1:] == [
        "Keine Fehler gefunden. 9 von 9 Seiten geprüft.",
        "Beurteilt für den 22.11.2026.",
    ]


def test_hostile_text_cannot_steer_the_terminal() -> None:
    text = render(hostile_report())
    assert not {"\x1b", "\x00", "\x08", "\x9b", "\u202e", "\r"} & set(text)
