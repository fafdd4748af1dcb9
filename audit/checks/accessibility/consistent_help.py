"""Help stands in the same place on every page.

What it checks: phone numbers, mail addresses, and links to contact, questions and answers or a chat that stand in the frame of several
pages are before the content or behind it as on most of them, and in the same order among each other. What stands in the content belongs
to that page and does not count; a box beside it (aside) is one help, whoever it names. Order is that of the source. Where a page has no
header, menu or footer elements, a person must say what is repeated.
Why it matters: people who need help are those who can least afford to look for it anew on every page.
Applies to: pages with such help outside their content, where at least two pages of one language have it.

Passed example:

    pages:
      /: '<html lang=de><body><header><a href=tel:+49301234567>030 1234567</a></header><main>Start</main>'
      /a/: '<html lang=de><body><header><a href=tel:+49301234567>030 1234567</a></header><main>A</main>'
      /b/: '<html lang=de><body><main>B</main>'

Failed example:

    pages:
      /: '<html lang=de><body><header><a href=tel:+49301234567>030 1234567</a></header><main>Start</main>'
      /a/: '<html lang=de><body><header><a href=tel:+49301234567>030 1234567</a></header><main>A</main>'
      /b/: '<html lang=de><body><main>B</main><footer><a href=tel:+49301234567>030 1234567</a></footer>'

References: WCAG 2.2 SC 3.2.6 Consistent Help, technique G220 · not yet part of EN 301 549 V3.2.1
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.frames import FrameLink, first_swap
from audit.model import Criterion, Finding, Impact, Rule, Scope
from audit.page import Page

RULE = Rule(
    id="consistent-help",
    family="accessibility",
    title="Hilfe steht auf allen Seiten an derselben Stelle",
    remedy="Telefonnummer, Kontakt und andere Hilfen überall an derselben Stelle und in derselben Reihenfolge zeigen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("3.2.6", "A"),),
    needs=frozenset({"whole_site"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (
        facts.site.pages[url]
        for url, frame in facts.frames.by_url.items()
        if any((frame.language, link.help) in facts.frames.usual_help for link in frame.help)
    )


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    frame = facts.frames.by_url[page.url]
    sides: dict[str, set[bool]] = {}
    for link in frame.help:
        sides.setdefault(link.help, set()).add(link.after)
    for link in {link.help: link for link in frame.help}.values():
        usual = facts.frames.usual_help.get((frame.language, link.help), frozenset())
        if usual and not usual & sides[link.help]:
            where = "vor dem Inhalt, hier dahinter" if link.after else "hinter dem Inhalt, hier davor"
            yield _finding(page, link, f"„{link.text}“ steht auf den meisten Seiten {where}.")
    order = [link.position for link in frame.help]
    if swapped := first_swap(order, facts.frames.usual_help_order.get(frame.language, ())):
        first, second = (
            next(link for link in frame.help if link.position == position) for position in swapped
        )
        yield _finding(
            page, second, f"„{second.text}“ steht hier hinter „{first.text}“, auf den meisten Seiten davor."
        )


def _finding(page: Page, link: FrameLink, message: str) -> Finding:
    target = page.place_of_link(page.links[link.index]).target
    return (failed if link.region else cant_tell)(
        RULE, page=page.url, target=target, message=message, evidence=link.text
    )
