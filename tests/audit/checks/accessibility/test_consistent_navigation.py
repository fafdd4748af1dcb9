"""consistent-navigation: menus against the order they usually have."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of


def page(entries: Sequence[str], label: str = "Menü", language: str = "de", current: str = "") -> str:
    links = "".join(
        f"<li><a href=/{entry}/{' aria-current=page' if entry == current else ''}>{entry.upper()}</a></li>"
        for entry in entries
    )
    return f"<html lang={language}><title>T</title><body><nav aria-label='{label}'><ul>{links}</ul></nav><main>Text</main></body></html>"


def site(*pages: str) -> dict:
    return {"pages": {f"/{number}/": html for number, html in enumerate(pages)}}


@pytest.mark.parametrize(
    ("last", "outcome"),
    [
        (page("abcde"), Outcome.PASSED),
        (page("abde"), Outcome.PASSED),
        (page("abxcde"), Outcome.PASSED),
        (page("cabde", current="c"), Outcome.PASSED),
        (page("ab"), Outcome.PASSED),
        (page("bacde"), Outcome.FAILED),
        (page("edcbaxyz"), Outcome.CANT_TELL),
        (page("edcba", label="Brotkrumen"), Outcome.PASSED),
        (page("edcba", language="tr"), Outcome.PASSED),
    ],
)
def test_last_page_against_the_others(last: str, outcome: Outcome) -> None:
    assert outcome_of("consistent-navigation", site(page("abcde"), page("abcde"), last)) is outcome


def test_names_page_and_entries() -> None:
    [finding] = findings_for("consistent-navigation", site(page("abcde"), page("abcde"), page("abced")))
    assert (finding.page, finding.message) == (
        "/2/",
        "„D“ steht hier hinter „E“, auf den meisten Seiten davor.",
    )
    assert finding.target == "body > nav > ul > li:nth-of-type(5) > a"


def test_where_no_order_is_usual_nothing_is_said() -> None:
    assert findings_for("consistent-navigation", site(page("abcde"), page("edcba"))) == []


def test_inapplicable_without_menus() -> None:
    assert outcome_of("consistent-navigation", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE
