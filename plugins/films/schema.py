"""The fields of a film on a page, as editors write them: front matter ``films`` of any page."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from plugins.field_types import Strict, matching
from plugins.spoken_languages import SpokenLanguage

#: The four things BITV 2.0 § 4 wants told in sign language and in Leichte Sprache; also the ids of their headings.
LegalItem = Literal["inhalt", "navigation", "erklaerung", "weitere"]
#: A file below the folder filme/. No part of the name starts with a dot, so none leads out of the folder.
_NAME = r"(?:[a-z0-9][a-z0-9._-]*/)*[a-z0-9][a-z0-9._-]*"
_ALLOWED = (
    "Erlaubt ist der Name einer Datei im Ordner filme/, nur a–z, 0–9, Punkt und Bindestrich, zum Beispiel"
)
VideoName = Annotated[str, matching(rf"{_NAME}\.(?:mp4|webm)", f"{_ALLOWED} „pflegegrad.mp4“ oder „….webm“.")]
PictureName = Annotated[
    str, matching(rf"{_NAME}\.(?:png|jpg|jpeg|webp)", f"{_ALLOWED} „pflegegrad.jpg“ oder „….png“.")
]
CaptionsName = Annotated[str, matching(rf"{_NAME}\.vtt", f"{_ALLOWED} „pflegegrad.vtt“.")]
RunningTime = Annotated[
    str,
    matching(
        r"\d{1,3}:[0-5]\d|\d{1,2}:[0-5]\d:[0-5]\d", "Erlaubt ist eine Laufzeit wie „2:35“ oder „1:02:35“."
    ),
]
_PLACE = re.compile(r"(?P<path>[^\s#]+\.md)?(?P<anchor>#[A-Za-z][\w-]*)?")


class FilmMeta(Strict):
    """A film; size, running time and resolution are measured from the file.

    ``transcript`` is Markdown text, a page (``pflegegrad.md``) or a heading (``#inhalt``, also ``pflegegrad.md#geld``).
    A film with ``items`` stands below the heading of the first one, every other film before the text.
    """

    title: Annotated[str, Field(min_length=3, max_length=90)]
    file: VideoName
    poster: PictureName
    poster_alt: Annotated[str, Field(min_length=10, max_length=200)]
    transcript: Annotated[str, Field(min_length=2)]
    language: SpokenLanguage = "dgs"
    captions: CaptionsName | None = None
    items: tuple[LegalItem, ...] = ()
    length: RunningTime | None = None
    placeholder: bool = False

    @property
    def transcript_place(self) -> tuple[str, str] | None:
        """Path and anchor (with its ``#``) at which the transcript is; None if ``transcript`` is the text itself."""
        match = _PLACE.fullmatch(self.transcript)
        return (match["path"] or "", match["anchor"] or "") if match else None
