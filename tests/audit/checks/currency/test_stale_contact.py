from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "stale-contact"


def used(**fields: Any) -> dict[str, Any]:
    return {
        "pages": {"/": "<p>Text</p>"},
        "declared": {"/": {"contact": "pflege"}},
        "contacts": {"pflege": fields},
    }


def test_passes_when_verified_in_time() -> None:
    fields = {"verified_on": date(2026, 8, 24), "interval_days": 90}  # due today
    assert outcome_of(RULE, used(**fields)) is Outcome.PASSED


@pytest.mark.parametrize(
    ("fields", "field", "part"),
    [
        (
            {"verified_on": date(2026, 8, 23), "interval_days": 90},
            "verified_on",
            "wieder fällig war es am 21.11.2026",
        ),
        ({"verified_on": date(2026, 11, 23)}, "verified_on", "liegt in der Zukunft"),
        ({"valid_from": date(2026, 11, 23)}, "valid_from", "Gilt erst ab 23.11.2026"),
        ({"valid_to": date(2026, 11, 21)}, "valid_to", "Galt nur bis 21.11.2026"),
        ({"phone": "siehe Aushang"}, "phone", "kann keine Telefonnummer sein"),
        ({"phone": "030 2312511012345678"}, "phone", "kann keine Telefonnummer sein"),
        ({"email": "pflege@@stadt.example"}, "email", "ist keine E-Mail-Adresse"),
        ({"email": "pflege@stadt"}, "email", "ist keine E-Mail-Adresse"),
    ],
)
def test_fails_when_an_entry_is_out_of_date_or_malformed(
    fields: dict[str, Any], field: str, part: str
) -> None:
    (finding,) = findings_for(RULE, used(**fields))
    assert (finding.outcome, finding.page, finding.target) == (Outcome.FAILED, "", "contact:pflege")
    assert finding.where and (finding.where.contact, finding.where.field) == ("pflege", field)
    assert part in finding.message


@pytest.mark.parametrize(
    "phone",
    ["112", "110", "115", "116117", "116 016", "0800 1110111", "0761 19240", "+49 731 1610", "030 23125 999",
     "040 66969-000", "(069) 90009 123", "089 99998 001", "0221 4710 500"],
)  # fmt: skip
def test_passes_with_emergency_free_and_fictional_numbers(phone: str) -> None:
    assert outcome_of(RULE, used(phone=phone)) is Outcome.PASSED


@pytest.mark.parametrize("phone", ["0999 123456", "030 12", "22833"])
def test_cant_tell_when_a_number_is_possible_but_in_no_known_range(phone: str) -> None:
    (finding,) = findings_for(RULE, used(phone=phone))
    assert finding.outcome is Outcome.CANT_TELL
    assert "Bitte einmal anrufen" in finding.message


def test_fails_for_a_deputy_shown_by_its_number_only() -> None:
    example = used() | {"pages": {"/": '<a href="tel:+493023125120">030 23125 120</a>'}}
    example["contacts"]["nord"] = {"phone": "030 23125 120", "valid_to": date(2026, 1, 1)}
    assert [f.target for f in findings_for(RULE, example)] == ["contact:nord"]


def test_passes_when_the_stale_entry_is_used_by_another_site_only() -> None:
    example = used()
    example["contacts"]["fremd"] = {"phone": "030 23125 777", "valid_to": date(2026, 1, 1)}
    assert outcome_of(RULE, example) is Outcome.PASSED


@pytest.mark.parametrize(
    "link",
    [
        '<a href="tel:+493023125110">Telefon (030) 23125-110</a>',
        '<a href="tel:+493023125110">23125 110</a>',
        '<a href="tel:+493023125110">Anrufen, 24 Stunden, Zimmer 112a</a>',
        '<a href="tel:116117">116 117</a>',
        '<a href="tel:+493023125110">030 23125 110 oder 030 23125 120</a>',
        '<a href="mailto:a@stadt.example?subject=x">A<wbr>@stadt.example</a>',
        '<a href="mailto:a@stadt.example">E-Mail schreiben</a>',
        '<a href="mailto:?subject=Lesetipp">weiterempfehlen</a>',
    ],
)
def test_passes_when_a_link_leads_where_it_says(link: str) -> None:
    assert outcome_of(RULE, {"pages": {"/": link}}) is Outcome.PASSED


@pytest.mark.parametrize(
    ("href", "text", "seen"),
    [
        ("tel:+493023125110", "Telefon 030 23125 120", "030 23125 120"),
        ("tel:110", "Notruf 112", "112"),
        ("tel:", "030 23125 120", "030 23125 120"),
        ("mailto:alt@stadt.example", "neu@stadt.example", "neu@stadt.example"),
        ("mailto:a@stadt.example", "030 23125 120", "030 23125 120"),
    ],
)
def test_fails_when_a_link_leads_elsewhere(href: str, text: str, seen: str) -> None:
    (finding,) = findings_for(RULE, {"pages": {"/": f'<p><a href="{href}">{text}</a></p>'}})
    assert finding.message == f"Zu lesen ist „{seen}“, der Verweis führt aber zu „{href}“."
    assert (finding.page, finding.where and finding.where.literal) == ("/", href)


def test_inapplicable_without_registry() -> None:
    assert outcome_of(RULE, {**used(), "registry": False}) is Outcome.INAPPLICABLE


def test_fails_when_a_directory_entry_was_not_verified_in_time() -> None:
    entry = {
        "phone": "069 90009 100",
        "email": "",
        "verified_on": date(2026, 1, 10),
        "file": "content/mini/eintraege/b.md",
    }
    site = {
        "pages": {"/": '<a href="tel:+496990009100">069 90009 100</a>'},
        "contacts": {"eintraege/b": entry},
    }
    (finding,) = findings_for(RULE, site)
    assert finding.where and (finding.where.contact, finding.where.field) == ("eintraege/b", "verified_on")
    assert findings_for("loose-contact", site) == []
