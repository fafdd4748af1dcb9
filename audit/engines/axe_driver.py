"""axe-core in the browser, through Selenium.

The package axe-selenium-python brings an axe of 2018 on Python 3.11 and no error handling; its ``Axe`` is the interface,
the script is our pinned axe-core from npm (docs/decisions/012-axe-selenium-python.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axe_selenium_python import Axe
from selenium import webdriver

from audit.engines.axe import AXE_DIR, CERTAIN, ELEMENT, INSTRUMENT, script
from audit.probes import isolated_world


class IsolatedAxe(Axe):
    """The package's ``Axe`` with its two steps made sound: ``inject`` once a session, ``run`` out of the page's reach."""

    def __init__(self, driver: webdriver.Chrome, seconds: float) -> None:
        super().__init__(driver, script_url=str(AXE_DIR / "axe.min.js"))
        self._seconds = seconds
        self._instrument = INSTRUMENT.read_text(encoding="utf-8")

    def inject(self) -> None:
        """Have axe ready in every document and frame opened from now on."""
        for file in (ELEMENT, CERTAIN):
            isolated_world.preload(self.selenium, file.read_text(encoding="utf-8"))
        isolated_world.preload(self.selenium, script())

    def run(  # type: ignore[override]
        self,
        context: int,
        options: Mapping[str, Any],
        beside: Mapping[str, str] | None = None,
        first: str = "",
    ) -> dict[str, Any]:
        """axe's result in the compact form of instruments/axe.js as ``axe``; ScriptError if axe throws.

        ``beside`` is instruments (name → function) that run after axe in the same command; their results have
        their names; ``first`` is a statement that runs before axe.
        """
        calls = "".join(f", {name}: await ({function})()" for name, function in (beside or {}).items())
        function = (
            f"async (options) => {{{first}; return {{axe: await ({self._instrument})(options){calls}}}; }}"
        )
        return isolated_world.call(self.selenium, context, function, options, self._seconds)

    def rules(self, context: int) -> list[dict[str, Any]]:
        """axe's own list of rules: ruleId, help, helpUrl, tags."""
        return isolated_world.call(self.selenium, context, "() => axe.getRules()", None, self._seconds)
