from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.errors import DataError
from audit.probes.inquiries import COLUMNS, read
from audit.probes.moments import BERLIN
from audit.responses.inquiry import Inquiry

DATA = Path(__file__).parents[2] / "data" / "inquiries"
TODAY = date(2026, 11, 22)
HEAD = ",".join(COLUMNS)
GERMAN_HEAD = ";".join(COLUMNS.values())
ROW = "A-1;05.03.2026 14:30;06.03.2026;Mail;Büro;09.03.2026 08:00:15;"


def listed(tmp_path: Path, content: str | bytes, today: date = TODAY) -> tuple[Inquiry, ...]:
    file = tmp_path / "anfragen.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(file, today).inquiries


def faults(tmp_path: Path, content: str | bytes) -> list[str]:
    with pytest.raises(DataError) as caught:
        listed(tmp_path, content)
    return str(caught.value).splitlines()


def received(tmp_path: Path, text: str) -> datetime:
    return listed(tmp_path, f"{HEAD}\nA-1,{text},,mail,mitte,,\n")[0].received


def test_reads_every_field(tmp_path: Path) -> None:
    assert listed(tmp_path, f"{GERMAN_HEAD}\n{ROW}\n") == (
        Inquiry(
            id="A-1",
            received=datetime(2026, 3, 5, 14, 30, tzinfo=BERLIN),
            first_reaction=datetime(2026, 3, 6, tzinfo=BERLIN),
            channel="Mail",
            area="Büro",
            closed=datetime(2026, 3, 9, 8, 0, 15, tzinfo=BERLIN),
            excluded_reason="",
            line=2,
            file=str(tmp_path / "anfragen.csv"),
            is_timed=False,
        ),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_takes_what_excel_writes(tmp_path: Path, encoding: str, separator: str, line_end: str) -> None:
    text = f"{GERMAN_HEAD}\n{ROW}\n;;;;;;\n{ROW.replace('A-1', 'A-2')}\n"
    text = text.replace(";", separator).replace("\n", line_end)
    found = listed(tmp_path, text.encode(encoding))
    assert [(inquiry.id, inquiry.area, inquiry.line) for inquiry in found] == [
        ("A-1", "Büro", 2),
        ("A-2", "Büro", 4),
    ]


def test_columns_may_stand_in_any_order_and_be_quoted(tmp_path: Path) -> None:
    head = '"ERSTE_REAKTION";"Bereich";"id";"Kanal";" Eingang ";"Ausschlussgrund";"closed";;'
    (found,) = listed(tmp_path, f'{head}\n;"Mitte; Süd";A-1;mail;2026-03-05;"Spam";;;\n')
    assert (found.id, found.area, found.excluded_reason, found.first_reaction) == (
        "A-1",
        "Mitte; Süd",
        "Spam",
        None,
    )


def test_a_head_alone_is_an_empty_list(tmp_path: Path) -> None:
    assert listed(tmp_path, HEAD) == ()


def test_one_group_whatever_its_capitals(tmp_path: Path) -> None:
    found = listed(tmp_path, f"{HEAD}\nA-1,05.03.2026,,Mail,Mitte,,\nA-2,05.03.2026,,mail,mitte,,\n")
    assert {inquiry.channel for inquiry in found} == {"Mail"}
    assert {inquiry.area for inquiry in found} == {"Mitte"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.3.2026 9:05", datetime(2026, 3, 5, 9, 5)),
        ("2026-03-05", datetime(2026, 3, 5)),
        ("2026-03-05 09:05:07", datetime(2026, 3, 5, 9, 5, 7)),
        ("2026-03-05T23:30:00Z", datetime(2026, 3, 6, 0, 30)),
        ("2026-07-05T23:30:00.123+00:00", datetime(2026, 7, 6, 1, 30, 0, 123000)),
    ],
)
def test_times_are_those_of_berlin(tmp_path: Path, text: str, expected: datetime) -> None:
    assert received(tmp_path, text) == expected.replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2026",
        "29.02.2025",
        "00.01.2026",
        "05.13.2026",
        "05.03.2026 24:00",
        "2026-02-30",
        "0001-01-01T00:00Z",
    ],
)
def test_refuses_a_day_that_does_not_exist(tmp_path: Path, text: str) -> None:
    (sentence,) = faults(tmp_path, f"{HEAD}\nA-1,{text},,mail,mitte,,\n")
    assert "anfragen.csv, Zeile 2: Eingang „" in sentence
    assert "Bitte berichtigen." in sentence


