"""Texts in pieces of one declared language."""

from __future__ import annotations

import pytest

from audit.page import Page


def runs(body: str) -> list[tuple[str, str, bool]]:
    page = Page("/", "", f"<html lang=de><title>T</title><body>{body}</body></html>")
    return [(run.language, run.text, run.own) for run in page.runs]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>Eins <b>zwei</b></p>", [("de", "Eins zwei", False)]),
        ("<p>Eins<br>zwei</p><p>drei</p>", [("de", "Eins zwei", False), ("de", "drei", False)]),
        ("<p>Eins <i lang=en>two</i> drei</p>", [("de", "Eins drei", False), ("en", "two", True)]),
        ("<div lang=en><p>One</p><p>two</p></div>", [("en", "One", True), ("en", "two", True)]),
        ("<p lang=''>Eins</p>", [("", "Eins", True)]),
        ("<p hidden>Eins</p><code>zwei</code><script>drei</script><!-- vier -->", []),
        ("<img alt='Ein Haus' lang=tr>", [("tr", "Ein Haus", True)]),
        ("", []),
    ],
)
def test_runs(body: str, found: list[tuple[str, str, bool]]) -> None:
    assert runs(body) == found


def test_a_run_names_the_nearest_element_that_has_all_of_it() -> None:
    page = Page(
        "/",
        "",
        "<html lang=de><body><div lang=en><p>One <b>two</b></p></div><p>Eins <i lang=en>two</i></p></body></html>",
    )
    assert [run.node.tag for run in page.runs] == ["p", "p", "i"]


def test_deep_nesting_is_no_problem() -> None:
    assert runs("<div>" * 5000 + "tief") == [("de", "tief", False)]
