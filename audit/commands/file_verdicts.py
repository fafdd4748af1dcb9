"""What an audit says of single source files: the findings that concern each, and its light. Pure functions of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.manifest import Manifest
from audit.model import Finding, Impact, Light, Outcome, PageStatus, Report
from audit.reports.text import one_line
from audit.reports.wording import LIGHT_COLOURS, count


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """One file of one microsite. ``status`` is None where the file is no page; ``note`` says then, or otherwise, why."""

    file: str
    site: str
    status: PageStatus | None
    light: Light
    findings: tuple[Finding, ...]
    note: str = ""

    def is_open(self, threshold: Impact) -> bool:
        """Whether something must be mended before the file is published."""
        return any(finding.is_open and finding.impact.rank >= threshold.rank for finding in self.findings)


def of_file(file: str, manifest: Manifest, report: Report, threshold: Impact, note: str = "") -> FileVerdict:
    """The verdict on ``file`` (relative to the project): all findings on its page, and those that point into it."""
    pages = {url for url, page in manifest.pages.items() if page.file == file and file.endswith(".md")}
    findings = tuple(
        finding for finding in report.findings if finding.page in pages or _points_into(finding, file)
    )
    statuses = [status for status in report.pages if status.page in pages]
    if len(statuses) == 1:
        light = statuses[0].light
        if light is Light.GREEN and any(finding.is_open for finding in findings):
            light = Light.YELLOW  # beside the page: in its front matter
    else:
        light = _light(findings, threshold, measured="chromium" in report.tool)
    unlisted = any(manifest.pages[page].unlisted for page in pages)
    told = note or ("steht mit Absicht in keiner Liste (unlisted)" if unlisted else "")
    return FileVerdict(
        file, manifest.site, statuses[0] if len(statuses) == 1 else None, light, findings, told
    )


def lines(verdict: FileVerdict) -> Iterator[str]:
    """``file:line: outcome: sentence remedy [rule]`` for each finding that nobody accepted, as compilers write, then the light."""
    shown = [finding for finding in verdict.findings if finding.accepted is None]
    for places in _same(shown):
        finding = places[0]
        pages = {place.page for place in places}
        spread = f" (auf {len(pages)} Seiten)" if len(pages) > 1 else ""
        remedy = finding.remedy or finding.rule.remedy
        yield one_line(
            f"{_place(finding, verdict.file)}: {finding.outcome}: {finding.message}{spread} {remedy} [{finding.rule.id}]"
        )
    yield f"{verdict.light.symbol} {verdict.file}: {'; '.join(_summary(verdict, shown))}"


def _points_into(finding: Finding, file: str) -> bool:
    return finding.location is not None and finding.location.file == file


def _light(findings: Iterable[Finding], threshold: Impact, *, measured: bool) -> Light:
    """The light of a file that is no page, or many: there is no review to be due."""
    open_here = [finding for finding in findings if finding.is_open]
    if any(finding.impact.rank >= threshold.rank for finding in open_here):
        return Light.RED
    if not measured:
        return Light.GREY
    return Light.YELLOW if open_here else Light.GREEN


def _same(findings: Iterable[Finding]) -> Iterable[list[Finding]]:
    """Findings that say the same of the same place, such as a contact shown on many pages."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.rule.id, finding.outcome, finding.location, finding.message)
        groups.setdefault(key if finding.location else (*key, finding.page, finding.target), []).append(
            finding
        )
    return groups.values()


def _place(finding: Finding, file: str) -> str:
    """Where to look: the line, else the file with the place on the page."""
    location = finding.location
    if location is None:
        return f"{file}: {finding.target}" if finding.target else file
    return location.file if location.line is None else f"{location.file}:{location.line}"


def _summary(verdict: FileVerdict, shown: list[Finding]) -> Iterator[str]:
    yield f"{LIGHT_COLOURS[verdict.light]}, {verdict.light.label}"
    failed = sum(finding.outcome is Outcome.FAILED for finding in shown)
    accepted = len(verdict.findings) - len(shown)
    if failed:
        yield count(failed, "Befund", "Befunde")
    if len(shown) > failed:
        yield f"{len(shown) - failed} muss ein Mensch ansehen"
    if accepted:
        yield f"{accepted} angenommen"
    status = verdict.status
    if status is not None and status.clicks is not None:
        yield f"{count(status.clicks, 'Klick', 'Klicks')} von der Startseite"
    elif status is not None and status.page and not verdict.note:
        yield "von der Startseite nicht zu erreichen"
    if verdict.note:
        yield verdict.note
