"""PDF files made here, read as the audit reads them: in a process of its own."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.constants import UserAccessPermissions
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from audit.__main__ import main
from audit.cache import Cache
from audit.probes import pdf_reader, pdfs
from audit.probes.local_server import LocalServer
from audit.probes.pdfs import read, read_all
from audit.site import Page, Site

NAME = NameObject
GOOD = {"tags": True, "lang": "de", "title": "Antrag", "shows_title": True, "text": True, "embedded": True}


def dictionary(**values: Any) -> DictionaryObject:
    return DictionaryObject({NAME(f"/{key}"): value for key, value in values.items()})


def made(**how: Any) -> bytes:
    """A PDF of one page, faultless but for what ``how`` changes."""
    how = GOOD | how
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    content = DecodedStreamObject()
    says = b"BT /F1 12 Tf 20 200 Td (Antrag) Tj ET"
    content.set_data(how.get("content", says) if how["text"] else b"q /Im1 Do Q")
    page[NAME("/Contents")] = writer._add_object(content)
    page[NAME("/Resources")] = resources(writer, how)
    root = writer._root_object
    if how["tags"]:
        tag_the_file(writer, root, how["tags"])
    if how["lang"]:
        root[NAME("/Lang")] = TextStringObject(how["lang"])
    if how["title"]:
        writer.add_metadata({"/Title": how["title"], **how.get("info", {})})
    if how["shows_title"]:
        root[NAME("/ViewerPreferences")] = dictionary(DisplayDocTitle=BooleanObject(True))
    for address in how.get("links", ()):
        writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url=address))
    if "encrypt" in how:
        writer.encrypt(**how["encrypt"])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def resources(writer: PdfWriter, how: dict[str, Any]) -> DictionaryObject:
    font = dictionary(Type=NAME("/Font"), Subtype=NAME("/TrueType"), BaseFont=NAME("/Dreiklick"))
    if how["embedded"]:
        file = DecodedStreamObject()
        font[NAME("/FontDescriptor")] = dictionary(FontFile2=writer._add_object(file))
    picture = DecodedStreamObject()
    picture.set_data(b"\0")
    picture.update(
        dictionary(
            Type=NAME("/XObject"), Subtype=NAME("/Image"), Width=NumberObject(1), Height=NumberObject(1)
        )
    )
    if how["text"]:
        return dictionary(Font=dictionary(F1=writer._add_object(font)))
    return (
        dictionary(XObject=dictionary(Im1=writer._add_object(picture)))
        if how.get("picture", True)
        else dictionary()
    )


def tag_the_file(writer: PdfWriter, root: DictionaryObject, tags: bool | str) -> None:
    tree = dictionary(Type=NAME("/StructTreeRoot"))
    if tags != "empty":
        element = dictionary(S=NAME("/Document"))
        if isinstance(tags, str):
            element[NAME("/Lang")] = TextStringObject(tags)
        tree[NAME("/K")] = ArrayObject([writer._add_object(element)])
    root[NAME("/StructTreeRoot")] = writer._add_object(tree)
    root[NAME("/MarkInfo")] = dictionary(Marked=BooleanObject(True))


def test_reads_a_good_file_in_a_process_of_its_own() -> None:
    found = read(made(links=["https://mini.example/"], info={"/ModDate": "D:20250102030405+01'00'"}))
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
    found = pdf_reader.facts(made(**how))
    assert {key: found[key] for key in expected} == expected


def test_contacts_in_the_text_are_carried_and_nothing_else_of_it(tmp_path: Path) -> None:
    content = b"BT /F1 12 Tf 20 200 Td (Fragen? Tel. 030 23125-110, amt\\(at\\)stadt.example) Tj 0 -20 Td (Geheim) Tj ET"
    data = made(content=content)
    assert read(data)["contact_lines"] == [[1, "Fragen? Tel. 030 23125-110, amt(at)stadt.example"]]
    (tmp_path / "a.pdf").write_bytes(data)
    page = Page("/", "https://mini.example", '<a href="/a.pdf">PDF</a>')
    site = Site("https://mini.example", {"/": page}, frozenset({"/a.pdf"}))
    with Cache(tmp_path / "cache.sqlite") as cache:
        for _ in ("read", "remembered"):
            pdf = read_all(site, tmp_path, cache, 1)["/a.pdf"]
            assert [(contact.page, contact.value) for contact in pdf.contacts] == [
                (1, "+493023125110"),
                (1, "amt@stadt.example"),
            ]


def test_every_fault_of_a_file_is_a_named_outcome() -> None:
    whole = made()
    assert read(b"<html>Anmelden</html>") == {"problem": "ist kein PDF", "is_damaged": True}
    assert read(b"%PDF-1.7\n") == {"problem": "ist beschädigt", "is_damaged": True}
    assert read(whole[: len(whole) // 4])["problem"] == "ist beschädigt"


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
    assert "problem" in read(pages)
    tree = [b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 4 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R >>", b"<< /K 5 0 R >>", b"<< /S /P /K [5 0 R 5 0 R] >>"]  # fmt: skip
    assert read(file_of(tree))["is_marked"] is True


def test_time_and_memory_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    too_hard = {"problem": "braucht zu viel Zeit oder Speicher"}
    with monkeypatch.context() as patch:
        patch.setattr(pdfs, "_SECONDS", 0.001)
        assert read(made()) == too_hard
    assert pdfs._EXIT_TOO_HARD == pdf_reader.TOO_HARD
    for code in (pdf_reader.TOO_HARD, -signal.SIGXCPU, -signal.SIGKILL):
        ended = subprocess.CompletedProcess([], code, b"", b"")
        monkeypatch.setattr(pdfs.subprocess, "run", lambda *given, ended=ended, **options: ended)
        assert read(made()) == too_hard


def test_a_stream_that_unpacks_to_too_much_is_left_out() -> None:
    assert read(bomb())["has_text"] is False


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.integers(0, 900), change=st.binary(min_size=1, max_size=8))
def test_damaged_files_raise_only_what_the_program_catches(place: int, change: bytes) -> None:
    data = made()
    try:
        found = pdf_reader.facts(data[:place] + change + data[place + len(change) :])
    except (PyPdfError, *pdf_reader.DAMAGE):
        return
    assert isinstance(found, dict)


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Site]:
    def with_files(**files: bytes) -> Site:
        for name, data in files.items():
            (tmp_path / f"{name}.pdf").write_bytes(data)
        links = "".join(f"<a href='/{name}.pdf'>{name}</a>" for name in [*files, "weg"])
        page = Page(
            "/", "https://mini.example", f"<html><main>{links}<a href='https://x.example/y.pdf'>y</a></main>"
        )
        return Site("https://mini.example", {"/": page}, frozenset(f"/{name}.pdf" for name in files))

    return with_files


def test_reads_own_files_that_exist_and_only_once(
    site: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = site(gut=made(info={"/ModDate": "D:20250102"}), falsch=b"nichts")
    with Cache(tmp_path / "cache.sqlite") as cache:
        found = read_all(small, tmp_path, cache, jobs=1)
        assert set(found) == {"/gut.pdf", "/falsch.pdf"}
        assert found["/gut.pdf"].changed == date(2025, 1, 2)
        assert found["/gut.pdf"].bytes == (tmp_path / "gut.pdf").stat().st_size
        assert found["/falsch.pdf"].problem == "ist kein PDF"
        monkeypatch.setattr(pdfs, "read", lambda data: pytest.fail("read again"))
        assert read_all(small, tmp_path, cache, jobs=1) == found


def test_files_that_are_too_large_are_not_read(
    site: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdfs, "MOST_BYTES", 10)
    with Cache(None) as cache:
        (pdf,) = read_all(site(gross=made()), tmp_path, cache, jobs=2).values()
    assert pdf.problem.startswith("ist größer als")
    assert not pdf.is_damaged


def test_reads_files_of_a_live_site(tmp_path: Path) -> None:
    (tmp_path / "antrag neu.pdf").write_bytes(made())
    with LocalServer(tmp_path) as server, Cache(None) as cache:
        base = server.url_of("/").rstrip("/")
        page = Page("/", base, "<main><a href='antrag%20neu.pdf'>a</a> <a href='/weg.pdf'>b</a></main>")
        found = read_all(Site(base, {"/": page}, missing=frozenset()), None, cache, jobs=2)
    assert found["/antrag neu.pdf"].has_tags is True
    assert found["/weg.pdf"].problem == "der Server antwortete mit 404"


def test_an_audit_reads_them_for_rules_that_need_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "stadt"
    site.mkdir()
    (site / "index.html").write_text(
        "<!doctype html><html lang=de><title>x</title><main><a href='a.pdf'>PDF</a></main>"
    )
    (site / "a.pdf").write_bytes(made(tags=False))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["stadt", "--no-browser", "--only", "pdf-accessible", "--format", "json"])
    report = json.loads((tmp_path / "reports/stadt/report.json").read_text(encoding="utf-8"))
    assert ended.value.code == 1
    assert [finding["evidence"] for finding in report["findings"]] == [
        "/a.pdf: hat keine Tags: Überschriften, Listen und Tabellen sind nicht zu erkennen."
    ]
