"""Headings get the anchors that Python-Markdown's own extension gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.toc import TocExtension

from plugins.german_text import anchor
from plugins.heading_anchors import HeadingAnchors

PIECES = st.sampled_from(
    ["Wer zahlt?", "Ä & Ö", "&amp;", "&auml;", "a < b", "*kursiv*", "`code`", "[Link](x.md)", "<b>fett</b>", " ", "1.",
     "\\*", "\\[TOC]", "{: #eigen }", "{: data-toc-label=x }", "![Bild](x.png)", "<x@y.example>", "ABK", "„Wort“", "\x02"]
)  # fmt: skip
HEADINGS = st.lists(PIECES, min_size=1, max_size=4).map("".join)


def plain() -> TocExtension:
    return TocExtension(slugify=lambda text, _: anchor(text))


def html(text: str, extension: TocExtension) -> str:
    return Markdown(extensions=["abbr", "attr_list", extension], output_format="html").convert(text)


@given(st.lists(HEADINGS, min_size=1, max_size=3))
def test_anchors_are_those_of_the_extension(headings: list[str]) -> None:
    text = "\n\n".join(f"## {heading}\n\nEin Absatz." for heading in headings) + "\n\n*[ABK]: Abkürzung\n"
    assert html(text, HeadingAnchors()) == html(text, plain())


@pytest.mark.parametrize(
    "text", ["[TOC]\n\n# Eins\n\n## Zwei\n", "# Eins\n\n# Eins\n\nUnter\n=====\n\n<h2>roh</h2>\n"]
)
def test_texts_that_ask_for_contents_and_others_are_the_same(text: str) -> None:
    assert html(text, HeadingAnchors()) == html(text, plain())
