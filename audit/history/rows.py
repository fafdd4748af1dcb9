"""Runs as rows of the history: JSON texts named by their SHA-256, so that what runs share is kept once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from audit.history.run import Coverage, Run, Seen

#: What is kept of a finding, without how it stands in this run; ``dataclasses.asdict`` copies deeply.
_ABOUT = [field.name for field in fields(Seen) if field.name != "state"]
_about = attrgetter(*_ABOUT)


def digest(content: str | bytes) -> str:
    """The name of a content."""
    return hashlib.sha256(content.encode("ascii") if isinstance(content, str) else content).hexdigest()


def rows_of(run: Run) -> tuple[str, dict[str, str]]:
    """The run's own text, and by digest the texts it refers to; the same run gives the same texts."""
    coverage = _text(
        {
            "rules": sorted(run.coverage.rules),
            "pages": sorted(run.coverage.pages),
            "failed_pages": sorted(run.coverage.failed_pages),
            "whole": run.coverage.whole,
        }
    )
    parts = {digest(coverage): coverage}
    findings = {}
    for key, seen in run.findings.items():
        text = _text(dict(zip(_ABOUT, _about(seen), strict=True)))
        name = digest(text)
        findings[key] = [seen.state, name]
        parts[name] = text
    content = {
        "site": run.site,
        "moment": run.moment.isoformat(),
        "partial": run.partial,
        "coverage": digest(coverage),
        "figures": run.figures,
        "findings": digest(_text(findings)),
    }
    return _text(content), parts | {digest(_text(findings)): _text(findings)}


class Reader:
    """Turns rows into runs; what runs share becomes one object."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        self._parts = parts
        self._known: dict[Any, Any] = {}

    def run(self, content: str) -> Run:
        """The run of a run's own text."""
        data = json.loads(content)
        return Run(
            site=data["site"],
            moment=datetime.fromisoformat(data["moment"]),
            partial=data["partial"],
            coverage=self._coverage(data["coverage"]),
            figures=data["figures"],
            findings=self._findings(data["findings"]),
        )

    def _findings(self, stored: Mapping[str, Any] | str) -> Mapping[str, Seen]:
        """``stored`` names a part, since most runs find what the one before found; up to schema 1 it is the list itself."""
        if not isinstance(stored, str):
            return {key: self._seen(state, part) for key, (state, part) in stored.items()}
        if stored not in self._known:
            self._known[stored] = self._findings(json.loads(self._parts[stored]))
        return self._known[stored]

    def _seen(self, state: str, part: str) -> Seen:
        if (state, part) not in self._known:
            self._known[state, part] = Seen(state=state, **json.loads(self._parts[part]))
        return self._known[state, part]

    def _coverage(self, part: str) -> Coverage:
        if part not in self._known:
            data = json.loads(self._parts[part])
            lists = (frozenset(data[name]) for name in ("rules", "pages", "failed_pages"))
            self._known[part] = Coverage(*lists, data["whole"])
        return self._known[part]


def _text(data: Any) -> str:
    """JSON in ASCII, so that lone surrogates survive, with sorted keys, so that the same data is the same text."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"))
