"""Build microsites: each into a staging folder of its own, published only when complete.

    python -m plugins.build [SITE…]

A site that cannot be built keeps its published pages as they were. Files that did not change keep their bytes and
time stamps, so that everything behind the build (audit, upload) sees only what changed.
Exit codes: 0 all built · 2 faults in the content · 4 a fault of the program.
"""

from __future__ import annotations

import filecmp
import io
import logging
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from pelican import Pelican
from pelican.settings import read_settings

from plugins.problems import ContentError, Problem

CODE_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one site: number of pages, files that changed, problems (empty when it was published)."""

    site: str
    pages: int = 0
    changed: int = 0
    problems: tuple[Problem, ...] = ()


class _Faults(logging.Handler):
    """Collects what Pelican only logs: an error in the log is a fault of the build."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def sites(project_dir: Path) -> list[str]:
    """Names of all microsites: folders below content/ with a site.yaml."""
    return sorted(path.parent.name for path in project_dir.glob("content/*/site.yaml"))


def build(site: str, project_dir: Path) -> Built:
    """Build and publish one site; problems in its content are in the result, faults of the program are raised."""
    os.environ["SITE"], os.environ["PROJECT_DIR"] = site, str(project_dir)
    settings = read_settings(str(CODE_DIR / "pelicanconf.py"))
    staging, output = Path(settings["OUTPUT_PATH"]), project_dir / "output" / site
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    faults = _Faults()
    logging.getLogger("pelican").addHandler(faults)
    try:
        with redirect_stdout(io.StringIO()):  # Pelican's closing line; ours says more
            Pelican(settings).run()
    except ContentError as error:
        return Built(site, problems=error.problems)
    finally:
        logging.getLogger("pelican").removeHandler(faults)
    if faults.messages:
        return Built(site, problems=tuple(Problem(f"content/{site}", 0, text) for text in faults.messages))
    pages = len(settings["SITE_CONTENT"].pages)
    changed = publish(staging, output)
    shutil.rmtree(staging)
    return Built(site, pages, changed)


def publish(staging: Path, output: Path) -> int:
    """Bring ``output`` to the state of ``staging``: assets first, pages next, removals last. Number of files touched."""
    fresh = {path.relative_to(staging) for path in staging.rglob("*") if path.is_file()}
    old = {path.relative_to(output) for path in output.rglob("*") if path.is_file()}
    touched = 0
    for name in sorted(fresh, key=lambda path: (path.suffix == ".html", path)):
        source, target = staging / name, output / name
        if name not in old or not filecmp.cmp(source, target, shallow=False):
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
            touched += 1
    for name in old - fresh:
        (output / name).unlink()
        touched += 1
    for folder in sorted((path for path in output.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    return touched


def main(arguments: list[str], project_dir: Path = CODE_DIR) -> int:
    """Build the named sites (default: all) side by side; prints one German line a site. Returns the exit code."""
    known = sites(project_dir)
    unknown = set(arguments) - set(known)
    if unknown or not known:
        print(
            f"Diese Microsite gibt es nicht: {', '.join(sorted(unknown))}. Möglich: {', '.join(known)}.",
            file=sys.stderr,
        )
        return 2
    chosen = arguments or known
    with ProcessPoolExecutor(max_workers=min(len(chosen), os.cpu_count() or 1)) as pool:
        results = list(pool.map(build, chosen, [project_dir] * len(chosen)))
    for result in results:
        _tell(result)
    return 2 if any(result.problems for result in results) else 0


def _tell(result: Built) -> None:
    if not result.problems:
        print(f"✓ {result.site}: {result.pages} Seiten gebaut, {result.changed} Dateien geändert")
        return
    count = len(result.problems)
    print(
        f"✗ {result.site}: nicht gebaut, {count} Fehler. Die veröffentlichten Seiten bleiben, wie sie waren.",
        file=sys.stderr,
    )
    for problem in result.problems:
        print(f"  {problem}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
