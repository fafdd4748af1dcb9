"""A report and the history: what is kept of it, and what it shows; the audit goes on whatever becomes of the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audit.history.recording import with_history
from audit.history.run import OPEN, run_of
from audit.model import Report
from audit.reports import FORMATS
from tests.audit.reports.sample import clean_report, empty_report, hostile_report, sample_report


def _recorded(report: Report, file: Path) -> Report:
    return with_history(report, file, partial=False, whole=True)


def test_run_counts_and_names_what_the_report_does() -> None:
    report = sample_report()
    run = run_of(report, partial=False, whole=True)
    assert {key for key, seen in run.findings.items() if seen.state == OPEN} == {
        finding.key for finding in report.findings if finding.is_open
    }
    assert run.coverage.rules < {result.rule.id for result in report.rules}  # some were not tested
    assert sum(owner["failed"] for owner in run.figures["owners"].values()) == sum(
        page.open_findings for page in report.pages
    )
    assert run.figures["sla"]["total"] == report.inquiries["total"]


@pytest.mark.parametrize("make", [sample_report, clean_report, empty_report, hostile_report])
def test_same_run_twice_gives_the_same_reports(tmp_path: Path, make: object) -> None:
    first, second = (_recorded(make(), tmp_path / "h.sqlite") for _ in range(2))  # type: ignore[operator]
    assert first.history == second.history
    assert len(first.history["runs"]) == 1
    for format_ in FORMATS.values():
        assert format_.render(first) == format_.render(second)


def test_report_shows_no_later_run(tmp_path: Path) -> None:
    later = sample_report()
    before = replace(later, started=later.started.replace(year=2025))
    _recorded(later, tmp_path / "h.sqlite")
    assert len(_recorded(before, tmp_path / "h.sqlite").history["runs"]) == 1
    assert len(_recorded(later, tmp_path / "h.sqlite").history["runs"]) == 2


def test_audit_reports_even_if_the_history_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "history").write_text("", encoding="utf-8")
    report = _recorded(sample_report(), tmp_path / "history" / "h.sqlite")
    assert report.history is None
    assert "Dieser Lauf steht nicht im Verlauf" in report.notes[-1]


def test_damaged_history_is_told_in_the_report(tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite"
    file.write_bytes(b"damaged" * 100)
    report = _recorded(sample_report(), file)
    assert len(report.history["runs"]) == 1
    assert "war beschädigt" in report.notes[-1]
