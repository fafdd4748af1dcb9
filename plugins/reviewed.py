"""Note that somebody looked: sets the day of review and the role in the YAML of pages and contacts, and nothing else.

    python -m plugins.reviewed content/senioren/geld.md --by Seniorenbüro [--on 2026-11-22]
    python -m plugins.reviewed kontakt:zentrale https://senioren.musterstadt.example/geld/ --by Seniorenbüro
    python -m plugins.reviewed content/senioren/geld.md --by Amtsleitung --approve

The date of the file says nothing about a review and is never looked at. Either all is written or nothing.
Exit codes: 0 noted · 2 something named is not there, or the review cannot be.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from pydantic import TypeAdapter, ValidationError

from plugins.field_types import Role
from plugins.four_eyes import same_role
from plugins.german_text import german_date
from plugins.problems import ContentError, Problem
from plugins.review_targets import Reviewable, find
from plugins.yaml_edit import Value, with_fields
from plugins.yaml_source import parse_markdown, parse_yaml, read_text, unix_lines


def note(
    words: tuple[str, ...], role: str, on: date, today: date, project_dir: Path, *, approve: bool = False
) -> tuple[Reviewable, ...]:
    """Write that ``role`` reviewed (or approved) everything named on the day ``on``.

    ContentError with all reasons, and nothing written, if anything is not there or cannot be.
    """
    problems: list[Problem] = []
    texts: dict[Path, str] = {}
    found = []
    for word in words:
        try:
            target = find(word, project_dir)
            before = texts.get(target.path) or read_raw(target.path, target.name)
            texts[target.path] = _changed(before, target, role, on, today, approve)
            found.append(target)
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    for path, text in texts.items():
        write(path, text)
    return tuple(dict.fromkeys(found))


def _changed(text: str, target: Reviewable, role: str, on: date, today: date, approve: bool) -> str:
    """The file's text with the review noted; ContentError if that cannot be."""
    data, lines = _parsed(text, target)
    day, by = _fields(target, approve)
    reason = _why_not(data, target, role, on, today, approve)
    if reason:
        line = lines.get(".".join((*target.yaml_path, day)), 1)
        raise ContentError([Problem(target.name, line, reason)])
    values: dict[str, Value] = {day: on, by: role}
    below = "reviewed_by" if approve else day
    changed = with_fields(text, target.yaml_path, values, below=below, markdown=not target.contact)
    after, _ = _parsed(changed, target)
    assert after == {**data, **values}, "only these fields change"
    return changed


def _fields(target: Reviewable, approve: bool) -> tuple[str, str]:
    """The fields that say when and by whom."""
    if target.contact:
        return "verified_on", "verified_by"
    return ("approved_on", "approved_by") if approve else ("last_reviewed_on", "reviewed_by")


def _why_not(
    data: Mapping[str, object], target: Reviewable, role: str, on: date, today: date, approve: bool
) -> str:
    """Why this review cannot be noted, as a German sentence; "" if it can."""
    field = "verified_on" if target.contact else "last_reviewed_on"
    last = data.get(field)
    if on > today:
        return f"Der {german_date(on)} liegt in der Zukunft (heute: {german_date(today)})."
    if not isinstance(last, date):
        return f"Dem Eintrag fehlt ein lesbares Feld „{field}“. Bitte von Hand ergänzen."
    if approve and target.contact:
        return "Kontakte brauchen keine Freigabe, nur Seiten."
    if approve and not data.get("reviewed_by"):
        return "Diese Seite hat noch niemand geprüft. Bitte zuerst: invoke reviewed DATEI --by STELLE"
    if approve and same_role(role, str(data["reviewed_by"])):
        return f"„{role}“ hat diese Seite geprüft. Freigeben muss eine andere Stelle."
    if on < last and approve:
        return f"Die letzte Prüfung war später, am {german_date(last)}. Eine Freigabe davor zählt nicht."
    if on < last:
        return f"Hier steht schon eine spätere Prüfung, vom {german_date(last)}."
    return ""


def _parsed(text: str, target: Reviewable) -> tuple[Mapping[str, object], Mapping[str, int]]:
    """The mapping that is changed, and the lines of all fields of the file."""
    if not target.contact:
        source = parse_markdown(_plain(text), target.name).meta
        return source.data, source.lines
    source = parse_yaml(_plain(text), target.name, first_line=1)
    return source.data["contacts"][target.contact], source.lines


def _plain(text: str) -> str:
    return unix_lines(text.removeprefix("\ufeff"))


def read_raw(path: Path, name: str) -> str:
    """The file's text as it is, line ends and byte-order mark included; ContentError if it is no UTF-8 text."""
    read_text(path, name)
    return path.read_bytes().decode("utf-8")


def write(path: Path, text: str) -> None:
    """Put the text in place by one rename, with the rights the file had, so that nobody meets half a file."""
    mode = stat.S_IMODE(path.stat().st_mode)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(mode)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


HELP = """Hält fest, dass jemand geprüft hat: Tag und Stelle im Kopf der Seite oder im Kontaktverzeichnis.

PAGE ist die Markdown-Datei, die Adresse der Seite oder kontakt:KENNUNG; mehrere sind möglich. Geändert werden nur
diese Zeilen. Ist etwas davon nicht möglich, ändert sich nichts.

\b
Beispiele:
  invoke reviewed content/senioren/geld.md --by Seniorenbüro
  invoke reviewed https://senioren.musterstadt.example/geld/ --by Seniorenbüro --on 2026-11-20
  invoke reviewed kontakt:wohnberatung --by Wohnberatung
  invoke approved content/senioren/geld.md --by Amtsleitung
"""


@click.command(help=HELP)
@click.argument("page", nargs=-1, required=True)
@click.option("--by", required=True, help="Stelle, die geprüft hat, nie eine Person: Pflegeberatung.")
@click.option("--on", metavar="TAG", help="Tag der Prüfung wie 2026-11-22; sonst heute.")
@click.option("--approve", is_flag=True, help="Freigeben, was eine andere Stelle geprüft hat.")
def main(page: tuple[str, ...], by: str, on: str | None, approve: bool) -> None:
    try:
        today = _today()
        day = _day(on) if on else today
        noted = note(page, _role(by), day, today, Path.cwd(), approve=approve)
    except ContentError as error:
        for problem in error.problems:
            click.echo(f"✗ {problem}", err=True)
        click.echo("Nichts geändert.", err=True)
        sys.exit(2)
    what = "freigegeben" if approve else "geprüft"
    for target in noted:
        click.echo(f"✓ {target}: {what} am {german_date(day)} von {by}")


def _today() -> date:
    """The day in Germany; SOURCE_DATE_EPOCH makes it repeatable."""
    epoch, zone = os.environ.get("SOURCE_DATE_EPOCH"), ZoneInfo("Europe/Berlin")
    return (datetime.fromtimestamp(int(epoch), zone) if epoch else datetime.now(zone)).date()


def _day(text: str) -> date:
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ContentError([Problem("--on", 0, f"„{text}“ ist kein Tag. Bitte so schreiben: --on 2026-11-22")])


def _role(text: str) -> str:
    """The role as the schema allows it."""
    try:
        return TypeAdapter(Role).validate_python(text.strip())
    except ValidationError as error:
        fault = error.errors()[0]
        said = fault.get("ctx", {}).get("error", "Bitte 3 bis 60 Zeichen.")
        raise ContentError([Problem("--by", 0, str(said))]) from error


if __name__ == "__main__":
    main()
