"""Notations in the text: which are meant, what replaces them, what stays."""

from __future__ import annotations

import pytest

from plugins.notations import expand, notation
from plugins.page_text import PageText

KNOWN = {"zwei"}


def expanded(html: str) -> str:
    text = PageText(html)
    expand(
        text,
        notation("ding"),
        KNOWN,
        lambda id_: f"<svg viewBox='0'>{id_}</svg>",
        lambda id_: f"<b>{id_}</b>",
    )
    return text.html()


@pytest.mark.parametrize(
    ("html", "result"),
    [
        ("<p>[[ding:zwei]]</p>", "<svg viewBox='0'>zwei</svg>"),
        ("<p>\n[[ding:zwei]] </p>", "<svg viewBox='0'>zwei</svg>"),
        ("<p>Hier: [[ding:zwei]].</p>", "<p>Hier: <b>zwei</b>.</p>"),
        ("<p>Hier <br>[[ding:zwei]]</p>", "<p>Hier <br><b>zwei</b></p>"),
        ("<ul><li>[[ding:zwei]]</li></ul>", "<ul><li><b>zwei</b></li></ul>"),
        ("<p>[[ding:zwei]] [[ding:zwei]]</p>", "<p><b>zwei</b> <b>zwei</b></p>"),
        ("<p>[[ding:drei]]</p>", "<p>[[ding:drei]]</p>"),
        ("<p>[[ding:]] &amp; &lt;i&gt;</p>", "<p>[[ding:]] &amp; &lt;i&gt;</p>"),
        ("<p>[[andere:zwei]]</p>", "<p>[[andere:zwei]]</p>"),
    ],
)
def test_what_stands_there_instead(html: str, result: str) -> None:
    assert expanded(html) == result


def test_blocks_keep_their_order() -> None:
    text = PageText("<p>[[ding:a]]</p>\n<p>[[ding:b]]</p>")
    expand(text, notation("ding"), {"a", "b"}, str.upper, str.lower)
    assert text.html() == "A\nB"
