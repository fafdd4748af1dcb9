"""The entries of a directory as one table for Excel, and back: ``python -m plugins.directory.table``.

CSV (RFC 4180) as German Excel reads and writes it: UTF-8 with byte-order mark, semicolons. A table that comes back
unchanged leaves every byte of the files as it was. Nothing is written before the whole table is valid.
Exit codes: 0 done · 2 wrong use, or faults in the table (then nothing was written).
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import click

from plugins.build import CODE_DIR, SHARED, sites
from plugins.content_checks import cross_check
from plugins.content_model import PageSource, SiteContent
from plugins.directory.cells import (
    COLUMNS,
    DELIMITER,
    FIELDS,
    FILE,
    MAX_CELL,
    TEXT,
    cell_of,
    guarded,
    value_of,
)
from plugins.directory.entries import ENTRY_FOLDER, EntryMeta, entries
from plugins.directory.files import changed_text, new_text
from plugins.directory.rows import Row, of_entry, read_table, rows_of
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.schema_messages import validated
from plugins.site_content import load_site
from plugins.yaml_source import YamlSource, parse_markdown, read_markdown, read_text


@dataclass(frozen=True, slots=True)
class Change:
    """A file to write. ``fields`` are the columns that differ, none for a new file."""

    name: str
    path: Path
    text: str
    fields: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. ``missing`` are entries that the table does not have; they stay."""

    changes: tuple[Change, ...]
    unchanged: int
    missing: tuple[str, ...]


def export_table(content: SiteContent) -> str:
    """All entries of a site as CSV text; ContentError for a text that Excel would cut off."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=DELIMITER, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries(content):
        cells = _cells(entry, content)
        long = next((column for column, cell in cells.items() if len(cell) >= MAX_CELL), None)
        if long:
            message = f"Der Text hat mehr als {MAX_CELL} Zeichen; Excel würde ihn abschneiden. Bitte kürzen."
            raise ContentError([Problem(entry.name, entry.lines.get(long, entry.body_line), message, long)])
        writer.writerow(guarded(cells[column]) for column in COLUMNS)
    return out.getvalue()


def plan_import(content: SiteContent, table: str, name: str) -> Plan:
    """What the CSV text ``table``, called ``name`` in messages, changes; ContentError with all its faults."""
    problems: list[Problem] = []
    rows = rows_of(table, name, problems)
    known = {entry.path: entry for entry in entries(content)}
    changes, pages, places = [], dict(content.pages), {}
    for row in rows:
        path = f"{ENTRY_FOLDER}/{row.cells[FILE]}.md"
        change = _change(row, path, known.get(path), content, name, problems)
        if change is None:
            continue
        source = parse_markdown(change.text, change.name)
        meta = EntryMeta.model_validate(dict(source.meta.data))
        pages[path] = PageSource(path, change.name, meta, source.meta.lines, source.body, source.body_line)
        places[change.name] = row.line
        changes.append(change)
    checked = cross_check(replace(content, pages=pages), complete=not problems)
    problems += (
        replace(problem, file=name, line=places.get(problem.file, 0)) if problem.file in places else problem
        for problem in checked
    )
    if problems:
        files = {row.line: row.cells[FILE] for row in rows}
        raise ContentError(_in_table(problem, name, files) for problem in problems)
    listed = {f"{ENTRY_FOLDER}/{row.cells[FILE]}.md" for row in rows}
    real = tuple(change for change in changes if change.is_new or change.fields)
    return Plan(real, len(changes) - len(real), tuple(sorted(known.keys() - listed)))


def _in_table(problem: Problem, name: str, files: Mapping[int, str]) -> Problem:
    """A fault of a row that could be read, by column and entry. ``files``: entry by line."""
    if problem.file != name or problem.line not in files:
        return problem
    message = of_entry(problem.message, files[problem.line])
    return replace(problem, message=message, field=problem.field.partition(".")[0])


def write_changes(plan: Plan) -> None:
    """Write all files of a plan: first beside their places, then each with one rename. OSError leaves all as they were."""
    prepared: list[tuple[Path, Path]] = []
    try:
        for change in plan.changes:
            beside = change.path.with_name(f".{change.path.name}.neu")
            prepared.append((beside, change.path))
            beside.write_text(change.text, encoding="utf-8", newline="\n")
        for beside, path in prepared:
            beside.replace(path)
    finally:
        for beside, _ in prepared:
            beside.unlink(missing_ok=True)


def _cells(entry: PageSource, content: SiteContent) -> dict[str, str]:
    """The row of an entry. The text is the file's own: that of the page has values of site.yaml put in."""
    body = read_markdown(content.folder / entry.path, entry.name).body
    fields = {field: cell_of(entry.meta, field) for field in FIELDS}
    return {FILE: PurePosixPath(entry.path).stem, **fields, TEXT: body.strip("\n")}


