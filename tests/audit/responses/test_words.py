from __future__ import annotations

import pytest

from audit.responses.words import number, percent, summary

TOTAL = {
    "received": 12,
    "within_target": 7,
    "within_limit": 8,
    "late": 1,
    "open_in_time": 1,
    "open_overdue": 1,
    "excluded": 1,
    "median_days": 1,
    "p90_days": 6,
}


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (1, 2, "50\u00a0%"),
        (999, 1000, "99\u00a0%"),
        (1, 1000, "1\u00a0%"),
        (0, 9, "0\u00a0%"),
        (9, 9, "100\u00a0%"),
        (0, 0, "–"),
    ],
)
def test_percent_is_never_rounded_to_all_or_none(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text


def test_numbers_are_german() -> None:
    assert [number(value) for value in (1, 1.5, None)] == ["1", "1,5", "–"]


def test_summary_tells_every_count() -> None:
    assert summary(TOTAL, 2, 5).replace("\u00a0", " ") == (
        "Von 10 beurteilten Anfragen wurden 7 (70 %) innerhalb von 2 Arbeitstagen beantwortet, 8 (80 %) innerhalb "
        "von 5. Zu spät beantwortet: 1, überfällig: 1, noch offen in der Frist: 1, ausgeschlossen: 1."
    )


def test_summary_of_nothing_claims_nothing() -> None:
    assert "keine Anfrage zu beurteilen" in summary({**TOTAL, "received": 2}, 2, 5)
