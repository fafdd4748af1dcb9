"""Legal profiles: what a federal state's accessibility law asks of a site, as data in ``gemeinsam/legal/<name>.yaml``.

A profile holds the headings and sentences of the state's model statement, its bodies and its deadlines; which one
applies is said in site.yaml (``legal_profile``). There is no default: the law of another state names other bodies.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from plugins.field_types import Day, Interval, Strict, WebAddress
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.schema_messages import validated
from plugins.yaml_source import read_yaml

#: Days of every year on which amounts change by law.
YEARLY = {"1. Januar": "--01-01", "1. Juli": "--07-01"}
#: Names that stand for values in a profile's sentences.
PLACEHOLDERS = ("town", "host", "created_on", "reviewed_on", "evaluator")


def _sentence(value: str) -> str:
    try:
        names = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
    except ValueError as error:
        raise ValueError("Eine geschweifte Klammer ist nicht geschlossen.") from error
    unknown = sorted(names - set(PLACEHOLDERS))
    if unknown:
        raise ValueError(f"„{{{unknown[0]}}}“ gibt es nicht. {did_you_mean(unknown[0], PLACEHOLDERS)}")
    return value


Text = Annotated[str, Field(min_length=3)]
Sentence = Annotated[str, Field(min_length=10), AfterValidator(_sentence)]


class Headings(Strict):
    """The headings of the model statement, in its order."""

    status: Text
    limitations: Text
    nonconformity: Text
    burden: Text
    outside_law: Text
    preparation: Text
    feedback: Text
    conciliation: Text
    monitoring: Text


class StatusSentences(Strict):
    """The three statuses a statement can have; exactly one is printed."""

    full: Sentence
    partial: Sentence
    none: Sentence


class MethodSentences(Strict):
    """How the statement was prepared."""

    self: Sentence
    third_party: Sentence


class ConciliationBody(Strict):
    """Where people turn when feedback did not help. A text with one of ``recognised_by`` names the body."""

    name: Text
    address: Text
    url: WebAddress
    link: Text
    recognised_by: Annotated[tuple[Text, ...], Field(min_length=1)]
    text: tuple[Sentence, ...]


class MonitoringBody(Strict):
    """Who samples the sites of public bodies; not the conciliation body."""

    name: Text
    url: WebAddress
    text: Sentence


class WrongBody(Strict):
    """A body that statements name for conciliation by mistake, and why it is not the one."""

    name: Text
    because: Text


def _law_day(value: Any) -> Any:
    """A day, or one of every year as ``1. Januar``."""
    if isinstance(value, str) and value in YEARLY:
        return value
    if isinstance(value, date):
        return value
    raise ValueError("Erlaubt sind ein Tag wie 2027-01-01 und „1. Januar“ oder „1. Juli“ (jedes Jahr).")


class LawChange(Strict):
    """A day on which amounts change, or every year may: those of ``laws`` (``SGB XI``), without any those of all laws."""

    on: Annotated[Day | Literal["1. Januar", "1. Juli"], BeforeValidator(_law_day)]
    laws: tuple[Text, ...] = ()

    @property
    def iso(self) -> str:
        """The day as ``2027-01-01``, one of every year as ``--01-01`` (gMonthDay of XML Schema)."""
        return self.on.isoformat() if isinstance(self.on, date) else YEARLY[self.on]


class LegalProfile(Strict):
    """One state's law on accessible websites."""

    state: Text
    as_of: Day
    sources: tuple[Text, ...]
    review_within: Interval
    headings: Headings
    scope: tuple[Sentence, ...]
    status: StatusSentences
    standard: Sentence
    limitations: Sentence
    no_nonconformity: Sentence
    no_burden: Sentence
    no_outside_law: Sentence
    preparation: Sentence
    method: MethodSentences
    reviewed: Sentence
    feedback: Sentence
    conciliation: ConciliationBody
    monitoring: MonitoringBody
    wrong_bodies: tuple[WrongBody, ...] = ()
    law_changes: tuple[LawChange, ...] = ()


def read_profile(shared_folder: Path, name: str, named_in: Problem) -> LegalProfile:
    """The profile ``name``. ContentError if it is malformed; ``named_in`` is the place that names one that is not there."""
    folder = shared_folder / "legal"
    path = folder / f"{name}.yaml"
    if not path.is_file():
        known = [file.stem for file in folder.glob("*.yaml")]
        message = f"Das Rechtsprofil „{name}“ gibt es nicht. {did_you_mean(name, known)}"
        raise ContentError([Problem(named_in.file, named_in.line, message, named_in.field)])
    problems: list[Problem] = []
    source = read_yaml(path, f"content/{shared_folder.name}/legal/{path.name}")
    profile = validated(LegalProfile, source, problems)
    if profile is None:
        raise ContentError(problems)
    return profile
