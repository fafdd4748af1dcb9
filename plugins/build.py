"""Build microsites: each into a staging folder of its own, published only when complete.

    python -m plugins.build [--preview] [SITE…]

A site that cannot be built keeps its published pages as they were. Files that did not change keep their bytes and
time stamps, so that everything behind the build (audit, upload) sees only what changed.
Pages that wait for their approval are left out; ``--preview`` shows them, marked.
Exit codes: 0 all built · 2 faults in the content · 4 a fault of the program or the machine.
"""

from __future__ import annotations

import fcntl
import gc
import io
import os
import shutil
import sys
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from pelican import Pelican
from pelican.settings import read_settings

from plugins.four_eyes import told_waiting
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.program_faults import (
    ProgramFault,
    collected_log,
    describe_os_error,
    describe_template_error,
)
from plugins.publishing import publish, replace_if_changed

CODE_DIR = Path(__file__).resolve().parent.parent
SHARED = "gemeinsam"
#: How long a build waits for another one of the same site; a build takes seconds.
WAIT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one site: number of pages, files that changed, pages left out because they are over; problems or a
    fault if it was not published. ``waiting`` says of each page that waits for its approval, why; ``preview`` that it is
    among the pages all the same."""

    site: str
    pages: int = 0
    changed: int = 0
    past_pages: int = 0
    waiting: tuple[Problem, ...] = ()
    preview: bool = False
    problems: tuple[Problem, ...] = ()
    fault: str = ""

    @property
    def exit_code(self) -> int:
        """0 built · 2 faults in the content · 4 a fault of the program or the machine."""
        return 4 if self.fault else 2 if self.problems else 0


def sites(project_dir: Path) -> list[str]:
    """Names of all microsites: the folders below content/ except the shared one.

    Also those without a site.yaml: a microsite must not go missing without a word.
    """
    folders = (path.name for path in project_dir.glob("content/*/") if not path.name.startswith("."))
    return sorted(set(folders) - {SHARED})


def build(site: str, project_dir: Path, preview: bool = False) -> Built:
    """Build and publish one site; for ``preview`` with the pages that wait for their approval. Bugs are raised, everything else that can go wrong is in the result."""
    try:
        return _build(site, project_dir, preview)
    except ContentError as error:
        return Built(site, problems=error.problems)
    except ProgramFault as error:
        return Built(site, fault=str(error))


def _build(site: str, project_dir: Path, preview: bool) -> Built:
    os.environ["SITE"], os.environ["PROJECT_DIR"] = site, str(project_dir)
    os.environ["PREVIEW"] = "1" if preview else ""
    settings = read_settings(str(CODE_DIR / "pelicanconf.py"))
    staging, manifest = Path(settings["OUTPUT_PATH"]), Path(settings["MANIFEST_PATH"])
    settings["MANIFEST_PATH"] = str(manifest.with_suffix(".new.json"))
    try:
        manifest.parent.mkdir(parents=True, exist_ok=True)
        with _alone(site, manifest.with_name("lock")):
            shutil.rmtree(staging, ignore_errors=True)  # left behind by a build that was killed
            staging.mkdir()
            try:
                pages = _generate(settings)
                changed = _publish(settings, project_dir / "output" / site, manifest)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
                Path(settings["MANIFEST_PATH"]).unlink(missing_ok=True)
    except OSError as error:
        raise ProgramFault(f"Nicht gebaut. {describe_os_error(error)}") from error
    content = settings["SITE_CONTENT"]
    return Built(site, pages, changed, content.past_pages, tuple(told_waiting(content)), preview)


def _generate(settings: dict[str, Any]) -> int:
    """Run Pelican into the staging folder; number of pages. ContentError or ProgramFault if any page is not there."""
    theme = Path(settings["THEME"])
    for name in ("base.html", "page.html", "404.html", "style.css", "sitemap.xml", "robots.txt"):
        # Pelican would quietly take its own base.html and page.html instead
        if not (theme / "templates" / name).is_file():
            message = f"Die Vorlage „{name}“ fehlt in {theme.name}/templates."
            raise ProgramFault(f"Nicht gebaut. {message} Bitte das Web-Team fragen.")
    with collected_log() as faults:
        try:
            with redirect_stdout(io.StringIO()):  # Pelican's closing line; ours says more
                Pelican(settings).run()
        except TemplateError as error:
            raise ProgramFault(f"Nicht gebaut. {describe_template_error(error, theme)}") from error
        except ContentError as error:
            site = Path(settings["SITE_DIR"]).relative_to(settings["PROJECT_DIR"]).as_posix()
            reasons = (Problem(site, 0, f"Das Bauprogramm meldet: {text}.") for text in faults)
            raise ContentError([*error.problems, *reasons]) from error
    if faults:
        raise ProgramFault(f"Nicht gebaut. Das Bauprogramm meldet: {'; '.join(faults)}.")
    return len(settings["SITE_CONTENT"].pages)


def _publish(settings: dict[str, Any], output: Path, manifest: Path) -> int:
    try:
        changed = publish(Path(settings["OUTPUT_PATH"]), output)
        replace_if_changed(Path(settings["MANIFEST_PATH"]), manifest)
    except OSError as error:
        state = "Nur zum Teil veröffentlicht; der nächste Bau stellt die Microsite vollständig her."
        raise ProgramFault(f"{state} {describe_os_error(error)}") from error
    return changed


@contextmanager
def _alone(site: str, lock: Path) -> Iterator[None]:
    """Hold the site's lock, which the system frees even when a build is killed. ProgramFault after WAIT_SECONDS."""
    with lock.open("w") as file:
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    hint = "Bitte warten, bis er fertig ist, und noch einmal bauen."
                    raise ProgramFault(
                        f"Nicht gebaut. Ein anderer Bau von „{site}“ läuft gerade. {hint}"
                    ) from error
                time.sleep(0.05)
        yield


