"""The command ``sla``: response times of a list of inquiries as table, sentence and JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from audit import config
from audit.errors import UsageError
from audit.inquiry import TOTAL
from audit.probes import inquiries
from audit.probes.moments import BERLIN
from audit.response_times import LIMIT, MERGE_BELOW, TARGET, Group, ResponseTimes, as_json, figures
from audit.response_words import number, percent, summary
from audit.working_days import WorkingDays

MAX_NAMED = 10
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

HELP = f"""Wertet aus, wie schnell Anfragen eine erste Reaktion bekamen.

FILE ist eine CSV-Datei mit den Spalten

\b
  Kennung          (id)               eindeutig, keine personenbezogenen Daten
  Eingang          (received)         31.01.2026, 31.01.2026 14:30 oder 2026-01-31T14:30
  erste Reaktion   (first_reaction)   ebenso; leer: noch keine. Automatische Antworten zählen nicht
  Kanal            (channel)          zum Beispiel telefon, mail, formular, brief
  Bereich          (area)             zum Beispiel wohnberatung
  abgeschlossen    (closed)           wie Eingang, darf leer sein
  Ausschlussgrund  (excluded_reason)  zum Beispiel Spam; wer hier etwas einträgt, nimmt die Anfrage heraus

Trennzeichen Semikolon, Komma oder Tabulator; gespeichert als UTF-8, UTF-16 oder von Excel.

\b
So wird gezählt:
- Arbeitstage sind Montag bis Freitag ohne die gesetzlichen Feiertage des Landes und ohne die eigenen
  Schließtage (AUDIT in pelicanconf.py: subdivision, closing_days).
- Der Tag des Eingangs zählt nicht mit (§§ 187, 188, 193 BGB). Eingang am Samstag: Montag ist Tag 1.
- Reaktion am Tag des Eingangs: 0 Arbeitstage. Reaktion am Wochenende: die Arbeitstage bis dahin.
- Ziel sind {TARGET} Arbeitstage in der Regel, Frist sind {LIMIT} (einstellbar: target_days, limit_days).
  „In der Frist“ enthält „im Ziel“.
- Ohne Reaktion gilt eine Anfrage als offen, auch wenn sie abgeschlossen ist: bis zur Frist
  „offen in der Frist“, danach „überfällig“.
- „Eingegangen“ sind alle Zeilen, auch die ausgeschlossenen.
- Anteile: von allen beantworteten und überfälligen, ohne ausgeschlossene. Wessen Frist noch läuft,
  zählt in den Anteilen erst mit der Antwort oder dem Ablauf.
- Median und 90 %: Arbeitstage, in denen die Hälfte und neun Zehntel der beantworteten eine Reaktion hatten
  (90 %: kleinster Wert, den mindestens 90 % einhalten).
- Bereiche und Kanäle mit weniger als {MERGE_BELOW} Anfragen stehen gemeinsam unter „sonstige“; sind es auch
  zusammen weniger, zählen sie nur in „gesamt“.

\b
Rückgabewert: 0 alles in der Frist, 1 etwas zu spät oder überfällig, 2 Datei oder Aufruf falsch.
"""


@click.command(help=HELP)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--today", metavar="DATUM", help="Stichtag, zum Beispiel 2026-11-22; sonst heute.")
@click.option(
    "--json", "json_out", metavar="DATEI", help="Zahlen als JSON schreiben; „-“ nach Standardausgabe."
)
@click.option(
    "--subdivision", metavar="LAND", help="Bundesland der Feiertage, zum Beispiel BW; sonst wie eingestellt."
)
@click.pass_context
def sla(
    context: click.Context, file: Path, today: str | None, json_out: str | None, subdivision: str
) -> None:
    settings = config.load(Path())
    day = _day(today)
    calendar = WorkingDays(subdivision or settings.subdivision, frozenset(settings.closing_days))
    times = figures(
        inquiries.read(file, day), calendar, day, settings.target_days, settings.limit_days, file=str(file)
    )
    if json_out:
        _write(json.dumps(as_json(times), ensure_ascii=False, indent=2) + "\n", json_out)
    _show(times, Console(stderr=json_out == "-", highlight=False))
    context.exit(1 if times.total.missed else 0)


def _day(text: str | None) -> date:
    if text is None:
        return datetime.now(BERLIN).date()
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise UsageError(f"„{text}“ ist kein Stichtag. Bitte so schreiben: --today 2026-11-22")


def _write(text: str, out: str) -> None:
    if out == "-":
        click.echo(text, nl=False)
        return
    try:
        Path(out).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out}: Die Datei lässt sich nicht schreiben. Gibt es den Ordner?") from error


def _show(times: ResponseTimes, console: Console) -> None:
    console.print(_table(times))
    console.print(Text(summary(as_json(times)["total"], times.target, times.limit)))
    if past := times.total.open_past_target:
        console.print(f"Davon schon länger als {times.target} Arbeitstage offen, in der Frist: {past}.")
    if unanswered := times.total.closed_unanswered:
        console.print(f"Abgeschlossen, aber ohne eingetragene Reaktion, darum offen: {unanswered}.")
    if missed := times.total.missed:
        lines = ", ".join(f"{inquiry.id} (Zeile {inquiry.line})" for inquiry in missed[:MAX_NAMED])
        console.print(Text(f"Zu spät oder überfällig: {lines}{' …' if len(missed) > MAX_NAMED else ''}"))


def _table(times: ResponseTimes) -> Table:
    title = f"Antwortzeiten, Stand {times.today:%d.%m.%Y}"
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=0)
    table.add_column("", overflow="fold", min_width=12)
    for head in HEADS:
        table.add_column(head, justify="right")
    _add_rows(table, "", {TOTAL: times.total})
    _add_rows(table, "Bereiche", times.areas)
    _add_rows(table, "Kanäle", times.channels)
    return table


def _add_rows(table: Table, title: str, groups: Mapping[str, Group]) -> None:
    if title and groups:
        table.add_row(Text(title, style="bold"))
    for name, group in groups.items():
        table.add_row(
            Text(name),
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
