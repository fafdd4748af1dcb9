"""HTML in texts that does not reach the page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

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
    "body",
    [
        "Nur Text.",
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
