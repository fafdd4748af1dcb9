from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.model import Finding, Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "pdf-accessible"
PAGES = {
    "/": '<p>Hier: <a href="/antrag.pdf">Antrag (PDF)</a></p>',
    "/b/": '<a href="/antrag.pdf#page=2">Antrag (PDF)</a>',
}


def site(**pdf: Any) -> dict[str, Any]:
    return {"pages": PAGES, "documents": {"/antrag.pdf": pdf}}


def found(**pdf: Any) -> list[Finding]:
    return findings_for(RULE, site(**pdf))


def test_passes_when_nothing_is_missing() -> None:
    assert outcome_of(RULE, site()) is Outcome.PASSED


@pytest.mark.parametrize(
    ("pdf", "words"),
    [
        ({"has_tags": False, "is_marked": False}, "keine Tags"),
        ({"language": ""}, "nennt keine Sprache"),
        (
            {"has_text": False, "has_pictures": True, "language": "", "has_tags": False, "is_marked": False},
            "Scan",
        ),
        ({"problem": "ist kein PDF", "is_damaged": True}, "ist kein PDF"),
    ],
)
def test_fails_once_at_the_first_link(pdf: dict[str, Any], words: str) -> None:
    (finding,) = found(**pdf)
    assert finding.outcome is Outcome.FAILED
    assert words in finding.message
    assert (finding.page, finding.where and finding.where.literal) == ("/", "antrag.pdf")


@pytest.mark.parametrize(
    ("pdf", "words"),
    [
        ({"has_tags": False}, "nur einen Teil"),
        ({"title": ""}, "keinen Titel"),
        ({"shows_title": False}, "Dateinamen"),
        ({"loose_fonts": ("/Arial",)}, "/Arial"),
        ({"allows_reading": False}, "verbietet"),
        ({"bytes": 22_000_000}, "22 MB"),
        ({"has_text": False, "language": ""}, "keinen Text"),
        ({"problem": "ist beschädigt", "is_damaged": True}, "beschädigt"),
        ({"problem": "braucht zu viel Zeit oder Speicher"}, "zu viel Zeit"),
    ],
)
def test_cant_tell_what_a_person_must_look_at(pdf: dict[str, Any], words: str) -> None:
    (finding,) = found(**pdf)
    assert finding.outcome is Outcome.CANT_TELL
    assert words in finding.message


def test_cant_tell_of_files_that_the_law_may_exempt() -> None:
    old = {"has_tags": False, "is_marked": False, "changed": date(2018, 9, 22)}
    assert [finding.outcome for finding in found(**old)] == [Outcome.CANT_TELL]
    assert [finding.outcome for finding in found(**old | {"changed": date(2018, 9, 23)})] == [Outcome.FAILED]


def test_inapplicable_without_linked_files() -> None:
    assert (
        outcome_of(RULE, {"pages": {"/": "<p>Text</p>"}, "documents": {"/a.pdf": {}}}) is Outcome.INAPPLICABLE
    )
    assert outcome_of(RULE, {"pages": {"/": '<a href="/a.pdf">A</a>'}}) is Outcome.INAPPLICABLE
    assert (
        outcome_of(RULE, {"pages": {"/": '<a href="https://x.example/a.pdf">A</a>'}}) is Outcome.INAPPLICABLE
    )
