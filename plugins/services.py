"""Ways into systems outside the site, for booking and counselling: site.yaml names them, the text shows them.

``[[dienst:ID]]`` alone in a paragraph becomes a large link that says where it leads, inside a sentence a plain one with
the host behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from jinja2 import Environment

from plugins.notations import expand, notation
from plugins.page_text import PageText

if TYPE_CHECKING:
    from plugins.content_model import PageSource, SiteContent
    from plugins.content_schema import ServiceMeta

SERVICE_NOTATION = notation("dienst")


def services_in_text(content: SiteContent, env: Environment) -> Callable[[PageText, PageSource], None]:
    """What puts services into the text of a page."""
    services = content.meta.services
    show = env.get_template("components/service-link/macro.html").module.service_link

    def expand_services(text: PageText, _: PageSource) -> None:
        expand(
            text,
            SERVICE_NOTATION,
            services,
            lambda service_id: show(services[service_id]),
            lambda service_id: _link(services[service_id]),
        )

    return expand_services


def _link(service: ServiceMeta) -> str:
    return f'<a href="{escape(service.url)}">{escape(service.label)}</a> (führt zu {service.host})'
