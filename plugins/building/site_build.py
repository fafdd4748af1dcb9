"""Build one microsite with Pelican into a staging folder, and publish it when it is complete.

``plugins.build`` is the way in; it imports this module only when there is something to build.
"""

from __future__ import annotations

import fcntl
import io
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from jinja2 import TemplateError
from pelican import Pelican
from pelican.settings import read_settings

from plugins.building import stamp
from plugins.building.built import CODE_DIR, Built
from plugins.building.program_faults import (
    ProgramFault,
    collected_log,
    describe_os_error,
    describe_template_error,
)
from plugins.building.publishing import publish, replace_if_changed
from plugins.content_model import SiteContent
from plugins.four_eyes import told_waiting
from plugins.problems import ContentError, Problem

#: How long a build waits for another one of the same site; a build takes seconds.
WAIT_SECONDS = 30.0


def build_site(site: str, project_dir: Path, preview: bool) -> Built:
    """Build and publish one site; ContentError or ProgramFault, and nothing published, where that cannot be done."""
    seen = stamp.look(site, project_dir, CODE_DIR, preview)
    settings = settings_of(site, project_dir, preview)
    with alone(site, project_dir):
        built = build_with(settings, preview)
        kept_in, published = stamp.file_of(site, project_dir), stamp.published_by(site, project_dir)
        stamp.keep(kept_in, seen, published, _to_keep(built))
    return built


def settings_of(site: str, project_dir: Path, preview: bool) -> dict[str, Any]:
    """Pelican's settings for one build of the site."""
    os.environ["SITE"], os.environ["PROJECT_DIR"] = site, str(project_dir)
    os.environ["PREVIEW"] = "1" if preview else ""
    return read_settings(str(CODE_DIR / "pelicanconf.py"))


def build_with(settings: dict[str, Any], preview: bool) -> Built:
    """Build and publish with the lock held; afterwards the settings hold what plugins made."""
    staging, manifest = Path(settings["OUTPUT_PATH"]), Path(settings["MANIFEST_PATH"])
    settings["MANIFEST_PATH"] = str(manifest.with_suffix(".new.json"))
    settings["STAY"] = set()  # published files that are not in the staging folder, and stay
    shutil.rmtree(staging, ignore_errors=True)  # left behind by a build that was killed
    staging.mkdir()
    try:
        _generate(settings)
        touched = _publish(settings, Path(settings["PUBLISHED_PATH"]), manifest)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        Path(settings["MANIFEST_PATH"]).unlink(missing_ok=True)
    return _built(settings, touched, preview)


def _built(settings: dict[str, Any], touched: tuple[str, ...], preview: bool) -> Built:
    content: SiteContent = settings["SITE_CONTENT"]
    return Built(
        content.name,
        len(content.pages),
        len(touched),
        content.past_pages,
        tuple(told_waiting(content)),
        preview,
        touched=touched,
        manifest=settings["MANIFEST"],
    )


def _to_keep(built: Built) -> dict[str, Any]:
    """What is told of a build that changes nothing."""
    waiting = [asdict(problem) for problem in built.waiting]
    return {"pages": built.pages, "past_pages": built.past_pages, "waiting": waiting}


def _generate(settings: dict[str, Any]) -> None:
    """Run Pelican into the staging folder. ContentError or ProgramFault if any page is not there."""
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


def _publish(settings: dict[str, Any], output: Path, manifest: Path) -> tuple[str, ...]:
    try:
        touched = publish(Path(settings["OUTPUT_PATH"]), output, settings["STAY"])
        fresh = Path(settings["MANIFEST_PATH"])
        if fresh.is_file():  # a resident build has it written later
            replace_if_changed(fresh, manifest)
    except OSError as error:
        state = "Nur zum Teil veröffentlicht; der nächste Bau stellt die Microsite vollständig her."
        raise ProgramFault(f"{state} {describe_os_error(error)}") from error
    return touched


@contextmanager
def alone(site: str, project_dir: Path) -> Iterator[None]:
    """Hold the site's lock, which the system frees even when a build is killed; ProgramFault after WAIT_SECONDS.

    Whatever the disk refuses meanwhile becomes a ProgramFault.
    """
    lock = project_dir / "build" / site / "lock"
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with lock.open("w") as file:
            _wait_for(file, site)
            yield
    except OSError as error:
        raise ProgramFault(f"Nicht gebaut. {describe_os_error(error)}") from error


def _wait_for(lock: IO[str], site: str) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                hint = "Bitte warten, bis er fertig ist, und noch einmal bauen."
                raise ProgramFault(
                    f"Nicht gebaut. Ein anderer Bau von „{site}“ läuft gerade. {hint}"
                ) from error
            time.sleep(0.05)
