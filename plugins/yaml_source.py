"""Read YAML that people write by hand: strict UTF-8, no duplicate keys, no aliases, and the line of every field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from plugins.problems import ContentError, Problem

#: A line of three dashes opens and closes the front matter; the closing one may also be three dots.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)(?:^---[ \t]*$|^\.\.\.[ \t]*$)\n?", re.S | re.M)
MAX_BYTES = 2_000_000
#: Levels of lists and fields inside each other; the schema has four.
MAX_DEPTH = 10
_NOT_TEXT = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:null")


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
    try:
        if path.stat().st_size > MAX_BYTES:
            message = f"Die Datei ist größer als {MAX_BYTES // 1_000_000} MB. Bitte aufteilen."
            raise ContentError([Problem(name, 0, message)])
        raw = path.read_bytes()
    except FileNotFoundError as error:
        message = "Die Datei fehlt. Ohne sie kann nichts gebaut werden."
        raise ContentError([Problem(name, 0, message)]) from error
    except OSError as error:
        message = f"Die Datei lässt sich nicht lesen ({error.strerror}). Bitte die Zugriffsrechte prüfen."
        raise ContentError([Problem(name, 0, message)]) from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = unix_lines(raw[: error.start].decode("latin-1")).count("\n") + 1
        hint = "Bitte im Editor mit „Speichern unter“ die Codierung UTF-8 wählen."
        message = f"Die Datei ist nicht in UTF-8 gespeichert. {hint}"
        raise ContentError([Problem(name, line, message)]) from error
    text = unix_lines(text)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        message = "Die Datei enthält ein Null-Zeichen. Ist das wirklich eine Textdatei?"
        raise ContentError([Problem(name, line, message)])
    return text


def unix_lines(text: str) -> str:
    """The text with ``\\n`` at the end of each line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(path: Path, name: str) -> YamlSource:
    """The YAML file ``path``, called ``name`` in messages; ContentError with the line if it is malformed."""
    return _parsed(read_text(path, name), name)


@lru_cache(maxsize=64)
def _parsed(text: str, name: str) -> YamlSource:
    """Files that all microsites share are parsed once a process."""
    return parse_yaml(text, name, first_line=1)


def read_markdown(path: Path, name: str) -> MarkdownSource:
    """The Markdown file ``path`` with its front matter; ContentError if there is none or it is malformed."""
    return parse_markdown(read_text(path, name), name)


def parse_markdown(text: str, name: str) -> MarkdownSource:
    """``text`` as a Markdown file with front matter; ContentError if there is none or it is malformed."""
    match = _FRONT_MATTER.match(text)
    if not match:
        hint = "Die Datei beginnt mit „---“, dann folgen Felder wie „title: …“, dann wieder eine Zeile „---“."
        raise ContentError([Problem(name, 1, f"Der Kopf der Seite fehlt oder ist nicht geschlossen. {hint}")])
    body_line = text.count("\n", 0, match.end()) + 1
    return MarkdownSource(parse_yaml(match[1], name, first_line=2), text[match.end() :], body_line)


def front_matter_span(text: str) -> tuple[int, int]:
    """From where to where the YAML of a Markdown file with Unix line ends goes; it must have one."""
    match = _FRONT_MATTER.match(text)
    assert match, "read_markdown refuses files without front matter"
    return match.span(1)


def nodes_of(text: str) -> yaml.Node:
    """YAML that can be read, as nodes with their places in the text; an empty mapping where there is nothing."""
    node = _PlainLoader(text.translate(_OTHER_LINE_ENDS)).get_single_node()
    return node or yaml.MappingNode("tag:yaml.org,2002:map", [])


def parse_yaml(text: str, name: str, first_line: int) -> YamlSource:
    """``text`` as a mapping; ``first_line`` is the line of the file at which the text begins."""
    text = text.translate(_OTHER_LINE_ENDS)
    try:
        loader, root = _composed(text)
        if root is None:
            return YamlSource(name, {}, {})
        if not isinstance(root, yaml.MappingNode):
            message = "Hier werden Felder erwartet, je Zeile „name: Wert“."
            raise ContentError([Problem(name, first_line, message)])
        lines: dict[str, int] = {}
        problems: list[Problem] = []
        _collect_lines(root, "", name, first_line, lines, problems)
        if problems:
            raise ContentError(problems)
        return YamlSource(name, loader.construct_document(root), lines)
    except yaml.MarkedYAMLError as error:
        # what was begun and not ended is wrong where it began
        is_open = any(word in str(error.context) for word in ("quoted scalar", "flow", "simple key"))
        mark = error.context_mark if is_open else error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise ContentError([Problem(name, line, _explain(error))]) from error
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        message = f"Hier steht ein unsichtbares Zeichen (U+{error.character:04X}). Bitte löschen."
        raise ContentError([Problem(name, line, message)]) from error
    except OverflowError as error:  # PyYAML hands the number of an escape to chr() unchecked
        raise ContentError([Problem(name, first_line, _EXPLAINED["escape"])]) from error


def _composed(text: str) -> tuple[_PlainLoader | _FastLoader, yaml.Node | None]:
    """The text as nodes. libyaml reads several times faster; what it refuses, PyYAML's own parser has the words for."""
    with suppress(yaml.YAMLError):
        fast = _FastLoader(text)
        return fast, fast.get_single_node()
    loader = _PlainLoader(text)
    return loader, loader.get_single_node()


