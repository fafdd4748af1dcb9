from __future__ import annotations

import pytest

from audit.model import Finding, Impact, Outcome
from tests.audit.checks.mini_site import check_of, findings_for, outcome_of

RULE = "readability"
HARD = "Die Gewährung der Leistung erfolgt nach Vorlage der für die Feststellung der Anspruchsberechtigung erforderlichen Unterlagen."
EASY = "Rufen Sie uns an, wir helfen Ihnen gern und kommen auch zu Ihnen nach Hause."


def page(*sentences: str, wrap: str = "<p>{}</p>") -> dict[str, object]:
    return {"pages": {"/": wrap.format(" ".join(sentences))}}


def hard(wrap: str = "<p>{}</p>") -> dict[str, object]:
    return page(*(HARD.replace("Leistung", f"Leistung {number}") for number in range(14)), wrap=wrap)


def found(example: dict[str, object]) -> list[Finding]:
    return findings_for(RULE, example)


def test_names_the_ten_hardest_sentences_as_one_case() -> None:
    findings = found(hard())
    assert len(findings) == 10
    assert len({finding.message for finding in findings}) == 1
    assert "Amstad" in findings[0].message and "erfolgt" in findings[0].message
    assert findings[0].evidence.startswith("Die Gewährung der Leistung 0")
    assert findings[0].where and findings[0].where.literal == "Die Gewährung der Leistung"


def test_never_blocks() -> None:
    assert {finding.outcome for finding in found(hard())} == {Outcome.CANT_TELL}
    assert check_of(RULE).rule.impact is Impact.MINOR


def test_passes_when_the_text_is_easy() -> None:
    assert outcome_of(RULE, page(*[EASY] * 10)) is Outcome.PASSED


def test_one_hard_sentence_is_no_hard_page() -> None:
    assert outcome_of(RULE, page(HARD, *[EASY] * 10)) is Outcome.PASSED


def test_cant_tell_when_easy_sentences_sound_like_an_office() -> None:
    office = "Ihnen wird dann hier bei uns von der Stadt ein Platz zur Verfügung gestellt."
    findings = found(
        page(*[EASY] * 6, *[office, office.replace("Platz", "Bett"), office.replace("Platz", "Raum")])
    )
    assert [finding.evidence for finding in findings] == [
        office,
        office.replace("Platz", "Bett"),
        office.replace("Platz", "Raum"),
    ]
    assert findings[0].message.startswith("Der Text klingt nach Amt.")


@pytest.mark.parametrize(
    "wrap",
    [
        "<table><tr><td><p>{}</p></td></tr></table>",
        "<blockquote><p>{}</p></blockquote>",
        "<nav><p>{}</p></nav>",
        "<p hidden>{}</p>",
        "<p lang=fr>{}</p>",
        "<ul><li><a href=/x/>{}</a></li></ul>",
    ],
)
def test_inapplicable_where_there_is_no_running_text(wrap: str) -> None:
    assert outcome_of(RULE, hard(wrap)) is Outcome.INAPPLICABLE


def test_inapplicable_to_legal_pages_short_texts_and_other_languages() -> None:
    legal = {**hard(), "declared": {"/": {"kind": "legal"}}}
    assert outcome_of(RULE, legal) is Outcome.INAPPLICABLE
    assert outcome_of(RULE, page(HARD, HARD)) is Outcome.INAPPLICABLE
    text = " ".join([HARD] * 14)
    for start in ("<html lang=fr>", "<html>"):
        assert (
            outcome_of(RULE, {"pages": {"/": f"{start}<title>x</title><main><p>{text}</p></main>"}})
            is Outcome.INAPPLICABLE
        )
