"""The benchmark's own arithmetic and its comparison of violations, on made-up measurements."""

from __future__ import annotations

from pathlib import Path

from bench.audit import differences, result
from bench.corpus import Corpus
from bench.peers import selector

CORPUS = Corpus(Path("site"), ("/", "/kontakt/"), {"/": "image-alt"})
TIMES = {
    "ours": [100.0, 90.0, 400.0],
    "ours_warm": [4.0, 5.0, 9.0],
    "axe_cli": [290.0, 310.0, 300.0],
    "pa11y_ci": [400.0, 450.0, 425.0],
    "pa11y_ci_two_at_once": [200.0, 200.0, 200.0],
    "command_full_audit": [600.0, 300.0, 420.0],
    "command_full_audit_warm": [900.0, 800.0, 1200.0],
}


def test_figures_are_medians_and_ratios_are_of_medians() -> None:
    measured = result(TIMES, [], CORPUS)
    assert measured["ms_per_page"] == {"ours": 100.0, "axe_cli": 300.0, "pa11y_ci": 425.0, "ours_warm": 5.0}
    assert measured["ratios"] == {"axe_cli": 3.0, "pa11y_ci": 4.25, "ours_warm": 20.0,
        "command_full_audit": 4.2, "warm_seconds": 1.8, "minutes_for_1000": 7.0}  # fmt: skip
    assert measured["more_ms_per_page"] == {
        "pa11y_ci_two_at_once": 200.0,
        "command_full_audit": 420.0,
        "command_full_audit_warm": 900.0,
    }
    assert measured["same_violations"] is True


def test_a_need_is_met_by_what_was_measured() -> None:
    met = {need["name"]: need["met"] for need in result(TIMES, [], CORPUS)["needs"]}
    assert met == {
        "axe_cli": False,
        "pa11y_ci": False,
        "ours_warm": True,
        "command_full_audit": True,
        "warm_seconds": True,
        "minutes_for_1000": False,
    }


def test_what_may_take_so_long_at_most_can_take_too_long() -> None:
    slow = TIMES | {"command_full_audit": [501.0] * 3, "command_full_audit_warm": [1001.0] * 3}
    met = {need["name"]: need["met"] for need in result(slow, [], CORPUS)["needs"]}
    assert met["command_full_audit"] is met["warm_seconds"] is False


def test_a_violation_only_one_found_is_a_difference() -> None:
    ours = {"/": {("/", "label", "input"), ("/", "image-alt", "img")}}
    theirs = {"/": {("/", "label", "input"), ("/", "link-name", "a")}}
    different = differences(ours, theirs)
    assert different == [
        {"page": "/", "rule": "image-alt", "target": "img", "only": "ours"},
        {"page": "/", "rule": "link-name", "target": "a", "only": "axe_cli"},
    ]
    assert result(TIMES, different, CORPUS)["same_violations"] is False


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
