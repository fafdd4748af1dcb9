"""The command ``sla``: response times of inquiries from lists, mailboxes and tickets as table, sentence, JSON and CSV."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from audit import config
from audit.commands.sla_table import table
from audit.config import Settings
from audit.errors import UsageError
from audit.probes import inquiry_sources
from audit.probes.mail import checkpoint, imap, pseudonyms
from audit.probes.moments import BERLIN
from audit.responses.details import as_csv, published
from audit.responses.inquiry import Intake
from audit.responses.measure import Choice, measure
from audit.responses.times import LIMIT, MERGE_BELOW, TARGET, ResponseTimes
from audit.responses.words import hours, named_with_line, summary, trend
from audit.responses.working_days import of_settings

MAX_NAMED = 10

HELP = f"""Wertet aus, wie schnell Anfragen eine erste Reaktion bekamen.

\b
SOURCE ist eine Quelle; mehrere werden zusammen ausgewertet:
  anfragen.csv                               Liste, Spalten siehe unten
  wohnberatung.mbox                          Postfach als Datei; der Name wird der Bereich
  Maildir/  Maildir/.Sent/                   Maildir-Ordner; den Ordner „Gesendet“ mit angeben
  imaps://postfach@mail.stadt.example/INBOX  Postfach auf dem Server; Kennwort in {imap.PASSWORD}
  zammad.json                                Tickets mit Artikeln aus der Schnittstelle von Zammad

\b
Beispiele:
  dreiklick sla anfragen.csv
  dreiklick sla anfragen.csv --from 2026-01-01 --to 2026-06-30 --area wohnberatung --csv halbjahr.csv
  dreiklick sla wohnberatung.mbox gesendet.mbox --own-domain musterstadt.example
  dreiklick sla --forget                     löschen, was von Postfächern länger als erlaubt aufgehoben ist

Spalten der Liste:

\b
  Kennung          (id)               eindeutig, keine personenbezogenen Daten
  Eingang          (received)         31.01.2026, 31.01.2026 14:30 oder 2026-01-31T14:30
  erste Reaktion   (first_reaction)   ebenso; leer: noch keine. Automatische Antworten zählen nicht
  Kanal            (channel)          zum Beispiel telefon, mail, formular, brief
  Bereich          (area)             zum Beispiel wohnberatung
  abgeschlossen    (closed)           wie Eingang, darf leer sein
  Ausschlussgrund  (excluded_reason)  zum Beispiel Spam; wer hier etwas einträgt, nimmt die Anfrage heraus

Trennzeichen Semikolon, Komma oder Tabulator; gespeichert als UTF-8, UTF-16 oder von Excel.
Zeilen mit unmöglichen Zeiten (31.02., Reaktion vor dem Eingang) zählen nicht und werden als unklar genannt.

\b
So wird gezählt:
- Arbeitstage sind Montag bis Freitag ohne die gesetzlichen Feiertage des Landes und ohne die eigenen
  Schließtage (AUDIT in pelicanconf.py: subdivision, closing_days, yearly_closing_days für 24. und 31.12.).
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
  (90 %: kleinster Wert, den mindestens 90 % einhalten). Daneben dasselbe in Stunden der Sprechzeit
  (office_hours, sonst Montag bis Freitag 9 bis 16 Uhr).
- Bereiche, Kanäle und Monate mit weniger als {MERGE_BELOW} Anfragen stehen gemeinsam unter „sonstige“; sind es auch
  zusammen weniger, zählen sie nur in „gesamt“.

\b
Postfächer und Tickets:
- Gelesen werden nur Kopfzeilen, nie ein Text; gelöscht oder verändert wird nichts (EXAMINE, PEEK).
- Zusammen gehört, was Message-ID, In-Reply-To und References verbinden. Eine Antwort ohne diese Angaben zählt nur,
  wenn sicher ist, worauf sie antwortet; sonst bleibt die Anfrage offen und gilt als zweifelhaft.
- Automatische Antworten, Unzustellbar-Meldungen, Listen, interne Mails und Notizen sind keine Reaktion.
- Es gilt die Uhr des empfangenden Servers, nicht das Datum des Absenders.
- Kein Betreff, Text, Name und keine Adresse verlässt das Einlesen; Kennungen sind Prüfsummen mit geheimem Salz
  (.cache/sla.salt oder Umgebungsvariable {pseudonyms.VARIABLE}). Aufgehoben werden sie retention_days Tage.

