from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "past-year"  # as of 22.11.2026


def outcomes(text: str, tag: str) -> list[str]:
    return [
        finding.outcome.value for finding in findings_for(RULE, {"pages": {"/": f"<{tag}>{text}</{tag}>"}})
    ]


@pytest.mark.parametrize("text", ["Ferienprogramm 2022", "Sommer 2024 und 2025: Ausflüge"])
def test_cant_tell_when_a_heading_names_a_past_year(text: str) -> None:
    assert set(outcomes(text, "h2")) == {"cantTell"}


@pytest.mark.parametrize(
    "text",
    ["Ferienprogramm 2026", "Programm 2027", "Strategie 2021–2030", "Haushalt 2023/24", "Beträge ab 2025", "Stand 2025",
     "Jahresbericht 2024", "Pflegereform 2017", "Richtlinie (EU) 2016/2102", "Zimmer 2.014", "Telefon 030 2012 345"],
)  # fmt: skip
def test_says_nothing_of_years_that_name_something(text: str) -> None:
    assert outcomes(text, "h2") == []


def test_cant_tell_when_the_title_names_a_past_year_and_says_it_once() -> None:
    html = "<html><title>Ferien 2025 – Stadt</title><body><main><h1>Ferien 2025</h1></main>"
    (finding,) = findings_for(RULE, {"pages": {"/": html}})
    assert finding.target == "body > main > h1"


def test_days_in_headings_are_told_by_past_date_only() -> None:
    example = {"pages": {"/": "<h2>Anmeldung bis 31.12.2024</h2>"}}
    assert findings_for(RULE, example) == []
    assert len(findings_for("past-date", example)) == 1


def test_inapplicable_without_a_year() -> None:
    assert outcome_of(RULE, {"pages": {"/": "<h1>Ferienprogramm</h1>"}}) is Outcome.INAPPLICABLE
