"""The text in pictures: read once, with limits, and told when it could not be read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from audit.probes import pictures, tesseract
from audit.visit import Visit


@pytest.fixture
def no_name_kept() -> Iterator[None]:
    """The program is looked for anew, before and after."""
    tesseract.name.cache_clear()
    yield
    tesseract.name.cache_clear()


def _drawn(text: str, size: tuple[int, int] = (300, 60)) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).text((20, 12), text, "black", ImageFont.load_default(28))
    return picture


def test_missing_program_leaves_pictures_unread(monkeypatch, tmp_path, no_name_kept):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tesseract.name() == ""
    measured = pictures.measure(None, 0, [{"path": "img"}], 1)()
    assert measured == {"pictures": [], "unread": 1}
    assert Visit({}, measured={"pictures": {"1280 light": measured}}).pictures_unread == 1


def _fake(folder: Path, script: str) -> None:
    (folder / "tesseract").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "tesseract").chmod(0o755)


@pytest.mark.parametrize("trouble", ["exec sleep 60", "exit 1"])
def test_a_program_that_hangs_or_breaks_reads_nothing(monkeypatch, tmp_path, no_name_kept, trouble):
    listing = 'case "$1" in --version) echo tesseract 5.3.0; exit;; --list-langs) echo deu; exit;; esac'
    _fake(tmp_path, f"{listing}\n{trouble}")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(tesseract, "SECONDS", 0.3)
    monkeypatch.setattr(tesseract, "SECONDS_PER_PICTURE", 0.1)
    assert tesseract.read([_drawn("Rathaus")]) is None


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract could not be installed")
def test_reads_many_pictures_in_one_run_and_only_once(monkeypatch):
    runs: list[int] = []
    read = tesseract.read
    monkeypatch.setattr(tesseract, "read", lambda found: (runs.append(len(found)), read(found))[1])
    monkeypatch.setattr(pictures, "_known", {})
    rathaus, schule = _drawn("Rathaus"), _drawn("Alle Termine")
    found = pictures._read([rathaus, schule, rathaus])
    assert [[word.text for word in reading.words] for reading in found] == [
        ["Rathaus"],
        ["Alle", "Termine"],
        ["Rathaus"],
    ]
    assert pictures._read([schule]) == found[1:2]
    assert runs == [4]  # low ones twice: with and without their frame


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract could not be installed")
def test_forgets_what_was_read_long_ago(monkeypatch):
    monkeypatch.setattr(pictures, "_known", {})
    monkeypatch.setattr(pictures, "_KEPT", 1)
    pictures._read([_drawn("Rathaus"), _drawn("Alle Termine")])
    (reading,) = pictures._known.values()
    assert [word.text for word in reading.words] == ["Alle", "Termine"]


def _with_words(draw_more: object = None) -> tuple[Image.Image, list[pictures.Box]]:
    picture = Image.new("RGB", (400, 200), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((40, 60), "Sprechstunde", "black", ImageFont.load_default(40))
    if callable(draw_more):
        draw_more(draw)
    return picture, [(40, 60, 300, 105)]


@pytest.mark.parametrize(
    ("only_text", "draw_more"),
    [
        (True, None),
        (True, lambda draw: draw.rectangle((4, 4, 395, 195), outline="red", width=4)),  # a frame
        (True, lambda draw: draw.rectangle((0, 0, 400, 12), fill="blue")),
        (False, lambda draw: draw.ellipse((320, 120, 380, 180), fill="green")),
        (
            False,
            lambda draw: [draw.rectangle((x, 120, x + 20, 180), fill="navy") for x in range(60, 360, 60)],
        ),
    ],
)
def test_only_text(only_text, draw_more):
    assert pictures.is_only_text(*_with_words(draw_more)) is only_text


def test_text_on_an_even_gradient_is_only_text():
    gradient = Image.linear_gradient("L").resize((400, 200)).convert("RGB")
    assert pictures.is_only_text(gradient, [(40, 60, 300, 105)])
