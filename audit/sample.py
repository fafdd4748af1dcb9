"""Which pages people should look at: a sample in the manner of WCAG-EM 1.0, the same for the same site.

Structured (step 3a to 3c): what every site has, one page of each kind, pages with content that rules cannot judge.
At random (step 3d): a tenth as many more, chosen by a hash of the address, so that nobody chooses.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from audit.content_kinds import CONTENT_KINDS
from audit.manifest import Manifest
from audit.model import SamplePage
from audit.page import Page
from audit.site import Site

#: Pages that every site has, by words of their address or title.
_COMMON = {
    "Kontakt": re.compile(r"kontakt|contact", re.I),
    "Impressum": re.compile(r"impressum|imprint|legal.notice", re.I),
    "Datenschutz": re.compile(r"datenschutz|privacy", re.I),
    "Erklärung zur Barrierefreiheit": re.compile(r"barrierefreiheit|accessibility", re.I),
    "Suche": re.compile(r"/(?:suche|search)\b", re.I),
    "Leichte Sprache": re.compile(r"leichte.sprache", re.I),
    "Gebärdensprache": re.compile(r"geb(?:ae|ä)rden", re.I),
}
_ANY_COMMON = re.compile("|".join(words.pattern for words in _COMMON.values()), re.I)
_LAYOUTS = {"page": "Seite", "section": "Überblick eines Bereichs", "home": "Startseite"}
_MOST_KINDS = 12
#: From so many pages on, a part of a site is thought to have a template of its own.
_LARGE_PART = 8
#: Pages in which content is looked for: of thousands, what none of the first few hundred has is rare enough.
_MOST_SEARCHED = 300


def sample(site: Site, manifest: Manifest | None) -> tuple[SamplePage, ...]:
    """The structured sample in the order of the reasons, then the random one. Of pages that stand alone, all."""
    pages = {url: page for url, page in sorted(site.pages.items()) if not page.redirect and "404" not in url}
    if not site.is_whole:
        return tuple(SamplePage(url, "einzeln genannt") for url in pages)
    reasons: dict[str, list[str]] = {}
    for url, why in _structured(pages, site, manifest):
        reasons.setdefault(url, []).append(why)
    chosen = [SamplePage(url, ", ".join(why)) for url, why in reasons.items()]
    rest = sorted(pages.keys() - reasons.keys(), key=lambda url: hashlib.sha256(url.encode()).hexdigest())
    at_random = sorted(rest[: math.ceil(len(chosen) / 10)])
    return (*chosen, *(SamplePage(url, "zufällig gewählt", at_random=True) for url in at_random))


def _structured(
    pages: Mapping[str, Page], site: Site, manifest: Manifest | None
) -> Iterator[tuple[str, str]]:
    if site.home in pages:
        yield site.home, "Startseite"
    shallow = _shallow(pages)
    names = {url: pages[url].title.partition(" – ")[0] for url in shallow}
    common = [url for url in shallow if _ANY_COMMON.search(f"{url} {names[url]}")]
    for name, words in _COMMON.items():
        found = next((url for url in common if words.search(url)), None) or next(
            (url for url in common if words.search(names[url])), None
        )
        if found:
            yield found, name
    yield from _kinds(pages, site, manifest)
    near = shallow[:_MOST_SEARCHED]
    for why in CONTENT_KINDS:
        found = next((url for url in near if why in pages[url].content_kinds), None)
        if found:
            yield found, why


def _kinds(pages: Mapping[str, Page], site: Site, manifest: Manifest | None) -> Iterator[tuple[str, str]]:
    """The longest page of each kind and language: it shows most of what its template can do."""
    parts = Counter(map(_part, pages))
    kinds: dict[str, list[str]] = {}
    for url, page in pages.items():
        is_large = parts[_part(url)] >= _LARGE_PART
        kinds.setdefault(_kind(url, page, manifest, is_large=is_large), []).append(url)
    often = sorted(kinds.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    for kind, urls in often[:_MOST_KINDS]:
        if urls != [site.home]:
            yield max(urls, key=lambda url: (pages[url].outline.length, url)), f"Art von Seiten: {kind}"


def _kind(url: str, page: Page, manifest: Manifest | None, *, is_large: bool) -> str:
    """Layout where we built the page, the part of the site it lies in where that is large or all we know; language."""
    source = manifest.pages.get(url) if manifest else None
    layout = [_LAYOUTS.get(source.layout, source.layout)] if source else []
    kind = " in ".join([*layout, *([_part(url)] if is_large or not source else [])])
    return f"{kind} ({page.lang})" if page.lang else kind


def _part(url: str) -> str:
    """The part of the site a page lies in: the first folder of its address."""
    return url.strip("/").partition("/")[0] or "Startseite"


def _shallow(urls: Iterable[str]) -> list[str]:
    """Pages near the root first."""
    return sorted(urls, key=lambda url: (url.count("/"), url))
