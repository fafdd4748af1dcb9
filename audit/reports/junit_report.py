"""report.junit.xml: one test suite a family, one test case for each rule and page, for the CI's test view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree as ET

from audit.model import FAMILIES, Finding, Outcome, PageOutcome, Report, RuleResult
from audit.reports.figures import not_audited
from audit.reports.text import one_line, printable
from audit.reports.wording import IMPACTS, count, day


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case; ``verdict`` is the JUnit element inside it, empty when it passed."""

    name: str
    verdict: str = ""
    message: str = ""
    text: str = ""


def render(report: Report) -> str:
    """The report as JUnit XML: failure = open finding, skipped = undecided, accepted or untested, error = not audited."""
    root = ET.Element("testsuites", name=one_line(report.title))
    _add_suite(root, report, "Abdeckung", _coverage_cases(report))
    families = {result.rule.family: None for result in report.rules} | {
        f.rule.family: None for f in report.findings
    }
    for family in families:
        _add_suite(root, report, FAMILIES.get(family, family), list(_family_cases(report, family)))
    for counter in ("tests", "failures", "errors", "skipped"):
        root.set(counter, str(sum(int(suite.get(counter, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _add_suite(root: ET.Element, report: Report, name: str, cases: list[_Case]) -> None:
    verdicts = [case.verdict for case in cases]
    suite = ET.SubElement(
        root,
        "testsuite",
        name=one_line(name),
        tests=str(len(cases)),
        failures=str(verdicts.count("failure")),
        errors=str(verdicts.count("error")),
        skipped=str(verdicts.count("skipped")),
        timestamp=report.started.isoformat(),
        time="0",
    )
    class_name = f"{one_line(report.subject)}.{one_line(name)}"
    for case in cases:
        element = ET.SubElement(suite, "testcase", classname=class_name, name=one_line(case.name), time="0")
        if case.verdict:
            verdict = ET.SubElement(element, case.verdict, message=one_line(case.message))
            verdict.text = printable(case.text) or None


def _coverage_cases(report: Report) -> list[_Case]:
    """The audit as a whole and every page that was not audited: failed is an error, left out on purpose is skipped."""
    missing = not_audited(report)
    message = (
        f"{count(missing, 'Seite', 'Seiten')} nicht geprüft." if missing else "Die Prüfung ist unvollständig."
    )
    whole = _Case(
        "Prüfung vollständig", *(("error", message, "\n".join(report.notes)) if report.incomplete else ())
    )
    cases = [whole]
    for page in report.coverage:
        if page.outcome is not PageOutcome.AUDITED:
            verdict = "error" if page.outcome is PageOutcome.FAILED else "skipped"
            cases.append(_Case(f"Seite geprüft › {page.page}", verdict, page.reason or "Grund unbekannt"))
    return cases


def _family_cases(report: Report, family: str) -> Iterable[_Case]:
    findings = [finding for finding in report.findings if finding.rule.family == family]
    findings.sort(key=lambda finding: (finding.rule.id, finding.page))
    with_findings = {finding.rule.id for finding in findings}
    for result in report.rules:
        if result.rule.family == family:
            yield from _rule_cases(result, result.rule.id in with_findings)
    for (rule_id, page), group in groupby(findings, key=lambda finding: (finding.rule.id, finding.page)):
        yield _finding_case(rule_id, page, list(group))


def _rule_cases(result: RuleResult, has_findings: bool) -> Iterable[_Case]:
    """One case for a rule that ran without findings, one for what it could not test. Which pages passed is unknown."""
    if result.counts.get(Outcome.UNTESTED, 0):
        yield _Case(f"{result.rule.id} › nicht geprüft", "skipped", result.reason or "nicht geprüft")
    passed = result.counts.get(Outcome.PASSED, 0)
    if passed and not has_findings:
        yield _Case(f"{result.rule.id} › {count(passed, 'Prüfgegenstand', 'Prüfgegenstände')} bestanden")


def _finding_case(rule_id: str, page: str, findings: list[Finding]) -> _Case:
    """All findings of a rule on a page as one case: some readers show only the first element of a test case."""
    open_ones = [finding for finding in findings if finding.is_open]
    first = open_ones[0] if open_ones else findings[0]
    more = f" (und {len(findings) - 1} weitere)" if len(findings) > 1 else ""
    name = f"{rule_id} › {page or first.target}"
    verdict, reason = ("failure", "") if open_ones else ("skipped", _why_skipped(first))
    return _Case(name, verdict, reason + first.message + more, "\n\n".join(_describe(f) for f in findings))


def _why_skipped(finding: Finding) -> str:
    if finding.accepted is not None:
        return f"Angenommen bis {day(finding.accepted.until)}: {finding.accepted.reason} – "
    return "Muss ein Mensch ansehen: "


def _describe(finding: Finding) -> str:
    prefix = "" if finding.is_open else _why_skipped(finding)
    lines = [f"{prefix}{finding.message} (Schwere: {IMPACTS[finding.impact]})"]
    facts = (
        ("Datei", str(finding.location or "")),
        ("Stelle", finding.target),
        ("Beleg", finding.evidence),
        ("Was zu tun ist", finding.remedy or finding.rule.remedy),
    )
    return "\n".join(lines + [f"{label}: {one_line(value)}" for label, value in facts if value])
