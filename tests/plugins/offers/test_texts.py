"""The facts of an offer in words."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.offers.texts import state_of, when
from tests.plugins.offers.test_dates import offer

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "Montag, 4. bis Freitag, 8. Januar 2027, jeden Tag 9 bis 16 Uhr"),
        ({"times": None}, "Montag, 4. bis Freitag, 8. Januar 2027"),
        ({"ends": None}, "Montag, 4. Januar 2027, 9 bis 16 Uhr"),
        ({"ends": None, "times": "9:30-12:05"}, "Montag, 4. Januar 2027, 9:30 bis 12:05 Uhr"),
        ({"ends": date(2027, 7, 1), "weekdays": ("montag",)}, "Montags, 9 bis 16 Uhr, vom 4. Januar bis 1. Juli 2027, nicht in den Schulferien"),
        ({"starts": date(2026, 9, 1), "ends": date(2027, 7, 1), "weekdays": ("montag", "mittwoch", "freitag"), "in_holidays": True, "registration_deadline": None}, "Montags, mittwochs und freitags, 9 bis 16 Uhr, bis 1. Juli 2027, auch in den Ferien"),
    ],
)  # fmt: skip
def test_when(fields: dict[str, object], text: str) -> None:
    assert when(offer(**fields), TODAY) == text


@pytest.mark.parametrize(
    ("fields", "today", "kind", "label"),
    [
        ({}, TODAY, "open", "Plätze frei"),
        ({"status": "wenige"}, TODAY, "open", "Wenige Plätze frei"),
        ({"status": "warteliste"}, TODAY, "waiting", "Nur noch Warteliste"),
        ({"status": "ausgebucht"}, TODAY, "closed", "Ausgebucht"),
        ({"status": "abgesagt"}, TODAY, "cancelled", "Abgesagt"),
        ({}, date(2026, 12, 18), "open", "Plätze frei"),
        ({}, date(2026, 12, 19), "closed", "Anmeldung beendet"),
        ({"status": "warteliste"}, date(2026, 12, 19), "closed", "Anmeldung beendet"),
        ({}, date(2026, 10, 31), "soon", "Anmeldung ab 1. November 2026"),
        ({}, date(2026, 11, 1), "open", "Plätze frei"),
        ({"registration_link": None, "registration_opens_on": None, "registration_deadline": None}, TODAY, "none", "Ohne Anmeldung"),
    ],
)  # fmt: skip
def test_state(fields: dict[str, object], today: date, kind: str, label: str) -> None:
    state = state_of(offer(**fields), today)
    assert (state.kind, state.label) == (kind, label)
