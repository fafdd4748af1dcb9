"""The statement on accessibility (Erklärung zur Barrierefreiheit) as a page: hand-kept part, audit's part, one status.

Decision 016 says how the status follows from what was tested. A site whose site.yaml names no ``legal_profile`` gets none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel

from plugins.content_model import PageSource, SiteContent
from plugins.content_schema import PageMeta
from plugins.field_types import interval_days
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.schema_messages import validated
from plugins.statement.hand_tests import read_hand_tests
from plugins.statement.legal import read_profile
from plugins.statement.model import Statement
from plugins.statement.schema import AuditPart, StatementMeta
from plugins.statement.text import body
from plugins.yaml_source import YamlSource, read_yaml

HAND_KEPT = "barrierefreiheit.yaml"
FINDINGS = "barrierefreiheit-befunde.yaml"
PATH = "barrierefreiheit.md"
BARRIER_PAGE = "barriere-melden.md"
Model = TypeVar("Model", bound=BaseModel)


def make_statement(content: SiteContent) -> Iterator[PageSource]:
    """The page ``barrierefreiheit.md``; ContentError with every fault of the files it is made from."""
    name = content.meta.legal_profile
    if name is None:
        return
    profile = read_profile(content.shared_folder, name, _place(content, "legal_profile"))
    own = content.pages.get(PATH)
    if own is not None:
        message = f"Diese Seite entsteht aus {HAND_KEPT}. Bitte die Datei löschen oder in site.yaml legal_profile weglassen."
        raise ContentError([Problem(own.name, 0, message)])
    problems: list[Problem] = []
    source, meta = _read(content, HAND_KEPT, StatementMeta, problems)
    has_findings = (content.folder / FINDINGS).is_file()
    findings, audit = _read(content, FINDINGS, AuditPart, problems) if has_findings else (None, None)
    if source and meta:
        problems += _check(source, meta, content)
    if findings and audit and audit.audited_on > content.today:
        problems.append(_in_future(findings, "audited_on", content))
    try:
        hand_tests = read_hand_tests(content).done
    except ContentError as error:
        problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    yield _page(Statement(profile, meta, audit, hand_tests, content.today), source, content)


def legal_facts(content: SiteContent) -> dict[str, Any] | None:
    """What the audit must know to judge the statement, as plain data; None where no law binds the site."""
    page = content.pages.get(PATH)
    statement = page.view if page else None
    if not isinstance(statement, Statement):
        return None
    profile = statement.profile
    return {
        "state": profile.state,
        "statement_url": page.url,
        "statement_contact": statement.meta.contact,
        "reviewed_on": statement.meta.reviewed_on.isoformat(),
        "review_days": interval_days(profile.review_within),
        "barriers": sorted(statement.rules_told),
        "conciliation": list(profile.conciliation.recognised_by),
        "law_changes": [{"on": change.iso, "laws": list(change.laws)} for change in profile.law_changes],
        "wrong_bodies": {body.name: body.because for body in profile.wrong_bodies},
    }


def _read(
    content: SiteContent, file: str, model: type[Model], problems: list[Problem]
) -> tuple[YamlSource | None, Model | None]:
    name = (PurePosixPath(content.file).parent / file).as_posix()
    path = content.folder / file
    if not path.is_file():
        place = _place(content, "legal_profile")
        message = (
            f"Für die Erklärung zur Barrierefreiheit fehlt {name}. "
            "Bitte anlegen, zum Beispiel als Kopie von einer anderen Microsite."
        )
        problems.append(replace(place, message=message))
        return None, None
    try:
        source = read_yaml(path, name)
    except ContentError as error:
        problems.extend(error.problems)
        return None, None
    return source, validated(model, source, problems)


def _check(source: YamlSource, meta: StatementMeta, content: SiteContent) -> Iterator[Problem]:
    """What the fields alone do not show: days that have not come yet, names that do not exist."""
    days = {"created_on": meta.created_on, "reviewed_on": meta.reviewed_on}
    for field, day in days.items():
        if day > content.today:
            yield _in_future(source, field, content)
    if meta.reviewed_on < meta.created_on <= content.today:
        message = "Zuletzt überprüft liegt vor dem Tag, an dem die Erklärung erstellt wurde (created_on)."
        yield Problem(source.file, source.lines["reviewed_on"], message, "reviewed_on")
    for field, value, allowed in (
        ("contact", meta.contact, content.registry.contacts),
        ("owner", meta.owner, content.meta.owners),
    ):
        if value not in allowed:
            message = f"„{value}“ gibt es nicht. {did_you_mean(value, allowed)}"
            yield Problem(source.file, source.lines[field], message, field)


def _in_future(source: YamlSource, field: str, content: SiteContent) -> Problem:
    message = f"Dieser Tag liegt in der Zukunft (heute ist der {content.today:%d.%m.%Y})."
    return Problem(source.file, source.lines[field], message, field)


def _place(content: SiteContent, field: str) -> Problem:
    return Problem(content.file, content.lines.get(field, 1), "", field)


def _page(statement: Statement, source: YamlSource, content: SiteContent) -> PageSource:
    meta = PageMeta(
        title="Erklärung zur Barrierefreiheit",
        summary="Wie barrierefrei diese Website ist, was noch fehlt, wie geprüft wurde und an wen Sie sich wenden können.",
        menu_label="Barrierefreiheit",
        contact=statement.meta.contact,
        owner=statement.meta.owner,
        last_reviewed_on=statement.meta.reviewed_on,
        review_in=statement.profile.review_within,
        kind="legal",
        search_words=("Barrierefreiheitserklärung", "Schlichtungsstelle", "BITV", "WCAG"),
    )
    lines = {**source.lines, "last_reviewed_on": source.lines["reviewed_on"]}
    how_to_report = BARRIER_PAGE if BARRIER_PAGE in content.pages else ""
    text = body(statement, content.meta.town, content.meta.host, how_to_report)
    return PageSource(PATH, source.file, meta, lines, text, 1, statement)
