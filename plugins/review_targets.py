"""What people may call a page or a contact that they reviewed: its file, its address, or ``kontakt:ID``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote, urlsplit

from plugins.content_model import url_of
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.yaml_source import read_yaml

SHARED, PAGES = "gemeinsam", "seiten"
_CONTACT = "kontakt:"
_SLUG = re.compile(r"\A---\r?\n(?:(?!---).*\n)*?slug: *([a-z0-9-]+) *\r?\n")


@dataclass(frozen=True, slots=True)
class Reviewable:
    """A page, or with ``contact`` an entry of the registry. ``name`` is the file relative to the project."""

    path: Path
    name: str
    contact: str = ""

    @property
    def yaml_path(self) -> tuple[str, ...]:
        """Where its fields are in the YAML of the file."""
        return ("contacts", self.contact) if self.contact else ()

    def __str__(self) -> str:
        return f"{_CONTACT}{self.contact}" if self.contact else self.name


def find(word: str, project_dir: Path) -> Reviewable:
    """What ``word`` means; ContentError with the nearest names if there is nothing, or more than one page."""
    if word.startswith(_CONTACT):
        return _contact(word.removeprefix(_CONTACT), project_dir)
    path = _file(word, project_dir)
    if path:
        return Reviewable(path, path.relative_to(project_dir.resolve()).as_posix())
    found = list(_at_address(word, project_dir)) if "://" in word or word.startswith("/") else []
    if len(found) == 1:
        return Reviewable(found[0], found[0].relative_to(project_dir).as_posix())
    if found:
        files = ", ".join(path.relative_to(project_dir).as_posix() for path in found)
        raise _refused(word, f"Diese Adresse gibt es mehrfach. Bitte die Datei nennen: {files}.")
    raise _refused(word, f"Diese Seite gibt es nicht. {_nearest(word, project_dir)}")


def _contact(contact_id: str, project_dir: Path) -> Reviewable:
    path = project_dir / "content" / SHARED / "contacts.yaml"
    name = path.relative_to(project_dir).as_posix()
    entries = read_yaml(path, name).data.get("contacts")
    known = entries if isinstance(entries, dict) else {}
    if not isinstance(known.get(contact_id), dict):
        message = f"Diesen Kontakt gibt es nicht. {did_you_mean(contact_id, map(str, known))}"
        raise _refused(f"{_CONTACT}{contact_id}", message)
    return Reviewable(path, name, contact_id)


def _file(word: str, project_dir: Path) -> Path | None:
    """The Markdown file of that name below content/, where it is no link to somewhere else."""
    content = (project_dir / "content").resolve()
    for folder in (project_dir, project_dir / "content"):
        path = folder / word
        is_page = path.suffix == ".md" and "\0" not in word and path.is_file() and not path.is_symlink()
        if is_page and path.resolve().is_relative_to(content):
            return path.resolve()
    return None


def _at_address(word: str, project_dir: Path) -> Iterator[Path]:
    """Files of the pages at an address, complete or from the root of a site; a preview's counts too."""
    try:
        parts = urlsplit(word)
        host = parts.hostname or ""
    except ValueError:
        return
    wanted = f"/{unquote(parts.path).strip('/')}/".replace("//", "/")
    shared = {url: path for path, url in _pages(project_dir / "content" / SHARED / PAGES)}
    for site in sorted((project_dir / "content").glob("*/site.yaml")):
        if host and host not in (f"{site.parent.name}.localhost", _host(site)):
            continue
        own = {url: path for path, url in _pages(site.parent)}
        path = own.get(wanted) or (shared.get(wanted) if host else None)
        if path:
            yield path
    if not host and wanted in shared:
        yield shared[wanted]


def _host(site: Path) -> str:
    try:
        return str(read_yaml(site, site.name).data.get("host"))
    except ContentError:
        return ""  # told when the site is built; its pages can still be named by file


def _pages(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each Markdown file of a folder, with its address."""
    for path in sorted(folder.rglob("*.md")):
        if path.is_file() and not path.is_symlink():
            slug = _SLUG.search(path.read_text(encoding="utf-8", errors="replace"))
            yield path, url_of(path.relative_to(folder).as_posix(), slug[1] if slug else None)


def _nearest(word: str, project_dir: Path) -> str:
    content = project_dir / "content"
    names = sorted(path.relative_to(project_dir).as_posix() for path in content.rglob("*.md"))
    near = get_close_matches(word if word.startswith("content/") else f"content/{word}", names, n=3)
    if near:
        return f"Meinten Sie {' oder '.join(f'„{name}“' for name in near)}?"
    return "Bitte die Datei nennen, zum Beispiel content/senioren/geld.md, oder kontakt:KENNUNG."


def _refused(word: str, message: str) -> ContentError:
    return ContentError([Problem(word, 0, message)])
