"""A second line to the page: commands of the Chrome DevTools Protocol, many of them in flight at once.

Selenium starts and owns the browser, but its driver takes one command at a time and waits after each key.
"""

from __future__ import annotations

import json
import select
import time
from collections.abc import Sequence
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


class Devtools:
    """The line to what the driver's window shows, from page to page. What fails is told as the driver tells it."""

    def __init__(self, driver: webdriver.Chrome, seconds: float) -> None:
        """Connect. ``seconds`` is what any one call may take. WebDriverException if the browser does not answer."""
        address = driver.capabilities["goog:chromeOptions"]["debuggerAddress"]
        self.window = driver.current_window_handle
        self._seconds = seconds
        self._sent = 0
        self._dialog_is_open = False
        try:
            self._socket = websocket.create_connection(
                f"ws://{address}/devtools/page/{self.window}", timeout=seconds, suppress_origin=True
            )
        except (websocket.WebSocketException, OSError) as error:
            raise WebDriverException(f"no line to the page: {error}") from error
        self.execute_cdp_cmd("Page.enable", {})  # tells of dialogs

    def execute_cdp_cmd(self, name: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """What one command answers; called as the driver's method is, so that functions can take either."""
        return self.run([(name, parameters)])[0]

    def run(self, commands: Sequence[Command]) -> list[dict[str, Any]]:
        """What the commands answer, none of which waits for the one before; WebDriverException for the first that fails.

        A dialog that is open or opens meanwhile is dismissed and told as UnexpectedAlertPresentException.
        """
        end = time.monotonic() + self._seconds
        first = self._sent + 1
        try:
            if not self._socket.connected:
                raise websocket.WebSocketConnectionClosedException
            while select.select([self._socket.sock], [], [], 0)[0]:
                self._receive()  # what happened since the last call
            self._dismiss_dialog()
            for name, parameters in commands:
                self._send(name, parameters)
            return [self._answer(number, end) for number in range(first, first + len(commands))]
        except websocket.WebSocketTimeoutException as error:
            raise TimeoutException(f"no answer to {commands[-1][0]}") from error
        except (websocket.WebSocketException, OSError) as error:
            raise NoSuchWindowException("no such window: the line to the page broke") from error

    def _send(self, name: str, parameters: dict[str, Any]) -> None:
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": name, "params": parameters}))

    def _answer(self, number: int, end: float) -> dict[str, Any]:
        """The answer to the command of this number; those to calls that were cut off are passed over."""
        while time.monotonic() < end:
            message = self._receive()
            self._dismiss_dialog()
            if message.get("id") != number:
                continue
            if "error" in message:
                raise WebDriverException(message["error"]["message"])
            return dict(message["result"])
        raise websocket.WebSocketTimeoutException

    def _receive(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self._socket.recv())
        match message.get("method"):
            case "Page.javascriptDialogOpening":
                self._dialog_is_open = True
            case "Page.javascriptDialogClosed":
                self._dialog_is_open = False
            case "Inspector.targetCrashed":
                raise WebDriverException("tab crashed")
        return message

    def _dismiss_dialog(self) -> None:
        if self._dialog_is_open:
            self._dialog_is_open = False
            self._send("Page.handleJavaScriptDialog", {"accept": False})
            raise UnexpectedAlertPresentException("a dialog opened")

    def close(self) -> None:
        """Let go of the page."""
        self._socket.shutdown()
