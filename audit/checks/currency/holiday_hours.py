"""Opening hours say what holds on public holidays.

What it checks: hours in the registry that name days also have a rule for public holidays (``PH off``). Hours at weekends may
hold on holidays too, and entries of a directory are somebody else's: there a person decides.
Why it matters: without it the page tells people on Whit Monday that somebody is there, and search engines repeat it.
Applies to: contacts with opening hours that a page of this site names or shows.

Passed example:

    contacts:
      zentrale: {opening_hours: "Mo-Fr 08:00-18:00; PH off"}
    pages:
      /: <p>Text</p>

Failed example:

    contacts:
      zentrale: {opening_hours: "Mo-Fr 08:00-18:00"}
    pages:
      /: <p>Text</p>

Cannot tell example:

    contacts:
      zentrale: {opening_hours: "Mo-Su 07:00-22:00"}
    pages:
      /: <p>Text</p>

References: OSM opening hours specification, PH
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.manifest import ContactRecord
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.texts.visiting_hours import names_holidays

RULE = Rule(
    id="holiday-hours",
    family="currency",
    title="Öffnungszeiten sagen, was an Feiertagen gilt",
    remedy="Im Kontaktverzeichnis an „opening_hours“ anhängen: „; PH off“ (an Feiertagen zu) oder „; PH 10:00-14:00“ (so).",
    impact=Impact.MINOR,
    needs=frozenset({"registry"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[ContactRecord]:
    return (contact for contact in facts.contacts_used if contact.opening_hours)


def check(contact: ContactRecord, facts: Facts) -> Iterator[Finding]:
    if not names_holidays(contact.opening_hours):
        is_own = facts.manifest is not None and contact.file == facts.manifest.contacts_file
        is_weekdays_only = not re.search(r"Sa|Su", contact.opening_hours)
        tell = failed if is_own and is_weekdays_only else cant_tell
        yield tell(
            RULE,
            target=f"contact:{contact.id}",
            message=f"{contact.role}: Bei den Öffnungszeiten fehlt, was an Feiertagen gilt.",
            evidence=contact.opening_hours,
            where=Where(contact=contact.id, field="opening_hours"),
        )
