"""What people tested by hand: ``content/<site>/handpruefung.yaml``, the one place for it (decision 022).

``dreiklick hand-test`` writes the list with the pages to look at and keeps what was filled in. The results go into the
statement on accessibility and, through the manifest, into the report of the audit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from plugins.content_model import SiteContent
from plugins.field_types import Day, Strict
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.schema_messages import validated
from plugins.statement.norm import criteria
from plugins.yaml_source import YamlSource, read_yaml

FILE = "handpruefung.yaml"


def _criterion(value: str) -> str:
    if value not in criteria():
        raise ValueError(f"Das Erfolgskriterium „{value}“ gibt es nicht. {did_you_mean(value, criteria())}")
    return value


def _filled(value: Any) -> Any:
    """A field that was left empty in the list."""
    return "" if value is None else value


Text = Annotated[str, BeforeValidator(_filled), Field(max_length=600)]


class HandTest(Strict):
    """How one success criterion ended when a person tested it; without ``outcome`` nobody did yet."""

    outcome: Literal["passed", "failed", "inapplicable"] | None = None
    on: Day | None = None
    who: Text = ""
    pages: tuple[str, ...] = ()
    note: Text = ""

    @model_validator(mode="after")
    def _says_who_and_when(self) -> HandTest:
        if self.outcome and not self.on:
            raise ValueError("Hier fehlt „on“: An welchem Tag wurde geprüft?")
        if self.outcome and not self.who:
            raise ValueError("Hier fehlt „who“: Welche Stelle hat geprüft? Bitte keine Namen von Personen.")
        if self.outcome == "failed" and len(self.note) < 10:
            raise ValueError("Hier fehlt „note“: Was ist auf welchen Seiten nicht erfüllt?")
        return self


class SamplePage(Strict):
    """A page to look at, and why."""

    page: str
    why: str = ""


class HandTests(Strict):
    """handpruefung.yaml: the pages to look at, and the tests by criterion."""

    sample: tuple[SamplePage, ...] = ()
    tests: Mapping[Annotated[str, AfterValidator(_criterion)], HandTest] = Field(default_factory=dict)

    @property
    def done(self) -> Mapping[str, HandTest]:
        """The tests that have an outcome, by criterion."""
        return {number: test for number, test in self.tests.items() if test.outcome}


def read_hand_tests(content: SiteContent) -> HandTests:
    """The tests of a site, none where there is no file; ContentError with every fault."""
    path = content.folder / FILE
    if not path.is_file():
        return HandTests()
    source = read_yaml(path, (PurePosixPath(content.file).parent / FILE).as_posix())
    problems: list[Problem] = []
    found = validated(HandTests, source, problems)
    if found:
        problems += _in_future(found, source, content)
    if problems or not found:
        raise ContentError(problems)
    return found


def hand_facts(content: SiteContent) -> list[dict[str, Any]]:
    """The tests for the manifest, as plain data."""
    return [
        {"criterion": number, **test.model_dump(mode="json")}
        for number, test in sorted(read_hand_tests(content).done.items())
    ]


def _in_future(found: HandTests, source: YamlSource, content: SiteContent) -> Iterator[Problem]:
    for number, test in found.done.items():
        if test.on and test.on > content.today:
            field = f"tests.{number}.on"
            message = f"Dieser Tag liegt in der Zukunft (heute ist der {content.today:%d.%m.%Y})."
            yield Problem(source.file, source.lines[field], message, field)
