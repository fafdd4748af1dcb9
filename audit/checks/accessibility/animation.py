"""What moves by itself can be stopped.

What it checks: animations and silent films that run longer than five seconds or for ever, beside text that stays, need
something to pause or stop them. It fails where they move or blink, no control of the page has such a name, and they run on
for people whose device asks for less motion. Where they end then, or only show that something is loading, a person must
look. marquee and blink elements are the engines' business.
Why it matters: who is easily distracted cannot read a sentence beside something that moves.
Applies to: all pages with something that moves by itself.

Passed example:

    pages:
      /: <div class="slow">Bild</div>
    measured:
      /: {motion: {1280 light: {control: true, beside: true, smooth: false, animations: [{seconds: null}]}}}

Failed example:

    pages:
      /: <div class="slide">Aktion</div>
    measured:
      /:
        motion: &motion
          1280 light: &found
            control: false
            beside: true
            smooth: false
            animations:
              - {path: main > div, tag: div, pseudo: "", seconds: null, moves: true, blinks: false, waits: false,
                 width: 300, height: 60, text: Aktion, literal: "", component: ""}
          1280 dark: *found

Cannot tell example:

    pages:
      /: <div class="slide">Aktion</div>
    measured:
      /:
        motion:
          1280 light:
            control: false
            beside: true
            smooth: false
            animations:
              - {path: main > div, tag: div, pseudo: "", seconds: null, moves: true, blinks: false, waits: true,
                 width: 300, height: 60, text: Aktion, literal: "", component: ""}
          1280 dark: {control: false, beside: false, smooth: false, animations: []}

References: WCAG 2.2 SC 2.2.2 Pause, Stop, Hide · EN 301 549 9.2.2.2 · WCAG failures F16, F50
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="animation",
    family="accessibility",
    title="Was sich von selbst bewegt, lässt sich anhalten",
    remedy="Die Bewegung nach höchstens fünf Sekunden enden lassen oder eine Schaltfläche zum Anhalten ergänzen.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("2.2.2", "A"),),
    needs=frozenset({"browser"}),
)
_SECONDS = 5
#: Up to this height and width in CSS pixels it may be a sign that something is loading.
_SMALL = 64


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if _moving(page, facts) or _films(page, facts))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    measured = facts.measured(page.url)
    motion = measured.get("motion", {}).get("1280 light", {})
    calm = {_key(found) for found in measured.get("motion", {}).get("1280 dark", {}).get("animations", ())}
    if not motion.get("control") and motion.get("beside"):
        for found in _moving(page, facts):
            if _lasts(found["seconds"]) and (found["moves"] or found["blinks"]):
                sign = found["waits"] or max(found["width"], found["height"]) <= _SMALL
                certain = found["moves"] and not sign and _key(found) in calm
                yield _finding(page, found, certain, "Dieses Element bewegt sich länger als fünf Sekunden.")
    for film in _films(page, facts):
        if _lasts(None if film["loop"] else film["seconds"]):
            yield _finding(page, film, not film["others"], "Dieser Film läuft von selbst an.")


def _moving(page: Page, facts: Facts) -> list[dict[str, Any]]:
    return facts.measured(page.url).get("motion", {}).get("1280 light", {}).get("animations", [])


def _films(page: Page, facts: Facts) -> list[dict[str, Any]]:
    """Silent films without a control; those with sound are ``autoplay``'s."""
    films = facts.measured(page.url).get("media", {}).get("1280 light", ())
    silent = (film for film in films if film["muted"] or film["sound"] is False)
    return [film for film in silent if film["tag"] == "video" and film["shown"] and not _can_be_stopped(film)]


def _can_be_stopped(film: dict[str, Any]) -> bool:
    return film["controls"] or film["stops"] or film["broken"] or film["seconds"] is None


def _key(found: dict[str, Any]) -> tuple[str, str]:
    return found["path"], found["pseudo"]


def _lasts(seconds: float | None) -> bool:
    return seconds is None or seconds > _SECONDS


def _finding(page: Page, found: dict[str, Any], certain: bool, message: str) -> Finding:
    ask = "Es fehlt etwas zum Anhalten." if certain else "Bitte prüfen, ob man es anhalten kann oder muss."
    return (failed if certain else cant_tell)(
        RULE,
        page=page.url,
        target=found["path"],
        message=f"{message} {ask}",
        evidence=f"<{found['tag']}>",
        where=where(found),
    )
