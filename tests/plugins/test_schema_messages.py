"""Whatever stands in a field: a German sentence with the line of that field."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from plugins.content_schema import ContactsFile, PageMeta, SiteMeta
from plugins.problems import Problem
from plugins.schema_messages import validated
from plugins.yaml_source import YamlSource, parse_yaml
from tests.plugins.mini_project import CONTACTS, SITE, page

SCALARS = st.text(max_size=20) | st.dates() | st.datetimes() | st.none()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
VALID: dict[type[BaseModel], str] = {
    PageMeta: page("Titel").split("---\n")[1],
    SiteMeta: SITE,
    ContactsFile: CONTACTS,
}
ENGLISH = re.compile(r"\b(should|Input|must|required|pattern)\b")


def problems_of(model: type[BaseModel], data: dict[str, Any], lines: dict[str, int]) -> list[Problem]:
    problems: list[Problem] = []
    result = validated(model, YamlSource("datei.md", data, lines), problems)
    assert (result is None) == bool(problems)
    return problems


def check(problem: Problem, field: str, line: int) -> None:
    assert not ENGLISH.search(problem.message), problem
    assert "(" not in problem.message[-60:] or "Der Wert ist nicht erlaubt" not in problem.message, problem
    assert problem.message.rstrip("“)").endswith((".", '"', "]", "?")), problem
    assert problem.field.split(".")[0] == field
    assert problem.line == line


@pytest.mark.parametrize("model", VALID)
@given(data=st.data())
def test_any_value_in_any_field(model: type[BaseModel], data: st.DataObject) -> None:
    source = parse_yaml(VALID[model], "datei.md", 1)
    assert problems_of(model, dict(source.data), dict(source.lines)) == []
    field = data.draw(st.sampled_from(sorted(model.model_fields)))
    lines = {name: line for name, line in source.lines.items() if name.split(".")[0] != field} | {field: 99}
    for problem in problems_of(model, {**source.data, field: data.draw(VALUES)}, lines):
        check(problem, field, 99)


@given(
    st.dictionaries(
        st.sampled_from(["title", "starts", "ends", "place", "contact", "ort"]), VALUES, max_size=5
    )
)
def test_any_value_in_an_event(event: dict[str, Any]) -> None:
    source = parse_yaml(VALID[PageMeta], "datei.md", 1)
    lines = {**source.lines, "events": 8, "events.0": 9, **{f"events.0.{name}": 10 for name in event}}
    for problem in problems_of(PageMeta, {**source.data, "events": [event]}, lines):
        missing = problem.field.rpartition(".")[2] not in event
        check(problem, "events", 9 if missing else 10)


@pytest.mark.parametrize(
    ("model", "field", "value", "message"),
    [
        (SiteMeta, "colours", {"brand": "#123456"}, "Dieses Feld fehlt. Bitte ergänzen."),
        (SiteMeta, "colours", "grün", "Hier werden Felder erwartet, je Zeile „name: Wert“ und eingerückt."),
        (SiteMeta, "owners", ["a"], "Hier werden Felder erwartet, je Zeile „name: Wert“ und eingerückt."),
        (SiteMeta, "menu", "index.md", "Hier wird eine Liste erwartet, zum Beispiel [eins, zwei]."),
        (SiteMeta, "menu", None, "Das Feld ist leer. Bitte ausfüllen oder die Zeile löschen."),
        (PageMeta, "unlisted", "ja", "Hier ist nur true oder false möglich."),
        (PageMeta, "menu_position", "1.5", "Hier wird eine ganze Zahl erwartet."),
        (PageMeta, "menu_position", "9" * 5000, "Hier wird eine ganze Zahl erwartet."),
        (
            PageMeta,
            "owner",
            date(2026, 1, 2),
            'Hier wird Text erwartet. Bitte in Anführungszeichen setzen: "2026-01-02"',
        ),
        (
            PageMeta,
            "expires",
            datetime(2026, 1, 2, 3),
            "Erlaubt ist ein Tag wie 2026-11-30 (Jahr-Monat-Tag, ohne Anführungszeichen).",
        ),
        (PageMeta, "menu_label", "x" * 31, "Der Text ist zu lang, höchstens 30 Zeichen (es sind 31)."),
        (
            PageMeta,
            "review_in",
            "0 Tage",
            "Erlaubt sind Angaben wie „90 Tage“, „4 Wochen“, „6 Monate“, „1 Jahr“.",
        ),
    ],
)
def test_message(model: type[BaseModel], field: str, value: Any, message: str) -> None:
    source = parse_yaml(VALID[model], "datei.md", 1)
    (problem,) = problems_of(model, {**source.data, field: value}, {field: 5})
    assert (problem.message, problem.line) == (message, 5)
