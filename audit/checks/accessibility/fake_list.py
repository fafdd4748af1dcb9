"""Lists are marked up as lists.

What it checks: no three lines or paragraphs in a row begin with the same bullet or with the numbers 1, 2, 3.
Lines that begin with a dash may be speech, so a person must look.
Barriers: list not marked up as a list.
Why it matters: screen readers say how many items a list has and jump over it; a row of bullets is only text.
Applies to: pages with line breaks or paragraphs.

Passed example:

    pages:
      /: '<ul><li>Apfel</li><li>Birne</li><li>Kirsche</li></ul>'

Failed example:

    pages:
      /: '<p>* Apfel<br>* Birne<br>* Kirsche</p>'

Cannot tell example:

    pages:
      /: '<p>– Apfel</p><p>– Birne</p><p>– Kirsche</p>'

References: WCAG 2.2 SC 1.3.1, technique H48 · EN 301 549 9.1.3.1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell, failed
from audit.dom import BLOCKS, clean
from audit.facts import Facts
from audit.markup import at, pages_with, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="fake-list",
    family="accessibility",
    title="Aufzählungen sind als Listen ausgezeichnet",
    remedy="Aus den Zeilen eine Liste machen (in Markdown: jede Zeile mit „- “ beginnen, davor eine Leerzeile).",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.3.1", "A"),),
)

_MARKER = re.compile(r"([*•·‣▪●○◦■□►➤✓–—-]|\d{1,2}[.)]|[a-z]\))\s+\S")
_DASHES = "–—-"
_FEWEST = 3


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "br, p, div, li")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for block in shown(page, "p, div, td, dd, li, main, section, article, aside, blockquote, body"):
        run: list[str] = []
        for line in [*_lines(block), ""]:
            match = _MARKER.match(line)
            marker = match[1] if match else ""
            if marker and _continues(run, marker):
                run.append(marker)
                continue
            if len(run) >= _FEWEST:
                message = f"{len(run)} Zeilen beginnen mit „{run[0]}“ und sind keine Liste."
                kind = cant_tell if run[0] in _DASHES else failed
                yield kind(RULE, **at(page, block), message=message, evidence=" ".join(run[:_FEWEST]))
            run = [marker] if marker and _continues([], marker) else []


def _lines(block: LexborNode) -> list[str]:
    """The lines of a block: ended by ``br``, or paragraphs of their own; "" for anything larger between them."""
    lines = [""]
    for child in block.iter(include_text=True):
        if child.tag == "br":
            lines.append("")
        elif child.tag in BLOCKS:
            lines += [clean(child.text()) if _is_line(child) else "", ""]
        elif child.tag != "-comment":
            lines[-1] += child.text(deep=child.tag != "-text") or ""
    cleaned = [clean(line) for line in lines]
    return [line for index, line in enumerate(cleaned) if line or not index or not cleaned[index - 1]]


def _is_line(block: LexborNode) -> bool:
    """Whether a block is one line: a paragraph without line breaks and blocks in it."""
    return block.tag in ("p", "div") and not any(
        child.tag == "br" or child.tag in BLOCKS for child in block.iter()
    )


def _continues(run: list[str], marker: str) -> bool:
    """Whether a marker begins a list, or is the next one of it."""
    if not marker[0].isalnum():
        return not run or run[0] == marker
    begin = "1" if marker[0].isdigit() else "a"
    number = int(marker[:-1]) if begin == "1" else ord(marker[0]) - ord("a") + 1
    return number == len(run) + 1 and (not run or run[0] == begin + marker[-1])
