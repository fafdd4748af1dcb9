"""The logo in the header: shown with its proportions, published as it was checked, refused if it could do harm."""

from __future__ import annotations

import struct
import zlib

import pytest
from bs4 import BeautifulSoup

from plugins import svg
from tests.plugins.mini_project import Project

SPACE = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
DRAWING = f"<svg {SPACE} viewBox='0 0 40 50'><path d='M0 0h40v50z' fill='#123456'/></svg>"


def png(width: int = 30, height: int = 20) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b"")


def with_logo(project: Project, name: str, data: str | bytes | None, folder: str = "gemeinsam") -> Project:
    project.replace("muster/site.yaml", "menu:\n", f"logo: {name}\nmenu:\n")
    if data is not None:
        project.write(f"{folder}/{name}", data)
    return project


def said(project: Project) -> str:
    result = project.build()
    assert result.code == 2, result.err
    return result.out + result.err


@pytest.mark.parametrize("folder", ["gemeinsam", "muster"])
def test_a_drawing_is_shown_beside_the_title_and_published(folder: str, mini_project: Project) -> None:
    project = with_logo(mini_project, "bilder/wappen.svg", DRAWING, folder)
    assert project.build().code == 0
    image = BeautifulSoup(project.html("kontakt/index.html"), "html.parser").select_one("header img")
    assert image.attrs | {"class": None} == {
        "class": None,
        "src": "/logo.svg",
        "width": "80",
        "height": "100",
        "alt": "",
    }
    assert project.published()["logo.svg"] == DRAWING.encode()


def test_the_own_logo_goes_before_the_shared_one(mini_project: Project) -> None:
    project = with_logo(mini_project, "bilder/wappen.svg", DRAWING)
    project.write("muster/bilder/wappen.svg", DRAWING.replace("#123456", "#654321"))
    assert project.build().code == 0
    assert b"#654321" in project.published()["logo.svg"]


def test_a_picture_is_shown_with_its_size(mini_project: Project) -> None:
    project = with_logo(mini_project, "logo.png", png())
    assert project.build().code == 0
    image = BeautifulSoup(project.html("404.html"), "html.parser").select_one("header img")
    assert (image["src"], image["width"], image["height"]) == ("/logo.png", "30", "20")


def test_without_logo_there_is_none(mini_project: Project) -> None:
    assert mini_project.build().code == 0
    assert "<img" not in mini_project.html("index.html")
    assert "logo.svg" not in mini_project.published()


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        (
            "bilder/wapen.svg",
            None,
            "Die Datei „bilder/wapen.svg“ gibt es nicht. Meinten Sie „bilder/wappen.svg“?",
        ),
        ("../muster/x.svg", None, "gibt es nicht."),
        (
            "logo.gif",
            b"GIF89a",
            "„logo.gif“ ist nicht möglich. Erlaubt sind Dateien, die auf .svg oder .png enden.",
        ),
        ("logo.png", b"GIF89a", "Die Datei ist kein PNG-Bild."),
        ("logo.png", png()[:17], "Die Datei ist kein PNG-Bild."),
        ("logo.png", png(0, 5), "Das Bild ist 0 × 5 Pixel groß."),
        ("logo.png", png(5, 90_000), "Das Bild ist 5 × 90000 Pixel groß."),
        ("logo.png", png() + bytes(30_000), "Die Datei ist zu groß (30 kB, höchstens 30 kB)."),
        (
            "logo.svg",
            DRAWING.replace("<path", "<script/><path"),
            "In der Zeichnung ist „script“ nicht erlaubt.",
        ),
        ("logo.svg", b"", "Die Datei ist keine lesbare SVG-Zeichnung."),
    ],
)
def test_what_cannot_be_shown_is_told_with_its_line(
    name: str, data: str | bytes | None, expected: str, mini_project: Project
) -> None:
    mini_project.write("gemeinsam/bilder/wappen.svg", DRAWING)
    text = said(with_logo(mini_project, name, data))
    assert "content/muster/site.yaml, Zeile 11, Feld „logo“: " in text
    assert expected in text


