"""Ways into systems outside the site, for booking and counselling: site.yaml names them, the text shows them.

Settings read: ``SITE_CONTENT``. Signal used: ``page_generator_finalized``. ``[[dienst:ID]]`` alone in a paragraph
becomes a large link that says where it leads, inside a sentence a plain one with the host behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from pelican import signals
from pelican.generators import PagesGenerator

from plugins.notations import expand, notation, unknown_ids
from plugins.problems import Problem

if TYPE_CHECKING:
    from plugins.content_model import SiteContent
    from plugins.content_schema import ServiceMeta

SERVICE_NOTATION = notation("dienst")


def check_services(content: SiteContent) -> Iterator[Problem]:
    """Pages name only services that site.yaml has."""
    for page in content.pages.values():
        yield from unknown_ids(page, SERVICE_NOTATION, "Den Dienst", content.meta.services)


def add_services(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    services = generator.settings["SITE_CONTENT"].meta.services
    show = generator.env.get_template("components/service-link/macro.html").module.service_link
    for page in generator.pages:
        expand(
            page.text,
            SERVICE_NOTATION,
            services,
            lambda service_id: show(services[service_id]),
            lambda service_id: _link(services[service_id]),
        )


def _link(service: ServiceMeta) -> str:
    return f'<a href="{escape(service.url)}">{escape(service.label)}</a> (führt zu {service.host})'


def register() -> None:
    signals.page_generator_finalized.connect(add_services)
