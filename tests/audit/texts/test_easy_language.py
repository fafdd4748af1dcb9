from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.texts.easy_language import ADVICE, objections


def kinds(line: str, set_off: str = "") -> list[str]:
    return [objection.kind for objection in objections(line, set_off)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (
            "Wenn Sie sehr krank sind und viel Hilfe zu Hause brauchen, dann rufen Sie uns an.",
            "long-sentence",
        ),
        ("Das ist die Versicherungskarte.", "long-word"),
        ("Sie rufen an. Wir helfen.", "sentences-in-line"),
        ("Das ist das Büro des Arztes.", "genitive"),
        ("Der Antrag wird vom Amt geprüft.", "passive"),
        ("Wenn Sie Geld hätten.", "subjunctive"),
        ("Bringen Sie z. B. den Ausweis mit.", "abbreviation"),
        ("Das steht in § 3.", "sign"),
        ("Kommen Sie allein/zu zweit.", "sign"),
        ("Sie haben drei Wochen Zeit.", "number"),
        ("Das ist Teil III.", "number"),
        ("Das ist Ihre Kranken\u00adkasse.", "soft-hyphen"),
        ("Sie müssen nicht zahlen.", "negation"),
    ],
)
def test_objects(line: str, kind: str) -> None:
    assert kinds(line) == [kind]


def test_objects_to_two_negations() -> None:
    assert kinds("Kein Mensch weiß das nicht.", "kein nicht") == ["double-negation"]


@pytest.mark.parametrize(
    "line",
    [
        "Sie brauchen Hilfe?",
        "Das Geld kommt von der Pflege-Kasse.",
        "Das Geld kommt von der Pflege·versicherung.",
        "Sie haben 3 Wochen Zeit.",
        "Ihr Kind muss krank sein.",
        "Das gilt seit dem 1. Januar 2025.",
        "Schreiben Sie an hilfe@stadt.example oder www.stadt.example/hilfe/.",
        "Das Büro ist ohne Stufen.",
        "Ich möchte einen Pflege-Grad.",
        "Rufen Sie an: Telefon 110",
    ],
)
def test_says_nothing_of_easy_lines(line: str) -> None:
    assert kinds(line) == []


def test_bold_negation_is_seen_by_readers() -> None:
    assert kinds("Die Bank fragt nie danach.", "nie") == []


@given(st.text())
def test_any_line_can_be_read(line: str) -> None:
    assert {objection.kind for objection in objections(line)} <= set(ADVICE)
