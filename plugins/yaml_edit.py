"""Change single fields of YAML that people write by hand: comments, order, quotes and line ends of all others stay.

A YAML library that writes whole files would rewrite what it was not asked to; here the parser only says where values stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import yaml

from plugins.yaml_source import front_matter_span, nodes_of, unix_lines

Value = str | date
_BYTE_ORDER_MARK = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")


def with_fields(
    text: str, path: Sequence[str], values: Mapping[str, Value], *, below: str, markdown: bool
) -> str:
    """``text`` with the fields of the mapping at ``path`` set; those it has not stand in the line after the field ``below``.

    ``markdown`` says that the YAML is the front matter of a page. KeyError if there is no such mapping or field ``below``.
    The text must be readable: ``yaml_source`` has the words for what is not.
    """
    if text.startswith(_BYTE_ORDER_MARK):
        return _BYTE_ORDER_MARK + with_fields(text[1:], path, values, below=below, markdown=markdown)
    plain = unix_lines(text)
    start, end = front_matter_span(plain) if markdown else (0, len(plain))
    mapping = nodes_of(plain[start:end])
    for name in path:
        mapping = _field(mapping, name)[1]
    changes = [
        (start + at, start + to, new) for at, to, new in _changes(mapping, values, below, plain[start:end])
    ]
    places = _places(text)
    for at, to, new in sorted(changes, reverse=True):
        line_end = _line_end_near(text, places[at])
        text = text[: places[at]] + new.replace("\n", line_end) + text[places[to] :]
    return text


def _changes(
    mapping: yaml.MappingNode, values: Mapping[str, Value], below: str, text: str
) -> Iterator[tuple[int, int, str]]:
    """(from, to, new text) for each field; offsets in the YAML text."""
    key, anchor = _field(mapping, below)
    added = ""
    for name, value in values.items():
        written = f"{value}" if isinstance(value, date) else _scalar(value)
        try:
            old = _field(mapping, name)[1]
        except KeyError:
            added += (
                f", {name}: {written}"
                if mapping.flow_style
                else f"\n{' ' * key.start_mark.column}{name}: {written}"
            )
        else:
            yield old.start_mark.index, old.end_mark.index, written
    if added:
        at = anchor.end_mark.index
        if not mapping.flow_style:  # below the whole line, its comment included
            line_end = text.find("\n", at)
            at = len(text) if line_end < 0 else line_end
        yield at, at, added


def _field(node: yaml.Node, name: str) -> tuple[yaml.ScalarNode, yaml.Node]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == name:
            return key, value
    raise KeyError(name)


def _scalar(value: str) -> str:
    """The text as YAML in one line, quoted where it must be; right between brackets, too."""
    return yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=10_000).strip()[1:-1]


def _places(text: str) -> list[int]:
    """Where each character of the text with Unix line ends, and its end, stands in ``text`` itself."""
    places = [
        index for index, sign in enumerate(text) if not (sign == "\n" and index and text[index - 1] == "\r")
    ]
    return [*places, len(text)]


def _line_end_near(text: str, place: int) -> str:
    """How the line at ``place`` ends, else how the first one does."""
    match = _LINE_END.search(text, place) or _LINE_END.search(text)
    return match[0] if match else "\n"
