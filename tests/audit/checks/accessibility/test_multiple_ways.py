"""multiple-ways: pages with one way only, on sites without search and overview."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of


def page(menu: str = "", content: str = "Text") -> str:
    return f"<html lang=de><title>T</title><body><nav>{menu}</nav><main>{content}</main></body></html>"


A = "<a href=/a/>A</a>"


@pytest.mark.parametrize(
    ("home", "outcome"),
    [
        (page(A), Outcome.CANT_TELL),
        (page(content=A), Outcome.CANT_TELL),
        (page(A, A), Outcome.PASSED),
        (page(A + "<a href=/finden/>Suche</a>"), Outcome.PASSED),
        (page(A + "<a href=/alles/>A bis Z</a>"), Outcome.PASSED),
        (page(A, "<form role=search><input></form>"), Outcome.PASSED),
        (page(), Outcome.PASSED),  # nothing leads to /a/: told by orphan-page
    ],
)
def test_ways(home: str, outcome: Outcome) -> None:
    assert outcome_of("multiple-ways", {"pages": {"/": home, "/a/": page()}}) is outcome


def test_lists_the_first_pages() -> None:
    pages = {"/": page("".join(f"<a href=/{n}/>{n}</a>" for n in range(8)))} | {
        f"/{n}/": page() for n in range(8)
    }
    [finding] = findings_for("multiple-ways", {"pages": pages})
    assert finding.page == "/" and "/0/, /1/, /2/, /3/, /4/ und 3 weitere" in finding.message


def test_inapplicable_to_a_site_of_one_page() -> None:
    assert outcome_of("multiple-ways", {"pages": {"/": page()}}) is Outcome.INAPPLICABLE
