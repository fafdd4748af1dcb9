"""page-language: the text against html lang; names, loanwords and short texts are no evidence."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

GERMAN = (
    "Die Stadt hilft Ihnen gerne weiter. Bitte bringen Sie Ihren Ausweis mit, wenn Sie zu uns kommen wollen."
)
ENGLISH = "The town will be happy to help you. Please bring your passport with you if you want to come to our office."
TURKISH = "Belediye size memnuniyetle yardımcı olur. Lütfen pasaportunuzu ve doğum belgenizi getiriniz. Başvuru için bir form var, bunu da getiriniz ve daha sonra geliniz."
UKRAINIAN = (
    "Місто радо вам допоможе. Будь ласка, принесіть паспорт та свідоцтво про народження до кінця місяця."
)
EASY = "Das ist wichtig. Sie können eine Person mitbringen. Die Person hilft Ihnen beim Sprechen. Das kostet nichts."
NAMES = "Team Teenie und Kids: Workshop, Online-Chat, Streetwork. Care Leaver Treff im Café Bohne, Poetry Slam, Hip-Hop, Breakdance, Girls' Day"


def _page(language: str, text: str) -> dict:
    return {"pages": {"/": f"<html lang='{language}'><title>T</title><body><p>{text}</p></body></html>"}}


@pytest.mark.parametrize(
    ("language", "text", "outcome"),
    [
        ("de", GERMAN, Outcome.PASSED),
        ("de-DE", GERMAN, Outcome.PASSED),
        ("de", EASY, Outcome.PASSED),
        ("de", NAMES, Outcome.PASSED),
        ("en-GB", ENGLISH, Outcome.PASSED),
        ("tr", TURKISH, Outcome.PASSED),
        ("uk", UKRAINIAN, Outcome.PASSED),
        ("en", GERMAN, Outcome.FAILED),
        ("de", ENGLISH, Outcome.FAILED),
        ("de", TURKISH, Outcome.FAILED),
        ("de", UKRAINIAN, Outcome.FAILED),
        ("ar", GERMAN, Outcome.FAILED),
        ("tr", "Ihr Antrag auf Wohngeld", Outcome.PASSED),
        ("gsw", GERMAN, Outcome.PASSED),
        ("", GERMAN, Outcome.INAPPLICABLE),
        ("de", "Kontakt", Outcome.INAPPLICABLE),
    ],
)
def test_page_language(language: str, text: str, outcome: Outcome) -> None:
    assert outcome_of("page-language", _page(language, text)) is outcome


def test_parts_that_declare_their_language_do_not_count() -> None:
    assert (
        outcome_of("page-language", _page("de", f"Willkommen in der Stadt! <span lang=en>{ENGLISH}</span>"))
        is Outcome.PASSED
    )


def test_says_both_languages() -> None:
    [finding] = findings_for("page-language", _page("de", UKRAINIAN))
    assert finding.message == "Angegeben ist Deutsch, der Text ist: Ukrainisch."
