"""Text in a box that scrolls sideways is judged where a person would read it: scrolled into view."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audit.cache import Cache
from audit.engines import axe
from audit.model import Level
from audit.probes.browser import Request, visit_all
from audit.probes.local_server import LocalServer
from audit.probes.states import State

pytestmark = pytest.mark.browser

_PAGE = """<!doctype html><html lang="de"><head><title>Tabelle</title></head><body style="background: #fff"><main><h1>Tabelle</h1>
<div role="region" tabindex="0" aria-label="Tabelle" style="overflow-x: auto; border: 1px solid"><table style="width: 700px"><tr>
<td style="width: 280px">eins</td><td style="width: 280px">zwei</td><td id="weit" style="color: {colour}">weit rechts</td>
</tr></table></div></main></body></html>"""


@pytest.mark.parametrize(("colour", "failed"), [("#222", []), ("#bbb", ["#weit"])])
def test_text_out_of_view_is_decided(tmp_path: Path, colour: str, failed: list[str]) -> None:
    (tmp_path / "index.html").write_text(_PAGE.format(colour=colour), encoding="utf-8")
    with LocalServer(tmp_path) as server, Cache(None) as cache:
        narrow = (State("320 light", 320, axe_options=axe.full(Level.AA)),)
        requests = [Request("/", server.url_of("/"), None)]
        visits = visit_all(requests, cache, offline=True, jobs=1, seconds=60, states=narrow)
    result = visits.visits["/"].axe["320 light"]
    found = {
        kind: [node["target"] for node in _contrast(result[kind])] for kind in ("incomplete", "violations")
    }
    assert found == {"incomplete": [], "violations": failed}


def _contrast(rules: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [node for rule in rules if rule["id"] == "color-contrast" for node in rule["nodes"]]
