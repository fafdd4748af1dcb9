"""Measure how well contacts are found in German text: labelled snippets against ``audit.texts.contact_text.contacts_in``.

A file of snippets has a JSON object a line: ``{"text": …, "contacts": ["+493023125110", "a@b.example"]}``, telephone
numbers in E.164 (short numbers such as 112 as their digits), mail addresses in lower case. A contact counts once a snippet.
The set beside this file was written before the code that it measures (docs/decisions/026-contacts.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.errors import DataError
from audit.texts.contact_text import contacts_in

SNIPPETS = Path(__file__).with_name("contacts.jsonl")
PRECISION, RECALL = 0.98, 0.95


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text and the contacts that a person sees in it."""

    text: str
    contacts: frozenset[str]


def read_snippets(file: Path) -> list[Snippet]:
    """The snippets of ``file``, without empty lines; DataError with the line if one is wrong."""
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "kein UTF-8"
        raise DataError(f"{file} lässt sich nicht lesen ({reason}).") from error
    snippets = [
        _snippet(f"{file.name}, Zeile {number}", line) for number, line in enumerate(lines, 1) if line.strip()
    ]
    if not snippets:
        raise DataError(f"{file.name} enthält keinen Text.")
    return snippets


def _snippet(place: str, line: str) -> Snippet:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{place}: Das ist kein JSON. Erwartet wird ein Objekt je Zeile.") from error
    contacts = data.get("contacts") if isinstance(data, dict) else None
    is_whole = isinstance(contacts, list) and all(isinstance(contact, str) for contact in contacts)
    if not is_whole or not isinstance(data.get("text"), str):
        raise DataError(f'{place}: Erwartet wird {{"text": "…", "contacts": ["+49…", "name@amt.example"]}}.')
    return Snippet(data["text"], frozenset(contact.strip().lower() for contact in contacts))


def result(snippets: Sequence[Snippet]) -> dict[str, Any]:
    """The JSON of the benchmark: precision and recall over all contacts, and every snippet judged wrongly."""
    found = [frozenset(mention.value for mention in contacts_in(snippet.text)) for snippet in snippets]
    pairs = list(zip(snippets, found, strict=True))
    right = sum(len(snippet.contacts & values) for snippet, values in pairs)
    precision = _share(right, sum(map(len, found)))
    recall = _share(right, sum(len(snippet.contacts) for snippet in snippets))
    return {
        "schema": 1,
        "precision": precision,
        "recall": recall,
        "needed": {"precision": PRECISION, "recall": RECALL},
        "met": precision >= PRECISION and recall >= RECALL,
        "snippets": len(snippets),
        "contacts": sum(len(snippet.contacts) for snippet in snippets),
        "errors": list(_errors(pairs)),
    }


def _share(part: int, whole: int) -> float:
    """1 where there is nothing to find or nothing was found: then nothing is wrong."""
    return round(part / whole, 4) if whole else 1.0


def _errors(pairs: Iterable[tuple[Snippet, frozenset[str]]]) -> Iterable[dict[str, Any]]:
    for snippet, values in pairs:
        if values != snippet.contacts:
            yield {
                "text": snippet.text,
                "missed": sorted(snippet.contacts - values),
                "wrong": sorted(values - snippet.contacts),
            }


def run(file: Path) -> dict[str, Any]:
    """Find the contacts in every snippet of ``file``."""
    return result(read_snippets(file))
