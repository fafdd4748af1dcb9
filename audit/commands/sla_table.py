"""The table that the command ``sla`` shows in the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich import box
from rich.table import Table
from rich.text import Text

from audit.model import Light
from audit.responses.details import light
from audit.responses.inquiry import TOTAL
from audit.responses.times import Group, ResponseTimes
from audit.responses.words import number, percent

HEADS = (
    "einge-\ngangen",
    "ausge-\nschl.",
    "im\nZiel",
    "in der\nFrist",
    "zu\nspät",
    "noch\noffen",
    "über-\nfällig",
    "Me-\ndian",
    "90 %",
)
_MARKS = {
    Light.GREEN: ("✓", "green"),
    Light.YELLOW: ("!", "yellow"),
    Light.RED: ("✗", "bold red"),
    Light.GREY: ("–", ""),
}


def table(times: ResponseTimes) -> Table:
    """Total, areas, channels and months of receipt; before each name its light: ✓ in order, ! look, ✗ act."""
    title = f"Antwortzeiten, Stand {times.today:%d.%m.%Y}"
    found = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=0)
    found.add_column("", overflow="fold", min_width=12)
    for head in HEADS:
        found.add_column(head, justify="right")
    _add_rows(found, "", {TOTAL: times.total})
    _add_rows(found, "Bereiche", times.areas)
    _add_rows(found, "Kanäle", times.channels)
    _add_rows(found, "Monate", times.months)
    return found


def _add_rows(found: Table, title: str, groups: Mapping[str, Group]) -> None:
    if title and groups:
        found.add_row(Text(title, style="bold"))
    for name, group in groups.items():
        found.add_row(
            Text.assemble(_MARKS[light(group)], "\N{NO-BREAK SPACE}", name),
            str(group.received),
            str(group.excluded),
            percent(group.within_target, group.judged),
            percent(group.within_limit, group.judged),
            Text(str(group.late), style="bold red" if group.late else ""),
            str(group.open_in_time),
            Text(str(group.open_overdue), style="bold red" if group.open_overdue else ""),
            number(group.median_days),
            number(group.p90_days),
        )
