"""GDS accessibility-tool-audit: how many of its barriers the audit names. One barrier a page.

A case counts when a rule that names this barrier in its documentation (``gds_rules.yaml``) reports failed or cantTell on
the page, at a place or with a rule that the empty wrapper page does not have.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from audit.errors import UsageError
from audit.model import Finding, Outcome
from bench.yardsticks import Subject, audit_files

#: The page that a case holds where it is nothing but a link into ``example-pages``.
_LINKED = re.compile(r"<main>\s*<a href=\"\.\./(example-pages/[^\"]+)\">[^<]*</a>\s*</main>")
_MAIN = re.compile(r"(<main>).*(</main>)", re.S)
_EMPTY = "tests/empty-wrapper-page.html"


def run(folder: Path, progress: Callable[[str], None]) -> dict[str, Any]:
    """Audit all cases in ``folder``; the result is the JSON of the benchmark. UsageError without cases."""
    tests = sorted((folder / "tests").glob("*.html"))
    if not tests:
        raise UsageError(f"{folder} ist keine Sammlung von GDS-Fällen: tests/*.html fehlt.")
    pages = {test.stem: _subject_of(test) for test in tests}
    with tempfile.TemporaryDirectory(prefix="dreiklick-bench-") as name:
        copy = Path(name) / "gds"
        shutil.copytree(folder, copy)
        (copy / _EMPTY).parent.chmod(0o755)
        (copy / _EMPTY).write_text(wrapper(tests[0].read_text(encoding="utf-8")), encoding="utf-8")
        subjects = audit_files(copy, [*pages.values(), _EMPTY], "", progress)
    return result(pages, subjects, subjects[_EMPTY], naming_rules())


def wrapper(html: str) -> str:
    """The page around a case, without the case."""
    return _MAIN.sub(r"\1<p>Text.</p>\2", html)


def _subject_of(test: Path) -> str:
    """The file that holds the barrier, relative to the collection."""
    match = _LINKED.search(test.read_text(encoding="utf-8"))
    return match[1] if match else f"tests/{test.name}"


def naming_rules() -> Mapping[str, tuple[str, ...]]:
    """Our rules by the barrier (file name of the case) they name."""
    data = yaml.safe_load(Path(__file__).with_name("gds_rules.yaml").read_text(encoding="utf-8")) or {}
    return {barrier: tuple(ours) for barrier, ours in data.items()}


def result(
    pages: Mapping[str, str],
    subjects: Mapping[str, Subject],
    empty: Subject,
    rules: Mapping[str, tuple[str, ...]],
) -> dict[str, Any]:
    """The counts, what was missed, and for every case what was found."""
    always = {_place(finding) for finding in empty.findings}
    cases = {}
    for barrier, file in pages.items():
        named = [
            finding
            for finding in subjects[file].findings
            if finding.rule.id in rules.get(barrier, ()) and _place(finding) not in always
        ]
        outcomes = {finding.outcome for finding in named}
        worst = next((value for value in (Outcome.FAILED, Outcome.CANT_TELL) if value in outcomes), "none")
        by = sorted({finding.rule.id for finding in named})
        cases[barrier] = {"file": file, "outcome": worst, "by": by} | subjects[file].as_json()
    return {
        "gds": {
            "cases": len(cases),
            "found_failed": sum(case["outcome"] == Outcome.FAILED for case in cases.values()),
            "found_cant_tell": sum(case["outcome"] == Outcome.CANT_TELL for case in cases.values()),
            "missed": sorted(barrier for barrier, case in cases.items() if case["outcome"] == "none"),
        },
        "empty_page": empty.as_json(),
        "cases": cases,
    }


def _place(finding: Finding) -> tuple[str, str, Outcome]:
    return finding.rule.id, finding.target, finding.outcome
