"""YAML that people write by hand: any text ends in values with lines or in a problem inside the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.problems import ContentError
from plugins.yaml_source import parse_yaml, read_markdown

SIGNS = "ab1: \n\t-\"'[]{}#&*!|>%@`,?\\=~.<\x07\x85\u2028é"


def check_lines(text: str) -> None:
    text = text.replace("\r", "\n")  # as read_text hands it over
    try:
        source = parse_yaml(text, "datei.yaml", first_line=2)
    except ContentError as error:
        assert error.problems
        assert all(2 <= problem.line <= 2 + text.count("\n") for problem in error.problems)
    else:
        assert all(2 <= line <= 2 + text.count("\n") for line in source.lines.values())
        assert set(source.data) <= set(source.lines)


@given(st.text(alphabet=SIGNS, max_size=60))
def test_any_signs(text: str) -> None:
    check_lines(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_as_a_value(key: str, value: str) -> None:
    check_lines(f"{key}: {value}")


@given(
    st.dictionaries(
        st.from_regex(r"[a-z_]{1,8}", fullmatch=True),
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])) | st.dates() | st.none(),
    )
)
def test_what_yaml_writes_is_read_again(values: dict[str, str | date | None]) -> None:
    source = parse_yaml(yaml.safe_dump(values, allow_unicode=True), "datei.yaml", first_line=1)
    assert {key: value or None for key, value in source.data.items()} == {
        key: value or None for key, value in values.items()
    }


@pytest.mark.parametrize(
    "value", ["0711", "112", "1_000", "17:30", "0x1F", "nein", "no", "on", "true", "1.5", "=", "<<"]
)
def test_text_stays_what_was_typed(value: str) -> None:
    assert parse_yaml(f"a: {value}", "datei.yaml", 1).data == {"a": value}


@pytest.mark.parametrize("key", ["112", "on", "2026", "true", "2026-01-01", "~"])
def test_names_stay_what_was_typed(key: str) -> None:
    assert list(parse_yaml(f"{key}: x", "datei.yaml", 1).data) == [key]


def test_line_ends_only_yaml_knows_do_not_shift_lines() -> None:
    source = parse_yaml("a: x\u2028y\u0085z\nb: 1\n", "datei.yaml", 1)
    assert source.lines == {"a": 1, "b": 2}


@pytest.mark.parametrize("escape", ["\\0", "\\x07", "\\ud800", "\\U99999999", "C:\\Ordner"])
def test_escapes_bring_nothing_in(escape: str) -> None:
    with pytest.raises(ContentError, match="Rückstrich"):
        parse_yaml(f'a: "{escape}"', "datei.yaml", 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_markdown_with_every_line_end(end: str, mark: str, tmp_path: Path) -> None:
    path = tmp_path / "seite.md"
    text = f"{mark}---\ntitle: Ä\nlist:\n  - a\n  - b: c\n---\nText\n"
    path.write_bytes(text.replace("\n", end).encode())
    source = read_markdown(path, "seite.md")
    assert source.meta.data == {"title": "Ä", "list": ["a", {"b": "c"}]}
    assert source.meta.lines == {"title": 2, "list": 3, "list.0": 4, "list.1": 5, "list.1.b": 5}
    assert (source.body, source.body_line) == ("Text\n", 7)


@given(st.binary(max_size=80))
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "seite.md"
    path.write_bytes(b"---\n" + raw + b"\n---\n")
    try:
        read_markdown(path, "seite.md")
    except ContentError as error:
        lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 4
        assert all(0 <= problem.line <= lines for problem in error.problems)
