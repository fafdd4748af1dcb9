"""page-title: placeholders, file names, host names; titles about something else are for a person."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

TEXT = (
    "Wohngeld ist ein Zuschuss zur Miete für alle, die wenig verdienen. Den Antrag stellen Sie bei der Stadt."
)


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("Wohngeld", Outcome.PASSED),
        ("Wohngeldantrag – Musterstadt", Outcome.PASSED),
        ("Musterstadt | Anträge", Outcome.PASSED),
        ("Seite an Seite: Zuschüsse", Outcome.PASSED),
        ("FAQ", Outcome.PASSED),
        ("Untitled Document", Outcome.FAILED),
        ("Neue Seite 1", Outcome.FAILED),
        ("antrag_neu.html", Outcome.FAILED),
        ("https://mini.example/antrag/", Outcome.FAILED),
        ("mini.example", Outcome.FAILED),
        ("Seite 3", Outcome.CANT_TELL),
        ("Schwimmbad am Neckar", Outcome.CANT_TELL),
    ],
)
def test_title(title: str, outcome: Outcome) -> None:
    page = f"<html lang=de><title>{title}</title><body><h1>Zuschüsse</h1><p>{TEXT}</p></body></html>"
    assert outcome_of("page-title", {"pages": {"/antrag/": page}}) is outcome


def test_the_home_page_may_be_called_anything() -> None:
    page = f"<html lang=de><title>Musterstadt</title><body><h1>Willkommen</h1><p>{TEXT}</p></body></html>"
    assert findings_for("page-title", {"pages": {"/": page}}) == []


def test_a_page_with_hardly_any_text_proves_nothing() -> None:
    page = "<html lang=de><title>Schwimmbad</title><body><h1>Preise</h1></body></html>"
    assert findings_for("page-title", {"pages": {"/preise/": page}}) == []


def test_inapplicable_without_a_title() -> None:
    assert (
        outcome_of("page-title", {"pages": {"/": "<html><body><p>Text</p></body></html>"}})
        is Outcome.INAPPLICABLE
    )
