"""docs/rules.md: every rule with the documentation that stands in its module. Written by ``invoke docs``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import Check, all_checks
from audit.criteria import clause_of
from audit.model import FAMILIES

HEAD = """\
<!-- Generated with "invoke docs" from the docstrings in audit/checks/. Do not edit here. -->

# Rules

Each rule is one file in `audit/checks/<family>/`, named like the rule. The examples below run as tests.
Violations that axe-core finds appear in reports as `axe/<rule of axe-core>`; axe-core documents them itself.

Impact says how hard a failed finding hits people: `minor`, `moderate`, `serious`, `critical`. Findings at or above
the threshold (`AUDIT["threshold"]` in `pelicanconf.py`, default `moderate`) make the exit code 1.
"""

#: A heading of the documentation: words and a colon at the start of a line.
_HEADING = re.compile(r"^([A-Z][a-z' ]{3,24}):(?=[ \n])", re.M)


def render() -> str:
    """The whole page in Markdown; the same bytes for the same rules."""
    checks = all_checks()
    sections = [HEAD, _overview(checks)]
    for family, label in FAMILIES.items():
        rules = [check for check in checks if check.rule.family == family]
        if rules:
            sections.append(f"## {label} ({family})\n")
            sections += map(_section, rules)
    return "\n".join(sections)


def _overview(checks: tuple[Check, ...]) -> str:
    rows = (
        f"| [`{check.rule.id}`](#{check.rule.id}) | {check.rule.title} | {check.rule.family} | {check.rule.impact} |"
        for check in checks
    )
    return "\n".join(("| Rule | What holds | Family | Impact |", "|---|---|---|---|", *rows)) + "\n"


def _section(check: Check) -> str:
    summary, _, rest = check.documentation.strip().partition("\n")
    parts = (
        f"### {check.rule.id}",
        f"**{check.rule.title}**",
        " · ".join(_facts(check)),
        summary,
        _HEADING.sub(r"\n**\1:**", rest).strip(),
    )
    return re.sub(r" +$", "", re.sub(r"\n{3,}", "\n\n", "\n\n".join(parts)), flags=re.M) + "\n"


def _facts(check: Check) -> Iterator[str]:
    yield f"Impact: {check.rule.impact}"
    for criterion in check.rule.criteria:
        clause = clause_of(criterion.number)
        yield f"WCAG 2.2 {criterion.number} {criterion.level}".strip() + (
            f", EN 301 549 {clause}" if clause else ""
        )
    if check.rule.needs:
        yield f"Needs: {', '.join(sorted(check.rule.needs))}"
