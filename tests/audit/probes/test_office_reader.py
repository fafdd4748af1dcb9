"""Office files made here, read by the reader itself; that it runs in a process of its own is tested in test_documents."""

from __future__ import annotations

import io
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.probes import office_reader
from audit.probes.office_reader import facts
from tests.audit.probes.made_documents import made_docx, made_odf, made_pptx, made_xlsx, made_zip

SAYS = "Fragen? Tel. 030 23125-110"
LOCKED = {"problem": "ist mit einem Kennwort verschlossen"}
FOREIGN = {"problem": "ist kein Office-Dokument", "is_damaged": True}


def locked_zip() -> bytes:
    """A file whose members say that ZIP encrypted them, in the member's own head and in the directory."""
    data = bytearray(made_docx(SAYS))
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(head) + flags] |= 1
    return bytes(data)


def lines(data: bytes) -> list[str]:
    return [line for _, line in facts(data)["contact_lines"]]


@pytest.mark.parametrize("make", [made_docx, made_odf, made_xlsx, made_pptx])
def test_reads_text_of_every_kind_and_tells_no_place(make) -> None:
    assert facts(make(SAYS)) == {"contact_lines": [(0, SAYS)]}
    assert facts(make("Nichts mit Nummern")) == {"contact_lines": []}


def test_runs_of_a_word_paragraph_belong_together_and_breaks_end_a_line() -> None:
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Tel. 030 23</w:t></w:r><w:r><w:t>125-110</w:t></w:r>"
        "<w:r><w:br/><w:t>12345 Musterstadt</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>030 23125</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>4711</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert lines(made_docx(body)) == ["Tel. 030 23125-110", "030 23125"]


def test_boxes_within_a_paragraph_are_lines_of_their_own_and_told_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>amt@stadt.example</w:t></w:r></w:p></w:txbxContent>"
    body = f"<w:p><w:r><w:t>030 23125</w:t><Choice>{box}</Choice><Fallback>{box}</Fallback></w:r><w:r><w:t>-110</w:t></w:r></w:p>"
    assert lines(made_docx(body)) == ["amt@stadt.example", "030 23125-110"]


def test_heads_feet_and_notes_of_word_are_read_comments_and_deleted_text_are_not() -> None:
    def part(text: str) -> str:
        return f'<w:x xmlns:w="urn:w"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:x>'

    deleted = "<w:p><w:del><w:r><w:delText>030 23125-199</w:delText></w:r></w:del></w:p>"
    parts = {
        f"word/{name}.xml": part(f"{name}@stadt.example")
        for name in ("header1", "footer2", "footnotes", "comments")
    }
    nested = {"word/embeddings/alt.docx": made_docx("030 23125-198")}
    assert lines(made_docx(deleted, **parts, **nested)) == [
        "footer2@stadt.example",
        "footnotes@stadt.example",
        "header1@stadt.example",
    ]


def test_targets_of_links_count() -> None:
    relations = '<Relationships xmlns="urn:r"><Relationship Target="mailto:amt%40stadt.example?subject=x"/><Relationship Target="styles.xml"/></Relationships>'
    data = made_docx("Schreiben Sie uns", **{"word/_rels/document.xml.rels": relations})
    assert lines(data) == ["amt@stadt.example"]
    link = '<text:p><text:a xlink:href="tel:+493023125110">Anrufen</text:a></text:p>'
    assert lines(made_odf(link)) == ["+493023125110"]


def test_opendocument_knows_spaces_boxes_and_what_was_deleted() -> None:
    body = (
        "<text:tracked-changes><text:p>030 23125-199</text:p></text:tracked-changes>"
        "<text:p>Tel.<text:s/>030\n<text:span>23125</text:span>-110<office:annotation><text:p>030 23125-198</text:p>"
        "</office:annotation><draw:text-box><text:p>amt@stadt.example</text:p></draw:text-box></text:p>"
        "<table:table-cell><text:p>030 23125-111</text:p></table:table-cell>"
    )
    styles = '<x xmlns:text="urn:t"><text:p>Fax 030 23125-119</text:p></x>'
    assert lines(made_odf(body, **{"styles.xml": styles})) == [
        "amt@stadt.example", "Tel. 030 23125-110", "030 23125-111", "Fax 030 23125-119",
    ]  # fmt: skip


