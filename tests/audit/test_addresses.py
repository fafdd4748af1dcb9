"""Addresses in style sheets."""

from __future__ import annotations

from audit.addresses import css_addresses


def test_css_addresses() -> None:
    css = "@import url('a.css') screen; b{background:URL( \"c d.png\" )} i{background:url(data:x)} u{fill:url(#g)}"
    assert list(css_addresses(css)) == ["a.css", "c d.png"]
