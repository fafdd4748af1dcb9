"""Work on many things at once gives what work on one after the other gives."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from plugins.building.side_by_side import large_side_by_side, side_by_side

MANY = list(range(1000))


def square(number: int) -> int:
    if number == 777:
        raise ValueError(number)
    return number * number


def test_the_results_come_in_the_order_of_the_items() -> None:
    assert list(side_by_side(str, MANY)) == list(map(str, MANY))
    assert list(large_side_by_side(str, MANY[:5], 2)) == list(map(str, MANY[:5]))


def test_nothing_to_do_makes_nothing() -> None:
    assert list(side_by_side(str, [])) == []


def test_few_items_stay_in_this_process() -> None:
    assert set(side_by_side(lambda _: os.getpid(), MANY[:10])) == {os.getpid()}


def test_one_at_a_time_stays_in_this_process() -> None:
    assert set(large_side_by_side(lambda _: os.getpid(), MANY[:5], 1)) == {os.getpid()}


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core")
def test_many_items_keep_other_processes_busy() -> None:
    code = (  # in a process of its own: that of a test may have threads
        "import os; from plugins.building.side_by_side import large_side_by_side, side_by_side;"
        "print(len(set(side_by_side(lambda _: os.getpid(), list(range(1000))))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 1


def test_what_goes_wrong_is_raised_here() -> None:
    with pytest.raises(ValueError, match="777"):
        list(side_by_side(square, MANY))
