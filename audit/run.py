"""One audit, step by step: gather → evaluate → locate → accept → sort → Report. No output, no exit codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib.metadata import version as package_version
from typing import TYPE_CHECKING, Any

from audit import __version__, accepted, external_links
from audit.assessment import Assessment, KeptAssessment
from audit.cache import Cache
from audit.config import Settings
from audit.engines import accesslint, axe
from audit.evaluation import evaluate
from audit.external_facts import with_untested
from audit.gather import Gathered, Options, Plan, gather
from audit.manifest import Manifest
from audit.model import (
    Finding,
    Impact,
    Light,
    Outcome,
    PageCoverage,
    PageOutcome,
    PageStatus,
    Report,
)
from audit.page_table import page_table
from audit.probes.pages import Pages
from audit.reviews import reviews_of
from audit.selection import Selection
from audit.targets import Target

if TYPE_CHECKING:
    from audit.responses.times import ResponseTimes


def audit(
    target: Target, selection: Selection, settings: Settings, now: datetime, options: Options
) -> Report:
    """Audit one target as of ``now`` (or the day its manifest sets). ProbeError if its pages cannot be had."""
    clock = target.manifest.clock if target.manifest else None
    today = clock or now.date()
    pages = target.pages(lambda done: options.progress("Seiten lesen", done, 0))
    with Cache(options.cache_file) as cache:
        plan = Plan(target, pages, selection, settings, today, options, cache)
        kept = KeptAssessment(plan)
        assessment = kept.recall()
        if assessment is None:
            assessment = assess(plan)
            kept.keep(assessment)
    entries = (
        accepted.read(options.project_dir / "content" / target.manifest.site / "accepted.yaml")
        if target.manifest
        else {}
    )
    ran = {result.rule.id for result in assessment.results if set(result.counts) - {Outcome.UNTESTED}}
    left_out = {entry.rule for entry in entries.values() if entry.rule} - ran
    marked = accepted.mark(assessment.findings, entries, today, left_out)
    coverage = tuple(_coverage(pages, assessment))
    return Report(
        subject=target.name,
        title=target.title,
        started=now,
        today=today,
        sample_clock=clock is not None,
        tool=assessment.tool,
        pages_known=len(coverage),
        coverage=coverage,
        rules=assessment.results,
        findings=marked.findings,
        pages=tuple(_statuses(target.manifest, pages, assessment, marked.findings, settings, today)),
        inquiries=assessment.inquiries,
        notes=(*assessment.notes, *marked.notes),
        incomplete=assessment.incomplete,
        url=pages.site.base,
        hand_tests=target.manifest.hand_tests if target.manifest else (),
        reviews=assessment.reviews,
        sample=assessment.table.sample,
        external=assessment.external,
    )


def assess(plan: Plan) -> Assessment:
    """Measure what the selected rules need, and apply them."""
    gathered = gather(plan)
    results, findings = evaluate(
        gathered, plan.selection, plan.cache, plan.options.jobs, plan.options.progress
    )
    gathered.memory.keep()
    facts, locate = gathered.facts, gathered.sources.locate
    located = (replace(finding, location=finding.location or locate(finding)) for finding in findings)
    return Assessment(
        tool=_tool(gathered),
        results=tuple(with_untested(results, facts.external)),
        findings=tuple(sorted(located, key=order)),
        table=page_table(facts),
        reviews=reviews_of(facts),
        inquiries=_inquiries(facts.inquiries),
        external=external_links.as_data(facts.external, plan.settings.archive),
        notes=tuple(_notes(gathered, plan.selection)),
        failures=gathered.failures,
        measured="browser" not in facts.missing,
        incomplete=bool(gathered.failures) or any(missing.incomplete for missing in facts.missing.values()),
        consulted=gathered.sources.consulted,
    )


def order(finding: Finding) -> tuple[str, ...]:
    """By what findings are sorted: by page first."""
    return finding.page, finding.rule.id, finding.target, finding.evidence, finding.message


def _coverage(pages: Pages, assessment: Assessment) -> Iterator[PageCoverage]:
    """Every page in exactly one outcome, by address."""
    for page in sorted({*pages.site.pages, *assessment.failures, *pages.skipped}):
        if page in assessment.failures:
            yield PageCoverage(page, PageOutcome.FAILED, assessment.failures[page])
        elif page in pages.skipped:
            yield PageCoverage(page, PageOutcome.SKIPPED, pages.skipped[page])
        else:
            yield PageCoverage(page, PageOutcome.AUDITED)


def _statuses(
    manifest: Manifest | None,
    pages: Pages,
    assessment: Assessment,
    findings: Iterable[Finding],
    settings: Settings,
    today: date,
) -> Iterator[PageStatus]:
    table = assessment.table
    by_page: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.is_open:
            by_page.setdefault(finding.page, []).append(finding)
    for url in sorted(pages.site.pages):
        source = manifest.pages.get(url) if manifest else None
        due_on = source.review_due_on if source else None
        open_here = by_page.get(url, [])
        measured = assessment.measured and url not in assessment.failures
        yield PageStatus(
            page=url,
            title=source.title if source else table.titles[url] or url,
            owner=manifest.owners.get(source.owner, source.owner) if source and manifest else "",
            source=source.file if source else "",
            light=light_of(open_here, due_on, today, settings, measured),
            due_on=due_on,
            clicks=table.clicks.get(url),
            clicks_narrow=table.clicks_narrow.get(url),
            open_findings=len(open_here),
        )


def light_of(
    findings: list[Finding], due_on: date | None, today: date, settings: Settings, measured: bool
) -> Light:
    """Red: something must be mended or the review is overdue. Grey: not measured, so never green. Yellow: due soon."""
    if any(finding.impact.rank >= settings.threshold.rank for finding in findings) or (
        due_on and due_on < today
    ):
        return Light.RED
    if not measured:
        return Light.GREY
    due_soon = due_on is not None and due_on <= today + timedelta(days=settings.review_warning_days)
    return Light.YELLOW if due_soon or findings else Light.GREEN


def _inquiries(times: ResponseTimes | None) -> Mapping[str, Any] | None:
    """The published figures, with the marks they are assessment by."""
    if times is None:
        return None
    from audit.responses.details import published  # brings the calendars

    return published(times)


def _notes(gathered: Gathered, selection: Selection) -> Iterator[str]:
    """German sentences on what this audit left out."""
    if gathered.pages.cut:
        yield "Es gibt mehr Seiten als die eingestellte Höchstzahl (max_pages); der Rest wurde nicht geprüft."
    if untested := gathered.facts.external.untested:
        yield f"{untested} fremde Adressen sind nicht geprüft: dreiklick links"
    unread = sum(visit.pictures_unread for visit in gathered.facts.visits.values())
    if unread:
        yield (
            f"Der Text in Bildern wurde nicht überall gelesen ({unread}-mal): Das Programm tesseract fehlt oder "
            "brauchte zu lange (Debian, Ubuntu: sudo apt install tesseract-ocr tesseract-ocr-deu)."
        )
    for rule_id, reason in sorted(selection.ignored.items()):
        yield f"Die Regel {rule_id} wurde ausgelassen: {reason}"
    for missing in gathered.facts.missing.values():
        if missing.incomplete:
            yield missing.reason


def _tool(gathered: Gathered) -> Mapping[str, str]:
    tool = {"dreiklick": __version__, "selenium": package_version("selenium")}
    if gathered.facts.visits:
        tool |= {"axe-core": axe.version(), "accesslint": accesslint.version(), "chromium": gathered.browser}
    return tool


def exit_code(reports: Iterable[Report], threshold: Impact) -> int:
    """3 if any audit is incomplete, else 1 if there are open findings at or above the threshold, else 0."""
    reports = list(reports)
    if any(report.incomplete for report in reports):
        return 3
    return 1 if any(report.open_findings(threshold) for report in reports) else 0
