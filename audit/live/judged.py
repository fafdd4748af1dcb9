"""What rules said, kept by page and rule, so that only what changed is asked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audit.barriers import Barriers, barriers_of
from audit.model import Finding, Outcome, Rule, RuleResult
from audit.page_verdicts import Verdict

Found = tuple[Finding, ...]


class Judged:
    """All findings of one site: of rules about one page, of rules about the whole site by the page they are about."""

    def __init__(self) -> None:
        self._of_pages: dict[str, Found] = {}
        self._of_site: dict[str, dict[str, Found]] = {}
        self._outcomes: dict[str, frozenset[tuple[str, bool]]] = {}
        self._same: dict[frozenset[tuple[str, bool]], frozenset[tuple[str, bool]]] = {}

    def of(self, url: str) -> list[Finding]:
        """Everything found on one page; "" for what is found of none."""
        found = list(self._of_pages.get(url, ()))
        for by_page in self._of_site.values():
            found += by_page.get(url, ())
        return found

    @property
    def pages(self) -> frozenset[str]:
        """Pages with findings."""
        about = (by_page.keys() for by_page in self._of_site.values())
        return frozenset(url for url, found in self._of_pages.items() if found).union(*about)

    def forget(self, urls: Iterable[str]) -> None:
        """Pages that are not there any more."""
        for url in urls:
            self._of_pages.pop(url, None)
            self._outcomes.pop(url, None)
            for by_page in self._of_site.values():
                by_page.pop(url, None)

    def take_page(self, url: str, verdicts: Iterable[Verdict]) -> None:
        """What the rules about one page say of it now."""
        found: list[Finding] = []
        outcomes = set()
        for verdict in verdicts:
            found += verdict.findings
            outcomes |= {(rule, Outcome.UNTESTED in counts) for rule, counts in verdict.counts.items()}
        self._of_pages[url] = tuple(found)
        seen = frozenset(outcomes)
        self._outcomes[url] = self._same.setdefault(seen, seen)

    def take_rule(self, rule_id: str, judged: Iterable[str] | None, findings: Iterable[Finding]) -> set[str]:
        """What a rule about the whole site says of these pages (None: of all) now; the pages of which it says something else."""
        before = self._of_site.get(rule_id, {})
        now: dict[str, list[Finding]] = {}
        for finding in findings:
            now.setdefault(finding.page, []).append(finding)
        after = {url: tuple(found) for url, found in now.items()}
        if judged is not None:
            again = {*judged, ""}
            after = {**{url: found for url, found in before.items() if url not in again}, **after}
        self._of_site[rule_id] = after
        return {
            url for url in before.keys() | after.keys() if _told(before.get(url)) != _told(after.get(url))
        }

    def barriers(self, left_out: Iterable[RuleResult], asked: Iterable[Rule]) -> Barriers:
        """As an audit tells rules that need them; ``asked`` are the rules of ours that were asked."""
        outcomes = frozenset().union(*set(self._outcomes.values()))
        untested = {rule for rule, is_untested in outcomes if is_untested}
        ids = {rule.id for rule in asked} | {rule for rule, _ in outcomes}
        judged = frozenset(ids - untested)
        judged |= {result.rule.id for result in left_out if not result.counts.get(Outcome.UNTESTED)}
        return Barriers(barriers_of((), self._all()).found, judged)

    def _all(self) -> Iterator[Finding]:
        for found in self._of_pages.values():
            yield from found
        for by_page in self._of_site.values():
            for found in by_page.values():
                yield from found


def _told(found: Found | None) -> list[tuple[object, ...]]:
    """Findings are equal also where their places differ, which readers would notice."""
    return [(finding, finding.where, finding.location) for finding in found or ()]
