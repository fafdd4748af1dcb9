"""Long text is divided by headings, lists or pictures.

What it checks: paragraphs that follow one another without a heading, list, table, picture, quotation or line between them
have no more than 3,000 characters together, about 400 words, and a single one no more than 1,500. A person must look.
Navigation, header and footer do not count.
Why it matters: nobody finds anything in it, and screen reader users cannot jump from heading to heading.
Applies to: all pages with paragraphs.

Passed example:

    pages:
      /: <h2>Anmeldung</h2><p>Rufen Sie uns an.</p>

Cannot tell example:

    pages:
      /: >-
        <p>
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        Wer eine Wohnung sucht, kann sich im Amt beraten lassen. Die Beratung kostet nichts und dauert eine Stunde.
        </p>

References: WCAG 2.2 SC 2.4.10 Section Headings · GDS: content is not organised into well-defined groups
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell
from audit.dom import ancestors, clean
from audit.facts import Facts
from audit.markup import at, pages_with, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="unstructured-text",
    family="accessibility",
    title="Langer Text ist gegliedert",
    remedy="Zwischenüberschriften ergänzen, und wo es passt Listen; lange Absätze teilen.",
    impact=Impact.MINOR,
    criteria=(Criterion("2.4.10", "AAA"),),
)
_MARKS = "h1, h2, h3, h4, h5, h6, [role=heading], ul, ol, dl, table, figure, img, video, blockquote, details, hr, form, pre"
_ASIDE = frozenset(
    {"nav", "header", "footer", "aside", "li", "td", "th", "dd", "blockquote", "figure", "details"}
)
_MOST, _MOST_IN_ONE = 3000, 1500


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "p")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for stretch in _stretches(page):
        lengths = [len(clean(paragraph.text())) for paragraph in stretch]
        total, longest = sum(lengths), max(lengths)
        if total > _MOST:
            message = f"Hier folgen {total} Zeichen Text ohne Zwischenüberschrift oder Liste."
            yield cant_tell(RULE, **at(page, stretch[0]), message=message, evidence=f"{len(stretch)} Absätze")
        elif longest > _MOST_IN_ONE:
            paragraph = stretch[lengths.index(longest)]
            message = f"Dieser Absatz ist {longest} Zeichen lang. Bitte prüfen, ob man ihn teilen kann."
            yield cant_tell(RULE, **at(page, paragraph), message=message, evidence="1 Absatz")


def _stretches(page: Page) -> Iterator[list[LexborNode]]:
    """Paragraphs that follow one another with nothing between them that divides."""
    stretch: list[LexborNode] = []
    for node in shown(page, f"p, {_MARKS}"):
        if node.tag == "p":
            if not any(parent.tag in _ASIDE for parent in ancestors(node)):
                stretch.append(node)
        elif stretch and not _is_inside(node, stretch[-1]):
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _is_inside(node: LexborNode, paragraph: LexborNode) -> bool:
    """A small picture in the middle of a paragraph divides nothing."""
    return any(parent.mem_id == paragraph.mem_id for parent in ancestors(node))
