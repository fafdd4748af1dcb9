from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "contact-one-click"
CALL = '<a href="tel:+493023125100">030 23125 100</a>'
OTHER = '<a href="tel:+493023125999">030 23125 999</a>'


def site(home: str, **pages: str) -> dict[str, object]:
    declared = {"/": {}}  # only the home page is judged
    rest = {f"/{name}/": html for name, html in pages.items()}
    return {"pages": {"/": home, **rest}, "declared": {**declared, **{url: {"contact": "andere"} for url in rest}}, "contacts": {
        "andere": {"phone": "030 23125 999"}
    }}  # fmt: skip


def outcome_on_home(example: dict[str, object]) -> list[str]:
    return [finding.page for finding in findings_for(RULE, example) if finding.page == "/"]


@pytest.mark.parametrize(
    "link",
    [
        CALL,
        '<a href="tel:030-23125100">anrufen</a>',
        '<a href="TEL:00493023125100">anrufen</a>',
        '<a href="mailto:Zentrale@Musterstadt.example?subject=Frage">schreiben</a>',
        f"<details><summary>Kontakt</summary>{CALL}</details>",
    ],
)
def test_passes_when_the_contact_is_on_the_page(link: str) -> None:
    assert outcome_of(RULE, {"pages": {"/": link}}) is Outcome.PASSED


def test_passes_when_a_linked_page_has_the_contact() -> None:
    assert not outcome_on_home(site('<a href="/kontakt/">Kontakt</a>', kontakt=CALL))


def test_passes_when_a_redirect_leads_to_that_page() -> None:
    hop = '<html><meta http-equiv="refresh" content="0; url=/kontakt/">'
    assert not outcome_on_home(site('<a href="/hop/">Kontakt</a>', hop=hop, kontakt=CALL))


def test_fails_when_the_linked_page_must_be_unfolded_first() -> None:
    home = '<details><summary>Mehr</summary><a href="/kontakt/">Kontakt</a></details>'
    assert outcome_on_home(site(home, kontakt=CALL)) == ["/"]


def test_passes_when_the_browser_shows_the_link_unfolded() -> None:
    home = '<details><summary>Menü</summary><a href="/kontakt/">Kontakt</a></details>'
    example = {**site(home, kontakt=CALL), "hidden_links": {"/": {1280: []}}}
    assert not outcome_on_home(example)


def test_fails_when_the_contact_is_two_clicks_away() -> None:
    assert outcome_on_home(site('<a href="/a/">A</a>', a='<a href="/b/">B</a>', b=CALL)) == ["/"]


@pytest.mark.parametrize("html", ["<p>030 23125 100</p>", '<a href="/kontakt/">Kontakt</a>', OTHER])
def test_fails_when_the_contact_is_absent(html: str) -> None:
    (finding,) = findings_for(RULE, {"pages": {"/": html}})
    assert finding.outcome is Outcome.FAILED
    assert finding.where and finding.where.field == "contact"
    assert "weder auf dieser Seite" in finding.message


def test_fails_with_its_own_message_when_the_box_shows_somebody_else() -> None:
    (finding,) = findings_for(RULE, {"pages": {"/": f'<aside class="dk-contact-box">{OTHER}</aside>'}})
    assert finding.message.startswith("Der Kontaktkasten zeigt eine andere Stelle")


def test_applies_to_legal_notices_but_not_to_redirects_and_the_error_page() -> None:
    pages = {
        "/impressum/": "",
        "/404.html": "",
        "/alt/": '<html><meta http-equiv="refresh" content="0;url=/">',
    }
    found = findings_for(RULE, {"pages": pages, "declared": {"/impressum/": {"kind": "legal"}}})
    assert [finding.page for finding in found] == ["/impressum/"]


def test_inapplicable_without_registry() -> None:
    assert outcome_of(RULE, {"pages": {"/": ""}, "registry": False}) is Outcome.INAPPLICABLE
