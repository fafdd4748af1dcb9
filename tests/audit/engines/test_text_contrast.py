"""Contrast of text on pictures and gradients: what axe cannot tell, pixels do where they leave no doubt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audit.cache import Cache
from audit.engines import axe
from audit.engines.text_contrast import decided
from audit.model import Level
from audit.probes.browser import Request, visit_all
from audit.probes.local_server import LocalServer
from audit.probes.states import State
from audit.visit import Visit

NODE = {"path": "p", "impact": "serious", "summary": "Heading\nnicht bestimmt"}
PIXELS = {"large": False, "hidden": 0, "lowest": 5.0, "highest": 9.0}


def result_with(*undecided: str, passes: tuple[str, ...] = ()) -> dict[str, Any]:
    rules = [{"id": rule, "impact": "serious", "nodes": [NODE]} for rule in undecided]
    return {"incomplete": rules, "violations": [], "passes": list(passes), "inapplicable": []}


@pytest.mark.parametrize(
    ("pixels", "where", "told"),
    [
        ({}, "passes", ""),
        ({"highest": 4.49, "lowest": 1.0}, "violations", "höchstens 4,4:1, nötig ist 4,5:1"),
        ({"highest": 4.49, "lowest": 3.0, "large": True}, "passes", ""),
        ({"lowest": 2.0}, "incomplete", "zwischen 2,0:1 und mehr"),
        ({"hidden": 3}, "incomplete", "3 Zeichen sind nicht zu sehen"),
        ({"hidden": 3, "lowest": 1.0, "highest": 2.0}, "violations", "höchstens 2,0:1"),
    ],
)
def test_pixels_decide_only_what_is_certain(pixels: dict[str, Any], where: str, told: str) -> None:
    found = decided(result_with("color-contrast"), {"p": PIXELS | pixels})
    if where == "passes":
        assert (found["passes"], found["incomplete"], found["violations"]) == (["color-contrast"], [], [])
    else:
        (rule,) = found[where]
        assert told in rule["nodes"][0]["summary"]
        assert found["incomplete" if where == "violations" else "violations"] == []


def test_nothing_measured_changes_nothing() -> None:
    result = result_with("color-contrast", "bypass")
    assert decided(result, {}) is result
    assert decided(result, {"other": PIXELS})["incomplete"] == result["incomplete"][::-1]


def test_enhanced_contrast_is_decided_where_axe_left_the_plain_one() -> None:
    result = result_with("color-contrast", passes=("color-contrast-enhanced",))
    found = decided(result, {"p": PIXELS | {"highest": 6.0}})
    assert [rule["id"] for rule in found["violations"]] == ["color-contrast-enhanced"]


_GRADIENT = "background: linear-gradient(90deg, {}, {}); width: 200px"
_HALF = "background: linear-gradient(90deg, #fff 60px, #000 60px); width: 200px; color: {}"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f'<p style="{_GRADIENT.format("#fff", "#eef")}; color: #222">Gut zu lesen</p>', "passed"),
        (f'<p style="{_GRADIENT.format("#fff", "#eef")}; color: #aaa">Blasser Text</p>', "failed"),
        # black on white, and black on black further on: that part of the text nobody sees
        (f'<p style="{_HALF.format("#000")}">Text läuft ins Schwarze</p>', "cantTell"),
        (f'<p style="{_HALF.format("#333")}">Text läuft ins Schwarze</p>', "failed"),
        # the dark half begins behind the text
        (f'<p style="{_HALF.format("#767676")}">i</p>', "passed"),
        # most of the box is out of sight, its text is not
        ('<p style="background: linear-gradient(#fff, #eee); color: #222; width: 900px">Kurz</p>', "passed"),
        (f'<p style="{_GRADIENT.format("#fff", "#eef")}; color: rgba(0, 0, 0, 0.3)">Halb</p>', "failed"),
        (
            f'<div style="opacity: 0.9"><p style="{_GRADIENT.format("#fff", "#eef")}">Halb</p></div>',
            "cantTell",
        ),
        (
            '<svg width="200" height="40"><rect width="200" height="40" fill="#036"/><text y="20" fill="#fff">Karte</text></svg>',
            "passed",
        ),
        (
            '<svg width="200" height="40"><rect width="200" height="40" fill="#036"/><text y="20" fill="#123">Karte</text></svg>',
            "failed",
        ),
    ],
)
def test_text_on_gradients_and_drawings(tmp_path: Path, html: str, expected: str) -> None:
    page = f'<!doctype html><html lang="de"><head><title>T</title></head><body style="background: #fff">{html}</body></html>'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    narrow = (State("320 light", 320, axe_options=axe.colours(Level.AA)),)
    with LocalServer(tmp_path) as server, Cache(None) as cache:
        requests = [Request("/", server.url_of("/"), None)]
        visits = visit_all(requests, cache, offline=True, jobs=1, seconds=60, states=narrow)
    visit: Visit = visits.visits["/"]
    assert axe.outcomes(visit, visits.engine_rules.axe)["color-contrast"] == expected
