from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "contact-link-syntax"


def _page(href: str) -> dict[str, object]:
    return {"pages": {"/": f'<p>Sie erreichen <a href="{href}">uns</a></p>'}}


@pytest.mark.parametrize(
    "href",
    [
        "tel:+493023125110",
        "TEL:+49-30-23125-110",
        "tel:030%2023125%20110",
        "tel:(030)23125110",
        "tel:110",
        "tel:+493023125110;ext=5",
        "tel:*21#",
        "mailto:pflege@musterstadt.example",
        "mailto:a@stadt.example,b@stadt.example?subject=Antrag&amp;body=Guten%20Tag%0D%0AIhre%20Bitte",
        "mailto:?to=pflege@musterstadt.example",
        "mailto:b%C3%BCro@musterstadt.example",
    ],
)
def test_passes_when_the_link_works(href: str) -> None:
    assert outcome_of(RULE, _page(href)) is Outcome.PASSED


@pytest.mark.parametrize(
    ("href", "said"),
    [
        ("tel:+49(0)3023125110", "wird mitgewählt"),
        ("tel:0049 (0) 30 23125 110", "wird mitgewählt"),
        ("tel:", "keine Nummer"),
        ("tel:Zentrale", "keine Nummer"),
        ("tel:030 23125 0 oder 110", "keine Nummer"),
        ("mailto:", "es fehlt die E-Mail-Adresse"),
        ("mailto:pflege", "keine E-Mail-Adresse"),
        ("mailto:pflege(at)musterstadt.example", "keine E-Mail-Adresse"),
        ("mailto:http://musterstadt.example", "keine E-Mail-Adresse"),
        ("mailto:a@stadt.example%0D%0ABcc:b@andere.example", "weitere Empfänger"),
        ("mailto:a@stadt.example?subject=x%0ABcc:b@andere.example", "weitere Empfänger"),
        ("mailto:a@stadt.example?cc=kaputt", "„kaputt“ ist keine E-Mail-Adresse"),
    ],
)
def test_fails_when_it_does_not(href: str, said: str) -> None:
    (finding,) = findings_for(RULE, _page(href))
    assert finding.outcome is Outcome.FAILED
    assert said in finding.message
    assert finding.where and finding.where.literal == href


def test_inapplicable_without_such_links() -> None:
    assert outcome_of(RULE, _page("/kontakt/")) is Outcome.INAPPLICABLE


@given(st.sampled_from(["tel:", "mailto:"]), st.text(max_size=40))
def test_no_text_breaks_it(scheme: str, rest: str) -> None:
    href = (scheme + rest).replace("&", "").replace('"', "").replace("<", "")
    assert outcome_of(RULE, _page(href)) in Outcome
