"""Linked documents as the audit reads them: office files and PDF in a process of their own, all of them only once."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from audit.__main__ import main
from audit.cache import Cache
from audit.documents import Document, DocumentContact, Kind, Pdf
from audit.page import Page
from audit.probes import document_reader, documents
from audit.probes.documents import read, read_all
from audit.probes.local_server import LocalServer
from audit.site import Site
from tests.audit.probes.made_documents import made_docx, made_odf, made_pdf, made_pptx, made_xlsx

SAYS = "Tel. 030 23125-110"
PDF_SAYS = made_pdf(content=b"BT /F1 12 Tf 20 200 Td (Tel. 030 23125-110) Tj ET")
CARD = f"BEGIN:VCARD\nNOTE:{SAYS}\nEND:VCARD\n".encode()
#: A file of each kind that tells the same, and where it says so.
EVERY_KIND = {
    "a.pdf": (PDF_SAYS, "auf Seite 1"),
    "a.docx": (made_docx(SAYS), ""),
    "a.xlsx": (made_xlsx(SAYS), ""),
    "a.pptx": (made_pptx(SAYS), ""),
    **{f"a.{end}": (made_odf(SAYS), "") for end in ("odt", "ods", "odp")},
    **{f"a.{end}": (f"Amt\n{SAYS}".encode(), "in Zeile 2") for end in ("txt", "csv")},
    "a.ics": (CARD.replace(b"VCARD", b"VCALENDAR"), "in Zeile 2"),
    "a.VCF": (CARD, "in Zeile 2"),
}


def site_of(folder: Path, files: dict[str, bytes]) -> Site:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    links = "".join(f"<a href='/{name}'>{name}</a>" for name in files)
    page = Page("/", "https://mini.example", f"<html><main>{links}</main>")
    return Site("https://mini.example", {"/": page}, frozenset(f"/{name}" for name in files))


def test_reads_contacts_of_every_kind_and_remembers_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_of(tmp_path, {name: data for name, (data, _) in EVERY_KIND.items()})
    with Cache(tmp_path / "cache.sqlite") as cache:
        found = read_all(site, tmp_path, cache, jobs=2)
        contact = ("030 23125-110", "+493023125110")
        assert {address: document.contacts for address, document in found.items()} == {
            f"/{name}": (DocumentContact(*contact, place),) for name, (_, place) in EVERY_KIND.items()
        }
        assert [address for address, document in found.items() if isinstance(document, Pdf)] == ["/a.pdf"]
        monkeypatch.setattr(documents, "read", lambda *given: pytest.fail("read again"))
        assert read_all(site, tmp_path, cache, jobs=2) == found


def test_the_same_bytes_under_another_kind_are_another_document(tmp_path: Path) -> None:
    with Cache(None) as cache:
        found = read_all(site_of(tmp_path, {"a.txt": CARD, "a.ics": CARD}), tmp_path, cache, jobs=2)
    assert found["/a.txt"].contacts
    assert found["/a.ics"] == Document("ist keine .ics-Datei", True, len(CARD))


def test_reads_only_the_kinds_that_are_asked_for(tmp_path: Path) -> None:
    with Cache(None) as cache:
        found = read_all(
            site_of(tmp_path, {"a.pdf": PDF_SAYS, "a.txt": CARD}), tmp_path, cache, 1, (Kind.PDF,)
        )
    assert set(found) == {"/a.pdf"}


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<html>Anmelden</html>", "ist kein Office-Dokument"),
        (made_docx(SAYS)[:-40], "ist beschädigt"),
        (made_docx("<w:p>"), "ist beschädigt"),
        (made_docx(f"<w:p>{' ' * 1_000_000}</w:p>" * 45), "braucht zu viel Zeit oder Speicher"),
    ],
    ids=["other", "cut", "xml", "bomb"],
)
def test_every_fault_of_an_office_file_is_a_named_outcome(data: bytes, problem: str) -> None:
    assert read(data, ".docx")["problem"] == problem


def test_time_and_memory_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    too_hard = {"problem": "braucht zu viel Zeit oder Speicher"}
    with monkeypatch.context() as patch:
        patch.setattr(documents, "_SECONDS", 0.001)
        assert read(made_docx(SAYS), ".docx") == too_hard
    for code in (document_reader.TOO_HARD, -signal.SIGXCPU, -signal.SIGKILL):
        ended = subprocess.CompletedProcess([], code, b"", b"")
        monkeypatch.setattr(documents.subprocess, "run", lambda *given, ended=ended, **options: ended)
        assert read(PDF_SAYS, ".pdf") == too_hard


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
    small = site(gut=made_pdf(info={"/ModDate": "D:20250102"}), falsch=b"nichts")
    with Cache(tmp_path / "cache.sqlite") as cache:
        found = read_all(small, tmp_path, cache, jobs=1)
        assert set(found) == {"/gut.pdf", "/falsch.pdf"}
        assert found["/gut.pdf"].changed == date(2025, 1, 2)
        assert found["/gut.pdf"].bytes == (tmp_path / "gut.pdf").stat().st_size
        assert found["/falsch.pdf"].problem == "ist kein PDF"
        monkeypatch.setattr(documents, "read", lambda *given: pytest.fail("read again"))
        assert read_all(small, tmp_path, cache, jobs=1) == found


def test_files_that_are_too_large_are_not_read(
    site: Callable[..., Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_BYTES", 10)
    with Cache(None) as cache:
        (pdf,) = read_all(site(gross=made_pdf()), tmp_path, cache, jobs=2).values()
    assert pdf.problem.startswith("ist größer als")
    assert not pdf.is_damaged


def test_reads_files_of_a_live_site(tmp_path: Path) -> None:
    (tmp_path / "antrag neu.pdf").write_bytes(made_pdf())
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
    (site / "a.pdf").write_bytes(made_pdf(tags=False))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["stadt", "--no-browser", "--only", "pdf-accessible", "--format", "json"])
    report = json.loads((tmp_path / "reports/stadt/report.json").read_text(encoding="utf-8"))
    assert ended.value.code == 1
    assert [finding["evidence"] for finding in report["findings"]] == [
        "/a.pdf: hat keine Tags: Überschriften, Listen und Tabellen sind nicht zu erkennen."
    ]


def test_an_audit_without_registry_opens_no_office_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "stadt"
    site.mkdir()
    (site / "index.html").write_text(
        "<!doctype html><html lang=de><title>x</title><main><a href='a.docx'>Word</a></main>"
    )
    (site / "a.docx").write_bytes(made_docx(SAYS))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(documents, "read", lambda *given: pytest.fail("opened"))
    with pytest.raises(SystemExit) as ended:
        main(["stadt", "--no-browser", "--only", "document-contact", "--format", "json"])
    report = json.loads((tmp_path / "reports/stadt/report.json").read_text(encoding="utf-8"))
    assert (ended.value.code, report["findings"]) == (0, [])
