"""The commands that measure speed against peers; each can write its section of docs/benchmarks.md."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from bench import audit as audit_bench
from bench import build as build_bench
from bench import corpus, link_pages, markdown_site, shared_options
from bench import links as links_bench
from bench import verdict as verdict_bench
from bench.edits import EDITS


@click.command()
@shared_options.json_file
@shared_options.rounds
@click.option("--pages", type=click.IntRange(10), default=corpus.PAGES, show_default=True, help="Seiten.")
@shared_options.docs
def audit(file: Path | None, rounds: int, pages: int, docs: bool) -> None:
    """Prüfung im Browser gegen axe CLI und pa11y-ci, auf Seiten der größten gebauten Microsite.

    Beide laufen im ganzen Browser, wie bei allen, die sie benutzen, und zum Vergleich im headless shell, in dem Dreiklick läuft.
    Zehn Seiten haben eine Barriere; andere Befunde als axe CLI gelten als verfehltes Ziel. 50 Seiten: etwa 5 Minuten je Runde.
    """
    found = shared_options.measured(lambda tell: audit_bench.run(rounds, pages, tell), file)
    shared_options.tell(
        "Audit", audit_bench.markdown(found, date.today()), found, docs, ok=found["same_violations"]
    )


@click.command()
@shared_options.json_file
@shared_options.rounds
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
@shared_options.docs
def build(file: Path | None, rounds: int, pages: int, memory_pages: int, docs: bool) -> None:
    """Bau gegen Pelican und Hugo auf denselben Texten: kalt, ohne Änderung, nach einer Änderung; Speicher."""
    found = shared_options.measured(lambda tell: build_bench.run(rounds, pages, memory_pages, tell), file)
    shared_options.tell("Build", build_bench.markdown(found, date.today()), found, docs)


@click.command()
@shared_options.json_file
@shared_options.rounds
@click.option("--pages", type=click.IntRange(50), default=link_pages.PAGES, show_default=True, help="Seiten.")
@shared_options.docs
def links(file: Path | None, rounds: int, pages: int, docs: bool) -> None:
    """Verweise, Anker und Klicktiefe gegen lychee. Ein übersehener Fehler gilt als verfehltes Ziel."""
    found = shared_options.measured(lambda tell: links_bench.run(rounds, pages, tell), file)
    shared_options.tell("Links", links_bench.markdown(found, date.today()), found, docs, ok=found["complete"])


@click.command()
@shared_options.json_file
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
@shared_options.docs
def verdict(
    file: Path | None, pages: tuple[int, ...], edits: int, wait: float, chain: bool, docs: bool
) -> None:
    """Vorschau: vom Speichern einer Datei bis zum Befund, p50 und p95 von 20 Änderungen zehnerlei Art."""
    found = shared_options.measured(lambda tell: verdict_bench.run(pages, edits, wait, chain, tell), file)
    shared_options.tell("Verdict", verdict_bench.markdown(found, date.today()), found, docs)


COMMANDS = (audit, build, links, verdict)
