"""The tree that plugins reshape a page's text in."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from plugins.page_text import PageText, ancestors, renamed, wrapped


def test_strings_are_found_in_order_and_may_be_replaced() -> None:
    text = PageText("<p>eins [x] <b>[x] zwei</b></p><p title='[x]'>drei</p>")
    nodes = text.strings(re.compile(r"\[x\]"))
    assert [node.text_content for node in nodes] == ["eins [x] ", "[x] zwei"]
    for node in nodes:
        node.replace_with("&")
    assert text.html() == '<p>&amp;<b>&amp;</b></p><p title="[x]">drei</p>'


def test_what_is_kept_aside_is_not_parsed_again() -> None:
    text = PageText("<p>Karte</p>")
    svg = '<svg viewBox="0 0 1 1"/>'
    text.body.css_first("p").replace_with(text.aside(f"<div>{text.aside(svg)}</div>"))
    assert text.html() == f"<div>{svg}</div>"


def test_a_text_cannot_forge_what_is_kept_aside() -> None:
    text = PageText("<p>\x000\x00 &#0;0&#0;</p>")
    text.aside("<script>")
    assert "<script>" not in text.html()


def test_renamed_keeps_attributes_and_children() -> None:
    text = PageText('<h1 id="a" class="b">Zur <em>Pflege</em></h1>')
    renamed(text.body.css_first("h1"), "h2")
    assert text.html() == '<h2 id="a" class="b">Zur <em>Pflege</em></h2>'


def test_wrapped_and_ancestors() -> None:
    text = PageText("<ul><li>eins</li></ul>")
    frame = wrapped(text.body.css_first("ul"), "div", {"class": "rahmen"})
    assert text.html() == '<div class="rahmen"><ul><li>eins</li></ul></div>'
    assert [node.tag for node in ancestors(frame.css_first("li"))] == ["ul", "div"]


def test_spaces_that_do_not_break_are_written_as_such() -> None:
    assert PageText("<p>§&nbsp;37 &amp;nbsp;</p>").html() == "<p>§\u00a037 &amp;nbsp;</p>"


@given(st.text())
def test_any_text_keeps_its_words(words: str) -> None:
    """What is written is what a parser reads again."""
    once = PageText(words).html()
    assert PageText(once).html() == once
