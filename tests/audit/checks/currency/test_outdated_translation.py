from __future__ import annotations

from datetime import date

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "outdated-translation"


def example(original: date, translation: date) -> dict:
    return {
        "pages": {"/": "", "/en/": ""},
        "declared": {"/": {"reviewed_on": original}, "/en/": {"reviewed_on": translation, "translates": "/"}},
    }


@pytest.mark.parametrize("translation", [date(2026, 10, 5), date(2026, 10, 6)])
def test_passes_when_the_translation_was_reviewed_with_its_original_or_later(translation: date) -> None:
    assert outcome_of(RULE, example(date(2026, 10, 5), translation)) is Outcome.PASSED


def test_cant_tell_when_the_original_was_reviewed_later() -> None:
    (finding,) = findings_for(RULE, example(date(2026, 10, 5), date(2026, 10, 4)))
    assert (finding.page, finding.outcome) == ("/en/", Outcome.CANT_TELL)
    assert "am 05.10.2026 durchgesehen, diese Übersetzung zuletzt am 04.10.2026" in finding.message


def test_inapplicable_without_translations() -> None:
    assert outcome_of(RULE, {"pages": {"/": ""}}) is Outcome.INAPPLICABLE
    gone = {"pages": {"/en/": ""}, "declared": {"/en/": {"translates": "/weg/"}}}
    assert outcome_of(RULE, gone) is Outcome.INAPPLICABLE
