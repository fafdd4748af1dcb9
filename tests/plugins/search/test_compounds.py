"""Words inside compounds, with the words of one site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search.compounds import base, vocabulary, words_of

TEXT = "eine kurze Zeit, viel Pflege, ein Platz, die Kosten, gute Beratung und ein Dienst. Oder das Heim, im Geld"
WORDS = vocabulary([TEXT], terms=["Essen auf Rädern"])


@pytest.mark.parametrize(
    ("word", "inside"),
    [
        ("Kurzzeitpflege", ("zeit", "pflege")),
        ("Pflegeheimkosten", ("heim", "kosten")),
        ("Beratungsplatz", ("platz",)),
        ("Pflege-Geld", ("geld",)),
        ("Rettungsdienst", ("dienst",)),
        ("Festessen", ("essen",)),
        ("Pflege", ()),
        ("Verpflegung", ()),
        ("pflegegeld", ()),
        ("§", ()),
    ],
)
def test_words_inside(word: str, inside: tuple[str, ...]) -> None:
    assert WORDS.inside(word) == inside


@pytest.mark.parametrize("forms", [("Haus", "Häuser"), ("Heim", "Heime", "Heims"), ("Straße", "Strasse")])
def test_forms_of_a_word_have_one_base(forms: tuple[str, ...]) -> None:
    assert len({base(form) for form in forms}) == 1


def test_a_word_that_only_begins_a_sentence_is_no_noun() -> None:
    assert vocabulary(["Oder so. Oder so", "viel Geld"]).inside("Geldoder") == ()


@given(st.text())
def test_any_text_has_words_and_bases(text: str) -> None:
    for word in words_of(text):
        assert base(word)
        assert "".join(WORDS.inside(word)) in word.lower().replace("-", "").replace("\u00ad", "").replace(
            "·", ""
        )


@given(st.lists(st.sampled_from(["Pflege", "Platz", "Kosten", "Heim", "Geld"]), min_size=2, max_size=6))
def test_what_was_joined_is_found_again(parts: list[str]) -> None:
    word = "".join(parts).capitalize()
    assert WORDS.inside(word) == tuple(part.lower() for part in parts[1:])
