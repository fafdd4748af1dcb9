"""HTML in texts that does not reach the page."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.markdown_pages import new_converter, safe_html
from plugins.raw_html import check_html


def told(body: str) -> list[tuple[int, str]]:
    page = SimpleNamespace(name="content/muster/seite.md", body=body, body_line=8)
    return [(problem.line, problem.message) for problem in check_html(page)]


@pytest.mark.parametrize(
    ("body", "line", "start", "remedy"),
    [
        (
            "Text\n\n<iframe src=https://x.example></iframe>\n",
            10,
            "„<iframe>“ kommt nicht auf die Seite.",
            "films",
        ),
        ("<BUTTON>Weiter</BUTTON>", 8, "„<BUTTON>“", "Statt eines Formulars"),
        ("Schreiben Sie <Name eintragen> hinein.", 8, "„<Name>“", "\\<"),
        ("- Punkt\n- <font color=red>rot</font>", 9, "„<font>“", "Markdown"),
        ("<div>\n<script>alert(1)</script>\n</div>", 9, "„<script>“", "Markdown"),
    ],
)
def test_elements_that_are_left_out_are_told(body: str, line: int, start: str, remedy: str) -> None:
    ((at, message),) = told(body)
    assert at == line
    assert message.startswith(start)
    assert remedy in message


@pytest.mark.parametrize(
    ("body", "line", "start", "remedy"),
    [
        ('Text\n\n<p style="color: red">Wichtig</p>\n', 10, "„style“ bei <p>", "Gestaltung"),
        ("<span\n  lang=en\n  onclick=alert(1)>Go</span>", 10, "„onclick“ bei <span>", "läuft nur"),
        ('Der <a href="/weg/" target="_blank">Weg</a>.', 8, "„target“ bei <a>", "selben Fenster"),
        ("Der [Weg](weg.md){: target=_blank }.", 8, "„target“ bei <a>", "selben Fenster"),
        ("Ein Absatz.\n{: data-ort=hier }", 9, "„data-ort“ bei <p>", "weglassen"),
        ("# Titel\n\nText\n\n<p width=10>x</p>", 12, "„width“ bei <p>", "Gestaltung"),
        ("[Plan](file:///C:/Plan.pdf)", 8, "„file:///C:/Plan.pdf“", "Datei der Website"),
        ("[Los](JavaScript:alert(1))", 8, "„JavaScript:alert(1)“", "https://"),
        ("Text\n\n![Haus](data:image/gif;base64,R0lGODlh)", 10, "„data:image/gif;base64,R0lGODlh“", "Datei"),
    ],
)
def test_attributes_and_addresses_that_are_left_out_are_told(
    body: str, line: int, start: str, remedy: str
) -> None:
    ((at, message),) = told(body)
    assert at == line
    assert message.startswith(start)
    assert remedy in message


@pytest.mark.parametrize(
    "body",
    [
        "Nur Text.",
        'Auf <span lang="en" dir="ltr">Englisch</span>, <abbr title="und so weiter">usw.</abbr>',
        "- eins\n- zwei\n{: .checkliste }\n\nWort\n{: lang=de dir=ltr }",
        "[Anruf](tel:+4930123456), [Mail](mailto:a@stadt.example), [Seite](https://stadt.example/x?a=b:c)",
        "Uhrzeit:9, Hinweis:alles gut, {a=b} und `<p style=x>` sowie `[Plan](file:///C:/Plan.pdf)`",
        "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n3. drei\n4. vier\n\n![Haus](/bilder/haus.svg)",
        "<details><summary>Mehr</summary>Text</details>\n\n<p>Absatz<br>weiter</p>",
        "Adresse: <beratung@stadt.example> und <https://stadt.example/>",
        "Unter 3 < 4 und Kinder <Jahre",
        "Schreiben Sie \\<Name eintragen> hinein.",
        "Das Zeichen `<iframe>` zeigt man so:\n\n    <button>\n",
        "<!-- <iframe> später -->\n\nText",
    ],
)
def test_what_stays_is_not_told(body: str) -> None:
    assert told(body) == []


def test_each_element_is_told_once() -> None:
    assert len(told("<button>a</button>\n<button>b</button>\n<input>")) == 2


TAGS = st.sampled_from(["p", "span", "a", "div", "abbr", "details", "font"])
NAMES = st.sampled_from(["class", "lang", "href", "title", "style", "onclick", "target", "open", "width"])
VALUES = st.sampled_from(
    ["x", "/weg/", "https://stadt.example/", "file:///C:/a", " data:text/plain,x", "tel:1", ""]
)


@given(st.lists(st.tuples(TAGS, NAMES, VALUES), min_size=1, max_size=4))
@example([("a", "href", "x"), ("a", "href", "file:///C:/a")])
def test_whatever_is_lost_is_told(written: list[tuple[str, str, str]]) -> None:
    body = "\n\n".join(f'<{tag} {name}="{value}">Text</{tag}>' for tag, name, value in written)
    kept = Counter(
        (node.tag, *node.attributes)
        for node in LexborHTMLParser(safe_html(new_converter(), body)).css("body *")
    )
    is_lost = bool(Counter((tag, name) for tag, name, _ in written) - kept)
    assert bool(told(body)) == is_lost
