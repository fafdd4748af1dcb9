"""What a whole audit of a large site costs where nothing has changed: ``python -m bench.scale FOLDER --site NAME``.

FOLDER is a project with a built site (``bench.markdown_site``, then the build). The command runs with all its reports; the first
run fills the cache if need be. Processor time is that of the process and all that it starts. With ``--broken`` every page
gets a finding of its own, every fifth two; the next build brings the site back.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click

from audit.errors import ProbeError
from bench.memory import peak_mib

PROJECT_DIR = Path(__file__).resolve().parent.parent


def measure(folder: Path, site: str, rounds: int, options: tuple[str, ...] = ()) -> dict[str, Any]:
    """The least processor time and time of ``rounds`` warm runs, peak memory of one, size of the report."""
    command = [sys.executable, "-m", "audit", site, *options]
    environment = os.environ | {"PYTHONPATH": str(PROJECT_DIR), "CI": "1"}
    _spent(command, folder, environment)
    runs = [_spent(command, folder, environment) for _ in range(rounds)]
    report = folder / "reports" / site
    data = json.loads((report / "report.json").read_text(encoding="utf-8"))
    return {
        "pages": data["coverage"]["pages_known"],
        "findings": len(data["findings"]),
        "processor_seconds": round(min(spent for spent, _ in runs), 2),
        "seconds": round(min(took for _, took in runs), 2),
        "peak_mib": peak_mib(command, folder, environment),
        "report_html_mb": round((report / "report.html").stat().st_size / 1e6, 2),
    }


def _spent(command: list[str], folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Processor time and time of one run to its end, in seconds. ProbeError if it was no audit."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    took, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise ProbeError(f"dreiklick endete mit {done.returncode}: {done.stderr.strip()[-500:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took


def break_links(folder: Path, site: str) -> None:
    """Write a link into each built page that leads nowhere, and into every fifth one to a place that is not there."""
    for number, file in enumerate(sorted((folder / "output" / site).rglob("*.html"))):
        nowhere = f'<p><a href="nirgends-{number}/">Nirgends {number}</a></p>'
        anchor = f'<p><a href="#nirgends-{number}">Kein Ort {number}</a></p>' if number % 5 == 0 else ""
        html = file.read_text(encoding="utf-8")
        if nowhere not in html:
            file.write_text(html.replace("</main>", f"{nowhere}{anchor}</main>", 1), encoding="utf-8")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--site", default="bench", show_default=True)
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True)
@click.option("--no-browser", is_flag=True, help="Ohne Browser prüfen.")
@click.option("--broken", is_flag=True, help="Jeder Seite einen Befund geben, jeder fünften zwei.")
def main(folder: Path, site: str, rounds: int, no_browser: bool, broken: bool) -> None:
    """Misst, was eine Prüfung kostet, wenn sich nichts geändert hat."""
    if broken:
        break_links(folder, site)
    result = measure(folder, site, rounds, ("--no-browser",) if no_browser else ())
    click.echo(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
