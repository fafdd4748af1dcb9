"""What the report's table says of the pages, beside their lights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.facts import Facts
from audit.model import SamplePage
from audit.sample import sample


@dataclass(frozen=True, slots=True)
class PageTable:
    """By address: the title of each page, and the clicks from the home page to those that can be reached, on a wide screen
    and on a narrow one (empty without a browser). ``sample`` are the pages that people should look at.
    """

    titles: Mapping[str, str]
    clicks: Mapping[str, int]
    clicks_narrow: Mapping[str, int]
    sample: tuple[SamplePage, ...]


def page_table(facts: Facts) -> PageTable:
    """What the facts say of every page."""
    site = facts.site
    ways = facts.ways if site.is_whole else {}
    narrow = (facts.ways_narrow or {}) if site.is_whole else {}
    return PageTable(
        {url: page.title for url, page in site.pages.items()},
        {url: way.clicks for url, way in ways.items()},
        {url: way.clicks for url, way in narrow.items()},
        sample(site, facts.manifest),
    )