#: Line ends that YAML knows but no editor counts; lines would be wrong behind them.
_OTHER_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")


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
            if not isinstance(key, yaml.ScalarNode):
                message = (
                    "Ein Feldname kann keine Klammern haben. Bitte den Wert in Anführungszeichen setzen."
                )
                problems.append(Problem(name, line, message))
                continue
            key.tag = "tag:yaml.org,2002:str"  # a name is text, also where it looks like a date
            if key.value in seen:
                message = "Das Feld steht zweimal da. Bitte eines löschen."
                problems.append(Problem(name, line, message, f"{path}{key.value}"))
            seen.add(key.value)
            lines[f"{path}{key.value}"] = line
            _collect_lines(value, f"{path}{key.value}.", name, first_line, lines, problems)


class _Rules:
    """Everything is text, except dates and empty values: a telephone number such as 0711 stays what was typed.

    Refuses anchors and aliases (nobody here needs them, and nested ones expand without limit), tags, deep nesting.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012  (PyYAML's contract)
        first: [(tag, pattern) for tag, pattern in resolvers if tag in _NOT_TEXT]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()
        refused = ""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            refused = "Verweise mit & und * sind nicht erlaubt"
        elif getattr(event, "tag", None):
            refused = "Der Wert beginnt mit einem „!“"
        elif self.depth == MAX_DEPTH:
            refused = "Zu viele Klammern oder Einrückungen ineinander"
        if refused:
            raise yaml.composer.ComposerError(None, None, refused, event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def compose_scalar_node(self, anchor: None) -> yaml.ScalarNode:
        node = super().compose_scalar_node(anchor)
        if yaml.reader.Reader.NON_PRINTABLE.search(
            node.value
        ):  # written as an escape, else the reader had refused it
            raise yaml.composer.ComposerError(None, None, "escape", node.start_mark)
        return node

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError as error:
            message = f"„{node.value}“ ist kein Tag im Kalender"
            raise yaml.constructor.ConstructorError(None, None, message, node.start_mark) from error


class _PlainLoader(_Rules, yaml.SafeLoader):
    """The rules on PyYAML's own parser."""


class _FastLoader(_Rules, yaml.composer.Composer, yaml.CSafeLoader):
    """The rules on libyaml, which composes by itself unless PyYAML's composer stands before it."""

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        yaml.composer.Composer.__init__(self)


for _loader in (_PlainLoader, _FastLoader):
    _loader.add_constructor("tag:yaml.org,2002:timestamp", _loader.construct_yaml_timestamp)


_SPECIAL = "Der Wert beginnt mit einem Sonderzeichen. Bitte in Anführungszeichen setzen."
#: What PyYAML says, and what an editor can do about it; the first part found in the message counts.
_EXPLAINED = {
    "escape": "Ein Rückstrich \\ zwischen doppelten Anführungszeichen. Bitte einfache nehmen: 'C:\\Ordner'",
    "mapping values are not allowed": (
        'Zu viele Doppelpunkte, oder die Einrückung passt nicht zur Zeile davor. So geht es: title: "Pflege: was tun?"'
    ),
    "'\\t'": "Hier steht ein Tabulator. Bitte mit Leerzeichen einrücken.",
    "could not find expected ':'": (
        "In dieser Zeile fehlt ein Doppelpunkt mit Leerzeichen nach dem Feldnamen."
    ),
    "expected ',' or ']'": "Eine eckige Klammer ist nicht geschlossen. Listen schreibt man so: [eins, zwei]",
    "expected ',' or '}'": "Eine geschweifte Klammer ist nicht geschlossen. Bitte den Wert in Anführungszeichen setzen.",
    "block mapping": "Die Einrückung passt nicht, oder ein Anführungszeichen ist nicht geschlossen.",
    "block end": "Die Einrückung passt nicht, oder ein Anführungszeichen ist nicht geschlossen.",
    "block collection": "Die Einrückung passt nicht, oder ein Anführungszeichen ist nicht geschlossen.",
    "quoted scalar": "Ein Anführungszeichen ist nicht geschlossen.",
    "unexpected end of stream": "Ein Anführungszeichen ist nicht geschlossen.",
    "that cannot start any token": _SPECIAL,
    "alphabetic or numeric": _SPECIAL,
    "chomping": _SPECIAL,
    "are not allowed here": _SPECIAL,
    "expected the node content": _SPECIAL,
    "expected a comment or a line break": _SPECIAL,
    "another document": "Eine Zeile „---“ teilt die Datei. Bitte löschen.",
    "kein Tag im Kalender": "{problem}. Richtig wäre zum Beispiel 2026-11-30.",
    "Verweise mit": "{problem}. Bitte den Wert in Anführungszeichen setzen.",
    "mit einem „!“": "{problem}. Bitte in Anführungszeichen setzen.",
    "Zu viele Klammern": "{problem}. Bitte den Wert in Anführungszeichen setzen.",
}


def _explain(error: yaml.MarkedYAMLError) -> str:
    """The commonest YAML faults in words an editor can act on."""
    problem = str(error.problem or error.context or "")
    said = f"{error.context} {problem}"
    for part, explanation in _EXPLAINED.items():
        if part in said:
            return explanation.replace("{problem}", problem)
    return f"Der YAML-Teil ist nicht lesbar ({problem}). Bitte den Wert in Anführungszeichen setzen."
