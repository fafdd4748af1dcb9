"""The section "Verlauf" of the HTML report: a sentence, a small chart (inline SVG), runs as a table, what changed.

Only whole runs stand in the chart: a partial run finds less because it looks at less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from audit.model import Light
from audit.reports.wording import count
from audit.responses.words import NOTHING, judged, percent

#: How a finding was closed, by its key in the data (audit.history.changes).
HOW = {
    "fixed": "behoben",
    "gone": "Seite gibt es nicht mehr",
    "accepted": "angenommen",
    "undecided": "muss jetzt ein Mensch ansehen",
}
#: So many runs stand in the table, the newest ones.
ROWS = 12
_ZONE = ZoneInfo("Europe/Berlin")
_WIDTH, _HEIGHT, _EDGE = 600, 120, 10


@dataclass(frozen=True, slots=True)
class Row:
    """One run as a row of the table; all texts are German and ready to print."""

    moment: str
    extent: str
    light: Light
    failed: int
    opened: int
    first_seen: int
    closed: int
    pages: str
    in_time: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A finding that this run opened or closed; ``how`` says how it was closed."""

    page: str
    message: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """What the template shows."""

    sentence: str
    chart: Markup
    rows: tuple[Row, ...]
    opened: tuple[Changed, ...]
    closed: tuple[Changed, ...]


def view(history: Mapping[str, Any] | None) -> History | None:
    """The section's content from ``Report.history``; None where there is none."""
    if not history or not history["runs"]:
        return None
    runs, changes = history["runs"], history["changes"]
    return History(
        sentence=_sentence(runs),
        chart=_chart([run for run in runs if not run["partial"] and not run["incomplete"]]),
        rows=tuple(_row(run) for run in reversed(runs[-ROWS:])),
        opened=tuple(Changed(item["page"], item["message"]) for item in changes["opened"]),
        closed=tuple(Changed(item["page"], item["message"], HOW[item["how"]]) for item in changes["closed"]),
    )


def extent(run: Mapping[str, Any]) -> str:
    """How much a run looked at, in one word."""
    if run["incomplete"]:
        return "unvollständig"
    return "Teil" if run["partial"] else "ganz"


def _sentence(runs: Sequence[Mapping[str, Any]]) -> str:
    now = runs[-1]
    if len(runs) == 1:
        return "Dies ist der erste Lauf im Verlauf. Ab dem nächsten steht hier, was neu und was erledigt ist."
    opened = count(now["opened"], "Fehler ist neu", "Fehler sind neu") if now["opened"] else "nichts ist neu"
    closed = count(now["closed"], "ist erledigt", "sind erledigt") if now["closed"] else "nichts ist erledigt"
    first = now["first_seen"]
    more = f" {count(first, 'Fehler wurde', 'Fehler wurden')} erstmals gesucht und gefunden." if first else ""
    partial = (
        " Dieser Lauf prüfte nur einen Teil; was er nicht ansah, bleibt offen." if now["partial"] else ""
    )
    return f"Seit dem Lauf davor ({_moment(runs[-2])}): {opened}, {closed}.{more}{partial}"


def _row(run: Mapping[str, Any]) -> Row:
    sla = run["sla"]["total"] if run["sla"] else None
    return Row(
        moment=_moment(run),
        extent=extent(run),
        light=Light(run["light"]),
        failed=run["failed"],
        opened=run["opened"],
        first_seen=run["first_seen"],
        closed=run["closed"],
        pages=f"{run['pages_audited']} von {run['pages_known']}",
        in_time=percent(sla["within_limit"], judged(sla)) if sla else NOTHING,
    )


def _moment(run: Mapping[str, Any]) -> str:
    return f"{datetime.fromisoformat(run['moment']).astimezone(_ZONE):%d.%m.%Y, %H:%M}"


def _chart(runs: Sequence[Mapping[str, Any]]) -> Markup:
    """Open failed findings of whole runs as a line; nothing for fewer than two."""
    if len(runs) < 2:
        return Markup()
    most = max(run["failed"] for run in runs) or 1
    step = (_WIDTH - 2 * _EDGE) / (len(runs) - 1)
    points = [
        (_EDGE + place * step, _HEIGHT - _EDGE - run["failed"] / most * (_HEIGHT - 2 * _EDGE))
        for place, run in enumerate(runs)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = Markup().join(Markup('<circle cx="{:.1f}" cy="{:.1f}" r="4"/>').format(*point) for point in points)
    return Markup(
        '<figure>\n<svg role="img" aria-labelledby="history-title history-desc" viewBox="0 0 {width} {height}" '
        'fill="currentColor" width="100%">\n<title id="history-title">Offene Fehler von Lauf zu Lauf</title>\n'
        '<desc id="history-desc">{values}. Alle Werte stehen in der Tabelle.</desc>\n'
        '<polyline points="{line}" fill="none" stroke="currentColor" stroke-width="2"/>\n{dots}\n</svg>\n'
        "<figcaption>Offene Fehler in {runs} ganzen Läufen, vom {first} ({start}) bis zum {last} ({end}); "
        "höchster Wert: {most}.</figcaption>\n</figure>"
    ).format(
        width=_WIDTH,
        height=_HEIGHT,
        values=", ".join(str(run["failed"]) for run in runs),
        line=line,
        dots=dots,
        runs=len(runs),
        first=_moment(runs[0]),
        start=runs[0]["failed"],
        last=_moment(runs[-1]),
        end=runs[-1]["failed"],
        most=max(run["failed"] for run in runs),
    )
