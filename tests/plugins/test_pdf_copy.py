"""A built page as a PDF: tagged, titled and German; what is not built is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from plugins.pdf_copy import address_of, print_page
from tests.plugins.mini_project import Project, page


def test_address_follows_the_slug(mini_project: Project) -> None:
    mini_project.write("muster/pflege/antrag.md", page("Antrag stellen", slug="antrag-stellen"))
    assert mini_project.build("muster").code == 0
    assert address_of(mini_project.root, "muster", "pflege/antrag.md") == "/pflege/antrag-stellen/"


def test_page_that_is_not_built(built_project: Project) -> None:
    built_project.write("muster/neu.md", page("Neu"))
    with pytest.raises(FileNotFoundError, match=r"„neu\.md“ ist nicht gebaut\. Bitte zuerst „invoke build“"):
        address_of(built_project.root, "muster", "neu.md")


def test_page_that_is_not_there(built_project: Project) -> None:
    with pytest.raises(
        FileNotFoundError, match=r"„pflege/antrg.md“ gibt es nicht. Meinten Sie „pflege/antrag.md“"
    ):
        address_of(built_project.root, "muster", "pflege/antrg.md")


@pytest.mark.browser
def test_pdf_is_tagged_and_german(built_project: Project, tmp_path: Path) -> None:
    target = tmp_path / "dokumente" / "antrag.pdf"
    print_page(built_project.root / "output" / "muster", "/pflege/antrag/", target, "https://muster.example")
    pdf = target.read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang (de)" in pdf
    assert b"/Title" in pdf
    links = {note.get_object()["/A"]["/URI"] for page in PdfReader(target).pages for note in page["/Annots"]}
    assert "https://muster.example/" in links
    assert not any(link.startswith("http:") for link in links)  # the machine it was printed on
