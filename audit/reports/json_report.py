"""report.json: the whole report as data. The keys are the contract with other programs, ``schema`` its version."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from audit.conformity import CriterionResult, conformity
from audit.criteria import standard
from audit.model import Finding, HandTest, Outcome, PageStatus, Report, RuleResult
from audit.reports import reviews_html
from audit.reports.figures import figures

SCHEMA = 1

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def render(report: Report) -> str:
    """The report as JSON, keys in the order of the contract."""
    return json_text(as_data(report))


def json_text(data: Mapping[str, Any]) -> str:
    """The data as JSON, each value on a line, UTF-8 characters as they are, that can always be written as UTF-8.

    Not indented: the library's fast encoder cannot, and the report of ten thousand pages took longer than their audit.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",\n", ": "))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate; written as an escape it survives the way through a file
        text = _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data, dates in ISO 8601."""
    return {
        "schema": SCHEMA,
        "tool": dict(report.tool),
        "subject": report.subject,
        "started": report.started.isoformat(),
        "today": report.today.isoformat(),
        "sample_clock": report.sample_clock,
        "incomplete": report.incomplete,
        "summary": _summary(report),
        "coverage": _coverage(report),
        "rules": [_rule(result) for result in report.rules],
        "findings": [finding_as_data(finding) for finding in report.findings],
        "standard": {"wcag": standard().wcag, "norm": standard().norm},
        "criteria": [_criterion(result) for result in conformity(report)],
        "sample": [
            {"page": page.page, "why": page.why, "at_random": page.at_random} for page in report.sample
        ],
        "pages": [_page(page) for page in report.pages],
        "reviews": reviews_html.as_data(report),
        "inquiries": None if report.inquiries is None else dict(report.inquiries),
        "history": None if report.history is None else dict(report.history),
        "external": None if report.external is None else dict(report.external),
        "notes": list(report.notes),
    }


def _summary(report: Report) -> dict[str, Any]:
    counted = figures(report)
    return {
        "failed": counted.failed,
        "cantTell": counted.cant_tell,
        "accepted": counted.accepted,
        "by_impact": {impact.value: number for impact, number in counted.by_impact.items()},
        "by_family": dict(counted.by_family),
        "light": counted.light.value,
    }


def _coverage(report: Report) -> dict[str, Any]:
    pages = [
        {"page": page.page, "outcome": page.outcome.value, "reason": page.reason} for page in report.coverage
    ]
    return {"pages_known": report.pages_known, "pages_audited": report.pages_audited, "pages": pages}


def _rule(result: RuleResult) -> dict[str, Any]:
    return {
        "id": result.rule.id,
        "family": result.rule.family,
        "title": result.rule.title,
        "outcomes": {outcome.value: result.counts.get(outcome, 0) for outcome in Outcome},
        "reason": result.reason,
    }


def finding_as_data(finding: Finding) -> dict[str, Any]:
    """One finding."""
    location, accepted = finding.location, finding.accepted
    return {
        "rule": finding.rule.id,
        "outcome": finding.outcome.value,
        "page": finding.page,
        "target": finding.target,
        "impact": finding.impact.value,
        "message": finding.message,
        "remedy": finding.remedy or finding.rule.remedy,
        "criteria": [criterion.number for criterion in finding.rule.criteria],
        "location": None if location is None else {"file": location.file, "line": location.line},
        "evidence": finding.evidence,
        "key": finding.key,
        "accepted": None
        if accepted is None
        else {"reason": accepted.reason, "until": accepted.until.isoformat()},
    }


def _criterion(result: CriterionResult) -> dict[str, Any]:
    """``method`` and ``outcome`` say what decision 022 says they do; ``by_rules`` alone proves nothing."""
    criterion = result.criterion
    return {
        "number": criterion.number,
        "level": criterion.level,
        "name": criterion.name,
        "clause": criterion.clause,
        "question": criterion.question,
        "program": criterion.program,
        "method": result.method.value,
        "rules": [rule.id for rule in result.rules],
        "by_rules": result.by_rules.value,
        "failed_pages": list(result.failed_pages),
        "undecided_pages": list(result.undecided_pages),
        "hand": None if result.hand is None else _hand(result.hand, is_old=result.hand_is_old),
        "outcome": result.outcome.value,
    }


def _hand(test: HandTest, *, is_old: bool) -> dict[str, Any]:
    return {
        "outcome": test.outcome.value,
        "on": test.on.isoformat(),
        "who": test.who,
        "pages": list(test.pages),
        "note": test.note,
        "is_old": is_old,
    }


def _page(page: PageStatus) -> dict[str, Any]:
    return {
        "page": page.page,
        "title": page.title,
        "owner": page.owner,
        "source": page.source,
        "light": page.light.value,
        "due_on": None if page.due_on is None else page.due_on.isoformat(),
        "clicks": page.clicks,
        "clicks_narrow": page.clicks_narrow,
        "open_findings": page.open_findings,
    }
