"""Render pages, and know what each page's HTML depends on: a page whose inputs are the same is not rendered again.

The inputs are the attributes of the page and the global names that its template (with those it extends) writes down, the
templates themselves, and the code. A template gets nothing but these, so that one that reads more stops the build
(StrictUndefined) instead of showing something old. What was rendered is found again in output/<site>, its bytes proven by hash.
Settings read: ``BUILD_CACHE``, ``PUBLISHED_PATH``, ``AUDIT``, ``STAY`` (gets the names of files that stay). Signals used: ``get_writer``,
``page_writer_finalized``; what renders pages is then in ``settings["RENDERING"]``, and what each file of HTML uses of theme and
contacts in ``settings["USES"]``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Collection
from functools import cached_property, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from pelican import Pelican, signals
from pelican.contents import Page
from pelican.generators import PagesGenerator
from pelican.writers import Writer

from plugins.building.cache import key_of
from plugins.building.made_by import made_by_code
from plugins.building.memo import memo_of
from plugins.building.page_uses import uses_of
from plugins.building.side_by_side import side_by_side
from plugins.file_names import files_below

#: What plugins give to every template of pages.
GLOBALS = ("site", "site_frame", "footer", "microsites", "crisis")
_REFERENCE = re.compile(r'{%-?\s*(?:extends|include|import|from)\s+"([^"]+)"')
_CHAIN = re.compile(r'{%-?\s*(?:extends|include)\s+"([^"]+)"')
_ABSENT = object()
_PAGE_VALUE = re.compile(r"\bpage\.([a-z_]+)")


class Templates:
    """The templates of a theme as texts: what each is made of."""

    def __init__(self, env: jinja2.Environment) -> None:
        self._env = env
        self._texts: dict[str, str] = {}

    def text(self, name: str) -> str:
        """The source of a template; TemplateNotFound if there is none."""
        if name not in self._texts:
            self._texts[name] = self._env.loader.get_source(self._env, name)[0]
        return self._texts[name]

    def below(self, name: str, reference: re.Pattern[str]) -> list[str]:
        """The template and all that it and they refer to, sorted."""
        found, wanted = {name}, [name]
        while wanted:
            named = set(reference.findall(self.text(wanted.pop()))) - found
            found |= named
            wanted += named
        return sorted(found)


class Form:
    """What one template of pages reads, and its whole tree as one hash."""

    def __init__(self, templates: Templates, name: str, made_by: str) -> None:
        chain = "\n".join(templates.text(part) for part in templates.below(name, _CHAIN))
        self.page_values = sorted(set(_PAGE_VALUE.findall(chain)))
        self.globals = [word for word in GLOBALS if re.search(rf"\b{word}\b", chain)]
        tree = templates.below(name, _REFERENCE)
        self.made_by = key_of(made_by, *(text for part in tree for text in (part, templates.text(part))))


class Rendering:
    """Renders the pages of one generator."""

    def __init__(self, generator: PagesGenerator) -> None:
        self._generator = generator
        self._memo = memo_of(generator.settings)
        self._templates = Templates(generator.env)
        self._made_by = made_by_code()
        self._forms: dict[str, Form] = {}
        self._hashes: dict[int, tuple[Any, str]] = {}

    def form(self, page: Page) -> Form:
        """What the template of the page reads."""
        name = page.template
        if name not in self._forms:
            file = self._generator.get_template(name).name
            self._forms[name] = Form(self._templates, str(file), self._made_by)
        return self._forms[name]

    def values(self, page: Page, text: str) -> dict[str, Any]:
        """The attributes of the page that its template may read; ``text`` is its text."""
        # Pelican would keep every text for as long as the process lives
        content = page._update_content(text, "") if "{" in text or "|" in text else text
        names = self.form(page).page_values
        found = ((name, content if name == "content" else getattr(page, name, _ABSENT)) for name in names)
        return {name: value for name, value in found if value is not _ABSENT}

    def key(self, page: Page, values: dict[str, Any]) -> str:
        """A hash of everything that the page's HTML depends on."""
        form, context = self.form(page), self._generator.context
        shared = form.made_by, self._environment, *(self._hash(context[name]) for name in form.globals)

        def key() -> str:
            return key_of(*shared, *(f"{name}={value!r}" for name, value in values.items()))

        return self._memo.of("key", page.save_as, (shared, values), key)

    def html(self, page: Page, values: dict[str, Any]) -> str:
        """The page as it is published."""
        context = {name: self._generator.context[name] for name in self.form(page).globals}
        template = self._generator.get_template(page.template)
        return template.render(context, page=SimpleNamespace(**values))

    @cached_property
    def _environment(self) -> str:
        """What macros see beside their arguments."""
        site, env = self._generator.context["site"], self._generator.env
        return f"{site.form_of_address} {env.globals['public_holidays']!r}"

    def _hash(self, value: Any) -> str:
        """Hash of a global; each is asked for by every page."""
        if id(value) not in self._hashes:
            self._hashes[id(value)] = (value, key_of(repr(value)))
        return self._hashes[id(value)][1]


