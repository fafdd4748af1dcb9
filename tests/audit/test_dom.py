"""Selectors mean exactly their element."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audit.dom import selector
from audit.page import Page


def page(html: str) -> Page:
    return Page("/a/b/", "https://stadt.example", html)


tags = st.sampled_from(
    ["p", "div", "a", "ul", "li", "section", "span", "o:p", "svg", "linearGradient", "h2", "b"]
)
ids = st.sampled_from([None, "a", "b", "c-1", "2x", "Ü", "a b", ""])
#: (tag, id, how many of the open elements end before it)
elements = st.lists(st.tuples(tags, ids, st.integers(0, 2)), max_size=12)


@given(elements)
def test_a_selector_means_exactly_its_element(parts: list[tuple[str, str | None, int]]) -> None:
    html, unclosed = "<body>", []
    for tag, identifier, ends in parts:
        for _ in range(min(ends, len(unclosed))):
            html += f"</{unclosed.pop()}>"
        html += f"<{tag}>" if identifier is None else f'<{tag} id="{identifier}">'
        unclosed.append(tag)
    here = page(html)
    for node in here.tree.css("body *"):
        assert [found.mem_id for found in here.tree.css(selector(node))] == [node.mem_id]


def test_a_selector_starts_at_the_nearest_unique_id() -> None:
    here = page('<main id="m"><p id="x">1</p><div><p id="x">2</p></div></main>')
    assert [selector(node) for node in here.tree.css("p")] == ["#m > p", "#m > div > p"]
