"""The figures of the page benchmark: what counts as weight, as waiting, as foreign, and what is needed."""

from __future__ import annotations

import pytest

from audit.errors import ProbeError
from bench.pages import result

BASE = "http://127.0.0.1:1"


def visit(html: int = 20_000, painted: float = 500.0, extra: str = f"{BASE}/bild.png") -> dict:
    sizes = {f"{BASE}/": (html, 200.0), f"{BASE}/style.css": (30_000, 400.0), extra: (900_000, 800.0)}
    requests = [
        {"url": url, "bytes": size, "plain_bytes": 2 * size, "end": end} for url, (size, end) in sizes.items()
    ]
    return {"requests": requests, "painted": painted}


def test_pictures_do_not_count_and_the_middle_round_does() -> None:
    visits = [{"/": visit(painted=painted)} for painted in (430.0, 475.0, 9000.0)]
    figures = result([4.0, 3.0, 9.0], ["/"], visits, BASE)
    assert figures["kilobytes"] == {"median": 50.0, "max": 50.0, "page": "/"}
    assert figures["round_trips_after_css"] == {"median": 0.5, "max": 0.5, "page": "/"}
    plain = {"median": 100.0, "max": 100.0, "page": "/", "too_heavy": 1}
    assert figures["kilobytes_uncompressed"] == plain
    assert figures["build_seconds"] == 4.0
    missed = [need for need, reached in figures["needs"].items() if not reached]
    assert missed == ["die mittlere Seite auch nicht komprimiert unter 60 kB"]


def test_each_need_can_be_missed() -> None:
    foreign = "https://fonts.example/a.css"
    figures = result([6.0], ["/"], [{"/": visit(40_000, 2000.0, foreign)}], BASE)
    assert figures["foreign_requests"] == [foreign]
    assert not any(figures["needs"].values())


def test_page_without_paint_is_not_measured() -> None:
    page = visit()
    del page["painted"]
    with pytest.raises(ProbeError, match="keine Zeit"):
        result([1.0], ["/"], [{"/": page}], BASE)
