"""The vCards of a site: one file for each contact that its pages offer to save, and no other.

Settings read: ``SITE_CONTENT``, ``OUTPUT_PATH``. Signal used: ``finalized``, when all pages are written.
"""

from __future__ import annotations

import re
from pathlib import Path

from pelican import Pelican, signals

from plugins.contacts import card_address
from plugins.content_model import SiteContent
from plugins.registry.vcard import card

#: How pages link to what ``card_address`` gives.
_LINK = re.compile(r'href="/kontakte/([a-z0-9-]+)\.vcf"')


def cards_in(html: str) -> frozenset[str]:
    """The ids of the contacts whose cards a page links to."""
    return frozenset(_LINK.findall(html))


def write_cards(pelican: Pelican) -> None:
    """Receiver of ``finalized``."""
    content: SiteContent = pelican.settings["SITE_CONTENT"]
    output = Path(pelican.settings["OUTPUT_PATH"])
    pages = (path.read_text(encoding="utf-8") for path in output.rglob("*.html"))
    for contact_id in sorted(frozenset().union(*map(cards_in, pages))):
        path = output / card_address(contact_id).lstrip("/")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(card(contact_id, content.registry.contacts[contact_id]))


def register() -> None:
    signals.finalized.connect(write_cards)
