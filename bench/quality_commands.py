"""The commands that measure what comes out: weight of pages, hits of the search, contacts in texts, public test cases."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bench import act as act_bench
from bench import contacts as contacts_bench
from bench import gds as gds_bench
from bench import pages as pages_bench
from bench import search as search_bench
from bench import shared_options


@click.command()
@shared_options.json_file
@shared_options.rounds
def pages(file: Path | None, rounds: int) -> None:
    """Gewicht und Ladezeit der Seiten, Dauer des Baus. Endet mit 1, wenn ein Ziel verfehlt ist."""
    measured = shared_options.measured(lambda tell: pages_bench.run(rounds, tell), file)
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
        click.echo(f"{_mark(met)} {need}")
    sys.exit(0 if all(measured["needs"].values()) else 1)


@click.command()
@click.argument("queries", type=click.Path(path_type=Path), default=search_bench.QUERIES)
@click.option(
    "--site", default="pflegestuetzpunkt", show_default=True, help="Microsite für Adressen ohne Rechnernamen."
)
@shared_options.json_file
def search(queries: Path, site: str, file: Path | None) -> None:
    """Wie oft die gesuchte Seite unter den ersten fünf Treffern steht. Endet mit 1, wenn es zu selten ist.

    QUERIES hat je Zeile eine Suchanfrage, einen Tabulator und die Adresse der Seite, die gefunden werden soll.
    """
    measured = shared_options.measured(lambda tell: search_bench.run(queries, site, tell), file)
    for missed in measured["missed"]:
        click.echo(f"✗ {missed['query']} → {missed['expected']} ({missed['site']}), statt dessen:")
        click.echo("    " + (" ".join(missed["found"]) or missed["said"]))
    click.echo(
        f"{_mark(measured['met'])} {measured['recall_at_5']:.1%} von {measured['queries']} Anfragen unter den ersten fünf "
        f"(verlangt: {measured['needed']:.0%}), {measured['recall_at_1']:.1%} an erster Stelle"
    )
    sys.exit(0 if measured["met"] else 1)


@click.command()
@click.argument("snippets", type=click.Path(path_type=Path), default=contacts_bench.SNIPPETS)
@shared_options.json_file
def contacts(snippets: Path, file: Path | None) -> None:
    """Wie gut Telefonnummern und E-Mail-Adressen in Texten gefunden werden. Endet mit 1, wenn es nicht reicht.

    SNIPPETS hat je Zeile ein JSON-Objekt: {"text": "Tel. 030 23125-110", "contacts": ["+493023125110"]}.
    """
    measured = shared_options.measured(lambda _: contacts_bench.run(snippets), file)
    for wrong in measured["errors"]:
        click.echo(f"✗ {wrong['text']}")
        click.echo(
            f"    übersehen: {' '.join(wrong['missed']) or '–'}, zu Unrecht: {' '.join(wrong['wrong']) or '–'}"
        )
    for name, said in (("precision", "Genauigkeit"), ("recall", "Trefferquote")):
        needed = measured["needed"][name]
        click.echo(
            f"{_mark(measured[name] >= needed)} {said} ({name}) {measured[name]:.1%} (verlangt: {needed:.0%})"
        )
    click.echo(f"{measured['snippets']} Texte mit {measured['contacts']} Kontakten")
    sys.exit(0 if measured["met"] else 1)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@shared_options.json_file
def act(folder: Path, file: Path | None) -> None:
    """Die Testfälle der W3C-ACT-Regeln in FOLDER (testcases.json und Seiten)."""
    measured = shared_options.measured(lambda tell: act_bench.run(folder, tell), file)
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


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@shared_options.json_file
def gds(folder: Path, file: Path | None) -> None:
    """Die Barrieren des GDS accessibility-tool-audit in FOLDER (tests, example-pages, assets)."""
    measured = shared_options.measured(lambda tell: gds_bench.run(folder, tell), file)
    for barrier, case in measured["cases"].items():
        click.echo(f"{case['outcome']:8} {barrier} ({', '.join(case['by'])})")
    counts = measured["gds"]
    click.echo(f"Gefunden als failed: {counts['found_failed']} von {counts['cases']}")
    click.echo(f"Gefunden als cantTell: {counts['found_cant_tell']}")


def _mark(met: bool) -> str:
    return "✓" if met else "✗ nicht erreicht:"


COMMANDS = (pages, search, contacts, act, gds)
