"""Audit the pages of a public collection of test cases, each as a subject of its own, by the strictest standard."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from audit import config, run
from audit.gather import Options
from audit.model import Finding, Level, PageOutcome
from audit.probes import pages
from audit.probes.http import Fetcher
from audit.probes.local_server import LocalServer
from audit.selection import Selection
from audit.targets import Target

PROJECT_DIR = Path(__file__).resolve().parent.parent
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Subject:
    """What the audit said of one page: its findings, or the German reason why it could not be audited."""

    findings: tuple[Finding, ...]
    not_audited: str = ""

    def as_json(self) -> dict[str, Any]:
        """The raw findings, for whoever wants to count otherwise."""
        found = [
            {
                "rule": finding.rule.id,
                "outcome": finding.outcome,
                "target": finding.target,
                "message": finding.message,
            }
            for finding in self.findings
        ]
        return {"findings": found} | ({"not_audited": self.not_audited} if self.not_audited else {})


def audit_files(
    folder: Path, files: Iterable[str], prefix: str, progress: Callable[[str], None]
) -> Mapping[str, Subject]:
    """Serve ``folder`` below ``prefix`` (such as ``/WAI``), audit each of ``files`` (paths below it); subjects by file."""
    files = list(files)
    subjects: dict[str, Subject] = {}
    with tempfile.TemporaryDirectory(prefix="dreiklick-bench-") as name:
        root = Path(name)
        mount = root / prefix.strip("/") if prefix.strip("/") else root / "files"
        mount.parent.mkdir(parents=True, exist_ok=True)
        mount.symlink_to(folder.resolve(), target_is_directory=True)
        with LocalServer(root) as server:
            at = {server.url_of(f"/{mount.relative_to(root).as_posix()}/{file}"): file for file in files}
            for start in range(0, len(files), _BATCH):
                progress(f"{start} von {len(files)} Fällen …")
                subjects |= _audit(dict(list(at.items())[start : start + _BATCH]))
    return subjects


def _audit(file_at: Mapping[str, str]) -> dict[str, Subject]:
    target = Target(
        "bench", "bench", None, lambda tell: pages.from_list(list(file_at), Fetcher(), tell), offline=True
    )
    settings = replace(config.load(PROJECT_DIR), level=Level.AAA)
    selection = Selection(families=frozenset({"accessibility", "findability"}))
    cache = PROJECT_DIR / ".cache" / "yardsticks.sqlite"
    options = Options(PROJECT_DIR, cache, os.cpu_count() or 1)
    report = run.audit(target, selection, settings, datetime.now(ZoneInfo("Europe/Berlin")), options)
    found: dict[str, list[Finding]] = {url: [] for url in file_at}
    for finding in report.findings:
        if finding.page in found:
            found[finding.page].append(finding)
    reasons = {item.page: item.reason for item in report.coverage if item.outcome is not PageOutcome.AUDITED}
    return {file: Subject(tuple(found[url]), reasons.get(url, "")) for url, file in file_at.items()}
