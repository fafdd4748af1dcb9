"""Faults in content files, as an editor reads them: file, line, field, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: ``file`` relative to the project, 1-based ``line`` (0: the whole file), a German sentence."""

    file: str
    line: int
    message: str
    field: str = ""

    def __str__(self) -> str:
        place = self.file + (f", Zeile {self.line}" if self.line else "")
        return f"{place}{f', Feld „{self.field}“' if self.field else ''}: {self.message}"


class ContentError(Exception):
    """The content cannot be built; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(wrong: str, allowed: Iterable[str]) -> str:
    """German half of a message: the nearest valid name, then what is allowed.

    >>> did_you_mean("kontakt-mite", ["kontakt-mitte", "kontakt-nord"])
    'Meinten Sie „kontakt-mitte“? Möglich: kontakt-mitte, kontakt-nord.'
    """
    names = sorted(allowed)
    near = get_close_matches(wrong, names, n=1)
    guess = f"Meinten Sie „{near[0]}“? " if near else ""
    shown = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    return f"{guess}Möglich: {shown}." if names else f"{guess}Es gibt noch keine.".strip()
