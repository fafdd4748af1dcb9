"""The sample of pages for people: what every site has, each kind of page, and some at random, always the same."""

from __future__ import annotations

from audit.page import Page
from audit.sample import sample
from audit.site import Site

BASE = "https://muster.example"


def page(url: str, body: str = "<p>Text</p>", title: str = "Seite", language: str = "de") -> Page:
    html = f"<!doctype html><html lang={language}><title>{title}</title><main>{body}</main></html>"
    return Page(url, BASE, html)


def site(*pages: Page) -> Site:
    return Site(BASE, {page.url: page for page in pages})


def whys(*pages: Page) -> dict[str, str]:
    return {chosen.page: chosen.why for chosen in sample(site(*pages), None)}


def test_pages_that_every_site_has_are_found_by_address_or_title() -> None:
    found = whys(
        page("/"), page("/kontakt/"), page("/recht/", title="Impressum – Muster"), page("/datenschutz/")
    )
    assert found["/"].startswith("Startseite")
    assert found["/kontakt/"].startswith("Kontakt")
    assert found["/recht/"].startswith("Impressum")
    assert found["/datenschutz/"].startswith("Datenschutz")


def test_content_that_rules_cannot_judge_is_looked_at_once_near_the_root() -> None:
    film = "<video src=film.mp4></video>"
    found = whys(page("/"), page("/a/b/film/", film), page("/film/", film), page("/a/c/film/", film))
    assert "hat einen Film oder Ton" in found["/film/"]
    assert sum("Film" in why for why in found.values()) == 1


def test_search_field_is_no_form_to_test() -> None:
    search = '<form role="search"><input></form>'
    assert not any("Formular" in why for why in whys(page("/", search), page("/x/", search)).values())
    assert "hat ein Formular" in whys(page("/"), page("/x/", "<form><input></form>"))["/x/"]


def test_each_part_and_language_has_a_page() -> None:
    found = whys(
        page("/"), page("/geld/eins/"), page("/geld/zwei/", "<p>mehr Text</p>"), page("/tr/", language="tr")
    )
    assert found["/geld/zwei/"] == "Art von Seiten: geld (de)"
    assert found["/tr/"] == "Art von Seiten: tr (tr)"
    assert "/geld/eins/" not in found or "zufällig" in found["/geld/eins/"]


def test_random_pages_are_a_tenth_more_and_always_the_same() -> None:
    pages = [page("/"), *(page(f"/thema/seite-{number}/") for number in range(60))]
    first = sample(site(*pages), None)
    assert first == sample(site(*reversed(pages)), None)
    at_random = [chosen.page for chosen in first if chosen.at_random]
    assert len(at_random) == 1
    assert all(chosen.page.startswith("/thema/") for chosen in first if chosen.at_random)


def test_redirects_and_the_error_page_are_left_out() -> None:
    moved = Page("/alt/", BASE, '<meta http-equiv="refresh" content="0; url=/neu/">')
    assert set(whys(page("/"), page("/404.html"), moved)) == {"/"}


def test_pages_that_stand_alone_are_all_looked_at() -> None:
    pages = {f"https://{name}.example/": page(f"https://{name}.example/") for name in "ab"}
    assert [chosen.page for chosen in sample(Site("", pages), None)] == list(pages)
