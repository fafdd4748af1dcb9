"""What the terminal shows of the preview: plain lines, quiet, colours only where somebody sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import click

from audit.model import Light

_SHOWN = 10
_COLOURS = {Light.RED: "red", Light.YELLOW: "yellow", Light.GREEN: "green", Light.GREY: None}
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")


class Terminal:
    """One line for each thing that happened; findings only of the page whose file was saved."""

    def __init__(self) -> None:
        self._edited: dict[str, set[str]] = {}

    def building(self, site: str, files: Sequence[str]) -> None:
        """A build begins because of these files; none at the start."""
        self._edited[site] = set(files)
        if files:
            more = f" und {len(files) - 3} weitere" if len(files) > 3 else ""
            _line(site, f"gespeichert: {', '.join(files[:3])}{more}")

    def built(self, site: str, pages: int) -> None:
        """A build is published."""
        _line(
            site,
            f"{pages} {'Seite' if pages == 1 else 'Seiten'} neu gebaut"
            if pages
            else "gebaut, keine Seite geändert",
        )

    def problems(self, site: str, problems: Sequence[Mapping[str, Any]]) -> None:
        """A build is not published."""
        _line(site, click.style("nicht gebaut. Zu sehen ist der letzte gute Stand:", fg="red"))
        for problem in problems[:_SHOWN]:
            _detail(problem["file"], problem["line"], problem["message"])
        if len(problems) > _SHOWN:
            _detail("", 0, f"und {len(problems) - _SHOWN} weitere")

    def verdict(self, site: str, verdict: Mapping[str, Any]) -> None:
        """A page is judged; told if its file was edited."""
        edited = self._edited.get(site, set())
        findings = [finding for finding in verdict["findings"] if not finding["accepted"]]
        files = {finding["location"]["file"] for finding in findings if finding["location"]}
        is_edited = verdict["source"] in edited or (not verdict["page"] and files & edited)
        if not verdict["complete"] or not is_edited:
            return
        light = Light(verdict["light"])
        shown = click.style(f"{light.symbol} {light.label}", fg=_COLOURS[light], bold=True)
        _line(site, f"{verdict['page'] or 'ganze Website'} {shown}")
        for finding in findings:
            place = finding["location"] or {"file": verdict["page"], "line": None}
            _detail(place["file"], place["line"], f"{finding['message']}  {finding['remedy']}")

    def checked(self, site: str, lights: Mapping[str, int]) -> None:
        """All pages are judged."""
        counted = ", ".join(
            f"{lights[light]} {light.label}" for light in reversed(Light) if lights.get(light)
        )
        _line(site, f"alles geprüft: {counted or 'keine Seiten'}")

    def code_changed(self) -> None:
        """The program was edited."""
        _line("Dreiklick", "Das Programm hat sich geändert und startet neu.")

    def worker_died(self) -> None:
        """Build and audit ended by themselves."""
        _line("Dreiklick", "Bau und Prüfung sind abgestürzt und starten neu.")


def _detail(file: str, line: int | None, text: str) -> None:
    place = f"{file}:{line}" if file and line else file
    click.echo(_clean(f"  {place}  {text}" if place else f"  {text}"))


def _line(site: str, text: str) -> None:
    """With the time; what comes from files has no control characters that could steer the terminal."""
    click.echo(f"{datetime.now():%H:%M:%S} {_clean(site)}: {text}")


def _clean(text: str) -> str:
    return text.translate(_CONTROLS)
