"""A line to the page: commands of the Chrome DevTools Protocol, many of them in flight at once.

Selenium starts and owns the browser, but its driver takes one command at a time, each over a connection of its own to
the driver and from there to the browser, and waits after each key.
"""

from __future__ import annotations

import json
import select
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import websocket
from selenium import webdriver
from selenium.common.exceptions import (
    NoSuchWindowException,
    TimeoutException,
    UnexpectedAlertPresentException,
    WebDriverException,
)

Command = tuple[str, dict[str, Any]]
_DIALOGS_WHILE_OPENING = 3
#: What opening says of downloads and empty answers; the page before stays.
_STAYED = "net::ERR_ABORTED"


class Devtools:
    """The line to what the driver's window shows, from page to page. What fails is told as the driver tells it."""

    def __init__(self, driver: webdriver.Chrome, seconds: float) -> None:
        """Connect. ``seconds`` is what any one call may take. WebDriverException if the browser does not answer."""
        address = driver.capabilities["goog:chromeOptions"]["debuggerAddress"]
        self.window = driver.current_window_handle
        self._seconds = seconds
        self._sent = 0
        self._with_next: list[Command] = []
        self._dialog = ""
        self._documents: set[str] = set()
        self._is_loading = self._is_refreshing = False
        try:
            self._socket = websocket.create_connection(
                f"ws://{address}/devtools/page/{self.window}",
                timeout=seconds,
                suppress_origin=True,
                skip_utf8_validation=True,
            )
        except (websocket.WebSocketException, OSError) as error:
            raise WebDriverException(f"no line to the page: {error}") from error
        self.run([("Page.enable", {}), ("Inspector.enable", {})])  # tell of dialogs, loading, and a crash

    def limit(self, seconds: float) -> None:
        """From now on no call may take longer."""
        self._seconds = seconds

    def execute_cdp_cmd(self, name: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """What one command answers; called as the driver's method is, so that functions can take either."""
        return self.run([(name, parameters)])[0]

    def send_with_next(self, commands: Sequence[Command]) -> None:
        """Send these right before the next commands, which do not wait for their answers either."""
        self._with_next += commands

    def run(self, commands: Sequence[Command]) -> list[dict[str, Any]]:
        """What the commands answer, none of which waits for the one before; WebDriverException for the first that fails.

        A dialog that is open or opens meanwhile is dismissed and told as UnexpectedAlertPresentException.
        """
        first = self._sent + 1
        with self._told(commands[-1][0]) as end:
            self._catch_up(end)
            self._dismiss_dialog()
            for name, parameters in (*self._with_next, *commands):
                self._send(name, parameters)
            answers = self._answers(range(first, self._sent + 1), end)
            self._with_next.clear()
            return answers[-len(commands) :]

    def open(self, url: str) -> None:
        """Open a page and wait until it is loaded, and whatever it goes on to by itself at once; what is shown then may be
        another page, also the browser's own that says why it cannot. TimeoutException if that takes too long.

        Dialogs meanwhile are dismissed; UnexpectedAlertPresentException if they do not end.
        """
        with self._told(f"open {url}") as end:
            self._catch_up(end)
            self._documents.clear()
            for name, parameters in (*self._with_next, ("Page.navigate", {"url": url})):
                self._send(name, parameters)
            self._with_next.clear()
            number, opened, dialogs = self._sent, "", 0
            while not (opened and opened in self._documents and self._is_still):
                message = self._receive(end)
                if self._dialog:
                    self._close_dialog()
                    dialogs += 1
                if dialogs > _DIALOGS_WHILE_OPENING:
                    raise UnexpectedAlertPresentException("dialogs without end")
                if message.get("id") == number:
                    answer = _result(message)
                    if answer.get("errorText") == _STAYED:
                        return
                    opened = answer["loaderId"]

    @contextmanager
    def _told(self, what: str) -> Iterator[float]:
        """Give the moment until which there is time; faults of the line are told as the driver tells them."""
        try:
            if not self._socket.connected:
                raise websocket.WebSocketConnectionClosedException
            yield time.monotonic() + self._seconds
        except websocket.WebSocketTimeoutException as error:
            raise TimeoutException(f"no answer to {what}") from error
        except (websocket.WebSocketException, OSError) as error:
            raise NoSuchWindowException("no such window: the line to the page broke") from error

    def _catch_up(self, end: float) -> None:
        """Take note of what happened since the last call."""
        while select.select([self._socket.sock], [], [], 0)[0]:
            self._receive(end)

    def _send(self, name: str, parameters: dict[str, Any]) -> None:
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": name, "params": parameters}))

    def _answers(self, numbers: Sequence[int], end: float) -> list[dict[str, Any]]:
        """The answers to the commands of these numbers, which come in any order: some are the browser's, some the page's.
        Those to calls that were cut off are passed over.
        """
        answers: dict[int, dict[str, Any]] = {}
        while len(answers) < len(numbers):
            message = self._receive(end)
            self._dismiss_dialog()
            if message.get("id") in numbers:
                answers[message["id"]] = _result(message)
        return [answers[number] for number in numbers]

    def _receive(self, end: float) -> dict[str, Any]:
        left = end - time.monotonic()
        if left <= 0:
            raise websocket.WebSocketTimeoutException
        self._socket.settimeout(left)
        message: dict[str, Any] = json.loads(self._socket.recv())
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, event: str, told: dict[str, Any]) -> None:
        """Remember what an event says of dialogs and of what the window loads. WebDriverException for a crash."""
        if event == "Page.javascriptDialogOpening":
            self._dialog = told["type"]
        elif event == "Page.javascriptDialogClosed":
            self._dialog = ""
        elif event == "Inspector.targetCrashed":
            raise WebDriverException("tab crashed")
        elif event == "Page.frameNavigated" and told["frame"]["id"] == self.window:
            self._documents.add(told["frame"]["loaderId"])
            self._is_loading = True
        elif told.get("frameId") == self.window:
            self._note_loading(event, told)

    def _note_loading(self, event: str, told: dict[str, Any]) -> None:
        match event:
            case "Page.frameStartedLoading":
                self._is_loading = True
            case "Page.frameStoppedLoading":
                self._is_loading = False
            case "Page.frameScheduledNavigation" if "Refresh" in told["reason"]:
                self._is_refreshing = told["delay"] == 0
            case "Page.frameClearedScheduledNavigation":
                self._is_refreshing = False

    @property
    def _is_still(self) -> bool:
        return not (self._is_loading or self._is_refreshing)

    def _dismiss_dialog(self) -> None:
        if self._dialog:
            self._close_dialog()
            raise UnexpectedAlertPresentException("a dialog opened")

    def _close_dialog(self) -> None:
        """Dismiss the dialog; whether a page may be left is no question here."""
        self._send("Page.handleJavaScriptDialog", {"accept": self._dialog == "beforeunload"})
        self._dialog = ""

    def close(self) -> None:
        """Let go of the page."""
        self._socket.shutdown()


def _result(message: dict[str, Any]) -> dict[str, Any]:
    if "error" in message:
        raise WebDriverException(message["error"]["message"])
    return dict(message["result"])
