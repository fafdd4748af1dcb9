"""Headings and titles announce nothing for a year that has passed.

What it checks: years in the headings and the title of a page that lie before this year. Years in the name of a law,
report or period („Pflegereform 2017“, „Strategie 2021–2030“, „Stand 2025“) are left alone.
Why it matters: „Ferienprogramm 2025“ tells everybody that nobody looked after the page; what stands below is believed
no more, even where it is right.
Applies to: pages whose headings or title have years.

Passed example:

    today: 2026-11-22
    pages:
      /: <h1>Ferienprogramm 2026</h1><h2>Pflegereform 2017</h2>

Cannot tell example:

    today: 2026-11-22
    pages:
      /: <h1>Ferienprogramm 2022</h1>

References: Ulm GD 087/21, 3.2 (content is current)
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page
from audit.texts.dated_promises import verdicts, years_in

RULE = Rule(
    id="past-year",
    family="currency",
    title="Überschriften nennen kein Jahr, das vorbei ist",
    remedy="Den Inhalt auf den neuen Stand bringen und das Jahr ändern oder weglassen.",
    impact=Impact.MINOR,
    scope=Scope.PAGE_TODAY,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if any(map(years_in, _headings(page))))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    """Each past year once, with the first heading that has it; a whole day in a heading is for ``past-date``."""
    source = facts.manifest.pages.get(page.url) if facts.manifest else None
    said: set[int] = set()
    for text in _headings(page):
        for year in years_in(text):
            if year < facts.today.year and year not in said and not any(verdicts(text, facts.today)):
                said.add(year)
                place = page.place_of_text(text)
                is_title = place.target == "title" or (source is not None and source.title == text)
                yield cant_tell(
                    RULE,
                    page=page.url,
                    target=place.target,
                    message=f"Die Überschrift „{text}“ nennt das Jahr {year}. Stimmt der Inhalt noch?",
                    evidence=text,
                    where=Where(field="title") if is_title else Where(text=text, literal=str(year)),
                )


def _headings(page: Page) -> list[str]:
    headings = page.tree.css("h1, h2, h3, h4, h5, h6")
    return [" ".join(node.text().split()) for node in headings] + [page.title]
