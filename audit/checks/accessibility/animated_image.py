"""Moving pictures come to rest.

What it checks: animated GIF, PNG and WebP pictures, by their own frames and times. One that goes on for more than five
seconds beside text fails, since nothing can stop it; a small one may show that something is loading, and where the page
has a control to stop motion it may work on pictures too: then a person must look.
Why it matters: who is easily distracted cannot read a sentence beside something that moves.
Applies to: all pages with an animated picture whose file can be read.

Passed example:

    pages:
      /: <img src="kurz.gif" alt="Welle">
    measured:
      /: {animated_images: {1280 light: {beside: true, images: [{seconds: 2.5}]}}}

Failed example:

    pages:
      /: <img src="endlos.gif" alt="Baum">
    measured:
      /:
        animated_images:
          1280 light:
            beside: true
            images:
              - {path: main > img, tag: img, width: 200, height: 200, seconds: null, flashing: 0,
                 text: "", literal: endlos.gif, component: ""}

Cannot tell example:

    pages:
      /: <img src="lade.gif" alt="Lädt">
    measured:
      /:
        animated_images:
          1280 light:
            beside: true
            images:
              - {path: main > img, tag: img, width: 32, height: 32, seconds: null, flashing: 0,
                 text: "", literal: lade.gif, component: ""}

References: WCAG 2.2 SC 2.2.2 Pause, Stop, Hide · EN 301 549 9.2.2.2 · technique G152
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="animated-image",
    family="accessibility",
    title="Bewegte Bilder kommen zur Ruhe",
    remedy="Ein stehendes Bild verwenden, die Wiederholung begrenzen oder einen Film mit Bedienelementen daraus machen.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("2.2.2", "A"),),
    needs=frozenset({"browser"}),
)
_SECONDS = 5
#: Up to this height and width in CSS pixels it may be a sign that something is loading.
_SMALL = 64


def applies_to(facts: Facts) -> Iterator[Page]:
    for url, page in facts.site.pages.items():
        if any(found["images"] for found in facts.measured(url).get("animated_images", {}).values()):
            yield page


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    measured = facts.measured(page.url)
    stoppable = measured.get("motion", {}).get("1280 light", {}).get("control", False)
    for found in measured["animated_images"].values():
        for image in found["images"]:
            if image["seconds"] is not None and image["seconds"] <= _SECONDS:
                continue
            small = max(image["width"], image["height"]) <= _SMALL
            certain = found["beside"] and not small and not stoppable
            length = "endlos" if image["seconds"] is None else f"{image['seconds']:.0f} Sekunden lang"
            ask = "niemand kann es anhalten" if certain else "bitte prüfen, ob man es anhalten kann oder muss"
            yield (failed if certain else cant_tell)(
                RULE,
                page=page.url,
                target=image["path"],
                message=f"Dieses Bild bewegt sich {length}, {ask}.",
                evidence=f"<{image['tag']}>",
                where=where(image),
            )
