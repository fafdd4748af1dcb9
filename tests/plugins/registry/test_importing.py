"""An import changes what differs and nothing else, shows it first, and writes nothing where anything is wrong."""

from __future__ import annotations

import pytest

from plugins.problems import ContentError
from plugins.registry.importing import Plan, plan_import
from plugins.registry.records import Record, identified
from tests.plugins.registry.registries import CONTACTS, registry


def planned(*records: Record, text: str = CONTACTS) -> Plan:
    return plan_import(text, "contacts.yaml", registry(text).contacts, records, "liste.csv", [])


def problems_of(*records: Record, text: str = CONTACTS) -> str:
    with pytest.raises(ContentError) as caught:
        planned(*records, text=text)
    return str(caught.value)


def test_comments_order_and_all_other_lines_stay() -> None:
    plan = planned(Record("beratung", 2, {"room": "Zimmer 3", "short_role": "Rat", "opening_hours": ""}))
    assert plan.changes[0].fields == ("short_role", "room", "opening_hours")
    before, after = CONTACTS.splitlines(), plan.after.splitlines()
    assert [line for line in before if line not in after] == [
        "    room: Zimmer 1.12, Aufzug vorhanden",
        '    opening_hours: "Mo-Th 09:00-16:00; Fr 09:00-12:00; PH off"',
    ]
    assert [line for line in after if line not in before] == ["    short_role: Rat", "    room: Zimmer 3"]
    assert after[after.index("    short_role: Rat") - 1] == "    role: Beratung, Team Mitte"


def test_several_contacts_change_at_once() -> None:
    plan = planned(
        Record("notruf", 4, {"room": "Wache", "email": "notruf@musterstadt.example"}),
        Record("beratung", 2, {"phone": "030 23125 999"}),
        Record(
            "neu",
            3,
            {"role": "Neue Stelle", "unit": "Amt", "phone": "030 23125 5", "verified_on": "05.10.2026"},
        ),
    )
    contacts = registry(plan.after).contacts
    assert list(contacts) == ["beratung", "empfang", "notruf", "neu"]
    assert (contacts["beratung"].phone, contacts["notruf"].room) == ("030 23125 999", "Wache")
    assert contacts["neu"].interval == "6 Monate"
    assert plan.missing == ("empfang",)


def test_what_means_the_same_is_no_change() -> None:
    plan = planned(
        Record(
            "beratung",
            2,
            {
                "phone": "+49 30 23125-110",
                "verified_on": "05.10.2026",
                "room": " Zimmer 1.12, Aufzug vorhanden",
            },
        )
    )
    assert (plan.changes, plan.unchanged, plan.after) == ((), 1, CONTACTS)


def test_the_change_is_shown_as_a_diff() -> None:
    shown = planned(Record("empfang", 2, {"phone": "030 23125 101"})).diff("contacts.yaml")
    assert "-    phone: 030 23125 100\n+    phone: 030 23125 101\n" in shown
    assert planned().diff("contacts.yaml") == ""


def test_who_was_verified_by_nobody_is_not_created() -> None:
    plan = planned(Record("", 7, {"role": "Fremd"}), Record("fremd", 9, {"role": "Fremd", "unit": "Amt"}))
    assert (plan.changes, plan.skipped) == ((), (7, 9))


def test_records_of_others_are_known_by_address_and_number() -> None:
    records = [
        Record("4711", 1, {"email": "Beratung@Musterstadt.example"}),
        Record("", 2, {"phone": "+493023125100"}),
        Record("", 3, {"role": "Notruf"}),
    ]
    found = identified(records, registry().contacts)
    assert [record.id for record in found] == ["beratung", "empfang", ""]


def test_an_address_that_two_share_tells_nobody() -> None:
    text = CONTACTS.replace("beratung@", "empfang@").replace("23125 110", "23125 100")
    found = identified([Record("", 1, {"email": "empfang@musterstadt.example"})], registry(text).contacts)
    assert found[0].id == ""


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (Record("beratung", 5, {"phone": "anrufen!"}), "liste.csv, Zeile 5, Feld „phone“"),
        (Record("beratung", 5, {"phone": ""}), "Dieses Feld fehlt. Bitte ergänzen. Kontakt: beratung."),
        (Record("beratung", 5, {"verified_on": "gestern"}), "Erlaubt ist ein Tag wie"),
        (Record("beratung", 5, {"opening_hours": "immer"}), "Erlaubt sind Angaben wie"),
        (Record("beratung", 5, {"deputy": "empfing"}), "Meinten Sie „empfang“?"),
        (Record("Neue Stelle", 5, {"verified_on": "2026-10-05"}), "kann keine Kennung sein"),
        (Record("neu", 5, {"verified_on": "2026-10-05"}), "Dieses Feld fehlt"),
    ],
)
def test_what_the_schema_refuses_is_told_at_the_line_of_the_file(record: Record, told: str) -> None:
    assert told in problems_of(record)


def test_ids_are_given_once() -> None:
    assert "steht schon weiter oben" in problems_of(Record("empfang", 2, {}), Record("empfang", 3, {}))


def test_a_contact_on_one_line_is_left_to_people() -> None:
    text = 'contacts:\n  a: {role: Amt, unit: Amt, phone: "112", verified_on: 2026-10-05, interval: 1 Jahr}\n'
    assert "nicht feldweise ändern" in problems_of(Record("a", 2, {"phone": "110"}), text=text)
