"""Nothing flashes more than three times a second.

What it checks: animations of colour or opacity that repeat more than three times a second, and the frames of animated
pictures. It fails where an area as large as a quarter of the central field of vision (21,824 CSS pixels) certainly changes
between light and dark so often; a person must look where part of that size may do so.
Why it matters: flashing light can cause an epileptic seizure.
Applies to: all pages with something that runs by itself.

Passed example:

    pages:
      /: <div class="slow">Hinweis</div>
    measured:
      /:
        motion:
          1280 light:
            animations: [{period: 1, blinks: true, width: 300, height: 200}]

Failed example:

    pages:
      /: <img src="blitz.gif" alt="Blitz">
    measured:
      /:
        animated_images:
          1280 light:
            beside: true
            images:
              - {path: main > img, tag: img, width: 300, height: 200, seconds: null, flashing: 0.9,
                 text: "", literal: blitz.gif, component: ""}

Cannot tell example:

    pages:
      /: <div class="alarm">Hinweis</div>
    measured:
      /:
        motion:
          1280 light:
            animations:
              - {path: main > div, tag: div, period: 0.2, blinks: true, width: 300, height: 200,
                 text: Hinweis, literal: "", component: ""}

References: WCAG 2.2 SC 2.3.1 Three Flashes or Below Threshold · EN 301 549 9.2.3.1
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="flashing",
    family="accessibility",
    title="Nichts blitzt öfter als dreimal in der Sekunde",
    remedy="Das Blitzen entfernen oder auf höchstens drei Wechsel in der Sekunde verlangsamen.",
    impact=Impact.CRITICAL,
    criteria=(Criterion("2.3.1", "A"),),
    needs=frozenset({"browser"}),
)
_PERIOD = 1 / 3
#: WCAG's "small safe area" in CSS pixels, and a size from which a person should look.
_AREA, _PART = 21_824, 5_000


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if _animations(page, facts) or _images(page, facts))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for found in _animations(page, facts):
        is_fast = found["blinks"] and found["period"] and found["period"] < _PERIOD
        if is_fast and found["width"] * found["height"] >= _PART:
            yield _finding(page, found, certain=False)
    for image in _images(page, facts):
        area = image["width"] * image["height"] * image["flashing"]
        if area >= _PART:
            yield _finding(page, image, certain=area >= _AREA)


def _animations(page: Page, facts: Facts) -> list[dict[str, Any]]:
    return facts.measured(page.url).get("motion", {}).get("1280 light", {}).get("animations", [])


def _images(page: Page, facts: Facts) -> list[dict[str, Any]]:
    return facts.measured(page.url).get("animated_images", {}).get("1280 light", {}).get("images", [])


def _finding(page: Page, found: dict[str, Any], *, certain: bool) -> Finding:
    ask = "" if certain else " Bitte prüfen, ob hell und dunkel wechseln."
    return (failed if certain else cant_tell)(
        RULE,
        page=page.url,
        target=found["path"],
        message=f"Dieses Element wechselt mehr als dreimal in der Sekunde.{ask}",
        evidence=f"<{found['tag']}>",
        where=where(found),
    )
