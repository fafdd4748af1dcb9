"""The words of the audit as data: rules, outcomes, findings, reports. Frozen, without I/O.

Vocabulary: W3C ACT Rules Format 1.1 and EARL 1.0 (test subject, outcome, assertion).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """How a rule ended for one test subject (EARL 1.0 outcome values)."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Impact(StrEnum):
    """How hard a failed finding hits people, in axe-core's four steps."""

    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 (minor) to 3 (critical), for comparison with a threshold."""
        return _RANKS[self]


_RANKS: Mapping[Impact, int] = {impact: rank for rank, impact in enumerate(Impact)}


class Level(StrEnum):
    """Conformance level of WCAG that pages are held to; each includes those before it."""

    A = "A"
    AA = "AA"
    AAA = "AAA"


FAMILIES: Mapping[str, str] = {
    "accessibility": "Barrierefreiheit",
    "findability": "Auffindbarkeit",
    "integrity": "Verweise",
    "currency": "Aktualität",
    "service": "Erreichbarkeit",
    "legal": "Rechtliches",
    "privacy": "Datenschutz",
}
"""Rule families and what people read for them."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A requirement of a standard, e.g. ``Criterion("2.4.4", "A")``: WCAG 2.2 success criterion and level."""

    number: str
    level: str = ""


class Scope(StrEnum):
    """What a rule may look at to judge one subject. The runner shows it no more than that (``Facts.alone``).

    ``PAGE``: one page, what the browser measured on it, its front matter. Judged once, until the page changes.
    ``PAGE_TODAY``: the same, the contact registry and the day. Judged anew each day.
    ``SITE``: everything, so from facts that are cheap. Judged anew when anything of the site has changed (decision 033).
    """

    PAGE = "page"
    PAGE_TODAY = "page today"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Rule:
    """One test rule: what it is called, how hard it hits, what it may look at and which facts it needs.

    ``needs`` names facts that may be missing (``browser``, ``registry``, ``inquiries``, ``documents``, ``whole_site``,
    ``external``, ``certificates``);
    without them the runner reports the rule as untested or inapplicable instead of running it.
    A rule that needs ``barriers`` (what other rules found) is run after all others.
    """

    id: str
    family: str
    title: str
    remedy: str
    impact: Impact
    criteria: tuple[Criterion, ...] = ()
    needs: frozenset[str] = frozenset()
    help_url: str = ""
    scope: Scope = Scope.PAGE


@dataclass(frozen=True, slots=True)
class Location:
    """A place an editor can open: file relative to the project root, 1-based line or None."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}, Zeile {self.line}"


@dataclass(frozen=True, slots=True)
class Where:
    """What in the sources a finding is about; ``sources.py`` turns it into a Location.

    ``field`` is a front-matter field of the page or, with ``contact``, a field of that contact.
    ``literal`` is a string as it stands in the output (an address, an id), ``text`` the visible text of the
    surrounding block, ``component`` the theme component that printed the place.
    """

    field: str = ""
    contact: str = ""
    literal: str = ""
    text: str = ""
    component: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding somebody accepted on purpose: why, until when (last day it counts), and of which rule, where that is said."""

    reason: str
    until: date
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One EARL assertion that is failed or cantTell.

    ``page`` is the page's address (empty for subjects that are no page), ``target`` the place on it (CSS
    selector, href) or the subject itself (``contact:<id>``, ``inquiries:<area>``), ``evidence`` what was seen.
    """

    rule: Rule
    outcome: Outcome
    page: str
    target: str
    message: str
    evidence: str = ""
    impact: Impact = Impact.MODERATE
    remedy: str = ""
    where: Where | None = field(default=None, compare=False)
    location: Location | None = field(default=None, compare=False)
    accepted: Accepted | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """Identity that survives edits above the place: rule, page, target and evidence, no line number."""
        parts = "\x1f".join((self.rule.id, self.page, self.target, self.evidence))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def is_open(self) -> bool:
        """Whether the finding is failed and nobody accepted it."""
        return self.outcome is Outcome.FAILED and self.accepted is None


@dataclass(frozen=True, slots=True)
class RuleResult:
    """How one rule ended over all its subjects: number of subjects per outcome."""

    rule: Rule
    counts: Mapping[Outcome, int]
    reason: str = ""


class PageOutcome(StrEnum):
    """Every page ends in exactly one of these; only ``audited`` can ever be green."""

    AUDITED = "audited"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PageCoverage:
    """What became of one page of the site; ``reason`` is a German half sentence unless audited."""

    page: str
    outcome: PageOutcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HandTest:
    """What a person judged of one success criterion: passed, failed or inapplicable, and on which pages.

    ``who`` is a role, never a name; without ``pages`` it holds for the whole sample.
    """

    criterion: str
    outcome: Outcome
    on: date
    who: str
    pages: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class SamplePage:
    """A page that people should look at, and why; ``at_random`` as WCAG-EM asks for some."""

    page: str
    why: str
    at_random: bool = False


class Light(StrEnum):
    """The traffic light, always shown with word and symbol."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"

    @property
    def label(self) -> str:
        """The German word."""
        return {"green": "in Ordnung", "yellow": "bald fällig", "red": "handeln", "grey": "nicht geprüft"}[
            self
        ]

    @property
    def symbol(self) -> str:
        """A sign that differs in shape, not only in colour."""
        return {"green": "✓", "yellow": "!", "red": "✗", "grey": "?"}[self]


