"""Markdown becomes safe HTML in the shape that the theme expects."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import example, given
from hypothesis import strategies as st

from plugins import markdown_pages
from plugins.markdown_pages import new_converter, safe_html, shaped
from plugins.site_content import SiteContent, load_site
from tests.plugins.mini_project import Project, page


@pytest.fixture(scope="module")
def content(built_project: Project) -> SiteContent:
    folder = built_project.root / "content"
    return load_site(folder / "muster", folder / "gemeinsam", built_project.root)


def html_of(body: str, content: SiteContent, path: str = "pflege/antrag.md") -> str:
    source = content.pages[path]
    page = type(source)(source.path, "", source.meta, {}, body, 1)
    return shaped(safe_html(new_converter(), body), page, content).html()


def soup_of(body: str, content: SiteContent) -> BeautifulSoup:
    return BeautifulSoup(html_of(body, content), "html.parser")


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x.example/x.js></SCRIPT>",
        "<b onclick=alert(1)>Text</b>",
        "<img src=x onerror=alert(1)>",
        "<iframe src=https://x.example></iframe>",
        '<p style="position:fixed">Text</p>',
        "<style>p { display: none }</style>",
        "<form action=https://x.example><input name=x></form>",
        "<svg><a xlink:href=javascript:alert(1)>x</a></svg>",
        "<object data=x></object><embed src=x><link rel=stylesheet href=x><meta http-equiv=refresh content=0>",
        "## Titel {: onclick=alert(1) style=color:red }",
        "[Text](javascript:alert(1))",
        '<a href="JaVaScRiPt:alert(1)">x</a>',
        "[Text](data:text/html,x)",
        "![Text](data:text/html,x)",
        '<a href="&#106;avascript:alert(1)">x</a>',
        "[Text](vbscript:x)",
    ],
)
def test_dangerous_html_is_gone(body: str, content: SiteContent) -> None:
    soup = soup_of(f"Vorher.\n\n{body}\n\nNachher.\n", content)
    assert not soup.find_all(
        ["script", "iframe", "style", "form", "input", "svg", "object", "embed", "link", "meta"]
    )
    for tag in soup.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name == "style"]
        for name in ("href", "src"):
            assert not tag.get(name, "").lower().startswith(("javascript", "data", "vbscript"))
    assert "Vorher." in soup.text
    assert "Nachher." in soup.text


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<details><summary>Mehr</summary>Text</details>", "<details><summary>Mehr</summary>Text</details>"),
        ('<abbr title="Sozialgesetzbuch">SGB</abbr>', '<abbr title="Sozialgesetzbuch">SGB</abbr>'),
        ("Das SGB.\n\n*[SGB]: Sozialgesetzbuch\n", '<abbr title="Sozialgesetzbuch">SGB</abbr>'),
        ('<span lang="tr">Merhaba</span>', '<span lang="tr">Merhaba</span>'),
        ("[Anruf](tel:112)", '<a href="tel:112">Anruf</a>'),
        ("[Mail](mailto:a@b.example)", '<a href="mailto:a@b.example">Mail</a>'),
        ("!!! note\n    Text\n", 'class="admonition note"'),
        ("Wort\n: Erklärung\n", "<dt>Wort</dt>"),
        ("Umlaute: ä ö ü ß „Zitat“ – 5 < 6 & mehr", "ä ö ü ß „Zitat“ – 5 &lt; 6 &amp; mehr"),
    ],
)
def test_useful_html_is_kept(body: str, kept: str, content: SiteContent) -> None:
    assert kept in html_of(body, content)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../kontakt.md", "/kontakt/"),
        ("index.md", "/pflege/"),
        ("../index.md", "/"),
        ("./../pflege/antrag.md", "/pflege/antrag/"),
        ("../beruf/index.md#zeit", "/beruf/#zeit"),
        ("../hilfe/kurse/kurs.md", "/hilfe/kurse/kurs/"),
        ("fehlt.md", "fehlt.md"),  # stays, for the audit to report
        ("../../../kontakt.md", "../../../kontakt.md"),
        ("https://x.example/kontakt.md", "https://x.example/kontakt.md"),
        ("/kontakt.md", "/kontakt.md"),
        ("#frist", "#frist"),
        ("../kontakt.md?x=1", "../kontakt.md?x=1"),
    ],
)
def test_links_between_pages(link: str, address: str, content: SiteContent) -> None:
    anchor = soup_of(f"[Text]({link})", content).a
    assert anchor
    assert anchor["href"] == address


def test_headings_get_readable_anchors_and_the_title_stays_the_only_h1(content: SiteContent) -> None:
    soup = soup_of("# Für Angehörige\n\n## Größe & „Maß“\n\n## Größe & „Maß“\n\n### „…“\n", content)
    found = [(tag.name, tag["id"]) for tag in soup.find_all(True)]
    assert found == [
        ("h2", "fuer-angehoerige"),
        ("h2", "groesse-mass"),
        ("h2", "groesse-mass_1"),
        ("h3", "abschnitt"),
    ]


TABLE = "| Grad | Betrag |\n|---|---:|\n| 2 | 347 Euro |\n"


def test_tables_scroll_and_have_scopes_and_alignment(content: SiteContent) -> None:
    soup = soup_of(f"## Geld\n\n{TABLE}", content)
    frame = soup.select_one("div.table-scroll")
    assert frame
    assert (frame["role"], frame["tabindex"]) == ("region", "0")
    caption = frame.select_one(f"#{frame['aria-labelledby']}")
    assert caption and (caption.name, caption.text) == ("caption", "Tabelle: Geld")
    assert [cell.get("scope") for cell in frame.select("th")] == ["col", "col"]
    assert [cell.get("class") for cell in frame.select("td")] == [None, ["align-right"]]
    assert not frame.select("[align]")


def test_tables_of_one_page_have_different_names(content: SiteContent) -> None:
    soup = soup_of(f"{TABLE}\nText\n\n{TABLE}\n## Geld\n\n{TABLE}\nText\n\n{TABLE}", content)
    names = [caption.text for caption in soup.select(".table-scroll caption")]
    assert len({caption["id"] for caption in soup.select("caption")}) == 4
    assert names == ["Tabelle", "Tabelle (2)", "Tabelle: Geld", "Tabelle: Geld (2)"]


@pytest.mark.parametrize(
    ("body", "name"), [("- a\n- b\n{: .checkliste }", "ul"), ("1. a\n2. b\n{: .schritte }", "ol")]
)
def test_class_below_a_list_is_the_lists(body: str, name: str, content: SiteContent) -> None:
    found = soup_of(body, content).find(name)
    assert isinstance(found, Tag)
    assert found["class"] in (["checkliste"], ["schritte"])
    assert not found.select("li[class]")


def test_typography_spares_code(content: SiteContent) -> None:
    soup = soup_of("Nach § 37 gibt es 347\nEuro.\n\n`§ 37`\n", content)
    paragraph, code = soup.p, soup.code
    assert paragraph and paragraph.text == "Nach §\u00a037 gibt es 347\u00a0Euro."
    assert code and code.text == "§ 37"


@given(st.text(alphabet="ab #*_`[]()<>!|-:\n\t&\\{}.1é", max_size=200))
def test_any_text_becomes_safe_html(body: str) -> None:
    """Nothing an editor can type breaks the converter or comes out as something that runs."""
    content = SiteContent("", "", None, {}, {}, None, date(2026, 11, 22), {})  # type: ignore[arg-type]
    source = type("Source", (), {"body": body, "path": "x.md", "meta": SimpleNamespace(lang="de")})
    text = shaped(safe_html(new_converter(), body), source, content)  # type: ignore[arg-type]
    soup = BeautifulSoup(text.html(), "html.parser")
    assert not soup.find_all(["script", "h1"])


def test_too_deep_nesting_names_the_page(built_project: Project) -> None:
    before = built_project.published()
    list_in_list = "\n".join("    " * depth + "- Text" for depth in range(400))
    with built_project.changed("muster/kontakt.md", page("Kontakt", f"{list_in_list}\n")):
        result = built_project.build("muster")
    assert result.code == 2
    assert "content/muster/kontakt.md, Zeile 9: Der Text ist zu tief verschachtelt" in result.err
    assert built_project.published() == before


_SIGNS = "ab1 []()!<>&;`\\*_#|\n\t\x02.:/@{}-=\"'"


@given(body=st.text(alphabet=_SIGNS, max_size=60))
@example("Ein `Wort` und \\*keins\\*, **fett**, _schräg_ und ***beides***.")
@example("[Ort](ort.md), [Ort][o], [o], ![Bild](b.png) und ![Bild][o]\n\n[o]: ort.md 'Titel'")
@example("<https://stadt.example>, <amt@stadt.example>, <abbr title='a'>b</abbr> &amp; &copy; A & B")
@example("Zeile  \nnächste\n\n- [[kontakt:a]]\n\n!!! hinweis\n    !\x02[kein](bild.png)")
@example("# Titel `mit` [Link](a.md) {: #id }\n\n| a | `b|c` |\n|---|---|\n| <b>x</b> | \\| |")
def test_patterns_left_out_because_they_cannot_match_change_nothing(body: str) -> None:
    fast = safe_html(new_converter(), body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown_pages, "_NEEDS", {})
        assert fast == safe_html(new_converter(), body)
