"""The pages that lead to all others: search, A to Z, all pages."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from tests.plugins.mini_project import Project, page


def _main(project: Project, path: str) -> Tag:
    return BeautifulSoup(project.html(f"{path}/index.html"), "html.parser").main


def test_every_site_gets_them(built_project: Project) -> None:
    manifest = {page["url"]: page for page in built_project.manifest()["pages"]}
    assert {"/suche/", "/a-bis-z/", "/uebersicht/"} <= set(manifest)
    assert manifest["/suche/"]["meta"]["kind"] == "overview"
    assert manifest["/a-bis-z/"]["source"] == "content/muster/site.yaml"


def test_all_pages_and_a_to_z_lead_to_every_page(built_project: Project) -> None:
    urls = {page["url"] for page in built_project.manifest()["pages"]}
    for path in ("a-bis-z", "uebersicht"):
        links = {link["href"] for link in _main(built_project, path).select("ul a[href], h2 a[href]")}
        assert urls - links <= {"/suche/", "/a-bis-z/", "/uebersicht/"}, path


def test_all_pages_is_a_tree(built_project: Project) -> None:
    section = _main(built_project, "uebersicht").find("h2", string="Pflege zu Hause").find_parent("section")
    assert section.ul.a["href"] == "/pflege/antrag/"


def test_search_words_lead_to_their_pages(mini_project: Project) -> None:
    mini_project.write(
        "muster/pflege/antrag.md", page("Antrag stellen", search_words="[Übernahme, Formular]")
    )
    mini_project.write("muster/kontakt.md", page("Kontakt", search_words="[Formular]", menu_label="Hallo"))
    assert mini_project.build("muster").code == 0
    lines = [
        item.get_text(" ", strip=True)
        for item in _main(mini_project, "a-bis-z").select(".dk-a-to-z__list li")
    ]
    assert "Formular: Hallo , Antrag stellen" in lines
    assert "Hallo: Hallo" in lines
    assert lines.index("Startseite") < lines.index("Übernahme: Antrag stellen")  # ä, ö, ü stand with a, o, u


def test_pages_in_other_languages_are_marked_and_not_in_the_german_alphabet(mini_project: Project) -> None:
    mini_project.replace("muster/site.yaml", "menu:", "languages:\n  en: {tagline: Advice on care}\nmenu:")
    for phone in ("phone: 030 23125 100", 'phone: "112"'):
        translated = f"{phone}\n    translations: {{en: {{role: Helpline, room: Room 2}}}}"
        mini_project.replace("gemeinsam/contacts.yaml", phone, translated)
    mini_project.write("muster/en/index.md", page("First steps", lang="en"))
    assert mini_project.build("muster").code == 0
    link = _main(mini_project, "uebersicht").find("a", href="/en/")
    assert (link["lang"], link["hreflang"]) == ("en", "en")
    assert not _main(mini_project, "a-bis-z").find("a", href="/en/")


def test_a_page_of_the_sites_own_stays(mini_project: Project) -> None:
    mini_project.write("muster/a-bis-z.md", page("Unser Alphabet"))
    assert mini_project.build("muster").code == 0
    assert "Unser Alphabet" in mini_project.html("a-bis-z/index.html")


def test_unlisted_pages_are_listed_nowhere(mini_project: Project) -> None:
    mini_project.write("muster/geheim.md", page("Nur mit Adresse", unlisted="true"))
    assert mini_project.build("muster").code == 0
    for path in ("a-bis-z", "uebersicht"):
        assert not _main(mini_project, path).find("a", href="/geheim/")


def test_lists_are_due_when_the_last_page_is(mini_project: Project) -> None:
    mini_project.write("muster/beruf/index.md", page("Beruf und Pflege", review_in="2 Jahre"))
    assert mini_project.build("muster").code == 0
    pages = {page["url"]: page for page in mini_project.manifest()["pages"]}
    assert pages["/suche/"]["review_due_on"] == pages["/beruf/"]["review_due_on"]
