"""The registry against an export: what differs for certain, and nothing where the export is silent."""

from __future__ import annotations

import pytest

from plugins.registry.compare import Comparison, compare
from plugins.registry.directory import read_csv
from tests.plugins.registry.registries import CONTACTS, registry

HEADER = "Name;Funktion;Amt;Telefon;E-Mail;Zimmer;Adresse;Vertretung"
ADVICE = "A;Beratung;Sozialamt Musterstadt;030/23125-110;BERATUNG@musterstadt.example;1.12;Marktplatz 1;B"
DESK = "B;Empfang;Stadt Musterstadt;+49 30 23125100;empfang@musterstadt.example;;;"


def compared(*rows: str, text: str = CONTACTS) -> Comparison:
    return compare(registry(text), read_csv("\n".join([HEADER, *rows]).encode(), "liste.csv"))


def found(*rows: str, text: str = CONTACTS) -> list[tuple[str, str, str]]:
    return [(one.contact, one.kind.value, one.field) for one in compared(*rows, text=text).differences]


def test_the_same_in_other_words_is_no_difference() -> None:
    assert found(ADVICE, DESK) == []


def test_contacts_of_other_bodies_are_not_compared() -> None:
    comparison = compared(ADVICE, DESK)
    assert (comparison.compared, comparison.not_comparable) == (2, ("notruf",))


def test_who_is_not_in_the_export_has_left() -> None:
    assert found(DESK) == [("beratung", "left", "")]


def test_who_has_only_a_number_of_this_body_can_leave_too() -> None:
    text = CONTACTS.replace('"112"', "030 23125 550")
    assert found(ADVICE, DESK, text=text) == [("notruf", "left", "")]


@pytest.mark.parametrize(
    ("old", "new", "kind", "field"),
    [
        ("23125-110", "23125-119", "number", "phone"),
        ("BERATUNG@", "rat@", "email", "email"),
        ("Sozialamt Musterstadt", "Jugendamt", "unit", "unit"),
        ("1.12", "1.1", "moved", "room"),
        ("Marktplatz 1", "Nordring 24", "moved", "address"),
        ("Marktplatz 1;B", "Marktplatz 1;A", "deputy", "deputy"),
        ("Marktplatz 1;B", "Marktplatz 1;neu@musterstadt.example", "deputy", "deputy"),
        ("Marktplatz 1;B", "Marktplatz 1;030 23125 777", "deputy", "deputy"),
    ],
)
def test_what_differs_is_told_by_field(old: str, new: str, kind: str, field: str) -> None:
    assert found(ADVICE.replace(old, new, 1), DESK) == [("beratung", kind, field)]


def test_a_difference_holds_our_own_value_and_its_line() -> None:
    one = compared(ADVICE.replace("1.12", "7"), DESK).differences[0]
    assert (one.registry, one.line, one.directory, one.directory_lines) == (
        "Zimmer 1.12, Aufzug vorhanden",
        9,
        ("7",),
        (2,),
    )


@pytest.mark.parametrize(
    "deputy", ["030 23125 100", "Empfang", "empfang@musterstadt.example", "Niemand Bekanntes", ""]
)
def test_the_deputy_may_be_told_by_number_role_or_address(deputy: str) -> None:
    assert found(ADVICE.removesuffix("B") + deputy, DESK) == []


def test_a_deputy_that_we_have_none_of_is_new() -> None:
    assert found(ADVICE, DESK + "A") == [("empfang", "deputy", "deputy")]


def test_of_several_desks_at_one_address_one_has_to_agree() -> None:
    other = ADVICE.replace("1.12", "1.13").replace("-110", "-111")
    assert found(other, ADVICE, DESK) == []


def test_role_and_unit_find_who_changed_number_and_address() -> None:
    moved = "X;Beratung, Team Mitte;Sozialamt Musterstadt;030 23125 777;neu@musterstadt.example;;;"
    assert found(moved, DESK) == [("beratung", "email", "email"), ("beratung", "number", "phone")]


def test_desks_that_are_no_contact_are_named_by_line() -> None:
    assert [desk.line for desk in compared(ADVICE, DESK, "C;;;030 23125 4;;;;").missing] == [4]
