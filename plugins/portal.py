"""The portal: one microsite that leads to all others, by what people are going through.

Settings read: ``SITE_CONTENT``. Signal used: ``page_generator_finalized``. Sets the global template name ``microsites``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pelican import signals
from pelican.generators import PagesGenerator

from plugins.content_model import SiteContent, url_of
from plugins.problems import Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class MicrositeLink:
    """A way to another microsite: the situation in which people need it, and pages that many look for there."""

    situation: str
    summary: str
    title: str
    host: str
    url: str
    pages: tuple[tuple[str, str], ...]


def check_microsites(content: SiteContent) -> Iterator[Problem]:
    """A portal names every microsite there is, and only pages that they have."""
    listed = content.meta.microsites
    for index, item in enumerate(listed):
        field = f"microsites.{index}"
        neighbour = content.neighbours.get(item.site)
        if neighbour is None or item.site == content.name:
            others = set(content.neighbours) - {content.name}
            message = f"Die Microsite „{item.site}“ gibt es nicht. {did_you_mean(item.site, others)}"
            yield Problem(content.file, content.lines[f"{field}.site"], message, f"{field}.site")
            continue
        for label, path in item.pages.items():
            if path not in neighbour.paths:
                place = f"{field}.pages.{label}"
                message = f"Die Seite „{path}“ hat „{item.site}“ nicht. {did_you_mean(path, neighbour.paths)}"
                yield Problem(content.file, content.lines[place], message, place)
    missing = sorted(set(content.neighbours) - {content.name} - {item.site for item in listed})
    if listed and missing:
        message = f"Im Portal fehlt die Microsite „{missing[0]}“. Bitte mit der Lebenslage ergänzen, zu der sie gehört."
        yield Problem(content.file, content.lines["microsites"], message, "microsites")


def microsite_links(content: SiteContent) -> tuple[MicrositeLink, ...]:
    """What the portal's home page shows; empty for every other site."""
    return tuple(
        MicrositeLink(
            item.situation,
            item.summary,
            content.neighbours[item.site].title,
            content.neighbours[item.site].host,
            f"https://{content.neighbours[item.site].host}/",
            tuple(
                (label, f"https://{content.neighbours[item.site].host}{url_of(path)}")
                for label, path in item.pages.items()
            ),
        )
        for item in content.meta.microsites
    )


def add_microsites(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    generator.context["microsites"] = microsite_links(generator.settings["SITE_CONTENT"])


def register() -> None:
    signals.page_generator_finalized.connect(add_microsites)
