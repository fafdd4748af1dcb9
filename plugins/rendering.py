"""Render pages, and know what each page's HTML depends on: a page whose inputs are the same is not rendered again.

The inputs are the attributes of the page and the global names that its template (with those it extends) writes down, the
templates themselves, and the code. A template gets nothing but these, so that one that reads more stops the build
(StrictUndefined) instead of showing something old. What was rendered is found again in output/<site>, its bytes proven by hash.
Settings read: ``BUILD_CACHE``, ``PUBLISHED_PATH``, ``AUDIT``. Signals used: ``get_writer``,
``page_writer_finalized``; what renders pages is then in ``settings["RENDERING"]``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from functools import cached_property, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from pelican import Pelican, signals
from pelican.contents import Page
from pelican.generators import PagesGenerator
from pelican.writers import Writer

from plugins.build_cache import key_of
from plugins.memo import memo_of
from plugins.side_by_side import side_by_side

#: What plugins give to every template of pages.
GLOBALS = ("site", "site_frame", "footer", "microsites", "crisis")
_REFERENCE = re.compile(r'{%-?\s*(?:extends|include|import|from)\s+"([^"]+)"')
_CHAIN = re.compile(r'{%-?\s*(?:extends|include)\s+"([^"]+)"')
_PAGE_VALUE = re.compile(r"\bpage\.([a-z_]+)")
_WORDS = Path(__file__).parents[1] / "theme" / "words.yaml"


def _made_by() -> str:
    """The code that makes HTML of the inputs: templates call functions and properties of many plugins.

    Read for each build: the words may change while the process lives.
    """
    files = (*sorted(Path(__file__).parent.glob("*.py")), _WORDS)
    return key_of(sys.version, jinja2.__version__, *(file.read_text(encoding="utf-8") for file in files))


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
        self._made_by = _made_by()
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
        texts = {"content": page._update_content(text, "")}
        return {
            name: texts[name] if name in texts else getattr(page, name)
            for name in self.form(page).page_values
            if name in texts or hasattr(page, name)
        }

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
    """Writes pages into the staging folder: rendered, or linked from what is published where nothing changed."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self._published = Path(settings["PUBLISHED_PATH"])
        self._file = Path(settings["BUILD_CACHE"], "rendered.json")
        self._before = _read(self._file)
        self._now: dict[str, list[str]] = {}
        self._waiting: list[tuple[str, Page]] = []
        self._rendering: Rendering | None = None

    def write_file(self, name: str, template: Any, context: Any, *arguments: Any, **options: Any) -> None:
        """Pages our way, all together in ``write_pages``; everything else Pelican's."""
        page = options.get("page")
        if page is None:
            super().write_file(name, template, context, *arguments, **options)
        else:
            self._waiting.append((name, page))

    def write_pages(self) -> None:
        """Write the pages that Pelican asked for, and keep what was made of what; OSError if the disk is full."""
        kept = {name: self._kept(name, page) for name, page in self._waiting if name in self._before}
        new = [(name, page) for name, page in self._waiting if not kept.get(name)]
        written = dict(zip((name for name, _ in new), side_by_side(self._written, new), strict=True))
        self._now = {name: kept.get(name) or written[name] for name, _ in self._waiting}
        if self._now != self._before:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(self._now), encoding="utf-8")  # half a file counts as none

    def _kept(self, name: str, page: Page) -> list[str] | None:
        """Key and hash of a page that is published as it would be rendered, and now linked into the staging folder; else None."""
        key = self.rendering.key(page, self.rendering.values(page, page._content))
        is_same = self._before[name][0] == key and self._is_linked(name, Path(self.output_path, name))
        return self._before[name] if is_same else None

    def _written(self, named: tuple[str, Page]) -> list[str]:
        """Key and hash of a page that is rendered into the staging folder."""
        name, page = named
        values = self.rendering.values(page, page._content)
        key, target = self.rendering.key(page, values), Path(self.output_path, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        html = self.rendering.html(page, values).encode()
        target.write_bytes(html)
        return [key, hashlib.sha256(html).hexdigest()]

    def _is_linked(self, name: str, target: Path) -> bool:
        """Whether the published page, still the bytes that were made with its key, now lies in ``target`` too."""
        published = self._published / name
        try:
            state = published.stat()
            mark = state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns
            hashed = partial(_hash_of, published)
            if memo_of(self.settings).of("published", name, mark, hashed) != self._before[name][1]:
                return False
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(published, target)
        except OSError:  # not there, or a file system without links: it is rendered
            return False
        return True

    @property
    def rendering(self) -> Rendering:
        """What renders pages; known as soon as there are any."""
        self._rendering = self._rendering or Rendering(self.settings["PAGES_GENERATOR"])
        return self._rendering


def _hash_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read(file: Path) -> dict[str, list[str]]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    is_pair = isinstance(data, dict) and all(
        isinstance(pair, list) and len(pair) == 2 for pair in data.values()
    )
    return data if is_pair else {}


def new_writer(pelican: Pelican) -> type[PageWriter]:
    """Receiver of ``get_writer``."""
    return PageWriter


def write_pages(generator: PagesGenerator, writer: PageWriter) -> None:
    """Receiver of ``page_writer_finalized``."""
    writer.write_pages()
    generator.settings["RENDERING"] = writer.rendering


def register() -> None:
    signals.get_writer.connect(new_writer)
    signals.page_writer_finalized.connect(write_pages)
