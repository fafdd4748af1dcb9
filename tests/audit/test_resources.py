"""What a browser loads for a page without being asked."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from audit.resources import Resource, resources_of

BASE = "https://stadt.example/a/"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<script src="x.js"></script>', [("https://stadt.example/a/x.js", "script")]),
        ('<img src="/x.png" alt="">', [("https://stadt.example/x.png", "img")]),
        ('<img srcset="1.png 1x, 2.png 2x,">', [("https://stadt.example/a/1.png", "img"), ("https://stadt.example/a/2.png", "img")]),
        ('<video poster="p.jpg"><track src="u.vtt"></video>', [("https://stadt.example/a/p.jpg", "video"), ("https://stadt.example/a/u.vtt", "track")]),
        ('<object data="//andere.example/x"></object>', [("https://andere.example/x", "object")]),
        ('<link rel="STYLESHEET" href="x.css">', [("https://stadt.example/a/x.css", "link")]),
        ('<link rel="canonical" href="/x/"><link rel="next" href="/y/">', []),
        ("<style>b{background:url(x.png)}</style>", [("https://stadt.example/a/x.png", "style")]),
        ('<p style="background:url(x.png)">', [("https://stadt.example/a/x.png", "style")]),
        ('<img src=""><img><a href="/x/">x</a>', []),
    ],
)  # fmt: skip
def test_what_is_loaded(html: str, found: list[tuple[str, str]]) -> None:
    assert [(one.url, one.kind) for one in resources_of(LexborHTMLParser(html), BASE)] == found


def test_an_address_is_kept_as_written() -> None:
    tree = LexborHTMLParser('<img src="../Ä b.png">')
    assert resources_of(tree, BASE) == (Resource("https://stadt.example/Ä b.png", "../Ä b.png", "img"),)
