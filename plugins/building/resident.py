"""One microsite kept in memory between its builds, for the preview: a saved text is one page read, rendered and published.

What changes nothing but texts and summaries of Markdown pages takes the short way: those files are read and checked, those
pages and those that list them rendered, everything else stays the object it was. Whatever else changes takes the way of ``plugins.build``, on which
pages with the same inputs are not rendered again (``rendering``). Both ways end in the same bytes.
The search index and the manifest's file follow in ``settle``. Code that changes is the caller's business: a new process.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from plugins import manifest, opening_hours, words
from plugins.building import stamp, theme_files
from plugins.building.built import Built
from plugins.building.cache import Overtaken
from plugins.building.memo import Memo
from plugins.building.program_faults import ProgramFault
from plugins.building.publishing import publish, publish_file
from plugins.building.resident_state import State
from plugins.building.site_build import alone, build_with, settings_of
from plugins.content_model import SiteContent
from plugins.problems import ContentError
from plugins.search import index as search_index


class ResidentSite:
    """Builds one site again and again. After a build that failed the published pages are those of the last good one."""

    def __init__(self, site: str, project_dir: Path, *, preview: bool = True) -> None:
        self._site, self._project_dir, self._preview = site, project_dir, preview
        self._state: State | None = None
        self._manifest: Mapping[str, Any] = {}
        self._memo, self._memo_day = Memo(), stamp.today()
        #: What changed since the published pages were built.
        self._unbuilt: set[Path] = set()
        #: How many builds there were, and up to which of them search index and manifest file are.
        self._builds = self._settled = 0
        self._is_building = False
        self._publishing = Lock()

    def build(self, changed: Collection[Path] | None = None) -> Built:
        """Build and publish. ``changed`` are the files touched, created or deleted since the last call; None: look at all.

        Content that cannot be built is told in the result; bugs are raised. Either way the next call takes up what is left.
        """
        state = self._state if changed is not None else None
        if changed is None:
            self._memo = Memo()
        self._unbuilt |= {self._project_dir / path for path in changed or ()}
        self._is_building = True
        try:
            with self._publishing, alone(self._site, self._project_dir):
                built = self._texts(state) if state else None
                built = built or self._everything()
        except ContentError as error:
            return Built(self._site, preview=self._preview, problems=error.problems)
        except ProgramFault as error:
            self._state = None  # who knows what is published
            return Built(self._site, preview=self._preview, fault=str(error))
        except BaseException:
            self._state = None
            raise
        finally:
            self._is_building = False
        self._unbuilt.clear()
        return built

    def settle(self) -> Thread | None:
        """Bring search index and manifest file up to date, in a thread that ends by itself; None if they are.

        If the site is built meanwhile, the thread gives up, and this must be called again.
        """
        if self._state is None or self._settled == self._builds:
            return None
        state = self._state
        arguments = state.settings, state.content, state.manifest, self._builds
        thread = Thread(target=self._settle, args=arguments, daemon=True)
        thread.start()
        return thread

    def _everything(self) -> Built:
        """The way of ``plugins.build``, which renders only what changed."""
        is_content = all(path.is_relative_to(self._project_dir / "content") for path in self._unbuilt)
        if not is_content or self._memo_day != stamp.today():
            self._memo, self._memo_day = Memo(), stamp.today()
        for made_of_theme in (words.all_words, theme_files.own_blocks, opening_hours.describe):
            made_of_theme.cache_clear()
        settings = settings_of(self._site, self._project_dir, self._preview)
        settings["INDEX_LATER"], settings["MEMO"] = True, self._memo
        self._forget_stamp()
        built = build_with(settings, self._preview)
        self._manifest = manifest.sharing(built.manifest or {}, self._manifest)
        self._state = State(settings, self._manifest, built.waiting)
        self._memo.end_round()
        self._builds += 1
        return replace(built, manifest=self._manifest)

    def _texts(self, state: State) -> Built | None:
        """The short way; None if more than texts changed."""
        edit = state.edited(self._unbuilt)
        if edit is None:
            return None
        self._forget_stamp()
        output, new = (
            self._project_dir / "output" / self._site,
            Path(state.settings["BUILD_CACHE"], "page.new"),
        )
        try:
            touched = [name for name, html in edit.htmls.items() if publish_file(html, output / name, new)]
        except OSError:
            self._state = None
            raise
        state.take(edit)
        self._manifest = state.manifest
        self._builds += 1
        content = state.content
        return Built(
            self._site,
            len(content.pages),
            len(touched),
            content.past_pages,
            state.waiting,
            self._preview,
            touched=tuple(sorted(touched)),
            manifest=state.manifest,
        )

    def _forget_stamp(self) -> None:
        stamp.file_of(self._site, self._project_dir).unlink(missing_ok=True)

    def _settle(
        self, settings: dict[str, Any], content: SiteContent, data: Mapping[str, Any], number: int
    ) -> None:
        def is_wanted() -> bool:
            return number == self._builds and not self._is_building

        output, cache = Path(settings["PUBLISHED_PATH"]), Path(settings["BUILD_CACHE"])
        folder = cache / f"index-{number}.new"
        try:
            shutil.rmtree(folder, ignore_errors=True)
            search_index.index_of(content, (output,), cache, folder, is_wanted)
            with self._publishing, alone(self._site, self._project_dir):
                if is_wanted():
                    publish(folder, output / search_index.FOLDER)
                    file = stamp.published_by(self._site, self._project_dir)[1]
                    publish_file(manifest.text_of(data).encode(), file, cache / "manifest.new")
                    self._settled = number
        except Overtaken:
            pass  # the next call begins anew
        finally:
            shutil.rmtree(folder, ignore_errors=True)
