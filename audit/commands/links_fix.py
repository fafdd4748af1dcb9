"""The command ``links fix``: write the new addresses of what has moved into the texts; shown first, on request applied."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from audit import looked
from audit.errors import DataError, UsageError
from audit.link_memory import FILE, LinkMemory
from audit.targets import microsites

#: What may follow an address in Markdown, YAML or HTML; anything else would make it another, longer address.
_END = r"(?=[\s)>\"'\]}|<#]|[.,;:!?](?:\s|$)|$)"

HELP = """Zeigt, wie umgezogene fremde Adressen in den Texten zu ändern sind; mit --apply wird es geschrieben.

SITE ist der Name einer Microsite; ohne SITE sind es alle. Geändert wird nur, was „dreiklick links“ als umgezogen
gemerkt hat, in Markdown- und YAML-Dateien unter content/. Vorher die neuen Adressen bitte ansehen.

\b
Beispiele:
  dreiklick links fix                 alles zeigen
  dreiklick links fix senioren --apply
"""


@dataclass(frozen=True, slots=True)
class Patch:
    """A file before and after; ``raw`` is what was read, so that nobody else's change is overwritten."""

    file: Path
    raw: bytes
    after: str

    def as_diff(self, project_dir: Path) -> str:
        """The unified diff."""
        name = self.file.relative_to(project_dir).as_posix()
        before = self.raw.decode("utf-8").splitlines(keepends=True)
        after = self.after.splitlines(keepends=True)
        return "".join(_whole_lines(difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")))


@click.command(help=HELP)
@click.argument("site", nargs=-1)
@click.option("--apply", "is_applied", is_flag=True, help="Die Änderungen schreiben.")
def fix(site: tuple[str, ...], is_applied: bool) -> None:
    project_dir = Path.cwd()
    patches = list(proposals(project_dir, _files(project_dir, site), _moves(project_dir)))
    for patch in patches:
        click.echo(patch.as_diff(project_dir), nl=False)
    if is_applied:
        for patch in patches:
            apply(patch)
    if not patches:
        click.echo("Nichts zu ändern: In den Texten steht keine Adresse, die als umgezogen gemerkt ist.")
    elif is_applied:
        click.echo(f"✓ {len(patches)} Dateien geändert. Bitte neu bauen: invoke build")
    else:
        click.echo(f"{len(patches)} Dateien würden geändert. Schreiben mit: dreiklick links fix --apply")


def proposals(project_dir: Path, files: Iterable[Path], moves: Mapping[str, str]) -> Iterator[Patch]:
    """A patch for each file that names a moved address. DataError for a file that is no UTF-8."""
    if not moves:
        return
    longest_first = sorted(moves, key=len, reverse=True)
    pattern = re.compile(f"(?<![\\w/:.])(?:{'|'.join(map(re.escape, longest_first))}){_END}", re.M)
    for file in files:
        raw = file.read_bytes()
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            name = file.relative_to(project_dir)
            raise DataError(f"{name} ist nicht als UTF-8 gespeichert. Bitte so speichern.") from error
        after = pattern.sub(lambda match: moves[match[0]], text)
        if after != text:
            yield Patch(file, raw, after)


def apply(patch: Patch) -> None:
    """Replace the file as a whole; DataError if somebody changed it meanwhile."""
    if patch.file.read_bytes() != patch.raw:
        raise DataError(f"{patch.file} wurde inzwischen geändert. Bitte noch einmal aufrufen.")
    beside = patch.file.with_name(f".{patch.file.name}.neu")
    beside.write_bytes(patch.after.encode("utf-8"))
    beside.chmod(patch.file.stat().st_mode)
    beside.replace(patch.file)


def _moves(project_dir: Path) -> dict[str, str]:
    path = project_dir / FILE
    if not path.is_file():
        raise UsageError("Fremde Adressen wurden noch nie geprüft. Bitte zuerst: dreiklick links")
    with LinkMemory(path) as memory:
        if memory.notice:
            raise DataError(memory.notice)
        return memory.moves()


def _files(project_dir: Path, names: tuple[str, ...]) -> list[Path]:
    known = microsites(project_dir)
    for name in names:
        if name not in known:
            raise UsageError(f"Die Microsite „{name}“ gibt es nicht. Möglich: {', '.join(known)}.")
    folders = [project_dir / "content" / name for name in (*(names or known), "gemeinsam")]
    found = (
        file for folder in folders for kind in ("*.md", "*.yaml", "*.csv") for file in folder.rglob(kind)
    )
    return sorted(file for file in found if file.is_file() and file.name != Path(looked.FILE).name)


def _whole_lines(lines: Iterable[str]) -> Iterator[str]:
    """Lines of a diff, with the note that ``patch`` expects where a file ends without a line break."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
