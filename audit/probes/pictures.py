"""What pictures of a page say: each as the window shows it without the page's own text, read by tesseract.

Facts for WCAG 2.2 SC 1.4.5. The same pixels are read once: a picture often stands on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from math import floor
from statistics import median_low
from typing import Any

from PIL import Image
from selenium import webdriver

from audit.probes import isolated_world, tesseract, text_pixels
from audit.probes.states import instrument
from audit.probes.tesseract import Word

Box = tuple[int, int, int, int]
Colour = tuple[int, int, int]
#: What is less certain is no word for us, in percent.
CERTAIN = 60
_LOW = 100  # CSS pixels: what is lower is a line or a button
_FRAME = 5  # of which as many are frame
_LONGEST = 160  # pixels a picture is made smaller to before its background is looked at
_STANDS_OUT = 48  # of 255, in any of red, green and blue
_MOST_BESIDE = 0.03  # share of pixels beside the words that may stand out
_FEW_PIXELS = 200_000  # below it small letters are made larger, since tesseract was taught with scans
_MOST_PIXELS = 700_000  # above it time grows and nothing more is read
_KEPT = 1000

#: What is measured on a page without pictures.
NOTHING: dict[str, Any] = {"pictures": [], "unread": 0}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a picture, and whether there is nothing else in it."""

    words: tuple[Word, ...]
    only_text: bool


#: What ``pictures.js`` says of a picture, the picture, and whether it is seen whole.
Shown = tuple[Mapping[str, Any], Image.Image, bool]
#: What was read lately, by the pixels of the picture; None where tesseract could not. For all browsers of this process, since
#: to read a picture takes as long as half a visit.
_known: dict[str, Reading | None] = {}


def measure(
    driver: webdriver.Chrome,
    context: int,
    found: Sequence[Mapping[str, Any]],
    seconds: float,
) -> Callable[[], dict[str, Any]]:
    """Look at the pictures; what is returned reads them, for which the page is not needed any more.

    It gives ``pictures`` with any word in them: what ``pictures.js`` says of each, its ``words`` as [text, confidence], and
    ``only_text``. ``unread`` counts those that could not be read: without tesseract, or within its time.

    Leaves the page scrolled.
    """
    if not tesseract.name():
        return lambda: NOTHING | {"unread": len(found)}

    def call(name: str, argument: Any) -> Any:
        return isolated_world.call(driver, context, instrument(name), argument, seconds)

    call("text_hidden", True)
    try:
        seen = list(_pictures(found, call, lambda: text_pixels.window(driver)))
    finally:
        call("text_hidden", False)
    return partial(_told, seen)


def _told(seen: Sequence[Shown]) -> dict[str, Any]:
    readings = _read([picture for _, picture, _ in seen])
    result, unread = [], 0
    for (described, _, whole), reading in zip(seen, readings, strict=True):
        if reading is None:
            unread += 1
        elif reading.words:
            words = [[word.text, round(word.confidence)] for word in reading.words]
            result.append({**described, "words": words, "only_text": whole and reading.only_text})
    return {"pictures": result, "unread": unread}


def _pictures(
    found: Iterable[Mapping[str, Any]],
    call: Callable[[str, Any], Any],
    window: Callable[[], Image.Image],
) -> Iterable[Shown]:
    """Each picture that can be seen by itself, and whether it is seen whole; one look for all that are in view together."""
    shown = None
    for described in found:
        view = call("picture_view", described["path"])
        if view is None:
            continue
        if shown is None or view["moved"]:
            shown = window()
        # to whole pixels as the browser paints it, so that the same picture has the same pixels wherever it stands
        picture = shown.crop(tuple(floor(side + 0.5) for side in view["box"]))
        if any(low != high for low, high in picture.getextrema()):  # else one colour: nothing is drawn
            yield described, picture, view["whole"]


def _read(pictures: Sequence[Image.Image]) -> list[Reading | None]:
    """What is written in each. Low ones are read with and without their frame, which tesseract stumbles over."""
    keys = [_key(picture) for picture in pictures]
    known = dict(_known)  # other browsers add to it meanwhile
    found = {key: known[key] for key in keys if key in known}
    found |= _read_new(
        {key: picture for key, picture in zip(keys, pictures, strict=True) if key not in found}
    )
    _known.update(found)
    for old in list(_known)[:-_KEPT]:
        _known.pop(old, None)
    return [found[key] for key in keys]


