"""Telling languages: right for sentences, silent for names, never an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.texts.language import letters, other_language, primary, seems_other

SENTENCES = {
    "de": "Der Antrag muss bis zum Ende des Monats gestellt werden, sonst verfällt der Anspruch.",
    "en": "The application has to be made before the end of the month at the office.",
    "fr": "La demande doit être faite avant la fin du mois dans les bureaux de la ville.",
    "it": "La domanda deve essere presentata entro la fine del mese negli uffici della città.",
    "es": "La solicitud debe presentarse antes de fin de mes en las oficinas de la ciudad.",
    "tr": "Başvuru ay sonuna kadar belediye ofisine yapılmalıdır, bunun için bir form da gerekir.",
    "ru": "Заявление нужно подать до конца месяца.",
    "uk": "Заяву потрібно подати до кінця місяця.",
    "ar": "يجب تقديم الطلب قبل نهاية الشهر.",
    "pl": "Wniosek należy złożyć do końca miesiąca w urzędzie, a potem czekać na odpowiedź.",
}


@pytest.mark.parametrize("declared", SENTENCES)
@pytest.mark.parametrize("spoken", SENTENCES)
def test_never_another_language_than_the_one_spoken(spoken: str, declared: str) -> None:
    other = other_language(SENTENCES[spoken], declared)
    assert other is None if spoken == declared else other is None or other.code == spoken


@pytest.mark.parametrize("declared", ["de", "en", "tr", "pl", "ar"])
@pytest.mark.parametrize("spoken", SENTENCES)
def test_every_sentence_is_found_in_pages_of_towns(spoken: str, declared: str) -> None:
    assert (other_language(SENTENCES[spoken], declared) is None) is (spoken == declared)


@pytest.mark.parametrize(
    "names",
    [
        "Team Teenie und Kids: Workshop, Online-Chat, Streetwork",
        "Yıldız Öztürk, Mehmet Demir und Ayşe Kaya",
        "Jugendzentrum Komma: Poetry Slam, Hip-Hop, Breakdance",
        "Maria Rossi, Giovanni Bianchi, Piazza Grande 3",
        "Disability Studies an der University of Leeds",
        "The Lord of the Rings: The Return of the King",
    ],
)
def test_names_are_no_language(names: str) -> None:
    assert other_language(names, "de") is None
    assert seems_other(names, "de") == ""


@pytest.mark.parametrize("declared", ["", "foobar", "dutch", "gsg"])
def test_what_is_declared_by_no_language_known_is_not_judged(declared: str) -> None:
    assert other_language(SENTENCES["de"], declared) is None


@pytest.mark.parametrize(
    ("tag", "code"), [("de-DE", "de"), (" EN ", "en"), ("", ""), (None, ""), ("und", ""), ("x-private", "")]
)
def test_primary_subtag(tag: str | None, code: str) -> None:
    assert primary(tag) == code


@given(st.text(max_size=200), st.sampled_from(["de", "ar", "zh", "xx", ""]))
def test_any_text_gets_an_answer(text: str, declared: str) -> None:
    other_language(text, declared)
    seems_other(text, declared)
    assert letters(text) <= len(text)
