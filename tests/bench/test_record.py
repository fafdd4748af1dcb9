"""docs/benchmarks.md: each benchmark replaces its own section."""

from __future__ import annotations

from pathlib import Path

from bench.record import need, needs, record, table


def test_a_section_replaces_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "benchmarks.md"
    record("Verdict", "old\n", file)
    record("Build", table(["", "seconds"], [["ours", "1.0"]]), file)
    record("Verdict", "new\n\nmore\n", file)
    text = file.read_text(encoding="utf-8")
    assert "old" not in text
    assert text.index("## Build") < text.index("## Verdict")
    assert text.endswith("## Verdict\n\nnew\n\nmore\n")
    assert "| ours | 1.0 |" in text
    record("Verdict", "new\n\nmore\n", file)
    assert file.read_text(encoding="utf-8") == text


def test_needs_say_whether_they_are_met() -> None:
    text = needs([need("time", 2.0, 1.5, unit="s"), need("factor", 7, 6, at_most=False)])
    assert text == "- ✗ time: 2 s (needed: at most 1.5 s)\n- ✓ factor: 7 (needed: at least 6)\n"
