from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import outcome_of


def site(changed: date | None) -> dict[str, Any]:
    return {
        "pages": {"/": '<a href="/a.pdf">A</a>'},
        "documents": {"/a.pdf": {"changed": changed}},
        "today": date(2026, 11, 22),
    }


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        (date(2026, 11, 1), Outcome.PASSED),
        (date(2023, 11, 23), Outcome.PASSED),
        (date(2030, 1, 1), Outcome.PASSED),  # a clock that goes wrong says nothing of age
        (date(2023, 11, 22), Outcome.CANT_TELL),
        (date(2012, 5, 1), Outcome.CANT_TELL),
        (None, Outcome.INAPPLICABLE),
    ],
)
def test_age(changed: date | None, outcome: Outcome) -> None:
    assert outcome_of("pdf-age", site(changed)) is outcome
