"""Legal profiles: what a federal state's accessibility law asks of a site, as data in ``gemeinsam/legal/<name>.yaml``.

A profile holds the headings and sentences of the state's model statement, its bodies and its deadlines; which one
applies is said in site.yaml (``legal_profile``). There is no default: the law of another state names other bodies.
"""

from __future__ import annotations

from pathlib import Path
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field

from plugins.field_types import Day, Interval, Strict, WebAddress
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.schema_messages import validated
from plugins.yaml_source import read_yaml

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
