"""What counts as opened and closed: only what was really looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audit.history.changes import FIXED, GONE, Step, as_json, in_full, of_owner, steps
from audit.history.run import ACCEPTED, OPEN, UNDECIDED, Run
from tests.audit.past_runs import run, seen

FAULT = seen("r", "/a/")


def _last(*runs: Run) -> Step:
    return list(steps(runs))[-1]


def _closed(*runs: Run) -> dict[str, str]:
    return {key: how for key, (_, how) in _last(*runs).closed.items()}


def test_first_run_opens_nothing_but_sees_all_for_the_first_time() -> None:
    step = _last(run(0, [FAULT]))
    assert (step.opened, step.first_seen) == ((), (FAULT,))


def test_what_was_in_order_before_is_opened() -> None:
    assert _last(run(0), run(1, [FAULT])).opened == (FAULT,)


def test_new_rule_and_new_page_are_first_seen() -> None:
    assert _last(run(0, rules="s"), run(1, [FAULT])).first_seen == (FAULT,)
    assert _last(run(0, pages="/"), run(1, [FAULT])).first_seen == (FAULT,)


def test_what_is_gone_is_fixed_and_can_open_again() -> None:
    assert _closed(run(0, [FAULT]), run(1)) == {FAULT.key: FIXED}
    assert _last(run(0, [FAULT]), run(1), run(2, [FAULT])).opened == (FAULT,)


def test_partial_runs_close_only_what_they_looked_at() -> None:
    assert _closed(run(0, [FAULT]), run(1, rules="s")) == {}
    assert _closed(run(0, [FAULT]), run(1, pages="/", whole=False)) == {}
    assert _closed(run(0, [FAULT]), run(1, pages="/", failed_pages="/a/")) == {}
    assert _closed(run(0, [FAULT]), run(1, rules="s"), run(2)) == {FAULT.key: FIXED}
    assert _last(run(0, [FAULT]), run(1, rules="s"), run(2, [FAULT])).opened == ()


def test_removed_page_closes_its_findings_in_a_whole_run() -> None:
    assert _closed(run(0, [FAULT]), run(1, pages="/")) == {FAULT.key: GONE}


def test_what_belongs_to_no_page_is_closed_unless_pages_failed() -> None:
    contact = seen("r", "")
    assert _closed(run(0, [contact]), run(1, failed_pages="/a/", pages="/")) == {}
    assert _closed(run(0, [contact]), run(1)) == {contact.key: FIXED}


def test_accepted_and_undecided_ones_are_closed_as_such() -> None:
    assert _closed(run(0, [FAULT]), run(1, [seen("r", "/a/", ACCEPTED)])) == {FAULT.key: ACCEPTED}
    assert _closed(run(0, [FAULT]), run(1, [seen("r", "/a/", UNDECIDED)])) == {FAULT.key: UNDECIDED}
    assert _last(run(0, [seen("r", "/a/", UNDECIDED)]), run(1, [FAULT])).opened == (FAULT,)


def test_data_has_counts_for_all_runs_and_names_for_the_last() -> None:
    all_steps = list(steps([run(0, [FAULT]), run(1, [seen("s", "/")])]))
    data = as_json(all_steps)
    assert [(item["first_seen"], item["opened"], item["closed"]) for item in data["runs"]] == [
        (1, 0, 0),
        (0, 1, 1),
    ]
    assert data["changes"]["closed"][0]["how"] == FIXED
    assert in_full(all_steps)[0]["changes"]["first_seen"][0]["rule"] == "r"
    assert as_json([]) == {"runs": [], "changes": None}


def test_changes_of_an_owner() -> None:
    step = _last(run(0), run(1, [FAULT, seen("r", "/", owner="Jugend")]))
    assert [item.page for item in of_owner(step, "Jugend").opened] == ["/"]


_FINDINGS = st.lists(
    st.builds(
        seen,
        st.sampled_from("rs"),
        st.sampled_from(["/", "/a/", ""]),
        st.sampled_from([OPEN, UNDECIDED, ACCEPTED]),
    ),
    unique_by=lambda item: item.key,
)


@given(
    st.lists(
        st.tuples(_FINDINGS, st.sampled_from(["r", "s", "r s"]), st.sampled_from(["/", "/ /a/"])), max_size=8
    )
)
def test_nothing_is_closed_that_was_not_open_nor_opened_twice(plans: list) -> None:
    still_open: set[str] = set()
    runs = [run(day, found, rules=rules, pages=pages) for day, (found, rules, pages) in enumerate(plans)]
    for step in steps(runs):
        new = {item.key for item in (*step.opened, *step.first_seen)}
        assert not new & still_open
        assert step.closed.keys() <= still_open
        still_open = (still_open - step.closed.keys()) | new
        assert {key for key, item in step.run.findings.items() if item.state == OPEN} <= still_open
