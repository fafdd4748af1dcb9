"""Twenty edits of ten kinds, as editors make them: what each does to a text, and the finding that must follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from bench.markdown_site import SITE, Text, texts

EDITS = 20
#: Not the rule of a finding: the build itself says what is wrong.
BUILD = "build"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of edit; ``rule`` must find it, "" where any verdict about the new page will do."""

    name: str
    rule: str
    change: Callable[[str], str]


def _added(block: str) -> Callable[[str], str]:
    return lambda text: f"{text.rstrip()}\n\n{block}\n"


def _without_contact(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("contact: "))


KINDS = (
    Kind("typo", "", lambda text: text.replace("Sie ", "Sei ", 1)),
    Kind("broken link", "broken-link", _added("[Formular zum Ausdrucken](gibt-es-nicht.md)")),
    Kind("broken anchor", "broken-anchor", _added("[Weiter zum Verfahren](#gibt-es-nicht)")),
    Kind("missing alternative text", "axe/image-alt", _added('<img src="/bilder/haus.svg">')),
    Kind("skipped heading", "axe/heading-order", _added("#### Was Sie noch wissen sollten")),
    Kind("removed contact", BUILD, _without_contact),
    Kind("bare address", "loose-contact", _added("Schreiben Sie an beratung@musterstadt.example.")),
    Kind("doubled id", "duplicate-id", _added('<p id="wer">Noch ein Absatz.</p>')),
    Kind(
        "table without header",
        "axe/empty-table-header",
        _added("Die Tabelle zeigt Zeiten.\n\n|  |  |\n|---|---|\n| Montag | 9 Uhr |"),
    ),
    Kind("past date", "past-date", _added("Anmelden können Sie sich bis 12. März 2024.")),
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One kind of edit of one page."""

    kind: Kind
    file: Path
    page: str

    def apply(self) -> Callable[[], None]:
        """Write the changed text as editors do (a new file in place of the old one); what is returned undoes it."""
        before = self.file.read_text(encoding="utf-8")
        after = self.kind.change(before)
        if after == before:
            raise ValueError(f"{self.kind.name} changes nothing in {self.file}")
        replace(self.file, after)
        return lambda: replace(self.file, before)


def replace(file: Path, text: str) -> None:
    """Put ``text`` in place of the file at once; nobody sees half of it."""
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def edits(project: Path, pages: int, number: int = EDITS) -> Iterator[Edit]:
    """``number`` edits of all kinds in turn, each of another page, spread over the site."""
    made = [page for page in texts(pages) if not page.is_section] or list(texts(pages))
    step = max(1, len(made) // number)
    for kind, page in zip(islice(cycle(KINDS), number), cycle(made[::step]), strict=False):
        yield Edit(kind, project / "content" / SITE / page.path, _address(page))


def _address(page: Text) -> str:
    return f"/{page.path.removesuffix('.md').removesuffix('index')}".rstrip("/") + "/"
