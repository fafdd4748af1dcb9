"""What stands on a legal page: its text by headings, and what was left of a template."""

from __future__ import annotations

import pytest

from audit.legal_pages import Section, leftovers, sections, text_of
from audit.page import Page


def _page(html: str) -> Page:
    return Page("/", "https://mini.example", f"<html><body>{html}</body></html>")


def test_text_is_divided_by_headings_and_leaves_out_what_nobody_sees() -> None:
    page = _page(
        "<nav>Menü</nav><main>Vorab <h2>Kontakt <em>hier</em></h2><div>Rathaus<p>Zimmer <b>3</b></p></div>"
        "<script>let x = 1</script><style>p{}</style><h3>Ende</h3></main>"
    )
    assert list(sections(page)) == [
        Section("", "Vorab"),
        Section("Kontakt hier", "Rathaus Zimmer 3"),
        Section("Ende", ""),
    ]
    assert text_of(page) == "Vorab Kontakt hier Rathaus Zimmer 3 Ende"


def test_page_without_main_is_read_whole() -> None:
    assert text_of(_page("<p>Alles</p>")) == "Alles"


@pytest.mark.parametrize("text", ["§ 5 [1] DDG", "XX. Jahrhundert", "Liste [a]", "Text ohne etwas", "Fax"])
def test_usual_text_is_no_leftover(text: str) -> None:
    assert leftovers(text) == ()


@pytest.mark.parametrize("text", ["Tel. XXX", "am TT.MM.JJJJ", "Lorem ipsum dolor", "[bitte ergänzen]"])
def test_template_text_is_a_leftover(text: str) -> None:
    assert len(leftovers(text)) == 1
