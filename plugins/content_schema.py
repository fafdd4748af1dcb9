"""The schema of all content: the front matter of pages, site.yaml, contacts.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from plugins.field_types import (
    Colour,
    Day,
    Host,
    Interval,
    Label,
    Language,
    Moment,
    Phone,
    Slug,
    Strict,
    interval_days,
)
from plugins.opening_hours import check_opening_hours


class EventMeta(Strict):
    """A dated offer on a page. ``ends`` on the day of ``starts`` may be left out."""

    title: Annotated[str, Field(min_length=3)]
    starts: Moment
    ends: Moment | None = None
    place: str = ""
    contact: str = ""


class PageMeta(Strict):
    """The front matter of a page. Pages of some folders have more fields: see ``site_content.PAGE_MODELS``."""

    template: ClassVar[str] = "page"
    title: Annotated[str, Field(min_length=3, max_length=70)]
    summary: Annotated[str, Field(min_length=20, max_length=200)]
    contact: str
    owner: str
    last_reviewed_on: Day
    review_in: Interval
    slug: Slug | None = None
    menu_label: Label | None = None
    menu_position: int = 1000
    situations: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()
    expires: Day | None = None
    lang: Language | None = None
    easy_language: str | None = None
    kind: Literal["content", "legal", "overview"] = "content"
    unlisted: bool = False
    events: tuple[EventMeta, ...] = ()

    @property
    def review_due_on(self) -> date:
        """The day by which the page must be reviewed again."""
        return self.last_reviewed_on + timedelta(days=interval_days(self.review_in))


class ContactMeta(Strict):
    """An entry of the contact registry; the key is its id."""

    role: Annotated[str, Field(min_length=3)]
    unit: Annotated[str, Field(min_length=3)]
    phone: Phone
    verified_on: Day
    interval: Interval
    email: str = ""
    address: str = ""
    room: str = ""
    opening_hours: Annotated[str, AfterValidator(check_opening_hours)] = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    deputy: str = ""


class Colours(Strict):
    """Brand and accent colour of a site, for light and for dark screens."""

    brand: Colour
    accent: Colour
    brand_dark: Colour = "#8fd3c8"
    accent_dark: Colour = "#ffb59b"


class SiteMeta(Strict):
    """site.yaml: everything that tells one microsite from the others."""

    title: Annotated[str, Field(min_length=3)]
    tagline: Annotated[str, Field(min_length=3)]
    town: str
    host: Host
    contact: str
    owners: Mapping[str, str]
    colours: Colours
    menu: tuple[str, ...]
    footer: tuple[str, ...]
    situations: tuple[str, ...] = ()
    language: Language = "de"
    clock: Day | None = None
    inquiries: str | None = None


class ContactsFile(Strict):
    """contacts.yaml: id → contact."""

    contacts: Mapping[Slug, ContactMeta]
