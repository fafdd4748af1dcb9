"""css-content: words that only a style sheet has."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of


def test_inapplicable_where_no_browser_was() -> None:
    assert outcome_of("css-content", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            '<style>p::after { content: "" } a::before { content: "→ " }</style><p>Frist <a href=/>x</a></p>',
            [],
        ),
        ('<style>p::after { content: "bis Freitag" }</style><p>Frist </p><p>Antrag </p>', ["bis Freitag"]),
        ('<style>main { p:before { content: "Nur " "freitags" } }</style><p>offen</p>', ["Nur freitags"]),
        ('<style>p:before { content: "Nur " "montags" }</style><p>offen</p>', ["Nur montags"]),
        (
            '<style>@layer a { @media screen { p:before { content: attr(data-x) " Uhr" } } }</style><p data-x=achtzehn>offen</p>',
            ["achtzehn Uhr"],
        ),
        ('<style>@media print { a::after { content: " (Adresse)" } }</style><a href=/>x</a>', []),
        ('<style>p::after { content: "Montag" }</style><p>Frist ist Montag: </p>', []),
        ('<style>p::after { content: "home"; font-family: Material Icons }</style><p>Frist</p>', []),
        ('<style>p::after { content: "Stern" / "" }</style><p>Frist</p>', []),
        ('<style>p:hover::after { content: "Hinweis" }</style><p>Frist</p>', []),
        ('<style>p::after { content: "Hinweis"; display: none }</style><p>Frist</p>', []),
    ],
)
def test_words_of_style_sheets(judge: Judge, html: str, words: list[str]) -> None:
    findings = judge("css-content", html)
    assert [finding.evidence for finding in findings] == words
    assert all(finding.outcome is Outcome.FAILED for finding in findings)


@pytest.mark.browser
def test_a_badge_is_for_a_person(judge: Judge) -> None:
    (finding,) = judge("css-content", '<style>p::after { content: "neu" }</style><p>Frist</p>')
    assert finding.outcome is Outcome.CANT_TELL


@pytest.mark.browser
def test_words_that_the_page_has_anyway_are_no_matter(judge: Judge) -> None:
    labels = "<style>td::before { content: attr(data-label) }</style>"
    html = f"{labels}<table><tr><th>Betrag<tr><td data-label=Betrag>10 Euro</table>"
    assert judge("css-content", html) == []