@pytest.mark.parametrize(
    "text", ["gestern", "05.03.26", "2026-W10-4", "20260305", "٠٥.٠٣.٢٠٢٦", "05.03.2026 9 Uhr"]
)
def test_refuses_what_is_no_date(tmp_path: Path, text: str) -> None:
    assert "Das ist kein Datum" in faults(tmp_path, f"{HEAD}\nA-1,{text},,mail,mitte,,\n")[0]


def test_a_reaction_without_time_may_be_on_the_day_of_receipt(tmp_path: Path) -> None:
    assert listed(tmp_path, f"{HEAD}\nA-1,05.03.2026 14:30,05.03.2026,mail,mitte,05.03.2026,\n")


def test_the_hour_that_clocks_repeat_is_no_contradiction(tmp_path: Path) -> None:
    rows = "A-1,25.10.2026 02:50,25.10.2026 02:10,mail,mitte,,\n"
    rows += "A-2,2026-10-25T02:50+02:00,2026-10-25T02:10+01:00,mail,mitte,,\n"
    assert len(listed(tmp_path, f"{HEAD}\n{rows}")) == 2


def test_names_every_faulty_line_at_once() -> None:
    with pytest.raises(DataError) as caught:
        read(DATA / "many-faults.csv", TODAY)
    found = [sentence.partition("many-faults.csv, ")[2] for sentence in str(caught.value).splitlines()]
    assert found == [
        "Zeile 2: Eingang „31.02.2026“: Diesen Tag oder diese Uhrzeit gibt es nicht. Bitte berichtigen.",
        "Zeile 3: Die erste Reaktion liegt vor dem Eingang. Bitte eine der beiden Zeiten berichtigen.",
        "Zeile 4: Eingang „01.12.2026“: Das liegt nach dem Stichtag 22.11.2026. Bitte berichtigen.",
        "Zeile 5: Die Kennung „A-1“ steht schon in Zeile 2. Bitte eine davon ändern.",
        "Zeile 6: Der Abschluss liegt vor dem Eingang. Bitte eine der beiden Zeiten berichtigen.",
        "Zeile 7: Die Zeile ist abgeschnitten: 2 statt 7 Felder. Bitte ergänzen.",
        "Zeile 9: So darf kein Bereich heißen: „gesamt“ steht für die Summe. Bitte umbenennen.",
        "Zeile 9: Eingang „gestern“: Das ist kein Datum. Bitte so schreiben: 31.01.2026 oder 31.01.2026 14:30.",
        "Zeile 10: Der Eingang fehlt. Bitte den Tag eintragen, an dem die Anfrage ankam.",
        "Zeile 11: Die Zeile hat mehr Felder als die Kopfzeile. Bitte Trennzeichen im Text entfernen.",
        "Zeile 12: Die Kennung fehlt oder ist länger als 80 Zeichen. Bitte eintragen.",
        "Zeile 12: Der Kanal fehlt oder ist länger als 80 Zeichen. Bitte eintragen.",
        "Zeile 13: Eingang „05.03.1926“: Das Jahr liegt vor 1990. Bitte berichtigen.",
    ]


