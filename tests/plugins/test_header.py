"""What stands at the top of every page: only ways that the site really has."""

from __future__ import annotations

from bs4 import BeautifulSoup

from tests.plugins.mini_project import Project, page


def shortcuts(project: Project, name: str = "kontakt/index.html") -> list[tuple[str, str]]:
    result = project.build()
    assert result.code == 0, result.err
    links = BeautifulSoup(project.html(name), "html.parser").select(".dk-utility-bar__link")
    return [(link.text, link["href"]) for link in links]


def test_shortcuts_are_the_pages_that_are_there(mini_project: Project) -> None:
    before = shortcuts(mini_project)
    assert [label for label, _ in before] in ([], ["Suche"])  # the search page is made by itself
    mini_project.write("muster/leichte-sprache/index.md", page("Das ist in Leichter Sprache"))
    mini_project.write("muster/gebaerdensprache.md", page("Für taube Menschen"))
    added = [("Leichte Sprache", "/leichte-sprache/"), ("Gebärdensprache", "/gebaerdensprache/")]
    assert shortcuts(mini_project) == before + added
    assert shortcuts(mini_project, "404.html") == before + added


def test_menu_and_home_are_those_of_the_site(mini_project: Project) -> None:
    assert mini_project.build().code == 0
    soup = BeautifulSoup(mini_project.html("pflege/antrag/index.html"), "html.parser")
    assert [link["href"] for link in soup.select(".dk-menu__link")] == ["/pflege/", "/kontakt/"]
    assert soup.select_one(".dk-site-header__title")["href"] == "/"
    assert soup.select_one(".dk-site-header__tagline").text == "Eine kleine Site für Tests"
