"""The command ``statement``: the latest audit's part of the accessibility statement, as a file in the content.

It reads ``reports/<site>/report.json`` and writes ``content/<site>/barrierefreiheit-befunde.yaml``, which people review
and commit and the next build puts into words. The audit itself never writes content.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import yaml

from audit.barriers import STATUTORY, is_binding
from audit.errors import DataError, UsageError
from audit.targets import microsites

FILE = "barrierefreiheit-befunde.yaml"
_HEAD = """\
# Was die letzte Prüfung fand. „invoke statement“ schreibt diese Datei; bitte ansehen und mit den Inhalten speichern.
# Eigene Angaben (Gründe, Alternativen) gehören in barrierefreiheit.yaml, Prüfungen von Hand in handpruefung.yaml.
"""
#: Versions that readers of a statement need to know.
_TOOLS = ("dreiklick", "axe-core", "accesslint", "chromium")

HELP = f"""Schreibt die Befunde der letzten Prüfung in die Erklärung zur Barrierefreiheit.

SITE ist der Name einer Microsite; ohne SITE sind es alle. Gelesen wird reports/SITE/report.json, geschrieben
content/SITE/{FILE}. Vorher: invoke build und invoke audit, mit Browser. Danach ansehen, speichern und neu bauen.
"""


@click.command(help=HELP)
@click.argument("site", nargs=-1)
def statement(site: tuple[str, ...]) -> None:
    project_dir = Path.cwd()
    for name in sites_of(site, project_dir):
        part = audit_part(read_report(project_dir, name), name)
        path = project_dir / "content" / name / FILE
        path.write_text(as_yaml(part), encoding="utf-8")
        click.echo(f"✓ {path.relative_to(project_dir)}: {len(part['barriers'])} Einträge")


def sites_of(names: tuple[str, ...], project_dir: Path) -> tuple[str, ...]:
    """The microsites that were named, else all; UsageError if there is no such microsite."""
    known = microsites(project_dir)
    for name in names:
        if name not in known:
            raise UsageError(f"Die Microsite „{name}“ gibt es nicht. Möglich: {', '.join(known)}.")
    return names or tuple(known)


def audit_part(report: Mapping[str, Any], site: str) -> dict[str, Any]:
    """The audit's part of the statement from the data of report.json.

    DataError if the report is of another site, incomplete, or left out rules on accessibility: a statement made from
    it would claim too much.
    """
    _require_whole_audit(report, site)
    coverage = report["coverage"]
    return {
        "audited_on": _day(report["today"]),
        "tools": {name: report["tool"][name] for name in _TOOLS},
        "pages_known": coverage["pages_known"],
        "pages_audited": coverage["pages_audited"],
        "barriers": list(_barriers(report)),
    }


def as_yaml(part: Mapping[str, Any]) -> str:
    """The file's text; the same part is always the same text."""
    return _HEAD + yaml.safe_dump(dict(part), allow_unicode=True, sort_keys=False, width=110)


def _require_whole_audit(report: Mapping[str, Any], site: str) -> None:
    again = f"Bitte „invoke audit --site {site}“ aufrufen, ohne weitere Optionen."
    if report["subject"] != site:
        raise DataError(f"Der Bericht ist von „{report['subject']}“, nicht von „{site}“. {again}")
    rules = {rule["id"]: rule for rule in report["rules"]}
    with_browser = any(name.startswith("axe/") for name in rules)
    if report["incomplete"] or not with_browser or not rules.keys() >= STATUTORY:
        raise DataError(
            f"Die letzte Prüfung von „{site}“ war nicht vollständig (ohne Browser, nur einzelne Regeln oder abgebrochen). {again}"
        )


def _barriers(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One entry for each rule, outcome and reason, by rule; what a person judged to be no barrier is left out."""
    titles = {rule["id"]: rule["title"] for rule in report["rules"]}
    groups: dict[tuple[str, str, str, str], list[Mapping[str, Any]]] = {}
    for finding in report["findings"]:
        accepted = finding["accepted"] or {"reason": "", "until": ""}
        was_judged = finding["outcome"] == "cantTell" and finding["accepted"]
        if is_binding(finding["rule"], finding["criteria"]) and not was_judged:
            key = finding["rule"], finding["outcome"], accepted["reason"], accepted["until"]
            groups.setdefault(key, []).append(finding)
    for (rule, outcome, reason, until), findings in sorted(groups.items()):
        entry = {
            "rule": rule,
            "title": titles[rule],
            "outcome": outcome,
            "criteria": list(findings[0]["criteria"]),
            "pages": sorted({finding["page"] for finding in findings}),
            "reason": reason,
            "until": _day(until),
        }
        yield {name: value for name, value in entry.items() if value}


def _day(text: str) -> Any:
    """An ISO day as YAML's own, so that it is written without quotation marks."""
    return yaml.safe_load(text) if text else None


def read_report(project_dir: Path, site: str) -> Mapping[str, Any]:
    """The data of a microsite's latest report; DataError if there is none that we can read."""
    path = project_dir / "reports" / site / "report.json"
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(
            f"{site} wurde noch nicht geprüft. Bitte „invoke audit --site {site}“ aufrufen."
        ) from error
    except ValueError as error:
        raise DataError(f"{path} ist kein Bericht ({error}). Bitte neu prüfen.") from error
    if not isinstance(report, dict) or report.get("schema") != 1:
        raise DataError(f"{path} stammt von einer anderen Version. Bitte neu prüfen.")
    return report
