"""The command ``check``: the verdict on single files of the content, for editors and for hooks that run before a commit.

It calls the build as a command, since plugins and audit never import each other, and audits what changed: everything else
is known from the audits before.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from audit import config, run, targets
from audit.clock import now
from audit.commands.file_verdicts import FileVerdict, lines, of_file
from audit.errors import UsageError
from audit.gather import Options
from audit.manifest import Manifest
from audit.model import Impact, Report
from audit.reports.json_report import as_data, json_text
from audit.selection import Selection

CODE_DIR = Path(__file__).resolve().parents[2]
SHARED = "gemeinsam"

HELP = """Sagt zu einzelnen Dateien aus content/, was die Prüfung dazu findet.

FILE ist eine Seite (Markdown) oder eine Einstellung (YAML). Vorher wird gebaut, was sich geändert hat. Gezeigt werden
alle Befunde auf der Seite und alle, die in die Datei führen; dahinter die Ampel der Datei:

\b
  content/senioren/geld.md:12: failed: Satz. Was zu tun ist. [regel]
  ✗ content/senioren/geld.md: Rot, handeln; 1 Befund; 1 Klick von der Startseite

failed muss behoben werden. cantTell muss ein Mensch ansehen. Eine Datei aus content/gemeinsam/ gilt für alle Microsites.
Im Browser werden nur die genannten Seiten geöffnet, und auch sie nur, wenn sich etwas geändert hat. Steht eine
Einstellung dabei oder die Erklärung zur Barrierefreiheit, sind es alle Seiten, und die erste Prüfung dauert so lange
wie make audit.

