"""„Vorübergehend geschlossen“ is looked at again after 30 days.

What it checks: sentences that tell of something closed or cancelled for a while are not older than 30 days. Their day is
that in the sentence („seit 1. Oktober 2026“), else the page's last review. A sentence that names its end is left to
``past-date``, one with „wenn“ tells of no closure.
Why it matters: who reads it stays at home; a notice that was forgotten keeps people away from help that is there.
Applies to: pages with such sentences whose day is known.

Passed example:

    today: 2026-11-22
    declared:
      /: {reviewed_on: 2026-10-23}
    pages:
      /: <p>Der Treff ist vorübergehend geschlossen.</p>

Cannot tell example:

    today: 2026-11-22
    declared:
      /: {reviewed_on: 2026-10-22}
    pages:
      /: <p>Der Treff ist vorübergehend geschlossen.</p>

References: Ulm GD 087/21, 3.2 (content is current)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from audit.checks import cant_tell
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page
from audit.texts.german_dates import dates_in, sentences

RULE = Rule(
    id="temporary-notice",
    family="currency",
    title="Vorübergehende Hinweise sind nicht älter als 30 Tage",
    remedy="Nachfragen: Gilt der Hinweis noch, die Seite als geprüft vermerken und wenn möglich das Ende nennen; sonst löschen.",
    impact=Impact.MODERATE,
    scope=Scope.PAGE_TODAY,
)

_MAX_DAYS = 30
_FOR_A_WHILE = r"\b(?:vorübergehend|vorläufig|zeitweise|zeitweilig|derzeit|zurzeit|zur Zeit|momentan|im Moment|bis auf [Ww]eiteres)\b"
_CLOSED = (
    r"\b(?:geschlossen|gesperrt|außer Betrieb|nicht (?:besetzt|erreichbar|geöffnet)|entf[aä]ll(?:t|en)|f[aä]ll(?:t|en) aus|"
    r"ausgesetzt|eingestellt)\b"
)
_NOTICE = re.compile(rf"{_FOR_A_WHILE}.*{_CLOSED}|{_CLOSED}.*{_FOR_A_WHILE}", re.I)
_NO_NOTICE = re.compile(
    r"\b(?:wenn|falls|ob|sofern|sobald|solange|war|waren|wurden?|nicht mehr|wieder geöffnet)\b", re.I
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if any(_notices(page, facts)))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for text, sentence, since in _notices(page, facts):
        age = (facts.today - since).days
        if age > _MAX_DAYS:
            place = page.place_of_text(text)
            yield cant_tell(
                RULE,
                page=page.url,
                target=place.target,
                message=f"„{sentence}“: Das steht hier seit mindestens {age} Tagen. Gilt es noch?",
                evidence=sentence,
                where=Where(text=text, literal=sentence, component=place.component),
            )


def _notices(page: Page, facts: Facts) -> Iterator[tuple[str, str, date]]:
    """(text of the block, sentence, its day) of each notice that has a day and no end yet to come."""
    source = facts.manifest.pages.get(page.url) if facts.manifest else None
    for block in page.blocks:
        if not _NOTICE.search(block.text):
            continue
        for sentence in sentences(block.text):
            if not _NOTICE.search(sentence) or _NO_NOTICE.search(sentence):
                continue
            days = [found.day for found in dates_in(sentence)]
            ends = re.search(r"\bbis (?!auf)", sentence, re.I) and days
            since = max(days) if days else source.reviewed_on if source else None
            if since and not ends:
                yield block.text, sentence, since
