"""The benchmark's own arithmetic and its comparison of violations, on made-up measurements."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bench.audit import differences, markdown, result
from bench.corpus import Corpus
from bench.peers import selector
from bench.spent import Spent

CORPUS = Corpus(Path("site"), ("/", "/kontakt/"), {"/": "image-alt"})
#: Seconds for both pages.
TIMES = {
    "ours": [0.2, 0.18, 0.8],
    "ours_warm": [0.008, 0.01, 0.018],
    "axe_cli": [1.1, 1.3, 1.25],
    "axe_cli_shell": [0.9, 0.9, 0.9],
    "pa11y_ci": [1.6, 1.8, 1.7],
    "pa11y_ci_two_at_once": [0.4, 0.4, 0.4],
    "command_full_audit": [1.2, 0.6, 0.84],
    "command_full_audit_warm": [1.9, 1.8, 2.4],
}
MACHINE = {"cores": 2, "memory_gib": 24.0, "processor": "Prozessor", "load": 0.1, "python": "3.11.7"}


def measured(different: list[dict[str, str]], **times: list[float]) -> dict[str, Any]:
    turns = {
        name: [Spent(seconds, 2 * seconds) for seconds in values] for name, values in (TIMES | times).items()
    }
    return result(turns, dict.fromkeys(turns, 1200.0), different, CORPUS)


def met(figures: Mapping[str, Any]) -> list[bool]:
    return [need["met"] for need in figures["needs"]]


def test_figures_are_medians_and_ratios_are_of_medians() -> None:
    figures = measured([])
    assert figures["ms_per_page"] == {"ours": 100.0, "axe_cli": 625.0, "pa11y_ci": 850.0, "ours_warm": 5.0}
    assert figures["more_ms_per_page"]["command_full_audit_warm"] == 950.0
    assert figures["processor_ms_per_page"]["ours"] == 200.0
    assert figures["ratios"]["axe_cli"] == {"wall": 6.25, "processor": 6.25}
    assert figures["ratios"]["axe_cli_shell"] == {"wall": 4.5, "processor": 4.5}
    assert set(figures["ratios"]) == {"axe_cli", "axe_cli_shell", "pa11y_ci", "pa11y_ci_two_at_once"}
    assert figures["same_violations"] is True


def test_a_need_is_met_by_what_was_measured() -> None:
    assert met(measured([])) == [True, False, True, True, True, False]
    slow = measured([], command_full_audit=[1.01] * 3, command_full_audit_warm=[2.01] * 3)
    assert met(slow)[3:] == [False, False, False]


def test_table_says_which_browser_each_had() -> None:
    more = {
        "machine": MACHINE,
        "versions": {},
        "browsers": {"peers": "/usr/bin/chromium", "ours": "/usr/bin/chromium-headless-shell"},
    }
    text = markdown(measured([]) | more, date(2026, 11, 22))
    assert "Peers run in chromium, " in text
    assert "Dreiklick in chromium-headless-shell." in text
    assert "| axe CLI, headless shell | 450.0 | 450.0–450.0 | 4.5 | 900.0 | 4.5 | 1,200 |" in text
    assert "- ✓ times as fast as axe CLI: 6.25 (needed: at least 6)" in text
    different = [{"page": "/", "rule": "label", "target": "input", "only": "ours"}]
    text = markdown(measured(different) | more, date(2026, 11, 22))
    assert "OTHER VIOLATIONS than axe CLI (1; only ours: label on / at input)." in text


def test_a_violation_only_one_found_is_a_difference() -> None:
    ours = {"/": {("/", "label", "input"), ("/", "image-alt", "img")}}
    theirs = {"/": {("/", "label", "input"), ("/", "link-name", "a")}}
    different = differences(ours, theirs)
    assert different == [
        {"page": "/", "rule": "image-alt", "target": "img", "only": "ours"},
        {"page": "/", "rule": "link-name", "target": "a", "only": "axe_cli"},
    ]
    assert measured(different)["same_violations"] is False


def test_a_page_only_one_measured_is_a_difference_even_without_violations() -> None:
    assert differences({"/": set(), "/a/": set()}, {"/": set()}) == [
        {"page": "/a/", "rule": "", "target": "", "only": "ours"}
    ]


def test_same_violations_have_no_differences() -> None:
    same = {"/": {("/", "label", "input")}, "/kontakt/": set()}
    assert differences(same, same) == []


def test_selectors_through_frames_and_shadow_trees_are_one_string() -> None:
    assert selector(["img"]) == "img"
    assert selector(["iframe", ["#host", "img"]]) == "iframe >>> #host >>> img"
