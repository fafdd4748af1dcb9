"""Every page can be found in more than one way.

What it checks: each page is reached by two of these: a search or site map that the home page links to, a menu or the frame of other pages,
links in the content of other pages. Where several links of one kind lead there it counts once. The home page and pages that are steps of a
process may have one way only, which a person must judge. Pages that nothing leads to: orphan-page.
Why it matters: some find a menu easier, others a search, others follow the text; with one way only somebody is left out.
Applies to: the home page of a site with other pages.

Passed example:

    pages:
      /: '<html lang=de><body><nav><a href=/a/>A</a><a href=/suche/>Suche</a></nav><main>Start</main>'
      /a/: '<html lang=de><body><nav><a href=/a/>A</a></nav><main>A</main>'
      /suche/: '<html lang=de><body><main><form role=search><input type=search></form></main>'

Cannot tell example:

    pages:
      /: '<html lang=de><body><nav><a href=/a/>A</a></nav><main>Start</main>'
      /a/: '<html lang=de><body><nav><a href=/a/>A</a></nav><main>A</main>'

References: WCAG 2.2 SC 2.4.5 Multiple Ways, techniques G125, G63, G161, G185 · EN 301 549 9.2.4.5
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule, Scope
from audit.page import Page

RULE = Rule(
    id="multiple-ways",
    family="accessibility",
    title="Jede Seite ist auf mehr als einem Weg zu finden",
    remedy="Eine Suche oder eine Übersicht aller Seiten anbieten, die von jeder Seite aus zu erreichen ist.",
    impact=Impact.MODERATE,
    criteria=(Criterion("2.4.5", "AA"),),
    needs=frozenset({"whole_site"}),
    scope=Scope.SITE,
)

_SEARCH = "[role=search i], search, input[type=search i], form[action*=suche i], form[action*=search i]"
_OVERVIEW = re.compile(
    r"suche|suchen|search|site ?map|übersicht|inhaltsübersicht|seitenübersicht|inhaltsverzeichnis|alle seiten|all pages|"
    r"a ?(?:-|–|bis|to) ?z|index|recherche|plan du site|ricerca|mappa del sito|búsqueda|mapa del sitio|arama|site haritası",
    re.I,
)
_NAMED = 5


def applies_to(facts: Facts) -> Iterator[Page]:
    home = facts.site.pages.get(facts.site.home)
    return iter((home,) if home is not None and len(facts.site.pages) > 1 else ())


def check(home: Page, facts: Facts) -> Iterator[Finding]:
    if _has_search(home) or any(_OVERVIEW.fullmatch(link.text.strip()) for link in home.links):
        return  # with it every page that anything leads to has two ways
    ways = _ways(facts)
    single = sorted(
        page.url for page in facts.content_pages if page.url != home.url and len(ways.get(page.url, ())) == 1
    )
    if single:
        shown = ", ".join(single[:_NAMED]) + (
            f" und {len(single) - _NAMED} weitere" if len(single) > _NAMED else ""
        )
        message = f"Es gibt weder Suche noch Übersicht, und nur auf einem Weg zu finden sind: {shown}."
        yield cant_tell(RULE, page=home.url, message=message, evidence=" ".join(single[:_NAMED]))


def _ways(facts: Facts) -> dict[str, set[str]]:
    """The kinds of links that lead to each page from others: those of the frame, those of the content."""
    ways: dict[str, set[str]] = {}
    found: dict[str, Page | None] = {}
    for page in facts.site.pages.values():
        frame = facts.frames.by_url.get(page.url)
        in_frame = {link.index for link in frame.links} if frame else set()
        for link in page.links:
            if link.address not in found:
                found[link.address] = facts.site.find(link.address) if link.is_internal else None
            target = found[link.address]
            if target is not None and target.url != page.url:
                ways.setdefault(target.url, set()).add("frame" if link.index in in_frame else "content")
    return ways


def _has_search(home: Page) -> bool:
    return home.tree.css_first(_SEARCH) is not None
