"""What people type instead of the words on our pages: ``content/gemeinsam/synonyme.yaml``.

    synonyme:
      Essen auf Rädern: [Mahlzeitendienst, Mahlzeit, Mittagessen]

A page on which the words on the left stand is found by those on the right too. The file may be missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field

from plugins.field_types import Strict
from plugins.problems import ContentError, Problem
from plugins.schema_messages import validated
from plugins.search.compounds import base, words_of
from plugins.yaml_source import read_yaml

if TYPE_CHECKING:
    from plugins.content_model import SiteContent

FILE = "synonyme.yaml"


def _has_words(text: str) -> str:
    if not words_of(text):
        raise ValueError(f"„{text}“ enthält kein Wort.")
    return text


Term = Annotated[str, Field(max_length=60), AfterValidator(_has_words)]


class SynonymsFile(Strict):
    """synonyme.yaml: what our pages say → what people type."""

    synonyme: Mapping[Term, Annotated[tuple[Term, ...], Field(min_length=1)]]


class Synonyms:
    """Finds the terms that stand in a text, in whatever form, and gives what people type instead."""

    def __init__(self, synonyms: Mapping[str, Sequence[str]]) -> None:
        self.terms = [term for entry in synonyms.items() for term in (entry[0], *entry[1])]
        self._by_first: dict[str, list[tuple[tuple[str, ...], Sequence[str]]]] = defaultdict(list)
        for term, others in synonyms.items():
            bases = tuple(map(base, words_of(term)))
            self._by_first[bases[0]].append((bases, others))

    def of(self, text: str) -> Iterator[str]:
        """What people type instead, once for each time that a term stands in ``text``.

        >>> list(Synonyms({"Essen auf Rädern": ["Mahlzeit"], "Heim": ["Altenheim"]}).of("Heime und Essen auf Rädern"))
        ['Altenheim', 'Mahlzeit']
        """
        return self.of_words(words_of(text))

    def of_words(self, words: Iterable[str]) -> Iterator[str]:
        """As ``of``, for a text that has been taken apart."""
        bases = tuple(map(base, words))
        for place in [place for place, word in enumerate(bases) if word in self._by_first]:
            for term, others in self._by_first[bases[place]]:
                if bases[place : place + len(term)] == term:
                    yield from others


def load_synonyms(content: SiteContent) -> Mapping[str, Sequence[str]]:
    """The synonyms of all microsites; ContentError with every problem of the file."""
    path = content.shared_folder / FILE
    if not path.exists():
        return {}
    name = PurePosixPath(content.registry.file).with_name(FILE).as_posix()
    return _read(path, name, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _read(path: Path, name: str, _changed: int) -> Mapping[str, Sequence[str]]:
    """Read once a build: it is checked with the content and used after all pages are there."""
    source = read_yaml(path, name)
    problems: list[Problem] = []
    file = validated(SynonymsFile, source, problems)
    for term, others in file.synonyme.items() if file else ():
        for index, other in enumerate(others):
            if other.casefold() == term.casefold():
                field = f"synonyme.{term}.{index}"
                message = f"„{other}“ ist dasselbe Wort wie links. Bitte löschen."
                problems.append(Problem(source.file, source.lines[field], message, field))
    if file is None or problems:
        raise ContentError(problems)
    return file.synonyme


def check_synonyms(content: SiteContent) -> Iterator[Problem]:
    """Every problem of the file with the synonyms."""
    try:
        load_synonyms(content)
    except ContentError as error:
        yield from error.problems
