"""consistent-identification: names of links in the frame against their usual names."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of


def page(name: str, place: str = "footer", language: str = "de") -> str:
    link = f"<{place}><a href=/finden/>{name}</a></{place}>"
    return f"<html lang={language}><title>T</title><body><main>Text</main>{link}</body></html>"


@pytest.mark.parametrize(
    ("last", "outcome"),
    [
        (page("Suche"), Outcome.PASSED),
        (page("Zur Suche"), Outcome.PASSED),
        (page("<img src=lupe.svg alt=Suche>"), Outcome.PASSED),
        (page("Finden"), Outcome.CANT_TELL),
        (page("<img src=lupe.svg alt=Lupe>"), Outcome.CANT_TELL),
        (page("Finden", place="header"), Outcome.PASSED),
        (page("Ara", language="tr"), Outcome.PASSED),
        ("<p><a href=/finden/>Finden</a></p>", Outcome.PASSED),
    ],
)
def test_last_page_against_the_others(last: str, outcome: Outcome) -> None:
    pages = {"/a/": page("Suche"), "/b/": page("Suche"), "/c/": last}
    assert outcome_of("consistent-identification", {"pages": pages}) is outcome


def test_says_both_names() -> None:
    pages = {"/a/": page("Suche"), "/b/": page("Suche"), "/c/": page("Finden")}
    [finding] = findings_for("consistent-identification", {"pages": pages})
    assert finding.message == "„Finden“ heißt auf den meisten Seiten „Suche“; ist dasselbe gemeint?"


def test_inapplicable_where_nothing_repeats() -> None:
    assert outcome_of("consistent-identification", {"pages": {"/": page("Suche")}}) is Outcome.INAPPLICABLE
