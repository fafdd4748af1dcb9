from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "accessibility-statement"
LINK = '<a href="/barrierefreiheit/">Erklärung zur Barrierefreiheit</a>'
STATUS = "<p>Diese Website ist teilweise mit § 10 Absatz 1 L-BGG vereinbar.</p>"
REVIEWED = "<p>Zuletzt am 1. Juni 2026 überprüft.</p>"
FEEDBACK = '<a href="tel:+493023125100">030 23125 100</a>'
CONCILIATION = "<h2>Schlichtungsverfahren</h2><p>Landeszentrum Barrierefreiheit, Stuttgart</p>"
STATEMENT = f"<h1>Erklärung zur Barrierefreiheit</h1>{STATUS}{REVIEWED}{FEEDBACK}{CONCILIATION}"


def site(statement: str = STATEMENT, *, legal: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"pages": {"/": LINK, "/barrierefreiheit/": statement}, "legal": legal or {}, **more}


def foreign(statement: str = STATEMENT, **more: Any) -> dict[str, Any]:
    return {"pages": {"/": LINK, "/barrierefreiheit/": statement}, "registry": False, **more}


def test_passes_when_everything_is_there() -> None:
    assert findings_for(RULE, site()) == []
    assert findings_for(RULE, foreign()) == []


@pytest.mark.parametrize(
    ("statement", "target", "evidence"),
    [
        (STATEMENT + "<p>Sie ist vollständig vereinbar.</p>", "status", "Stand: teilweise, vollständig"),
        (STATEMENT.replace(STATUS, ""), "status", "Stand: "),
        (STATEMENT.replace("teilweise", "noch nicht vollständig"), "status", "Stand: unklar"),
        (STATEMENT + "<p>Die [Name der Stelle] ist bemüht.</p>", "[Name der Stelle]", "[Name der Stelle]"),
        (STATEMENT + "<p>Telefon: xxx</p>", "xxx", "xxx"),
        ("<h1>Mustererklärung</h1>" + STATEMENT, "Mustererklärung", "Mustererklärung"),
        (STATEMENT.replace(CONCILIATION, ""), "conciliation", "nicht genannt"),
        (
            STATEMENT.replace("Landeszentrum Barrierefreiheit", "Überwachungsstelle"),
            "conciliation",
            "Überwachungsstelle",
        ),
        (STATEMENT.replace(FEEDBACK, '<a href="tel:112">112</a>'), "feedback", "fehlt"),
    ],
)
def test_fails_when(statement: str, target: str, evidence: str) -> None:
    (finding,) = findings_for(RULE, site(statement))
    assert (finding.outcome, finding.target, finding.evidence) == (Outcome.FAILED, target, evidence)


def test_body_named_elsewhere_on_the_page_does_not_help_in_the_section_on_conciliation() -> None:
    wrong = CONCILIATION.replace("Landeszentrum Barrierefreiheit", "Überwachungsstelle")
    text = STATEMENT.replace(CONCILIATION, wrong + "<h2>Links</h2><p>Landeszentrum Barrierefreiheit</p>")
    (finding,) = findings_for(RULE, site(text))
    assert "Genannt ist „Überwachungsstelle“. Sie überwacht, aber sie schlichtet nicht." in finding.message


@pytest.mark.parametrize(("reviewed", "fails"), [(date(2025, 11, 22), False), (date(2025, 11, 21), True)])
def test_fails_a_year_after_the_review(reviewed: date, fails: bool) -> None:
    found = findings_for(RULE, site(legal={"reviewed_on": reviewed}))
    assert [finding.target for finding in found] == (["date"] if fails else [])
    assert all(finding.where and finding.where.field == "reviewed_on" for finding in found)


def test_fails_when_a_page_does_not_lead_there() -> None:
    data = site()
    data["pages"]["/kurse/"] = "<p>Kurse</p>"
    (finding,) = findings_for(RULE, data)
    assert finding.message == "Auf einer Seite fehlt der Link hierher: /kurse/."
    assert finding.location and finding.location.file == "content/mini/site.yaml"


def test_fails_without_a_statement() -> None:
    (finding,) = findings_for(RULE, {"pages": {"/": "Text"}, "legal": {}})
    assert (finding.outcome, finding.evidence) == (Outcome.FAILED, "fehlt")


def test_fails_when_it_claims_more_than_the_audit_found() -> None:
    full = STATEMENT.replace("teilweise", "vollständig")
    barriers = {"axe/image-alt": ["/", "/a/"]}
    (finding,) = findings_for(RULE, site(full, legal={"barriers": ["axe/image-alt"]}, barriers=barriers))
    assert "aber diese Prüfung fand Barrieren: axe/image-alt (2 Seiten)" in finding.message
    (finding,) = findings_for(RULE, foreign(full, barriers=barriers))
    assert finding.outcome is Outcome.FAILED


def test_fails_when_it_does_not_tell_what_the_audit_found() -> None:
    (finding,) = findings_for(RULE, site(barriers={"axe/image-alt": ["/"]}))
    assert (finding.outcome, finding.evidence) == (Outcome.FAILED, "axe/image-alt")
    assert (
        findings_for(RULE, site(legal={"barriers": ["axe/image-alt"]}, barriers={"axe/image-alt": ["/"]}))
        == []
    )


def test_cannot_tell_when_it_tells_what_the_audit_no_longer_found() -> None:
    (finding,) = findings_for(RULE, site(legal={"barriers": ["axe/judged", "axe/not-run"]}))
    assert (finding.outcome, finding.evidence) == (Outcome.CANT_TELL, "axe/judged")


@pytest.mark.parametrize(
    "statement",
    [
        STATEMENT.replace(REVIEWED, "<p>Stand: 1. Juni 2023</p>"),
        STATEMENT.replace(REVIEWED, ""),
        STATEMENT.replace(STATUS, ""),
        STATEMENT.replace(CONCILIATION, ""),
        STATEMENT.replace(FEEDBACK, ""),
        STATEMENT + "[Datum einfügen]",
    ],
)
def test_cannot_tell_on_sites_of_others(statement: str) -> None:
    (finding,) = findings_for(RULE, foreign(statement))
    assert finding.outcome is Outcome.CANT_TELL


def test_cannot_tell_without_a_statement_where_the_imprint_speaks_of_a_public_body() -> None:
    imprint = '<a href="/impressum/">Impressum</a>'
    town = {"/": imprint, "/impressum/": "Stadtverwaltung Musterstadt, Oberbürgermeisterin"}
    assert outcome_of(RULE, {"pages": town, "registry": False}) is Outcome.CANT_TELL
    firm = {"/": imprint, "/impressum/": "Muster GmbH, Geschäftsführung"}
    assert outcome_of(RULE, {"pages": firm, "registry": False}) is Outcome.INAPPLICABLE


def test_cannot_tell_without_a_statement_where_site_yaml_names_no_law() -> None:
    assert outcome_of(RULE, {"pages": {"/": "Text"}}) is Outcome.CANT_TELL


def test_inapplicable_on_sites_of_others_without_a_statement() -> None:
    assert outcome_of(RULE, {"pages": {"/": "Text"}, "registry": False}) is Outcome.INAPPLICABLE
