"""Contacts as the theme shows them: on every page, on cards in the text, as JSON-LD.

Settings read: ``SITE_CONTENT``, ``AUDIT`` (its ``subdivision``). Signals used: ``generator_init``,
``page_generator_finalized``. ``[[kontakt:ID]]`` alone in a paragraph becomes a card, inside a sentence a telephone link.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, partial
from html import escape

import holidays
from jinja2 import Environment
from pelican import signals
from pelican.generators import Generator, PagesGenerator

from plugins.content_model import PageSource, Registry, SiteContent
from plugins.content_schema import ContactMeta
from plugins.downloads import spoken_size
from plugins.notations import expand, notation
from plugins.opening_hours import Hours, describe, is_closed_on_holidays, specification, week
from plugins.page_text import PageText
from plugins.phone_numbers import phone_uri
from plugins.registry.vcard import card
from plugins.words import words

#: ``[[kontakt:ID]]`` in the text of a page.
CONTACT_NOTATION = notation("kontakt")


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact ready to be shown; empty strings where the registry says nothing.

    ``card`` is the address of its vCard, which contacts with an e-mail address have, ``card_size`` its size in words.
    ``week`` holds the spans of seven days from Monday, for the script that tells in German whether somebody is there today.
    """

    id: str
    role: str
    unit: str
    phone: str
    phone_uri: str
    email: str
    address: str
    room: str
    hours: tuple[Hours, ...]
    note: str
    week: str = ""
    closed_on_holidays: bool = False
    card: str = ""
    card_size: str = ""
    deputy: Contact | None = None


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """Public holidays as ISO days, and the days from and to which they are known."""

    days: str
    first: str
    last: str


def contact_of(registry: Registry, contact_id: str, language: str = "de") -> Contact:
    """The contact ``contact_id`` with its deputy, told in ``language``; KeyError if the registry does not have it."""
    if (contact_id, language) not in registry.told:
        meta = registry.contacts[contact_id]
        deputy = _contact(meta.deputy, registry.contacts[meta.deputy], language) if meta.deputy else None
        registry.told[contact_id, language] = replace(_contact(contact_id, meta, language), deputy=deputy)
    return registry.told[contact_id, language]


def _contact(contact_id: str, meta: ContactMeta, language: str) -> Contact:
    hours, note = describe(meta.opening_hours, language)
    told = meta.translations.get(language, meta)
    return Contact(
        contact_id,
        told.role,
        meta.unit,
        meta.phone,
        phone_uri(meta.phone),
        meta.email,
        meta.address,
        told.room,
        hours,
        note,
        ";".join(week(meta.opening_hours)) if language == "de" else "",
        is_closed_on_holidays(meta.opening_hours),
        # nobody saves 112; who can be written to is an office
        card_address(contact_id) if meta.email else "",
        spoken_size(len(card(contact_id, meta))) if meta.email else "",
    )


def card_address(contact_id: str) -> str:
    """Where the vCard of a contact lies on every site that shows it.

    >>> card_address("wohnberatung")
    '/kontakte/wohnberatung.vcf'
    """
    return f"/kontakte/{contact_id}.vcf"


def json_ld(content: SiteContent, contact_id: str) -> str:
    """schema.org ``GovernmentOffice`` with its ``ContactPoint``, safe inside a script element."""
    meta = content.registry.contacts[contact_id]
    point = {
        "@type": "ContactPoint",
        "contactType": meta.role,
        "telephone": phone_uri(meta.phone).removeprefix("tel:"),
        "email": meta.email,
        "hoursAvailable": specification(meta.opening_hours),
    }
    office = {
        "@context": "https://schema.org",
        "@type": "GovernmentOffice",
        "name": meta.unit,
        "url": f"https://{content.meta.host}/",
        "address": meta.address,
        "contactPoint": {key: value for key, value in point.items() if value},
    }
    text = json.dumps(
        {key: value for key, value in office.items() if value}, ensure_ascii=False, sort_keys=True
    )
    return text.replace("<", "\\u003c")  # so that no text can end the script element


@cache
def public_holidays(today: date, subdivision: str) -> PublicHolidays:
    """The holidays of a federal state from this month on, to the end of the same month next year."""
    first = today.replace(day=1)
    last = (first.replace(year=first.year + 1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    known = holidays.Germany(subdiv=subdivision, years=(first.year, last.year))
    days = " ".join(day.isoformat() for day in sorted(known) if first <= day <= last)
    return PublicHolidays(days, first.isoformat(), last.isoformat())


def add_public_holidays(generator: Generator) -> None:
    """Receiver of ``generator_init``: a global of the templates, which macros see too."""
    content: SiteContent = generator.settings["SITE_CONTENT"]
    subdivision = generator.settings["AUDIT"]["subdivision"]
    generator.env.globals["public_holidays"] = public_holidays(content.today, subdivision)


def add_contacts(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    content: SiteContent = generator.settings["SITE_CONTENT"]
    json_ld_of = cache(partial(json_ld, content))  # a few contacts on all pages
    for page in generator.pages:
        page.contact = contact_of(content.registry, page.source.meta.contact, page.lang)
        page.json_ld = json_ld_of(page.source.meta.contact)
    generator.context["contact_of"] = lambda contact_id: contact_of(content.registry, contact_id)


def contacts_in_text(content: SiteContent, env: Environment) -> Callable[[PageText, PageSource], None]:
    """What puts contacts into the text of a page."""
    registry, show = content.registry, env.get_template("components/contact-box/macro.html").module

    def expand_contacts(text: PageText, page: PageSource) -> None:
        language = page.meta.lang or content.meta.language
        expand(
            text,
            CONTACT_NOTATION,
            registry.contacts,
            partial(_card, registry, language, show.contact_box),
            partial(_link, registry, language),
        )

    return expand_contacts


def _card(registry: Registry, language: str, show: Callable[..., str], contact_id: str) -> str:
    return show(contact_of(registry, contact_id, language), variant="card", lang=language)


def _link(registry: Registry, language: str, contact_id: str) -> str:
    contact, said = contact_of(registry, contact_id, language), words(language)
    phone = escape(contact.phone).replace(" ", "\N{NO-BREAK SPACE}")
    text = f"{escape(contact.role)}{said.between}{said.phone_in_text}"
    return f'{text} <a href="{contact.phone_uri}"><span class="dk-phone">{phone}</span></a>'


def register() -> None:
    signals.generator_init.connect(add_public_holidays)
    signals.page_generator_finalized.connect(add_contacts)
