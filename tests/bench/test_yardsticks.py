"""How cases of public collections are judged: by the rules that answer them, and by nothing else."""

from __future__ import annotations

from audit.model import Finding, Impact, Outcome, Rule
from bench import act, gds
from bench.act import Case
from bench.yardsticks import Subject


def finding(rule: str, outcome: Outcome = Outcome.FAILED, target: str = "main > p") -> Finding:
    return Finding(
        Rule(rule, "accessibility", "Titel", "Abhilfe.", Impact.MODERATE), outcome, "/", target, "Satz."
    )


ANSWERS = {"r1": ("image-alt",)}
CASES = [Case("bad", "r1", "Bilder", "failed"), Case("good", "r1", "Bilder", "passed")]


def judged(bad: list[Finding], good: list[Finding]) -> dict:
    subjects = {"bad": Subject(tuple(bad)), "good": Subject(tuple(good))}
    return act.result(CASES, subjects, ANSWERS)["act"]


def test_act_hit_without_false_alarm_is_consistent() -> None:
    counts = judged([finding("image-alt")], [finding("region")])
    assert (counts["failed_hit"], counts["failed_total"], counts["negatives_wrong"]) == (1, 1, 0)
    assert counts["rules"]["r1"]["rating"] == "consistent"
    assert [other["rule"] for other in counts["other_failed_on_negatives"]] == ["region"]


def test_act_other_rules_do_not_count_as_hits() -> None:
    counts = judged([finding("region")], [])
    assert (counts["failed_hit"], counts["rules"]["r1"]["rating"]) == (0, "wrong")


def test_act_false_alarm_is_wrong_and_a_doubt_is_none() -> None:
    assert judged([finding("image-alt")], [finding("image-alt")])["negatives_wrong"] == 1
    counts = judged([finding("image-alt", Outcome.CANT_TELL)], [finding("image-alt", Outcome.CANT_TELL)])
    assert (counts["failed_hit"], counts["failed_cant_tell"], counts["negatives_wrong"]) == (0, 1, 0)


def test_gds_finding_of_the_empty_page_does_not_count() -> None:
    pages = {"leere-zelle": "tests/leere-zelle.html", "blinkt": "tests/blinkt.html"}
    subjects = {
        "tests/leere-zelle.html": Subject((finding("empty-cell", Outcome.CANT_TELL), finding("region"))),
        "tests/blinkt.html": Subject((finding("region"), finding("axe/blink"))),
    }
    rules = {"leere-zelle": ("empty-cell",), "blinkt": ("region",)}
    counts = gds.result(pages, subjects, Subject((finding("region"),)), rules)["gds"]
    assert counts == {"cases": 2, "found_failed": 0, "found_cant_tell": 1, "missed": ["blinkt"]}


def test_gds_wrapper_is_the_page_without_its_case() -> None:
    html = "<h1>Titel</h1><main>\n<table></table></main>"
    assert gds.wrapper(html) == "<h1>Titel</h1><main><p>Text.</p></main>"


def test_maps_name_only_rules_there_are() -> None:
    from audit.checks import all_checks
    from audit.selection import _engine_ids

    known = {check.rule.id for check in all_checks()} | _engine_ids() | {"axe/color-contrast-enhanced"}
    for answers in (act.answering_rules(), gds.naming_rules()):
        assert {rule for ours in answers.values() for rule in ours} - known == set()
