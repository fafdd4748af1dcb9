from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "unregistered-name"
CONTACTS = {
    "amt": {
        "role": "Sozialamt",
        "unit": "Stadt Musterstadt",
        "phone": "030 23125 300",
        "room": "Zimmer 2.01",
    },
    "ohne": {"role": "Wohngeldstelle", "phone": "030 23125 310", "room": ""},
}


def page(html: str) -> dict[str, Any]:
    return {"pages": {"/": html}, "contacts": CONTACTS}


@pytest.mark.parametrize(
    "html",
    [
        "<p>Zuständig: Sozialamt, Zimmer 2.01. Leitung: Stadt Musterstadt</p>",
        "<p>Sozialamt, Zimmer 3.07</p>",  # contact-differs
        "<p>Eine Frau oder ein Herr hilft. Ein Raum mit Liege, 2,5 Zimmer, Raum 40 m², Büro 12 Plätze</p>",
        '<div class="dk-event-list"><p>Raum 0.07</p></div>',
    ],
)
def test_passes_when_nothing_is_named_but_the_registry(html: str) -> None:
    assert findings_for(RULE, page(html)) == []


@pytest.mark.parametrize(
    ("html", "evidence"),
    [
        ("<p>Fragen Sie Frau Dr. Muster-Beispiel.</p>", "Frau Dr. Muster-Beispiel"),
        ("<p>Ansprechpartner: Herr Muster</p>", "Herr Muster"),
        ("<p>Zuständig: Amt für Soziales, Zimmer 2.01</p>", "Amt für Soziales"),
        ("<p>Der Kurs ist in Raum 0.07.</p>", "Raum 0.07"),
        ("<p>Wohngeldstelle, Zimmer-Nr. 12</p>", "Zimmer-Nr. 12"),
    ],
)
def test_cannot_tell_about_people_roles_and_rooms_of_nobody(html: str, evidence: str) -> None:
    (finding,) = findings_for(RULE, page(html))
    assert (finding.outcome, finding.evidence) == (Outcome.CANT_TELL, evidence)


def test_inapplicable_without_registry() -> None:
    assert outcome_of(RULE, {**page("<p>Frau Muster</p>"), "registry": False}) is Outcome.INAPPLICABLE
