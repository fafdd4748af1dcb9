"""image-of-text: text is text, not a picture of text."""

from __future__ import annotations

import io
import random
import shutil
from base64 import b64encode
from urllib.parse import quote

import pytest
from PIL import Image, ImageDraw, ImageFont

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import findings_for, outcome_of

NEEDS_TESSERACT = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract could not be installed; the audit works without it"
)
SENTENCE = "Bitte bringen Sie\nden Antrag bis Freitag\nin das Rathaus"


@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.INAPPLICABLE, "<p>x"),
        (Outcome.PASSED, "<img src=a alt='W3C logo, 1994'>"),
        (Outcome.PASSED, "<img alt='x' src='data:image/svg+xml;base64,kaputt='>"),
        (
            Outcome.FAILED,
            "<img alt=Los src='data:image/svg+xml;base64,PHN2Zz48dGV4dD5Kb2hvPC90ZXh0Pjwvc3ZnPg=='>",
        ),
        (Outcome.CANT_TELL, "<img src=a alt='Anruf unter 07121 123456'>"),
        (Outcome.CANT_TELL, "<img src=a alt='Montag 8:00 bis 12:00'>"),
        (Outcome.PASSED, "<img src=a alt='Der Turm von 1894'>"),
        (Outcome.PASSED, "<img alt=A src='data:image/svg+xml,<svg><text>A</text></svg>'>"),
    ],
)
def test_outcomes(outcome: Outcome, html: str) -> None:
    assert outcome_of("image-of-text", {"pages": {"/": html}}) is outcome


def _seen(text: str, html: str = "<p>Seite", confidence: int = 95, **facts: object) -> dict[str, object]:
    """A page with one picture in which this text was read."""
    picture = {"path": "img", "text": "", "literal": "a.png", "component": "", "kind": "image", "name": text}
    picture |= {"linked": False, "captioned": False, "only_text": True}
    picture |= {"words": [[word, confidence] for word in text.split()], **facts}
    state = {"pictures": [picture], "unread": 0}
    return {"pages": {"/": html}, "measured": {"/": {"pictures": {"1280 light": state}}}}


@pytest.mark.parametrize(
    ("outcome", "site"),
    [
        (Outcome.FAILED, _seen(SENTENCE)),
        (Outcome.FAILED, _seen(SENTENCE, name="")),
        (Outcome.FAILED, _seen("Jetzt anmelden")),
        (Outcome.FAILED, _seen("Eintritt 5 Euro", name="")),
        (Outcome.FAILED, _seen("Öffnungszeiten", name="Offnungszeiten")),  # misread accents are the same
        (Outcome.FAILED, _seen("Platz nehmen!", kind="button")),
        (Outcome.CANT_TELL, _seen("Gemeinsam stark!")),  # part of a logo, perhaps
        (Outcome.CANT_TELL, _seen("Haus der Jugend Musterstadt")),  # a logo, perhaps
        (Outcome.CANT_TELL, _seen("Jetzt anmelden", name="Pfeil nach rechts")),
        (Outcome.CANT_TELL, _seen(SENTENCE, captioned=True)),  # a letter shown as such, perhaps
        (Outcome.CANT_TELL, _seen("Beratung Montag Dienstag Mittwoch", name="", linked=True)),
        (Outcome.CANT_TELL, _seen("Beratung Montag Dienstag Mittwoch", name="Plan", only_text=False)),
        (Outcome.PASSED, _seen("Musterwerke")),  # one word may be a name
        (Outcome.PASSED, _seen("AA")),
        (Outcome.PASSED, _seen(SENTENCE, confidence=70)),
        (Outcome.PASSED, _seen(SENTENCE, linked=True)),
        (Outcome.PASSED, _seen("Rathaus", name="Ein Platz", only_text=False)),
        (
            Outcome.PASSED,
            _seen("Beratung Montag Dienstag", name="Beratung am Montag, Dienstag", only_text=False),
        ),
        (
            Outcome.PASSED,
            _seen("Beratung Montag Mai", "<p>Beratung: Montag, 4. Mai", name="Plan", only_text=False),
        ),
    ],
)
def test_what_was_read(outcome: Outcome, site: dict[str, object]) -> None:
    assert outcome_of("image-of-text", site) is outcome


def test_says_each_picture_once() -> None:
    html = "<html><body><img src='a.png' alt='Bitte kommen Sie bis 12:00 Uhr in das Rathaus zur Wahl'></html>"
    site = _seen("Bitte kommen Sie bis 12:00 Uhr in das Rathaus zur Wahl", html, path="body > img")
    assert [finding.outcome for finding in findings_for("image-of-text", site)] == [Outcome.FAILED]


def _address(picture: Image.Image) -> str:
    file = io.BytesIO()
    picture.save(file, "PNG")
    return f"data:image/png;base64,{b64encode(file.getvalue()).decode()}"