\b
Beispiele:
  dreiklick check content/senioren/geld.md
  dreiklick check content/senioren/*.md content/gemeinsam/contacts.yaml
  dreiklick check --no-browser $(git diff --cached --name-only --diff-filter=d -- content)

\b
Rückgabewerte:
  0  nichts zu beheben
  1  offene Befunde ab der eingestellten Schwere (Voreinstellung: moderate)
  2  falscher Aufruf, oder die Seiten lassen sich nicht bauen
  3  Prüfung unvollständig: eine Seite oder ein Messgerät fiel aus
  4  Fehler im Programm
"""


@dataclass(frozen=True, slots=True)
class _Build:
    """What the build said. ``code`` is its exit code, ``told`` its lines about each file."""

    code: int
    output: str
    errors: str

    def told(self, file: str) -> str:
        """What it says of a file that it left out, such as one that waits for approval."""
        found = re.search(rf"^\s*- {re.escape(file)}(?:, [^:]*)?: (.+)$", self.output, flags=re.M)
        return found[1] if found else ""


@click.command("check", help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--no-browser", is_flag=True, help="Ohne Browser: Regeln, die ihn brauchen, bleiben ungeprüft.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default="Kerne", help="Browser."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Ausgabe: text oder json."
)
def check(files: tuple[Path, ...], no_browser: bool, jobs: int, form: str) -> int:
    project_dir = Path.cwd()
    names = [_name(file, project_dir) for file in files]
    sites = sorted({site for name in names for site in _sites(name, project_dir)})
    settings = config.load(project_dir)
    built = _build(sites, project_dir)
    if built.code:
        # the build's own sentences: file, line, what to do
        click.echo(_json_of_failed(names, built) if form == "json" else built.errors, nl=False)
        return built.code if built.code in (2, 4) else 4
    selection = Selection(ignored=settings.ignore or {}, browser=not no_browser)
    reports = {}
    for site in sites:
        target = targets.resolve(site, project_dir, None, settings.max_pages)
        here = [name for name in names if site in _sites(name, project_dir)]
        cache_file, look_at = project_dir / ".cache" / "audit.sqlite", _pages_of(here, target.manifest)
        options = Options(project_dir, cache_file, jobs, look_at=look_at)
        reports[site] = target, run.audit(target, selection, settings, now(), options)
    verdicts = [
        _verdict(name, site, reports[site], built, settings.threshold)
        for name in dict.fromkeys(names)
        for site in _sites(name, project_dir)
    ]
    only_reports = {site: report for site, (_, report) in reports.items()}
    if form == "json":
        click.echo(json_text(_data(verdicts, only_reports)), nl=False)
    else:
        for line in _text(verdicts, only_reports):
            click.echo(line)
    return _exit_code(verdicts, only_reports.values(), settings.threshold)


def _name(file: Path, project_dir: Path) -> str:
    """The path below the project, as findings name it; UsageError unless it is a file of a microsite."""
    absolute = Path(os.path.normpath(project_dir / file))  # not resolved: content/ may be a link
    try:
        name = absolute.relative_to(project_dir).as_posix()
    except ValueError:
        name = ""
    if not name.startswith("content/") or name.count("/") < 2:
        raise UsageError(f"{file} gehört zu keiner Microsite. Bitte Dateien aus content/ nennen.")
    if not absolute.is_file():
        kind = "ist ein Ordner" if absolute.is_dir() else "gibt es nicht"
        raise UsageError(
            f"{name} {kind}. Bitte einzelne Dateien nennen, zum Beispiel content/senioren/geld.md."
        )
    return name


def _sites(name: str, project_dir: Path) -> list[str]:
    """The microsites a file belongs to: a shared one to all."""
    site, known = name.split("/")[1], targets.microsites(project_dir)
    if site == SHARED:
        return known
    if site not in known:
        raise UsageError(
            f"content/{site}/site.yaml fehlt. Ohne diese Datei ist content/{site} keine Microsite."
        )
    return [site]


def _build(sites: Sequence[str], project_dir: Path) -> _Build:
    """Build the sites as a person would: ``python -m plugins.build``."""
    command = [sys.executable, "-m", "plugins.build", *sites]
    environment = {**os.environ, "PROJECT_DIR": str(project_dir), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=CODE_DIR, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return _Build(done.returncode, done.stdout, done.stderr)


def _pages_of(names: Iterable[str], manifest: Manifest) -> frozenset[str] | None:
    """The pages that are made of these files; None, which is all, if one is more than its page: a setting, or the
    statement, which must tell what was found anywhere.
    """
    pages: dict[str, set[str]] = {}
    for url, page in manifest.pages.items():
        pages.setdefault(page.file, set()).add(url)
    statement = manifest.legal.statement_url if manifest.legal else ""
    if any(not name.endswith(".md") or statement in pages.get(name, ()) for name in names):
        return None
    return frozenset(url for name in names for url in pages.get(name, ()))


def _verdict(
    name: str, site: str, audited: tuple[targets.Target, Report], built: _Build, threshold: Impact
) -> FileVerdict:
    target, report = audited
    manifest = target.manifest
    assert manifest is not None  # a microsite's target has one
    is_page = any(page.file == name for page in manifest.pages.values())
    note = "" if is_page or not name.endswith(".md") else built.told(name) or _NO_PAGE
    verdict = of_file(name, manifest, report, threshold, note)
    return replace(verdict, file=f"{name} ({site})") if name.startswith(f"content/{SHARED}/") else verdict


_NO_PAGE = "ist zurzeit keine Seite: Das Angebot ist vorbei, oder eine andere Datei steht an ihrer Stelle"


def _text(verdicts: Iterable[FileVerdict], reports: Mapping[str, Report]) -> Iterator[str]:
    for verdict in verdicts:
        yield from lines(verdict)
    for site, report in reports.items():
        if report.incomplete:
            yield from (f"Prüfung unvollständig ({site}): {note}" for note in report.notes)


def _data(verdicts: Iterable[FileVerdict], reports: Mapping[str, Report]) -> dict[str, Any]:
    """The same as data: findings as in report.json."""
    found = []
    for verdict in verdicts:
        mine = replace(reports[verdict.site], findings=verdict.findings)
        status = verdict.status
        found.append(
            {
                "file": verdict.file.partition(" (")[0],
                "site": verdict.site,
                "page": status.page if status else None,
                "light": verdict.light,
                "clicks": status.clicks if status else None,
                "note": verdict.note,
                "findings": as_data(mine)["findings"],
            }
        )
    incomplete = [site for site, report in reports.items() if report.incomplete]
    return {"schema": 1, "built": True, "files": found, "incomplete": incomplete}


def _json_of_failed(names: Iterable[str], built: _Build) -> str:
    """The build failed: nothing is known of the files but what it said."""
    errors = [line.strip() for line in built.errors.splitlines()]
    files = list(dict.fromkeys(names))
    return json_text({"schema": 1, "built": False, "asked": files, "errors": errors, "files": []})


def _exit_code(verdicts: Iterable[FileVerdict], reports: Iterable[Report], threshold: Impact) -> int:
    if any(report.incomplete for report in reports):
        return 3
    return 1 if any(verdict.is_open(threshold) for verdict in verdicts) else 0
