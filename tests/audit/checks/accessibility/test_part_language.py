"""part-language: passages without, with wrong and with right lang."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

ENGLISH = "The town will be happy to help you if you come to our office."
GERMAN = "Die Stadt hilft Ihnen gerne weiter, wenn Sie zu uns kommen."
ARABIC = "يرجى إحضار جواز السفر وشهادة الميلاد."


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        (f"<p>{GERMAN}</p>", Outcome.PASSED),
        (f"<p lang=en>{ENGLISH}</p>", Outcome.PASSED),
        (f"<p>{GERMAN}</p><div lang=en><p>{ENGLISH}</p></div>", Outcome.PASSED),
        (f"<p>{GERMAN} <q lang=en>{ENGLISH}</q></p>", Outcome.PASSED),
        (f"<p>{GERMAN}</p><p>{ENGLISH}</p>", Outcome.FAILED),
        (f"<p>{GERMAN} {ENGLISH}</p>", Outcome.FAILED),
        (f"<p>{GERMAN}</p><p lang=tr>{ENGLISH}</p>", Outcome.FAILED),
        (f"<p>{GERMAN}</p><img alt='{ENGLISH}' src=a.png>", Outcome.FAILED),
        (f"<p>{GERMAN}</p><p>{ARABIC}</p>", Outcome.FAILED),
        (f"<p>{GERMAN}</p><a href=/ar/>العربية</a>", Outcome.CANT_TELL),
        (f"<p>{GERMAN}</p><a href=/ar/ lang=ar>العربية</a>", Outcome.PASSED),
        (f"<p>{GERMAN} <span lang=es>Nous sommes arrivés ici</span></p>", Outcome.CANT_TELL),
        (f"<p>{GERMAN}</p><code>{ENGLISH}</code>", Outcome.PASSED),
        (f"<p>{GERMAN}</p><p hidden>{ENGLISH}</p>", Outcome.PASSED),
        ("<p>Jugendzentrum Komma: Poetry Slam, Hip-Hop, Breakdance und Care Leaver Treff</p>", Outcome.PASSED),
        ("<p>Das Buch „The Lord of the Rings and the Return of the King.“ gibt es in der Bücherei.</p>", Outcome.PASSED),
        ("<p>Yıldız Öztürk, Mehmet Demir und Ayşe Kaya beraten Sie gerne.</p>", Outcome.PASSED),
    ],
)  # fmt: skip
def test_passages(html: str, outcome: Outcome) -> None:
    assert outcome_of("part-language", {"pages": {"/": html}}) is outcome


def test_a_wrong_language_of_the_page_is_told_once() -> None:
    page = f"<html lang=tr><title>T</title><body><p>{GERMAN} {GERMAN}</p><p>{GERMAN}</p></body></html>"
    assert findings_for("part-language", {"pages": {"/": page}}) == []


def test_inapplicable_where_no_language_is_declared() -> None:
    page = f"<html><title>T</title><body><p>{GERMAN}</p></body></html>"
    assert outcome_of("part-language", {"pages": {"/": page}}) is Outcome.INAPPLICABLE


def test_names_the_element_and_the_languages() -> None:
    [finding] = findings_for("part-language", {"pages": {"/": f"<p>{GERMAN}</p><p lang=tr>{ENGLISH}</p>"}})
    assert finding.target == "body > main > p:nth-of-type(2)"
    assert finding.message.startswith("Angegeben ist Türkisch") and finding.message.endswith("Englisch.")
