from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "imprint"
LINK = '<a href="/impressum/">Impressum</a>'
WHOLE = "<h1>Impressum</h1><p>Stadt Musterstadt, Marktplatz 1, 70000 Musterstadt, Telefon 030 23125 000</p>"


def site(page: str = WHOLE, home: str = LINK, **more: Any) -> dict[str, Any]:
    return {"pages": {"/": home, "/impressum/": page}, **more}


def test_passes_when_it_says_who_where_and_how() -> None:
    assert findings_for(RULE, site()) == []
    assert findings_for(RULE, site(WHOLE.replace("Telefon 030 23125 000", "stadt@musterstadt.example"))) == []


@pytest.mark.parametrize(
    ("page", "evidence"),
    [
        (WHOLE.replace("70000 ", ""), "die Anschrift"),
        (WHOLE.replace("030 23125 000", ""), "Telefon oder E-Mail"),
        (WHOLE + "<p>[Umsatzsteuer-Nummer eintragen]</p>", "[Umsatzsteuer-Nummer eintragen]"),
    ],
)
def test_fails_when_something_is_missing_or_left_over(page: str, evidence: str) -> None:
    (finding,) = findings_for(RULE, site(page))
    assert (finding.outcome, finding.evidence) == (Outcome.FAILED, evidence)


def test_fails_without_a_link_on_every_page() -> None:
    data = site()
    data["pages"]["/kurse/"] = "<p>Kurse</p>"
    (finding,) = findings_for(RULE, data)
    assert (finding.target, finding.evidence) == ("links", "nicht überall verlinkt")


def test_fails_without_an_imprint() -> None:
    assert outcome_of(RULE, {"pages": {"/": "Text"}}) is Outcome.FAILED


@pytest.mark.parametrize("law", ["§ 5 TMG", "§ 5 Telemediengesetz", "§ 55 Abs. 2 RStV"])
def test_cannot_tell_when_a_law_is_named_that_no_longer_holds(law: str) -> None:
    (finding,) = findings_for(RULE, site(f"{WHOLE}<p>Angaben nach {law}</p>"))
    assert (finding.outcome, finding.evidence) == (Outcome.CANT_TELL, law)


def test_cannot_tell_on_sites_of_others() -> None:
    assert outcome_of(RULE, site("<h1>Impressum</h1>", registry=False)) is Outcome.CANT_TELL


def test_inapplicable_on_sites_of_others_without_an_imprint() -> None:
    assert outcome_of(RULE, {"pages": {"/": "Text"}, "registry": False}) is Outcome.INAPPLICABLE