def test_formulas_and_text_in_cells_count_numbers_do_not() -> None:
    cells = '<c t="str"><f>A1</f><v>030 23125-110</v></c><c t="inlineStr"><is><t>amt@stadt.example</t></is></c><c><v>0302312511</v></c>'
    sheet = f'<worksheet xmlns="urn:x"><row>{cells}</row></worksheet>'
    data = made_zip(**{"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet})
    assert lines(data) == ["030 23125-110", "amt@stadt.example"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", FOREIGN),
        (b"%PDF-1.7", FOREIGN),
        (b"\xd0\xcf\x11\xe0 WordDocument", FOREIGN),
        (b"\xd0\xcf\x11\xe0 " + "EncryptedPackage".encode("utf-16-le"), LOCKED),
        (made_zip(**{"bild.png": b"x"}), FOREIGN),
        (made_zip(**{"mimetype": "x", "encrypted-package": b"x"}), LOCKED),
        (locked_zip(), LOCKED),
        (made_odf("x", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), LOCKED),
    ],
)
def test_other_and_locked_files_are_named(data: bytes, said: dict[str, object]) -> None:
    assert facts(data) == said


def test_damaged_files_raise_what_the_program_catches() -> None:
    whole = made_docx(SAYS)
    for data in (whole[: len(whole) // 2], made_docx("<w:p>"), made_docx("<w:p>" * 3_000), b"PK\x03\x04"):
        with pytest.raises(office_reader.DAMAGE):
            facts(data)


def test_entities_are_never_resolved(tmp_path) -> None:
    (tmp_path / "geheim.txt").write_text("030 23125-110")
    bombs = (
        '<!DOCTYPE x [<!ENTITY a "030 23125-110"><!ENTITY b "&a;&a;&a;">]>',
        f'<!DOCTYPE x [<!ENTITY b SYSTEM "file://{tmp_path}/geheim.txt">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    )
    for doctype in bombs:
        text = f'{doctype}<x xmlns:text="urn:t"><text:p>&b;</text:p></x>'
        with pytest.raises(office_reader.DAMAGE):
            facts(made_zip(**{"content.xml": text}))


def test_bombs_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_reader, "MOST_BYTES", 1_000_000)
    monkeypatch.setattr(office_reader, "MOST_MEMBERS", 3)
    with pytest.raises(office_reader.TOO_MUCH):
        facts(made_docx("<w:p/>" * 300_000))
    with pytest.raises(office_reader.TOO_MUCH):
        facts(made_docx("x", **{f"bild{number}": "" for number in range(3)}))
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_BZIP2) as archive:
        archive.writestr("content.xml", b"<x>")
    with pytest.raises(office_reader.DAMAGE):  # what it unpacks to could not be bounded
        facts(out.getvalue())


def test_a_false_size_is_not_believed() -> None:
    data = made_docx("<w:p/>" * 1_000)
    size = len(ZipFile(io.BytesIO(data)).read("word/document.xml")).to_bytes(4, "little")
    with pytest.raises(office_reader.DAMAGE):
        facts(data.replace(size, (10).to_bytes(4, "little")))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.integers(0, 700), change=st.binary(min_size=1, max_size=8))
def test_no_change_of_bytes_raises_anything_else(place: int, change: bytes) -> None:
    data = made_odf(SAYS)
    try:
        found = facts(data[:place] + change + data[place + len(change) :])
    except (*office_reader.DAMAGE, *office_reader.TOO_MUCH):
        return
    assert found


@given(xml=st.binary(max_size=80))
def test_no_xml_raises_anything_else(xml: bytes) -> None:
    try:
        facts(made_zip(**{"content.xml": b"<p>" + xml}))
    except office_reader.DAMAGE:
        return
