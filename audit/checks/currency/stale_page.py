"""Pages are reviewed in time, and gone when they expire.

What it checks: the day of the next review (``last_reviewed_on`` plus ``review_in``) and the day the page ``expires``
have not passed. Both days themselves still count. An offer that is over is gone with the next build, and a review has not
its day in the future. Entries of a directory are contacts: ``stale-contact`` says when one is due. A review due soon is no finding: the page's light turns yellow.
Why it matters: amounts, opening hours and laws change; only somebody who looks can say that a page is still right.
Editing a page is no review.
Applies to: pages with front matter.

Passed example:

    today: 2026-11-22
    declared:
      /: {review_due_on: 2026-11-22, expires: 2027-01-31}
    pages:
      /: <p>Due today</p>

Failed example:

    today: 2026-11-22
    declared:
      /: {review_due_on: 2026-11-21}
    pages:
      /: <p>Due yesterday</p>

References: Ulm GD 087/21, 3.2 (content is current)
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.manifest import entry_contact
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page

RULE = Rule(
    id="stale-page",
    family="currency",
    title="Seiten werden rechtzeitig durchgesehen",
    remedy="Die Seite durchlesen, Falsches berichtigen und „last_reviewed_on“ auf das heutige Datum setzen.",
    impact=Impact.MODERATE,
    needs=frozenset({"registry"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    known = facts.manifest.pages if facts.manifest else ()
    return (page for url, page in facts.site.pages.items() if url in known)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    source = facts.manifest.pages[page.url]
    is_entry = entry_contact(source) in facts.manifest.contacts
    if source.review_due_on < facts.today and not is_entry:
        owner = facts.manifest.owners.get(source.owner, source.owner)
        yield failed(
            RULE,
            page=page.url,
            target=page.url,
            message=f"Die Durchsicht war bis {source.review_due_on:%d.%m.%Y} fällig. Zuständig: {owner}.",
            evidence=f"fällig {source.review_due_on}",
            where=Where(field="last_reviewed_on"),
        )
    if source.reviewed_on > facts.today and not is_entry:
        yield failed(
            RULE,
            page=page.url,
            target=page.url,
            message=f"Der Tag der letzten Durchsicht ({source.reviewed_on:%d.%m.%Y}) liegt in der Zukunft.",
            evidence=f"durchgesehen {source.reviewed_on}",
            where=Where(field="last_reviewed_on"),
        )
    if source.gone_after and source.gone_after < facts.today:
        yield failed(
            RULE,
            page=page.url,
            target=page.url,
            message=f"Das Angebot ist seit dem {source.gone_after:%d.%m.%Y} vorbei und steht noch im Netz.",
            evidence=f"vorbei {source.gone_after}",
            where=Where(field="ends" if "ends" in source.lines else "title"),
            remedy="Neu bauen (invoke build): Angebote, die vorbei sind, verschwinden dann von selbst.",
        )
    if source.expires and source.expires < facts.today:
        yield failed(
            RULE,
            page=page.url,
            target=page.url,
            message=f"Die Seite ist seit dem {source.expires:%d.%m.%Y} abgelaufen und steht noch im Netz.",
            evidence=f"abgelaufen {source.expires}",
            where=Where(field="expires"),
            remedy="Die Seite löschen, oder nach Durchsicht „expires“ auf einen späteren Tag setzen.",
        )
