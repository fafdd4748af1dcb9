"""reading-order: what style sheets show in another order."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

ONE, TWO = "Erstens öffnen Sie bitte den Deckel.", "Zweitens nehmen Sie alles heraus."
STEPS = f"<p>{ONE}</p><p>{TWO}</p>"


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("reading-order", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "causes"),
    [
        (STEPS, []),
        (f'<div style="display:flex">{STEPS}</div>', []),
        (f'<div style="columns:2">{STEPS * 4}</div>', []),
        (f'<div style="display:flex;flex-direction:column-reverse">{STEPS}</div>', ["reverse"]),
        (f'<div style="display:flex;flex-direction:row-reverse">{STEPS}</div>', ["reverse"]),
        (
            f'<div style="display:flex"><p style="order:2">{ONE}</p><p style="order:1">{TWO}</p></div>',
            ["order"],
        ),
        (
            f'<div style="display:grid"><p style="grid-row:2">{ONE}</p><p style="grid-row:1">{TWO}</p></div>',
            ["grid"],
        ),
        (
            f'<div style="display:grid"><p style="grid-row:1;grid-column:1">{ONE}</p><p style="grid-column:2">{TWO}</p></div>',
            [],
        ),
        (f'<p style="float:right;width:40%">{ONE}</p><p style="float:left;width:40%">{TWO}</p>', ["float"]),
        (
            f'<div style="position:relative;padding-top:5em"><p>{ONE}</p><p style="position:absolute;top:0">{TWO}</p></div>',
            ["position"],
        ),
        (f'<div dir="rtl" style="display:flex">{STEPS}</div>', []),
        # parts that stand by themselves, and labels
        (f'<div style="display:flex;flex-direction:row-reverse"><div>{ONE}</div><nav>{TWO}</nav></div>', []),
        (
            f'<div style="display:flex;flex-direction:row-reverse"><div><h2>A</h2>{ONE}</div><div><h2>B</h2>{TWO}</div></div>',
            [],
        ),
        (
            '<div style="display:flex;flex-direction:row-reverse"><button>Weiter</button><button>Zurück</button></div>',
            [],
        ),
        (
            f'<div style="display:flex;flex-direction:column-reverse"><p>{ONE}</p><p hidden>{TWO}</p></div>',
            [],
        ),
    ],
)
def test_order_seen(judge: Judge, html: str, causes: list[str]) -> None:
    findings = judge("reading-order", html)
    assert [finding.evidence for finding in findings] == causes
    assert all(finding.outcome is Outcome.CANT_TELL for finding in findings)
