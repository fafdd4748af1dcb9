"""External links in the audit: from the memory, or asked now with ``--external``; and how many nobody asked yet."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from audit.config import Settings
from audit.errors import ProbeError
from audit.external_links import ExternalLinks, locate
from audit.facts import Missing
from audit.model import Outcome, RuleResult
from audit.probes.pages import Pages
from audit.progress import Progress
from audit.selection import Selection
from audit.sources import Sources

_NOT_ASKED = "ohne Netz geprüft (mit --external)"
_NEVER = "{} fremde Adressen sind nicht geprüft (dreiklick links)"


def external_facts(
    pages: Pages,
    selection: Selection,
    settings: Settings,
    today: date,
    project_dir: Path,
    sources: Sources,
    progress: Progress,
    missing: dict[str, Missing],
    *,
    ask: bool,
) -> ExternalLinks:
    """What is known of foreign addresses, with the source lines of those that somebody has to see.

    ``missing`` gets what could not be had. Nothing is looked up for rules that do not ask for it.
    """
    if not {"external", "certificates"} & selection.needs:
        return ExternalLinks()
    if "whole_site" in missing:  # single pages: nobody knows which hosts are foreign to them
        missing["external"] = missing["certificates"] = missing["whole_site"]
        return ExternalLinks()
    # Only now: the libraries for names and certificates take a quarter of a second to load.
    from audit.probes.links import gather as links
    from audit.probes.links.check import Limits

    if not ask:
        missing["certificates"] = Missing(_NOT_ASKED, Outcome.UNTESTED)
    order = links.Order(
        links.network(settings.external_contact or pages.site.base) if ask else None,
        limits=Limits(settings.external_seconds),
        progress=functools.partial(progress, "Fremde Adressen prüfen"),
    )
    try:
        found = links.external_links(pages.site, project_dir, today, order)
    except ProbeError as error:
        missing["certificates"] = Missing(str(error), Outcome.UNTESTED, incomplete=True)
        found = links.external_links(pages.site, project_dir, today, links.Order())
    if found.left:
        reason = (
            f"{found.left} fremde Adressen wurden in der eingestellten Zeit nicht erreicht (external_seconds)"
        )
        missing["external_time"] = Missing(reason, Outcome.UNTESTED, incomplete=True)
    for note in found.notes:
        missing["external_memory"] = Missing(note, Outcome.UNTESTED, incomplete=True)
    if found.links.addresses and not found.links.checked:
        reason = _NEVER.format(len(found.links.addresses))
        missing["external"] = Missing(reason, Outcome.UNTESTED)
    return locate(found.links, pages.site, sources.at)


def with_untested(results: Iterable[RuleResult], links: ExternalLinks) -> list[RuleResult]:
    """The results; those of rules about foreign addresses also count the addresses that nobody asked yet."""
    counted = []
    for result in results:
        if "external" in result.rule.needs and links.untested and not result.counts.get(Outcome.UNTESTED):
            judged = {o: n for o, n in result.counts.items() if o is not Outcome.INAPPLICABLE}
            counts = Counter({**judged, Outcome.UNTESTED: links.untested})
            result = replace(result, counts=counts, reason=_NEVER.format(links.untested))
        counted.append(result)
    return counted
