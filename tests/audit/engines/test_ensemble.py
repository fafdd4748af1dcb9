"""Two engines about one fault are one finding, and what one is certain of is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.cache import Cache
from audit.engines import axe, ensemble
from audit.model import Finding, Level, Outcome
from audit.probes.browser import Request, visit_all
from audit.probes.local_server import LocalServer
from audit.probes.states import State

pytestmark = pytest.mark.browser


def findings_on(tmp_path: Path, body: str) -> dict[str, Finding]:
    page = f'<!doctype html><html lang="de"><head><title>Seite</title></head><body><main><h1>Seite</h1>{body}</main></body></html>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    states = (State("1280 light", 1280, axe_options=axe.full(Level.AA), accesslint=True),)
    with LocalServer(tmp_path) as server, Cache(None) as cache:
        requests = [Request("/", server.url_of("/"), None)]
        visits = visit_all(requests, cache, offline=True, jobs=1, seconds=60, states=states)
    found = ensemble.findings("/", visits.visits["/"], visits.engine_rules)
    return {finding.rule.id: finding for finding in found}


def test_one_finding_names_both(tmp_path: Path) -> None:
    found = findings_on(tmp_path, "<img src=/a.png>")
    assert list(found) == ["axe/image-alt"]
    assert found["axe/image-alt"].message.endswith("(gemeldet von axe und AccessLint)")


def test_what_one_engine_is_certain_of_is_certain(tmp_path: Path) -> None:
    found = findings_on(tmp_path, "<table><tr><th>Tag<th>Uhrzeit</table>")
    assert found["axe/th-has-data-cells"].outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "body",
    ["<iframe tabindex=-1 srcdoc='<p>Text'></iframe>", "<object data=/a.svg aria-hidden=true></object>"],
)
def test_what_the_keyboard_cannot_reach_does_not_fail(tmp_path: Path, body: str) -> None:
    assert all(finding.outcome is not Outcome.FAILED for finding in findings_on(tmp_path, body).values())
