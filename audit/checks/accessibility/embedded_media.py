"""Embedded films and recordings have captions and a text.

What it checks: a person must look whether a film or recording that is embedded from elsewhere, or by object or embed, has captions
and a text; the page itself cannot tell. video and audio elements are the engines' business.
Barriers: embedded audio file is missing text alternative, embedded video file is missing text alternative.
Why it matters: who cannot hear or see gets nothing from it otherwise.
Applies to: pages with frames or embedded objects.

Passed example:

    pages:
      /: '<iframe src="/karte/" title="Stadtplan"></iframe>'

Cannot tell example:

    pages:
      /: '<iframe src="https://www.youtube.com/embed/x" title="Imagefilm"></iframe>'

References: WCAG 2.2 SC 1.2.1, 1.2.2, 1.2.3, 1.2.5 · EN 301 549 9.1.2.2
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, attribute, pages_with, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="embedded-media",
    family="accessibility",
    title="Eingebettete Filme und Aufnahmen haben Untertitel und Text",
    remedy="Untertitel prüfen (auch automatische berichtigen) und eine Textfassung verlinken.",
    impact=Impact.SERIOUS,
    criteria=(
        Criterion("1.2.2", "A"),
        Criterion("1.2.1", "A"),
    ),
)

_PLAYER = re.compile(
    r"//(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|soundcloud\.com|spotify\.com|podigee\.\w+"
    r"|ardmediathek\.de|zdf\.de|twitch\.tv|wistia\.\w+)/|\.(?:mp3|ogg|oga|wav|m4a|wma|mp4|m4v|webm|ogv|mov|avi|wmv|swf)(?:[?#]|$)",
    re.I,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "iframe, embed, object")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for node in shown(page, "iframe, embed, object"):
        source = attribute(node, "src") or attribute(node, "data")
        if _PLAYER.search(source) or attribute(node, "type").lower().startswith(("video/", "audio/")):
            message = "Hat der eingebettete Film oder die Aufnahme Untertitel und eine Textfassung?"
            yield cant_tell(RULE, **at(page, node, source), message=message, evidence=source)