def _change(
    row: Row,
    path: str,
    entry: PageSource | None,
    content: SiteContent,
    name: str,
    problems: list[Problem],
) -> Change | None:
    """The file as the row wants it, or None and what is wrong with it."""
    file = content.folder / path
    file_name = entry.name if entry else f"{PurePosixPath(content.file).parent}/{path}"
    old = _cells(entry, content) if entry else dict.fromkeys(COLUMNS, "")
    differing = {
        column: cell
        for column, cell in row.cells.items()
        if column != FILE and _normal(cell) != _normal(old[column])
    }
    values = {field: value_of(field, differing[field]) for field in FIELDS if field in differing}
    before = read_markdown(file, file_name).meta.data if entry else {}
    wanted = {field: value for field, value in {**before, **values}.items() if value is not None}
    lines = dict.fromkeys((*EntryMeta.model_fields, *wanted), row.line)
    if validated(EntryMeta, YamlSource(name, wanted, lines), problems) is None:
        return None
    body = differing[TEXT].strip("\n") if TEXT in differing else None
    if (not entry and not body) or (body is not None and not body.strip()):
        message = "Der Eintrag hat keinen Text. Bitte die Spalte ausfüllen."
        problems.append(Problem(name, row.line, message, TEXT))
        return None
    text = changed_text(read_text(file, file_name), values, body) if entry else new_text(values, body or "")
    again = parse_markdown(text, file_name).meta.data
    if {field: value for field, value in again.items() if value is not None} != wanted:
        message = f"Diese Datei lässt sich nicht feldweise ändern. Bitte von Hand ändern, je Feld eine Zeile: {file_name}"
        problems.append(Problem(name, row.line, message))
        return None
    return Change(file_name, file, text, tuple(differing), is_new=entry is None)


def _normal(cell: str) -> str:
    """What makes no difference between a cell and a field: the ends, and how lines end."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


@click.command()
@click.option("--site", default="", help="Microsite mit dem Verzeichnis; nötig nur, wenn es mehrere gibt.")
@click.option(
    "--export",
    "export_to",
    type=click.Path(path_type=Path),
    help="Schreibt alle Einträge in diese CSV-Datei.",
)
@click.option("--import", "import_from", type=click.Path(path_type=Path), help="Übernimmt diese CSV-Datei.")
@click.option("--dry-run", is_flag=True, help="Zeigt beim Import nur, was sich ändern würde.")
def main(site: str, export_to: Path | None, import_from: Path | None, dry_run: bool) -> None:
    """Einträge des Verzeichnisses als Tabelle für Excel, und zurück."""
    if (export_to is None) == (import_from is None) or (dry_run and export_to):
        raise click.UsageError(
            "Bitte entweder --export DATEI oder --import DATEI angeben, --dry-run nur beim Import."
        )
    try:
        content = _directory_site(site, CODE_DIR)
        if export_to:
            export_to.write_text(export_table(content), encoding="utf-8-sig", newline="")
            click.echo(f"✓ {len(entries(content))} Einträge stehen in {export_to}.")
        elif import_from:
            plan = plan_import(content, read_table(import_from, import_from.name), import_from.name)
            if not dry_run:
                write_changes(plan)
            click.echo("\n".join(_told(plan, dry_run)))
    except ContentError as error:
        click.echo(f"✗ Nichts geschrieben.\n{error}", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"✗ {error.filename} lässt sich nicht schreiben ({error.strerror}).", err=True)
        sys.exit(2)


def _directory_site(name: str, project_dir: Path) -> SiteContent:
    """The microsite ``name``, or the only one with entries; ContentError if there is no such site or it has faults."""
    content_dir = project_dir / "content"
    with_entries = [site for site in sites(project_dir) if (content_dir / site / ENTRY_FOLDER).is_dir()]
    names = [name] if name else with_entries
    if len(names) != 1 or names[0] not in with_entries:
        hint = did_you_mean(name, with_entries)
        message = f"Bitte mit --site eine Microsite nennen, die einen Ordner „{ENTRY_FOLDER}“ hat. {hint}"
        raise ContentError([Problem(f"content/{name}".rstrip("/"), 0, message)])
    return load_site(content_dir / names[0], content_dir / SHARED, project_dir, include_waiting=True)


def _told(plan: Plan, dry_run: bool) -> Iterator[str]:
    """What was done, or would be done, line by line."""
    for change in plan.changes:
        yield (
            f"  neu       {change.name}"
            if change.is_new
            else f"  geändert  {change.name}: {', '.join(change.fields)}"
        )
    if plan.missing:
        yield f"  Nicht in der Tabelle, bleiben wie sie sind: {', '.join(plan.missing)}"
    new = sum(change.is_new for change in plan.changes)
    counts = f"{new} neu, {len(plan.changes) - new} geändert, {plan.unchanged} unverändert"
    yield f"Probelauf, nichts geschrieben: {counts}." if dry_run else f"✓ {counts}."


if __name__ == "__main__":
    main()
