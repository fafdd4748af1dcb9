"""What protects people in distress: crisis numbers in sight on every page, and a way to leave a page quickly.

Settings read: ``SITE_CONTENT``. Signal used: ``page_generator_finalized``. Sets ``quick_exit`` of each page and the
global template name ``crisis``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pelican import signals
from pelican.generators import PagesGenerator

from plugins.contacts import phone_uri
from plugins.opening_hours import describe
from plugins.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from plugins.content_model import SiteContent
    from plugins.content_schema import ContactMeta

#: More numbers than this nobody takes in at a glance, and on a phone they would push the title out of sight.
MOST_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class CrisisNumber:
    """A number to call now; ``hours`` is empty where somebody answers round the clock."""

    label: str
    phone: str
    phone_uri: str
    hours: str


def crisis_number(contact: ContactMeta) -> CrisisNumber:
    """How the band at the top of every page shows the contact."""
    rows, _ = describe(contact.opening_hours)
    hours = "" if contact.opening_hours == "24/7" else ", ".join(f"{row.days} {row.times}" for row in rows)
    return CrisisNumber(contact.short_role or contact.role, contact.phone, phone_uri(contact.phone), hours)


def check_safety(content: SiteContent) -> Iterator[Problem]:
    """Crisis numbers are in the registry, and whoever leaves a page really gets away from the site."""
    site, contacts = content.meta, content.registry.contacts
    for index, contact_id in enumerate(site.crisis):
        if contact_id not in contacts:
            field = f"crisis.{index}"
            message = f"„{contact_id}“ gibt es nicht. {did_you_mean(contact_id, contacts)}"
            yield Problem(content.file, content.lines[field], message, field)
    if len(site.crisis) > MOST_NUMBERS:
        message = f"Höchstens {MOST_NUMBERS} Nummern sind auf einen Blick zu erfassen. Bitte die übrigen auf einer Seite nennen."
        yield Problem(content.file, content.lines[f"crisis.{MOST_NUMBERS}"], message, "crisis")
    yield from _check_quick_exit(content)


def _check_quick_exit(content: SiteContent) -> Iterator[Problem]:
    target = content.meta.quick_exit
    own_hosts = {content.meta.host, *(neighbour.host for neighbour in content.neighbours.values())}
    if target and target.host in own_hosts:
        message = f"„{target.host}“ gehört zu unseren Microsites und verrät, was jemand gelesen hat. Bitte ein unverfängliches Ziel nennen, zum Beispiel einen Wetterdienst."
        yield Problem(content.file, content.lines["quick_exit.url"], message, "quick_exit.url")
    for page in content.pages.values():
        if page.meta.quick_exit and not target:
            message = f"Wohin soll der Weg führen? Bitte in {content.file} „quick_exit“ mit „url“ ergänzen oder diese Zeile löschen."
            yield Problem(page.name, page.lines["quick_exit"], message, "quick_exit")


def add_safety(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    content: SiteContent = generator.settings["SITE_CONTENT"]
    site, contacts = content.meta, content.registry.contacts
    for page in generator.pages:
        everywhere = bool(site.quick_exit and site.quick_exit.everywhere)
        page.quick_exit = everywhere or page.source.meta.quick_exit
    generator.context["crisis"] = [crisis_number(contacts[contact_id]) for contact_id in site.crisis]


def register() -> None:
    signals.page_generator_finalized.connect(add_safety)
