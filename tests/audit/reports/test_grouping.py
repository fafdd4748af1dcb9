"""One fault is one case, however many pages show it; different faults stay apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from audit.model import Accepted, Finding, Impact, Location, Outcome, Where
from audit.reports.figures import open_failed
from audit.reports.grouping import group, number_of_cases
from tests.audit.reports.sample import BROKEN_LINK, CONTRAST, PAGES, SITE, large_report, sample_report


def finding(page: str, message: str = "Zu wenig Kontrast.", **fields: object) -> Finding:
    return replace(Finding(CONTRAST, Outcome.FAILED, page, "footer a", message), **fields)


def test_template_fault_is_one_case_with_all_its_pages() -> None:
    report = large_report(pages=38, shared=1, distinct=0)
    (entry,) = group(report.findings, report)
    (case,) = entry.cases
    assert len(case.pages) == 38
    assert len(case.places) == 1
    assert case.places[0].location == Location("theme/templates/components/footer/macro.html", 10)


def test_shared_file_groups_although_the_messages_name_the_page() -> None:
    footer = Location("theme/footer.html", 3)
    findings = [finding(page, f"Auf {page} fehlt etwas.", location=footer) for page in ("/", "/geld/")]
    assert number_of_cases(findings, sample_report()) == 1


def test_component_groups_where_no_file_is_known() -> None:
    findings = [finding(page, f"Auf {page}.", where=Where(component="footer")) for page in ("/", "/geld/")]
    assert number_of_cases(findings, sample_report()) == 1


def test_two_faults_in_one_shared_file_stay_apart() -> None:
    footer = Location("theme/footer.html", 3)
    findings = [finding("/", location=footer), finding("/", location=footer, evidence="anderer Verweis")]
    assert number_of_cases(findings, sample_report()) == 2


def test_same_message_in_the_pages_own_sources_is_one_case_with_each_place() -> None:
    findings = [
        finding(page, location=Location(f"{SITE}/{file}", number + 1))
        for number, (page, _, _, file) in enumerate(PAGES[:3])
    ]
    (entry,) = group(findings, sample_report())
    assert [place.pages for place in entry.cases[0].places] == [
        ("/",),
        ("/beratung/",),
        ("/beratung/hausbesuch/",),
    ]


def test_different_messages_rules_outcomes_and_acceptances_stay_apart() -> None:
    accepted = Accepted("bekannt", date(2027, 1, 1))
    findings = [
        finding("/"),
        finding("/", "Andere Meldung."),
        finding("/", rule=BROKEN_LINK),
        finding("/", outcome=Outcome.CANT_TELL),
        finding("/", accepted=accepted),
    ]
    assert number_of_cases(findings, sample_report()) == len(findings)


def test_worst_impact_comes_first_among_rules_and_cases() -> None:
    report = sample_report()
    ranks = [entry.impact.rank for entry in group(open_failed(report), report)]
    assert ranks == sorted(ranks, reverse=True)
    (entry,) = group(
        [finding("/", "a", impact=Impact.MINOR), finding("/", "b", impact=Impact.CRITICAL)], report
    )
    assert [case.message for case in entry.cases] == ["b", "a"]


def test_no_finding_is_lost() -> None:
    report = large_report(pages=20)
    cases = [case for entry in group(report.findings, report) for case in entry.cases]
    assert sum(len(case.findings) for case in cases) == len(report.findings)
