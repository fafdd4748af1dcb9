"""unstructured-text: long text without headings or lists."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

PARAGRAPH = f"<p>{'Wer eine Wohnung sucht, kann sich beraten lassen. ' * 10}</p>"
WALL = PARAGRAPH.replace("<p>", "<p id=x>", 1) + PARAGRAPH * 7


def test_inapplicable_without_paragraphs() -> None:
    assert outcome_of("unstructured-text", {"pages": {"/": "<h1>Wohnen</h1>"}}) is Outcome.INAPPLICABLE


@pytest.mark.parametrize(
    "html",
    [
        PARAGRAPH * 5,
        "<h2>A</h2>".join([PARAGRAPH * 4] * 3),
        "<ul><li>A</li></ul>".join([PARAGRAPH * 4] * 3),
        "<ul>" + f"<li>{PARAGRAPH}</li>" * 9 + "</ul>",
        f"<footer>{WALL}</footer>",
        f"<div hidden>{WALL}</div>",
    ],
)
def test_passes(html: str) -> None:
    assert outcome_of("unstructured-text", {"pages": {"/": html}}) is Outcome.PASSED


@pytest.mark.parametrize(
    "html",
    [
        WALL,
        f"<h2>A</h2><div>{WALL}</div>",
        PARAGRAPH.replace("<p>", "<p id=x>").replace("</p>", " Text" * 300 + "</p>"),
        WALL.replace("Wer", '<img src="a.png" alt="a">Wer'),
    ],
)
def test_a_person_must_look(html: str) -> None:
    found = findings_for("unstructured-text", {"pages": {"/": html}})
    assert [(finding.outcome, finding.target) for finding in found] == [(Outcome.CANT_TELL, "#x")]
