"""The section "Fremde Adressen" of the HTML report: what was found when, what nobody asked yet, what to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from audit.external_links import Verdict
from audit.reports.wording import count, day


@dataclass(frozen=True, slots=True)
class Row:
    """One address that somebody has to know of; all texts are German and ready to print."""

    url: str
    verdict: str
    reason: str
    moved_to: str
    checked_on: str
    looked_on: str
    archive: str
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class External:
    """What the template shows."""

    sentence: str
    counts: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]
    certificates: tuple[str, ...]


def view(data: Mapping[str, Any] | None) -> External | None:
    """The section of a report's ``external``; None without foreign addresses."""
    if data is None:
        return None
    return External(
        _sentence(data),
        tuple((Verdict(name).label, number) for name, number in data["verdicts"].items() if number),
        tuple(_row(item) for item in data["listed"]),
        tuple(f"{host}: gültig bis {_day(last)}" for host, last in data["certificates"].items()),
    )


def _sentence(data: Mapping[str, Any]) -> str:
    known = count(data["addresses"], "fremde Adresse", "fremde Adressen")
    untested = data["untested"]
    rest = f" {untested} davon {'ist' if untested == 1 else 'sind'} nicht geprüft." if untested else ""
    if data["oldest"] is None:
        return f"Die Website verweist auf {known}.{rest} Prüfen mit: dreiklick links"
    first, last = _day(data["oldest"]), _day(data["newest"])
    when = f"am {last}" if first == last else f"zwischen dem {first} und dem {last}"
    return f"Die Website verweist auf {known}, geprüft {when}.{rest}"


def _row(item: Mapping[str, Any]) -> Row:
    verdict = Verdict(item["verdict"])
    places = ", ".join(f"#{place}" for place in item["missing_fragments"])
    without = f"ohne die Stelle {places}" if places else ""
    return Row(
        url=item["url"],
        verdict=verdict.label,
        reason=item["reason"] if verdict is not Verdict.FINE else without,
        moved_to=item["moved_to"],
        checked_on=_day(item["checked_on"]),
        looked_on=_day(item["looked_on"]),
        archive=item["archive"],
        uses=tuple(dict.fromkeys(_use(use) for use in item["uses"])),
    )


def _use(use: Mapping[str, Any]) -> str:
    name = f"„{use['text']}“" if use["text"] else "Verweis ohne Text"
    return f"{name}: {use['location'] or use['page']}"


def _day(value: str | None) -> str:
    return day(date.fromisoformat(value)) if value else "–"
