"""Findings somebody accepted on purpose: ``content/<site>/accepted.yaml``.

A list of ``key`` (from the report), ``reason`` and ``until`` (last day it counts). ``rule`` may stand there, so that an
audit without that rule knows that it cannot tell, and ``page`` for the reader. Accepted findings stay in every report, marked; nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from audit.errors import DataError
from audit.model import Accepted, Finding

_FIELDS = {"key", "reason", "until", "rule", "page"}


@dataclass(frozen=True, slots=True)
class Marked:
    """Findings with the accepted ones marked, and German notes on entries that expired or match nothing."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


def read(path: Path) -> Mapping[str, Accepted]:
    """Entries by key; none if there is no such file. DataError with the entry that is wrong."""
    if not path.is_file():
        return {}
    import yaml  # only where somebody accepted something

    try:
        # everything as text: a key such as 12e4567890123456 must not become a number
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"{path} ist nicht lesbar: {error}") from error
    if not isinstance(entries, list):
        raise DataError(f"{path}: erwartet wird eine Liste von Einträgen mit key, reason und until.")
    accepted: dict[str, Accepted] = {}
    for number, entry in enumerate(entries, 1):
        key, acceptance = _entry(entry, f"{path}, Eintrag {number}")
        accepted[key] = acceptance
    return accepted


def _entry(entry: object, place: str) -> tuple[str, Accepted]:
    if not isinstance(entry, dict) or set(entry) - _FIELDS:
        raise DataError(f"{place}: erlaubt sind die Felder key, reason, until, rule, page.")
    if not entry.get("key"):
        raise DataError(f"{place}: key fehlt. Er steht im Bericht bei jedem Befund als „Schlüssel“.")
    reason = str(entry.get("reason", "")).strip()
    if len(reason) < 10:
        raise DataError(f"{place}: reason fehlt oder ist zu kurz. Bitte in einem Satz begründen.")
    try:
        until = date.fromisoformat(str(entry.get("until", "")))
    except ValueError as error:
        raise DataError(f"{place}: until fehlt. Bitte ein Datum angeben wie 2026-12-31.") from error
    return str(entry["key"]), Accepted(reason, until, str(entry.get("rule", "")))


def mark(
    findings: Iterable[Finding],
    accepted: Mapping[str, Accepted],
    today: date,
    left_out: Container[str] = (),
) -> Marked:
    """Mark what is accepted on ``today``; expired and unmatched entries become notes.

    Nothing is said of entries whose rule was ``left_out``: what nobody looked for may still be there.
    """
    marked, matched = [], set()
    for finding in findings:
        entry = accepted.get(finding.key)
        if entry:
            matched.add(finding.key)
        marked.append(replace(finding, accepted=entry) if entry and today <= entry.until else finding)
    notes = []
    for key, entry in sorted(accepted.items()):
        if key not in matched and entry.rule in left_out:
            continue
        if key not in matched:
            notes.append(
                f"Akzeptierter Befund {key} trifft auf nichts mehr zu: bitte aus accepted.yaml löschen."
            )
        elif entry.until < today:
            notes.append(
                f"Akzeptierter Befund {key} galt bis {entry.until:%d.%m.%Y} und zählt wieder: {entry.reason}"
            )
    return Marked(tuple(marked), tuple(notes))
