"""The German words of the reports: outcomes, impacts, numbers, days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from audit.model import Impact, Light, Outcome, PageOutcome

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.FAILED: "nicht bestanden",
    Outcome.CANT_TELL: "muss ein Mensch ansehen",
    Outcome.PASSED: "bestanden",
    Outcome.INAPPLICABLE: "nicht anwendbar",
    Outcome.UNTESTED: "nicht geprüft",
}

IMPACTS: Mapping[Impact, str] = {
    Impact.CRITICAL: "kritisch",
    Impact.SERIOUS: "schwer",
    Impact.MODERATE: "mittel",
    Impact.MINOR: "gering",
}
"""Worst first."""

LIGHT_COLOURS: Mapping[Light, str] = {
    Light.RED: "Rot",
    Light.GREY: "Grau",
    Light.YELLOW: "Gelb",
    Light.GREEN: "Grün",
}
"""Worst first: what was not audited might be red, so it comes before what is merely due soon."""

PAGE_OUTCOMES: Mapping[PageOutcome, str] = {
    PageOutcome.AUDITED: "geprüft",
    PageOutcome.SKIPPED: "ausgelassen",
    PageOutcome.FAILED: "nicht prüfbar",
}


def count(number: int, one: str, many: str) -> str:
    """The number with its noun: ``1 Seite``, ``1.000 Seiten``."""
    return f"{thousands(number)} {one if number == 1 else many}"


def thousands(number: int) -> str:
    """The number with German thousands separators."""
    return f"{number:,}".replace(",", ".")


def day(value: date) -> str:
    """The day as ``22.11.2026``."""
    return f"{value:%d.%m.%Y}"
