from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "pdf-link"


def site(*links: str) -> dict[str, Any]:
    return {
        "pages": {"/": '<a href="/a.pdf">A</a>', "/kontakt/": ""},
        "documents": {"/a.pdf": {"links": links}},
    }


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1:8000/kontakt/",
        "http://localhost/",
        "http://[::1]/",
        "file:///C:/Users/amt/antrag.docx",
        "https://mini.example/weg/",
        "http://[",
    ],
)
def test_fails_when_a_link_leads_nowhere(link: str) -> None:
    (finding,) = findings_for(RULE, site("https://mini.example/", link))
    assert finding.outcome is Outcome.FAILED
    assert finding.evidence == f"/a.pdf: {link}"


def test_passes_for_addresses_that_exist_or_are_not_ours() -> None:
    links = (
        "https://mini.example/kontakt/",
        "https://mini.example/a.pdf#page=2",
        "https://x.example/weg/",
        "tel:+49301",
        "mailto:a@b.example",
    )
    assert outcome_of(RULE, site(*links)) is Outcome.PASSED


def test_inapplicable_without_links() -> None:
    assert outcome_of(RULE, site()) is Outcome.INAPPLICABLE
