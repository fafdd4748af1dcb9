"""Runs for the tests of history: which rule saw what on which page, on which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from audit.history.run import OPEN, Coverage, Run, Seen

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
FIGURES = {
    "tool": {"dreiklick": "1"},
    "today": "2026-03-02",
    "incomplete": False,
    "pages_known": 2,
    "pages_audited": 2,
    "outcomes": {},
    "failed": 1,
    "cantTell": 0,
    "accepted": 0,
    "light": "red",
    "lights": {"red": 1, "green": 1},
    "owners": {"Pflege": {"lights": {"red": 1}, "failed": 1}},
    "sla": None,
}


def seen(rule: str, page: str, state: str = OPEN, owner: str = "Pflege") -> Seen:
    """A finding; its key says what it is."""
    return Seen(
        f"{rule}@{page}", state, rule, page, "a", f"Etwas an {page} ist falsch: \ud800ä", "serious", owner
    )


def run(
    day: int,
    findings: Iterable[Seen] = (),
    *,
    site: str = "senioren",
    rules: str = "r s",
    pages: str = "/ /a/",
    failed_pages: str = "",
    whole: bool = True,
    partial: bool = False,
) -> Run:
    """A run ``day`` days after the first of March 2026."""
    coverage = Coverage(
        frozenset(rules.split()), frozenset(pages.split()), frozenset(failed_pages.split()), whole
    )
    by_key = {item.key: item for item in findings}
    return Run(site, START + timedelta(days=day), partial, coverage, FIGURES, by_key)
