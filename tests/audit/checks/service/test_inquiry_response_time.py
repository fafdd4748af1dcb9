from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from audit.checks.service import inquiry_response_time
from audit.checks.service.inquiry_response_time import applies_to, check
from audit.model import Finding, Impact, Location, Outcome
from audit.probes.inquiries import read
from audit.responses.times import figures
from audit.responses.working_days import WorkingDays

HEAD = "id,received,first_reaction,channel,area,closed,excluded_reason\n"
TODAY = date(2026, 11, 20)
QUICK, SLOW, LATE, OPEN, OVERDUE = (
    "02.11.2026,03.11.2026",
    "02.11.2026,06.11.2026",
    "02.11.2026,16.11.2026",
    "16.11.2026,",
    "02.11.2026,",
)


def facts(file: Path, today: date = TODAY, merge_below: int = 1) -> SimpleNamespace:
    listed = [replace(one, file="anfragen.csv") for one in read(file, today).inquiries]
    times = figures(listed, WorkingDays(), today, merge_below=merge_below)
    return SimpleNamespace(inquiries=times)


def findings(tmp_path: Path, *rows: tuple[str, str], merge_below: int = 1) -> list[Finding]:
    file = tmp_path / "anfragen.csv"
    lines = [f"A-{n},{times},mail,{area},,\n" for n, (area, times) in enumerate(rows, 1)]
    file.write_text(HEAD + "".join(lines), encoding="utf-8")
    found = facts(file, merge_below=merge_below)
    return [finding for subject in applies_to(found) for finding in check(subject, found)]


def test_passes_when_answered_in_time_or_still_open_in_time(tmp_path: Path) -> None:
    assert findings(tmp_path, ("mitte", QUICK), ("mitte", "19.11.2026,"), ("nord", QUICK)) == []


def test_inapplicable_without_a_list() -> None:
    assert list(applies_to(SimpleNamespace(inquiries=None))) == []


def test_applies_to_each_area_and_the_total(tmp_path: Path) -> None:
    file = tmp_path / "anfragen.csv"
    file.write_text(f"{HEAD}A-1,{QUICK},mail,nord,,\nA-2,{QUICK},mail,mitte,,\n", encoding="utf-8")
    assert list(applies_to(facts(file))) == ["gesamt", "mitte", "nord"]


def test_fails_when_answered_too_late_or_overdue(tmp_path: Path) -> None:
    rows = [("mitte", QUICK)] * 20 + [("mitte", LATE), ("mitte", OVERDUE)]
    (finding,) = findings(tmp_path, *rows)
    assert (finding.outcome, finding.impact, finding.target) == (
        Outcome.FAILED,
        Impact.SERIOUS,
        "inquiries:mitte",
    )
    assert finding.message == (
        "mitte: 1 zu spät beantwortet, 1 offen und überfällig (Frist: 5 Arbeitstage). "
        "Betroffen: A-21 (Zeile 22), A-22 (Zeile 23)."
    )
    assert finding.location == Location("anfragen.csv", 22)


def test_an_accepted_finding_comes_back_with_one_more_overdue(tmp_path: Path) -> None:
    rows = [("mitte", QUICK)] * 20 + [("mitte", LATE)]
    (before,) = findings(tmp_path, *rows)
    (unchanged,) = findings(tmp_path, ("mitte", QUICK), *rows)
    (after,) = findings(tmp_path, *rows, ("mitte", OVERDUE))
    assert before.key == unchanged.key != after.key


def test_cant_tell_when_under_80_percent_within_the_target(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, *[("mitte", QUICK)] * 3, ("mitte", SLOW))
    assert finding.outcome is Outcome.CANT_TELL
    assert "Nur 3 von 4 Anfragen" in finding.message
    assert findings(tmp_path, *[("mitte", QUICK)] * 4, ("mitte", SLOW)) == []


def test_a_backlog_beyond_the_target_is_not_hidden(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, ("mitte", QUICK), *[("mitte", OPEN)] * 3)
    assert "Nur 1 von 4 Anfragen" in finding.message


def test_the_total_speaks_only_for_what_no_area_shows(tmp_path: Path) -> None:
    rows = [("mitte", QUICK)] * 5 + [("nord", OVERDUE)]
    found = findings(tmp_path, *rows, merge_below=5)
    assert {finding.target for finding in found} == {"inquiries:gesamt"}
    assert {finding.outcome for finding in found} == {Outcome.FAILED, Outcome.CANT_TELL}


def test_names_five_and_counts_the_rest(tmp_path: Path) -> None:
    (finding,) = (one for one in findings(tmp_path, *[("mitte", LATE)] * 7) if one.outcome is Outcome.FAILED)
    assert finding.message.endswith("A-5 (Zeile 6) und 2 weitere.")


@pytest.mark.parametrize(
    ("heading", "outcomes"), [("Passed", set()), ("Failed", {Outcome.FAILED, Outcome.CANT_TELL})]
)
def test_documented_examples(tmp_path: Path, heading: str, outcomes: set[Outcome]) -> None:
    block = re.search(
        rf"^{heading} example:\n\n((?:    .*\n|\n)+)", inquiry_response_time.__doc__, re.MULTILINE
    )
    example = yaml.safe_load(re.sub(r"^    ", "", block[1], flags=re.MULTILINE))
    file = tmp_path / "anfragen.csv"
    file.write_text(example["inquiries"], encoding="utf-8")
    found = facts(file, example["today"])
    assert {finding.outcome for subject in applies_to(found) for finding in check(subject, found)} == outcomes
