"""Inquiries get their first reaction in time.

What it checks: for each area, that no inquiry was answered after the limit (5 working days, one working
week), that none is open beyond it, and that at least 80 % were answered within the target (2 working days).
Working days are those of the configured state without own closing days; the day of receipt is not counted (§§
187, 188, 193 BGB). Closing an inquiry is no reaction, and neither is an automatic reply.
Why it matters: who asks about care often cannot wait. The town promised a first reaction within two working
days as a rule and one working week at most (strategy for social services, Ulm 2021, 3.2).
Applies to: each area of the list that is large enough to be shown, and „gesamt“ for what no area shows.

Passed example:

    today: 2026-11-20
    inquiries: |
      Kennung;Eingang;erste Reaktion;Kanal;Bereich;abgeschlossen;Ausschlussgrund
      A-1;02.11.2026 09:10;03.11.2026 11:00;mail;wohnberatung;;
      A-2;07.11.2026 20:15;10.11.2026 08:30;formular;wohnberatung;;
      A-3;19.11.2026 16:40;;telefon;wohnberatung;;

Failed example:

    today: 2026-11-20
    inquiries: |
      Kennung;Eingang;erste Reaktion;Kanal;Bereich;abgeschlossen;Ausschlussgrund
      A-1;02.11.2026 09:10;10.11.2026 11:00;mail;wohnberatung;;
      A-2;09.11.2026 10:00;;telefon;wohnberatung;;

References: Ulm GD 087/21, 3.2 · https://www.gesetze-im-internet.de/bgb/__187.html ·
https://www.gesetze-im-internet.de/bgb/__188.html · https://www.gesetze-im-internet.de/bgb/__193.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.model import Finding, Impact, Location, Rule, Scope
from audit.responses.inquiry import TOTAL, Inquiry
from audit.responses.times import USUAL_PERCENT, Group, ResponseTimes
from audit.responses.words import named_with_line

RULE = Rule(
    id="inquiry-response-time",
    family="service",
    title="Anfragen werden rechtzeitig beantwortet",
    remedy=(
        "Überfällige Anfragen heute beantworten und die erste Reaktion eintragen; klären, warum es länger "
        "dauerte (Vertretung, Zuständigkeit). Spam und falsch Zugestelltes bekommt einen Ausschlussgrund."
    ),
    impact=Impact.SERIOUS,
    needs=frozenset({"inquiries"}),
    scope=Scope.SITE,
)

MAX_NAMED = 5


def applies_to(facts: Facts) -> Iterable[str]:
    """„gesamt“ and the name of each area shown."""
    return (TOTAL, *facts.inquiries.areas) if facts.inquiries else ()


def check(subject: str, facts: Facts) -> Iterator[Finding]:
    """What is wrong in that area; for „gesamt“ only what no area shows, so that nothing is said twice."""
    times = facts.inquiries
    group = times.unlisted if subject == TOTAL else times.areas[subject]
    target = f"inquiries:{subject}"
    if group.missed:
        counts = f"{group.late} zu spät beantwortet, {group.open_overdue} offen und überfällig"
        limit = f"Frist: {times.limit} Arbeitstage"
        found = failed(
            RULE,
            target=target,
            message=f"{subject}: {counts} ({limit}). Betroffen: {_named(group.missed)}.",
            evidence=counts,  # an accepted finding comes back as soon as there is one more
        )
        yield replace(found, location=_place(group.missed[0]))
    if group.is_slow:
        yield cant_tell(
            RULE,
            target=target,
            message=_slow_message(subject, group, times),
            evidence=f"unter {USUAL_PERCENT} % in {times.target} Arbeitstagen",
            remedy="Prüfen, ob sich das noch „in der Regel“ nennen lässt, und was in diesem Bereich aufhält.",
        )


def _place(inquiry: Inquiry) -> Location | None:
    """The line of the list; a mailbox has none that anybody should open."""
    return Location(inquiry.file, inquiry.line) if inquiry.line else None


def _slow_message(subject: str, group: Group, times: ResponseTimes) -> str:
    return (
        f"{subject}: Nur {group.within_target} von {group.due} Anfragen wurden innerhalb von "
        f"{times.target} Arbeitstagen beantwortet; „in der Regel“ heißt hier mindestens {USUAL_PERCENT} %."
    )


def _named(inquiries: tuple[Inquiry, ...]) -> str:
    named = [named_with_line(inquiry) for inquiry in inquiries[:MAX_NAMED]]
    rest = len(inquiries) - len(named)
    return ", ".join(named) + (f" und {rest} weitere" if rest else "")
