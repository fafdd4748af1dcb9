"""Pages the law asks for: where they are, whether every page leads there, what stands on them.

On a site of ours the manifest says what applies. On other sites a page is found by the words of the links on the home
page, and whether the law applies to its owner is a guess: rules then say cantTell at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from selectolax.lexbor import LexborNode

from audit.checks import cant_tell, failed
from audit.dom import ancestors, clean
from audit.facts import Facts
from audit.model import Finding, Location, Rule, Where
from audit.page import Page

_UNSEEN = frozenset({"script", "style", "template", "noscript"})
_LEFTOVER = re.compile(
    r"\[[^\[\]\n]{3,80}\]|\b[xX]{3,}\b|Mustererklärung|\bTT\.MM\.JJJJ\b|Name der öffentlichen Stelle|Lorem ipsum"
)
_PUBLIC = re.compile(
    r"Körperschaft des öffentlichen Rechts|Stadtverwaltung|Gemeindeverwaltung|Landratsamt|"
    r"(?:Ober)?[Bb]ürgermeister|Anstalt des öffentlichen Rechts"
)
_MAX_NAMED = 3
IMPRINT = re.compile(r"impressum|anbieterkennzeichnung", re.I)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading's text (``""`` before the first one) and the text up to the next heading."""

    heading: str
    text: str


def linked_page(facts: Facts, words: re.Pattern[str]) -> Page | None:
    """The page of this site that a link of the home page with these words leads to."""
    home = facts.site.find(facts.site.home)
    links = home.links if home else ()
    pages = (facts.site.find(link.address) for link in links if link.is_internal and words.search(link.text))
    return next((page for page in pages if page is not None), None)


def is_certain(facts: Facts) -> bool:
    """Whether it is known that the law on public bodies' sites applies to this one."""
    return facts.manifest is not None and facts.manifest.legal is not None


def seems_public(facts: Facts) -> bool:
    """Whether the imprint speaks of a public body; False where there is none."""
    imprint = linked_page(facts, IMPRINT)
    return imprint is not None and _PUBLIC.search(text_of(imprint)) is not None


def text_of(page: Page) -> str:
    """What can be read in ``main``, of the whole page where there is none, on one line."""
    return clean(" ".join(f"{section.heading} {section.text}" for section in sections(page)))


def sections(page: Page) -> tuple[Section, ...]:
    """The text of ``main`` (of the whole page where there is none) by headings, in document order."""
    return _sections(page, page.digest)


@lru_cache(maxsize=32)
def _sections(page: Page, digest: str) -> tuple[Section, ...]:
    """Kept, since several rules ask for the same few pages, and in a resident audit after every change."""
    root = page.tree.css_first("main") or page.tree.body
    found: list[list[str]] = [["", ""]]
    for node in root.traverse(include_text=True) if root else ():
        if re.fullmatch("h[1-6]", node.tag or ""):
            found.append([clean(node.text()), ""])
        elif node.tag == "-text" and not _is_hidden_or_heading(node):
            found[-1][1] += f" {node.text(deep=False)}"
    return tuple(Section(heading, clean(text)) for heading, text in found)


def _is_hidden_or_heading(node: LexborNode) -> bool:
    return any(
        parent.tag in _UNSEEN or re.fullmatch("h[1-6]", parent.tag or "") for parent in ancestors(node)
    )


def leftovers(text: str) -> tuple[str, ...]:
    """What was left of a template in the text: brackets to fill in, xxx, the model's own title.

    >>> leftovers("Die [Name der Stelle] ist bemüht, Telefon xxx")
    ('[Name der Stelle]', 'xxx')
    """
    return tuple(dict.fromkeys(match[0] for match in _LEFTOVER.finditer(text)))


def judge(rule: Rule, *, certain: bool, **parts: Any) -> Finding:
    """``failed`` where the violation is certain, else ``cantTell``; parts as for those."""
    return (failed if certain else cant_tell)(rule, **parts)


def not_linked(rule: Rule, goal: Page, facts: Facts, *, certain: bool) -> Iterator[Finding]:
    """One finding that names pages without a link to ``goal``; on our sites it points at the footer in site.yaml."""
    without = [url for url in facts.site.without_link_to(goal) if url != goal.url]
    if without:
        named = ", ".join(without[:_MAX_NAMED]) + (" …" if len(without) > _MAX_NAMED else "")
        pages_without = "einer Seite" if len(without) == 1 else f"{len(without)} Seiten"
        found = judge(
            rule,
            certain=certain,
            page=goal.url,
            target="links",
            message=f"Auf {pages_without} fehlt der Link hierher: {named}.",
            evidence="nicht überall verlinkt",
            remedy="Die Seite in site.yaml unter „footer“ eintragen; bei eigenen Vorlagen den Link in den Fuß setzen.",
        )
        yield replace(found, location=_site_file(facts))


def missing_page(rule: Rule, facts: Facts, message: str, *, certain: bool) -> Finding:
    """The finding that the site has no such page."""
    found = judge(
        rule, certain=certain, page=facts.site.home, target="links", message=message, evidence="fehlt"
    )
    return replace(found, location=_site_file(facts))


def template_leftovers(rule: Rule, page: Page, text: str, *, certain: bool) -> Iterator[Finding]:
    """One finding for each thing left of a template."""
    for left in leftovers(text):
        message = f"Hier ist etwas aus einer Vorlage stehen geblieben: „{left}“."
        where = Where(literal=left)
        yield judge(
            rule, certain=certain, page=page.url, target=left, message=message, evidence=left, where=where
        )


def _site_file(facts: Facts) -> Location | None:
    """Where menu and footer are set."""
    return Location(facts.manifest.site_file) if facts.manifest else None
