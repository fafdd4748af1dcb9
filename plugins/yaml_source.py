"""Read YAML that people write by hand: strict UTF-8, no duplicate keys, no aliases, and the line of every field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from plugins.problems import ContentError, Problem

#: A line of three dashes opens and closes the front matter; the closing one may also be three dots.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)(?:^---[ \t]*$|^\.\.\.[ \t]*$)\n?", re.S | re.M)
MAX_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class YamlSource:
    """A YAML mapping: values, and the 1-based line of each field by its path (``"phone"``, ``"events.0.starts"``)."""

    file: str
    data: Mapping[str, Any]
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MarkdownSource:
    """A Markdown file: its front matter, and the text with the line it starts at."""

    meta: YamlSource
    body: str
    body_line: int


def read_text(path: Path, name: str) -> str:
    """The file's text with Unix line ends and without a byte-order mark; ContentError if it is no UTF-8 text."""
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        raise ContentError(
            [Problem(name, 0, f"Die Datei ist größer als {MAX_BYTES // 1_000_000} MB. Bitte aufteilen.")]
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "Bitte im Editor mit „Speichern unter“ die Codierung UTF-8 wählen."
        raise ContentError(
            [Problem(name, line, f"Die Datei ist nicht in UTF-8 gespeichert. {hint}")]
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ContentError(
            [Problem(name, line, "Die Datei enthält ein Null-Zeichen. Ist das wirklich eine Textdatei?")]
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(path: Path, name: str) -> YamlSource:
    """The YAML file ``path``, called ``name`` in messages; ContentError with the line if it is malformed."""
    return parse_yaml(read_text(path, name), name, first_line=1)


def read_markdown(path: Path, name: str) -> MarkdownSource:
    """The Markdown file ``path`` with its front matter; ContentError if there is none or it is malformed."""
    text = read_text(path, name)
    match = _FRONT_MATTER.match(text)
    if not match:
        hint = "Die Datei beginnt mit „---“, dann folgen Felder wie „title: …“, dann wieder eine Zeile „---“."
        raise ContentError([Problem(name, 1, f"Der Kopf der Seite fehlt oder ist nicht geschlossen. {hint}")])
    body_line = text.count("\n", 0, match.end()) + 1
    return MarkdownSource(parse_yaml(match[1], name, first_line=2), text[match.end() :], body_line)


def parse_yaml(text: str, name: str, first_line: int) -> YamlSource:
    """``text`` as a mapping; ``first_line`` is the line of the file at which the text begins."""
    try:
        root = yaml.compose(text, Loader=_Loader)
        if root is None:
            return YamlSource(name, {}, {})
        if not isinstance(root, yaml.MappingNode):
            raise ContentError(
                [Problem(name, first_line, "Hier werden Felder erwartet, je Zeile „name: Wert“.")]
            )
        lines: dict[str, int] = {}
        problems: list[Problem] = []
        _collect_lines(root, "", name, first_line, lines, problems)
        if problems:
            raise ContentError(problems)
        return YamlSource(name, _Loader("").construct_document(root), lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise ContentError([Problem(name, line, _explain(error))]) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ContentError(
            [Problem(name, first_line, f"Der YAML-Teil ist nicht lesbar ({error}).")]
        ) from error


def _collect_lines(
    node: yaml.Node, path: str, name: str, first_line: int, lines: dict[str, int], problems: list[Problem]
) -> None:
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            lines[f"{path}{index}"] = first_line + item.start_mark.line
            _collect_lines(item, f"{path}{index}.", name, first_line, lines, problems)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = first_line + key.start_mark.line
            if key.value in seen:
                problems.append(
                    Problem(name, line, "Das Feld steht zweimal da. Bitte eines löschen.", str(key.value))
                )
            seen.add(key.value)
            lines[f"{path}{key.value}"] = line
            _collect_lines(value, f"{path}{key.value}.", name, first_line, lines, problems)


class _Loader(yaml.SafeLoader):
    """Refuses aliases (nobody here needs them, and nested ones expand without limit); dates keep their line."""

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(
                None, None, "Verweise mit * sind nicht erlaubt", event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError as error:
            message = f"„{node.value}“ ist kein Tag im Kalender"
            raise yaml.constructor.ConstructorError(None, None, message, node.start_mark) from error


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)


def _explain(error: yaml.MarkedYAMLError) -> str:
    """The commonest YAML faults in words an editor can act on."""
    problem = str(error.problem or error.context or "")
    if "mapping values are not allowed" in problem:
        return 'Zu viele Doppelpunkte in der Zeile. Bitte den Wert in Anführungszeichen setzen: title: "Pflege: was tun?"'
    if "'\\t'" in problem:
        return "Hier steht ein Tabulator. Bitte mit Leerzeichen einrücken."
    if "could not find expected ':'" in problem:
        return "In dieser Zeile (oder der davor) fehlt ein Doppelpunkt mit Leerzeichen nach dem Feldnamen."
    if "block mapping" in problem or "block end" in problem or "block collection" in problem:
        return "Die Einrückung passt nicht, oder ein Anführungszeichen ist nicht geschlossen."
    if "quoted scalar" in problem or "unexpected end of stream" in problem:
        return "Ein Anführungszeichen ist nicht geschlossen."
    if "kein Tag im Kalender" in problem:
        return problem + ". Richtig wäre zum Beispiel 2026-11-30."
    if "Verweise mit *" in problem:
        return problem + ". Bitte den Wert ausschreiben."
    return f"Der YAML-Teil ist nicht lesbar ({problem})."
