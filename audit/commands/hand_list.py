"""The list of what people should still test on a site, as the text of ``content/<site>/handpruefung.yaml``.

It is made from the data of report.json and what was filled in before; the same input is always the same text. Comments
are written anew each time, so what people want to keep belongs into the fields.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from textwrap import shorten, wrap
from typing import Any

HEAD = """\
# Was Menschen an dieser Website prüfen, und was sie fanden. Der Ort für alle Prüfungen von Hand.
# „invoke hand-test“ schreibt diese Liste nach jeder Prüfung neu; was ausgefüllt ist, bleibt. Zeilen mit # werden ersetzt.
#
# Bitte je Anforderung ausfüllen:
#   outcome   passed (erfüllt), failed (nicht erfüllt), inapplicable (kommt auf der Website nicht vor); leer: noch offen
#   on        Tag der Prüfung; nach einem Jahr gilt sie nicht mehr
#   who       Stelle, die geprüft hat, zum Beispiel Online-Redaktion. Keine Namen von Personen.
#   pages     geprüfte Seiten; leer: alle Seiten der Stichprobe
#   note      was auffiel; bei failed Pflicht, denn es steht so in der Erklärung zur Barrierefreiheit
#
# Ein Programm sieht von fast jeder Anforderung nur einen Teil. „Nichts gefunden“ heißt nicht „erfüllt“.
"""
#: What can be filled in for each criterion, in this order.
FIELDS = ("outcome", "on", "who", "pages", "note")
_BY_RULES = {
    "passed": "nichts gefunden",
    "inapplicable": "nichts davon gesehen",
    "untested": "nicht geprüft",
}
_WIDTH = 116
_MOST_FINDINGS = 5

Kept = Mapping[str, Mapping[str, Any]]


def hand_list(report: Mapping[str, Any], kept: Kept) -> str:
    """The list for one site; ``kept`` is what was filled in, by criterion and field, as text."""
    return "\n".join(_lines(report, kept)) + "\n"


def _lines(report: Mapping[str, Any], kept: Kept) -> Iterator[str]:
    yield HEAD
    yield "# Stichprobe (nach WCAG-EM): diese Seiten ansehen"
    yield "sample:" if report["sample"] else "sample: []"
    for page in report["sample"]:
        yield f"  - {{page: {_text(page['page'])}, why: {_text(page['why'])}}}"
    yield ""
    yield "tests:"
    findings = _undecided(report["findings"])
    for criterion in report["criteria"]:
        number = criterion["number"]
        if not criterion["program"] or number in kept:
            yield from _comments(criterion, findings.get(number, []))
            yield from _entry(number, kept.get(number, {}))
            yield ""
    families = {rule["id"]: rule["family"] for rule in report["rules"]}
    others = [finding for finding in findings.get("", []) if families[finding["rule"]] == "accessibility"]
    if others:
        yield "# Außerdem anzusehen, ohne dass eine Anforderung der Norm es verlangt:"
        yield from _questions(others)


def _comments(criterion: Mapping[str, Any], findings: list[Mapping[str, Any]]) -> Iterator[str]:
    clause = f"Norm {criterion['clause']}" if criterion["clause"] else "nur WCAG 2.2, nicht in der Norm"
    yield f"  # {criterion['number']} {criterion['name']} ({criterion['level']}; {clause})"
    yield from (f"  # {line}" for line in wrap(criterion["question"], _WIDTH))
    yield f"  # Programm: {_by_rules(criterion)}"
    yield from (f"  {line}" for line in _questions(findings))


def _by_rules(criterion: Mapping[str, Any]) -> str:
    if criterion["method"] == "person":
        return "keine Regel, nur ein Mensch kann das beurteilen"
    found = criterion["by_rules"]
    if found == "failed":
        pages = len(criterion["failed_pages"])
        return f"nicht erfüllt auf {'einer Seite' if pages == 1 else f'{pages} Seiten'}, siehe Bericht"
    return "Befunde zu beurteilen:" if found == "cantTell" else _BY_RULES[found]


def _questions(findings: list[Mapping[str, Any]]) -> Iterator[str]:
    for finding in findings[:_MOST_FINDINGS]:
        yield f"#   {finding['page']}: {shorten(finding['message'], 160, placeholder=' …')} [{finding['rule']}]"
    if len(findings) > _MOST_FINDINGS:
        yield f"#   … und {len(findings) - _MOST_FINDINGS} weitere, alle im Bericht"


def _entry(number: str, kept: Mapping[str, Any]) -> Iterator[str]:
    yield f'  "{number}":'
    for field in FIELDS:
        value = kept.get(field) or ([] if field == "pages" else "")
        if field == "pages":
            yield f"    pages: [{', '.join(map(_text, value))}]"
        else:
            plain = field in ("outcome", "on")
            yield f"    {field}: {value if plain or not value else _text(value)}".rstrip()


def _undecided(findings: Iterable[Mapping[str, Any]]) -> Mapping[str, list[Mapping[str, Any]]]:
    """Findings that wait for a person, by criterion; "" for those of rules without one. One a rule and message."""
    by_criterion: dict[str, dict[tuple[str, str], Mapping[str, Any]]] = {}
    for finding in findings:
        if finding["outcome"] == "cantTell" and not finding["accepted"]:
            for number in finding["criteria"] or [""]:
                same = by_criterion.setdefault(number, {})
                same.setdefault((finding["rule"], finding["message"]), finding)
    return {number: list(same.values()) for number, same in by_criterion.items()}


def _text(value: str) -> str:
    """A string as YAML that is always read as text."""
    return json.dumps(value, ensure_ascii=False)
