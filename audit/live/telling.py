"""What somebody is told of a page that is kept up to date: its findings with file and line, its light, the way to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from audit import accepted
from audit.config import Settings
from audit.live.measures import stamp_of
from audit.live.page_verdict import PageVerdict
from audit.live.site import LiveSite
from audit.model import Finding, Outcome
from audit.reports.json_report import finding_as_data
from audit.run import light_of, order
from audit.sources import Sources


class Telling:
    """Puts the verdicts of one microsite together, with what somebody accepted as it is now."""

    def __init__(self, settings: Settings, accepted_file: Path) -> None:
        self._settings, self._file = settings, accepted_file
        self._accepted: tuple[object, Mapping[str, Any]] = ((), {})

    def verdict(
        self,
        url: str,
        live: LiveSite,
        sources: Sources,
        findings: Iterable[Finding],
        reason: str,
        *,
        is_open: bool,
    ) -> PageVerdict:
        """What is told of the page, "" for the site. ``reason`` says why there is no visit of it; ``is_open`` that more of the
        page is to come though it was visited. DataError if accepted.yaml cannot be read.
        """
        marked = self._marked(findings, live, sources)
        source, way = live.manifest.pages.get(url), live.ways.get(url)
        due_on = source.review_due_on if source else None
        page = live.site.pages.get(url)
        is_seen = page is None or url in live.visits
        light = light_of(
            [item for item in marked if item.is_open], due_on, live.today, self._settings, is_seen
        )
        return PageVerdict(
            page=url,
            title=source.title if source else page.title or url if page else live.manifest.title,
            lang=page.lang if page else "",
            complete=is_seen and not is_open,
            light=light.value,
            findings=tuple(
                {**finding_as_data(item), "title": item.rule.title} for item in sorted(marked, key=_urgency)
            ),
            clicks=way.clicks if way else None,
            path=way.pages if way else (),
            owner=live.manifest.owners.get(source.owner, source.owner) if source else "",
            source=source.file if source else "",
            due_on=due_on,
            reason=reason if page else "",
        )

    def _marked(self, findings: Iterable[Finding], live: LiveSite, sources: Sources) -> Sequence[Finding]:
        """The findings with file and line, those that somebody accepted marked, in the order of reports."""
        stamp = stamp_of(self._file)
        if self._accepted[0] != stamp:
            self._accepted = (stamp, accepted.read(self._file))
        located = (replace(item, location=item.location or sources.locate(item)) for item in findings)
        return accepted.mark(sorted(located, key=order), self._accepted[1], live.today).findings


def _urgency(finding: Finding) -> tuple[bool, int, int]:
    """What must be mended first, the worst of it at the top, then from the first line down."""
    line = finding.location.line if finding.location else None
    return finding.outcome is not Outcome.FAILED, -finding.impact.rank, line or 0
