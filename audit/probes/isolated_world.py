"""Run our scripts beside a page's own: in a JavaScript world the page cannot reach.

The page may overwrite ``Promise``, freeze prototypes or set ``window.axe``; the isolated world (as browser extensions
have it) sees the same document with built-ins of its own. Chrome DevTools Protocol: Page.createIsolatedWorld,
Page.addScriptToEvaluateOnNewDocument, Runtime.evaluate.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import UnexpectedAlertPresentException

from audit.probes.devtools import Devtools

WORLD = "dreiklick"


class ScriptError(Exception):
    """A script of ours threw in the page; the message is the JavaScript error."""


def preload(driver: webdriver.Chrome | Devtools, source: str) -> None:
    """Run ``source`` in the world of every document opened from now on, before the page's own scripts."""
    driver.execute_cdp_cmd("Page.enable", {})
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source, "worldName": WORLD})


def library(functions: Mapping[str, str]) -> str:
    """A script to preload that keeps function expressions in the world; ``function_in_library`` calls them."""
    members = ", ".join(f"{name}: {function}" for name, function in functions.items())
    return f"globalThis.dreiklick.functions = {{{members}}};"


def function_in_library(name: str) -> str:
    """The function of this name as an expression."""
    return f"globalThis.dreiklick.functions.{name}"


def enter(driver: webdriver.Chrome | Devtools, frame: str) -> int:
    """The execution context of the world in the document that the frame shows now."""
    answer = command(driver, "Page.createIsolatedWorld", {"frameId": frame, "worldName": WORLD})
    return int(answer["executionContextId"])


def call(
    driver: webdriver.Chrome | Devtools, context: int, function: str, argument: Any, seconds: float
) -> Any:
    """What the (async) function expression returns for the JSON ``argument``; ScriptError if it throws."""
    answer = command(
        driver,
        "Runtime.evaluate",
        {
            "expression": f"Promise.resolve(({function})({json.dumps(argument)})).then(JSON.stringify)",
            "contextId": context,
            "awaitPromise": True,
            "returnByValue": True,
            "timeout": int(seconds * 1000),
        },
    )
    if "exceptionDetails" in answer:
        details = answer["exceptionDetails"]
        raise ScriptError(details.get("exception", {}).get("description") or details.get("text", ""))
    text = answer["result"].get("value")
    return None if text is None else json.loads(text)


def command(driver: webdriver.Chrome | Devtools, name: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """What a command of the protocol answers. The driver answers nothing at all where a dialog opened meanwhile; that is
    told like every other dialog.
    """
    answer = driver.execute_cdp_cmd(name, parameters)
    if answer is None:
        raise UnexpectedAlertPresentException(f"{name} was cut off by a dialog")
    return answer
