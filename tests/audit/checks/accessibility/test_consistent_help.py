"""consistent-help: where help stands, against where it usually stands."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

PHONE = "<a href=tel:+49301234567>030 1234567</a>"
MAIL = "<a href=mailto:amt@musterstadt.example>amt@musterstadt.example</a>"
FAQ = "<a href=/fragen/>Häufige Fragen</a>"


def page(before: str = "", after: str = "", content: str = "Text") -> str:
    header = f"<header>{before}</header>" if before else ""
    footer = f"<footer>{after}</footer>" if after else ""
    return f"<html lang=de><title>T</title><body>{header}<main>{content}</main>{footer}</body></html>"


USUAL = page(PHONE + MAIL, FAQ)


@pytest.mark.parametrize(
    ("last", "outcome"),
    [
        (USUAL, Outcome.PASSED),
        (page(PHONE, FAQ), Outcome.PASSED),
        (page(), Outcome.PASSED),
        (page(PHONE + MAIL, PHONE + FAQ), Outcome.PASSED),
        (page(content=PHONE), Outcome.PASSED),
        (page("", PHONE), Outcome.FAILED),
        (page(MAIL + PHONE, FAQ), Outcome.FAILED),
        (page(FAQ), Outcome.FAILED),
        (
            f"<html lang=de><title>T</title><body><main>Text</main><div>{PHONE}</div></body></html>",
            Outcome.CANT_TELL,
        ),
    ],
)
def test_last_page_against_the_others(last: str, outcome: Outcome) -> None:
    pages = {"/a/": USUAL, "/b/": USUAL, "/c/": last}
    assert outcome_of("consistent-help", {"pages": pages}) is outcome


def test_a_box_beside_the_content_names_whom_the_page_needs() -> None:
    box, other = f"<aside>{PHONE}{MAIL}</aside>", f"<aside>{MAIL}{PHONE}</aside>"
    pages = {url: page() + aside for url, aside in (("/a/", box), ("/b/", box), ("/c/", other))}
    assert findings_for("consistent-help", {"pages": pages}) == []


def test_inapplicable_without_help_in_the_frame() -> None:
    assert outcome_of("consistent-help", {"pages": {"/": page(content=PHONE)}}) is Outcome.INAPPLICABLE
