"""Contacts as the theme shows them: on every page, on cards in the text, as JSON-LD.

Settings read: ``SITE_CONTENT``. Signal used: ``page_generator_finalized``. ``[[kontakt:ID]]`` alone in a paragraph becomes a card, inside a sentence a telephone link.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

import phonenumbers
from bs4 import BeautifulSoup
from pelican import signals
from pelican.contents import Page
from pelican.generators import PagesGenerator

from plugins.content_checks import CONTACT_NOTATION
from plugins.content_model import Registry, SiteContent
from plugins.content_schema import ContactMeta
from plugins.html_text import html_of
from plugins.opening_hours import Hours, describe, specification


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact ready to be shown; empty strings where the registry says nothing."""

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
    deputy: Contact | None = None


def phone_uri(phone: str) -> str:
    """The ``tel:`` address (RFC 3966); short numbers such as 112 have no country code.

    >>> phone_uri("030 23125 110"), phone_uri("112")
    ('tel:+493023125110', 'tel:112')
    """
    digits = re.sub(r"[^\d+]", "", phone)
    try:
        number = phonenumbers.parse(phone, "DE")
    except phonenumbers.NumberParseException:
        return f"tel:{digits}"
    if len(digits) <= 6:
        return f"tel:{digits}"
    return "tel:" + phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def contact_of(registry: Registry, contact_id: str) -> Contact:
    """The contact ``contact_id`` with its deputy; KeyError if the registry does not have it."""
    meta = registry.contacts[contact_id]
    contact = _contact(contact_id, meta)
    return (
        replace(contact, deputy=_contact(meta.deputy, registry.contacts[meta.deputy]))
        if meta.deputy
        else contact
    )


@lru_cache(maxsize=512)
def _contact(contact_id: str, meta: ContactMeta) -> Contact:
    hours, note = describe(meta.opening_hours)
    return Contact(
        contact_id,
        meta.role,
        meta.unit,
        meta.phone,
        phone_uri(meta.phone),
        meta.email,
        meta.address,
        meta.room,
        hours,
        note,
    )


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


def add_contacts(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    content: SiteContent = generator.settings["SITE_CONTENT"]
    show_card = generator.env.get_template("components/contact-box/macro.html").module.contact_box
    for page in generator.pages:
        meta = page.source.meta
        page.contact = contact_of(content.registry, meta.contact)
        page.json_ld = json_ld(content, meta.contact)
        if CONTACT_NOTATION.search(page._content):
            page._content = _expand(page, content.registry, show_card)
    generator.context["contact_of"] = lambda contact_id: contact_of(content.registry, contact_id)


def _expand(page: Page, registry: Registry, show_card: Callable[..., str]) -> str:
    """The page's text with each notation replaced; cards are put in as text, since a parser would rewrite their SVG."""
    soup = BeautifulSoup(page._content, "html.parser")
    cards: dict[str, str] = {}

    def link(match: re.Match[str]) -> str:
        # escaped in Markdown (``\[[…``), so not meant as notation and not checked
        return _link(contact_of(registry, match[1])) if match[1] in registry.contacts else match[0]

    for node in soup.find_all(string=CONTACT_NOTATION):
        match = CONTACT_NOTATION.fullmatch(node.strip())
        is_alone = node.parent.name == "p" and len(node.parent.contents) == 1
        if match and match[1] in registry.contacts and is_alone:
            mark = f"\0{len(cards)}\0"
            cards[mark] = show_card(contact_of(registry, match[1]), variant="card")
            node.parent.replace_with(mark)
        else:
            html = CONTACT_NOTATION.sub(link, escape(str(node), quote=False))
            node.replace_with(BeautifulSoup(html, "html.parser"))
    return re.sub(r"\0\d+\0", lambda mark: cards[mark[0]], html_of(soup))


def _link(contact: Contact) -> str:
    phone = escape(contact.phone).replace(" ", "\N{NO-BREAK SPACE}")
    return f'{escape(contact.role)}, Telefon <a href="{contact.phone_uri}">{phone}</a>'


def register() -> None:
    signals.page_generator_finalized.connect(add_contacts)
