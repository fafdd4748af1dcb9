"""Documents made for tests: PDF, office files and damaged ones."""

from __future__ import annotations

import io
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

_NAME = NameObject
_GOOD = {"tags": True, "lang": "de", "title": "Antrag", "shows_title": True, "text": True, "embedded": True}


def _dictionary(**values: Any) -> DictionaryObject:
    return DictionaryObject({_NAME(f"/{key}"): value for key, value in values.items()})


def made_pdf(**how: Any) -> bytes:
    """A PDF of one page, faultless but for what ``how`` changes."""
    how = _GOOD | how
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    content = DecodedStreamObject()
    says = b"BT /F1 12 Tf 20 200 Td (Antrag) Tj ET"
    content.set_data(how.get("content", says) if how["text"] else b"q /Im1 Do Q")
    page[_NAME("/Contents")] = writer._add_object(content)
    page[_NAME("/Resources")] = _resources(writer, how)
    root = writer._root_object
    if how["tags"]:
        _tag_the_file(writer, root, how["tags"])
    if how["lang"]:
        root[_NAME("/Lang")] = TextStringObject(how["lang"])
    if how["title"]:
        writer.add_metadata({"/Title": how["title"], **how.get("info", {})})
    if how["shows_title"]:
        root[_NAME("/ViewerPreferences")] = _dictionary(DisplayDocTitle=BooleanObject(True))
    for address in how.get("links", ()):
        writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url=address))
    if "encrypt" in how:
        writer.encrypt(**how["encrypt"])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _resources(writer: PdfWriter, how: dict[str, Any]) -> DictionaryObject:
    font = _dictionary(Type=_NAME("/Font"), Subtype=_NAME("/TrueType"), BaseFont=_NAME("/Dreiklick"))
    if how["embedded"]:
        file = DecodedStreamObject()
        font[_NAME("/FontDescriptor")] = _dictionary(FontFile2=writer._add_object(file))
    picture = DecodedStreamObject()
    picture.set_data(b"\0")
    picture.update(
        _dictionary(
            Type=_NAME("/XObject"), Subtype=_NAME("/Image"), Width=NumberObject(1), Height=NumberObject(1)
        )
    )
    if how["text"]:
        return _dictionary(Font=_dictionary(F1=writer._add_object(font)))
    return (
        _dictionary(XObject=_dictionary(Im1=writer._add_object(picture)))
        if how.get("picture", True)
        else _dictionary()
    )


def _tag_the_file(writer: PdfWriter, root: DictionaryObject, tags: bool | str) -> None:
    tree = _dictionary(Type=_NAME("/StructTreeRoot"))
    if tags != "empty":
        element = _dictionary(S=_NAME("/Document"))
        if isinstance(tags, str):
            element[_NAME("/Lang")] = TextStringObject(tags)
        tree[_NAME("/K")] = ArrayObject([writer._add_object(element)])
    root[_NAME("/StructTreeRoot")] = writer._add_object(tree)
    root[_NAME("/MarkInfo")] = _dictionary(Marked=BooleanObject(True))


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def made_zip(**parts: str | bytes) -> bytes:
    """A ZIP file of these members."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def made_docx(body: str, **parts: str | bytes) -> bytes:
    """A Word document; ``body`` are paragraphs, text alone becomes one."""
    body = body if "<" in body else f"<w:p><w:r><w:t>{body}</w:t></w:r></w:p>"
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    return made_zip(**{"[Content_Types].xml": "<Types/>", "word/document.xml": document, **parts})


def made_odf(body: str, **parts: str | bytes) -> bytes:
    """An OpenDocument file; ``body`` is what its kind holds, text alone becomes a paragraph."""
    body = body if "<" in body else f"<text:p>{body}</text:p>"
    content = f"<office:document-content {_ODF}><office:body>{body}</office:body></office:document-content>"
    return made_zip(
        **{"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **parts}
    )


def made_xlsx(text: str) -> bytes:
    """A workbook with the text as shared string, and numbers that are no text."""
    strings = f"<sst {_X}><si><r><t>{text[:9]}</t></r><r><t>{text[9:]}</t></r></si></sst>"
    sheet = f'<worksheet {_X}><sheetData><row><c t="s"><v>0</v></c><c><v>4930231259999</v></c></row></sheetData></worksheet>'
    parts = {"xl/workbook.xml": f"<workbook {_X}/>", "xl/sharedStrings.xml": strings}
    return made_zip(**parts, **{"xl/worksheets/sheet1.xml": sheet})


def made_pptx(text: str) -> bytes:
    """A presentation of one slide."""
    slide = f"<p:sld {_P} {_A}><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>"
    return made_zip(**{"ppt/presentation.xml": f"<p:presentation {_P}/>", "ppt/slides/slide1.xml": slide})
