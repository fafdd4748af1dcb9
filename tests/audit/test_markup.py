"""markup: names, labels, what is hidden."""

from __future__ import annotations

import pytest

from audit import markup
from audit.page import Page
from audit.texts.vague_words import is_vague


def _page(html: str) -> Page:
    return Page("/", "https://mini.example", f"<!doctype html><body>{html}")


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<a href=/>A <b>B</b></a>", "A B"),
        ("<a href=/ aria-label=L>A</a>", "L"),
        ("<a href=/ aria-labelledby='x y z'>A</a><p id=x>X</p><p id=y>Y</p>", "X Y"),
        ("<a href=/><img alt=Bild></a>", "Bild"),
        ("<a href=/ title=T></a>", "T"),
        ("<a href=/><span aria-label=S></span></a>", "S"),
        ("<a></a>", ""),
    ],
)
def test_name_of_a_link(html: str, name: str) -> None:
    page = _page(html)
    assert markup.name_of(page, page.tree.css_first("a")) == name


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<label>Ort <input></label>", "Ort"),
        ("<label for=o>Ort</label><input id=o>", "Ort"),
        ("<input placeholder=Ort>", ""),
        ("<input title=Ort>", "Ort"),
        ("<label for=o>Ort</label><input id=o aria-label=Stadt>", "Stadt"),
    ],
)
def test_label_of_a_field(html: str, label: str) -> None:
    page = _page(html)
    assert markup.label_of(page, page.tree.css_first("input")) == label


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden><a>x</a></p>",
        "<p aria-hidden=true><a>x</a></p>",
        "<p style='color:red; display: none'><a>x</a></p>",
        "<noscript><a>x</a></noscript>",
    ],
)
def test_hidden(html: str) -> None:
    assert not list(markup.shown(_page(html), "a"))


@pytest.mark.parametrize(
    "html", ["<p aria-hidden=false style='color:red'><a>x</a></p>", "<p hidden></p><a>x</a>"]
)
def test_not_hidden(html: str) -> None:
    assert list(markup.shown(_page(html), "a"))


def test_next_element_only_over_white_space() -> None:
    page = _page("<a>1</a> <!-- c --> <b>2</b> x <i>3</i>")
    assert markup.next_element(page.tree.css_first("a")).tag == "b"
    assert markup.next_element(page.tree.css_first("b")) is None


def test_vague() -> None:
    assert is_vague("Hier klicken!") and is_vague("mehr …") and is_vague("Więcej")
    assert not is_vague("Mehr zum Wohngeld") and not is_vague("")
