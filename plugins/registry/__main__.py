"""Compare the contact registry with a directory of staff, export it, take a file over: ``python -m plugins.registry``.

Exit codes: 0 done, or nothing differs · 1 contacts differ · 2 wrong use, or faults in a file (then nothing was written).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from plugins.build import CODE_DIR, SHARED
from plugins.content_model import Registry
from plugins.content_schema import ContactMeta, ContactsFile
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.registry import csv_file, ldif, vcard, xzufi
from plugins.registry.compare import compare as compare_registry
from plugins.registry.comparison_report import as_json, told
from plugins.registry.directory import Desk, read_csv
from plugins.registry.importing import Plan, plan_import, write
from plugins.registry.ldap_query import query
from plugins.registry.records import Record, identified, read_bytes
from plugins.schema_messages import validated
from plugins.yaml_source import read_text, read_yaml

CONTACTS = f"content/{SHARED}/contacts.yaml"
_RENDER: Mapping[str, Callable[[Mapping[str, ContactMeta]], bytes]] = {
    ".csv": csv_file.render,
    ".vcf": vcard.render,
    ".xml": xzufi.render,
}
_READ: Mapping[str, Callable[[bytes, str, list[Problem]], list[Record]]] = {
    ".csv": csv_file.read,
    ".vcf": vcard.read,
    ".xml": xzufi.read,
}


class _Commands(click.Group):
    """Faults of files and of the disk are told in one place, the same for all commands."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except ContentError as error:
            click.echo(f"✗ Nichts geschrieben.\n{error}", err=True)
        except BrokenPipeError:
            raise  # whoever reads what we print has seen enough; click ends quietly
        except OSError as error:
            click.echo(
                f"✗ {error.filename} lässt sich nicht lesen oder schreiben ({error.strerror}).", err=True
            )
        sys.exit(2)


@click.group(cls=_Commands)
def main() -> None:
    """Das Kontaktverzeichnis (contacts.yaml) mit anderen Programmen abgleichen.

    \b
    Beispiele:
      invoke contacts compare telefonliste.csv        was hat sich geändert?
      invoke contacts export kontakte.csv             für Excel
      invoke contacts import kontakte.csv --dry-run   zeigt, was sich ändern würde
    """


