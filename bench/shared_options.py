"""What the commands of the benchmarks have in common: their options, and how they tell what was measured."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from audit.errors import AuditError, DataError
from bench import record

Progress = Callable[[str], None]

json_file = click.option(
    "--json", "file", type=click.Path(path_type=Path), help="Ergebnis als JSON in diese Datei."
)
rounds = click.option(
    "--rounds", type=click.IntRange(1), default=3, show_default=True, help="Runden im Wechsel."
)
docs = click.option("--docs", is_flag=True, help="Die Tabelle auch in docs/benchmarks.md schreiben.")


def measured(run: Callable[[Progress], dict[str, Any]], file: Path | None) -> dict[str, Any]:
    """What ``run`` measures, written to ``file`` if there is one. Ends with 2 for wrong data, 3 if it cannot be measured."""
    console = Console(stderr=True)
    try:
        if console.is_terminal:
            with console.status("Vorbereiten …") as status:
                found = run(status.update)
        else:  # a log: one line for each step
            found = run(lambda step: click.echo(step, err=True))
    except AuditError as error:
        click.echo(f"Nicht gemessen: {error}", err=True)
        sys.exit(2 if isinstance(error, DataError) else 3)
    if file:
        file.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return found


def tell(title: str, text: str, found: Mapping[str, Any], to_docs: bool, *, ok: bool = True) -> None:
    """Print what was measured as docs/benchmarks.md shows it, and put it there if that is wanted.

    Ends with 1 unless all needs are met and ``ok``.
    """
    click.echo(text, nl=False)
    if to_docs:
        record.record(title, text)
    sys.exit(0 if ok and all(need["met"] for need in found["needs"]) else 1)
