"""How often pages are reviewed: the nearest rule wins, and site.yaml names only folders there are."""

from __future__ import annotations

import pytest

from tests.plugins.mini_project import SITE, Project, page

RULES = "review_in: 1 Jahr\nreview:\n  hilfe: 90 Tage\n  hilfe/kurse: 4 Wochen\n"


def without_rule(title: str) -> str:
    return page(title).replace("review_in: 6 Monate\n", "")


def due(project: Project) -> dict[str, str]:
    return {entry["url"]: entry["review_due_on"] for entry in project.manifest()["pages"]}


def test_the_nearest_rule_wins(mini_project: Project) -> None:
    mini_project.write("muster/site.yaml", SITE + RULES)
    for name in ("kontakt.md", "hilfe/geld.md", "hilfe/kurse/kurs.md", "hilfe/kurse/tief/mehr.md"):
        mini_project.write(f"muster/{name}", without_rule(name.rpartition("/")[2]))
    mini_project.write("muster/hilfe/kurse/eigen.md", page("Mit eigener Frist", review_in="1 Tag"))
    result = mini_project.build("muster")
    assert result.code == 0, result.err
    found = due(mini_project)
    assert found["/kontakt/"] == "2027-10-01"
    assert found["/hilfe/geld/"] == "2026-12-30"
    assert found["/hilfe/kurse/kurs/"] == found["/hilfe/kurse/tief/mehr/"] == "2026-10-29"
    assert found["/hilfe/kurse/eigen/"] == "2026-10-02"


def test_without_any_rule_the_page_needs_its_own(mini_project: Project) -> None:
    mini_project.write("muster/kontakt.md", without_rule("Kontakt"))
    assert "kontakt.md, Zeile 1, Feld „review_in“: Dieses Feld fehlt." in mini_project.build("muster").err


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("review: {hilf: 90 Tage}", "Feld „review.hilf“: Den Ordner „hilf“ gibt es nicht. Meinten Sie „hilfe“?"),
        ("review: {hilfe: bald}", "Erlaubt sind Angaben wie „90 Tage“"),
        ("review: {/: 90 Tage}", "Den Ordner „/“ gibt es nicht."),
        ("four_eyes: [pfleg]", "Den Ordner „pfleg“ gibt es nicht. Meinten Sie „pflege“?"),
        ("owner_addresses: {redaktio: a@b.example}", "„redaktio“ gibt es nicht. Meinten Sie „redaktion“?"),
        ("owner_addresses: {redaktion: redaktion}", "Erlaubt ist eine Adresse wie"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_with_its_line(mini_project: Project, lines: str, told: str) -> None:
    mini_project.write("muster/site.yaml", f"{SITE}{lines}\n")
    result = mini_project.build("muster")
    assert result.code == 2
    assert f"site.yaml, Zeile {SITE.count(chr(10)) + 1}" in result.err
    assert told in result.err


def test_a_new_page_leaves_it_to_the_folder(mini_project: Project) -> None:
    from datetime import date

    from plugins.new_page import create

    mini_project.write("muster/site.yaml", f"{SITE}review: {{pflege: 90 Tage}}\nfour_eyes: [pflege]\n")
    for folder in ("pflege", "beruf"):
        create(mini_project.root, "muster", f"{folder}/neu.md", f"Neu: {folder}", date(2026, 11, 22))
    assert "review_in" not in mini_project.read("muster/pflege/neu.md")
    assert "review_in: 6 Monate" in mini_project.read("muster/beruf/neu.md")
