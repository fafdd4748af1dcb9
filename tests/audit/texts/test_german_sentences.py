from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.texts.german_sentences import is_sentence, sentences, words

#: Pieces of text where dots mean something else than an end, mixed with those where they do.
PIECES = st.sampled_from(
    ["Am", "3.", "Mai", "der", "2.", "Weltkrieg", "z.", "B.", "z.B.", "bzw.", "Dr.", "Nr.", "seit", "2019.", "Das", "Sie",
     "„Ja!“", "usw.", "geht.", "Uhr.", "Wer?", "…", "(siehe", "oben)", "9.30", "www.stadt.de.", "Pflegegrad", "II."]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wir helfen. Rufen Sie an!", ["Wir helfen.", "Rufen Sie an!"]),
        ("Am 3. Mai ist zu. Ab 4. Juni nicht.", ["Am 3. Mai ist zu.", "Ab 4. Juni nicht."]),
        ("Am 31.12.2026 endet die Frist. Danach nicht mehr.", ["Am 31.12.2026 endet die Frist.", "Danach nicht mehr."]),
        ("Fragen Sie Dr. Berg, z. B. am Montag bzw. Dienstag.", ["Fragen Sie Dr. Berg, z. B. am Montag bzw. Dienstag."]),
        ("Sie haben Pflegegrad 2. Sie bekommen Geld.", ["Sie haben Pflegegrad 2.", "Sie bekommen Geld."]),
        ("Das ist der 2. Bescheid vom Amt.", ["Das ist der 2. Bescheid vom Amt."]),
        ("Das gilt seit 2019. Vorher war es anders.", ["Das gilt seit 2019.", "Vorher war es anders."]),
        ("Bringen Sie Ausweis, Karte usw. mit. Danke.", ["Bringen Sie Ausweis, Karte usw. mit.", "Danke."]),
        ("Bringen Sie Karte usw. Wir kopieren sie.", ["Bringen Sie Karte usw.", "Wir kopieren sie."]),
        ("Nach § 7 Abs. 2 Nr. 1 SGB XI. Das Amt zahlt.", ["Nach § 7 Abs. 2 Nr. 1 SGB XI.", "Das Amt zahlt."]),
        ("„Kommen Sie!“ Das sagt sie. „Gern.“ Er kommt.", ["„Kommen Sie!“", "Das sagt sie.", "„Gern.“", "Er kommt."]),
        ("Hauptstr. 5 ist zu. (Bis Mai.) Danach offen.", ["Hauptstr. 5 ist zu.", "(Bis Mai.)", "Danach offen."]),
        ("Geöffnet bis 18 Uhr. Mo. bis Fr. und Sa.", ["Geöffnet bis 18 Uhr.", "Mo. bis Fr. und Sa."]),
        ("Mehr auf www.stadt.de. Dort steht alles.", ["Mehr auf www.stadt.de.", "Dort steht alles."]),
        ("Das machen wir so. Danach ist Zeit. Jede Art. Das Amt zahlt.", ["Das machen wir so.", "Danach ist Zeit.", "Jede Art.", "Das Amt zahlt."]),
        ("", []),
    ],
)  # fmt: skip
def test_ends_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)))
def test_nothing_is_lost_and_no_sentence_is_empty(text: str) -> None:
    found = list(sentences(text))
    assert " ".join(found) == " ".join(text.split())
    assert all(sentence.strip() for sentence in found)


@given(st.lists(PIECES).map(" ".join))
def test_a_sentence_is_one_sentence(text: str) -> None:
    for sentence in sentences(text):
        assert list(sentences(sentence)) == [sentence]


def test_words_are_counted_as_people_do() -> None:
    assert words("Die E-Mail-Adresse: „rat·haus“, 5 Euro!") == [
        "Die",
        "E-Mail-Adresse",
        "rat·haus",
        "5",
        "Euro",
    ]


@pytest.mark.parametrize(
    ("text", "whole"), [("So ist es.", True), ("„Ja!“", True), ("Öffnungszeiten", False), ("Telefon:", False)]
)
def test_labels_are_no_sentences(text: str, whole: bool) -> None:
    assert is_sentence(text) is whole