def _drawn(text: str, size: int = 24, ink: str = "black", paper: str = "white") -> Image.Image:
    font = ImageFont.load_default(size)
    left, top, right, bottom = ImageDraw.Draw(Image.new("RGB", (1, 1))).multiline_textbbox((0, 0), text, font)
    picture = Image.new("RGB", (int(right - left) + 40, int(bottom - top) + 30), paper)
    ImageDraw.Draw(picture).multiline_text((20 - left, 15 - top), text, ink, font)
    return picture


def _photo(text: str) -> Image.Image:
    """Noise in patches, like a photo, with a sign."""
    chance = random.Random(1)
    small = Image.new("RGB", (60, 45))
    small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(60 * 45)])
    picture = small.resize((600, 450), Image.Resampling.BICUBIC)
    picture.paste(_drawn(text), (150, 150))
    return picture


TEXT = _address(_drawn(SENTENCE))
#: Pillow's own font has no umlauts; the browser's have.
GERMAN = "data:image/svg+xml," + quote(
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60">'
    '<text x="20" y="40" font-size="28">Öffnungszeiten</text></svg>'
)


@pytest.mark.browser
@NEEDS_TESSERACT
@pytest.mark.parametrize(
    ("outcome", "html"),
    [
        (Outcome.FAILED, f"<img alt='{SENTENCE}' src='{TEXT}'>"),
        (Outcome.FAILED, f"<img alt='' src='{TEXT}'>"),
        (Outcome.FAILED, f"<object type=image/png data='{TEXT}'></object>"),
        (
            Outcome.FAILED,
            f'<div style="background: url({TEXT}) no-repeat; width: 500px; height: 300px"></div>',
        ),
        (Outcome.FAILED, f'<div style="background: url({GERMAN}); width: 300px; height: 60px"></div>'),
        (Outcome.FAILED, f"<div style='height: 5000px'></div><img loading=lazy alt='' src='{TEXT}'>"),
        (
            Outcome.FAILED,
            f"<input type=image alt='Termin buchen' src='{_address(_drawn('Termin buchen!', 20, 'white', 'navy'))}'>",
        ),
        (
            Outcome.CANT_TELL,
            f"<img alt='Ein Wort in alter Schrift auf Papier' src='{_address(_drawn('Jetzt anmelden'))}'>",
        ),
        (Outcome.CANT_TELL, f"<img alt='Ein Aushang' src='{_address(_photo(SENTENCE))}'>"),
        (Outcome.PASSED, f"<img alt='Ein Haus' src='{_address(_photo('Rathaus'))}'>"),
        (Outcome.PASSED, f"<img alt='' src='{_address(_photo(''))}'>"),
        (Outcome.PASSED, f"<ul class=partner><li><img alt='{SENTENCE}' src='{TEXT}'></ul>"),
        (Outcome.PASSED, f"<img class=logo alt='{SENTENCE}' src='{TEXT}'>"),
        (Outcome.PASSED, f"<html lang=de><body><header><img alt='{SENTENCE}' src='{TEXT}'></header>"),
        (Outcome.PASSED, f"<a href='/'><img alt='{SENTENCE}' src='{TEXT}'></a>"),
        (Outcome.PASSED, f"<img alt='' src='{TEXT}' style='visibility: hidden'>"),
        (Outcome.PASSED, f"<img alt='Größer' src='{_address(_drawn('A', 60))}'>"),
        (Outcome.PASSED, f"<img alt='' src='{_address(Image.new('RGB', (300, 200), 'red'))}'>"),
        (  # what is written over a picture is text
            Outcome.PASSED,
            f'<div style="background: url({_address(Image.new("RGB", (9, 9), "red"))}); font-size: 24px">'
            "Jetzt anmelden bitte!</div><img src=a alt=x>",
        ),
        (  # what lies in front of it is not in it
            Outcome.PASSED,
            f"<div style='position: fixed; inset: 0; background: white'></div><img alt='' src='{TEXT}'>",
        ),
        (Outcome.INAPPLICABLE, "<svg width=300 height=60><text x=5 y=30>Jetzt anmelden bitte!</text></svg>"),
    ],
)
def test_in_the_browser(judge: Judge, outcome: Outcome, html: str) -> None:
    found = {finding.outcome for finding in judge("image-of-text", html)}
    assert found == ({outcome} if outcome in (Outcome.FAILED, Outcome.CANT_TELL) else set())


@pytest.mark.browser
@NEEDS_TESSERACT
def test_looks_at_the_twenty_largest_of_many_pictures(judge: Judge) -> None:
    pictures = "".join(f"<img alt='{number}' src='{TEXT}' width={400 + number % 7}>" for number in range(200))
    found = judge("image-of-text", pictures + f"<img alt='' src='{TEXT}' width=700>")
    assert [finding.outcome for finding in found] == [Outcome.CANT_TELL] * 19 + [Outcome.FAILED]
