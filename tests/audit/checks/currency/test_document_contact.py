from __future__ import annotations

from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "document-contact"
OLD = {"written": "030 23125-119", "value": "+493023125119"}
NEW = {"written": "030 23125-110", "value": "+493023125110"}


def site(*contacts: dict[str, Any], file: str = "antrag.docx", **fields: Any) -> dict[str, Any]:
    return {
        "pages": {"/": f'<a href="/{file}">Antrag</a>'},
        "documents": {f"/{file}": {"contacts": list(contacts), **fields}},
        "contacts": {"amt": {"phone": "030 23125 110"}},
    }


@pytest.mark.parametrize("file", ["antrag.pdf", "antrag.docx", "liste.csv"])
def test_passes_when_all_are_registered(file: str) -> None:
    assert outcome_of(RULE, site(NEW, file=file)) is Outcome.PASSED


def test_cannot_tell_once_for_a_contact_of_nobody() -> None:
    places = [OLD | {"place": f"auf Seite {number}"} for number in (2, 3)]
    (finding,) = findings_for(RULE, site(NEW, *places, file="antrag.pdf"))
    assert finding.outcome is Outcome.CANT_TELL
    assert finding.message == (
        "Die Datei /antrag.pdf nennt auf Seite 2 „030 23125-119“. Das steht nicht im Kontaktverzeichnis."
    )
    assert finding.where and finding.where.literal == "antrag.pdf"


def test_names_no_place_where_none_is_known() -> None:
    (finding,) = findings_for(RULE, site(OLD))
    assert finding.message.startswith("Die Datei /antrag.docx nennt „030 23125-119“.")


def test_a_list_of_others_is_told_once() -> None:
    many = [
        {"written": f"030 231256{n:02}", "value": f"+4930231256{n:02}", "place": f"in Zeile {n + 2}"}
        for n in range(11)
    ]
    (finding,) = findings_for(RULE, site(NEW, *many, file="liste.csv"))
    assert "nennt 11 Nummern und Adressen" in finding.message
    assert "zum Beispiel in Zeile 2 „030 23125600“. Ist die Liste aktuell?" in finding.message
    assert len(findings_for(RULE, site(*many[:10]))) == 10


def test_cannot_tell_what_is_in_a_file_nobody_can_read() -> None:
    (finding,) = findings_for(RULE, site(problem="ist beschädigt", is_damaged=True))
    assert finding.outcome is Outcome.CANT_TELL
    assert "Die Datei /antrag.docx ist beschädigt. Ob ihre Kontakte stimmen" in finding.message
    assert finding.remedy == "Die Datei öffnen. Geht das nicht, eine heile Datei einstellen."


def test_leaves_damaged_pdf_files_to_their_own_rule() -> None:
    damaged = site(file="antrag.pdf", problem="ist beschädigt", is_damaged=True)
    assert outcome_of(RULE, damaged) is Outcome.INAPPLICABLE


def test_inapplicable_without_contacts() -> None:
    assert outcome_of(RULE, site()) is Outcome.INAPPLICABLE
