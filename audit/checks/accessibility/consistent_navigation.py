"""Menus keep their order from page to page.

What it checks: entries of a menu that comes again on several pages stand in the same order as on most of them. Entries may be left
out or added, such as those of the current section. Breadcrumbs, tables of contents and page numbers do not count. Where a menu shares
less than four fifths of its entries with the usual one, a person must say whether it is the same menu.
Why it matters: who has learned where an entry stands finds it again without reading, with a magnifier or by the number of key presses.
Applies to: pages with a menu, where at least two pages of one language have it.

Passed example:

    pages:
      /: '<html lang=de><body><nav aria-label=M><a href=/a/>A</a><a href=/b/>B</a><a href=/c/>C</a></nav><main>Start</main>'
      /a/: '<html lang=de><body><nav aria-label=M><a href=/b/>B</a><a href=/c/>C</a></nav><main>A</main>'
      /b/: '<html lang=de><body><nav aria-label=M><a href=/a/>A</a><a href=/b/>B</a><a href=/c/>C</a></nav><main>B</main>'

Failed example:

    pages:
      /: '<html lang=de><body><nav aria-label=M><a href=/a/>A</a><a href=/b/>B</a><a href=/c/>C</a></nav><main>Start</main>'
      /a/: '<html lang=de><body><nav aria-label=M><a href=/a/>A</a><a href=/b/>B</a><a href=/c/>C</a></nav><main>A</main>'
      /b/: '<html lang=de><body><nav aria-label=M><a href=/c/>C</a><a href=/b/>B</a><a href=/a/>A</a></nav><main>B</main>'

References: WCAG 2.2 SC 3.2.3 Consistent Navigation, failure F66, technique G61 · EN 301 549 9.3.2.3
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.frames import first_swap
from audit.model import Criterion, Finding, Impact, Rule, Scope
from audit.page import Page

RULE = Rule(
    id="consistent-navigation",
    family="accessibility",
    title="Menüs haben auf allen Seiten dieselbe Reihenfolge",
    remedy="Die Einträge überall in derselben Reihenfolge aufführen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("3.2.3", "AA"),),
    needs=frozenset({"whole_site"}),
    scope=Scope.SITE,
)

_FEWEST = 3  # two links that follow each other are no menu yet
_SAME = 0.8


def applies_to(facts: Facts) -> Iterator[Page]:
    return (
        facts.site.pages[url]
        for url, frame in facts.frames.by_url.items()
        if any((frame.language, region) in facts.frames.usual_menus for region in frame.menus)
    )


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    frame = facts.frames.by_url[page.url]
    for region, entries in frame.menus.items():
        usual = facts.frames.usual_menus.get((frame.language, region), ())
        shared = set(entries) & set(usual)
        swapped = first_swap(entries, usual) if len(shared) >= _FEWEST else None
        if swapped is None:
            continue
        names = {link.key: link for link in frame.links if link.region == region}
        first, second = (names[key] for key in swapped)
        place = page.place_of_link(page.links[second.index])
        message = f"„{second.text}“ steht hier hinter „{first.text}“, auf den meisten Seiten davor."
        yield (failed if len(shared) >= _SAME * max(len(entries), len(usual)) else cant_tell)(
            RULE,
            page=page.url,
            target=place.target,
            message=message,
            evidence=f"{region}: {first.text}, {second.text}",
        )
