from __future__ import annotations

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "unique-title"


def titled(*titles: str) -> dict[str, dict[str, str]]:
    return {
        "pages": {f"/{n}/" if n else "/": f"<html><title>{title}</title>" for n, title in enumerate(titles)}
    }


def test_passes_when_titles_differ() -> None:
    assert outcome_of(RULE, titled("Start", "Kurse", "Termine")) is Outcome.PASSED


def test_fails_on_each_page_of_a_group_and_names_the_others() -> None:
    found = findings_for(RULE, titled("Start", "Kurse", " Kurse\n"))
    assert [(f.page, f.message) for f in found] == [
        ("/1/", "Der Titel „Kurse“ steht auch auf /2/."),
        ("/2/", "Der Titel „Kurse“ steht auch auf /1/."),
    ]


def test_names_three_others_and_counts_the_rest() -> None:
    found = findings_for(RULE, titled(*["Kurse"] * 6))
    assert found[5].message == "Der Titel „Kurse“ steht auch auf /, /1/, /2/ und 2 weiteren."


def test_fails_when_a_page_is_called_like_the_whole_site() -> None:
    assert [f.page for f in findings_for(RULE, titled("Start", "Miniatur"))] == ["/1/"]


def test_passes_when_the_home_page_is_called_like_the_site() -> None:
    assert outcome_of(RULE, titled("Miniatur", "Kurse")) is Outcome.PASSED


def test_redirects_may_repeat_a_title() -> None:
    hop = '<html><title>Kurse</title><meta http-equiv="refresh" content="0; url=/kurse/">'
    pages = {"/kurse/": "<html><title>Kurse</title>", "/alt/": hop}
    assert outcome_of(RULE, {"pages": pages}) is Outcome.PASSED


def test_inapplicable_without_title() -> None:
    assert outcome_of(RULE, titled("", "")) is Outcome.INAPPLICABLE
