"""The command ``history``: runs of each site, what opened, what closed, from the history that audits keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from audit import config
from audit.errors import DataError, UsageError
from audit.history.changes import Step, in_full, of_owner, steps
from audit.history.run import Seen
from audit.history.store import History
from audit.model import Light
from audit.probes.moments import BERLIN
from audit.reports.history_html import HOW, extent
from audit.reports.json_report import json_text
from audit.reports.text import one_line
from audit.responses.words import judged, percent

MAX_NAMED = 20

HELP = """Zeigt den Verlauf: alle Läufe einer Microsite, was neu entstand und was erledigt ist.

SITE ist der Name einer Microsite; ohne SITE sind es alle. Jede Prüfung einer Microsite schreibt den Verlauf fort
(Datei: AUDIT in pelicanconf.py, history; Voreinstellung history/dreiklick.sqlite).

\b
  neu         war vorher geprüft und in Ordnung
  erstmals    war vorher nie geprüft: erster Lauf, neue Regel, neue Seite
  erledigt    behoben, angenommen oder mit der Seite verschwunden. Nur wenn Regel und Seite wirklich geprüft
              wurden: Ein Teillauf (--only, --family, --no-browser) erledigt nichts, was er nicht ansah

\b
Beispiele:
  dreiklick history
  dreiklick history senioren --since 2026-10-01
  dreiklick history senioren --owner "Pflegestützpunkt"
  dreiklick history senioren --json verlauf.json

\b
Rückgabewert: 0, oder 2, wenn es keinen Verlauf gibt oder er nicht lesbar ist.
"""


@click.command(help=HELP)
@click.argument("site", nargs=-1)
@click.option("--since", metavar="DATUM", help="Nur Läufe ab diesem Tag, zum Beispiel 2026-10-01.")
@click.option("--owner", metavar="NAME", help="Nur Seiten dieser Zuständigkeit.")
@click.option("--json", "json_out", metavar="DATEI", help="Als JSON schreiben; „-“ nach Standardausgabe.")
def history(site: tuple[str, ...], since: str | None, owner: str | None, json_out: str | None) -> None:
    first = _day(since)
    found = {name: _since(all_steps, first) for name, all_steps in _read(site).items()}
    if owner:
        _require_owner(owner, found)
        found = {name: [of_owner(step, owner) for step in of_site] for name, of_site in found.items()}
    if json_out:
        data = {name: in_full(of_site) for name, of_site in found.items()}
        _write(json_text({"schema": 1, "sites": data}), json_out)
    console = Console(stderr=json_out == "-", highlight=False)
    for name, of_site in found.items():
        _show(name, of_site, owner, console)


def _read(names: Sequence[str]) -> dict[str, list[Step]]:
    file = Path(config.load(Path()).history)
    if not file.is_file():
        raise DataError(
            f"Es gibt noch keinen Verlauf ({file}). Er entsteht mit der nächsten Prüfung einer Microsite: dreiklick"
        )
    with History(file, datetime.now(BERLIN).date()) as kept:
        for note in kept.notes:
            click.echo(note, err=True)
        known = kept.sites()
        for name in names:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                guess = f" Meinten Sie „{near[0]}“?" if near else ""
                raise UsageError(
                    f"Von „{name}“ gibt es keinen Verlauf.{guess} Vorhanden: {', '.join(known) or 'nichts'}."
                )
        return {name: list(steps(kept.runs(name))) for name in names or known}


def _day(text: str | None) -> date | None:
    for form in ("%Y-%m-%d", "%d.%m.%Y") if text else ():
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    if text:
        raise UsageError(f"„{text}“ ist kein Tag. Bitte so schreiben: --since 2026-10-01")
    return None


def _since(all_steps: Iterable[Step], first: date | None) -> list[Step]:
    return [step for step in all_steps if first is None or step.run.moment.astimezone(BERLIN).date() >= first]


def _require_owner(owner: str, found: dict[str, list[Step]]) -> None:
    known = {name for of_site in found.values() for step in of_site for name in step.run.figures["owners"]}
    if owner not in known:
        near = get_close_matches(owner, sorted(known), n=1)
        guess = f" Meinten Sie „{near[0]}“?" if near else ""
        names = ", ".join(sorted(filter(None, known))) or "keine"
        raise UsageError(f"Die Zuständigkeit „{owner}“ steht nicht im Verlauf.{guess} Vorhanden: {names}.")


def _write(text: str, out: str) -> None:
    if out == "-":
        click.echo(text, nl=False)
        return
    try:
        Path(out).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out}: Die Datei lässt sich nicht schreiben. Gibt es den Ordner?") from error


def _show(name: str, of_site: Sequence[Step], owner: str | None, console: Console) -> None:
    whose = f", Zuständigkeit {owner}" if owner else ""
    if not of_site:
        console.print(Text(f"{name}: in dieser Zeit kein Lauf."))
        return
    table = Table(
        title=Text(f"{name}{whose}"), title_justify="left", box=box.SIMPLE_HEAD, padding=0, pad_edge=False
    )
    for head in ("Lauf", "Umfang", "Ampel"):
        table.add_column(head)
    for head in ("Seiten", "Fehler", "neu", "erst-\nmals", "erle-\ndigt", "in der\nFrist"):
        table.add_column(head, justify="right")
    for step in of_site:
        table.add_row(*_cells(step, owner))
    console.print(table)
    _name_all("Neu", [(seen, "") for step in of_site for seen in step.opened], console)
    _name_all("Erledigt", [pair for step in of_site for pair in step.closed.values()], console)


def _cells(step: Step, owner: str | None) -> tuple[Text, ...]:
    figures = step.run.figures
    part = figures["owners"].get(owner, {"lights": {}, "failed": 0}) if owner else figures
    light = Light(next(iter(part["lights"]), "grey") if owner else figures["light"])
    pages = sum(part["lights"].values()) if owner else figures["pages_audited"]
    sla = figures["sla"]["total"] if figures["sla"] and not owner else None
    values = (
        f"{step.run.moment.astimezone(BERLIN):%d.%m.%Y %H:%M}",
        extent({**figures, "partial": step.run.partial}),
        f"{light.symbol} {light.label}",
        pages,
        part["failed"],
        len(step.opened),
        len(step.first_seen),
        len(step.closed),
        percent(sla["within_limit"], judged(sla)) if sla else "–",
    )
    return tuple(Text(str(value)) for value in values)


def _name_all(title: str, pairs: Sequence[tuple[Seen, str]], console: Console) -> None:
    if not pairs:
        return
    console.print(Text(f"{title} ({len(pairs)}):", style="bold"))
    for seen, how in pairs[-MAX_NAMED:]:
        end = f" ({HOW[how]})" if how else ""
        place = f"{seen.page}: " if seen.page else ""
        console.print(Text(f"- {one_line(place + seen.message)} [{seen.rule}]{end}"), soft_wrap=True)
    if len(pairs) > MAX_NAMED:
        console.print(f"… und {len(pairs) - MAX_NAMED} davor; alle mit --json.")
