"""What is told of one page while somebody writes it: the light, every finding with file and line, the way to it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class PageVerdict:
    """The verdict of one page; ``page`` is "" for what is found of no page, such as contacts.

    ``complete`` says that the browser was there; where it will not be, ``reason`` says why in German, and the light is grey
    or red. ``findings`` have the keys of report.json's and the rule's ``title``, the most urgent first; ``clicks`` is None
    for pages that nothing leads to, ``path`` the pages on the shortest way from the home page. ``lang`` is the language that the
    page declares and its ``title`` has ("": it declares none). ``due_on`` is the day of the next review.
    """

    page: str
    title: str
    lang: str
    complete: bool
    light: str
    findings: tuple[dict[str, Any], ...]
    clicks: int | None
    path: tuple[str, ...]
    owner: str
    source: str
    due_on: date | None
    reason: str = ""

    def as_data(self) -> dict[str, Any]:
        """The verdict as plain data, the day in ISO 8601."""
        return {**asdict(self), "due_on": self.due_on.isoformat() if self.due_on else None}
