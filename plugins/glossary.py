"""Difficult words, each explained once: in the place where it stands, and on the page with all of them.

Source: ``content/gemeinsam/glossar.yaml``. Notations: ``[[glossar:Wort]]`` keeps the word and explains it below its
paragraph, once a page; ``[[glossar]]`` alone in a paragraph becomes the list of all words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from plugins.amounts import Amounts
from plugins.field_types import Strict
from plugins.german_text import anchor
from plugins.paragraphs import is_alone, line_of
from plugins.problems import Problem, did_you_mean
from plugins.yaml_source import YamlSource

if TYPE_CHECKING:
    from plugins.content_model import PageSource, SiteContent

FILE = "glossar.yaml"
TERM_NOTATION = re.compile(r"\[\[glossar:([^\]\n]*)\]\]")
LIST_NOTATION = re.compile(r"\[\[glossar\]\]")
#: Dictionary order: umlauts as the letters they are made of (DIN 5007-1).
_SORTED_AS = str.maketrans("äöüß", "aous")


class TermMeta(Strict):
    """A word; ``forms`` are its other forms in a sentence, ``page`` says more (a path below content/)."""

    text: Annotated[str, Field(min_length=10, max_length=400)]
    forms: tuple[str, ...] = ()
    page: str = ""


class GlossaryFile(Strict):
    """glossar.yaml: word → what it means."""

    terms: Mapping[Annotated[str, Field(min_length=2, max_length=60)], TermMeta]


@dataclass(frozen=True, slots=True)
class Glossary:
    """All words, and the line of each field (``"terms.<word>.text"``) in ``file``."""

    file: str = FILE
    terms: Mapping[str, TermMeta] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    is_readable: bool = True

    @property
    def spellings(self) -> dict[str, str]:
        """Each form of each word, and the word."""
        forms = {form: term for term, meta in self.terms.items() for form in meta.forms}
        return forms | {term: term for term in self.terms}


@dataclass(frozen=True, slots=True)
class Term:
    """A word as the theme shows it; ``url`` and ``more`` are empty where no page says more."""

    id: str
    word: str
    text: str
    url: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """The words that begin with a letter."""

    letter: str
    anchor: str
    terms: tuple[Term, ...]


def glossary_of(source: YamlSource, file: GlossaryFile, amounts: Amounts) -> Glossary:
    """The validated file with its lines, amounts filled in."""
    terms = {
        word: meta.model_copy(update={"text": amounts.filled(meta.text)}) for word, meta in file.terms.items()
    }
    return Glossary(source.file, MappingProxyType(terms), source.lines)


def term_of(word: str, content: SiteContent) -> Term:
    """The word with the page that says more: on this site, or complete with its host on a neighbour."""
    meta = content.glossary.terms[word]
    url, more = _page(meta.page, content) or ("", "")
    return Term(anchor(word), word, meta.text, url, more)


def by_letter(content: SiteContent) -> list[Letter]:
    """All words below their first letter."""
    words = sorted(content.glossary.terms, key=lambda word: (_sorted_as(word), word))
    return [
        Letter(letter, f"buchstabe-{letter.lower()}", tuple(term_of(word, content) for word in group))
        for letter, group in groupby(words, key=lambda word: _sorted_as(word)[:1].upper())
    ]


def check_file(content: SiteContent) -> Iterator[Problem]:
    """Forms given twice, and pages that no microsite has."""
    glossary = content.glossary
    taken: dict[str, str] = {}
    for word, meta in glossary.terms.items():
        for form in (word, *meta.forms):
            other = taken.setdefault(form, word)
            if other != word:
                path = f"terms.{word}"
                message = f"„{form}“ steht schon bei „{other}“. Bitte an einer der beiden Stellen löschen."
                yield Problem(glossary.file, glossary.lines.get(path, 1), message, path)
        if meta.page and _page(meta.page, content) is None:
            path = f"terms.{word}.page"
            message = f"„{meta.page}“ gibt es nicht. {did_you_mean(meta.page, _pages(content))}"
            yield Problem(glossary.file, glossary.lines.get(path, 1), message, path)


def check_page(page: PageSource, content: SiteContent) -> Iterator[Problem]:
    """Words that the glossary does not have, words in headings, and lists inside a sentence."""
    spellings = content.glossary.spellings
    for match in TERM_NOTATION.finditer(page.body):
        if match[1] not in spellings:
            hint = did_you_mean(match[1], spellings)
            message = f"Das Wort „{match[1]}“ steht nicht in {content.glossary.file}. {hint}"
            yield Problem(page.name, line_of(page, match), message)
        elif page.body[: match.start()].rpartition("\n")[2].startswith("#"):
            message = "In einer Überschrift lässt sich kein Wort erklären. Bitte im ersten Satz darunter."
            yield Problem(page.name, line_of(page, match), message)
    for match in LIST_NOTATION.finditer(page.body):
        if not is_alone(page.body, match):
            message = "Das Glossar steht für sich: bitte davor und danach eine leere Zeile."
            yield Problem(page.name, line_of(page, match), message)


def _sorted_as(word: str) -> str:
    return word.casefold().translate(_SORTED_AS)


def _page(path: str, content: SiteContent) -> tuple[str, str] | None:
    """Address and title of ``site/path.md`` (a neighbour's title is that of its site); None if there is no such page."""
    if not path:
        return None
    site, _, below = path.partition("/")
    if site == content.name:
        page = content.pages.get(below)
        return (page.url, page.meta.title) if page else None
    neighbour = content.neighbours.get(site)
    address = neighbour.address(below) if neighbour else None
    return (address, neighbour.title) if neighbour and address else None


def _pages(content: SiteContent) -> list[str]:
    own = [f"{content.name}/{path}" for path in content.pages]
    others = [f"{name}/{path}" for name, site in content.neighbours.items() for path in site.paths]
    return own + others
