"""Who asked for less motion gets less.

What it checks: with the device's setting for less motion, pages still move large parts of themselves (animations shorter
than five seconds, or with a control to stop them; others are reported anyway) or scroll smoothly. A person must look
whether the motion is needed.
Why it matters: movement of large parts makes some people dizzy, and they have said so to their device.
Applies to: all pages.

Passed example:

    pages:
      /: <p>Text</p>
    measured:
      /: {motion: {1280 dark: {control: false, beside: false, smooth: false, animations: []}}}

Cannot tell example:

    pages:
      /: <p>Text</p>
    measured:
      /: {motion: {1280 dark: {control: false, beside: false, smooth: true, animations: []}}}

References: WCAG 2.2 SC 2.3.3 Animation from Interactions · EN 301 549 11.7 · technique C39
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="reduced-motion",
    family="accessibility",
    title="Wer weniger Bewegung eingestellt hat, bekommt weniger",
    remedy="Bewegung nur innerhalb von @media (prefers-reduced-motion: no-preference) festlegen.",
    impact=Impact.MINOR,
    criteria=(Criterion("2.3.3", "AAA"),),
    needs=frozenset({"browser"}),
)
_STATE = "1280 dark"
_SECONDS = 5
#: Square CSS pixels from which motion is felt and not only seen: about an eighth of a small window.
_LARGE = 60_000


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for url, page in facts.site.pages.items() if _STATE in facts.measured(url).get("motion", {}))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    motion = facts.measured(page.url)["motion"][_STATE]
    if motion["smooth"]:
        message = "Die Seite rollt sanft, obwohl weniger Bewegung eingestellt ist. Bitte prüfen."
        yield cant_tell(
            RULE, page=page.url, target="html", message=message, evidence="scroll-behavior: smooth"
        )
    for found in motion["animations"]:
        is_reported = not motion["control"] and (found["seconds"] is None or found["seconds"] > _SECONDS)
        if found["moves"] and not is_reported and found["width"] * found["height"] >= _LARGE:
            yield cant_tell(
                RULE,
                page=page.url,
                target=found["path"],
                message="Dieses Element bewegt sich, obwohl weniger Bewegung eingestellt ist. Bitte prüfen.",
                evidence=f"<{found['tag']}>",
                where=where(found),
            )
