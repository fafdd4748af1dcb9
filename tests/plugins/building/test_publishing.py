"""Publishing turns any folder into any other, touching no more than it must."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.building.publishing import publish

NAMES = st.lists(st.sampled_from(["a", "b", "c.html"]), min_size=1, max_size=3).map("/".join)


@st.composite
def trees(draw: st.DrawFn) -> dict[str, bytes]:
    """Files by name; no file is also a folder."""
    files = draw(st.dictionaries(NAMES, st.sampled_from([b"1", b"2"]), max_size=5))
    return {
        name: content
        for name, content in files.items()
        if not any(other.startswith(f"{name}/") for other in files)
    }


def write(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@given(before=trees(), after=trees())
def test_any_state_becomes_any_other(
    tmp_path_factory: pytest.TempPathFactory, before: dict[str, bytes], after: dict[str, bytes]
) -> None:
    root = tmp_path_factory.mktemp("ordner")
    output = write(root / "output", before)
    times = {name: (output / name).stat().st_mtime_ns for name in before}
    touched = publish(write(root / "staging", after), output)
    assert read(output) == after
    assert touched == tuple(sorted(dict(before.items() ^ after.items())))
    for name in before.keys() & after.keys():
        if before[name] == after[name]:
            assert (output / name).stat().st_mtime_ns == times[name]
    assert all(any(path.iterdir()) for path in output.rglob("*") if path.is_dir())


def test_a_link_in_the_output_is_removed_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "draussen", {"wichtig.txt": b"1"})
    output = write(tmp_path / "output", {"index.html": b"1"})
    (output / "link").symlink_to(outside)
    publish(write(tmp_path / "staging", {"index.html": b"2"}), output)
    assert read(output) == {"index.html": b"2"}
    assert (outside / "wichtig.txt").is_file()


def test_what_is_to_stay_stays(tmp_path: Path) -> None:
    before = {
        "index.html": b"1",
        "a/index.html": b"1",
        "b/index.html": b"1",
        "suche/c/x": b"1",
        "suche/y": b"1",
    }
    output = write(tmp_path / "output", before)
    staging = write(tmp_path / "staging", {"index.html": b"2"})
    assert publish(staging, output, {"a/index.html", "suche/"}) == ("b/index.html", "index.html")
    assert read(output) == {
        "index.html": b"2",
        "a/index.html": b"1",
        "suche/c/x": b"1",
        "suche/y": b"1",
    }
