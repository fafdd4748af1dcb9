"""What a save means: which files of which microsites are touched, or that the program itself has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from watchfiles import DefaultFilter

from plugins.build import CODE_DIR, SHARED, sites

#: Folders of the program whose change asks for a new process; in ``theme`` only texts and templates change.
CODE = ("plugins", "audit", "standards")
CONFIGURATION = "pelicanconf.py"


class OwnFiles(DefaultFilter):
    """Without what editors put beside a file for a moment: ``.x.swp``, ``x~``, ``4913``, ``.#x``, ``x.tmp``."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"^\.", r"^4913$", r"^#.*#$", r"\.tmp$")


@dataclass(frozen=True, slots=True)
class Work:
    """What is to do: ``files`` by microsite, those to build first in front; or a new process for changed ``code``."""

    files: Mapping[str, frozenset[Path]] = field(default_factory=dict)
    code: bool = False


class Files:
    """The files of the content as of the last look, to tell new and deleted ones and what was in renamed folders."""

    def __init__(self, project_dir: Path, code_dir: Path = CODE_DIR) -> None:
        self._project_dir = project_dir
        self._code_dir = code_dir
        self._known = set(_files_below(project_dir / "content"))

    def watched(self) -> list[Path]:
        """The folders to watch."""
        folders = [self._project_dir / "content", *(self._code_dir / name for name in ("theme", *CODE))]
        return [folder for folder in folders if folder.is_dir()]

    def work(self, paths: Iterable[Path]) -> Work:
        """What to do after a change at these places, files or folders."""
        files: dict[str, set[Path]] = {}
        everything = sites(self._project_dir)
        for path in sorted(set(self._expanded(paths))):
            if self._is_code(path):
                return Work(code=True)
            for site in self._shown_on(path, everything):
                files.setdefault(site, set()).add(path)
        self._known = {path for path in self._known if path.exists()}
        return Work({site: frozenset(found) for site, found in files.items()})

    def _expanded(self, paths: Iterable[Path]) -> Iterator[Path]:
        """Files instead of folders: what is in a new one, what was in one that is gone."""
        for path in paths:
            if path.is_dir():
                yield from _files_below(path)
            elif path.exists():
                yield path
            else:
                yield from {known for known in self._known if known.is_relative_to(path)} or {path}

    def _is_code(self, path: Path) -> bool:
        folders = (self._code_dir / name for name in (*CODE, CONFIGURATION))
        return any(path.is_relative_to(folder) for folder in folders)

    def _shown_on(self, path: Path, everything: list[str]) -> list[str]:
        """Its own site first; all others too if they can show it: what is shared, and that a page or site is there."""
        content = self._project_dir / "content"
        if not path.is_relative_to(content):
            return everything
        own = path.relative_to(content).parts[0]
        appeared = path.exists() is not (path in self._known)
        if path.exists():
            self._known.add(path)
        if own == SHARED or path.name == "site.yaml" or appeared:
            return [name for name in (own,) if name in everything] + [n for n in everything if n != own]
        return [own] if own in everything else []


def _files_below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