@dataclass(frozen=True, slots=True)
class PageStatus:
    """One line of the page table of a report. ``due_on`` is the day the next review is due, if known."""

    page: str
    title: str
    owner: str
    source: str
    light: Light
    due_on: date | None
    clicks: int | None
    clicks_narrow: int | None
    open_findings: int


@dataclass(frozen=True, slots=True)
class Review:
    """A page or a contact, and when somebody must look at it again. ``id`` is the address or ``contact:<id>``.

    ``owner`` is the owner's id in site.yaml ("" where nobody is), ``warn_on`` the first day the light is yellow.
    """

    id: str
    title: str
    owner: str
    owner_name: str
    file: str
    line: int | None
    due_on: date
    warn_on: date
    light: Light

    @property
    def is_contact(self) -> bool:
        """Whether it is a contact; else it is a page."""
        return self.id.startswith("contact:")


@dataclass(frozen=True, slots=True)
class Report:
    """Everything an audit of one subject found; reports are pure functions of this.

    ``today`` is the day the site was judged as of; ``sample_clock`` says that site.yaml set it.
    ``tool`` maps component to version. ``inquiries`` is the figures of audit.inquiries as plain data, or None.
    ``notes`` are German sentences on what was left out; ``incomplete`` means that something asked for could not be done.
    ``url`` is the address pages are relative to, "" for pages that stand alone; ``hand_tests`` and ``sample`` are
    what people tested and should test. ``history`` is the site's runs up to this one as plain data
    (audit.history.changes), None where none is kept. ``external`` is what is known of addresses elsewhere as plain data
    (audit.external_links), None without any.
    """

    subject: str
    title: str
    started: datetime
    today: date
    sample_clock: bool
    tool: Mapping[str, str]
    pages_known: int
    coverage: tuple[PageCoverage, ...]
    rules: tuple[RuleResult, ...]
    findings: tuple[Finding, ...]
    pages: tuple[PageStatus, ...] = ()
    inquiries: Mapping[str, Any] | None = None
    notes: tuple[str, ...] = ()
    incomplete: bool = False
    url: str = ""
    hand_tests: tuple[HandTest, ...] = ()
    reviews: tuple[Review, ...] = ()
    sample: tuple[SamplePage, ...] = ()
    history: Mapping[str, Any] | None = None
    external: Mapping[str, Any] | None = None

    @property
    def pages_audited(self) -> int:
        """Number of pages that were audited in full."""
        return sum(page.outcome is PageOutcome.AUDITED for page in self.coverage)

    def open_findings(self, threshold: Impact = Impact.MINOR) -> tuple[Finding, ...]:
        """Failed, not accepted, at or above the threshold: what decides the exit code."""
        return tuple(f for f in self.findings if f.is_open and f.impact.rank >= threshold.rank)
