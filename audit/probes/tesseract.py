"""Read text in pictures with tesseract, in a process of its own (decision 023)."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image

#: Seconds one run may take, and what each picture adds to it; a usual picture takes a third of a second.
SECONDS = 10.0
SECONDS_PER_PICTURE = 2.0
_LANGUAGES = ("deu", "eng")
_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A word read, how sure that is (0 to 100), and its box in the picture: left, top, right, bottom."""

    text: str
    confidence: float
    box: tuple[int, int, int, int]


@cache
def name() -> str:
    """The program with its version and languages, ``tesseract 5.3.0 deu+eng``; "" where it or all of them are missing."""
    if not shutil.which("tesseract"):
        return ""
    languages = [language for language in _LANGUAGES if language in _told("--list-langs").split()]
    return " ".join([*_told("--version").split()[:2], "+".join(languages)]) if languages else ""


def read(pictures: Sequence[Image.Image]) -> list[list[Word]] | None:
    """The words of each picture; None where tesseract gave up or took too long. All in one run: half its time is its start.

    Needs a ``name()``.
    """
    first, *others = pictures
    pages = io.BytesIO()
    first.save(pages, "TIFF", save_all=True, append_images=others)
    command = ["tesseract", "-", "-", "--psm", "11", "-l", name().split()[-1], "tsv"]
    try:
        done = subprocess.run(
            command,
            input=pages.getvalue(),
            capture_output=True,
            timeout=SECONDS + SECONDS_PER_PICTURE * len(pictures),
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # the audit has its own workers
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return _words(done.stdout.decode("utf-8", "replace"), len(pictures)) if done.returncode == 0 else None


def _words(table: str, pictures: int) -> list[list[Word]]:
    found: list[list[Word]] = [[] for _ in range(pictures)]
    for line in table.splitlines()[1:]:
        columns = line.split("\t")
        if len(columns) == _COLUMNS and any(map(str.isalnum, columns[11])):
            left, top, width, height = map(int, columns[6:10])
            box = (left, top, left + width, top + height)
            found[int(columns[1]) - 1].append(Word(columns[11].strip(), float(columns[10]), box))
    return found


def _told(option: str) -> str:
    done = subprocess.run(["tesseract", option], capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.stdout + done.stderr
