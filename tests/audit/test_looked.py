from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from audit import looked
from audit.errors import DataError

TODAY = date(2026, 11, 22)


def test_writes_and_reads_what_people_looked_at(tmp_path: Path) -> None:
    assert looked.read(tmp_path) == {}
    looked.write(tmp_path, ["https://b.example/?a=1&b=2#x: y"], date(2026, 1, 1))
    looked.write(tmp_path, ["https://a.example/"], TODAY)
    assert looked.read(tmp_path) == {
        "https://a.example/": TODAY,
        "https://b.example/?a=1&b=2#x: y": date(2026, 1, 1),
    }
    assert (tmp_path / looked.FILE).read_text(encoding="utf-8").startswith("# Fremde Adressen")
    assert [path.name for path in (tmp_path / looked.FILE).parent.iterdir()] == [Path(looked.FILE).name]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://a.example/: gestern", "Bei „https://a.example/“ steht kein Tag"),
        ("- https://a.example/", "je Zeile eine Adresse und ein Tag"),
        ("a: [", "ist nicht lesbar"),
        ("12: 2026-11-22", "Bei „12“ steht kein Tag"),
    ],
)
def test_a_file_that_is_not_understood_is_told_and_left_alone(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / looked.FILE
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=said):
        looked.write(tmp_path, ["https://b.example/"], TODAY)
    assert path.read_text(encoding="utf-8") == text
