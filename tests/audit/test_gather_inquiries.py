from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

from audit.config import Settings
from audit.facts import Missing
from audit.gather import Options, inquiries_of
from audit.model import Outcome
from audit.probes.inquiries import COLUMNS
from audit.responses.times import ResponseTimes

TODAY = date(2026, 11, 20)
BOX = "imaps://postfach@mail.stadt.example/INBOX"


def gathered(
    folder: Path, *sources: str, external: bool = False
) -> tuple[ResponseTimes | None, Missing | None]:
    missing: dict[str, Missing] = {}
    target = SimpleNamespace(manifest=SimpleNamespace(inquiries=sources))
    found = inquiries_of(target, Settings(), TODAY, Options(folder, None, 1, external=external), missing)
    return found, missing.get("inquiries")


def test_several_lists_stand_with_their_place_in_the_project(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        rows = f"{','.join(COLUMNS)}\nA-1,02.11.2026,,telefon,mitte,,\n"
        (tmp_path / name).write_text(rows, encoding="utf-8")
    times, missing = gathered(tmp_path, "a.csv", "b.csv")
    assert missing is None
    assert [(one.file, one.line) for one in times.total.missed] == [("a.csv", 2), ("b.csv", 2)]


def test_without_a_source_rules_are_inapplicable(tmp_path: Path) -> None:
    assert gathered(tmp_path)[1].outcome is Outcome.INAPPLICABLE


def test_mail_servers_are_asked_only_with_external(tmp_path: Path) -> None:
    assert gathered(tmp_path, BOX)[1] == Missing(
        "Postfächer werden nur mit --external gelesen", Outcome.UNTESTED
    )


def test_what_was_asked_for_and_cannot_be_had_makes_the_audit_incomplete(tmp_path: Path) -> None:
    assert gathered(tmp_path, BOX, external=True)[1].incomplete
    missing = gathered(tmp_path, "nirgends.csv")[1]
    assert (missing.outcome, missing.incomplete) == (Outcome.UNTESTED, True)
