"""What surrounds the content of pages."""

from __future__ import annotations

import pytest

from audit.frames import Frame, Frames, first_swap, frame_of
from audit.page import Page


def frame(body: str) -> Frame:
    return frame_of(Page("/x/", "https://mini.example", f"<html lang=de><body>{body}</body></html>"))


@pytest.mark.parametrize(
    ("order", "usual", "swap"),
    [
        ("abc", "abc", None),
        ("ac", "abc", None),
        ("axc", "abc", None),
        ("acb", "abc", ("c", "b")),
        ("aba", "abc", None),
        ("", "abc", None),
        ("xyz", "abc", None),
    ],
)
def test_first_swap(order: str, usual: str, swap: tuple[str, str] | None) -> None:
    assert first_swap(order, usual) == swap


def test_links_of_the_content_are_left_out() -> None:
    found = frame(
        "<header><a href=/>Start</a></header><main><a href=/a/>A</a></main><footer><a href=/b/>B</a></footer>"
    )
    assert [(link.region, link.key, link.after) for link in found.links] == [
        ("header", "/", False),
        ("footer", "/b/", True),
    ]


def test_what_is_about_this_page_is_left_out() -> None:
    body = """<nav aria-label="Sie sind hier"><a href=/>Start</a></nav><nav aria-label=Menü><a href=/a/>A</a>
        <a href=/x/ aria-current=page>X</a><a href=#unten>Unten</a></nav><main></main>"""
    assert [(link.region, link.text) for link in frame(body).links] == [("nav menü", "A")]


def test_a_page_that_does_not_mark_its_content_has_no_frame() -> None:
    assert frame("<nav><a href=/a/>A</a></nav><div>Text</div>").links == ()


def test_usual_is_what_comes_twice_and_oftener_than_the_rest() -> None:
    one, two = (
        frame(f"<nav><a href=/{a}/>A</a><a href=/{b}/>B</a></nav><main></main>") for a, b in ("ab", "ba")
    )
    assert Frames({"1": one, "2": one, "3": two}).usual_menus == {("de", "nav"): ("/a/", "/b/")}
    assert Frames({"1": one, "2": one, "3": two, "4": two}).usual_menus == {}
    assert Frames({"1": one, "2": two}).usual_menus == {}
