from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from audit.checks.service import unclear_inquiry
from audit.checks.service.unclear_inquiry import applies_to, check
from audit.config import Settings
from audit.model import Finding, Location, Outcome
from audit.probes.inquiries import read
from audit.probes.moments import BERLIN
from audit.responses.inquiry import Inquiry, Intake, Unclear
from audit.responses.measure import measure

TODAY = date(2026, 11, 20)
OPEN = Inquiry("m-1", datetime(2026, 11, 18, 9, tzinfo=BERLIN), None, "mail", "mitte", None, "", 0)


def findings(intake: Intake, today: date = TODAY) -> list[Finding]:
    facts = SimpleNamespace(inquiries=measure(intake, Settings(), today))
    return [finding for subject in applies_to(facts) for finding in check(subject, facts)]


def test_passes_when_every_inquiry_can_be_judged() -> None:
    assert findings(Intake((OPEN,))) == []


def test_inapplicable_without_inquiries() -> None:
    assert list(applies_to(SimpleNamespace(inquiries=None))) == []


def test_cannot_tell_where_times_cannot_be() -> None:
    unclear = Unclear("A-7", "Eingang „31.02.2026“: Diesen Tag gibt es nicht.", "anfragen.csv", 8)
    (finding,) = findings(Intake((OPEN,), (unclear,) * 7))
    assert finding.outcome is Outcome.CANT_TELL
    assert finding.location == Location("anfragen.csv", 8)
    assert "A-7 (Zeile 8)" in finding.message
    assert "und 2 weitere" in finding.message


def test_cannot_tell_where_an_answer_may_be_one() -> None:
    (finding,) = findings(Intake((replace(OPEN, doubt="Eine Antwort nennt nichts."), OPEN)))
    assert finding.message.startswith("1 offene Anfragen")
    assert finding.location is None


@pytest.mark.parametrize(("heading", "outcomes"), [("Passed", set()), ("Failed", {Outcome.CANT_TELL})])
def test_documented_examples(tmp_path: Path, heading: str, outcomes: set[Outcome]) -> None:
    block = re.search(rf"^{heading} example:\n\n((?:    .*\n|\n)+)", unclear_inquiry.__doc__, re.MULTILINE)
    example = yaml.safe_load(re.sub(r"^    ", "", block[1], flags=re.MULTILINE))
    file = tmp_path / "anfragen.csv"
    file.write_text(example["inquiries"], encoding="utf-8")
    found = findings(read(file, example["today"]), example["today"])
    assert {finding.outcome for finding in found} == outcomes
