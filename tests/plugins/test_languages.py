"""Language versions: a site that has them says so everywhere, and whatever does not fit together is told with its line."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.plugins.mini_project import Project, new_project, page

LANGUAGES = """\
languages:
  en: {tagline: A small site for tests}
  ar: {tagline: موقع صغير}
"""


def translation(title: str, lang: str, of: str, **fields: str) -> str:
    return page(title, "A paragraph with enough text.\n", lang=lang, translation_of=of, **fields)


def with_languages(project: Project) -> Project:
    """The mini site in three languages: home page and one page each."""
    project.replace("muster/site.yaml", "menu:\n", f"{LANGUAGES}menu:\n")
    for hours, told in {
        "    deputy: notruf\n": ("{role: Helpline, room: Room 2}", "{role: هاتف, room: غرفة 2}"),
        "    opening_hours: 24/7\n": ("{role: Emergency number}", "{role: طوارئ}"),
    }.items():
        translations = f"    translations:\n      en: {told[0]}\n      ar: {told[1]}\n"
        project.replace("gemeinsam/contacts.yaml", hours, hours + translations)
    project.write("muster/en/index.md", translation("Welcome", "en", "../index.md", menu_label="Home"))
    project.write("muster/en/care.md", translation("Care at home", "en", "../pflege/index.md"))
    project.write("muster/ar/index.md", translation("مرحبًا", "ar", "../index.md"))
    return project


@pytest.fixture
def project(mini_project: Project) -> Project:
    """A site in three languages of one's own, not built yet."""
    return with_languages(mini_project)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same, built; nobody changes it."""
    site = with_languages(new_project(tmp_path_factory.mktemp("sprachen")))
    result = site.build()
    assert result.code == 0, result.err
    return site


def soup_of(site: Project, name: str) -> BeautifulSoup:
    return BeautifulSoup(site.html(name), "html.parser")


def built(project: Project, name: str) -> BeautifulSoup:
    result = project.build()
    assert result.code == 0, result.err
    return soup_of(project, name)


def said(project: Project) -> str:
    result = project.build()
    assert result.code == 2, result.err
    return result.out + result.err


def test_translations_and_original_name_each_other(site: Project) -> None:
    expected = {
        "de": "https://muster.musterstadt.example/",
        "x-default": "https://muster.musterstadt.example/",
        "en": "https://muster.musterstadt.example/en/",
        "ar": "https://muster.musterstadt.example/ar/",
    }
    for name in ("index.html", "en/index.html", "ar/index.html"):
        links = soup_of(site, name).select('link[rel="alternate"]')
        assert {link["hreflang"]: link["href"] for link in links} == expected
    assert not soup_of(site, "kontakt/index.html").select('link[rel="alternate"]')


def test_language_menu_leads_to_the_same_page_or_to_the_home_page(site: Project) -> None:
    for name, urls in {
        "pflege/index.html": ["/pflege/", "/en/care/", "/ar/"],
        "en/care/index.html": ["/pflege/", "/en/care/", "/ar/"],
        "kontakt/index.html": ["/kontakt/", "/en/", "/ar/"],
        "404.html": ["/", "/en/", "/ar/"],
    }.items():
        links = soup_of(site, name).select(".dk-language-menu__link")
        assert [link["href"] for link in links] == urls, name
        assert [(link["lang"], link.text) for link in links] == [
            ("de", "Deutsch"),
            ("en", "English"),
            ("ar", "العربية"),
        ]
        assert [link["lang"] for link in links if link.get("aria-current")] == [
            "en" if name.startswith("en") else "de"
        ]


def test_a_site_in_one_language_has_no_language_menu(mini_project: Project) -> None:
    page = built(mini_project, "index.html")
    assert not page.select(".dk-language-menu, link[rel=alternate]")


def test_frame_speaks_the_language_of_the_page(site: Project) -> None:
    page = soup_of(site, "en/care/index.html")
    assert page.html["lang"] == "en"
    assert page.select_one(".dk-skip-link").text == "Skip to content"
    assert page.select_one(".dk-site-header__tagline").text == "A small site for tests"
    assert [link.text for link in page.select(".dk-menu__link")] == ["Home", "Care at home"]
    assert [link["href"] for link in page.select(".dk-breadcrumb__link")] == ["/en/"]
    box = page.select_one("#dk-kontakt")
    assert box.select_one(".dk-contact-box__role").text == "Helpline"
    assert "Monday to Thursday: 9:00 to 16:00" in " ".join(box.text.split())
    assert box.select_one(".dk-contact-box__unit > span")["lang"] == "de"
    assert "Last checked on 1 October 2026" in page.select_one(".dk-review-note").text
    assert page.footer["lang"] == "de"


def test_home_page_of_a_language_is_laid_out_as_one(site: Project) -> None:
    page = soup_of(site, "en/index.html")
    assert "dk-layout-home" in page.body["class"]
    assert page.title.text == "Muster-Microsite – A small site for tests"
    assert not page.select(".dk-situation-cards, .dk-breadcrumb")
    assert [link["href"] for link in page.select(".dk-page-cards__link")] == ["/en/care/"]


def test_arabic_runs_from_right_to_left(site: Project) -> None:
    page = soup_of(site, "ar/index.html")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert page.footer["dir"] == "ltr"
    assert "dir" not in soup_of(site, "index.html").html.attrs


def test_contacts_in_the_text_are_told_in_the_language_of_the_page(project: Project) -> None:
    project.write(
        "muster/en/care.md",
        translation("Care at home", "en", "../pflege/index.md").replace(
            "A paragraph", "[[kontakt:zentrale]]\n\nIn danger: [[kontakt:notruf]]. A paragraph"
        ),
    )
    prose = built(project, "en/care/index.html").select_one(".dk-prose")
    assert prose.select_one(".dk-contact-box__role").text == "Helpline"
    assert "Emergency number, phone 112." in prose.text


def test_tables_are_named_in_the_language_of_the_page(project: Project) -> None:
    text = "## Limits\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    project.write(
        "muster/en/care.md", page("Care at home", text, lang="en", translation_of="../pflege/index.md")
    )
    assert built(project, "en/care/index.html").select_one(".table-scroll caption").text == "Table: Limits"


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        (
            "en/care.md",
            {"translation_of": "../pflege/index.md"},
            "en/care.md, Zeile 1, Feld „lang“: Im Ordner „en“ braucht jede Seite ihre Sprache. "
            "Bitte „lang: en“ ergänzen.",
        ),
        (
            "en/care.md",
            {"lang": "ar"},
            "en/care.md, Zeile 8, Feld „lang“: Im Ordner „en“ liegen nur Seiten mit „lang: en“. "
            "Bitte ändern oder die Datei in den Ordner „ar“ verschieben.",
        ),
        (
            "tr/index.md",
            {"lang": "tr"},
            "tr/index.md, Zeile 8, Feld „lang“: Die Sprache „tr“ steht nicht unter languages in "
            "content/muster/site.yaml. Möglich: ar, de, en.",
        ),
        (
            "hilfe/care.md",
            {"lang": "en"},
            "hilfe/care.md, Zeile 8, Feld „lang“: Eine Seite mit „lang: en“ gehört in den Ordner „en“. "
            "Bitte verschieben.",
        ),
        (
            "hilfe/care.md",
            {"translation_of": "../pflege/index.md"},
            "hilfe/care.md, Zeile 8, Feld „lang“: Zu einer Übersetzung gehört ihre Sprache. "
            "Bitte ergänzen, zum Beispiel „lang: en“.",
        ),
        (
            "en/more.md",
            {"lang": "en", "translation_of": "../pflege/indx.md"},
            "en/more.md, Zeile 9, Feld „translation_of“: „../pflege/indx.md“ gibt es nicht. "
            "Meinten Sie „../pflege/index.md“?",
        ),
        (
            "ar/more.md",
            {"lang": "ar", "translation_of": "../en/care.md"},
            "ar/more.md, Zeile 9, Feld „translation_of“: „../en/care.md“ ist selbst eine Übersetzung. "
            "Bitte die Seite nennen, von der sie stammt.",
        ),
        (
            "en/more.md",
            {"lang": "en", "translation_of": "../pflege/index.md"},
            "en/more.md, Zeile 9, Feld „translation_of“: Diese Übersetzung gibt es schon: "
            "content/muster/en/care.md. Bitte eine der beiden Dateien löschen oder ein anderes Original nennen.",
        ),
        (
            "hilfe/care.md",
            {"lang": "de", "translation_of": "../pflege/index.md"},
            "hilfe/care.md, Zeile 9, Feld „translation_of“: „../pflege/index.md“ ist auch in der Sprache „de“ "
            "geschrieben. Bitte die Seite nennen, die übersetzt wurde.",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(
    name: str, fields: dict[str, str], expected: str, project: Project
) -> None:
    project.write(f"muster/{name}", page("Something else", **fields))
    text = said(project)
    assert f"content/muster/{expected}" in text
    assert (
        text.count("content/muster/") - text.count("in content/muster/") <= 2
    )  # the fault, and a file it names


def test_languages_of_the_site_have_words_and_a_home_page(project: Project) -> None:
    project.replace(
        "muster/site.yaml",
        "  ar: {",
        "  fr: {tagline: Un petit site}\n  de: {tagline: Noch einmal}\n  tr: {tagline: Küçük}\n  ar: {",
    )
    text = said(project)
    place = "content/muster/site.yaml, Zeile {}, Feld „languages.{}“: "
    assert place.format(13, "fr") + "Für „fr“ sind Kopf und Kontaktkasten noch nicht übersetzt." in text
    assert place.format(14, "de") + "„de“ ist schon die Sprache der Site selbst. Bitte hier löschen." in text
    assert (
        place.format(15, "tr") + "Die Startseite dieser Sprache fehlt. Bitte die Datei tr/index.md anlegen."
        in text
    )


def test_a_language_without_tagline_is_told(project: Project) -> None:
    project.replace("muster/site.yaml", "  en: {tagline: A small site for tests}\n", "  en: {}\n")
    assert "Feld „languages.en.tagline“: Dieses Feld fehlt." in said(project)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "      en: {role: Helpline, room: Room 2}\n",
            "",
            "content/muster/en/care.md, Zeile 4, Feld „contact“: In der Sprache „en“ fehlt „zentrale“. "
            "Bitte in content/gemeinsam/contacts.yaml unter translations ergänzen.",
        ),
        ("room: Room 2", "room: ''", "In der Sprache „en“ fehlt der Raum von „zentrale“."),
        ("      en: {role: Emergency number}\n", "", "In der Sprache „en“ fehlt „notruf“."),
    ],
)
def test_contacts_on_translated_pages_are_translated(
    old: str, new: str, expected: str, project: Project
) -> None:
    project.replace("gemeinsam/contacts.yaml", old, new)
    assert expected in said(project)


def test_manifest_carries_language_and_original(site: Project) -> None:
    meta = {entry["url"]: entry["meta"] for entry in site.manifest()["pages"]}["/en/care/"]
    assert (meta["lang"], meta["translation_of"]) == ("en", "../pflege/index.md")
