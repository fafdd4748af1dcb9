from __future__ import annotations

import pytest

from audit.model import Finding, Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import check_of, findings_for, outcome_of

RULE = "easy-language"
NOTE = "<p>Eine Prüf-Gruppe hat den Text gelesen.</p>"
URL = "/leichte-sprache/geld/"


def found(html: str, **mini_site: object) -> list[Finding]:
    return findings_for(RULE, {"pages": {URL: html + NOTE}, **mini_site})


def test_passes_when_nothing_is_to_be_objected() -> None:
    assert (
        outcome_of(RULE, {"pages": {URL: f"<p>Sie brauchen Geld?<br>Rufen Sie an.</p>{NOTE}"}})
        is Outcome.PASSED
    )


def test_lines_are_those_the_reader_sees() -> None:
    assert found("<p>Sie brauchen Geld?<br>Rufen Sie an.</p>") == []
    (finding,) = found("<p>Sie brauchen Geld?<br>Rufen Sie an. Wir helfen.</p>")
    assert finding.outcome is Outcome.CANT_TELL
    assert finding.evidence == "Rufen Sie an. Wir helfen."
    assert finding.where and finding.where.literal == "Rufen Sie an. Wir"


def test_bold_negation_passes() -> None:
    assert found("<p>Die Bank fragt <strong>nie</strong> danach.</p>") == []
    assert len(found("<p>Die Bank fragt nie danach.</p>")) == 1


def test_names_of_offices_stay_as_they_are_on_the_door() -> None:
    contacts = {"stelle": {"role": "Beauftragte Stelle für digitale Barrierefreiheit, Amt/2"}}
    html = "<p>Rufen Sie hier an: Beauftragte Stelle für digitale Barrierefreiheit, Amt/2, Telefon 030 23125 400.</p>"
    assert found(html, contacts=contacts) == []
    assert {finding.message[:12] for finding in found(html)} == {
        "Sätze haben ",
        "Wörter haben",
        "Hier steht e",
    }


def test_many_of_a_kind_are_told_ten_times() -> None:
    assert len(found("<p>Das ist die Versicherungskarte.</p>" * 15)) == 10


def test_cant_tell_without_a_note_on_readers() -> None:
    (finding,) = findings_for(RULE, {"pages": {URL: "<p>Rufen Sie an.</p>"}})
    assert "Prüf-Gruppe" in finding.message
    assert finding.where and finding.where.field == "checked_by"


def test_an_honest_note_is_a_note() -> None:
    assert outcome_of(RULE, {"pages": {URL: "<p>Dieser Text ist noch ungeprüft.</p>"}}) is Outcome.PASSED


@pytest.mark.parametrize(("hyphens", "count"), [("auto", 1), ("none", 0), ("manual", 0)])
def test_cant_tell_when_the_browser_parts_words(hyphens: str, count: int) -> None:
    measured = {URL: {"text": {"1280 light": [{"tag": "p", "hyphens": hyphens}]}}}
    assert len(found("<p>Rufen Sie an.</p>", measured=measured)) == count


@pytest.mark.parametrize(
    ("url", "mini_site"),
    [
        ("/geld/", {}),
        ("/leichte-sprache/geld/", {"declared": {URL: {"file": "content/mini/sprachen/leichte-sprache.md"}}}),
        ("/leichte-sprache/geld/", {"declared": {URL: {"kind": "overview"}}}),
        ("/sprachen/leichte-sprache/", {"registry": False}),
    ],
)
def test_inapplicable_to_other_pages(url: str, mini_site: dict[str, object]) -> None:
    assert (
        outcome_of(RULE, {"pages": {url: "<p>Die Höhe wird geprüft.</p>"}, **mini_site})
        is Outcome.INAPPLICABLE
    )


@pytest.mark.parametrize(
    ("url", "language"),
    [("/leichte-sprache/geld/", "de"), ("/leichte_sprache/", "de"), ("/geld/", "de-simple")],
)
def test_finds_pages_of_sites_that_are_not_ours(url: str, language: str) -> None:
    html = f"<html lang={language}><title>Geld</title><main><p>Der Antrag wird geprüft.</p>{NOTE}</main>"
    assert outcome_of(RULE, {"pages": {url: html}, "registry": False}) is Outcome.CANT_TELL


def test_never_says_that_a_text_conforms() -> None:
    assert "keine automatische Beanstandung" in check_of(RULE).rule.title


@pytest.mark.browser
@pytest.mark.parametrize(("hyphens", "count"), [("auto", 1), ("manual", 0)])
def test_the_browser_says_whether_it_parts_words(judge: Judge, hyphens: str, count: int) -> None:
    html = f"<style>p {{ hyphens: {hyphens} }}</style><p>Rufen Sie an.</p>{NOTE}"
    assert len(judge(RULE, {"/leichte-sprache/": html})) == count
