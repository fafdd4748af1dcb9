"""What opened and what closed from run to run.

A finding is closed only by a run that looked: its rule ran, its page was audited (or, in a run over the whole site,
is no longer there). A partial run never closes what it did not look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from audit.history.run import OPEN, Coverage, Run, Seen

#: How a finding was closed: repaired, or its page removed. Else its new state: accepted, or undecided.
FIXED, GONE = "fixed", "gone"

#: So many runs, the newest ones, go into a report.
LATEST = 30


@dataclass(frozen=True, slots=True)
class Step:
    """A run and what it changed.

    ``opened`` was looked at before and was not there; ``first_seen`` nobody had looked at before (a new rule, a new
    page, the first run), so nothing says that it is new. ``closed`` maps key to how it was closed.
    """

    run: Run
    opened: tuple[Seen, ...]
    first_seen: tuple[Seen, ...]
    closed: Mapping[str, tuple[Seen, str]]


def steps(runs: Iterable[Run]) -> Iterator[Step]:
    """The runs of one site, in order of time, with what each opened and closed."""
    still_open: dict[str, Seen] = {}
    coverages: list[Coverage] = []
    for run in runs:
        new = [seen for seen in run.findings.values() if seen.state == OPEN and seen.key not in still_open]
        known = {
            seen.key: any(coverage.covers(seen.rule, seen.page) for coverage in coverages) for seen in new
        }
        closed = {
            key: (seen, how) for key, seen in still_open.items() if (how := _closed(seen, run)) is not None
        }
        yield Step(
            run,
            tuple(seen for seen in new if known[seen.key]),
            tuple(seen for seen in new if not known[seen.key]),
            closed,
        )
        still_open = {key: seen for key, seen in still_open.items() if key not in closed}
        still_open |= {seen.key: seen for seen in run.findings.values() if seen.state == OPEN}
        if run.coverage not in coverages:
            coverages.append(run.coverage)


def _closed(seen: Seen, run: Run) -> str | None:
    """How the run closed an open finding; None if it is open still or the run did not look."""
    now = run.findings.get(seen.key)
    if now is not None:
        return None if now.state == OPEN else now.state
    if run.coverage.covers(seen.rule, seen.page):
        return FIXED
    return GONE if run.coverage.knows_gone(seen.rule, seen.page) else None


def as_json(all_steps: Sequence[Step]) -> dict[str, Any]:
    """For a report: the newest runs as plain data, oldest first, and what the last of them changed."""
    return {
        "runs": [_run_as_json(step) for step in all_steps[-LATEST:]],
        "changes": _changes_as_json(all_steps[-1]) if all_steps else None,
    }


def in_full(all_steps: Sequence[Step]) -> list[dict[str, Any]]:
    """All runs as plain data, oldest first, each with what it changed."""
    return [_run_as_json(step) | {"changes": _changes_as_json(step)} for step in all_steps]


def of_owner(step: Step, owner: str) -> Step:
    """The step as far as pages of this owner are concerned."""
    return Step(
        step.run,
        tuple(seen for seen in step.opened if seen.owner == owner),
        tuple(seen for seen in step.first_seen if seen.owner == owner),
        {key: pair for key, pair in step.closed.items() if pair[0].owner == owner},
    )


def _run_as_json(step: Step) -> dict[str, Any]:
    run = step.run
    return {
        "moment": run.moment.isoformat(),
        "partial": run.partial,
        **run.figures,
        "opened": len(step.opened),
        "first_seen": len(step.first_seen),
        "closed": len(step.closed),
    }


def _changes_as_json(step: Step) -> dict[str, Any]:
    return {
        "opened": [_seen_as_json(seen) for seen in sorted(step.opened, key=_order)],
        "first_seen": [_seen_as_json(seen) for seen in sorted(step.first_seen, key=_order)],
        "closed": [
            _seen_as_json(seen) | {"how": how}
            for seen, how in sorted(step.closed.values(), key=lambda pair: _order(pair[0]))
        ],
    }


def _seen_as_json(seen: Seen) -> dict[str, Any]:
    data = asdict(seen)
    del data["state"]
    return data


def _order(seen: Seen) -> tuple[str, ...]:
    return seen.page, seen.rule, seen.target, seen.key
