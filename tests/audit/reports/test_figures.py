"""The light and the sentences never claim more than was audited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audit.model import Impact, Light, PageCoverage, PageOutcome
from audit.reports.figures import figures, known_pages, not_audited, subject_light, worst
from audit.reports.verdict import incomplete_sentence, verdict
from tests.audit.reports.sample import clean_report, empty_report, sample_report


def test_worst_light() -> None:
    assert worst([Light.GREEN, Light.YELLOW]) is Light.YELLOW
    assert worst([Light.YELLOW, Light.GREY]) is Light.GREY
    assert worst([Light.GREY, Light.RED]) is Light.RED
    assert worst([]) is Light.GREY


def test_clean_report_is_green_and_an_incomplete_one_never() -> None:
    assert subject_light(clean_report()) is Light.GREEN
    assert subject_light(replace(clean_report(), incomplete=True)) is Light.GREY


@pytest.mark.parametrize(("impact", "light"), [(Impact.MODERATE, Light.RED), (Impact.MINOR, Light.YELLOW)])
def test_finding_about_no_page_shows_in_the_light(impact: Impact, light: Light) -> None:
    contact = next(finding for finding in sample_report().findings if not finding.page)
    report = replace(clean_report(), findings=(replace(contact, impact=impact),))
    assert subject_light(report) is light


def test_page_known_but_missing_in_the_coverage_counts_as_not_audited() -> None:
    report = replace(clean_report(), pages_known=12)
    assert (known_pages(report), not_audited(report)) == (12, 3)


def test_counts_agree_with_the_findings() -> None:
    counted = figures(sample_report())
    assert counted.failed == sum(counted.by_impact.values()) == sum(counted.by_family.values()) == 11
    assert counted.failed + counted.cant_tell + counted.accepted == len(sample_report().findings)


def test_verdict() -> None:
    assert verdict(sample_report()) == (
        "6 Dinge müssen behoben werden. 8 von 9 Seiten geprüft. 1 weiteres Ding muss ein Mensch ansehen."
    )
    assert verdict(clean_report()) == "Keine Fehler gefunden. 9 von 9 Seiten geprüft."
    assert verdict(empty_report()) == "Es wurde nichts geprüft. 0 von 0 Seiten geprüft."


def test_verdict_in_the_singular() -> None:
    report = sample_report()
    one = replace(report, findings=(report.findings[-3],), pages_known=1, coverage=())
    assert verdict(one).startswith("1 Ding muss behoben werden. 0 von 1 Seite geprüft.")


def test_incomplete_sentence() -> None:
    assert incomplete_sentence(clean_report()) == ""
    assert incomplete_sentence(sample_report()).endswith("1 Seite wurde nicht geprüft.")
    assert "Ein Teil der Regeln" in incomplete_sentence(replace(clean_report(), incomplete=True))
    failed = tuple(PageCoverage(f"/{number}/", PageOutcome.FAILED) for number in range(1200))
    many = replace(clean_report(), coverage=failed, incomplete=True)
    assert "1.200 Seiten wurden" in incomplete_sentence(many)
