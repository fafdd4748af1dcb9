"""From a place in the output to the file and line an editor can open. The only module that knows about lines.

Never a guess: where several places could be meant, the file is given without a line. Idea of matching blocks by their
visible letters and digits: hyperlink (github.com/untitaker/hyperlink), docs/decisions/013-source-lines.md.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from audit.manifest import Manifest, SourcePage
from audit.model import Finding, Location, Where

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_COMPONENTS = "theme/templates/components"
_NOTICE = re.compile(r"!!! ")
_ATTRIBUTES = re.compile(r"\{:[^}]*\}")


class Sources:
    """Locates findings of one site. Source files are read only when a finding needs them."""

    def __init__(self, project_dir: Path, manifest: Manifest | None, directory: Path | None = None) -> None:
        """``directory`` is the folder that was audited, for pages that no manifest knows."""
        self._project_dir = project_dir
        self._manifest = manifest
        self._directory = directory
        #: The hash of each source file that was looked into, "" of those that are not there.
        self.consulted: dict[str, str] = {}

    def digest(self, file: str) -> str:
        """Hash of the bytes of a file of the project; "" where there is none."""
        path = self._project_dir / file
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""

    def locate(self, finding: Finding) -> Location | None:
        """The place to mend, as exactly as it is certain; None where there is no source file."""
        return self.at(finding.page, finding.where or Where())

    def at(self, url: str, where: Where) -> Location | None:
        """The same for any place of a page."""
        if self._manifest is None:
            return self._in_output(url, where)
        if where.contact:
            record = self._manifest.contacts.get(where.contact)
            if record is None:
                return Location(self._manifest.contacts_file)
            return Location(record.file, record.lines.get(where.field) or record.lines.get(where.contact))
        page = self._manifest.pages.get(url)
        if page is None:
            return None
        if where.field:
            return Location(page.file, _line_of_field(page, where.field))
        return self._in_template(page, where) or self._in_markdown(page, where)

    def _in_template(self, page: SourcePage, where: Where) -> Location | None:
        """The theme's file, for places that do not come from the page's Markdown."""
        if not where.component or where.component == "prose":
            return None
        if where.text and _letters(where.text) == _letters(page.title):
            return Location(page.file, page.lines.get("title"))
        macro = f"{_COMPONENTS}/{where.component}/macro.html"
        if self._is_there(macro):
            return Location(macro)
        template = "theme/templates/page.html"
        return Location(template) if self._is_there(template) else None

    def _in_markdown(self, page: SourcePage, where: Where) -> Location:
        if not self._is_there(page.file):
            return Location(page.file)
        path = self._project_dir / page.file
        source = _markdown(path, path.stat().st_mtime_ns, page.body_line)
        return Location(page.file, source.line_of(where.text, self._spellings(page, where.literal)))

    def _is_there(self, file: str) -> bool:
        if file not in self.consulted:
            self.consulted[file] = self.digest(file)
        return bool(self.consulted[file])

    def _spellings(self, page: SourcePage, literal: str) -> list[str]:
        """How an address of the output may stand in the Markdown: as is, or as the path of the page's file."""
        spellings = [literal] if literal else []
        address, _, fragment = literal.partition("#")
        target = self._manifest.pages.get(address) if self._manifest else None
        if target:
            path = os.path.relpath(target.file, PurePosixPath(page.file).parent).replace(os.sep, "/")
            spellings += [f"({path}#{fragment}" if fragment else f"({path}"]
        return spellings

    def _in_output(self, page: str, where: Where) -> Location | None:
        """The HTML file itself, where nothing is known about what it was built from."""
        if self._directory is None or not page.startswith("/"):
            return None
        path = self._directory / page.lstrip("/")
        path = path / "index.html" if page.endswith("/") else path
        if not path.is_file():
            return None
        text = path.read_text(encoding="utf-8", errors="replace")
        name = os.path.relpath(path, self._project_dir).replace(os.sep, "/")
        once = where.literal and text.count(where.literal) == 1
        return Location(name, text.count("\n", 0, text.index(where.literal)) + 1 if once else None)


def _line_of_field(page: SourcePage, field: str) -> int | None:
    """The line of a field, or of the nearest one around it (``events.2`` for ``events.2.ends``)."""
    parts = field.split(".")
    for length in range(len(parts), 0, -1):
        line = page.lines.get(".".join(parts[:length]))
        if line:
            return line
    return None


class _Markdown:
    """The text of one page, with the lines of its blocks."""

    def __init__(self, body: str, body_line: int) -> None:
        self._lines = body.split("\n")
        self._first = body_line

    def line_of(self, text: str, spellings: list[str]) -> int | None:
        """The line of a block with this visible text, narrowed to one of the spellings if they stand in it."""
        wanted = _letters(text)
        blocks = [lines for letters, lines in self._blocks if wanted and letters == wanted]
        if blocks:
            hits = [hit for lines in blocks for hit in self._lines_with(spellings, lines)]
            if len(hits) == 1 or (hits and len(blocks) == 1):
                return self._first + hits[0]
            return self._first + blocks[0].start if len(blocks) == 1 else None
        hits = list(self._lines_with(spellings, range(len(self._lines))))
        return self._first + hits[0] if len(hits) == 1 else None

    def _lines_with(self, spellings: list[str], lines: range) -> Iterator[int]:
        return (index for index in lines if any(spelling in self._lines[index] for spelling in spellings))

    @cached_property
    def _blocks(self) -> list[tuple[str, range]]:
        """Visible letters and digits of each block, and the lines it stands in."""
        blocks = []
        for token in _parser().parse("\n".join(_plain_blocks(self._lines))):
            if token.type == "inline" and token.map and token.children is not None:
                text = "".join(
                    child.content for child in token.children if child.type in ("text", "code_inline")
                )
                blocks.append((_letters(text), range(*token.map)))
        return blocks


def _plain_blocks(lines: list[str]) -> Iterator[str]:
    """The lines with what only Python-Markdown knows turned into plain blocks; the number of lines stays."""
    in_notice = False
    for line in lines:
        if _NOTICE.match(line):
            in_notice = True
            yield ""
        elif in_notice and (line.startswith("    ") or not line.strip()):
            yield line[4:]
        else:
            in_notice = False
            bare = _ATTRIBUTES.sub("", line)
            # a heading ends the paragraph above it, as a definition does
            yield f"# {bare[1:].lstrip()}" if bare.startswith(":   ") else bare


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # only where a finding leads to a Markdown file

    return MarkdownIt("commonmark").enable("table")


@lru_cache(maxsize=256)
def _markdown(path: Path, changed: int, body_line: int) -> _Markdown:
    """``changed`` is part of the key so that an edited file is read again."""
    lines = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").split("\n")
    return _Markdown("\n".join(lines[body_line - 1 :]), body_line)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
