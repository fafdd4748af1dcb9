"""The pages that are measured: 50 of a built site, ten of them with one real barrier each, in a folder of their own.

The same site gives the same bytes, so figures of two days can be compared.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copy2

from audit.errors import DataError

PAGES = 50
FRAME = "rahmen.html"

_IMAGE = '<img src="/favicon.svg" width="40" height="40">'


@dataclass(frozen=True, slots=True)
class Barrier:
    """A barrier of one page: ``new`` in place of the first ``old``; ``rule`` is the axe rule that must find it."""

    rule: str
    old: str
    new: str


def _at_end(rule: str, html: str) -> Barrier:
    return Barrier(rule, "</main>", f"{html}</main>")


BARRIERS = (
    _at_end("image-alt", _IMAGE),
    _at_end("color-contrast", '<p style="color:#aaa;background:#fff">Sprechzeiten nach Vereinbarung</p>'),
    _at_end("link-name", '<p><a href="/kontakt/"></a></p>'),
    _at_end("label", '<p>Ihr Name</p><input type="text">'),
    Barrier("html-has-lang", '<html lang="de">', "<html>"),
    _at_end("select-name", "<select><option>Vormittag</option><option>Nachmittag</option></select>"),
    _at_end("button-name", '<button type="button"></button>'),
    _at_end("aria-allowed-role", '<h2 role="checkbox">Beratung</h2>'),
    _at_end("frame-title", f'<iframe src="/{FRAME}" width="300" height="80"></iframe>'),
    _at_end("image-alt", f'<div id="schatten"><template shadowrootmode="open">{_IMAGE}</template></div>'),
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """``folder`` as a town's server would have it; ``pages`` are its addresses, ``barriers`` page → axe rule."""

    folder: Path
    pages: tuple[str, ...]
    barriers: dict[str, str]


def make(project_dir: Path, folder: Path, pages: int = PAGES) -> Corpus:
    """Copy pages of the built site that has most of them, building first if need be. DataError if it has too few."""
    site = _largest_site(project_dir / "output") or _built(project_dir)
    found = sorted(path.relative_to(site) for path in site.rglob("index.html"))
    if len(found) < max(pages, len(BARRIERS)):
        raise DataError(
            f"{site} hat nur {len(found)} Seiten, gemessen werden {pages}. Bitte mehr Seiten bauen."
        )
    chosen = found[:pages]
    for file in (item for item in site.rglob("*") if item.is_file() and item.suffix != ".html"):
        target = folder / file.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        copy2(file, target)
    (folder / FRAME).write_text(
        f'<!DOCTYPE html><html lang="de"><title>Rahmen</title>{_IMAGE}', encoding="utf-8"
    )
    step = pages // len(BARRIERS)  # spread over the site, so that each kind of page is hit
    with_barrier = dict(zip(chosen[::step], BARRIERS, strict=False))
    for path in chosen:
        html = (site / path).read_text(encoding="utf-8")
        if path in with_barrier:
            html = _with(html, with_barrier[path], site / path)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(html, encoding="utf-8")
    barriers = {_address(path): barrier.rule for path, barrier in with_barrier.items()}
    return Corpus(folder, tuple(map(_address, chosen)), barriers)


def _with(html: str, barrier: Barrier, file: Path) -> str:
    if barrier.old not in html:
        raise DataError(f"{file} hat kein „{barrier.old}“, die Barriere {barrier.rule} passt nicht hinein.")
    return html.replace(barrier.old, barrier.new, 1)


def _largest_site(output: Path) -> Path | None:
    sites = sorted(path.parent for path in output.glob("*/index.html"))
    return max(sites, key=lambda site: sum(1 for _ in site.rglob("index.html")), default=None)


def _built(project_dir: Path) -> Path:
    subprocess.run([sys.executable, "-m", "invoke", "build"], cwd=project_dir, check=True)
    site = _largest_site(project_dir / "output")
    if site is None:
        raise DataError("In output/ ist keine gebaute Website. Bitte „invoke build“ aufrufen.")
    return site


def _address(path: Path) -> str:
    return "/" + path.as_posix().removesuffix("index.html")