def main(arguments: list[str], project_dir: Path = CODE_DIR) -> int:
    """Build the named sites (default: all) side by side; prints one German line a site. Returns the exit code."""
    known, preview = sites(project_dir), "--preview" in arguments
    arguments = [word for word in arguments if word != "--preview"]
    unknown = sorted(set(arguments) - set(known))
    if not known:
        print("Es gibt noch keine Microsite: kein Ordner unter content/ mit site.yaml.", file=sys.stderr)
        return 2
    if unknown:
        print(
            f"Die Microsite „{unknown[0]}“ gibt es nicht. {did_you_mean(unknown[0], known)}", file=sys.stderr
        )
        return 2
    chosen = sorted(set(arguments)) or known
    with _executor(len(chosen)) as executor:
        # the largest first, so that no worker starts on it when the others are done
        queue = sorted(chosen, key=lambda site: -_size(project_dir / "content" / site))
        futures = {site: executor.submit(build, site, project_dir, preview) for site in queue}
    codes = []
    for site in chosen:
        future = futures[site]
        bug = future.exception()
        if bug:
            traceback.print_exception(bug)
            fault = "Nicht gebaut. Das ist ein Fehler im Programm, nicht in den Inhalten. Bitte mit der Meldung oben berichten."
        codes.append(_tell(Built(site, fault=fault) if bug else future.result()))
    return max(codes)


def _size(site: Path) -> int:
    return sum(1 for _ in site.rglob("*.md"))


def _executor(count: int) -> Executor:
    """One site is built here (a thread, so that a bug arrives the same way), several in processes of their own."""
    if count == 1:
        return ThreadPoolExecutor(1)
    for plugin in read_settings(str(CODE_DIR / "pelicanconf.py"))["PLUGINS"]:
        import_module(plugin)  # once, for all processes
    # what was imported stays, and a build makes few cycles: looking for garbage less often saves a twentieth of it
    gc.freeze()
    gc.set_threshold(100_000)
    return ProcessPoolExecutor(max_workers=min(count, os.cpu_count() or 1), mp_context=get_context("fork"))


def _tell(result: Built) -> int:
    if result.fault:
        print(f"✗ {result.site}: {result.fault}", file=sys.stderr)
    elif result.problems:
        count = len(result.problems)
        print(
            f"✗ {result.site}: nicht gebaut, {count} Fehler. Die veröffentlichten Seiten bleiben, wie sie waren.",
            file=sys.stderr,
        )
        for problem in result.problems:
            print(f"  {problem}", file=sys.stderr)
    else:
        past = f", weggelassen, weil vorbei: {result.past_pages}" if result.past_pages else ""
        print(f"✓ {result.site}: {result.pages} Seiten gebaut, {result.changed} Dateien geändert{past}")
        if result.waiting:
            count, shown = (
                len(result.waiting),
                "nur in der Vorschau (vor dem Veröffentlichen: invoke build)"
                if result.preview
                else "nicht veröffentlicht",
            )
            print(f"  {count} {'Seite wartet' if count == 1 else 'Seiten warten'} auf Freigabe, {shown}:")
            for problem in result.waiting:
                print(f"  - {problem}")
    return result.exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
