"""report.earl.jsonld: EARL 1.0 (W3C) in JSON-LD. Every finding, every rule over the whole, every test by a person.

The shape is https://www.w3.org/TR/EARL10-Schema/: an assertion has an assertor, a subject, a test, a mode and a result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from audit.criteria import standard
from audit.model import Finding, HandTest, Outcome, Report, Rule, RuleResult
from audit.reports.json_report import json_text
from audit.reports.text import one_line, printable

CONTEXT: Mapping[str, Any] = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ptr": "http://www.w3.org/2009/pointers#",
    "WCAG22": "https://www.w3.org/TR/WCAG22/#",
    "Assertion": "earl:Assertion",
    "Assertor": "earl:Assertor",
    "Software": "earl:Software",
    "TestSubject": "earl:TestSubject",
    "TestCase": "earl:TestCase",
    "TestRequirement": "earl:TestRequirement",
    "TestResult": "earl:TestResult",
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "subject": {"@id": "earl:subject", "@type": "@id"},
    "test": {"@id": "earl:test", "@type": "@id"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "result": "earl:result",
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "pointer": "earl:pointer",
    "info": "earl:info",
    "CSSSelectorPointer": "ptr:CSSSelectorPointer",
    "expression": "ptr:expression",
    "title": "dct:title",
    "description": "dct:description",
    "date": {"@id": "dct:date", "@type": "http://www.w3.org/2001/XMLSchema#date"},
    "hasVersion": "dct:hasVersion",
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "name": "foaf:name",
}
_TOOL = "_:dreiklick"
_SITE = "_:website"
#: The outcome of a rule over all pages is its worst.
_WORST_FIRST = (
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.UNTESTED,
    Outcome.PASSED,
    Outcome.INAPPLICABLE,
)


def render(report: Report) -> str:
    """The report as one JSON-LD graph."""
    return json_text({"@context": dict(CONTEXT), "@graph": list(_graph(report))})


def page_id(page: str, report: Report) -> str:
    """The page's address as an IRI; a page of a site whose address is not known hangs on a made-up one."""
    address = printable(page)
    whole = f"{report.url or 'http://site.invalid'}{address}" if address.startswith("/") else address
    return quote(whole, safe=":/?#[]@!$&'()*+,;=%~")


def _graph(report: Report) -> Iterator[dict[str, Any]]:
    rules = {result.rule.id: result.rule for result in report.rules}
    rules |= {finding.rule.id: finding.rule for finding in report.findings}
    versions = ", ".join(f"{one_line(name)} {one_line(version)}" for name, version in report.tool.items())
    yield {
        "@id": _TOOL,
        "@type": ["Assertor", "Software"],
        "name": "Dreiklick",
        "hasVersion": one_line(report.tool.get("dreiklick", "")),
        "description": versions,
    }
    yield from (
        {"@id": _person(who), "@type": "Assertor", "name": printable(who)}
        for who in sorted({test.who for test in report.hand_tests})
    )
    yield {"@id": _SITE, "@type": "TestSubject", "title": printable(report.title)}
    yield from _pages(report)
    yield from (_rule(rules[rule_id]) for rule_id in sorted(rules))
    yield from _criteria(report, rules)
    yield from (_finding(finding, report) for finding in report.findings)
    yield from (_over_all(result, report) for result in report.rules)
    for test in report.hand_tests:
        subjects = [page_id(page, report) for page in test.pages] or [_SITE]
        yield from (_by_hand(test, subject) for subject in subjects)


def _pages(report: Report) -> Iterator[dict[str, Any]]:
    titles = {page.page: page.title for page in report.pages}
    named = [page.page for page in report.coverage] + [finding.page for finding in report.findings]
    named += [page for test in report.hand_tests for page in test.pages]
    for identifier, page in sorted({page_id(page, report): page for page in named if page}.items()):
        title = printable(titles.get(page) or page)
        yield {"@id": identifier, "@type": "TestSubject", "title": title, "isPartOf": _SITE}


def _rule(rule: Rule) -> dict[str, Any]:
    part_of = [_criterion_id(criterion.number) for criterion in rule.criteria]
    node = {"@id": _rule_id(rule), "@type": "TestCase", "title": printable(rule.title)}
    return node | ({"isPartOf": part_of} if part_of else {})


def _criteria(report: Report, rules: Mapping[str, Rule]) -> Iterator[dict[str, Any]]:
    used = {criterion.number for rule in rules.values() for criterion in rule.criteria}
    used |= {test.criterion for test in report.hand_tests}
    for number, criterion in standard().criteria.items():
        if number in used:
            title = f"{number} {criterion.name}"
            yield {"@id": _criterion_id(number), "@type": "TestRequirement", "title": title}


def _finding(finding: Finding, report: Report) -> dict[str, Any]:
    result: dict[str, Any] = {
        "@type": "TestResult",
        "outcome": f"earl:{finding.outcome.value}",
        "description": printable(finding.message),
    }
    if finding.page and finding.target and finding.rule.family == "accessibility":
        result["pointer"] = {"@type": "CSSSelectorPointer", "expression": printable(finding.target)}
    if finding.accepted:
        result["info"] = f"{printable(finding.accepted.reason)} (bis {finding.accepted.until.isoformat()})"
    subject = page_id(finding.page, report) if finding.page else _SITE
    return _assertion(subject, _rule_id(finding.rule), result, report.today.isoformat())


def _over_all(result: RuleResult, report: Report) -> dict[str, Any]:
    outcome = next((name for name in _WORST_FIRST if result.counts.get(name)), Outcome.UNTESTED)
    body = {"@type": "TestResult", "outcome": f"earl:{outcome.value}"}
    if result.reason:
        body["info"] = printable(result.reason)
    return _assertion(_SITE, _rule_id(result.rule), body, report.today.isoformat())


def _by_hand(test: HandTest, subject: str) -> dict[str, Any]:
    body = {"@type": "TestResult", "outcome": f"earl:{test.outcome.value}"}
    if test.note:
        body["description"] = printable(test.note)
    node = _assertion(subject, _criterion_id(test.criterion), body, test.on.isoformat())
    return node | {"assertedBy": _person(test.who), "mode": "earl:manual"}


def _assertion(subject: str, test: str, result: dict[str, Any], day: str) -> dict[str, Any]:
    return {
        "@type": "Assertion",
        "assertedBy": _TOOL,
        "subject": subject,
        "test": test,
        "mode": "earl:automatic",
        "result": result | {"date": day},
    }


def _rule_id(rule: Rule) -> str:
    return f"urn:dreiklick:rule:{quote(printable(rule.id), safe='/')}"


def _criterion_id(number: str) -> str:
    """The place in the text of WCAG; criteria of level AAA are not in our table and go by their number."""
    criterion = standard().criteria.get(number)
    return f"WCAG22:{criterion.anchor}" if criterion else f"urn:wcag:{quote(number)}"


def _person(who: str) -> str:
    return f"urn:dreiklick:role:{quote(printable(who))}"
