"""A microsite small enough to read, built for real: what it holds, and what a build of it said."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.build import main

CONTACTS = """\
contacts:
  zentrale:
    role: Servicetelefon
    unit: Stadt Musterstadt
    phone: 030 23125 100
    email: zentrale@musterstadt.example
    address: Marktplatz 1, 70000 Musterstadt
    room: Zimmer 2
    opening_hours: "Mo-Th 09:00-16:00; Fr 09:00-12:30; PH off"
    verified_on: 2026-10-05
    interval: 6 Monate
    deputy: notruf
  notruf:
    role: Notruf
    unit: Leitstelle
    phone: "112"
    opening_hours: 24/7
    verified_on: 2026-10-05
    interval: 1 Jahr
"""
SITE = """\
title: Muster-Microsite
tagline: Eine kleine Site für Tests
town: Stadt Musterstadt
host: muster.musterstadt.example
contact: zentrale
colours:
  brand: "#0b5c55"
  accent: "#8a2b0a"
owners:
  redaktion: Online-Redaktion
menu:
  - pflege/index.md
  - kontakt.md
situations:
  - pflege/index.md
  - beruf/index.md
footer:
  - kontakt.md
"""
BODY = "Ein Absatz mit genug Text, damit die Seite etwas sagt.\n"


def page(title: str, body: str = BODY, **fields: str) -> str:
    """A valid page as Markdown; ``fields`` are further lines of its front matter, as YAML."""
    meta = {
        "title": title,
        "summary": "Worum es auf dieser Seite geht, in einem Satz.",
        "contact": "zentrale",
        "owner": "redaktion",
        "last_reviewed_on": "2026-10-01",
        "review_in": "6 Monate",
        **fields,
    }
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in meta.items()) + f"---\n{body}"


FILES = {
    "gemeinsam/contacts.yaml": CONTACTS,
    "muster/site.yaml": SITE,
    "muster/index.md": page("Startseite", "Willkommen.\n\n## Überblick\n\nText.\n"),
    "muster/kontakt.md": page("Kontakt", menu_label="Kontakt"),
    "muster/pflege/index.md": page("Pflege zu Hause"),
    "muster/pflege/antrag.md": page("Antrag stellen", menu_position="1"),
    "muster/beruf/index.md": page("Beruf und Pflege"),
    "muster/hilfe/kurse/kurs.md": page("Kurse für Angehörige", situations="[beruf]"),
}


@dataclass(frozen=True)
class Result:
    """What a build returned and printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Project:
    """A project in a temporary folder. Paths of content are relative to content/."""

    root: Path

    def write(self, name: str, content: str | bytes) -> Path:
        """Write one file of the content."""
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def read(self, name: str) -> str:
        """The text of one file of the content."""
        return (self.root / "content" / name).read_text(encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Change ``old``, which must be there, into ``new``."""
        text = self.read(name)
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def build(self, *sites: str) -> Result:
        """Build in this process (several sites: in processes of their own)."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(list(sites), self.root)
        return Result(code, out.getvalue(), err.getvalue())

    def published(self, site: str = "muster") -> dict[str, bytes]:
        """Every published file with its bytes, and the manifest."""
        output = self.root / "output" / site
        files = {
            path.relative_to(output).as_posix(): path.read_bytes()
            for path in sorted(output.rglob("*"))
            if path.is_file()
        }
        return files | {"manifest": self.manifest_file(site).read_bytes()}

    def html(self, name: str, site: str = "muster") -> str:
        """One published file as text."""
        return (self.root / "output" / site / name).read_text(encoding="utf-8")

    def manifest_file(self, site: str = "muster") -> Path:
        """Where the manifest is."""
        return self.root / "build" / site / "manifest.json"

    def manifest(self, site: str = "muster") -> Any:
        """The manifest as data."""
        return json.loads(self.manifest_file(site).read_text(encoding="utf-8"))

    @contextmanager
    def changed(self, name: str, change: Change) -> Iterator[None]:
        """The file ``name`` with another content (None: deleted, a function: from the old text), for a while."""
        path = self.root / "content" / name
        before = path.read_bytes() if path.exists() else None
        try:
            if change is None:
                path.unlink()
            else:
                self.write(name, change(self.read(name)) if callable(change) else change)
            yield
        finally:
            path.unlink(missing_ok=True)
            if before is not None:
                path.write_bytes(before)


Change = str | bytes | None | Callable[[str], str]


def new_project(root: Path) -> Project:
    """The mini project, not built yet."""
    project = Project(root)
    for name, content in FILES.items():
        project.write(name, content)
    return project
