"""A link to a recording comes with the text of what is said.

What it checks: near every link to a sound or film file there is a link or a word about its transcript, or the text itself.
Barriers: link to a sound file without a transcript.
Why it matters: who cannot hear gets nothing from a sound file.
Applies to: pages with links.

Passed example:

    pages:
      /: '<p><a href="/rede.mp3">Rede (MP3)</a>, <a href="/rede/">Rede im Wortlaut</a></p>'

Cannot tell example:

    pages:
      /: '<p><a href="/rede.mp3">Rede (MP3)</a></p>'

References: WCAG 2.2 SC 1.2.1 Audio-only and Video-only (Prerecorded) · EN 301 549 9.1.2.1
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import around, at, attribute, block_of, name_of, pages_with, shortened, shown, text_of
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="recording-transcript",
    family="accessibility",
    title="Zu verlinkten Ton- und Filmdateien gibt es den Text",
    remedy="Eine Abschrift anbieten und neben der Aufnahme verlinken.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.2.1", "A"),),
)

_RECORDING = re.compile(
    r"[^?#]*\.(?:mp3|ogg|oga|wav|m4a|aac|flac|wma|mp4|m4v|webm|ogv|mov|avi|wmv)(?:[?#].*)?", re.I
)
_TRANSCRIPT = re.compile(
    r"transkript|transcript|abschrift|wortlaut|zum nachlesen|textfassung|textversion|als text|mitschrift|untertitel|captions|gebärden",
    re.I,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "a[href]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    texts: dict[int, str] = {}  # of sections, each read once
    for link in shown(page, "a[href]"):
        if not _RECORDING.fullmatch(attribute(link, "href")):
            continue
        section = around(link, "section", "article", "main", "body") or block_of(link)
        if section.mem_id not in texts:
            texts[section.mem_id] = text_of(section)
        if not _TRANSCRIPT.search(texts[section.mem_id]):
            message = f"Gibt es zur Aufnahme „{shortened(name_of(page, link))}“ den Text? Auf der Seite ist keiner genannt."
            yield cant_tell(
                RULE,
                **at(page, link, attribute(link, "href")),
                message=message,
                evidence=attribute(link, "href"),
            )
