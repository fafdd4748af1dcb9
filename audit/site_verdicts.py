"""What the rules about the whole site say of it, and what the report's table says of its pages; kept while nothing changes.

The key is a hash over everything that may be looked at: every byte of every page, the other files' addresses, the manifest,
the settings, the day, the code. Kept only for folders judged by what lies in them: what a browser saw, what other servers
answered, what stands in mailboxes is no part of the key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Any

from audit.cache import Cache, hash_of
from audit.checks import Check
from audit.facts import Facts
from audit.fingerprint import code_fingerprint
from audit.model import Finding, Outcome, SamplePage
from audit.page_memory import read_outlines
from audit.page_verdicts import Verdict, as_json, from_json, judge_subjects
from audit.probes.pages import Pages
from audit.sample import sample

#: Needs that are in the key.
_KNOWN = frozenset({"whole_site", "registry"})


@dataclass(frozen=True, slots=True)
class PageTable:
    """By address: the title of each page, and the clicks from the home page to those that can be reached, on a wide screen
    and on a narrow one (empty without a browser). ``sample`` are the pages that people should look at.
    """

    titles: Mapping[str, str]
    clicks: Mapping[str, int]
    clicks_narrow: Mapping[str, int]
    sample: tuple[SamplePage, ...]


class SiteVerdicts:
    """The verdicts of one audit, from the cache where they are known."""

    def __init__(self, facts: Facts, pages: Pages, cache: Cache, jobs: int) -> None:
        """``jobs`` is how many processes may read pages where something is not known."""
        self._facts = facts
        self._cache = cache
        self._jobs = jobs
        self._is_kept = cache.is_kept and _is_known(facts, pages)
        #: At the first audit nothing is looked up, so that each file is read only once, when its page is.
        self._is_first = cache.is_empty
        self._new: dict[tuple[str, ...], Any] = {}

    def judge(self, check: Check, facts: Facts) -> tuple[Counter[Outcome], list[Finding]]:
        """One rule over all its subjects, as ``judge_subjects``. ``facts`` may hold barriers beside those of the audit."""
        rule = check.rule
        is_kept = rule.needs <= _KNOWN
        known = self._known("site verdict", rule.id) if is_kept else None
        if known is not None:
            verdict = from_json(known, {rule.id: rule})
            return Counter(verdict.counts[rule.id]), list(verdict.findings)
        self._read()
        counts, findings = judge_subjects(check, facts)
        if is_kept and all(finding.location is None for finding in findings):
            self._new["site verdict", rule.id] = as_json(Verdict({rule.id: counts}, tuple(findings)))
        return counts, findings

    def table(self) -> PageTable:
        """What the report says of every page."""
        known = self._known("page table")
        if known is not None:
            *columns, rows = known
            return PageTable(*columns, tuple(SamplePage(*row) for row in rows))
        self._read()
        table = _table(self._facts)
        rows = [astuple(page) for page in table.sample]
        self._new["page table",] = [table.titles, table.clicks, table.clicks_narrow, rows]
        return table

    def keep(self) -> None:
        """Store what is new."""
        if self._is_kept:
            self._cache.put_many({self._key(*name): value for name, value in self._new.items()})

    def _known(self, *name: str) -> Any:
        if self._is_first or not self._is_kept:
            return None
        key = self._key(*name)
        return self._cache.get_many([key]).get(key)

    def _key(self, *name: str) -> str:
        return hash_of(*name, self._context)

    def _read(self) -> None:
        read_outlines(self._facts.site.pages.values(), self._jobs)

    @cached_property
    def _context(self) -> str:
        """Hash of everything that may be looked at."""
        facts, site = self._facts, self._facts.site
        parts = (
            facts.settings,
            facts.today,
            facts.manifest,
            facts.missing,
            site.base,
            site.home,
            site.missing,
        )
        pages = [(page.url, page.digest) for page in site.pages.values()]
        return hash_of(code_fingerprint(), *map(repr, (*parts, pages, sorted(site.files))))


def _is_known(facts: Facts, pages: Pages) -> bool:
    """Whether everything that the facts hold is in the key: nothing else was measured."""
    in_key = Facts(facts.settings, facts.today, facts.site, facts.manifest, missing=facts.missing)
    return pages.folder is not None and facts == in_key


def _table(facts: Facts) -> PageTable:
    site = facts.site
    ways = facts.ways if site.is_whole else {}
    narrow = (facts.ways_narrow or {}) if site.is_whole else {}
    return PageTable(
        {url: page.title for url, page in site.pages.items()},
        {url: way.clicks for url, way in ways.items()},
        {url: way.clicks for url, way in narrow.items()},
        sample(site, facts.manifest),
    )
