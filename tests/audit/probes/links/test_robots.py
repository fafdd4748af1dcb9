from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.probes.links.robots import parse

HOST = "https://amt.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("USER-AGENT: *\r\ndisallow: /a # nicht\r\n", "/a/b", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),  # the longest counts, not the first
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),  # equally long: allowed
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?b", True),
        ("User-agent: *\nDisallow: /*?", "/x?y", False),
        ("User-agent: *\nDisallow: /b%C3%BCro", "/büro", False),
        ("User-agent: a\nUser-agent: dreiklick\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/y", True),
        ("User-agent: a\nUser-agent: Dreiklick\nDisallow: /x", "/x", False),
        (
            "User-agent: dreiklick\nDisallow: /x\nUser-agent: b\nDisallow: /\nUser-agent: dreiklick\nDisallow: /y",
            "/y",
            False,
        ),
        ("Disallow: /", "/", True),  # belongs to no group
        ("<html>User-agent</html>", "/", True),
        ("User-agent: *\nSitemap: https://x/\nDisallow: /a", "/a", False),
    ],
)
def test_rfc_9309(text: str, path: str, allowed: bool) -> None:
    assert parse(text).allows(HOST + path) is allowed


def test_no_pattern_makes_it_slow() -> None:
    started = time.monotonic()
    parse("User-agent: *\nDisallow: " + "/*a" * 5000 + "$").allows(f"{HOST}/{'a' * 2000}")
    assert time.monotonic() - started < 1


@given(st.text(max_size=200), st.text(max_size=50))
def test_any_text_is_understood_somehow(text: str, path: str) -> None:
    assert parse(f"User-agent: *\n{text}").allows(f"{HOST}/{path}") in (True, False)