def test_names_missing_doubled_and_strange_columns() -> None:
    with pytest.raises(DataError) as caught:
        read(DATA / "wrong-columns.csv", TODAY)
    text = str(caught.value)
    assert (
        "Zeile 1: Es fehlt die Spalte „Eingang“ (received). Am nächsten kommt „Eingnag“: bitte umbenennen."
        in text
    )
    assert "Es fehlt die Spalte „Ausschlussgrund“ (excluded_reason). Bitte ergänzen." in text
    assert "Die Spalte „Kanal“ kommt zweimal vor." in text
    assert "Die Spalte „Name“ gehört nicht in die Liste (Datenschutz). Bitte löschen." in text


def test_names_the_line_a_quotation_mark_opens() -> None:
    with pytest.raises(DataError, match="Zeile 4: Ein Anführungszeichen wird bis zum Ende"):
        read(DATA / "open-quote.csv", TODAY)


def test_shows_twenty_faults_and_counts_the_rest(tmp_path: Path) -> None:
    rows = "".join(f"A-{n},morgen,,mail,mitte,,\n" for n in range(30))
    sentences = faults(tmp_path, f"{HEAD}\n{rows}")
    assert len(sentences) == 21
    assert sentences[-1].endswith("10 weitere Fehler nicht gezeigt.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Die Datei ist leer."),
        (b"\r\n \n", "Die Datei ist leer."),
        (b"\xef\xbb\xbf", "Die Datei ist leer."),
        (f"{HEAD}\nA-1,05.03.2026,,mail,mit\0te,,\n".encode(), "Zeile 2: Hier steht ein NUL-Zeichen."),
        (f"{HEAD}\nA-1,05.03.2026,,mail,\x1b[2Jmitte,,\n".encode(), "Zeile 2: Hier steht ein Steuerzeichen."),
        (
            f"{HEAD}\nA-1,05.03.2026,,mail,{'x' * 1_100_000},,\n".encode(),
            "Zeile 2: Ein Feld ist viel zu lang.",
        ),
        (
            f'{HEAD}\n"A"1,05.03.2026,,mail,mitte,,\n'.encode(),
            "Zeile 2: Hinter einem schließenden Anführungszeichen",
        ),
        (b"PK\x03\x04\x14\x00", "Das ist eine Tabellen-Mappe"),
        (b"\x81\x8d\xff", "Das ist keine Textdatei."),
        ("ä".encode("utf-16") + b"x", "Das ist keine Textdatei."),
    ],
)
def test_refuses_what_is_no_list(tmp_path: Path, content: bytes, said: str) -> None:
    (sentence,) = faults(tmp_path, content)
    assert sentence.startswith(str(tmp_path))
    assert said in sentence


def test_a_missing_file_and_a_folder_are_explained(tmp_path: Path) -> None:
    for path in (tmp_path / "nirgends.csv", tmp_path):
        with pytest.raises(DataError, match="lässt sich nicht lesen"):
            read(path, TODAY)


def test_a_value_in_a_message_cannot_turn_or_hide_text(tmp_path: Path) -> None:
    (sentence,) = faults(tmp_path, f"{HEAD}\nA-1,\u202e{'9' * 500},,mail,mitte,,\n")
    assert "\u202e" not in sentence
    assert len(sentence) < 300


CELLS = st.sampled_from(
    ["", "A-1", "A-2", "05.03.2026", "31.02.2026", '"', '"x', "ä", "\t", "\r", "2026-03-05T09:00Z"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(), st.lists(st.lists(CELLS, max_size=8)).map(lambda rows: "\n".join(map(",".join, rows)))
    )
)
def test_any_bytes_give_a_list_or_a_sentence(tmp_path: Path, tail: bytes | str) -> None:
    content = tail if isinstance(tail, bytes) else f"{HEAD}\n{tail}"
    try:
        found = listed(tmp_path, content)
    except DataError as error:
        assert str(error).startswith(str(tmp_path))
    else:
        assert all(inquiry.received.date() <= TODAY for inquiry in found)
