from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "privacy-notice"
LINK = '<a href="/datenschutz/">Datenschutz</a>'
WHOLE = (
    "<h1>Datenschutz</h1><p>Verantwortlich ist die Stadt. Rechtsgrundlage ist Artikel 6 DSGVO. Sie haben das Recht auf "
    "Auskunft, Berichtigung, Löschung und Beschwerde.</p>"
)
PROMISE = WHOLE + "<p>Wir setzen keine Cookies. Wir speichern nichts auf Ihrem Gerät.</p>"
COOKIE = {"cookies": {"/": [{"name": "a", "host": "mini.example"}]}}
STORED = {"storage": {"/": {"localStorage": ["b"]}}}


def site(page: str = WHOLE, **more: Any) -> dict[str, Any]:
    return {"pages": {"/": LINK, "/datenschutz/": page}, **more}


def test_passes_when_it_is_complete_and_true() -> None:
    assert findings_for(RULE, site()) == []
    assert findings_for(RULE, site(PROMISE)) == []
    assert findings_for(RULE, site(**COOKIE)) == []


@pytest.mark.parametrize(
    ("left_out", "evidence"),
    [
        ("Verantwortlich ist die Stadt. ", "wer verantwortlich ist"),
        ("Rechtsgrundlage ist Artikel 6 DSGVO. ", "die Rechtsgrundlage"),
        ("Auskunft, ", "das Recht auf Auskunft"),
        (" und Beschwerde", "das Recht auf Beschwerde"),
    ],
)
def test_fails_when_something_is_missing(left_out: str, evidence: str) -> None:
    (finding,) = findings_for(RULE, site(WHOLE.replace(left_out, "")))
    assert (finding.outcome, finding.evidence) == (Outcome.FAILED, evidence)


@pytest.mark.parametrize(
    ("seen", "promise"), [(COOKIE, "keine Cookies"), (STORED, "speichern nichts auf Ihrem Gerät")]
)
@pytest.mark.parametrize("ours", [True, False])
def test_fails_when_the_browser_saw_what_the_notice_denies(
    seen: dict[str, Any], promise: str, ours: bool
) -> None:
    (finding,) = findings_for(RULE, site(PROMISE, registry=ours, **seen))
    assert (finding.outcome, finding.evidence) == (Outcome.FAILED, promise)


def test_fails_without_a_notice_and_without_a_link_on_every_page() -> None:
    assert outcome_of(RULE, {"pages": {"/": "Text"}}) is Outcome.FAILED
    data = site()
    data["pages"]["/kurse/"] = "<p>Kurse</p>"
    assert [finding.target for finding in findings_for(RULE, data)] == ["links"]


def test_cannot_tell_on_sites_of_others() -> None:
    assert outcome_of(RULE, site("<h1>Datenschutz</h1>", registry=False)) is Outcome.CANT_TELL


def test_inapplicable_on_sites_of_others_without_a_notice() -> None:
    assert outcome_of(RULE, {"pages": {"/": "Text"}, "registry": False}) is Outcome.INAPPLICABLE
