"""Legal amounts were looked up since their law last changed.

What it checks: the day an amount in ``betraege.yaml`` is known for (``as_of``) is not before the latest change of its law,
as the legal profile lists them (``law_changes``). A change on a fixed day is certain; on the first of January and the
first of July amounts may have changed, and somebody looks.
Why it matters: people plan their money by what a town's page says, and an office may be held to it.
Applies to: amounts that texts of the site name, if the site has a legal profile.

Passed example:

    today: 2026-11-22
    legal: {law_changes: [{"on": "--01-01"}, {"on": "--07-01", laws: [SGB VI]}, {"on": 2025-07-01, laws: [SGB XI]}]}
    amounts:
      pflegegeld: {paragraph: § 37 SGB XI, as_of: 2026-01-01}
    pages:
      /: <p>347 Euro</p>

Failed example:

    today: 2026-11-22
    legal: {law_changes: [{"on": 2026-07-01, laws: [SGB XI]}]}
    amounts:
      pflegegeld: {paragraph: § 37 SGB XI, as_of: 2026-01-01}
    pages:
      /: <p>347 Euro</p>

Cannot tell example:

    today: 2027-01-01
    legal: {law_changes: [{"on": "--01-01"}]}
    amounts:
      pflegegeld: {as_of: 2026-01-01}
    pages:
      /: <p>347 Euro</p>

References: Ulm GD 087/21, 3.2 (content is current)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.manifest import AmountGroup, LawChange
from audit.model import Finding, Impact, Location, Rule, Scope

RULE = Rule(
    id="outdated-amount",
    family="currency",
    title="Beträge sind seit der letzten Gesetzesänderung nachgesehen",
    remedy="Den Betrag im Gesetz nachsehen, wenn nötig ändern, und in betraege.yaml „as_of“ auf den Tag setzen, zu dem er gilt.",
    impact=Impact.SERIOUS,
    needs=frozenset({"registry"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[AmountGroup]:
    manifest = facts.manifest
    return iter(manifest.amounts if manifest and manifest.legal and manifest.legal.law_changes else ())


def check(group: AmountGroup, facts: Facts) -> Iterator[Finding]:
    """The latest certain change since ``as_of``, else the latest day on which there may have been one."""
    own = [change for change in facts.manifest.legal.law_changes if _is_about(change, group)]
    days = {
        day: change for change in own if group.as_of < (day := _latest(change, facts.today)) <= facts.today
    }
    certain = [day for day, change in days.items() if not _is_yearly(change)]
    if not days:
        return
    changed_on, say = (max(certain), failed) if certain else (max(days), cant_tell)
    what = "wurde das Recht geändert" if certain else "können sich Beträge geändert haben"
    found = say(
        RULE,
        target=f"amount:{group.id}",
        message=f"{group.caption} ({group.paragraph}): Stand {group.as_of:%d.%m.%Y}, am {changed_on:%d.%m.%Y} {what}.",
        evidence=f"as_of {group.as_of}, {changed_on}",
    )
    yield replace(found, location=Location(group.file, group.line))


def _is_about(change: LawChange, group: AmountGroup) -> bool:
    """Whether the change is of the group's law: „SGB XI“ is not „SGB XII“."""
    return not change.laws or any(
        re.search(rf"(?<!\w){re.escape(law)}(?!\w)", group.paragraph) for law in change.laws
    )


def _is_yearly(change: LawChange) -> bool:
    return change.on.startswith("--")


def _latest(change: LawChange, today: date) -> date:
    """The day of the change; of one every year, the last that is not after today."""
    if not _is_yearly(change):
        return date.fromisoformat(change.on)
    this_year = date.fromisoformat(f"{today.year}{change.on[1:]}")
    return this_year if this_year <= today else this_year.replace(year=today.year - 1)