def test_a_link_to_another_file_is_no_logo(mini_project: Project) -> None:
    target = mini_project.write("geheim.svg", DRAWING)
    (mini_project.root / "content/gemeinsam/link.svg").symlink_to(target)
    assert "gibt es nicht" in said(with_logo(mini_project, "link.svg", None))


INSIDE = {
    "script": "<script>alert(1)</script>",
    "handler": "<path onload='alert(1)' d='M0 0'/>",
    "handler in capitals": "<path onLoad='alert(1)' d='M0 0'/>",
    "HTML": "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>",
    "script of HTML": "<s:script xmlns:s='http://www.w3.org/1999/xhtml'>alert(1)</s:script>",
    "script in a description": "<metadata><script>alert(1)</script></metadata>",
    "picture": "<image href='https://ulm.example/x.png'/>",
    "link": "<a href='https://ulm.example/'><path d='M0 0'/></a>",
    "foreign part": "<use href='https://ulm.example/x.svg#a'/>",
    "foreign part, old style": "<use xlink:href='/x.svg#a'/>",
    "code as address": "<use href='javascript:alert(1)'/>",
    "foreign fill": "<path fill='url(https://ulm.example/x.svg#a)' d='M0 0'/>",
    "foreign fill, quoted": "<path style='fill: url( \"//ulm.example/x#a\")' d='M0 0'/>",
    "imported style": "<style>@import '//ulm.example/x.css';</style>",
    "style with address": "<style>path { fill: url(//ulm.example/x#a) }</style>",
    "escaped style": "<style>path { fill: u\\72l(//ulm.example/x#a) }</style>",
    "movement": "<path d='M0 0'><animate attributeName='x' values='0;9'/></path>",
    "event": "<set attributeName='onload' to='alert(1)'/>",
}


@pytest.mark.parametrize("inside", INSIDE.values(), ids=INSIDE.keys())
def test_a_drawing_that_does_more_than_draw_is_refused(inside: str) -> None:
    with pytest.raises(ValueError, match=r"nicht erlaubt|von außen"):
        svg.size_of(DRAWING.replace("<path d='M0 0h", f"{inside}<path d='M0 0h").encode())


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + DRAWING.encode(),
        b"<?xml-stylesheet href='x.xsl' type='text/xsl'?>" + DRAWING.encode(),
        DRAWING.replace("<path", "<?php echo 1 ?><path").encode(),
    ],
)
def test_instructions_to_the_browser_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="Anweisung"):
        svg.size_of(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        DRAWING.encode("utf-16"),
        b"\xff\xfe",
        b"\0",
        b"<svg viewBox='0 0 1 1'/>",
        b"<html/>",
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"keine (lesbare )?SVG-Zeichnung"):
        svg.size_of(data)


@pytest.mark.parametrize(
    "view_box", ["", "0 0 40", "0 0 40 0", "0 0 -4 5", "a b c d", "0 0 1e99 1e99", "0 0 nan nan"]
)
def test_a_drawing_without_proportions_is_refused(view_box: str) -> None:
    with pytest.raises(ValueError, match="viewBox"):
        svg.size_of(DRAWING.replace("0 0 40 50", view_box).encode())


def test_what_drawings_are_made_of_is_allowed() -> None:
    inside = (
        "<title>Wappen</title><defs><linearGradient id='a'><stop stop-color='#fff'/></linearGradient></defs>"
        "<style>path { fill: url(#a) }</style><g fill='url( #a)'><use href='#b'/><use xlink:href='#b'/></g>"
        "<text><tspan>M</tspan></text><clipPath id='c'><circle r='1'/></clipPath>"
    )
    head = "<?xml version='1.0' encoding='UTF-8'?>"
    data = head + DRAWING.replace("<path d='M0 0h", f"{inside}<path d='M0 0h").replace(
        "0 0 40 50", "0,0 , 1.5,3"
    )
    assert svg.size_of(data.encode()) == (50, 100)
