"""report.sarif: SARIF 2.1.0 (OASIS) for code scanning. Section signs in comments are that standard's."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from audit.criteria import clause_of
from audit.model import Criterion, Finding, Impact, Outcome, PageOutcome, Report, Rule
from audit.reports.json_report import json_text
from audit.reports.text import one_line, printable, web_address

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {
    Impact.CRITICAL: "error",
    Impact.SERIOUS: "error",
    Impact.MODERATE: "warning",
    Impact.MINOR: "note",
}


def render(report: Report) -> str:
    """The findings as a SARIF log with one run. Passed and inapplicable rules leave no result."""
    rules = _rules(report)
    index = {rule.id: position for position, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(report, rules)},
        "language": "de-DE",
        "automationDetails": {"id": f"dreiklick/{one_line(report.subject)}/"},
        "invocations": [_invocation(report)],
        "results": [_result(finding, index[finding.rule.id]) for finding in report.findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log)


def _rules(report: Report) -> list[Rule]:
    """Every rule that ran or found something, once, by id."""
    known = {result.rule.id: result.rule for result in report.rules}
    for finding in report.findings:
        known.setdefault(finding.rule.id, finding.rule)
    return [known[rule_id] for rule_id in sorted(known)]


def _driver(report: Report, rules: list[Rule]) -> dict[str, Any]:
    versions = {one_line(name): one_line(version) for name, version in report.tool.items()}
    driver: dict[str, Any] = {"name": "Dreiklick"}
    own = next((version for name, version in versions.items() if name.lower() == "dreiklick"), "")
    if own:
        driver["version"] = own
    return driver | {"rules": [_rule(rule) for rule in rules], "properties": {"components": versions}}


def _rule(rule: Rule) -> dict[str, Any]:
    descriptor: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": message_text(rule.title)},
        "help": {"text": message_text(rule.remedy)},
        "defaultConfiguration": {"level": _LEVELS[rule.impact]},
    }
    if web_address(rule.help_url):
        descriptor["helpUri"] = quote(rule.help_url, safe=":/?#[]@!$&'()*+,;=%")
    tags = [rule.family, *(tag for criterion in rule.criteria for tag in _criterion_tags(criterion))]
    # §3.8.2: tags are a set.
    return descriptor | {"properties": {"tags": list(dict.fromkeys(tags))}}


def _criterion_tags(criterion: Criterion) -> tuple[str, ...]:
    wcag = f"WCAG {criterion.number}"
    clause = clause_of(criterion.number)
    return (wcag, f"EN 301 549 {clause}") if clause else (wcag,)


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    failed = finding.outcome is Outcome.FAILED
    result: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "ruleIndex": rule_index,
        "kind": "fail" if failed else "review",
        # §3.27.10: whenever kind is not "fail", level is "none".
        "level": _LEVELS[finding.impact] if failed else "none",
        "message": {"text": message_text(_sentence(finding))},
        "locations": [_location(finding)],
        "partialFingerprints": {"dreiklick/v1": finding.key},
    }
    if finding.accepted is not None:
        # §3.35: "external" means the reason lies outside the analysed file, here in accepted.yaml.
        result["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": printable(finding.accepted.reason),
                "properties": {"until": finding.accepted.until.isoformat()},
            }
        ]
    details = {"page": finding.page, "target": finding.target, "evidence": finding.evidence}
    return result | {"properties": {name: printable(value) for name, value in details.items()}}


def _sentence(finding: Finding) -> str:
    """What is wrong, where and what to do: a reader of SARIF may show nothing but this."""
    remedy = finding.remedy or finding.rule.remedy
    parts = (
        finding.message,
        f"Seite: {finding.page}" if finding.page else "",
        remedy and f"Was zu tun ist: {remedy}",
    )
    return "\n".join(part for part in parts if part) or finding.rule.title or finding.rule.id


def _location(finding: Finding) -> dict[str, Any]:
    logical: dict[str, str] = {
        "fullyQualifiedName": printable(finding.page or finding.target or finding.rule.id)
    }
    if finding.target:
        logical["name"] = printable(finding.target)
    logical["kind"] = "element" if finding.page else "object"
    location: dict[str, Any] = {}
    if finding.location is not None:
        physical: dict[str, Any] = {"artifactLocation": {"uri": relative_uri(finding.location.file)}}
        if finding.location.line is not None:
            physical["region"] = {"startLine": finding.location.line}
        location["physicalLocation"] = physical
    return location | {"logicalLocations": [logical]}


def _invocation(report: Report) -> dict[str, Any]:
    notes = [_notification("note", note) for note in report.notes]
    pages = [
        _notification(
            "error" if page.outcome is PageOutcome.FAILED else "warning",
            f"Seite nicht geprüft: {page.page}: {page.reason}",
        )
        for page in report.coverage
        if page.outcome is not PageOutcome.AUDITED
    ]
    return {
        "executionSuccessful": not report.incomplete,
        "toolExecutionNotifications": pages + notes,
    }


def _notification(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": message_text(text)}}


def message_text(text: str) -> str:
    """The text as a SARIF plain text message: braces doubled (§3.11.5), nothing that reads as a link (§3.11.6)."""
    return printable(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")


def relative_uri(file: str) -> str:
    """The path as a relative URI reference (RFC 3986), ``ä`` as ``%C3%A4``; a colon never looks like a scheme."""
    return quote(printable(file).replace("\\", "/"), safe="/-._~")
