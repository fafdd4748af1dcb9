"""report.wcag-em.json: the evaluation in the format of the W3C's WCAG-EM Report Tool, to go on with there by hand.

Scope, sample and one assertion for each criterion of WCAG, on the site as a whole and on each page with findings.
What rules did not fault is ``untested``: the tool's report would else read as if the site conformed.
The terms are those of the tool's JSON-LD context: WCAG-EM 1.0, EARL 1.0, Dublin Core.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from audit.conformity import CriterionResult, conformity
from audit.criteria import standard
from audit.model import Finding, Outcome, Report, SamplePage
from audit.reports.earl_report import page_id
from audit.reports.json_report import json_text
from audit.reports.text import one_line, printable
from audit.reports.wording import count, day

CONTEXT: Mapping[str, Any] = {
    "reporter": "http://github.com/w3c/wcag-em-report-tool/",
    "wcagem": "http://www.w3.org/TR/WCAG-EM/#",
    "Evaluation": "wcagem:procedure",
    "defineScope": "wcagem:step1",
    "scope": "wcagem:step1a",
    "step1b": {"@id": "wcagem:step1b", "@type": "@id"},
    "conformanceTarget": "step1b",
    "accessibilitySupportBaseline": "wcagem:step1c",
    "additionalEvaluationRequirements": "wcagem:step1d",
    "exploreTarget": "wcagem:step2",
    "essentialFunctionality": "wcagem:step2b",
    "pageTypeVariety": "wcagem:step2c",
    "technologiesReliedUpon": "wcagem:step2d",
    "selectSample": "wcagem:step3",
    "structuredSample": "wcagem:step3a",
    "randomSample": "wcagem:step3b",
    "Website": "wcagem:website",
    "Webpage": "wcagem:webpage",
    "auditSample": "wcagem:step4",
    "reportFindings": "wcagem:step5",
    "documentSteps": "wcagem:step5a",
    "commissioner": "wcagem:commissioner",
    "evaluator": "wcagem:evaluator",
    "evaluationSpecifics": "wcagem:step5b",
    "WCAG": "http://www.w3.org/TR/WCAG/#",
    "WCAG20": "http://www.w3.org/TR/WCAG20/#",
    "WCAG21": "http://www.w3.org/TR/WCAG21/#",
    "WCAG22": "https://www.w3.org/TR/WCAG22/#",
    "WAI": "http://www.w3.org/WAI/",
    "A": "WAI:WCAG2A-Conformance",
    "AA": "WAI:WCAG2AA-Conformance",
    "AAA": "WAI:WCAG2AAA-Conformance",
    "wcagVersion": "WAI:standards-guidelines/wcag/#versions",
    "earl": "http://www.w3.org/ns/earl#",
    "Assertion": "earl:Assertion",
    "TestMode": "earl:TestMode",
    "TestCriterion": "earl:TestCriterion",
    "TestRequirement": "earl:TestRequirement",
    "TestSubject": "earl:TestSubject",
    "TestResult": "earl:TestResult",
    "OutcomeValue": "earl:OutcomeValue",
    "Pass": "earl:Pass",
    "Fail": "earl:Fail",
    "CannotTell": "earl:CannotTell",
    "NotApplicable": "earl:NotApplicable",
    "NotTested": "earl:NotTested",
    "assertedBy": "earl:assertedBy",
    "mode": "earl:mode",
    "result": "earl:result",
    "subject": "earl:subject",
    "test": "earl:test",
    "outcome": "earl:outcome",
    "dcterms": "http://purl.org/dc/terms/",
    "title": "dcterms:title",
    "description": "dcterms:description",
    "summary": "dcterms:summary",
    "date": "dcterms:date",
    "hasPart": "dcterms:hasPart",
    "isPartOf": "dcterms:isPartOf",
    "id": "@id",
    "type": "@type",
    "language": "@language",
}
_SITE = {"id": "_:website", "type": ["TestSubject", "Website"]}
_OUTCOMES: Mapping[Outcome, tuple[str, str]] = {
    Outcome.PASSED: ("Pass", "Passed"),
    Outcome.FAILED: ("Fail", "Failed"),
    Outcome.CANT_TELL: ("CannotTell", "Cannot tell"),
    Outcome.INAPPLICABLE: ("NotApplicable", "Not present"),
    Outcome.UNTESTED: ("NotTested", "Not checked"),
}


def render(report: Report) -> str:
    """The evaluation as one JSON-LD object."""
    title = printable(report.title)
    evaluation = {
        "@context": dict(CONTEXT),
        "type": "Evaluation",
        "language": "de",
        "defineScope": {
            "id": "_:defineScope",
            "scope": _SITE | {"title": title, "description": _scope(report)},
            "conformanceTarget": "AA",
            "accessibilitySupportBaseline": "",
            "additionalEvaluationRequirements": standard().norm,
            "wcagVersion": standard().wcag,
        },
        "exploreTarget": {
            "id": "_:exploreTarget",
            "essentialFunctionality": "",
            "pageTypeVariety": ", ".join(dict.fromkeys(page.why for page in report.sample)),
            "technologiesReliedUpon": [],
        },
        "selectSample": {
            "id": "_:selectSample",
            "structuredSample": [_page(page, report) for page in report.sample if not page.at_random],
            "randomSample": [_page(page, report) for page in report.sample if page.at_random],
        },
        "auditSample": list(_assertions(report)),
        "reportFindings": _findings(report),
    }
    return json_text(evaluation)


def _scope(report: Report) -> str:
    return f"{report.url or one_line(report.subject)} ({count(report.pages_known, 'Seite', 'Seiten')})"


def _findings(report: Report) -> dict[str, Any]:
    tools = ", ".join(f"{one_line(name)} {one_line(version)}" for name, version in report.tool.items())
    return {
        "documentSteps": [
            {"id": name} for name in ("_:about", "_:defineScope", "_:exploreTarget", "_:selectSample")
        ],
        "title": f"{printable(report.title)}: Barrierefreiheit",
        "commissioner": "",
        "evaluator": ", ".join(sorted({printable(test.who) for test in report.hand_tests})),
        "date": report.today.isoformat(),
        "summary": (
            f"Ein Programm hat {report.pages_audited} von {count(report.pages_known, 'Seite', 'Seiten')} geprüft. "
            "Was es nicht beanstandet und kein Mensch beurteilt hat, gilt als nicht geprüft."
        ),
        "evaluationSpecifics": tools,
    }


def _page(page: SamplePage, report: Report) -> dict[str, Any]:
    titles = {status.page: status.title for status in report.pages}
    title = printable(titles.get(page.page) or page.page)
    return _subject(page.page, report) | {"title": title, "description": page_id(page.page, report)}


def _subject(page: str, report: Report) -> dict[str, Any]:
    return {"id": page_id(page, report), "type": ["TestSubject", "Webpage"]}


def _assertions(report: Report) -> Iterator[dict[str, Any]]:
    """One for each criterion of WCAG on the whole site, then those on pages of the sample that have findings."""
    sample = {page.page for page in report.sample}
    for result in conformity(report):
        if not result.criterion.removed:
            yield _assertion(result, _SITE, result.outcome, _on_site(result), report)
            by_page: dict[str, list[Finding]] = {}
            for finding in (*result.failed, *result.undecided):
                by_page.setdefault(finding.page, []).append(finding)
            for page in sorted(sample & by_page.keys()):
                found = by_page[page]
                outcome = min((finding.outcome for finding in found), key=list(_OUTCOMES).index)
                said = "\n".join(dict.fromkeys(printable(finding.message) for finding in found))
                yield _assertion(result, _subject(page, report), outcome, said, report)


def _on_site(result: CriterionResult) -> str:
    said = []
    if result.hand:
        said.append(f"{printable(result.hand.who)}, {day(result.hand.on)}: {result.hand.outcome.value}")
        said += [printable(result.hand.note)] if result.hand.note else []
    messages = dict.fromkeys(printable(finding.message) for finding in (*result.failed, *result.undecided))
    return "\n".join((*said, *messages))


def _assertion(
    result: CriterionResult, subject: Mapping[str, Any], outcome: Outcome, said: str, report: Report
) -> dict[str, Any]:
    kind, title = _OUTCOMES[outcome]
    by_hand = bool(result.hand) and not (result.failed or result.undecided)
    moment = result.hand.on if result.hand and by_hand else report.today
    return {
        "type": "Assertion",
        "date": moment.isoformat(),
        "mode": {"id": "earl:manual" if by_hand else "earl:automatic", "type": "TestMode"},
        "result": {
            "type": "TestResult",
            "date": moment.isoformat(),
            "description": said,
            "outcome": {"id": f"earl:{outcome.value}", "type": ["OutcomeValue", kind], "title": title},
        },
        "subject": dict(subject),
        "test": {
            "id": f"WCAG22:{result.criterion.anchor}",
            "type": ["TestCriterion", "TestRequirement"],
            "title": f"{result.criterion.number} {result.criterion.name}",
        },
    }
