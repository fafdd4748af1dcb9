"""link-distinguishable: a link in a text looks like one."""

from __future__ import annotations

import pytest

from tests.audit.checks.conftest import Judge

pytestmark = pytest.mark.browser

_STYLE = "<style>a { color: inherit; text-decoration: none }</style>"
_TEXT = "Wer wenig Geld für die Miete hat, stellt einen"


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{_TEXT} <a href=/a/>Antrag</a>.</p>",  # the browser's own style
        f"{_STYLE}<p>{_TEXT} <a href=/a/ style='border-bottom: 1px dotted'>Antrag</a>.</p>",
        f"{_STYLE}<p>{_TEXT} <a href=/a/><b>Antrag</b></a>.</p>",
        f"{_STYLE}<p>{_TEXT} <a href=/a/ style='color: #00f'>Antrag</a>.</p>",  # the engines judge this
        f"{_STYLE}<style>a::after {{ content: ' →' }}</style><p>{_TEXT} <a href=/a/>Antrag</a>.</p>",
        f"{_STYLE}<p>{_TEXT} <a href=/a/><img src=/a.png alt=Antrag></a>.</p>",
        f"{_STYLE}<p><a href=/a/>Antrag auf Wohngeld für Mieterinnen und Mieter</a></p>",  # no text around
        f"{_STYLE}<ul><li><a href=/a/>Antrag</a> <a href=/b/>Widerspruch und Klage einreichen</a></li></ul>",
        f"{_STYLE}<nav><p>{_TEXT} <a href=/a/>Antrag</a>.</p></nav>",
        f"{_STYLE}<p>{_TEXT} <a href=/a/ style='display: inline-block; padding: 8px'>Antrag</a>.</p>",
        f"{_STYLE}<p>{_TEXT} <a href=/a/ hidden>Antrag</a>.</p>",
    ],
)
def test_passed(judge: Judge, html: str) -> None:
    assert judge("link-distinguishable", html) == []


@pytest.mark.parametrize(
    "html",
    [
        f"{_STYLE}<p>{_TEXT} <a href=/a/>Antrag</a>.</p>",
        f"{_STYLE}<p>{_TEXT} <a href=/a/><span>Antrag</span></a>.</p>",
        f"{_STYLE}<p><b>{_TEXT} <a href=/a/>Antrag</a>.</b></p>",
    ],
)
def test_failed(judge: Judge, html: str) -> None:
    (finding,) = judge("link-distinguishable", html)
    assert "„Antrag“ sieht genauso aus" in finding.message
