from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.texts.german_sentences import sentences
from audit.texts.readability import estimated_syllables, readability, syllables

#: Text, first Wiener Sachtextformel. Published: textstat, tests/backend/resources.py (GERMAN_SAMPLE_A and B), with the
#: values of its test_wiener_sachtextformel.py.
WIENER = [
    ("Alle meine Entchen schwimmen auf dem See, Köpfchen unters Wasser, Schwänzchen in die Höh.", 3.77),
    ("Alle Parteien widmen dem Thema rein quantitativ betrachtet nennenswerte Aufmerksamkeit, die Grünen wenig "
     "überraschend am meisten.", 13.913),
    ("Das hier ist ein Beispielsatz. Hier kommt der nächste.", 2.4),  # github.com/petra-viola/wortsalat, tests
    ("Ein einzelner Satz.", 8.2),
]  # fmt: skip
#: Text, Amstad. Published: wortsalat as above, computed with averages rounded to one place before they are weighed,
#: which makes up to 58.5 times 0.05.
AMSTAD = [
    ("Das hier ist ein Beispielsatz. Hier kommt der nächste.", 99.45),
    ("Ein einzelner Satz.", 77.55),
    ("Ein komplexer und langerer Satz mit Wortern die uber sechs Buchstaben haben.", 68.55),
]


@pytest.mark.parametrize(("text", "value"), WIENER)
def test_wiener_sachtextformel_has_the_published_value(text: str, value: float) -> None:
    assert readability(list(sentences(text))).wiener == pytest.approx(value, abs=0.05)


@pytest.mark.parametrize(("text", "value"), AMSTAD)
def test_amstad_has_the_published_value(text: str, value: float) -> None:
    assert readability(list(sentences(text))).amstad == pytest.approx(value, abs=58.5 * 0.05 + 0.05)


def test_amstad_by_hand() -> None:
    # 4 words, 2 sentences, 6 syllables: 180 - 2 - 58.5 * 1.5
    assert readability(["Oma ruft.", "Opa kommt."]).amstad == pytest.approx(180 - 2 - 58.5 * 6 / 4)


@pytest.mark.parametrize(
    ("word", "count"),
    [("Haus", 1), ("aber", 2), ("Idee", 2), ("Familien", 4), ("Region", 3), ("Qualität", 3), ("Beobachtung", 4), ("Pflege-Grad", 3),
     ("Rechtsanspruch", 3), ("Straße", 2), ("2026", 1), ("GmbH", 1)],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_estimate_is_close_to_the_dictionary() -> None:
    text = " ".join(text for text, _ in WIENER)
    exact, estimated = (sum(map(count, text.split())) for count in (syllables, estimated_syllables))
    assert estimated == pytest.approx(exact, rel=0.03)


@given(st.text())
def test_every_word_has_a_syllable(word: str) -> None:
    assert syllables(word) >= 1
    assert estimated_syllables(word) >= 1


def test_no_words_have_no_value() -> None:
    with pytest.raises(ValueError, match="no words"):
        readability(["…"])
