"""Headings say what the text below them is about.

What it checks: no heading is a placeholder ("Überschrift 2"), a file name or an address. Where the words of the first
h1 are neither in the title nor anywhere in the text, and for "Lorem ipsum", a person must judge. Headings that repeat each other: repeated-heading.
Barriers: headings are not descriptive, uninformative heading.
Why it matters: screen reader users jump from heading to heading to find what they need.
Applies to: pages with headings.

Passed example:

    pages:
      /: '<h1>Wohngeld</h1><h2>Seite an Seite</h2><p>Wohngeld ist ein Zuschuss.</p>'

Failed example:

    pages:
      /: '<h1>Wohngeld</h1><h2>Überschrift 2</h2><p>Wohngeld ist ein Zuschuss.</p>'

Cannot tell example:

    pages:
      /amt/: '<h1>Schwimmbad</h1><p>Wohngeld ist ein Zuschuss zur Miete für alle, die wenig verdienen und in der Stadt wohnen.</p>'

References: WCAG 2.2 SC 2.4.6 Headings and Labels, technique G130 · ACT b49b2e · EN 301 549 9.2.4.6
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell, failed
from audit.dom import clean
from audit.facts import Facts
from audit.markup import at, pages_with, shortened, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page
from audit.texts.placeholders import is_file_name, is_placeholder, may_be_meant
from audit.texts.topic_words import plain, share_found, topic_words

RULE = Rule(
    id="heading-descriptive",
    family="accessibility",
    title="Überschriften sagen, worum es geht",
    remedy="Die Überschrift so schreiben, dass sie den Inhalt des Abschnitts nennt.",
    impact=Impact.MODERATE,
    criteria=(Criterion("2.4.6", "AA"),),
)

_HEADINGS = "h1, h2, h3, h4, h5, h6, [role=heading i]"
_LEAST_WORDS = 8


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, _HEADINGS)


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    headings = list(shown(page, _HEADINGS))
    named: set[int] = set()
    for node in headings:
        text = _text(node)
        if is_placeholder(text) or is_file_name(text):
            certain = not may_be_meant(text)
            named.add(node.mem_id)
            yield _finding(page, node, "ist ein Platzhalter oder Dateiname", certain=certain)
    first = next((node for node in headings if node.tag == "h1"), None)
    is_judged = first is None or first.mem_id in named or page.url == facts.site.home
    if not is_judged and _is_off_topic(page, first):
        yield _finding(page, first, "passt weder zum Titel noch zum Text; stimmt sie?", certain=False)


def _finding(page: Page, node: LexborNode, what: str, *, certain: bool) -> Finding:
    text = _text(node)
    message = f"Die Überschrift „{shortened(text)}“ {what}{'' if what.endswith('?') else '.'}"
    return (failed if certain else cant_tell)(RULE, **at(page, node), message=message, evidence=text)


def _is_off_topic(page: Page, heading: LexborNode) -> bool:
    """Whether no word of the heading stands in the title, nor anywhere else in the text."""
    own, text = (
        plain(_text(heading)),
        plain(clean(page.tree.body.text() if page.tree.body is not None else "")),
    )
    text = text.replace(own, " ", 1)
    words = topic_words(own, page.language)
    return (
        text.count(" ") >= _LEAST_WORDS
        and bool(words)
        and not share_found(words, f"{plain(page.title)} {text}")
    )


def _text(heading: LexborNode) -> str:
    return clean(heading.text())
