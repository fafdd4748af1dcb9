from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "contact-differs"
CONTACTS = {
    "mitte": {
        "role": "Pflegeberatung, Team Mitte",
        "phone": "030 23125 110",
        "email": "mitte@stadt.example",
        "room": "Zimmer 1.12, Aufzug vorhanden",
        "deputy": "nord",
    },
    "nord": {
        "role": "Pflegeberatung, Team Nord",
        "phone": "030 23125 120",
        "email": "nord@stadt.example",
        "room": "",
    },
    "amt": {
        "role": "Sozialamt",
        "phone": "030 23125 300",
        "email": "amt@stadt.example",
        "room": "Raum B 2.01",
    },
}


def page(html: str) -> dict[str, Any]:
    return {"pages": {"/": html}, "contacts": CONTACTS}


@pytest.mark.parametrize(
    "html",
    [
        "<p>Pflegeberatung, Team Mitte: 030 23125-110, mitte@stadt.example, Zimmer 1.12</p>",
        "<p>Pflegeberatung, Team Mitte, Vertretung 030 23125-120</p>",  # the deputy
        "<p>Pflegeberatung, Team Mitte. Beim Sozialamt erreichen Sie 030 23125-300.</p>",
        "<p>Das Sozialamt hilft. Danach rufen Sie 030 23125-110 an.</p>",
        "<p>Sozialamt: 030 23125-119</p>",  # not in the registry: loose-contact
        "<p>Sozialamt, Raum B2.01</p><p>Team Nord im Zimmer 7</p><p>Zimmer 9</p>",
        "<p>Pflegeberatung, Team Nord, Zimmer 3</p>",  # no room in the registry: unregistered-name
        "<table><tr><td>Sozialamt</td><td>030 23125-300</td><td>Raum B 2.01</td></tr></table>",
    ],
)
def test_passes_when_the_registry_says_the_same(html: str) -> None:
    assert findings_for(RULE, page(html)) == []


@pytest.mark.parametrize(
    ("html", "evidence"),
    [
        ("<p>Pflegeberatung, Team Nord: Tel. 030 23125-110</p>", "030 23125-110"),
        ("<p>Sozialamt – mitte@stadt.example</p>", "mitte@stadt.example"),
        ("<ul><li>Sozialamt (030/23125120)</li></ul>", "030/23125120"),
        ("<table><tr><th>Sozialamt</th><td>030 23125-110</td></tr></table>", "030 23125-110"),
        ("<dl><dt>Sozialamt</dt><dd>Telefon 030 23125-110</dd></dl>", "030 23125-110"),
        ("<p>Sozialamt, Zimmer 2.02, Telefon 030 23125-300</p>", "Zimmer 2.02"),
        ("<p>Telefon 030 23125-300, Raum C 2.01</p>", "Raum C 2.01"),
    ],
)
def test_fails_when_an_entry_differs(html: str, evidence: str) -> None:
    (finding,) = findings_for(RULE, page(html))
    assert (finding.outcome, finding.evidence) == (Outcome.FAILED, evidence)
    assert finding.where and finding.where.literal == evidence


@pytest.mark.parametrize(
    "html",
    [
        "<p>Fragen Sie beim Sozialamt nach, am besten unter 030 23125-110.</p>",
        "<p>Die Pflegeberatung, Team Mitte finden Sie jetzt in Zimmer 2.14.</p>",
    ],
)
def test_cannot_tell_in_sentences(html: str) -> None:
    assert outcome_of(RULE, page(html)) is Outcome.CANT_TELL


def test_leaves_alone_what_the_theme_prints() -> None:
    assert (
        findings_for(RULE, page('<aside class="dk-contact-box"><p>Sozialamt: 030 23125-110</p></aside>'))
        == []
    )


def test_inapplicable_without_registry() -> None:
    assert outcome_of(RULE, {**page("<p>Sozialamt</p>"), "registry": False}) is Outcome.INAPPLICABLE
