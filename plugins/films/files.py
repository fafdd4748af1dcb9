"""What a film file is made of, measured with MediaInfo; nothing is decoded, so that a long film costs no more.

Films and what belongs to them (poster, captions) lie in the folder filme/ of a site or in the shared one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = "filme"
_CODECS = {"MPEG-4": {"AVC"}, "WebM": {"VP8", "VP9", "AV1"}}


class UnreadableFilm(Exception):
    """The file is no film that browsers show; the message is a German sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class FilmFile:
    """The measures of a film: picture in pixels as it is shown, frames a second, running time, bytes."""

    width: int
    height: int
    frames_per_second: float
    seconds: float
    bytes: int
    has_sound: bool


def find(name: str, folders: tuple[Path, ...]) -> Path | None:
    """The file ``name`` in the first of the folders that has it."""
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def measure(path: Path) -> FilmFile:
    """Measure the film ``path``; UnreadableFilm if it is damaged, in another format, or keeps a measure to itself."""
    status = path.stat()
    return _measure(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=256)
def _measure(path: Path, size: int, _changed: int) -> FilmFile:
    from pymediainfo import MediaInfo  # loads a C library, which sites without films do not need

    tracks = MediaInfo.parse(path).tracks
    general = next((track for track in tracks if track.track_type == "General"), None)
    video = next((track for track in tracks if track.track_type == "Video"), None)
    _check_format(general, video)
    return FilmFile(
        *_shown_size(video),
        frames_per_second=float(_measured(video.frame_rate, "die Zahl der Bilder je Sekunde")),
        seconds=float(_measured(video.duration or general.duration, "die Laufzeit")) / 1000,
        bytes=size,
        has_sound=any(track.track_type == "Audio" for track in tracks),
    )


def _check_format(general: Any, video: Any) -> None:
    if video is None or general is None or general.format is None:
        raise UnreadableFilm(
            "Diese Datei ist kein Film oder beschädigt. Bitte neu aus dem Schnittprogramm speichern, als MP4 (H.264)."
        )
    # A WebM that was recorded as a stream is called truncated too; what it lacks is the running time.
    if general.istruncated == "Yes" and general.duration:
        raise UnreadableFilm("Dem Film fehlt das Ende. Bitte die Datei noch einmal ganz kopieren.")
    if video.format not in _CODECS.get(general.format, ()):
        raise UnreadableFilm(
            f"Diesen Film ({general.format}, {video.format}) zeigt nicht jeder Browser. "
            "Bitte als MP4 (H.264) oder WebM speichern."
        )


def _shown_size(video: Any) -> tuple[int, int]:
    """Width and height after the turn that a telephone writes into the file instead of turning the picture."""
    size = (int(_measured(video.width, "die Breite")), int(_measured(video.height, "die Höhe")))
    is_turned = float(video.rotation or 0) % 180 == 90
    return size[::-1] if is_turned else size


def _measured(value: Any, what: str) -> Any:
    if not value:
        raise UnreadableFilm(
            f"In der Datei fehlt {what}. Bitte neu aus dem Schnittprogramm speichern, als MP4 (H.264)."
        )
    return value
