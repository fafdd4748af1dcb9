"""The file of an entry with some of its fields changed: order, comments and text of everything else stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from plugins.directory.cells import FIELDS
from plugins.yaml_source import parse_markdown

_Span = tuple[int, int]


def changed_text(text: str, values: Mapping[str, Any], body: str | None) -> str:
    """The file ``text`` with new ``values`` of fields (None: the field goes) and a new ``body`` (None: as it is).

    >>> changed_text("---\\ntitle: Alt # so\\nowner: wir\\n---\\nText.\\n", {"title": "Neu", "costs": "kostenlos"}, None)
    '---\\ntitle: Neu\\ncosts: kostenlos\\nowner: wir\\n---\\nText.\\n'
    """
    lines = text.split("\n")
    end = parse_markdown(text, "").body_line - 1  # front matter with both rulers
    head, rest = lines[:end], "\n".join(lines[end:])
    for field, value in values.items():
        head = _with_field(head, field, value)
    return "\n".join(head) + "\n" + (rest if body is None else f"{body}\n")


def new_text(values: Mapping[str, Any], body: str) -> str:
    """The file of a new entry."""
    fields = [_written(field, values[field]) for field in FIELDS if values.get(field) is not None]
    return "\n".join(["---", *fields, "---", body, ""])


def _with_field(head: Sequence[str], field: str, value: Any) -> list[str]:
    """``head`` (with both rulers) with the field in its place, or behind the one that the table has before it."""
    spans = _spans("\n".join(head[1:-1]) + "\n")
    new = [] if value is None else [_written(field, value)]
    if field in spans:
        start, end = spans[field]
    else:
        before = [spans[name][1] for name in FIELDS[: FIELDS.index(field)] if name in spans]
        start = end = max(before, default=len(head) - 2)
    return [*head[: start + 1], *new, *head[end + 1 :]]


def _spans(front: str) -> dict[str, _Span]:
    """First line and line behind the last of each field, counted from 0."""
    root = yaml.compose(front, yaml.SafeLoader)
    return {key.value: (key.start_mark.line, end_line(value)) for key, value in root.value}


def end_line(node: yaml.Node) -> int:
    """The line behind a value; a block of items ends with its last one, not with the comments behind it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return end_line(last[1] if isinstance(last, tuple) else last)
    return node.end_mark.line + bool(node.end_mark.column)


def _written(field: str, value: Any) -> str:
    if isinstance(value, list):
        return f"{field}: {dumped(value, flow=True)}"
    return dumped({field: value}, flow=False)


def dumped(value: Any, *, flow: bool) -> str:
    text = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=flow, sort_keys=False, width=1_000_000
    )
    return text.rstrip("\n")
