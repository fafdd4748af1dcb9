"""The town's coat of arms or logo in the header: ``logo`` in site.yaml, a drawing (SVG) or a PNG.

Settings read: ``SITE_CONTENT``, ``OUTPUT_PATH``. Signals used: ``page_generator_finalized``, ``finalized``. Sets ``site.logo``.
It stands beside the site's title and has no words of its own (alt=""), so that screen readers do not hear the title twice.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pelican import Pelican, signals
from pelican.generators import PagesGenerator

from plugins import svg
from plugins.content_model import SiteContent
from plugins.problems import Problem, did_you_mean

#: It is loaded with every page.
MAX_BYTES = 30_000
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
_ENDINGS = (".svg", ".png")


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that was checked: where it is published, its proportions, its bytes."""

    url: str
    width: int
    height: int
    data: bytes


def logo_of(content: SiteContent) -> Logo | None:
    """The site's logo; ValueError with a German sentence if there is something wrong with the file."""
    if content.meta.logo is None:
        return None
    path = _find(content, content.meta.logo)
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        kilobytes = f"{len(data) // 1000} kB, höchstens {MAX_BYTES // 1000} kB"
        raise ValueError(
            f"Die Datei ist zu groß ({kilobytes}). Bitte verkleinern, sie wird auf jeder Seite geladen."
        )
    width, height = svg.size_of(data) if path.suffix == ".svg" else _png_size(data)
    return Logo(f"/logo{path.suffix}", width, height, data)


def _find(content: SiteContent, name: str) -> Path:
    """The file ``name`` below the site's folder or the shared one."""
    if not name.endswith(_ENDINGS):
        raise ValueError(f"„{name}“ ist nicht möglich. Erlaubt sind Dateien, die auf .svg oder .png enden.")
    path = PurePosixPath(name)
    is_below = not path.is_absolute() and ".." not in path.parts
    for folder in (content.folder, content.shared_folder) if is_below else ():
        if _is_image(folder / path):
            return folder / path
    known = [
        path.relative_to(folder).as_posix()
        for folder in (content.folder, content.shared_folder)
        for path in folder.rglob("*")
        if _is_image(path)
    ]
    raise ValueError(f"Die Datei „{name}“ gibt es nicht. {did_you_mean(name, known)}")


def _is_image(path: Path) -> bool:
    return path.suffix in _ENDINGS and path.is_file() and not path.is_symlink()


def _png_size(data: bytes) -> tuple[int, int]:
    if not data.startswith(_PNG) or len(data) < len(_PNG) + 8:
        raise ValueError("Die Datei ist kein PNG-Bild. Bitte im Bildprogramm als PNG speichern.")
    width, height = struct.unpack_from(">II", data, len(_PNG))
    if not (0 < width <= 4000 and 0 < height <= 4000):
        raise ValueError(
            f"Das Bild ist {width} × {height} Pixel groß. Erlaubt sind 1 bis 4000 Pixel je Seite."
        )
    return width, height


def check_logo(content: SiteContent) -> Iterator[Problem]:
    """The logo can be shown on every page and does nothing but look nice."""
    try:
        logo_of(content)
    except ValueError as error:
        yield Problem(content.file, content.lines["logo"], str(error), "logo")


def add_logo(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``, after ``menu``."""
    generator.context["site"].logo = logo_of(generator.settings["SITE_CONTENT"])


def write_logo(pelican: Pelican) -> None:
    """Receiver of ``finalized``."""
    logo = logo_of(pelican.settings["SITE_CONTENT"])
    if logo:
        Path(pelican.settings["OUTPUT_PATH"], logo.url.lstrip("/")).write_bytes(logo.data)


def register() -> None:
    signals.page_generator_finalized.connect(add_logo)
    signals.finalized.connect(write_logo)
