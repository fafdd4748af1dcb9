"""``docs/benchmarks.md``: what was measured last, one section for each benchmark, written by the commands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
_HEAD = """\
# Benchmarks

Written by `invoke bench build|verdict|audit|links --docs`: each replaces its own section. Peers are fetched for the benchmark
only and measured in turn with ours, in one run, so ratios can be compared between machines and seconds cannot. Every figure is
the median of whole processes, from start to end; "processor" is the processor time of all processes of a command, which
other work on the machine disturbs less than the time on the clock. How and why: [decision 010](decisions/010-benchmarks.md).
"""


def record(title: str, text: str, file: Path = FILE) -> None:
    """Put ``text`` below the heading ``title``, in place of what stood there."""
    old = file.read_text(encoding="utf-8") if file.is_file() else ""
    sections = dict(re.findall(r"^## (.+)\n\n((?:(?!## ).*\n)*)", old, flags=re.M))
    sections[title] = text.strip() + "\n\n"
    parts = [_HEAD, *(f"## {name}\n\n{body.strip()}\n" for name, body in sorted(sections.items()))]
    file.write_text("\n".join(parts), encoding="utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; all columns but the first are numbers."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)


def need(name: str, measured: float, bound: float, *, at_most: bool = True, unit: str = "") -> dict[str, Any]:
    """One thing that is wanted, with what was measured."""
    met = measured <= bound if at_most else measured >= bound
    return {
        "name": name, "needed": bound, "at_most": at_most, "measured": round(measured, 3), "unit": unit, "met": met,
    }  # fmt: skip


def needs(items: Iterable[Mapping[str, Any]]) -> str:
    """What is wanted and whether it is met, one line each."""
    return "".join(
        f"- {'✓' if item['met'] else '✗'} {item['name']}: {item['measured']:g}{_unit(item)} "
        f"(needed: at {'most' if item['at_most'] else 'least'} {item['needed']:g}{_unit(item)})\n"
        for item in items
    )


def _unit(item: Mapping[str, Any]) -> str:
    return f" {item['unit']}" if item.get("unit") else ""


def machine_line(measured: Mapping[str, Any], today: date) -> str:
    """When and on what: the last line of a section."""
    machine = measured["machine"]
    versions = "".join(f", {name} {version}" for name, version in measured["versions"].items())
    return (
        f"{today.isoformat()}; {machine['cores']} cores, {machine['memory_gib']} GiB, {machine['processor']}, "
        f"load {machine['load']}; Python {machine['python']}{versions}.\n"
    )
