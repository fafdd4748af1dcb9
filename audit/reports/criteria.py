"""The requirements of the norm as the HTML report shows them: what was judged by whom, in German."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from audit.conformity import CriterionResult, Method
from audit.criteria import standard
from audit.model import Outcome
from audit.reports.wording import count, day, thousands

#: How a requirement stands, worst first. Nothing a program found alone is ever „erfüllt“.
STANDINGS: Mapping[Outcome, str] = {
    Outcome.FAILED: "nicht erfüllt",
    Outcome.CANT_TELL: "Befund zu beurteilen",
    Outcome.UNTESTED: "von Hand zu prüfen",
    Outcome.PASSED: "erfüllt",
    Outcome.INAPPLICABLE: "kommt nicht vor",
}
METHODS: Mapping[Method, str] = {
    Method.PROGRAM: "ganz",
    Method.PARTLY: "teilweise",
    Method.PERSON: "nicht",
}
_BY_RULES = {
    Outcome.PASSED: "nichts gefunden",
    Outcome.INAPPLICABLE: "nichts davon gesehen",
    Outcome.UNTESTED: "nicht geprüft",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement: its name and places in the standards, who judged it and how it stands."""

    number: str
    name: str
    level: str
    clause: str
    by_rules: str
    by_hand: str
    standing: Outcome
    label: str


@dataclass(frozen=True, slots=True)
class Requirements:
    """All requirements of the norm: sentences on them, how many stand how, and the rows of the table."""

    norm: str
    methods: str
    counts: Mapping[str, int]
    rows: tuple[Row, ...]


def requirements(results: Sequence[CriterionResult]) -> Requirements | None:
    """What the report says of the norm; None where nothing of it was judged."""
    if not results:
        return None
    methods = Counter(result.method for result in results)
    norm = f"WCAG {standard().wcag} (A und AA) und {standard().norm}"
    sentence = (
        f"Von {count(len(results), 'Anforderung', 'Anforderungen')} hat das Programm "
        f"{thousands(methods[Method.PROGRAM])} ganz und {thousands(methods[Method.PARTLY])} teilweise geprüft; "
        f"für {thousands(methods[Method.PERSON])} lief keine Regel."
    )
    standings = Counter(result.outcome for result in results)
    counts = {label: standings[outcome] for outcome, label in STANDINGS.items() if standings[outcome]}
    return Requirements(norm, sentence, counts, tuple(map(_row, results)))


def _row(result: CriterionResult) -> Row:
    criterion = result.criterion
    return Row(
        number=criterion.number,
        name=criterion.name,
        level=criterion.level,
        clause=f"Norm {criterion.clause}" if criterion.clause else "nur WCAG 2.2",
        by_rules=_by_rules(result),
        by_hand=_by_hand(result),
        standing=result.outcome,
        label=STANDINGS[result.outcome],
    )


def _by_rules(result: CriterionResult) -> str:
    if result.method is Method.PERSON:
        return "keine Regel"
    rules = f"{METHODS[result.method]}, {count(len(result.rules), 'Regel', 'Regeln')}"
    if result.by_rules is Outcome.FAILED:
        return f"{rules}: {_findings(len(result.failed), len(result.failed_pages))}"
    if result.by_rules is Outcome.CANT_TELL:
        return f"{rules}: {_findings(len(result.undecided), len(result.undecided_pages))} zu beurteilen"
    return f"{rules}: {_BY_RULES[result.by_rules]}"


def _findings(findings: int, pages: int) -> str:
    found = count(findings, "Befund", "Befunde")
    return f"{found} auf {count(pages, 'Seite', 'Seiten')}" if pages else found


def _by_hand(result: CriterionResult) -> str:
    test = result.hand
    if test is None:
        return "noch nicht"
    said = f"{STANDINGS[test.outcome]}, {day(test.on)}, {test.who}"
    old = " (über ein Jahr her, bitte neu prüfen)" if result.hand_is_old else ""
    return f"{said}{old}{f': {test.note}' if test.note else ''}"
