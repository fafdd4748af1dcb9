"""The second line to the page, and keys over it: nothing is lost where nobody waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.common.exceptions import (
    NoSuchWindowException,
    UnexpectedAlertPresentException,
    WebDriverException,
)

from audit.probes.chromium import Chromium, find_programs
from audit.probes.devtools import Devtools
from audit.probes.keys import press
from audit.probes.local_server import LocalServer

pytestmark = pytest.mark.browser

PAGE = (
    "data:text/html,<title>Tasten</title>"
    "<script>log = []; for (const kind of ['keydown', 'focusin', 'keyup']) addEventListener(kind, (event) =>"
    " log.push(kind + ' ' + (event.key ? (event.shiftKey ? '^' : '') + event.key : event.target.textContent)))</script>"
    "<body>" + "".join(f"<button>{number}</button>" for number in range(40))
)


_PAGES = {
    "still": "",
    "dialogs": "<script>alert(1); onload = () => alert(2)</script>",
    "replaces": "<script>location.replace('still.html')</script>",
    "moves": "<script>onload = () => (location = 'still.html')</script>",
    "refreshes": "<meta http-equiv='refresh' content='0; url=still.html'>",
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    chromium = Chromium(find_programs(), offline=True)
    yield chromium
    chromium.stop()


@pytest.fixture
def line(chromium: Chromium) -> Iterator[Devtools]:
    chromium.driver.get(PAGE)
    line = Devtools(chromium.driver, 20)
    yield line
    line.close()


def _value(line: Devtools, expression: str) -> object:
    answer = line.execute_cdp_cmd("Runtime.evaluate", {"expression": expression, "returnByValue": True})
    return answer["result"].get("value")


def test_answers_come_in_the_order_of_the_commands(line: Devtools) -> None:
    commands = [("Runtime.evaluate", {"expression": str(number)}) for number in range(300)]
    assert [answer["result"]["value"] for answer in line.run(commands)] == list(range(300))


def test_answers_may_overtake_one_another(line: Devtools) -> None:
    slow = {"expression": "new Promise((done) => setTimeout(done, 200, 1))", "awaitPromise": True}
    answers = line.run([("Runtime.evaluate", slow), ("Browser.getVersion", {})])
    assert answers[0]["result"]["value"] == 1
    assert answers[1]["product"]


def test_what_is_sent_with_the_next_command_comes_before_it(line: Devtools) -> None:
    line.send_with_next([("Runtime.evaluate", {"expression": "sent = 1"})])
    assert _value(line, "sent + 1") == 2
    assert _value(line, "sent = 5") == 5
    assert _value(line, "sent") == 5  # sent once


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("still", "still"),
        ("dialogs", "dialogs"),
        ("replaces", "still"),
        ("moves", "still"),
        ("refreshes", "still"),
    ],
)
def test_a_page_is_open_when_it_and_what_it_goes_on_to_is_loaded(
    line: Devtools, tmp_path: Path, name: str, shown: str
) -> None:
    for page, script in _PAGES.items():
        (tmp_path / f"{page}.html").write_text(f"{script}<p>{page}", encoding="utf-8")
    with LocalServer(tmp_path) as server:
        line.open(server.url_of(f"/{name}.html"))
        assert (
            _value(line, "document.readyState + document.querySelector('p').textContent")
            == f"complete{shown}"
        )


def test_keys_all_at_once_do_what_keys_one_by_one_do(line: Devtools, chromium: Chromium) -> None:
    press(line, ["Tab"] * 35)
    press(line, ["Tab", "ArrowDown", "Escape"], shift=True)
    at_once = _value(line, "log")
    chromium.driver.get(PAGE)
    press(line, ["Tab"] * 35, after=list)
    press(line, ["Tab", "ArrowDown", "Escape"], shift=True, after=list)
    assert _value(line, "log") == at_once
    assert at_once[:3] == ["keydown Tab", "focusin 0", "keyup Tab"]
    assert at_once[-9:] == [
        "keydown ^Shift",
        *("keydown ^Tab", "focusin 33", "keyup ^Tab"),
        *("keydown ^ArrowDown", "keyup ^ArrowDown"),
        *("keydown ^Escape", "keyup ^Escape"),
        "keyup Shift",
    ]


def test_enter_operates_a_button(line: Devtools) -> None:
    _value(line, "document.querySelector('button').onclick = () => (document.title = 'Gedrückt')")
    press(line, ["Tab", "Enter"])
    assert _value(line, "document.title") == "Gedrückt"


def test_a_dialog_is_told_and_dismissed(line: Devtools) -> None:
    with pytest.raises(UnexpectedAlertPresentException):
        _value(line, "confirm('Wirklich?')")
    assert _value(line, "1 + 1") == 2


def test_a_dialog_that_opened_before_is_told_and_dismissed(line: Devtools) -> None:
    _value(line, "setTimeout(() => alert('Da'), 0)")
    with pytest.raises(UnexpectedAlertPresentException):
        _value(line, "new Promise(() => 0)") or _value(line, "1")
    assert _value(line, "1 + 1") == 2


def test_a_command_that_fails_says_why(line: Devtools) -> None:
    with pytest.raises(WebDriverException, match="context"):
        line.execute_cdp_cmd("Runtime.evaluate", {"expression": "1", "contextId": 4711})
    assert _value(line, "1 + 1") == 2


def test_a_window_that_closes_ends_the_line(line: Devtools, chromium: Chromium) -> None:
    chromium.driver.switch_to.new_window("tab")
    second = Devtools(chromium.driver, 20)
    chromium.driver.close()
    chromium.driver.switch_to.window(line.window)
    for _ in range(2):
        with pytest.raises(NoSuchWindowException):
            _value(second, "1")
    second.close()
