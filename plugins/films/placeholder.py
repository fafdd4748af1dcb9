"""Make the film that stands in for a film in German Sign Language until there is one, and says so.

    python -m plugins.films.placeholder

Writes the film, its poster and its captions to content/gemeinsam/filme/; pages use them with ``placeholder: true``.
Same ffmpeg, same bytes. Exit codes: 0 written · 4 ffmpeg is missing or failed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from plugins.films.files import FOLDER
from plugins.german_text import german_size

CODE_DIR = Path(__file__).resolve().parents[2]
NAME = "platzhalter-dgs"
LINES = ("Platzhalter", "Hier folgt der Film in", "Deutscher Gebärdensprache")
SECONDS, FRAMES, WIDTH, HEIGHT = 6, 25, 640, 360
#: Neither black nor white, as the law wants it (BITV 2.0, Annex 2 Part 1); white text on it has a contrast of 6 : 1.
BACKGROUND = "0x4f6578"
#: Nothing in the file that differs from run to run: no time, no name of the encoder, one thread.
_SAME_BYTES = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-threads", "1")
_H264 = (
    "-c:v",
    "libx264",
    "-preset",
    "veryslow",
    "-crf",
    "28",
    "-pix_fmt",
    "yuv420p",
    "-movflags",
    "+faststart",
)


class CannotMakeFilm(Exception):
    """Why there is no film, as a German sentence that says what to do."""


def make(folder: Path) -> tuple[Path, Path, Path]:
    """Write film, poster and captions into ``folder``; CannotMakeFilm if ffmpeg is missing or fails."""
    program = shutil.which("ffmpeg")
    if not program:
        raise CannotMakeFilm(
            "Das Programm ffmpeg fehlt. Bitte installieren, unter Debian und Ubuntu mit: apt install ffmpeg"
        )
    film, poster, captions = (folder / f"{NAME}.{ending}" for ending in ("mp4", "png", "vtt"))
    with tempfile.TemporaryDirectory() as scratch:
        picture = ["-f", "lavfi", "-i", f"color=c={BACKGROUND}:s={WIDTH}x{HEIGHT}:r={FRAMES}:d={SECONDS}"]
        picture += ["-vf", ",".join(_drawn_lines(Path(scratch)))]
        made_film, made_poster = Path(scratch, film.name), Path(scratch, poster.name)
        _run(program, *picture, *_H264, *_SAME_BYTES, str(made_film))
        _run(program, *picture, "-frames:v", "1", "-pix_fmt", "rgb24", *_SAME_BYTES, str(made_poster))
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made_film, film)
        shutil.copyfile(made_poster, poster)
    captions.write_text(
        f"WEBVTT\n\n00:00.000 --> 00:{SECONDS:02}.000\n{chr(10).join(LINES)}\n", encoding="utf-8"
    )
    return film, poster, captions


def _drawn_lines(scratch: Path) -> list[str]:
    """One filter a line of text, from files, so that no sign needs escaping. High up: players put their controls below."""
    filters = []
    for number, line in enumerate(LINES):
        text = scratch / f"line{number}.txt"
        text.write_text(line, encoding="utf-8")
        size, top = (56, 24) if number == 0 else (36, 54 + 46 * number)
        place = f"x=(w-text_w)/2:y={top}"
        filters.append(f"drawtext=font=sans-serif:textfile={text}:fontcolor=white:fontsize={size}:{place}")
    return filters


def _run(program: str, *options: str) -> None:
    command = [program, "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *options]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        said = (result.stderr.strip().splitlines() or ["keine Auskunft"])[-1]
        raise CannotMakeFilm(f"Das Programm ffmpeg hat abgebrochen: {said}")


def main(project_dir: Path = CODE_DIR) -> int:
    """Make the film and say where it is; returns the exit code."""
    try:
        files = make(project_dir / "content" / "gemeinsam" / FOLDER)
    except CannotMakeFilm as error:
        print(f"✗ Kein Platzhalter-Film. {error}", file=sys.stderr)
        return 4
    for file in files:
        print(f"✓ {file.relative_to(project_dir)} ({german_size(file.stat().st_size)})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
