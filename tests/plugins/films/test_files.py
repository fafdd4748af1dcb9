"""Measures of film files; the films are made by tests/data/films/make.sh."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.films.files import FilmFile, UnreadableFilm, measure

FILMS = Path(__file__).parents[2] / "data" / "films"
GOOD = (FILMS / "good.mp4").read_bytes()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("good.mp4", FilmFile(320, 240, 25.0, 1.0, len(GOOD), has_sound=False)),
        ("good.webm", FilmFile(320, 240, 25.0, 1.0, (FILMS / "good.webm").stat().st_size, has_sound=False)),
        ("slow.mp4", FilmFile(320, 240, 12.0, 1.0, (FILMS / "slow.mp4").stat().st_size, has_sound=False)),
        ("sound.mp4", FilmFile(320, 240, 25.0, 1.0, (FILMS / "sound.mp4").stat().st_size, has_sound=True)),
    ],
)
def test_measures(name: str, expected: FilmFile) -> None:
    assert measure(FILMS / name) == expected


def test_film_held_upright_is_measured_as_it_is_shown(tmp_path: Path) -> None:
    matrix = (
        GOOD.index(b"tkhd") + 44
    )  # ISO 14496-12, 8.3.2: behind version, times, id, duration, layer, volume
    quarter_turn = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 240 << 16, 0, 1 << 30)
    film = tmp_path / "upright.mp4"
    film.write_bytes(GOOD[:matrix] + quarter_turn + GOOD[matrix + 36 :])
    assert (measure(film).width, measure(film).height) == (240, 320)


def test_changed_file_is_measured_again(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(GOOD)
    assert measure(film).frames_per_second == 25
    film.write_bytes((FILMS / "slow.mp4").read_bytes())
    assert measure(film).frames_per_second == 12


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "kein Film oder beschädigt"),
        (b"Das ist ein Text.", "kein Film oder beschädigt"),
        (b"<!DOCTYPE html><html></html>", "kein Film oder beschädigt"),
        (GOOD[: len(GOOD) - 400], "Dem Film fehlt das Ende"),
        ((FILMS / "hevc.mp4").read_bytes(), "(MPEG-4, HEVC) zeigt nicht jeder Browser"),
        ((FILMS / "no-running-time.webm").read_bytes(), "In der Datei fehlt die Laufzeit"),
    ],
    ids=["empty", "text", "html", "cut off", "hevc", "no running time"],
)
def test_what_is_no_film_is_told(content: bytes, message: str, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    film.write_bytes(content)
    with pytest.raises(UnreadableFilm) as error:
        measure(film)
    assert message in str(error.value)


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=40))
def test_damaged_film_is_measured_or_told(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes
) -> None:
    film = tmp_path_factory.mktemp("film") / "film.mp4"
    film.write_bytes(GOOD[:at] + noise + GOOD[at + len(noise) :])
    try:
        assert measure(film).seconds > 0
    except UnreadableFilm as error:
        assert str(error).endswith(".")
