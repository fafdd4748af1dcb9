from __future__ import annotations

import pytest

from audit.texts.german_style import office_style, passive


@pytest.mark.parametrize(
    ("sentence", "form"),
    [
        ("Der Antrag wird vom Amt geprüft.", "wird … geprüft"),
        ("Die Leistung wurde abgelehnt.", "wurde … abgelehnt"),
        ("Das Geld wird beantragt, wenn Sie es brauchen.", "wird … beantragt"),
        ("Der Bescheid ist verschickt worden.", "worden … verschickt"),
        ("Der Vertrag wird unterschrieben und reduziert.", "wird … unterschrieben"),
        ("Die Frist wird verlängert.", "wird … verlängert"),
    ],
)
def test_passive(sentence: str, form: str) -> None:
    assert passive(sentence) == form


@pytest.mark.parametrize(
    "sentence",
    [
        "Wir werden mit Ihnen zum Amt gehen.",
        "Das wird schon gehen, sagt er.",
        "Sie werden gesund.",
        "Das wird besser, wenn Sie gefragt haben.",
        "Kinder werden mit gesunden Kindern spielen.",
        "Das Amt prüft den Antrag.",
        "Sie werden Post bekommen.",
        "Er wird 18 Jahre alt.",
    ],
)
def test_future_and_becoming_are_no_passive(sentence: str) -> None:
    assert passive(sentence) == ""


def test_office_style_names_phrases_and_chains_of_nouns() -> None:
    assert office_style("Die Auszahlung erfolgt zeitnah.") == ("erfolgt", "zeitnah")
    assert "zur Verfügung gestellt" in office_style("Formulare werden zur Verfügung gestellt.")
    chain = "Die Prüfung der Berechtigung zur Erstattung dauert."
    assert office_style(chain) == ("Prüfung, Berechtigung, Erstattung",)


def test_plain_words_and_enumerations_are_no_office_style() -> None:
    assert office_style("Wir helfen Ihnen mit dem Antrag.") == ()
    assert office_style("Es gibt Kurse zu Bewegung, Ernährung und Entspannung.") == ()
