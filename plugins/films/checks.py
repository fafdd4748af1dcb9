"""What a film and what belongs to it must be: the film rules of BITV 2.0, Annex 2 Part 1, as far as a file shows them.

The rest (light, background, clothes, face) needs eyes: the checklist is in docs/handbuch.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.films.files import FOLDER, FilmFile, UnreadableFilm, find, measure
from plugins.german_text import german_duration
from plugins.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from plugins.content_model import PageSource, SiteContent
    from plugins.films.schema import FilmMeta

LEAST_WIDTH, LEAST_HEIGHT, LEAST_FRAMES = 320, 240, 25
_LAW = "BITV 2.0, Anlage 2 Teil 1"
_SIGN_LANGUAGE = "dgs"


def folders(content: SiteContent) -> tuple[Path, ...]:
    """Where films may lie; a site's own file goes before the shared one of the same name."""
    return content.folder / FOLDER, content.shared_folder / FOLDER


def check_films(content: SiteContent) -> Iterator[Problem]:
    """Every fault of every film, at the line of the field it is about."""
    for page in content.pages.values():
        for index, film in enumerate(page.meta.films):
            for field, message in _faults(film, page, content):
                path = f"films.{index}.{field}"
                yield Problem(page.name, page.lines.get(path, page.lines[f"films.{index}"]), message, path)


def _faults(film: FilmMeta, page: PageSource, content: SiteContent) -> Iterator[tuple[str, str]]:
    """Field and message of each fault."""
    for field in ("file", "poster", "captions"):
        name = getattr(film, field)
        if name and not find(name, folders(content)):
            yield field, f"Die Datei „{name}“ liegt nicht im Ordner {FOLDER}/. {_guess(name, content)}"
    path = find(film.file, folders(content))
    if path:
        yield from _file_faults(film, path)
    captions = film.captions and find(film.captions, folders(content))
    if captions and not captions.read_bytes().removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        yield "captions", "Das sind keine Untertitel: Die Datei muss mit der Zeile „WEBVTT“ beginnen."
    yield from _transcript_faults(film, page, content)
    if film.items and not has_heading(page, film.items[0]):
        item = film.items[0]
        message = f"Unter welcher Überschrift soll der Film stehen? Bitte an eine „{{#{item}}}“ anhängen."
        yield "items", message


def _file_faults(film: FilmMeta, path: Path) -> Iterator[tuple[str, str]]:
    try:
        measured = measure(path)
    except UnreadableFilm as error:
        yield "file", str(error)
        return
    if film.language == _SIGN_LANGUAGE:
        yield from (("file", message) for message in _sign_language_faults(measured))
    if measured.has_sound and not film.captions:
        message = (
            "Der Film hat Ton, aber keine Untertitel. Bitte eine WebVTT-Datei nennen (captions: name.vtt)."
        )
        yield "file", message
    if film.length and abs(_seconds(film.length) - measured.seconds) > 1:
        found = german_duration(measured.seconds).split()[0]
        message = (
            f"Angegeben ist {film.length}, der Film dauert {found}. Bitte berichtigen oder die Zeile löschen."
        )
        yield "length", message


def _sign_language_faults(measured: FilmFile) -> Iterator[str]:
    if measured.width < LEAST_WIDTH or measured.height < LEAST_HEIGHT:
        least = f"{LEAST_WIDTH} × {LEAST_HEIGHT} ({_LAW}). Bitte größer speichern."
        yield f"Der Film misst {measured.width} × {measured.height} Bildpunkte, nötig sind mindestens {least}"
    if round(measured.frames_per_second, 2) < LEAST_FRAMES:
        frames = f"{measured.frames_per_second:.3g}".replace(".", ",")
        yield (
            f"Der Film hat {frames} Bilder je Sekunde, nötig sind mindestens {LEAST_FRAMES} ({_LAW}). "
            "Bitte mit 25 oder mehr Bildern speichern."
        )


def _transcript_faults(film: FilmMeta, page: PageSource, content: SiteContent) -> Iterator[tuple[str, str]]:
    place = film.transcript_place
    if place is None:
        if "[[" in film.transcript:
            message = "Im Text zum Film geht „[[…]]“ nicht. Bitte den Text auf eine Seite schreiben und diese hier nennen."
            yield "transcript", message
        return
    path, anchor = place
    target = content.resolve(page, path) if path else page
    if target is None:
        yield "transcript", f"Die Seite „{path}“ gibt es nicht. {did_you_mean(path, content.pages)}"
    elif not path and not has_heading(page, anchor[1:]):
        message = f"Die Überschrift „{anchor}“ gibt es auf dieser Seite nicht. Bitte an die Überschrift „{{{anchor}}}“ anhängen."
        yield "transcript", message


def has_heading(page: PageSource, anchor: str) -> bool:
    """Whether the text of ``page`` has a heading with ``{#anchor}``."""
    return bool(re.search(rf"^#+ .*\{{:?[^}}\n]*#{re.escape(anchor)}(?![\w-])", page.body, re.M))


def _guess(name: str, content: SiteContent) -> str:
    ending = Path(name).suffix
    names = {
        path.relative_to(folder).as_posix()
        for folder in folders(content)
        for path in folder.rglob(f"*{ending}")
        if path.is_file()
    }
    return did_you_mean(name, names)


def _seconds(length: str) -> int:
    seconds = 0
    for part in length.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds
