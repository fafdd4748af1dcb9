"""The command line of the benchmarks: ``python -m bench audit|build|verdict|pages|links|search [--json FILE]``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from audit.errors import AuditError, DataError
from bench import act as act_bench
from bench import audit as audit_bench
from bench import build as build_bench
from bench import contacts as contacts_bench
from bench import corpus, link_pages, markdown_site, record
from bench import gds as gds_bench
from bench import links as links_bench
from bench import pages as pages_bench
from bench import search as search_bench
from bench import verdict as verdict_bench
from bench.edits import EDITS

_NAMES = {
    "ours": "Dreiklick (nur axe)",
    "ours_warm": "Dreiklick, nichts geändert",
    "axe_cli": "axe CLI",
    "pa11y_ci": "pa11y-ci",
    "pa11y_ci_two_at_once": "pa11y-ci, zwei Seiten zugleich",
    "command_full_audit": "Dreiklick, alle Prüfungen",
    "command_full_audit_warm": "Dreiklick, alle Prüfungen, nichts geändert",
}

_NEEDS = {
    "axe_cli": "{:.1f}-mal so schnell wie axe CLI",
    "pa11y_ci": "{:.1f}-mal so schnell wie pa11y-ci",
    "ours_warm": "{:.1f}-mal so schnell, wenn nichts geändert ist",
    "command_full_audit": "alle Prüfungen dauern {:.1f}-mal so lange wie axe allein",
    "minutes_for_1000": "alle Prüfungen, 1.000 Seiten: {:.1f} Minuten (hochgerechnet)",
    "warm_seconds": "alle Prüfungen, nichts geändert: {:.1f} s",
}
_LINK_NAMES = {
    "ours_cold": "Dreiklick",
    "ours_warm": "Dreiklick, nichts geändert",
    "lychee": "lychee",
}


_docs = click.option("--docs", is_flag=True, help="Die Tabelle auch in docs/benchmarks.md schreiben.")


@click.group()
def main() -> None:
    """Misst, wie schnell Dreiklick ist, im Vergleich mit anderen Werkzeugen auf denselben Seiten."""


@main.command()
@click.option("--json", "file", type=click.Path(path_type=Path), help="Ergebnis als JSON in diese Datei.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="Runden im Wechsel.")
@click.option("--pages", type=click.IntRange(10), default=corpus.PAGES, show_default=True, help="Seiten.")
@_docs
def audit(file: Path | None, rounds: int, pages: int, docs: bool) -> None:
    """Prüfung im Browser gegen axe CLI und pa11y-ci. Endet mit 1, wenn die Befunde sich unterscheiden."""
    console = Console(stderr=True)
    try:
        with console.status("Vorbereiten …") as status:
            measured = audit_bench.run(rounds, pages, status.update)
    except AuditError as error:
        click.echo(f"Nicht gemessen: {error}", err=True)
        sys.exit(3)
    if file:
        file.write_text(json.dumps(measured, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    show(measured, Console())
    if docs:
        record.record("Audit", audit_bench.markdown(measured, date.today()))
    sys.exit(0 if measured["same_violations"] else 1)


@main.command()
@click.option("--json", "file", type=click.Path(path_type=Path), help="Ergebnis als JSON in diese Datei.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="Runden.")
def pages(file: Path | None, rounds: int) -> None:
    """Gewicht und Ladezeit der Seiten, Dauer des Baus. Endet mit 1, wenn ein Ziel verfehlt ist."""
    console = Console(stderr=True)
    try:
        with console.status("Vorbereiten …") as status:
            measured = pages_bench.run(rounds, status.update)
    except AuditError as error:
        click.echo(f"Nicht gemessen: {error}", err=True)
        sys.exit(3)
    if file:
        file.write_text(json.dumps(measured, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    weight, plain = measured["kilobytes"], measured["kilobytes_uncompressed"]
    waiting = measured["round_trips_after_css"]
    click.echo(f"{measured['pages']} Seiten von {pages_bench.SITE}, Last {measured['machine']['load']}")
    click.echo(
        f"ohne Bilder, mit gzip {weight['median']} kB, höchstens {weight['max']} kB ({weight['page']})"
    )
    click.echo(
        f"ohne Bilder, nicht komprimiert {plain['median']} kB, höchstens {plain['max']} kB ({plain['page']}),"
        f" {plain['too_heavy']} Seiten über {pages_bench.MOST_KB:.0f} kB"
    )
    click.echo(
        f"Umlaufzeiten nach dem Stylesheet {waiting['median']}, höchstens {waiting['max']} ({waiting['page']})"
    )
    click.echo(f"Bau aller Microsites {measured['build_seconds']} s")
    for need, met in measured["needs"].items():
        click.echo(f"{'✓' if met else '✗ nicht erreicht:'} {need}")
    sys.exit(0 if all(measured["needs"].values()) else 1)


@main.command()
@click.argument("queries", type=click.Path(path_type=Path), default=search_bench.QUERIES)
@click.option(
    "--site", default="pflegestuetzpunkt", show_default=True, help="Microsite für Adressen ohne Rechnernamen."
)
@click.option("--json", "file", type=click.Path(path_type=Path), help="Ergebnis als JSON in diese Datei.")
def search(queries: Path, site: str, file: Path | None) -> None:
    """Wie oft die gesuchte Seite unter den ersten fünf Treffern steht. Endet mit 1, wenn es zu selten ist.

    QUERIES hat je Zeile eine Suchanfrage, einen Tabulator und die Adresse der Seite, die gefunden werden soll.
    """
    console = Console(stderr=True)
    try:
        with console.status("Vorbereiten …") as status:
            measured = search_bench.run(queries, site, status.update)
    except AuditError as error:
        click.echo(f"Nicht gemessen: {error}", err=True)
        sys.exit(2 if isinstance(error, DataError) else 3)
    if file:
        file.write_text(json.dumps(measured, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for missed in measured["missed"]:
        click.echo(f"✗ {missed['query']} → {missed['expected']} ({missed['site']}), statt dessen:")
        click.echo("    " + (" ".join(missed["found"]) or missed["said"]))
    mark = "✓" if measured["met"] else "✗ nicht erreicht:"
    click.echo(
        f"{mark} {measured['recall_at_5']:.1%} von {measured['queries']} Anfragen unter den ersten fünf "
        f"(verlangt: {measured['needed']:.0%}), {measured['recall_at_1']:.1%} an erster Stelle"
    )
    sys.exit(0 if measured["met"] else 1)


@main.command()
@click.argument("file", type=click.Path(path_type=Path), default=contacts_bench.SNIPPETS)
@click.option("--json", "out", type=click.Path(path_type=Path), help="Ergebnis als JSON in diese Datei.")
def contacts(file: Path, out: Path | None) -> None:
    """Wie gut Telefonnummern und E-Mail-Adressen in Texten gefunden werden. Endet mit 1, wenn es nicht reicht.

    FILE hat je Zeile ein JSON-Objekt: {"text": "Tel. 030 23125-110", "contacts": ["+493023125110"]}.
    """
    try:
        measured = contacts_bench.run(file)
    except AuditError as error:
        click.echo(f"Nicht gemessen: {error}", err=True)
        sys.exit(2)
    if out:
        out.write_text(json.dumps(measured, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for wrong in measured["errors"]:
        click.echo(f"✗ {wrong['text']}")
        click.echo(
            f"    übersehen: {' '.join(wrong['missed']) or '–'}, zu Unrecht: {' '.join(wrong['wrong']) or '–'}"
        )
    for name, said in (("precision", "Genauigkeit"), ("recall", "Trefferquote")):
        needed = measured["needed"][name]
        mark = "✓" if measured[name] >= needed else "✗ nicht erreicht:"
        click.echo(f"{mark} {said} ({name}) {measured[name]:.1%} (verlangt: {needed:.0%})")
    click.echo(f"{measured['snippets']} Texte mit {measured['contacts']} Kontakten")
    sys.exit(0 if measured["met"] else 1)


@main.command()
@click.option("--json", "file", type=click.Path(path_type=Path), help="Ergebnis als JSON in diese Datei.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="Runden im Wechsel.")
@click.option("--pages", type=click.IntRange(50), default=link_pages.PAGES, show_default=True, help="Seiten.")
@_docs
def links(file: Path | None, rounds: int, pages: int, docs: bool) -> None:
    """Verweise, Anker und Klicktiefe gegen lychee. Endet mit 1, wenn ein Ziel verfehlt oder ein Fehler übersehen ist."""
    measured = _measured(lambda tell: links_bench.run(rounds, pages, tell), file)
    for name, seconds in measured["seconds"].items():
        found = measured["found"][name]
        click.echo(
            f"{_LINK_NAMES[name]}: {seconds:.2f} s (Median), {measured['rss_mb'][name]:.0f} MB, gefunden "
            f"{found['broken_links']} tote Verweise und {found['broken_anchors']} tote Anker"
        )
    for need in measured["needs"]:
        mark = "✓" if need["met"] else "✗ nicht erreicht:"
        click.echo(f"{mark} {need['name']} {need['measured']:.2f} (verlangt: höchstens {need['needed']})")
    if docs:
        record.record("Links", links_bench.markdown(measured, date.today()))
    seeded = measured["seeded"]
    click.echo(
        f"{measured['pages']} Seiten, {measured['links']} Verweise, davon {seeded['broken_links']} tot und "
        f"{seeded['broken_anchors']} mit totem Anker; lychee {measured['versions']['lychee']}, "
        f"{measured['machine']['cores']} Kerne, Last {measured['machine']['load']}"
    )
    sys.exit(0 if measured["complete"] and all(need["met"] for need in measured["needs"]) else 1)


def show(measured: dict[str, Any], console: Console) -> None:
    """Print the figures as a table, and below it what is needed and whether it is met."""
    table = Table("", "ms je Seite", "kleinster", "größter", title=f"{measured['pages']} Seiten, Median")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, values in measured["rounds"].items():
        middle = (measured["ms_per_page"] | measured["more_ms_per_page"])[name]
        table.add_row(_NAMES[name], *(f"{value:.1f}" for value in (middle, min(values), max(values))))
    console.print(table)
    for need in measured["needs"]:
        mark = "✓" if need["met"] else "✗ nicht erreicht:"
        bound = f"höchstens {need['needed']:.0f}" if need["at_most"] else f"mindestens {need['needed']:.0f}"
        console.print(
            f"{mark} {_NEEDS[need['name']].format(need['measured'])} (verlangt: {bound})", soft_wrap=True
        )
    same = "✓ dieselben Befunde wie" if measured["same_violations"] else "✗ andere Befunde als"
    console.print(f"{same} axe CLI ({len(measured['differences'])} Unterschiede)")
    machine = measured["machine"]
    console.print(
        f"{machine['cores']} Kerne, {machine['memory_gib']} GiB, {machine['processor']}, Last {machine['load']}; "
        + ", ".join(f"{name} {version}" for name, version in measured["versions"].items())
    )


@main.command()
@click.option("--json", "file", type=click.Path(path_type=Path), help="Ergebnis als JSON in diese Datei.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="Runden im Wechsel.")
@click.option(
    "--pages",
    type=click.IntRange(20, markdown_site.largest()),
    default=1000,
    show_default=True,
    help="Seiten.",
)
@click.option(
    "--memory-pages",
    type=click.IntRange(0, markdown_site.largest()),
    default=build_bench.MEMORY_PAGES,
    show_default=True,
    help="Seiten, bei denen der Speicher gemessen wird; 0: nicht messen.",
)
@_docs
def build(file: Path | None, rounds: int, pages: int, memory_pages: int, docs: bool) -> None:
    """Bau gegen Pelican und Hugo auf denselben Texten. Endet mit 1, wenn ein Ziel verfehlt ist."""
    measured = _measured(lambda tell: build_bench.run(rounds, pages, memory_pages, tell), file)
    _tell("Build", build_bench.markdown(measured, date.today()), docs)
    sys.exit(0 if all(need["met"] for need in measured["needs"]) else 1)


@main.command()
@click.option("--json", "file", type=click.Path(path_type=Path), help="Ergebnis als JSON in diese Datei.")
@click.option(
    "--pages",
    type=click.IntRange(30, markdown_site.largest()),
    multiple=True,
    default=verdict_bench.PAGES,
    show_default=True,
    help="Seiten; darf mehrmals stehen.",
)
@click.option("--edits", type=click.IntRange(1), default=EDITS, show_default=True, help="Änderungen.")
@click.option(
    "--wait",
    type=click.FloatRange(0),
    default=900,
    show_default=True,
    help="So viele Sekunden höchstens warten, bis alle Seiten einmal geprüft sind.",
)
@click.option("--chain/--no-chain", default=True, help="Auch Hugo, axe CLI und lychee nacheinander messen.")
@_docs
def verdict(
    file: Path | None, pages: tuple[int, ...], edits: int, wait: float, chain: bool, docs: bool
) -> None:
    """Vorschau: vom Speichern bis zum Befund. Endet mit 1, wenn ein Ziel verfehlt ist."""
    measured = _measured(lambda tell: verdict_bench.run(pages, edits, wait, chain, tell), file)
    _tell("Verdict", verdict_bench.markdown(measured, date.today()), docs)
    sys.exit(0 if all(need["met"] for need in measured["needs"]) else 1)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "file", type=click.Path(path_type=Path), help="Ergebnis als JSON in diese Datei.")
def act(folder: Path, file: Path | None) -> None:
    """Die Testfälle der W3C-ACT-Regeln in FOLDER (testcases.json und Seiten)."""
    measured = _measured(lambda tell: act_bench.run(folder, tell), file)
    counts = measured["act"]
    for rule, rating in counts["rules"].items():
        click.echo(
            f"{rule} {rating['title']}: {rating['rating']}, {rating['hits']} von {rating['faulty']} gefunden, "
            f"{rating['false_alarms']} Fehlalarme ({', '.join(rating['ours'])})"
        )
    click.echo(f"Fehler als failed gemeldet: {counts['failed_hit']} von {counts['failed_total']}")
    click.echo(f"Fehler als cantTell gemeldet: {counts['failed_cant_tell']}")
    click.echo(f"Fehlalarme: {counts['negatives_wrong']} von {counts['negatives_total']}")
    click.echo(f"Nicht prüfbar: {counts['not_audited']}")
    for other in counts["other_failed_on_negatives"]:
        click.echo(
            f"außerdem failed: {other['rule']} {other['target']} ({other['expected']}, {other['file']})"
        )


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "file", type=click.Path(path_type=Path), help="Ergebnis als JSON in diese Datei.")
def gds(folder: Path, file: Path | None) -> None:
    """Die Barrieren des GDS accessibility-tool-audit in FOLDER (tests, example-pages, assets)."""
    measured = _measured(lambda tell: gds_bench.run(folder, tell), file)
    for barrier, case in measured["cases"].items():
        click.echo(f"{case['outcome']:8} {barrier} ({', '.join(case['by'])})")
    counts = measured["gds"]
    click.echo(f"Gefunden als failed: {counts['found_failed']} von {counts['cases']}")
    click.echo(f"Gefunden als cantTell: {counts['found_cant_tell']}")


def _tell(title: str, text: str, docs: bool) -> None:
    """Print what was measured as it stands in docs/benchmarks.md, and put it there if that is wanted."""
    click.echo(text, nl=False)
    if docs:
        record.record(title, text)


def _measured(run: Callable[[Callable[[str], None]], dict[str, Any]], file: Path | None) -> dict[str, Any]:
    """What ``run`` measures, written to ``file`` if there is one; ends with 3 if it cannot be measured."""
    try:
        with Console(stderr=True).status("Vorbereiten …") as status:
            measured = run(status.update)
    except AuditError as error:
        click.echo(f"Nicht gemessen: {error}", err=True)
        sys.exit(3)
    if file:
        file.write_text(json.dumps(measured, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return measured


if __name__ == "__main__":
    main()
