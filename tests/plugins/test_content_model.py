"""What a relative path in a link means."""

from __future__ import annotations

import posixpath
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from plugins.content_model import SiteContent

_NAMES = st.text(st.sampled_from("ab.-"), min_size=1, max_size=4)
_SOURCES = st.lists(_NAMES.filter(lambda name: name not in (".", "..")), min_size=1, max_size=3).map("/".join)
_TARGETS = st.lists(st.one_of(st.sampled_from(("..", ".", "")), _NAMES), max_size=5).map("/".join)


@given(_SOURCES, _TARGETS)
def test_a_link_means_what_its_path_says(source: str, target: str) -> None:
    asked: list[str] = []
    site = SimpleNamespace(pages=SimpleNamespace(get=asked.append))
    SiteContent.resolve(site, SimpleNamespace(path=source), target)
    assert asked == [posixpath.normpath(posixpath.join(posixpath.dirname(source), target))]
