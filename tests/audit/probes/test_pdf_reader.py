"""PDF files made here, read as the audit reads them: in a process of its own."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf.constants import UserAccessPermissions

from audit.probes import pdf_reader
from audit.probes.documents import read
from tests.audit.probes.made_documents import made_pdf


def read_pdf(data: bytes) -> dict[str, Any]:
    return read(data, ".pdf")


def test_reads_a_good_file_in_a_process_of_its_own() -> None:
    found = read_pdf(made_pdf(links=["https://mini.example/"], info={"/ModDate": "D:20250102030405+01'00'"}))
    assert found == {
        "allows_reading": True,
        "pages": 1,
        "pages_read": 1,
        "has_tags": True,
        "is_marked": True,
        "language": "de",
        "title": "Antrag",
        "shows_title": True,
        "changed": "2025-01-02",
        "has_text": True,
        "has_pictures": False,
        "loose_fonts": [],
        "links": ["https://mini.example/"],
        "contact_lines": [],
    }


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"tags": False}, {"has_tags": False, "is_marked": False}),
        ({"tags": "empty"}, {"has_tags": False, "is_marked": True}),
        ({"lang": ""}, {"language": ""}),
        ({"lang": "", "tags": "de-DE"}, {"language": "de-DE"}),
        ({"title": ""}, {"title": ""}),
        ({"shows_title": False}, {"shows_title": False}),
        ({"text": False}, {"has_text": False, "has_pictures": True}),
        ({"text": False, "picture": False}, {"has_text": False, "has_pictures": False}),
        ({"embedded": False}, {"loose_fonts": ["/Dreiklick"]}),
        ({"info": {"/CreationDate": "D:20190305"}}, {"changed": "2019-03-05"}),
        ({"info": {"/CreationDate": "gestern"}}, {"changed": None}),
        ({"encrypt": {"user_password": "", "owner_password": "x", "algorithm": "AES-256"}}, {"language": "de", "allows_reading": True}),
        ({"encrypt": {"user_password": "geheim", "algorithm": "AES-256"}}, {"problem": "ist mit einem Kennwort verschlossen"}),
        (
            {"encrypt": {"user_password": "", "owner_password": "x", "permissions_flag": UserAccessPermissions.PRINT, "algorithm": "RC4-128"}},
            {"allows_reading": False, "language": "de"},
        ),
    ],
)  # fmt: skip
def test_tells_what_a_file_is_like(how: dict[str, Any], expected: dict[str, Any]) -> None:
    found = pdf_reader.facts(made_pdf(**how))
    assert {key: found[key] for key in expected} == expected


def test_every_fault_of_a_file_is_a_named_outcome() -> None:
    whole = made_pdf()
    assert read_pdf(b"<html>Anmelden</html>") == {"problem": "ist kein PDF", "is_damaged": True}
    assert read_pdf(b"%PDF-1.7\n") == {"problem": "ist beschädigt", "is_damaged": True}
    assert read_pdf(whole[: len(whole) // 4])["problem"] == "ist beschädigt"


def bomb() -> bytes:
    """A page whose content unpacks to 200 MB."""
    content = zlib.compress(bytes(2_000_000_000 // 1_000), 9)
    for _ in range(2):
        content = zlib.compress(content, 9)
    stream = (
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode /FlateDecode] >> stream\n" % len(content)
        + content
        + b"\nendstream"
    )
    return file_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                    b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", stream])  # fmt: skip


def file_of(objects: list[bytes]) -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return body + b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def test_structures_that_run_in_circles_come_to_an_end() -> None:
    pages = file_of(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"]
    )
    assert "problem" in read_pdf(pages)
    tree = [b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 4 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R >>", b"<< /K 5 0 R >>", b"<< /S /P /K [5 0 R 5 0 R] >>"]  # fmt: skip
    assert read_pdf(file_of(tree))["is_marked"] is True


def test_a_stream_that_unpacks_to_too_much_is_left_out() -> None:
    assert read_pdf(bomb())["has_text"] is False


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.integers(0, 900), change=st.binary(min_size=1, max_size=8))
def test_damaged_files_raise_only_what_the_program_catches(place: int, change: bytes) -> None:
    data = made_pdf()
    try:
        found = pdf_reader.facts(data[:place] + change + data[place + len(change) :])
    except pdf_reader.DAMAGE:
        return
    assert isinstance(found, dict)


def test_contact_lines_are_passed_on_and_nothing_else_of_the_text() -> None:
    content = b"BT /F1 12 Tf 20 200 Td (Fragen? Tel. 030 23125-110, amt\\(at\\)stadt.example) Tj 0 -20 Td (Geheim) Tj ET"
    assert read_pdf(made_pdf(content=content))["contact_lines"] == [
        [1, "Fragen? Tel. 030 23125-110, amt(at)stadt.example"]
    ]
