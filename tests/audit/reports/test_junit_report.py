"""report.junit.xml: failures, skipped and errors as CI servers count them; always well-formed XML."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.model import PageCoverage, PageOutcome
from audit.reports.junit_report import render
from tests.audit.reports.sample import clean_report, hostile_report, sample_report


def case(root: ET.Element, name: str) -> ET.Element:
    found = [element for element in root.iter("testcase") if element.get("name") == name]
    assert len(found) == 1, name
    return found[0]


def test_open_finding_is_a_failure_with_file_line_and_remedy() -> None:
    failure = case(ET.fromstring(render(sample_report())), "broken-link › /geld/").find("failure")
    assert failure is not None
    assert failure.get("message") == "Verweis führt ins Leere: /formulare/antrag-2023.pdf"
    assert "content/pflegestuetzpunkt/geld.md, Zeile 18" in (failure.text or "")
    assert "Adresse berichtigen" in (failure.text or "")


def test_undecided_accepted_and_untested_are_skipped_with_the_reason() -> None:
    root = ET.fromstring(render(sample_report()))
    reasons = {
        "image-alt-meaning › /beratung/hausbesuch/": "Muss ein Mensch ansehen",
        "three-clicks › /geld/pflegegrad/": "Angenommen bis 31.01.2027: Die Übersichtsseite wird",
        "external-link › nicht geprüft": "ohne --external",
    }
    for name, reason in reasons.items():
        skipped = case(root, name).find("skipped")
        assert skipped is not None
        assert (skipped.get("message") or "").startswith(reason)


def test_page_that_could_not_be_audited_is_an_error() -> None:
    error = case(ET.fromstring(render(sample_report())), "Seite geprüft › /leichte-sprache/").find("error")
    assert error is not None
    assert error.get("message") == "der Browser hat nach 30 Sekunden nicht geantwortet"


def test_page_left_out_on_purpose_is_skipped() -> None:
    page = PageCoverage("/intern/", PageOutcome.SKIPPED, "ausgenommen in site.yaml")
    root = ET.fromstring(render(replace(clean_report(), coverage=(page,))))
    assert case(root, "Seite geprüft › /intern/").find("skipped") is not None
    assert root.get("errors") == "0"


def test_counters_match_what_is_there() -> None:
    for report in (sample_report(), clean_report(), hostile_report()):
        root = ET.fromstring(render(report))
        for parent in (root, *root.iter("testsuite")):
            assert parent.get("tests") == str(len(list(parent.iter("testcase"))))
            for counter, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                assert parent.get(counter) == str(len(list(parent.iter(tag))))


def test_clean_report_has_only_passed_cases() -> None:
    root = ET.fromstring(render(clean_report()))
    assert int(root.get("tests", "0")) == 1 + len(clean_report().rules)
    assert (root.get("failures"), root.get("errors"), root.get("skipped")) == ("0", "0", "0")


@settings(deadline=None)  # the machine may be busy
@given(st.text(st.characters(codec=None)))
def test_any_text_gives_well_formed_xml(text: str) -> None:
    report = sample_report()
    finding = replace(report.findings[0], message=text, page=text, evidence=text)
    ET.fromstring(render(replace(report, title=text, findings=(finding,))).encode("utf-8"))
