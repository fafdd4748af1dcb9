"""What the search knows of a page: its words by importance, and what it can be found by beyond them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import chain

from selectolax.lexbor import LexborHTMLParser

from plugins.content_model import PageSource
from plugins.search.compounds import Bases, bases_of, vocabulary_of, words_of
from plugins.search.synonyms import Synonyms

#: Parts of a page that say something about other pages, or the same on every page.
_NOT_ITS_OWN = (
    "h1, nav, aside, form, script, style, template, .dk-call-line, .dk-contact-box, .dk-easy-language-link, "
    ".dk-page__lead, .dk-page-cards, .dk-situation-cards, .dk-reader-check, "
    ".dk-review-note, .dk-page-feedback, .dk-print-only"
)
_HEADINGS = "h2, h3, h4"


@dataclass(frozen=True, slots=True)
class SearchText:
    """One page for the index. ``words`` are those its author gave it to be found by."""

    url: str
    title: str
    summary: str
    section: str
    is_easy_language: bool
    label: str
    words: tuple[str, ...]
    headings: str
    body: str

    @property
    def all(self) -> tuple[str, ...]:
        """Every text of the page, the most important first."""
        return self.title, ". ".join((self.label, *self.words)), self.summary, self.headings, self.body


@dataclass(frozen=True, slots=True)
class MainText:
    """What the built page says itself, and the bases of its words, each with a space between."""

    headings: str
    body: str
    words: str
    nouns: str

    @property
    def bases(self) -> Bases:
        """The bases of its words."""
        return Bases(frozenset(self.words.split()), frozenset(self.nouns.split()))


def main_text(html: str) -> MainText:
    """What a built page says itself."""
    main = LexborHTMLParser(html).css_first("main")
    for node in main.css(_NOT_ITS_OWN):
        node.decompose()
    headings = ". ".join(node.text(separator=" ", strip=True) for node in main.css(_HEADINGS))
    for node in main.css(_HEADINGS):
        node.decompose()
    body = " ".join(main.text(separator=" ").split())
    bases = bases_of([headings, body])
    return MainText(headings, body, " ".join(sorted(bases.words)), " ".join(sorted(bases.nouns)))


def search_text(page: PageSource, section: str, main: MainText) -> SearchText:
    """All that a page is to be found by. ``section`` is what the breadcrumb calls the page above it."""
    return SearchText(
        url=page.url,
        title=page.meta.title,
        summary=page.meta.summary,
        section=section,
        is_easy_language=page.path.startswith("leichte-sprache/"),
        label=page.menu_label,
        words=page.meta.search_words,
        headings=main.headings,
        body=main.body,
    )


@dataclass(frozen=True, slots=True)
class Related:
    """What a page should be found by though it does not say so: by its title and search words, and by its text."""

    important: str
    other: str


class Lexicon:
    """The words inside compounds and the synonyms, as one site knows them."""

    def __init__(self, texts: Iterable[SearchText], bases: Iterable[Bases], synonyms: Synonyms) -> None:
        """``bases`` are those of the words of the pages' headings and bodies."""
        terms, others = [*synonyms.terms], set[str]()
        for text in texts:
            terms += text.words
            others.update(text.all[:3])  # titles, labels and search words, summaries
        self._vocabulary = vocabulary_of([bases_of(others), *bases], terms)
        self._synonyms = synonyms

    def related(self, text: SearchText) -> Related:
        """The synonyms of what ``text`` says, and the words inside the compounds of both."""
        title, words, summary, headings, body = text.all
        return Related(self._more(f"{title}. {words}. {summary}"), self._more(f"{headings}. {body}"))

    def _more(self, text: str) -> str:
        words = words_of(text)
        others = list(self._synonyms.of_words(words))
        words += words_of(" ".join(others))
        return " ".join([*others, *chain.from_iterable(map(self._vocabulary.inside, words))])


def record(text: SearchText, related: Related) -> str:
    """The page as Pagefind is to index it: HTML that only the indexer ever sees."""
    title, words, summary, headings, body = text.all
    easy = "ja" if text.is_easy_language else ""
    meta = {
        "url": text.url,
        "title": title,
        "summary": summary,
        "label": text.label,
        "words": ". ".join(text.words),
        "easy": easy,
        "section": text.section,
    }
    weighted = (
        ("7", title),
        ("6", words),
        ("3", summary),
        ("2.5", headings),
        ("1", body),
        ("2", related.important),
        ("0.5", related.other),
    )
    return "".join(_html(meta, {"easy": easy}, weighted))


def _html(
    meta: dict[str, str], filters: dict[str, str], weighted: Iterable[tuple[str, str]]
) -> Iterator[str]:
    yield '<!DOCTYPE html><html lang="de"><head>'
    for kind, values in (("meta", meta), ("filter", filters)):
        for name, value in values.items():
            if value:
                yield f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}">'
    yield "</head><body>"
    for weight, value in weighted:
        yield f'<p data-pagefind-weight="{weight}">{escape(value)}</p>\n'
    yield "</body></html>"
