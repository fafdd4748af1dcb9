"""The placeholder film: made by ffmpeg where it is installed, told where not; the one in the repository keeps the rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugins.films import placeholder as placeholder_film
from plugins.films.files import measure

IN_REPOSITORY = placeholder_film.CODE_DIR / "content" / "gemeinsam" / "filme"


def test_film_in_the_repository_keeps_the_rules() -> None:
    film = measure(IN_REPOSITORY / "platzhalter-dgs.mp4")
    assert film.width >= 320 and film.height >= 240 and film.frames_per_second >= 25
    assert 3 <= film.seconds <= 10 and film.bytes < 60_000
    assert not film.has_sound
    assert (IN_REPOSITORY / "platzhalter-dgs.vtt").read_text(encoding="utf-8").startswith("WEBVTT\n\n")


def test_without_ffmpeg_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert placeholder_film.main(tmp_path) == 4
    told = capsys.readouterr().err
    assert "✗ Kein Platzhalter-Film. Das Programm ffmpeg fehlt." in told
    assert "apt install ffmpeg" in told
    assert not (tmp_path / "content").exists()


def test_failing_ffmpeg_is_told_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\necho 'No such filter: drawtext' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert placeholder_film.main(tmp_path) == 4
    assert "ffmpeg hat abgebrochen: No such filter: drawtext" in capsys.readouterr().err
    assert not (tmp_path / "content").exists()


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_same_command_makes_the_same_bytes(tmp_path: Path) -> None:
    first, second = (placeholder_film.make(tmp_path / name) for name in ("first", "second"))
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]
    film = measure(first[0])
    assert (film.width, film.height, film.frames_per_second, film.seconds) == (640, 360, 25.0, 6.0)
