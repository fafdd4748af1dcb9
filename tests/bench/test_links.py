"""The benchmark of links: its pages, and what it makes of times, memory and findings."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from bench import links
from bench.link_pages import LINKS, make
from bench.memory import peak_mib


def test_same_number_of_pages_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        site = make(tmp_path / name, 60)
        texts.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
        assert len(site.broken_links) == len(site.broken_anchors) == 15
    assert texts[0] == texts[1]
    assert {len(re.findall(rb"<a href", raw)) for raw in texts[0].values()} == {LINKS}


def test_audit_finds_just_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "seiten").mkdir()
    site = make(tmp_path / "seiten", 60)
    links._run(links._ours(), tmp_path)
    assert links._found("ours_cold", tmp_path, site) == {"broken_links": 15, "broken_anchors": 15}


def test_ratios_are_ours_over_lychee_by_medians(tmp_path: Path) -> None:
    site = make(tmp_path, 60)
    found = {"broken_links": 15, "broken_anchors": 15}
    measured = links.result(
        {"ours_cold": [1.0, 9.0, 2.0], "ours_warm": [1.0], "lychee": [4.0]},
        {"ours_cold": 100.0, "ours_warm": 120.0, "lychee": 50.0},
        {"ours_cold": found, "ours_warm": found | {"broken_links": 14}, "lychee": {}},
        site,
    )
    assert (measured["cold_ratio"], measured["warm_ratio"]) == (0.5, 0.25)
    assert all(need["met"] for need in measured["needs"])
    assert not measured["complete"]
    assert (measured["ours_rss_mb"], measured["lychee_rss_mb"]) == (120.0, 50.0)
    assert (measured["pages"], measured["links"]) == (60, 60 * LINKS)


def test_memory_of_children_counts(tmp_path: Path) -> None:
    child = "import time; data = b'x' * 50_000_000; time.sleep(.5)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert peak_mib([sys.executable, "-c", parent], tmp_path, {}) > 50
