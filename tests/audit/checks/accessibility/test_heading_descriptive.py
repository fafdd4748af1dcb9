"""heading-descriptive: placeholders and file names; a first heading about something else is for a person."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

TEXT = "<p>Wohngeld ist ein Zuschuss zur Miete für alle, die wenig verdienen und in der Stadt wohnen.</p>"


@pytest.mark.parametrize(
    ("heading", "outcome"),
    [
        ("<h1>Wohngeld beantragen</h1>", Outcome.PASSED),
        ("<h1>Zuschüsse</h1>", Outcome.PASSED),
        ("<h1>Seite /wohnen/</h1>", Outcome.PASSED),
        ("<h2>Schwimmbad</h2>", Outcome.PASSED),
        ("<h2>Kontakt</h2>", Outcome.PASSED),
        ("<h2 hidden>Überschrift</h2>", Outcome.PASSED),
        ("<h2>Überschrift</h2>", Outcome.FAILED),
        ("<h3>Lorem ipsum dolor sit amet</h3>", Outcome.CANT_TELL),
        ("<h2>Heading 2</h2>", Outcome.FAILED),
        ("<h2>bericht-2026.pdf</h2>", Outcome.FAILED),
        ("<h2>Seite 2</h2>", Outcome.CANT_TELL),
        ("<h1>Schwimmbad</h1>", Outcome.CANT_TELL),
    ],
)
def test_heading(heading: str, outcome: Outcome) -> None:
    assert outcome_of("heading-descriptive", {"pages": {"/wohnen/": f"{heading}{TEXT}"}}) is outcome


def test_names_the_heading() -> None:
    [finding] = findings_for(
        "heading-descriptive", {"pages": {"/": f"<h1>Wohngeld</h1><h2>Titel</h2>{TEXT}"}}
    )
    assert finding.target == "body > main > h2"


def test_inapplicable_without_headings() -> None:
    assert outcome_of("heading-descriptive", {"pages": {"/": TEXT}}) is Outcome.INAPPLICABLE