class PageWriter(Writer):
    """Writes pages into the staging folder, but for those that are published as they would be rendered: they stay."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self._published = Path(settings["PUBLISHED_PATH"])
        self._file = Path(settings["BUILD_CACHE"], "rendered.json")
        self._before = _read(self._file)
        self._waiting: list[tuple[str, Page]] = []
        self._stay: set[str] = settings["STAY"]
        self._rendering: Rendering | None = None
        #: What each file of HTML uses (``page_uses``), by its name.
        self.uses: dict[str, frozenset[str]] = {}

    def write_file(self, name: str, template: Any, context: Any, *arguments: Any, **options: Any) -> None:
        """Pages our way, all together in ``write_pages``; everything else Pelican's."""
        page = options.get("page")
        if page is not None:
            self._waiting.append((name, page))
            return
        super().write_file(name, template, context, *arguments, **options)
        if name.endswith(".html"):
            self.uses[name] = uses_of(Path(self.output_path, name).read_text(encoding="utf-8"))

    def write_pages(self) -> None:
        """Write the pages that Pelican asked for, and keep what was made of what; OSError if the disk is full."""
        kept = {name: self._kept(name, page) for name, page in self._waiting if name in self._before}
        new = [(name, page) for name, page in self._waiting if not kept.get(name)]
        written = dict(zip((name for name, _ in new), side_by_side(self._written, new), strict=True))
        now = {name: kept.get(name) or written[name] for name, _ in self._waiting}
        if now != self._before:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(now), encoding="utf-8")  # half a file counts as none
        # nobody asks for the texts any more, and a large site needs the memory for its search index
        for _, page in self._waiting:
            page._content = ""
        shared: dict[str, frozenset[str]] = {}
        for name, (_, _, uses) in now.items():
            self.uses[name] = shared.setdefault(uses, frozenset(uses.split()))

    def _kept(self, name: str, page: Page) -> list[str] | None:
        """Key, hash and uses of a page that is published as it would be rendered, and stays; else None."""
        if self._before[name][0] != self.rendering.key(page, self.rendering.values(page, page._content)):
            return None
        if not self._is_published(name):
            return None
        self._stay.add(name)
        return self._before[name]

    def _written(self, named: tuple[str, Page]) -> list[str]:
        """Key, hash and uses of a page that is rendered into the staging folder."""
        name, page = named
        values = self.rendering.values(page, page._content)
        key, target = self.rendering.key(page, values), Path(self.output_path, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        text = self.rendering.html(page, values)
        html = text.encode()
        target.write_bytes(html)
        return [key, hashlib.sha256(html).hexdigest(), " ".join(sorted(uses_of(text)))]

    def _is_published(self, name: str) -> bool:
        """Whether the published page is still the bytes that were made with its key."""
        if name not in self._published_files:  # or only by a link of somebody to another folder
            return False
        file = f"{self._published}/{name}"
        state = os.lstat(file)  # for each of thousands of pages, and Path takes twice as long
        mark = state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns
        hashed = memo_of(self.settings).of("published", name, mark, partial(_hash_of, file))
        return stat.S_ISREG(state.st_mode) and hashed == self._before[name][1]

    @cached_property
    def _published_files(self) -> Collection[str]:
        return files_below(self._published) if self._published.is_dir() else ()

    @property
    def rendering(self) -> Rendering:
        """What renders pages; known as soon as there are any."""
        self._rendering = self._rendering or Rendering(self.settings["PAGES_GENERATOR"])
        return self._rendering


def _hash_of(file: str) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


def _read(file: Path) -> dict[str, list[str]]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    is_whole = isinstance(data, dict) and all(
        isinstance(entry, list) and len(entry) == 3 for entry in data.values()
    )
    return data if is_whole else {}


def new_writer(pelican: Pelican) -> type[PageWriter]:
    """Receiver of ``get_writer``."""
    return PageWriter


def write_pages(generator: PagesGenerator, writer: PageWriter) -> None:
    """Receiver of ``page_writer_finalized``."""
    writer.write_pages()
    generator.settings["RENDERING"], generator.settings["USES"] = writer.rendering, writer.uses


def register() -> None:
    signals.get_writer.connect(new_writer)
    signals.page_writer_finalized.connect(write_pages)
