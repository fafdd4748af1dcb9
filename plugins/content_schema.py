"""The schema of all content: the front matter of pages, site.yaml, contacts.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from plugins.directory.settings import DirectoryMeta
from plugins.field_types import (
    Colour,
    Day,
    Host,
    Interval,
    Label,
    Language,
    Mail,
    Moment,
    Phone,
    Role,
    Slug,
    Strict,
    WebAddress,
    host_of,
    interval_days,
)
from plugins.films.schema import FilmMeta
from plugins.inquiry_sources import InquirySources
from plugins.offers.settings import OfferSettings
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
    review_in: Interval  # ``review_rules`` fills it in where site.yaml has a rule
    reviewed_by: Role | None = None
    approved_by: Role | None = None
    approved_on: Day | None = None
    slug: Slug | None = None
    menu_label: Label | None = None
    menu_position: int = 1000
    situations: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()
    expires: Day | None = None
    lang: Language | None = None
    translation_of: str | None = None
    easy_language: str | None = None
    everyday_language: str | None = None
    checked_by: Annotated[str, Field(min_length=3, max_length=100)] | None = None
    checked_on: Day | None = None
    kind: Literal["content", "legal", "overview"] = "content"
    unlisted: bool = False
    events: tuple[EventMeta, ...] = ()
    films: tuple[FilmMeta, ...] = ()
    quick_exit: bool = False

    @property
    def review_due_on(self) -> date:
        """The day by which the page must be reviewed again."""
        return self.last_reviewed_on + timedelta(days=interval_days(self.review_in))

    @property
    def gone_after(self) -> date | None:
        """The last day the page is of any use: it vanishes by itself on the next one. None: it stays."""
        return None


class ContactTranslation(Strict):
    """What a contact is called on pages in another language. Names of offices and addresses stay as on the door."""

    role: Annotated[str, Field(min_length=3)]
    room: str = ""


class ContactMeta(Strict):
    """An entry of the contact registry; the key is its id."""

    role: Annotated[str, Field(min_length=3)]
    short_role: Label | None = None
    unit: Annotated[str, Field(min_length=3)]
    phone: Phone
    verified_on: Day
    interval: Interval
    verified_by: Role | None = None
    email: str = ""
    address: str = ""
    room: str = ""
    opening_hours: Annotated[str, AfterValidator(check_opening_hours)] = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    deputy: str = ""
    translations: Mapping[Language, ContactTranslation] = Field(default_factory=dict)


class Colours(Strict):
    """Brand and accent colour of a site, for light and for dark screens."""

    brand: Colour
    accent: Colour
    brand_dark: Colour = "#8fd3c8"
    accent_dark: Colour = "#ffb59b"


class MicrositeMeta(Strict):
    """How the portal leads to another microsite; ``pages`` are labels with paths of Markdown files there."""

    site: str
    situation: Annotated[str, Field(min_length=3, max_length=70)]
    summary: Annotated[str, Field(min_length=20, max_length=200)]
    pages: Mapping[str, str] = Field(default_factory=dict)


class ServiceMeta(Strict):
    """A system outside the site that it links to: booking appointments, counselling online."""

    label: Annotated[str, Field(min_length=3, max_length=60)]
    url: WebAddress
    note: Annotated[str, Field(max_length=200)] = ""

    @property
    def host(self) -> str:
        """Whose site it is, as people read it."""
        return host_of(self.url)


class QuickExitMeta(Strict):
    """Where "Diese Seite schnell verlassen" leads; ``everywhere`` offers it on every page of the site."""

    url: WebAddress
    everywhere: bool = False

    @property
    def host(self) -> str:
        """Whose site that is."""
        return host_of(self.url)


class LanguageMeta(Strict):
    """What a further language of the site needs beside its pages."""

    tagline: Annotated[str, Field(min_length=3)]


class SiteMeta(Strict):
    """site.yaml: everything that tells one microsite from the others."""

    title: Annotated[str, Field(min_length=3)]
    tagline: Annotated[str, Field(min_length=3)]
    town: str
    host: Host
    contact: str
    owners: Mapping[str, str]
    owner_addresses: Mapping[str, Mail] = Field(default_factory=dict)
    review_in: Interval | None = None
    review: Mapping[str, Interval] = Field(default_factory=dict)
    four_eyes: tuple[str, ...] = ()
    colours: Colours
    menu: tuple[str, ...]
    footer: tuple[str, ...]
    situations: tuple[str, ...] = ()
    microsites: tuple[MicrositeMeta, ...] = ()
    services: Mapping[Slug, ServiceMeta] = Field(default_factory=dict)
    crisis: tuple[str, ...] = ()
    quick_exit: QuickExitMeta | None = None
    form_of_address: Literal["Sie", "du"] = "Sie"
    language: Language = "de"
    languages: Mapping[Language, LanguageMeta] = Field(default_factory=dict)
    logo: str | None = None
    clock: Day | None = None
    legal_profile: Slug | None = None
    server_log_days: Annotated[int, Field(ge=1, le=365)] | None = None
    inquiries: InquirySources = ()
    offers: OfferSettings | None = None
    directory: DirectoryMeta | None = None


class ContactsFile(Strict):
    """contacts.yaml: id → contact."""

    contacts: Mapping[Slug, ContactMeta]
