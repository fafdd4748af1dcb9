"""What a directory makes of its entries: plain pages for each value, by name, with their number, and none that is empty."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from plugins.content_model import SiteContent
from tests.plugins.directory_project import add_directory, entry, load
from tests.plugins.mini_project import Project


@pytest.fixture
def project(mini_project: Project) -> Project:
    return add_directory(mini_project)


def titles(content: SiteContent, path: str) -> list[str]:
    return [shown.title for shown in content.pages[path].view.entries]


def test_each_value_with_entries_has_a_page_and_no_other(project: Project) -> None:
    made = {path for path, page in load(project).pages.items() if page.view and "eintraege/" not in path}
    assert {path for path in made if page_is_of_directory(path)} == {
        "bereiche/pflege/index.md",
        "bereiche/essen/index.md",
        "stadtteile/index.md",
        "stadtteile/mitte.md",
        "stadtteile/nord.md",
        "sprachen/tuerkisch.md",
        "stufenlos.md",
        "kostenlos.md",
    }


def page_is_of_directory(path: str) -> bool:
    return path.split("/")[0] in (
        "bereiche",
        "stadtteile",
        "fuer",
        "sprachen",
        "stufenlos.md",
        "kostenlos.md",
    )


def test_lists_are_by_name_as_germans_sort(project: Project) -> None:
    content = load(project)
    assert titles(content, "eintraege/index.md") == ["Alpha-Dienst", "Ömmes Tisch", "Zett-Hilfe"]
    assert titles(content, "kostenlos.md") == ["Alpha-Dienst", "Ömmes Tisch"]


def test_entry_for_everywhere_stands_in_every_district(project: Project) -> None:
    content = load(project)
    assert titles(content, "stadtteile/mitte.md") == ["Alpha-Dienst", "Ömmes Tisch"]
    assert titles(content, "stadtteile/nord.md") == ["Ömmes Tisch", "Zett-Hilfe"]


def test_summary_says_how_many(project: Project) -> None:
    pages = load(project).pages
    assert pages["bereiche/pflege/index.md"].meta.summary.startswith("3 Einträge. Dienste, die")
    assert pages["bereiche/essen/index.md"].meta.summary.startswith("1 Eintrag. ")
    assert pages["sprachen/tuerkisch.md"].meta.title == "Angebote auf Türkisch"


def test_long_category_is_narrowed_by_district_where_that_leaves_something_out(project: Project) -> None:
    for number in range(4):
        project.write(f"muster/eintraege/mehr-{number}.md", entry(f"Mehr {number}", districts="[nord]"))
    content = load(project)
    narrowed = content.pages["bereiche/pflege/mitte.md"]
    assert titles(content, "bereiche/pflege/mitte.md") == ["Alpha-Dienst", "Ömmes Tisch"]
    assert (narrowed.meta.title, narrowed.meta.unlisted) == ("Pflege: Stadtteil Mitte", True)
    assert narrowed.view.query == "?bereich=pflege&stadtteil=mitte"
    links = content.pages["bereiche/pflege/index.md"].view.narrower[0].links
    assert [(link.label, link.count) for link in links] == [("Mitte", 2), ("Nord", 6)]
    assert "bereiche/essen/mitte.md" not in content.pages


def test_filter_offers_only_values_that_some_entry_has(project: Project) -> None:
    filters = {item.name: item for item in load(project).pages["eintraege/index.md"].view.filters}
    assert [option.value for option in filters["bereich"].options] == ["pflege", "essen"]
    assert [option.label for option in filters["sprache"].options] == ["Türkisch"]
    assert filters["kostenlos"].is_box
    assert "gruppe" not in filters


def test_map_says_in_words_what_it_shows(project: Project) -> None:
    view = load(project).pages["stadtteile/index.md"].view
    assert [(tile.title, tile.count) for tile in view.tiles] == [("Mitte", 2), ("Nord", 2)]
    assert view.description.endswith("1. Mitte; 2. Nord.")


def test_site_without_directory_has_none_of_these_pages(mini_project: Project) -> None:
    assert not [path for path in load(mini_project).pages if page_is_of_directory(path)]


def test_page_of_an_entry(project: Project) -> None:
    assert project.build("muster").code == 0
    html = project.html("eintraege/alpha/index.html")
    main = html[html.index("<main") : html.index("</main>")]
    assert main.index("tel:+496990009100") < main.index("Auf einen Blick")
    assert "Externes Angebot" in main
    assert '<a class="dk-provider-facts__link" href="https://alpha.example/">alpha.example</a>' in main
    assert '<a class="dk-provider-facts__link" href="/bereiche/pflege/">Pflege</a>' in main
    mail = unquote(main.split('dk-entry-correction__link" href="')[1].split('"')[0])
    assert mail.startswith("mailto:zentrale@musterstadt.example?subject=Eintrag stimmt nicht: Alpha-Dienst")
    assert "https://muster.musterstadt.example/eintraege/alpha/" in mail
    assert "1. Oktober 2026" in main


def test_list_of_all_works_without_script_and_gives_the_script_its_values(project: Project) -> None:
    assert project.build("muster").code == 0
    html = project.html("eintraege/index.html")
    assert (
        '<form class="dk-entry-filter__form" id="dk-filter" aria-labelledby="dk-filter-titel" hidden>' in html
    )
    assert 'href="/bereiche/pflege/"' in html
    assert (
        '<li class="dk-provider-list__card" data-bereich="essen pflege" data-stadtteil="mitte nord"' in html
    )
    assert (project.root / "output/muster/js/filter.js").is_file()
    assert "filter.js" not in project.html("kostenlos/index.html")
