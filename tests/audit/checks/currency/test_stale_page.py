from __future__ import annotations

from datetime import date

from audit.model import Outcome
from tests.audit.checks.mini_site import TODAY, findings_for, outcome_of

RULE = "stale-page"
PAGE = {"pages": {"/": ""}}


def test_passes_when_due_today() -> None:
    declared = {"/": {"review_due_on": TODAY, "expires": TODAY}}
    assert outcome_of(RULE, {**PAGE, "declared": declared}) is Outcome.PASSED


def test_fails_when_the_review_is_overdue() -> None:
    (finding,) = findings_for(RULE, {**PAGE, "declared": {"/": {"review_due_on": date(2026, 1, 31)}}})
    assert finding.message == "Die Durchsicht war bis 31.01.2026 fällig. Zuständig: Online-Redaktion."
    assert finding.where and finding.where.field == "last_reviewed_on"


def test_fails_when_the_page_has_expired() -> None:
    (finding,) = findings_for(RULE, {**PAGE, "declared": {"/": {"expires": date(2026, 11, 21)}}})
    assert (finding.outcome, finding.where and finding.where.field) == (Outcome.FAILED, "expires")
    assert "abgelaufen" in finding.message


def test_both_findings_have_keys_of_their_own() -> None:
    day = date(2026, 1, 31)
    found = findings_for(RULE, {**PAGE, "declared": {"/": {"review_due_on": day, "expires": day}}})
    assert len({finding.key for finding in found}) == 2


def test_inapplicable_without_front_matter() -> None:
    assert outcome_of(RULE, {**PAGE, "registry": False}) is Outcome.INAPPLICABLE


def test_an_entry_of_a_directory_is_told_once_as_contact() -> None:
    day = date(2026, 1, 31)
    file = "content/mini/eintraege/tafel.md"
    example = {
        "pages": {"/eintraege/tafel/": '<a href="tel:+493023125110">030 23125 110</a>'},
        "declared": {"/eintraege/tafel/": {"review_due_on": day, "file": file}},
        "contacts": {
            "eintraege/tafel": {
                "phone": "030 23125 110",
                "verified_on": day,
                "interval_days": 1,
                "file": file,
            }
        },
    }
    assert findings_for(RULE, example) == []
    assert len(findings_for("stale-contact", example)) == 1


def test_fails_when_the_review_is_to_come() -> None:
    declared = {"/": {"reviewed_on": date(2026, 11, 23)}}
    (finding,) = findings_for(RULE, {**PAGE, "declared": declared})
    assert finding.message == "Der Tag der letzten Durchsicht (23.11.2026) liegt in der Zukunft."


def test_fails_when_an_offer_is_over_and_still_published() -> None:
    declared = {"/": {"gone_after": date(2026, 11, 21), "lines": {"ends": 12}}}
    (finding,) = findings_for(RULE, {**PAGE, "declared": declared})
    assert finding.message == "Das Angebot ist seit dem 21.11.2026 vorbei und steht noch im Netz."
    assert finding.where and finding.where.field == "ends"
    declared["/"]["gone_after"] = date(2026, 11, 22)
    assert findings_for(RULE, {**PAGE, "declared": declared}) == []
