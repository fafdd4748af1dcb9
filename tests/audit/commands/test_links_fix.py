from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.__main__ import main
from audit.commands.links_fix import apply, proposals
from audit.errors import DataError
from audit.external_links import Judged, Verdict
from audit.link_memory import FILE, LinkMemory

OLD, NEW = "https://amt.example/alt", "https://amt.example/neu"
TEXT = f"""---
title: Amt
---
Zum [Amt]({OLD}) und zum [Antrag]({OLD}#p7), nicht {OLD}er, siehe {OLD}.
<{OLD}> x{OLD}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "content" / "senioren"
    folder.mkdir(parents=True)
    (folder / "site.yaml").write_text(f"menu:\n- url: {OLD}\n  text: Amt", encoding="utf-8")
    (folder / "amt.md").write_bytes(TEXT.replace("\n", "\r\n").encode())
    (folder / "bild.png").write_bytes(OLD.encode())
    with LinkMemory(tmp_path / FILE) as memory:
        memory.keep(OLD, Judged(Verdict.MOVED, moved_to=NEW), [], date(2026, 11, 22))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["links", "fix", *words])
    return int(ended.value.code or 0)


def test_shows_a_diff_and_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (project / "content/senioren/amt.md").read_bytes()
    assert _run() == 0
    shown = capsys.readouterr().out
    assert "--- a/content/senioren/amt.md" in shown
    assert f"+- url: {NEW}" in shown
    assert "2 Dateien würden geändert" in shown
    assert (project / "content/senioren/amt.md").read_bytes() == before


def test_applies_to_whole_addresses_only_and_keeps_all_other_bytes(project: Path) -> None:
    assert _run("senioren", "--apply") == 0
    expected = (
        TEXT.replace(f"]({OLD}", f"]({NEW}")
        .replace(f"siehe {OLD}", f"siehe {NEW}")
        .replace(f"<{OLD}", f"<{NEW}")
    )
    folder = project / "content/senioren"
    assert (folder / "amt.md").read_bytes().decode() == expected.replace("\n", "\r\n")
    assert (folder / "site.yaml").read_text(encoding="utf-8") == f"menu:\n- url: {NEW}\n  text: Amt"
    assert sorted(path.name for path in folder.iterdir()) == ["amt.md", "bild.png", "site.yaml"]
    assert (folder / "bild.png").read_bytes() == OLD.encode()


def test_says_when_there_is_nothing_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run("--apply")
    assert _run() == 0
    assert "Nichts zu ändern" in capsys.readouterr().out


def test_a_file_changed_meanwhile_is_not_overwritten(project: Path) -> None:
    file = project / "content/senioren/amt.md"
    (patch,) = proposals(project, [file], {OLD: NEW})
    file.write_text("neu geschrieben", encoding="utf-8")
    with pytest.raises(DataError, match="inzwischen geändert"):
        apply(patch)
    assert file.read_text(encoding="utf-8") == "neu geschrieben"


@pytest.mark.parametrize(
    ("words", "said"),
    [(["seniorn"], "Die Microsite „seniorn“ gibt es nicht"), ([], "ist nicht als UTF-8 gespeichert")],
)
def test_tells_what_is_wrong(
    project: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "content/senioren/alt.md").write_bytes("Straße".encode("latin-1"))
    assert _run(*words) == 2
    assert said in capsys.readouterr().err


def test_without_a_check_there_is_nothing_to_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert _run() == 2
    assert "noch nie geprüft" in capsys.readouterr().err


@given(st.text(alphabet="ab/.# )\n", max_size=30), st.text(alphabet="ab/.# )\n", max_size=30))
def test_text_around_an_address_is_never_touched(before: str, after: str) -> None:
    class File:
        """A file that only lives in memory."""

        def read_bytes(self) -> bytes:
            return f"{before} {OLD}{after}".encode()

    for patch in proposals(Path(), [File()], {OLD: NEW}):  # type: ignore[list-item]
        assert patch.after == f"{before} {NEW}{after}"
