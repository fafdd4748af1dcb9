from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "opening-hours-text"
HOURS = "Mo-Th 09:00-12:00,14:00-16:00; Fr 09:00-12:00; PH off"


def page(html: str, **registry: Any) -> dict[str, Any]:
    contacts = {
        "amt": {"role": "Sozialamt", "phone": "030 23125 300", "opening_hours": HOURS},
        "rund": {"role": "Krisendienst", "phone": "030 23125 310", "opening_hours": "24/7"},
    }
    return {"pages": {"/": html}, "contacts": contacts, "declared": {"/": {"contact": "amt"}}, **registry}


@pytest.mark.parametrize(
    "html",
    [
        "<p>Öffnungszeiten: Mo–Do 9–12 Uhr und 14–16 Uhr, Fr 9.00–12.00 Uhr</p>",
        "<p>Sozialamt: geöffnet montags bis donnerstags von 9 bis 12 Uhr</p>",
        "<p>Sprechstunde dienstags 10 bis 11 Uhr</p>",  # within
        "<p>Chat: Dienstag 17 bis 18 Uhr</p>",  # nobody says it is this contact
        "<p>Krisendienst: Öffnungszeiten Mo–Fr 8–18 Uhr</p>",  # its hours cannot be compared
        "<p>Öffnungszeiten: nach Vereinbarung, Dienstag ab 9 Uhr</p>",
        "<table><tr><th>Ort</th><th>Geöffnet</th></tr><tr><td>Nord</td><td>Montag, 10 bis 17 Uhr</td></tr></table>",
    ],
)
def test_passes_when_nothing_contradicts(html: str) -> None:
    assert findings_for(RULE, page(html)) == []


@pytest.mark.parametrize(
    ("html", "evidence"),
    [
        ("<p>Öffnungszeiten Sozialamt: Mo–Fr 8–18 Uhr</p>", "Mo–Fr 8–18 Uhr"),
        ("<p>030 23125-300, geöffnet Mo, Di, Do 09:00 - 12:30</p>", "Mo, Di, Do 09:00 - 12:30"),
        ("<p>Das Sozialamt ist samstags von 9 bis 12 Uhr geöffnet.</p>", "samstags von 9 bis 12 Uhr"),
        (
            "<table><tr><th>Öffnungszeiten Sozialamt</th><td>Mo-Fr 8-12 Uhr</td></tr></table>",
            "Mo-Fr 8-12 Uhr",
        ),
    ],
)
def test_fails_when_the_contact_is_named(html: str, evidence: str) -> None:
    (finding,) = findings_for(RULE, page(html))
    assert (finding.outcome, finding.evidence) == (Outcome.FAILED, evidence)
    assert HOURS in finding.message


@pytest.mark.parametrize(
    "html",
    [
        "<p>Öffnungszeiten: Mo–Fr 8–18 Uhr</p>",
        "<p>Mo–Fr 8–18 Uhr</p>",
        "<p>Das Sozialamt erreichen Sie Mo–Fr 8–18 Uhr.</p>",
    ],
)
def test_cannot_tell_when_it_may_be_something_else(html: str) -> None:
    assert outcome_of(RULE, page(html)) is Outcome.CANT_TELL


def test_inapplicable_without_registry() -> None:
    assert outcome_of(RULE, page("<p>Mo–Fr 8–18 Uhr</p>", registry=False)) is Outcome.INAPPLICABLE
