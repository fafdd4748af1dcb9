"""Build microsites: each into a staging folder of its own, published only when complete.

    python -m plugins.build [--preview] [SITE…]

A site that cannot be built keeps its published pages as they were. Files that did not change keep their bytes and
time stamps, so that everything behind the build (audit, upload) sees only what changed.
Pages that wait for their approval are left out; ``--preview`` shows them, marked.
Exit codes: 0 all built · 2 faults in the content · 4 a fault of the program or the machine.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.building import stamp
from plugins.building.built import CODE_DIR, Built
from plugins.building.stamp import SHARED
from plugins.problems import ContentError, Problem, did_you_mean

if TYPE_CHECKING:
    from concurrent.futures import Executor


def sites(project_dir: Path) -> list[str]:
    """Names of all microsites: the folders below content/ except the shared one.

    Also those without a site.yaml: a microsite must not go missing without a word.
    """
    folders = (path.name for path in project_dir.glob("content/*/") if not path.name.startswith("."))
    return sorted(set(folders) - {SHARED})


def build(site: str, project_dir: Path, preview: bool = False) -> Built:
    """Build and publish one site; for ``preview`` with the pages that wait for their approval. Bugs are raised, everything else that can go wrong is in the result."""
    from plugins.building.program_faults import ProgramFault
    from plugins.building.site_build import build_site

    try:
        return build_site(site, project_dir, preview)
    except ContentError as error:
        return Built(site, problems=error.problems)
    except ProgramFault as error:
        return Built(site, fault=str(error))


def unchanged(site: str, project_dir: Path, preview: bool = False) -> Built | None:
    """What a build would return if it changed nothing, found without building; None where that is not certain."""
    kept_in = stamp.file_of(site, project_dir)
    result = stamp.kept(
        kept_in,
        lambda: stamp.look(site, project_dir, CODE_DIR, preview),
        stamp.published_by(site, project_dir),
    )
    if result is None:
        return None
    waiting = tuple(Problem(**problem) for problem in result["waiting"])
    return Built(site, result["pages"], 0, result["past_pages"], waiting, preview)


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
    results = {site: unchanged(site, project_dir, preview) for site in chosen}
    results |= _built([site for site in chosen if results[site] is None], project_dir, preview)
    return max(_tell(results[site]) for site in chosen)


def _built(names: list[str], project_dir: Path, preview: bool) -> dict[str, Built]:
    """Build the named sites: one here, with all cores to itself, several side by side in processes of their own.

    A bug is printed, and is the fault of its site.
    """
    if not names:
        return {}
    gc.set_threshold(
        100_000
    )  # a build makes few cycles: looking for garbage less often saves a twentieth of it
    if len(names) == 1:
        try:
            return {names[0]: build(names[0], project_dir, preview)}
        except Exception as bug:  # noqa: BLE001 - told with all there is to know about it
            return {names[0]: _bug(names[0], bug)}
    with _executor(len(names)) as executor:
        # the largest first, so that no worker starts on it when the others are done
        queue = sorted(names, key=lambda site: -_size(project_dir / "content" / site))
        futures = {site: executor.submit(_build_to_tell, site, project_dir, preview) for site in queue}
    bugs = {site: futures[site].exception() for site in names}
    return {site: _bug(site, bug) if bug else futures[site].result() for site, bug in bugs.items()}


def _bug(site: str, bug: BaseException) -> Built:
    import traceback

    traceback.print_exception(bug)
    fault = "Nicht gebaut. Das ist ein Fehler im Programm, nicht in den Inhalten. Bitte mit der Meldung oben berichten."
    return Built(site, fault=fault)


def _build_to_tell(site: str, project_dir: Path, preview: bool) -> Built:
    """Only what is told: the manifest of a large site would take long from one process to the other."""
    return replace(build(site, project_dir, preview), touched=(), manifest=None)


def _size(site: Path) -> int:
    return sum(1 for _ in site.rglob("*.md"))


def _executor(count: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor
    from importlib import import_module
    from multiprocessing import get_context

    from pelican.settings import read_settings

    for plugin in read_settings(str(CODE_DIR / "pelicanconf.py"))["PLUGINS"]:
        import_module(plugin)  # once, for all processes
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
    # as pelicanconf.py: the content may lie elsewhere than the code
    sys.exit(main(sys.argv[1:], Path(os.environ.get("PROJECT_DIR") or CODE_DIR)))
