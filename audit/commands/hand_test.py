"""The command ``hand-test``: writes for each site what people should still test, and keeps what they filled in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import yaml

from audit.commands.hand_list import FIELDS, Kept, hand_list
from audit.commands.statement import read_report, sites_of
from audit.criteria import standard
from audit.errors import DataError

FILE = "handpruefung.yaml"

HELP = f"""Schreibt die Liste dessen, was Menschen noch prüfen sollen.

SITE ist der Name einer Microsite; ohne SITE sind es alle. Gelesen wird reports/SITE/report.json, geschrieben
content/SITE/{FILE}: Anforderungen, die keine Regel ganz entscheidet, Seiten zum Ansehen und offene Befunde. Was schon
ausgefüllt ist, bleibt. Vorher: invoke build und invoke audit, mit Browser.
"""


@click.command("hand-test", help=HELP)
@click.argument("site", nargs=-1)
def hand_test(site: tuple[str, ...]) -> None:
    project_dir = Path.cwd()
    for name in sites_of(site, project_dir):
        report = read_report(project_dir, name)
        if report["subject"] != name or not report.get("criteria"):
            again = f"Bitte „invoke audit --site {name}“ aufrufen, ohne weitere Optionen."
            raise DataError(
                f"Die letzte Prüfung von „{name}“ sagt nichts über Anforderungen der Norm. {again}"
            )
        path = project_dir / "content" / name / FILE
        kept = filled_in(path)
        path.write_text(hand_list(report, kept), encoding="utf-8")
        click.echo(f"✓ {path.relative_to(project_dir)}: {_sentence(report, kept)}")


def filled_in(path: Path) -> Kept:
    """What a list says so far, by criterion and field, as text; DataError if it is none, so that nothing is lost."""
    try:
        # BaseLoader reads everything as text: a day stays what was typed, and the field "on" is no boolean.
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
        tests = data.get("tests") or {}
        kept = {number: dict(test) for number, test in tests.items() if test}
    except FileNotFoundError:
        return {}
    except (yaml.YAMLError, ValueError, AttributeError, TypeError) as error:
        raise DataError(
            f"{path} ist nicht lesbar ({error}). Bitte berichtigen, dann erneut aufrufen."
        ) from error
    for number, test in kept.items():
        unknown = sorted(test.keys() - set(FIELDS))
        if number not in standard().criteria or unknown:
            what = f"das Feld „{unknown[0]}“" if unknown else f"die Anforderung „{number}“"
            raise DataError(f"{path}: {what} gibt es nicht. Bitte berichtigen, dann erneut aufrufen.")
    return kept


def _sentence(report: Mapping[str, Any], kept: Kept) -> str:
    """How much is done; a program never says here that something conforms."""
    asked = [criterion["number"] for criterion in report["criteria"] if not criterion["program"]]
    done = sum(bool(kept.get(number, {}).get("outcome")) for number in asked)
    return (
        f"{done} von {len(asked)} Anforderungen beurteilt, {len(report['sample'])} Seiten in der Stichprobe"
    )
