"""What a resident build keeps from one round to the next."""

from __future__ import annotations

import pytest

from plugins.building.memo import Memo, memo_of


def test_equal_inputs_give_the_very_object() -> None:
    memo = Memo()
    first = memo.of("text", "a", ("eins",), lambda: ["made"])
    memo.end_round()
    assert memo.of("text", "a", ("eins",), lambda: ["again"]) is first
    assert memo.of("text", "a", ("zwei",), lambda: ["again"]) == ["again"]
    assert memo.of("text", "b", ("eins",), lambda: ["other"]) == ["other"]


def test_an_equal_value_is_the_object_given_before() -> None:
    memo = Memo()
    first = memo.same("page", "a", ["x"])
    memo.end_round()
    assert memo.same("page", "a", ["x"]) is first
    assert memo.same("page", "a", ["y"]) == ["y"]


def test_what_no_longer_holds_is_made_anew() -> None:
    memo = Memo()
    memo.keep("text", "a", 1, "made")
    assert memo.kept("text", "a", 1, lambda _: True) == "made"
    assert memo.kept("text", "a", 1, lambda _: False) is None
    assert memo.kept("text", "a", 2, lambda _: True) is None


def test_a_round_forgets_what_was_not_asked_for_when_it_succeeded() -> None:
    memo = Memo()
    memo.of("text", "a", 1, lambda: "kept")
    memo.end_round()
    memo.of("text", "b", 1, lambda: "this round fails")
    assert memo.of("text", "a", 1, lambda: "again") == "kept"
    memo.end_round()
    memo.end_round()
    assert memo.of("text", "a", 1, lambda: "again") == "again"


def test_faults_are_not_kept() -> None:
    memo = Memo()
    with pytest.raises(ZeroDivisionError):
        memo.of("text", "a", 1, lambda: 1 // 0)
    assert memo.of("text", "a", 1, lambda: 2) == 2


def test_a_build_that_is_not_resident_keeps_nothing() -> None:
    memo = memo_of({})
    memo.keep("text", "a", 1, "made")
    assert memo.kept("text", "a", 1, lambda _: True) is None