\b
Rückgabewert: 0 alles in der Frist, 1 etwas zu spät oder überfällig, 2 Quelle oder Aufruf falsch,
3 unvollständig (Anfragen mit unmöglichen Zeiten, Mailserver nicht erreichbar).
"""


@click.command(help=HELP)
@click.argument("sources", metavar="SOURCE…", nargs=-1)
@click.option("--from", "since", metavar="DATUM", help="Nur Anfragen, die ab diesem Tag eingingen.")
@click.option("--to", "until", metavar="DATUM", help="Nur Anfragen, die bis zu diesem Tag eingingen.")
@click.option(
    "--area", "areas", metavar="BEREICH", multiple=True, help="Nur dieser Bereich; mehrfach möglich."
)
@click.option("--today", metavar="DATUM", help="Stichtag, zum Beispiel 2026-11-22; sonst heute.")
@click.option(
    "--own-domain", "own", metavar="DOMAIN", multiple=True, help="Eigene Mail-Domain; mehrfach möglich."
)
@click.option(
    "--json", "json_out", metavar="DATEI", help="Zahlen als JSON schreiben; „-“ nach Standardausgabe."
)
@click.option(
    "--csv", "csv_out", metavar="DATEI", help="Zahlen als Tabelle schreiben; „-“ nach Standardausgabe."
)
@click.option(
    "--subdivision", metavar="LAND", help="Bundesland der Feiertage, zum Beispiel BW; sonst wie eingestellt."
)
@click.option("--forget", is_flag=True, help="Löschen, was von Postfächern älter als retention_days ist.")
@click.option(
    "--forget-all", is_flag=True, help="Alles löschen, was von Postfächern aufgehoben ist, auch das Salz."
)
@click.pass_context
def sla(
    context: click.Context,
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    areas: tuple[str, ...],
    today: str | None,
    own: tuple[str, ...],
    json_out: str | None,
    csv_out: str | None,
    subdivision: str | None,
    forget: bool,
    forget_all: bool,
) -> None:
    settings = config.load(Path())
    day = _day(today, "--today") or datetime.now(BERLIN).date()
    if forget or forget_all:
        _forget(day, settings, everything=forget_all)
    if not sources:
        if not (forget or forget_all):
            raise UsageError("Welche Anfragen? Zum Beispiel: dreiklick sla anfragen.csv")
        return
    if json_out == csv_out == "-":
        raise UsageError("Nur eine Ausgabe kann nach Standardausgabe gehen: --json oder --csv.")
    if own:
        settings = replace(settings, own_domains=own)
    choice = Choice(_day(since, "--from"), _day(until, "--to"), areas)
    reading = inquiry_sources.Reading(
        Path(), day, settings.own_domains, retention_days=settings.retention_days
    )
    intake = choice.of(inquiry_sources.read(sources, reading))
    times = measure(intake, settings, day, of_settings(settings, subdivision))
    figures = published(times)
    if json_out:
        _write(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", json_out)
    if csv_out:
        _write(as_csv(figures), csv_out)
    _show(times, figures, intake, Console(stderr="-" in (json_out, csv_out), highlight=False))
    context.exit(1 if times.total.missed else 3 if times.unclear else 0)


def _forget(today: date, settings: Settings, everything: bool) -> None:
    """Delete what is kept of mailboxes beyond the retention period, or all of it, and say what went."""
    if everything:
        for file in (checkpoint.FILE, checkpoint.FILE.with_suffix(".damaged"), pseudonyms.FILE):
            file.unlink(missing_ok=True)
        click.echo(
            "Gelöscht: alles, was von Postfächern aufgehoben war, und das Salz der Kennungen.", err=True
        )
        return
    reading = inquiry_sources.Reading(Path(), today, retention_days=settings.retention_days)
    with checkpoint.opened(Path()) as kept:
        gone = kept.forget(reading.oldest)
    click.echo(
        f"Gelöscht: {gone} Mails von vor dem {reading.oldest:%d.%m.%Y} (retention_days = {settings.retention_days}).",
        err=True,
    )


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    kind = "Stichtag" if option == "--today" else "Tag"
    raise UsageError(f"„{text}“ ist kein {kind}. Bitte so schreiben: {option} 2026-11-22")


def _write(text: str, out: str) -> None:
    if out == "-":
        click.echo(text, nl=False)
        return
    try:
        Path(out).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{out}: Die Datei lässt sich nicht schreiben. Gibt es den Ordner?") from error


def _show(times: ResponseTimes, figures: Mapping[str, Any], intake: Intake, console: Console) -> None:
    total = times.total
    console.print(table(times))
    console.print(Text(summary(figures["total"], times.target, times.limit)))
    if total.office_median is not None:
        console.print(
            f"In Sprechzeit bis zur ersten Reaktion: Median {hours(total.office_median)}, "
            f"90 % {hours(total.office_p90)}; längste Dauer: {total.max_days} Arbeitstage."
        )
    if figures["trend"]:
        console.print(trend(figures["trend"], times.target))
    if past := total.open_past_target:
        console.print(f"Davon schon länger als {times.target} Arbeitstage offen, in der Frist: {past}.")
    if unanswered := total.closed_unanswered:
        console.print(f"Abgeschlossen, aber ohne eingetragene Reaktion, darum offen: {unanswered}.")
    if missed := total.missed:
        lines = ", ".join(named_with_line(inquiry) for inquiry in missed[:MAX_NAMED])
        console.print(Text(f"Zu spät oder überfällig: {lines}{' …' if len(missed) > MAX_NAMED else ''}"))
    _show_doubts(times, intake, console)


def _show_doubts(times: ResponseTimes, intake: Intake, console: Console) -> None:
    """What no figure is sure of, and what was left out."""
    doubtful = [one for one in intake.inquiries if one.doubt]
    if doubtful:
        console.print(f"Offen, aber vielleicht beantwortet (bitte ansehen): {len(doubtful)}.")
        for one in doubtful[:MAX_NAMED]:
            console.print(Text(f"  {named_with_line(one)}: {one.doubt}"))
    if times.unclear:
        console.print(f"Unklar, in keiner Zahl enthalten: {len(times.unclear)}.")
        for one in times.unclear[:MAX_NAMED]:
            place = f"{one.file}, Zeile {one.line}" if one.line else f"{one.file}, {one.id}"
            console.print(Text(f"  {place}: {one.reason}"))
    if times.left_out:
        counted = ", ".join(f"{name} {number}" for name, number in times.left_out.items())
        console.print(Text(f"Nicht gezählt: {counted}."))
