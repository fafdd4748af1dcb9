"""content/gemeinsam/synonyme.yaml: what it does, and what it says when it is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search.synonyms import Synonyms
from tests.plugins.mini_project import Project

SYNONYMS = Synonyms({"Essen auf Rädern": ["Mahlzeit"], "Heim": ["Altenheim", "Altersheim"]})


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("Essen auf Rädern kommt mittags.", ["Mahlzeit"]),
        ("Essen auf dem Tisch", []),
        ("Zwei Heime, ein Heim", ["Altenheim", "Altersheim"] * 2),
        ("", []),
    ],
)
def test_gives_what_people_type_instead(text: str, others: list[str]) -> None:
    assert list(SYNONYMS.of(text)) == others


@given(st.text(), st.text())
def test_a_term_is_found_wherever_it_stands(before: str, after: str) -> None:
    assert "Mahlzeit" in SYNONYMS.of(f"{before}\n. Essen auf Rädern .\n{after}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "synonyme:\n  Heim: [heim]\n",
            "Zeile 2, Feld „synonyme.Heim.0“: „heim“ ist dasselbe Wort wie links.",
        ),
        ("synonyme:\n  Heim: Altenheim\n", "Zeile 2, Feld „synonyme.Heim“: Hier wird eine Liste erwartet"),
        ("synonyme:\n  Heim: []\n", "Zeile 2, Feld „synonyme.Heim“:"),
        ("synonyme:\n  Heim: ['?!']\n", "Zeile 2, Feld „synonyme.Heim.0“: „?!“ enthält kein Wort."),
        ("synonyme:\n  '–': [Heim]\n", "„–“ enthält kein Wort."),
        ("synonime:\n  Heim: [Altenheim]\n", "Meinten Sie „synonyme“?"),
        (
            "synonyme:\n  Heim: [Altenheim]\n  Heim: [Altersheim]\n",
            "Zeile 3, Feld „synonyme.Heim“: Das Feld steht zweimal da.",
        ),
    ],
)
def test_a_wrong_file_is_told_with_its_line(mini_project: Project, text: str, message: str) -> None:
    mini_project.write("gemeinsam/synonyme.yaml", text)
    result = mini_project.build("muster")
    assert result.code == 2
    assert "content/gemeinsam/synonyme.yaml" in result.err
    assert message in result.err


def test_a_site_without_the_file_is_built(mini_project: Project) -> None:
    assert mini_project.build("muster").code == 0