@main.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--ldap", metavar="URL", help="Statt einer Datei: das Verzeichnis über LDAP fragen.")
@click.option("--base", metavar="DN", help="Bei --ldap: wo gesucht wird, z. B. ou=soziales,o=musterstadt.")
@click.option(
    "--bind", metavar="DN", default="", help="Bei --ldap: Anmeldung; Kennwort in DREIKLICK_LDAP_PASSWORD."
)
@click.option(
    "--show-values", is_flag=True, help="Zeigt auch, was im Export steht (kann Personen betreffen)."
)
@click.option("--missing", is_flag=True, help="Nennt auch Zeilen des Exports, die kein Kontakt sind.")
@click.option("--json", "json_to", type=click.Path(path_type=Path), help="Schreibt das Ergebnis als JSON.")
def compare(
    file: Path | None,
    ldap: str | None,
    base: str | None,
    bind: str,
    show_values: bool,
    missing: bool,
    json_to: Path | None,
) -> None:
    """Was steht in der Telefonliste anders als im Kontaktverzeichnis?

    FILE ist ein Export als CSV (aus Excel, gleich welche Spalten) oder LDIF. Er bleibt auf diesem Rechner; gezeigt werden
    nur Kennung, Feld und unsere Angabe. Ende mit 1, wenn etwas abweicht.

    \b
    Beispiele:
      invoke contacts compare telefonliste.csv
      invoke contacts compare export.ldif --json abgleich.json
      invoke contacts compare --ldap ldaps://verzeichnis.musterstadt.example --base o=musterstadt
    """
    if (file is None) == (ldap is None) or (ldap is None) != (base is None):
        raise click.UsageError("Bitte eine Datei angeben, oder --ldap URL zusammen mit --base DN.")
    registry = load_registry(CODE_DIR)
    desks = _desks(file) if file else query(ldap or "", base or "", bind)
    comparison = compare_registry(registry, desks)
    source = file.name if file else str(ldap)
    if json_to:
        data = as_json(comparison, registry.file, source, show_values, missing)
        write(json_to, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
    click.echo("\n".join(told(comparison, registry.file, show_values, missing)))
    if comparison.differences:
        sys.exit(1)


def _desks(file: Path) -> list[Desk]:
    if file.suffix.lower() == ".ldif":
        if not file.is_file():
            raise ContentError(
                [Problem(file.name, 0, f"Diese Datei gibt es nicht. Gesucht wurde {file.absolute()}.")]
            )
        return ldif.read(file, file.name)
    return read_csv(read_bytes(file, file.name), file.name)


@main.command(name="export")
@click.argument("file", type=click.Path(path_type=Path))
def export_file(file: Path) -> None:
    """Schreibt alle Kontakte in FILE: .csv (Excel), .vcf (vCard 4.0) oder .xml (XZuFi 2.2.0)."""
    contacts = load_registry(CODE_DIR).contacts
    write(file, _by_ending(_RENDER, file)(contacts))
    click.echo(f"✓ {len(contacts)} Kontakte stehen in {file}.")


@main.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Zeigt nur, was sich ändern würde.")
def import_file(file: Path, dry_run: bool) -> None:
    """Übernimmt Kontakte aus FILE (.csv, .vcf, .xml) und zeigt jede geänderte Zeile.

    Was die Datei nicht nennt, bleibt. Ist ein Fehler darin, wird nichts geschrieben.
    """
    registry = load_registry(CODE_DIR)
    path, problems = CODE_DIR / CONTACTS, list[Problem]()
    records = _by_ending(_READ, file)(read_bytes(file, file.name), file.name, problems)
    if file.suffix.lower() != ".csv":  # a table says itself which contact a row is
        records = identified(records, registry.contacts)
    plan = plan_import(
        read_text(path, registry.file), registry.file, registry.contacts, records, file.name, problems
    )
    if plan.changes and not dry_run:
        write(path, plan.after.encode())
    click.echo("\n".join(_told(plan, registry.file, dry_run)))


def _by_ending(formats: Mapping[str, Callable], file: Path) -> Callable:
    ending = file.suffix.lower()
    if ending not in formats:
        message = f"Dateien mit der Endung „{ending}“ gibt es hier nicht. {did_you_mean(ending, formats)}"
        raise ContentError([Problem(file.name, 0, message)])
    return formats[ending]


def _told(plan: Plan, name: str, dry_run: bool) -> Iterator[str]:
    """What was done, or would be done, line by line."""
    if plan.changes:
        yield plan.diff(name).rstrip("\n")
    for change in plan.changes:
        kind = "neu     " if change.is_new else "geändert"
        yield f"  {kind}  {change.contact}: {', '.join(change.fields)}"
    if plan.missing:
        yield f"  Nicht in der Datei, bleiben wie sie sind: {', '.join(plan.missing)}"
    if plan.skipped:
        lines = ", ".join(map(str, plan.skipped))
        yield f"  Unbekannt und nicht angelegt, weil Kennung oder Prüfdatum fehlt: Zeile {lines}"
    new = sum(change.is_new for change in plan.changes)
    counts = f"{new} neu, {len(plan.changes) - new} geändert, {plan.unchanged} unverändert"
    yield f"Probelauf, nichts geschrieben: {counts}." if dry_run else f"✓ {counts}."


def load_registry(project_dir: Path) -> Registry:
    """The registry of a project; ContentError with all its faults."""
    problems: list[Problem] = []
    source = read_yaml(project_dir / CONTACTS, CONTACTS)
    file = validated(ContactsFile, source, problems)
    if not file:
        raise ContentError(problems)
    lines = {key.removeprefix("contacts."): line for key, line in source.lines.items()}
    return Registry(CONTACTS, dict(file.contacts), lines)


if __name__ == "__main__":
    main()
