"""What an audit found before anybody accepted any of it; kept as long as everything that it looked at is the same.

The key is a hash over every file of the built site, the manifest, the settings, the selection, the day, the code, the engines,
and what is remembered of other servers. Beside the findings lies which sources their lines were looked up in, and those are
compared too. Nothing is kept of an audit that is incomplete, or that asked somebody else: other servers, mailboxes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from hashlib import file_digest
from operator import attrgetter
from pathlib import Path
from typing import Any

from audit import link_memory, looked
from audit.cache import hash_of
from audit.fingerprint import code_fingerprint
from audit.gather import Plan
from audit.model import (
    Criterion,
    Finding,
    Impact,
    Light,
    Location,
    Outcome,
    Review,
    Rule,
    RuleResult,
    SamplePage,
    Scope,
    Where,
)
from audit.page_table import PageTable
from audit.sources import Sources


@dataclass(frozen=True, slots=True)
class Assessment:
    """Findings are located and in the order of the report. ``failures`` are pages that could not be measured, with the
    reason; ``measured`` says that a browser saw the others. ``incomplete``: something asked for could not be had.
    ``consulted`` are the sources that lines were looked up in, with the hash of each.
    """

    tool: Mapping[str, str]
    results: tuple[RuleResult, ...]
    findings: tuple[Finding, ...]
    table: PageTable
    reviews: tuple[Review, ...]
    inquiries: Mapping[str, Any] | None
    external: Mapping[str, Any] | None
    notes: tuple[str, ...]
    failures: Mapping[str, str]
    measured: bool
    incomplete: bool
    consulted: Mapping[str, str]


class KeptAssessment:
    """What is known of one audit from an earlier one."""

    def __init__(self, plan: Plan) -> None:
        target, options, cache = plan.target, plan.options, plan.cache
        sources = target.manifest.inquiries if target.manifest else ()
        self._plan = plan
        self._beside = [options.project_dir / file for file in (*sources, link_memory.FILE, looked.FILE)]
        asks = not target.offline or options.external
        self._is_kept = cache.is_kept and not asks and all(map(_is_table, sources))

    def recall(self) -> Assessment | None:
        """What an audit of just this found; None where there was none, or where a source has changed since."""
        cache = self._plan.cache
        if not self._is_kept or cache.is_empty:
            return None  # at the first audit each file is read only once, when its page is
        key = self._key()
        data = cache.get_many([key]).get(key)
        sources = Sources(self._plan.options.project_dir, None)
        if data is None or any(sources.digest(file) != known for file, known in data["consulted"].items()):
            return None
        return from_data(data)

    def keep(self, assessment: Assessment) -> None:
        """Store it, if it is whole and everything asked for could be had."""
        is_whole = self._plan.options.look_at is None
        if self._is_kept and is_whole and not assessment.incomplete and not assessment.failures:
            self._plan.cache.put(self._key(), as_data(assessment))

    def _key(self) -> str:
        plan, selection, manifest = self._plan, self._plan.selection, self._plan.target.manifest
        chosen = (
            sorted(selection.families),
            sorted(selection.only),
            sorted(selection.ignored.items()),
            selection.browser,
        )
        site = plan.pages.site
        parts = (plan.settings, plan.today, chosen, plan.pages.folder, site.base, site.home)
        return hash_of(
            "assessment",
            code_fingerprint(),
            _instruments() if selection.browser else "",
            *map(repr, parts),
            manifest.digest if manifest else "",
            *(_digest(file) for file in self._beside),
            *self._files(),
        )

    def _files(self) -> Iterator[str]:
        """Address and hash of every file of the site."""
        pages = self._plan.pages
        for page in pages.site.pages.values():
            yield page.url
            yield page.digest
        for address in sorted(pages.site.files):
            yield address
            yield _digest(Path(f"{pages.folder}{address}"))


def _is_table(source: str) -> bool:
    """Whether inquiries come from a file whose bytes say everything."""
    return source.endswith(".csv")


def _instruments() -> str:
    from audit.probes.browser_session import fingerprint

    return fingerprint()


def _digest(file: Path) -> str:
    """Hash of a file's bytes; "" where there is none."""
    try:
        with file.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest()
    except (FileNotFoundError, IsADirectoryError):
        return ""


#: The fields as a tuple; ``dataclasses.astuple`` copies deeply, which takes long for ten thousand of them.
_REVIEW, _SAMPLE = (attrgetter(*(field.name for field in fields(kind))) for kind in (Review, SamplePage))
#: Fields that are data already.
_PLAIN = ("tool", "inquiries", "external", "notes", "failures", "measured", "incomplete", "consulted")


def as_data(assessment: Assessment) -> dict[str, Any]:
    """For the cache. Each rule stands there once: findings and results hold its number."""
    numbers: dict[Rule, int] = {}
    results = [
        [numbers.setdefault(result.rule, len(numbers)), result.counts, result.reason]
        for result in assessment.results
    ]
    findings = [
        [numbers.setdefault(finding.rule, len(numbers)), *_row(finding)] for finding in assessment.findings
    ]
    table = assessment.table
    return {name: getattr(assessment, name) for name in _PLAIN} | {
        "rules": [_rule_row(rule) for rule in numbers],
        "results": results,
        "findings": findings,
        "table": [table.titles, table.clicks, table.clicks_narrow, [*map(_SAMPLE, table.sample)]],
        "reviews": [
            (*_REVIEW(review)[:-3], review.due_on.isoformat(), review.warn_on.isoformat(), review.light)
            for review in assessment.reviews
        ],
    }


def from_data(data: Mapping[str, Any]) -> Assessment:
    """What ``as_data`` was given."""
    rules = [_rule(row) for row in data["rules"]]
    *columns, sample = data["table"]
    plain = {name: data[name] for name in _PLAIN} | {"notes": tuple(data["notes"])}
    return Assessment(
        **plain,
        results=tuple(
            RuleResult(rules[number], {Outcome(name): count for name, count in counts.items()}, reason)
            for number, counts, reason in data["results"]
        ),
        findings=tuple(_finding(rules[number], *row) for number, *row in data["findings"]),
        table=PageTable(*columns, tuple(SamplePage(*row) for row in sample)),
        reviews=tuple(
            Review(*row, date.fromisoformat(due_on), date.fromisoformat(warn_on), Light(light))
            for *row, due_on, warn_on, light in data["reviews"]
        ),
    )


def _rule_row(rule: Rule) -> dict[str, Any]:
    criteria = [[criterion.number, criterion.level] for criterion in rule.criteria]
    return asdict(rule) | {"criteria": criteria, "needs": sorted(rule.needs)}


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(
        **row
        | {
            "impact": Impact(row["impact"]),
            "criteria": tuple(Criterion(*criterion) for criterion in row["criteria"]),
            "needs": frozenset(row["needs"]),
            "scope": Scope(row["scope"]),
        }
    )


def _row(finding: Finding) -> tuple[Any, ...]:
    where, location = finding.where, finding.location
    return (finding.outcome, finding.page, finding.target, finding.message, finding.evidence, finding.impact, finding.remedy,
            where and [where.field, where.contact, where.literal, where.text, where.component],
            location and [location.file, location.line])  # fmt: skip


def _finding(
    rule: Rule,
    outcome: str,
    page: str,
    target: str,
    message: str,
    evidence: str,
    impact: str,
    remedy: str,
    where: list[str] | None,
    location: list[Any] | None,
) -> Finding:
    return Finding(
        rule,
        Outcome(outcome),
        page,
        target,
        message,
        evidence,
        Impact(impact),
        remedy,
        Where(*where) if where else None,
        Location(*location) if location else None,
    )
