"""The text promises nothing for a day that has passed.

What it checks: sentences that announce something up to or on a past day („Anmeldung bis 31.12.2022“, „am 3. Mai 2022
findet … statt“, „Anmeldeschluss: …“) and events of the page that are over. Years in headings: see ``past-year``.
Sentences that tell of the past (war, galt, seit, vom … bis) and the „Stand“ of amounts are left alone; where a reader
could take the day either way, a person decides.
Why it matters: one dead date makes people doubt everything else on the page, and some miss a deadline for good.
Applies to: pages with days in their text, or events.

Passed example:

    today: 2026-11-22
    pages:
      /: <p>Anmeldung bis 31.12.2026. Beträge Stand 1. Januar 2025. Bis 31.12.2016 gab es Pflegestufen.</p>

Failed example:

    today: 2026-11-22
    pages:
      /: <p>Sie können sich bis zum 31. Dezember 2022 anmelden.</p>

Cannot tell example:

    today: 2026-11-22
    pages:
      /: <p>Für Anträge bis 31.12.2022 gilt die alte Regelung.</p>

References: Ulm GD 087/21, 3.2 (content is current)
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.manifest import SourcePage
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page
from audit.texts.dated_promises import Verdict, beginnings, verdicts
from audit.texts.german_dates import has_dates

RULE = Rule(
    id="past-date",
    family="currency",
    title="Nichts wird für einen Tag versprochen, der vorbei ist",
    remedy="Den Satz an heute anpassen oder streichen; bei Terminen den nächsten nennen.",
    impact=Impact.MODERATE,
    scope=Scope.PAGE_TODAY,
)

#: Lists of events are judged by the page's own fields, the review note names the past on purpose.
LEFT_OUT = {"event-list", "review-note"}


def applies_to(facts: Facts) -> Iterator[Page]:
    for page in facts.site.pages.values():
        source = _source(page, facts)
        if (source and source.events) or any(_dated_texts(page)):
            yield page


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    yield from _past_events(page, facts)
    for text, verdict in _judged(page, facts.today):
        place = page.place_of_text(text)
        parts = {
            "page": page.url,
            "target": place.target,
            "evidence": verdict.sentence,
            "where": Where(literal=verdict.written, text=text, component=place.component),
        }
        if verdict.is_certain:
            message = f"„{verdict.sentence}“: Der {verdict.written} ist vorbei."
            yield failed(RULE, message=message, **parts)
        else:
            message = f"„{verdict.sentence}“: Der {verdict.written} ist vorbei. Stimmt der Satz noch?"
            yield cant_tell(RULE, message=message, **parts)


def _source(page: Page, facts: Facts) -> SourcePage | None:
    return facts.manifest.pages.get(page.url) if facts.manifest else None


def _dated_texts(page: Page) -> Iterator[str]:
    return (b.text for b in page.blocks if b.component not in LEFT_OUT and has_dates(b.text))


def _judged(page: Page, today: date) -> Iterator[tuple[str, Verdict]]:
    texts = tuple(_dated_texts(page))
    starts = {day for text in texts for day in beginnings(text)}
    return ((text, verdict) for text in texts for verdict in verdicts(text, today, starts))


def _past_events(page: Page, facts: Facts) -> Iterator[Finding]:
    source = _source(page, facts)
    for index, event in enumerate(source.events if source else ()):
        if event.ends < facts.today:
            end = f"events.{index}.ends"
            yield failed(
                RULE,
                page=page.url,
                target=f"event:{event.title}",
                message=f"Dieser Termin war am {event.ends:%d.%m.%Y}: {event.title}.",
                evidence=f"{event.title} {event.ends}",
                where=Where(field=end if end in source.lines else f"events.{index}.starts"),
                remedy="Den Termin aus dem Seitenkopf löschen oder den nächsten eintragen.",
            )
