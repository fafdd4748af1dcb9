"""What axe calls a violation is one only where a criterion or an ACT rule is broken, and where somebody can meet it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.cache import Cache
from audit.engines import axe
from audit.model import Level, Outcome
from audit.probes.browser import Request, visit_all
from audit.probes.local_server import LocalServer
from audit.probes.states import State

pytestmark = pytest.mark.browser


def outcomes_on(tmp_path: Path, body: str) -> dict[str, Outcome]:
    page = f'<!doctype html><html lang="de"><head><title>Seite</title></head><body>{body}</body></html>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    states = (State("1280 light", 1280, axe_options=axe.full(Level.AA)),)
    with LocalServer(tmp_path) as server, Cache(None) as cache:
        requests = [Request("/", server.url_of("/"), None)]
        visits = visit_all(requests, cache, offline=True, jobs=1, seconds=60, states=states)
    return axe.outcomes(visits.visits["/"], visits.engine_rules.axe)


def test_best_practices_are_left_to_a_person(tmp_path: Path) -> None:
    found = outcomes_on(tmp_path, "<h2></h2><p>Text</p><img src='/a.png'>")
    assert found["landmark-one-main"] is found["page-has-heading-one"] is Outcome.CANT_TELL
    assert found["image-alt"] is Outcome.FAILED  # WCAG 1.1.1
    assert found["empty-heading"] is Outcome.FAILED  # ACT rule ffd0e9


_FRAME = '<iframe title="Rahmen" tabindex="-1" srcdoc="<a href=/>Start</a>"></iframe>'


@pytest.mark.parametrize(
    ("body", "fails"),
    [
        (_FRAME, True),
        (f"<div inert>{_FRAME}</div>", False),
        (
            f"{_FRAME}<dialog>Text</dialog><script>document.querySelector('dialog').showModal()</script>",
            False,
        ),
    ],
)
def test_frames_nobody_can_reach_trap_nobody(tmp_path: Path, body: str, fails: bool) -> None:
    outcome = outcomes_on(tmp_path, body).get("frame-focusable-content")
    assert (outcome is Outcome.FAILED) is fails


_CONTROLS = "<input type=checkbox aria-label=A><input type=checkbox aria-label=B><br><button>Ja</button><br><button>Nein</button>"


@pytest.mark.parametrize(
    ("style", "fails"),
    [
        ("", False),  # as the browser makes them: exempt from 2.5.8
        ("input { width: 12px; height: 12px; margin: 0 }", True),
        ("button { font-size: 10px }", True),
        ("button { line-height: 1 }", True),
    ],
)
def test_sizes_that_the_browser_decides_are_not_the_authors_fault(
    tmp_path: Path, style: str, fails: bool
) -> None:
    outcome = outcomes_on(tmp_path, f"<style>{style}</style><main>{_CONTROLS}</main>").get("target-size")
    assert (outcome is Outcome.FAILED) is fails
