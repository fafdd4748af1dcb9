"""The benchmark of the build: ratios, and that each turn builds what it says."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from audit.errors import ProbeError
from bench import build, markdown_site, plain_sites
from bench.spent import Spent, spent

TURNS = {
    name: [Spent(seconds, seconds / 2)]
    for name, seconds in {
        "ours_cold": 3.0, "ours_warm": 0.4, "ours_edit": 0.6, "pelican": 2.4, "hugo": 0.5, "all_cold": 4.0, "all_warm": 0.5,
    }.items()
}  # fmt: skip
MACHINE = {"cores": 2, "memory_gib": 24.0, "processor": "Prozessor", "load": 0.1, "python": "3.11.7"}


def test_ratios_and_needs() -> None:
    measured = build.result(
        TURNS, 1000, {"pages": 10_000, "cold_mb": 650.0, "warm_mb": 90.0, "peak_mb": 650.0}
    )
    assert measured["ratios"] == {"cold_over_pelican": 1.25, "warm_over_hugo": 0.8, "edit_over_hugo": 1.2}
    assert [need["met"] for need in measured["needs"]] == [True, True, True, True]
    text = build.markdown(measured | {"machine": MACHINE, "versions": {"Hugo": "1"}}, date(2026, 11, 22))
    assert "| Dreiklick, cold | 3.00 | 3.00–3.00 | 1.50 |" in text
    assert "- ✓ cold, times bare Pelican: 1.25 (needed: at most 1.5)" in text
    assert "- ✓ memory at 10,000 pages: 650 MB (needed: at most 700 MB)" in text


def test_turns_build_the_whole_site(tmp_path: Path) -> None:
    markdown_site.make(tmp_path / "ours", 30)
    plain_sites.make_pelican(tmp_path / "pelican", 30)
    turns = build._contenders(tmp_path, "hugo")
    for name in ("ours_cold", "ours_warm", "ours_edit", "pelican"):
        assert turns[name]().wall > 0
    pages = {name: build._count(tmp_path / build._OUTPUT[name]) for name in ("ours", "pelican")}
    assert pages["ours"] >= 30
    assert pages["pelican"] >= 27
    assert "Nachtrag Nummer 0." in (tmp_path / "ours/output/bench/hausnotruf/index.html").read_text("utf-8")


def test_empty_output_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(ProbeError, match="ist leer"):
        build._count(tmp_path)


def test_processor_time_of_children_counts(tmp_path: Path) -> None:
    child = "sum(range(8_000_000))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    environment = dict(os.environ)
    idle = spent([sys.executable, "-c", ""], tmp_path, environment)
    busy = spent([sys.executable, "-c", parent], tmp_path, environment)
    assert busy.processor > idle.processor


def test_command_that_fails_is_told(tmp_path: Path) -> None:
    assert shutil.which("sh")
    with pytest.raises(ProbeError, match="sh endete mit 3: kaputt"):
        spent(["sh", "-c", "echo kaputt >&2; exit 3"], tmp_path, {})