def _read_new(new: Mapping[str, Image.Image]) -> dict[str, Reading | None]:
    if not new:
        return {}
    prepared = [(key, *_prepared(picture, cut)) for key, picture in new.items() for cut in _cuts(picture)]
    answer = tesseract.read([picture for _, picture, _, _ in prepared])
    if answer is None:
        return dict.fromkeys(new)
    best: dict[str, list[Word]] = {key: [] for key in new}
    for (key, _, scale, cut), words in zip(prepared, answer, strict=True):
        sure = [_in_place(word, scale, cut) for word in words if word.confidence >= CERTAIN]
        best[key] = max(best[key], sure, key=_letters)
    return {key: _reading(new[key], words) for key, words in best.items()}


def _reading(picture: Image.Image, words: Sequence[Word]) -> Reading:
    return Reading(tuple(words), bool(words) and is_only_text(picture, [word.box for word in words]))


def _cuts(picture: Image.Image) -> tuple[int, ...]:
    return (0, _FRAME) if 3 * _FRAME < picture.height < _LOW else (0,)


def _prepared(picture: Image.Image, cut: int) -> tuple[Image.Image, float, int]:
    """The picture in grey and as large as tesseract likes it, how many times larger, and what was cut off all around."""
    inner = picture.crop((cut, cut, picture.width - cut, picture.height - cut)).convert("L")
    scale = _scale(picture)
    size = (max(1, round(inner.width * scale)), max(1, round(inner.height * scale)))
    return inner.resize(size, Image.Resampling.LANCZOS), scale, cut


def _scale(picture: Image.Image) -> float:
    if picture.height < _LOW:
        return 3.0
    pixels = picture.width * picture.height
    return 2.0 if pixels < _FEW_PIXELS else min(1.0, (_MOST_PIXELS / pixels) ** 0.5)


def _in_place(word: Word, scale: float, cut: int) -> Word:
    left, top, right, bottom = (int(value / scale) + cut for value in word.box)
    return Word(word.text, word.confidence, (left, top, right, bottom))


def _letters(words: Iterable[Word]) -> int:
    return sum(character.isalnum() for word in words for character in word.text)


def is_only_text(picture: Image.Image, boxes: Sequence[Box]) -> bool:
    """Whether nothing but the words in these boxes stands out from the background: one colour or an even gradient. A frame
    around it all does not count.
    """
    factor = min(1.0, _LONGEST / max(picture.size))
    width, height = (max(1, round(side * factor)) for side in picture.size)
    small = picture.resize((width, height), Image.Resampling.BOX)
    covered = Image.new("1", small.size)
    for left, top, right, bottom in boxes:
        more = 3 + (bottom - top) // 5  # shadows, tails of letters, dots
        grown = (left - more, top - more, right + more, bottom + more)
        covered.paste(1, tuple(round(value * factor) for value in grown))
    edge = round(min(small.size) * 0.12)
    beside = [
        (x, y, small.getpixel((x, y)))
        for y in range(edge, height - edge)
        for x in range(edge, width - edge)
        if not covered.getpixel((x, y))
    ]
    return any(
        _standing_out(beside, where) <= _MOST_BESIDE * len(beside)
        for where in (lambda x, y: 0, lambda x, y: y, lambda x, y: x)  # all of it, rows, columns
    )


def _standing_out(pixels: Sequence[tuple[int, int, Colour]], where: Callable[[int, int], int]) -> int:
    """How many pixels are far from the median of those ``where`` puts together with them."""
    groups: dict[int, list[Colour]] = {}
    for x, y, colour in pixels:
        groups.setdefault(where(x, y), []).append(colour)
    return sum(_far(group) for group in groups.values())


def _far(colours: Sequence[Colour]) -> int:
    middle = [median_low(channel) for channel in zip(*colours, strict=True)]
    return sum(
        any(abs(value - usual) > _STANDS_OUT for value, usual in zip(colour, middle, strict=True))
        for colour in colours
    )


def _key(picture: Image.Image) -> str:
    return sha256(repr(picture.size).encode() + picture.tobytes()).hexdigest()
