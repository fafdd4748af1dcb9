"""The vCards of a site: one file for each contact that its pages offer to save, and no other.

Settings read: ``SITE_CONTENT``, ``OUTPUT_PATH``, ``USES``. Signal used: ``finalized``, when all pages are written.
"""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals

from plugins.contacts import card_address
from plugins.content_model import SiteContent
from plugins.registry.vcard import card


def write_cards(pelican: Pelican) -> None:
    """Receiver of ``finalized``."""
    content: SiteContent = pelican.settings["SITE_CONTENT"]
    output = Path(pelican.settings["OUTPUT_PATH"])
    uses = frozenset().union(*pelican.settings["USES"].values())
    for contact_id in sorted(use[1:] for use in uses if use.startswith("/")):
        path = output / card_address(contact_id).lstrip("/")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(card(contact_id, content.registry.contacts[contact_id]))


def register() -> None:
    signals.finalized.connect(write_cards)
