"""No sound starts by itself.

What it checks: sound and films with sound that start by themselves and play for more than three seconds need visible
controls or a control of the page that pauses, stops or mutes. It fails where neither is there. Where the page has controls
of other names, or nothing is known of length or sound track, a person must look.
Why it matters: it drowns what a screen reader says, which is all that its user has to find the way to the stop button.
Applies to: all pages with audio or video elements that start by themselves with sound on.

Passed example:

    pages:
      /: <audio src="gruss.mp3" autoplay controls></audio>
    measured:
      /:
        media:
          1280 light:
            - {path: main > audio, tag: audio, shown: true, muted: false, sound: true, seconds: 30, loop: false,
               controls: true, broken: false, stops: false, others: false}

Failed example:

    pages:
      /: <audio src="gruss.mp3" autoplay></audio>
    measured:
      /:
        media:
          1280 light:
            - {path: main > audio, tag: audio, shown: false, muted: false, sound: true, seconds: 30, loop: false,
               controls: false, broken: false, stops: false, others: false, text: "", literal: gruss.mp3, component: ""}

Cannot tell example:

    pages:
      /: <audio src="gruss.mp3" autoplay></audio>
    measured:
      /:
        media:
          1280 light:
            - {path: main > audio, tag: audio, shown: false, muted: false, sound: true, seconds: null, loop: false,
               controls: false, broken: false, stops: false, others: false, text: "", literal: gruss.mp3, component: ""}

References: WCAG 2.2 SC 1.4.2 Audio Control · EN 301 549 9.1.4.2 · ACT 80f0bf
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="autoplay",
    family="accessibility",
    title="Kein Ton beginnt von selbst",
    remedy="Das Attribut autoplay entfernen oder das Attribut controls ergänzen.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.4.2", "A"),),
    needs=frozenset({"browser"}),
)
_SECONDS = 3


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if _playing(page, facts))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for player in _playing(page, facts):
        short = player["seconds"] is not None and player["seconds"] <= _SECONDS and not player["loop"]
        if short or player["controls"] or player["stops"]:
            continue
        certain = player["seconds"] is not None and player["sound"] is True and not player["others"]
        message = "Hier beginnt ein Ton von selbst, und nichts auf der Seite hält ihn an."
        ask = "Hier beginnt etwas von selbst. Bitte prüfen, ob es länger als drei Sekunden klingt und man es anhalten kann."
        yield (failed if certain else cant_tell)(
            RULE,
            page=page.url,
            target=player["path"],
            message=message if certain else ask,
            evidence=f"<{player['tag']}>",
            where=where(player),
        )


def _playing(page: Page, facts: Facts) -> list[dict[str, Any]]:
    players = facts.measured(page.url).get("media", {}).get("1280 light", ())
    return [
        player
        for player in players
        if not player["muted"] and not player["broken"] and player["sound"] is not False
    ]
