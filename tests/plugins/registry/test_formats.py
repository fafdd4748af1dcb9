"""CSV, vCard and XZuFi: out and in again nothing is lost that the format carries, and bad files are refused with a place."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar.parser import Contentlines
from lxml import etree

from plugins.content_schema import ContactMeta
from plugins.problems import ContentError, Problem
from plugins.registry import csv_file, vcard, xzufi
from plugins.registry.importing import plan_import
from plugins.registry.records import FIELDS, Record, means_the_same, values_of
from tests.plugins.registry.registries import CONTACTS, as_text, registries, registry

FORMATS = [(csv_file, FIELDS), (vcard, vcard.CARRIED), (xzufi, xzufi.CARRIED)]
CARD = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Empfang\r\n{}END:VCARD\r\n"


def problems_of(read: Callable, raw: bytes) -> list[str]:
    problems: list[Problem] = []
    try:
        read(raw, "datei", problems)
    except ContentError as error:
        problems += error.problems
    return [str(problem) for problem in problems]


def records_of(read: Callable, raw: bytes) -> list[Record]:
    problems: list[Problem] = []
    records = read(raw, "datei", problems)
    assert not problems
    return records


@pytest.mark.parametrize(("form", "carried"), FORMATS)
@settings(max_examples=10)
@given(contacts=registries)
def test_nothing_is_lost(form, carried: tuple[str, ...], contacts: Mapping[str, ContactMeta]) -> None:
    records = records_of(form.read, form.render(contacts))
    assert [record.id for record in records] == list(contacts)
    for record in records:
        before = values_of(contacts[record.id])
        for field in carried:
            assert means_the_same(field, record.values.get(field, ""), before[field]), field


@pytest.mark.parametrize(("form", "carried"), FORMATS)
@settings(max_examples=10)
@given(contacts=registries)
def test_an_older_registry_becomes_what_was_exported(
    form, carried: tuple[str, ...], contacts: Mapping[str, ContactMeta]
) -> None:
    old = ContactMeta(role="Früher", unit="Amt", phone="112", verified_on=date(2000, 1, 1), interval="1 Jahr")
    known = dict.fromkeys(contacts, old)
    records = records_of(form.read, form.render(contacts))
    plan = plan_import(as_text(known), "contacts.yaml", known, records, "datei", [])
    after = registry(plan.after).contacts
    assert list(after) == list(contacts)
    for contact_id, meta in after.items():
        wanted, got = values_of(contacts[contact_id]), values_of(meta)
        assert all(means_the_same(field, got[field], wanted[field]) for field in carried)
    again = plan_import(plan.after, "contacts.yaml", after, records, "datei", [])
    assert (again.changes, again.after) == ((), plan.after)


@pytest.mark.parametrize("form", [form for form, _ in FORMATS])
def test_same_registry_gives_same_bytes(form) -> None:
    assert form.render(registry().contacts) == form.render(registry().contacts)


# CSV


def test_no_cell_of_the_table_is_a_formula() -> None:
    text = CONTACTS.replace("Zimmer 1.12, Aufzug vorhanden", '"=HYPERLINK(1)"').replace(
        "Empfang\n", '"@SUM(A1)"\n'
    )
    rows = list(
        csv.reader(io.StringIO(csv_file.render(registry(text).contacts).decode("utf-8-sig")), delimiter=";")
    )
    assert "'=HYPERLINK(1)" in rows[1]
    assert rows[2][1] == "'@SUM(A1)"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "Keine Zeile sieht wie eine Überschrift aus"),
        (b"id;role\n", "keine Zeile"),
        (b"id;rolle\na;b\n", "Spalte „rolle“ gibt es nicht. Meinten Sie „role“?"),
        (b"id;role;role\na;b;c\n", "steht zweimal da"),
        (b"id;role\na;b;c\n", "Zeile 2: Die Zeile hat 3 Zellen"),
        (b'id;role\na;"b\nc;d\n', "Zeile 2: Hier ist ein Anführungszeichen nicht geschlossen"),
        (b"id;role\na;\0\n", "Zeile 2: Die Datei enthält ein Null-Zeichen"),
        (b"\xff\xfeidx", "Codierung der Datei ist nicht lesbar"),
        (b"id;role\na;\x81\n", "Codierung der Datei ist nicht lesbar"),
        (b"id;role\na;" + b"x" * 200_000 + b"\n", "Zelle ist viel zu lang"),
        (b"id;phone\na;3023125110\n", "Die führende 0 fehlt"),
        ("id;role\na;b\u200bc\x07\n".encode(), "unsichtbares Zeichen"),
    ],
)
def test_bad_tables_are_refused(raw: bytes, told: str) -> None:
    assert told in "\n".join(problems_of(csv_file.read, raw))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_tables_of_any_program_are_read(encoding: str, delimiter: str) -> None:
    raw = f"sep={delimiter}\r\nid{delimiter}role\r\nbuero{delimiter}Büro\r\n".encode(encoding)
    assert records_of(csv_file.read, raw) == [Record("buero", 3, {"role": "Büro"})]


# vCard


def test_vcard_follows_rfc_6350() -> None:
    raw = vcard.card("beratung", registry().contacts["beratung"])
    lines = raw.split(b"\r\n")
    assert lines[:2] == [b"BEGIN:VCARD", b"VERSION:4.0"]
    assert lines[-2:] == [b"END:VCARD", b""]
    assert all(len(line) <= 75 for line in lines)
    for line in (
        b"KIND:org",
        b"TEL;VALUE=uri;TYPE=work:tel:+493023125110",
        b"FN;LANGUAGE=de:Beratung\\, Team Mitte",
        b"REV:20261005T000000Z",
        b"RELATED;VALUE=text;TYPE=agent:empfang",
    ):
        assert line in lines
    assert b"ADR;TYPE=work;LANGUAGE=de:;;Marktplatz 1;Musterstadt;;70000;;Zimmer 1.12" in raw


@settings(max_examples=10)
@given(contacts=registries)
def test_another_parser_reads_the_same_properties(contacts: Mapping[str, ContactMeta]) -> None:
    raw = vcard.render(contacts)
    raw.decode("utf-8")
    for line in raw.split(b"\r\n"):
        line.decode("utf-8")  # no character is torn apart
    names = [line.parts()[0] for line in Contentlines.from_ical(raw.decode("utf-8")) if line]
    assert names.count("BEGIN") == names.count("FN") == names.count("TEL") == len(contacts)


def test_vcards_of_address_books_are_read() -> None:
    raw = (
        "BEGIN:VCARD\nVERSION:3.0\nitem1.EMAIL;type=INTERNET;type=pref:a@musterstadt.example\n"
        "N:;;;;\nFN:Sozialamt\\; Auskunft\nTEL;type=WORK:030 23125-510\nORG:Stadt Musterstadt;Sozialamt\n"
        "ADR;type=WORK:;;Rathausgasse 8;Musterstadt;;70000;Deutschland\nREV:2026-10-05T08:00:00Z\nEND:VCARD\n"
    )
    assert records_of(vcard.read, raw.encode())[0].values == {
        "role": "Sozialamt; Auskunft",
        "unit": "Stadt Musterstadt",
        "phone": "030 23125-510",
        "email": "a@musterstadt.example",
        "address": "Rathausgasse 8, 70000 Musterstadt",
        "verified_on": "2026-10-05",
    }


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "keine vCard"),
        (b"Hallo", "Zeile 1: Diese Zeile gehört in keine vCard"),
        (CARD.format("NOTE\r\n").encode(), "Zeile 4: Diese Zeile gehört in keine vCard"),
        (CARD.format("").encode()[:-13], "Zeile 1: Diese vCard hat kein Ende"),
        (b"BEGIN:VCARD\r\n" + CARD.format("").encode(), "Zeile 2: Eine vCard beginnt"),
        (CARD.replace("4.0", "2.1").format("").encode(), "Version „2.1“"),
        (CARD.format("NOTE:Büro\r\n").encode("latin-1"), "nicht in UTF-8"),
    ],
)
def test_bad_vcards_are_refused(raw: bytes, told: str) -> None:
    assert told in "\n".join(problems_of(vcard.read, raw))


@given(st.binary(max_size=300))
def test_no_bytes_break_the_readers(raw: bytes) -> None:
    for form, _ in FORMATS:
        problems_of(form.read, raw)
        problems_of(form.read, b"BEGIN:VCARD\nVERSION:4.0\n" + raw + b"\nEND:VCARD\n")


# XZuFi

UNITS = '<schreibe xmlns="{}">{}</schreibe>'
UNIT = """\
<organisationseinheit><id schemeAgencyID="X">4711</id>
<name><name languageCode="en">Advice</name><name languageCode="de-DE">Beratung</name></name>
<anschrift><typ><code>002</code></typ><postfach>1</postfach><ort>Musterstadt</ort></anschrift>
<anschrift><typ><code xmlns="">001</code></typ><strasse>Marktplatz</strasse><hausnummer>1</hausnummer>
<postleitzahl>70000</postleitzahl><ort>Musterstadt</ort><zusatz>Zimmer 1.12</zusatz></anschrift>
<kommunikation><kanal><code>04</code></kanal><kennung>030 23125 999</kennung></kommunikation>
<kommunikation><kanal><code>03</code></kanal><kennung>0171 0000000</kennung></kommunikation>
<kommunikation><kanal><code>02</code></kanal><kennung>030 23125 110</kennung></kommunikation>
<kommunikation><kanal><code>01</code></kanal><kennung>beratung@musterstadt.example</kennung></kommunikation>
</organisationseinheit>"""


@pytest.mark.parametrize("version", ["2_2_0", "2_1_0", "2_3_1"])
def test_units_are_read_wherever_they_stand(version: str) -> None:
    raw = UNITS.format(f"http://xoev.de/schemata/xzufi/{version}", f"<antwort>{UNIT}</antwort>").encode()
    assert records_of(xzufi.read, raw) == [
        Record(
            "4711",
            1,
            {
                "role": "Beratung",
                "phone": "030 23125 110",
                "email": "beratung@musterstadt.example",
                "address": "Marktplatz 1, 70000 Musterstadt",
                "room": "Zimmer 1.12",
            },
        )
    ]


def test_units_have_the_elements_that_others_read() -> None:
    names = {"x": xzufi.NAMESPACE}
    root = etree.fromstring(xzufi.render(registry().contacts))
    unit = root.find("x:organisationseinheit", names)
    assert root.get("xzufiVersion") == "2.2.0"
    assert unit.find("x:id", names).get("schemeAgencyID")
    assert unit.find("x:name/x:name", names).text == "Beratung, Team Mitte"
    assert [one.text for one in unit.findall("x:kommunikation/x:kanal/code", names)] == ["02", "01"]
    assert unit.find("x:anschrift/x:hausnummer", names).text == "1"


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (f"<?xml version='1.0'?>\n{BOMB}]><a>&j;</a>".encode(), "Zeile 2: Die Datei hat einen DOCTYPE"),
        (f"{BOMB}]><a>&j;</a>".encode("utf-16"), "hat einen DOCTYPE"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "hat einen DOCTYPE"),
        (b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>', "hat einen DOCTYPE"),
        (b"<a>" * 300, "kein vollständiges XML"),
        (UNITS.format(xzufi.NAMESPACE, UNIT).encode()[:-40], "kein vollständiges XML"),
        (b"", "kein vollständiges XML"),
        (b"<a>\0</a>", "kein vollständiges XML"),
        (b"<a/>", "keine Organisationseinheit nach XZuFi 2"),
        ("<a>Büro</a>".encode("latin-1"), "Codierung der Datei ist nicht lesbar"),
    ],
)
def test_bad_xml_is_refused(raw: bytes, told: str) -> None:
    assert told in "\n".join(problems_of(xzufi.read, raw))


def test_declared_encodings_are_believed() -> None:
    raw = "<?xml version='1.0' encoding='ISO-8859-1'?>" + UNITS.format(
        xzufi.NAMESPACE, UNIT.replace("Beratung<", "Büro<")
    )
    assert records_of(xzufi.read, raw.encode("latin-1"))[0].values["role"] == "Büro"
