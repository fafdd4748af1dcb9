"""The catalogue of leisure and holiday offers: facts of each offer, plain lists by age, week and district, calendar files.

Settings read: ``SITE_CONTENT``, ``OUTPUT_PATH``. Signal used: ``finalized`` (calendar files). Pages are made before
Pelican starts: ``make_offer_pages`` is one of ``site_content.PAGE_MAKERS``. Offers that are over are no longer there by
then (``PageMeta.gone_after``), so no list can name them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from pelican import Pelican, signals

from plugins.contacts import Contact, contact_of
from plugins.content_model import PageSource, SiteContent, url_of
from plugins.facets import FacetGroup, FacetLink, FacetPage, facet_groups, facet_pages, listing
from plugins.field_types import host_of
from plugins.german_text import german_date
from plugins.offers import texts as offer_texts
from plugins.offers.calendar import calendar_of
from plugins.offers.dates import days_of
from plugins.offers.facets import CATALOGUE, Dated, facets_of, period_of
from plugins.offers.json_ld import event_json_ld
from plugins.offers.schema import OFFER_FOLDER, OfferMeta
from plugins.offers.settings import OfferSettings
from plugins.offers.texts import State
from plugins.problems import ContentError, Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer in a list: enough to decide whether to open its page."""

    title: str
    url: str
    when: str
    ages: str
    district: str
    price: str
    step_free: str
    is_inclusive: bool
    state: State
    deadline: date | None


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """Offers of one holiday in a list, or those of every week."""

    label: str
    cards: tuple[OfferCard, ...]


@dataclass(frozen=True, slots=True)
class OfferList:
    """What the page of a list shows: offers by holidays and date, and the ways to all other lists."""

    template: ClassVar[str] = "offer-list"
    count: int
    groups: tuple[OfferGroup, ...]
    ways: tuple[FacetGroup, ...]


@dataclass(frozen=True, slots=True)
class Registration:
    """Where to sign up, and until when. ``link`` is empty where one cannot do so today."""

    state: State
    link: str
    system: str
    host: str
    deadline: date | None


@dataclass(frozen=True, slots=True)
class OfferPage:
    """What the page of an offer shows beside its text. ``ways`` lead to the lists that name it too."""

    template: ClassVar[str] = "offer"
    facts: tuple[tuple[str, str], ...]
    details: tuple[tuple[str, str], ...]
    bring: tuple[str, ...]
    registration: Registration
    contact: Contact
    calendar: bytes
    calendar_url: str
    json_ld: str
    ways: tuple[FacetLink, ...]

    @property
    def calendar_size(self) -> str:
        """The size of the calendar file in words, never less than one kilobyte."""
        return f"{max(1, round(len(self.calendar) / 1000))} KB"


def make_offer_pages(content: SiteContent) -> Iterator[PageSource]:
    """Every offer with its facts, and a list for each age group, week and district that has any offer.

    A list that has a Markdown file keeps the words of its editor, and stays also when it is empty.
    ContentError with every fault that only shows in view of site.yaml.
    """
    offers = {path: page for path, page in content.pages.items() if isinstance(page.meta, OfferMeta)}
    settings = content.meta.offers
    if settings is None:
        if offers:
            raise ContentError([_no_settings(content)])
        return
    problems = [problem for page in offers.values() for problem in _check(page, settings, content)]
    if CATALOGUE not in content.pages:
        message = f"Die Seite {CATALOGUE} fehlt. Sie leitet die Liste aller Angebote ein."
        problems.append(Problem(content.file, content.lines["offers"], message, "offers"))
    if problems:
        raise ContentError(problems)
    dated = _in_order(offers.values(), settings, content.today)
    facets = facets_of(settings, dated.values(), content.today)
    items = [offer.page for offer in dated.values()]
    cards = {path: _card(offer, settings, content.today) for path, offer in dated.items()}
    pages = facet_pages(facets, items)
    for position, offer in enumerate(dated.values()):
        yield _offer_page(position, offer, pages, content, settings)
    for position, page in enumerate(pages):
        yield _list_page(position, page, dated, cards, content)
    made = {page.path for page in pages}
    for facet in facets:
        for value in facet.values:
            if value.path in content.pages and value.path not in made:
                view = OfferList(0, (), facet_groups(facets, items, value.path))
                yield replace(content.pages[value.path], view=view)


def _no_settings(content: SiteContent) -> Problem:
    hint = "Bitte districts, registration_systems, age_groups und holidays eintragen."
    return Problem(content.file, 0, f"Für die Angebote in {OFFER_FOLDER}/ fehlt das Feld „offers“. {hint}")


def _check(page: PageSource, settings: OfferSettings, content: SiteContent) -> Iterator[Problem]:
    offer: OfferMeta = page.meta
    for index, district in enumerate(offer.districts):
        if district not in settings.districts:
            field = f"districts.{index}"
            message = (
                f"Den Stadtteil „{district}“ gibt es nicht. {did_you_mean(district, settings.districts)}"
            )
            yield Problem(page.name, page.lines.get(field, 1), message, field)
    host = host_of(offer.registration_link or "")
    if host and host not in settings.registration_systems:
        known = did_you_mean(host, settings.registration_systems)
        message = f"Das Anmeldesystem „{host}“ steht nicht in {content.file}. {known}"
        yield Problem(page.name, page.lines["registration_link"], message, "registration_link")
    if not days_of(offer, settings.holidays):
        message = "Es bleibt kein Tag übrig: Alle Tage liegen in den Schulferien oder stehen bei not_on."
        yield Problem(page.name, page.lines["starts"], message, "starts")
    if offer.contact not in content.registry.contacts:
        message = f"„{offer.contact}“ gibt es nicht. {did_you_mean(offer.contact, content.registry.contacts)}"
        yield Problem(page.name, page.lines["contact"], message, "contact")


def _in_order(pages: Sequence[PageSource], settings: OfferSettings, today: date) -> Mapping[str, Dated]:
    """Offers by path: first those on days of their own by their next day, then those of every week by weekday."""
    offers = [Dated(page, days_of(page.meta, settings.holidays)) for page in pages]
    offers.sort(key=lambda offer: offer.order(today))
    return {offer.page.path: offer for offer in offers}


def _card(offer: Dated, settings: OfferSettings, today: date) -> OfferCard:
    meta = offer.meta
    state = offer_texts.state_of(meta, today)
    return OfferCard(
        title=meta.title,
        url=offer.page.url,
        when=offer_texts.when(meta, today),
        ages=offer_texts.ages(meta.ages),
        district=_districts(meta, settings),
        price=offer_texts.price(meta.price),
        step_free=offer_texts.step_free(meta),
        is_inclusive=bool(meta.inclusive),
        state=state,
        deadline=meta.registration_deadline if state.kind in ("open", "waiting") else None,
    )


def _list_page(
    position: int,
    page: FacetPage,
    dated: Mapping[str, Dated],
    cards: Mapping[str, OfferCard],
    content: SiteContent,
) -> PageSource:
    groups: dict[str, list[OfferCard]] = {}
    for item in page.items:
        label = period_of(dated[item.path], content.meta.offers.holidays, content.today)
        groups.setdefault(label, []).append(cards[item.path])
    view = OfferList(
        len(page.items),
        tuple(OfferGroup(label, tuple(listed)) for label, listed in groups.items()),
        page.siblings,
    )
    if page.path in content.pages:
        return replace(content.pages[page.path], view=view)
    summary = offer_texts.summary([item.meta.title for item in page.items])
    body = "Öffnen Sie ein Angebot. Dort stehen alle Angaben und der Weg zur Anmeldung. Was vorbei ist, verschwindet von selbst.\n"
    made = listing(content.pages[CATALOGUE], page, summary, body, view)
    return replace(made, meta=made.meta.model_copy(update={"menu_position": position}))


def _offer_page(
    position: int, offer: Dated, lists: Sequence[FacetPage], content: SiteContent, settings: OfferSettings
) -> PageSource:
    page, meta = offer.page, offer.meta
    contact = contact_of(content.registry, meta.contact)
    ways = (
        FacetLink(found.title, url_of(found.path), len(found.items), False)
        for found in lists
        if found.path != CATALOGUE and any(item.path == page.path for item in found.items)
    )
    view = OfferPage(
        facts=tuple(_facts(meta, settings, content.today)),
        details=tuple(_details(meta)),
        bring=meta.bring,
        registration=_registration(meta, settings, content.today),
        contact=contact,
        calendar=calendar_of(content, page, offer.days, contact),
        calendar_url=f"{page.url}termin.ics",
        json_ld=event_json_ld(content, page, offer.days),
        ways=tuple(ways),
    )
    # the audit shall see an offer that is over and was not taken away, since nobody built the site that night
    expires = meta.expires or meta.last_day
    lines = {"expires": page.lines.get("ends", page.lines["starts"]), **page.lines}
    update = {"expires": expires, "menu_position": position}
    return replace(page, meta=meta.model_copy(update=update), lines=lines, view=view)


def _facts(meta: OfferMeta, settings: OfferSettings, today: date) -> Iterator[tuple[str, str]]:
    """What parents decide by, as pairs of name and words; nothing for what the editor left open."""
    reductions = f". {meta.reductions}" if meta.reductions else ""
    includes = f", {meta.price_includes}" if meta.price_includes else ""
    note = f": {meta.step_free_note}" if meta.step_free_note else ""
    yield "Wann", offer_texts.when(meta, today)
    pauses = [german_date(day) for day in sorted(meta.not_on) if day >= today]
    if pauses:
        yield "Fällt aus am", ", ".join(pauses)
    yield "Alter", offer_texts.ages(meta.ages)
    yield "Wo", f"{meta.place} ({_districts(meta, settings)})"
    yield "Preis", f"{offer_texts.price(meta.price)}{includes}{reductions}"
    if meta.places:
        yield "Plätze", str(meta.places)
    yield "Zugang", f"{offer_texts.step_free(meta)}{note}"
    if meta.inclusive:
        yield "Unterstützung", meta.inclusive


def _details(meta: OfferMeta) -> Iterator[tuple[str, str]]:
    """What matters once the choice is made."""
    if meta.food:
        yield "Essen", meta.food
    yield "Veranstalter", meta.organiser


def _districts(meta: OfferMeta, settings: OfferSettings) -> str:
    names = [settings.districts[district] for district in meta.districts]
    return f"{'Stadtteil' if len(names) == 1 else 'Stadtteile'} {', '.join(names)}"


def _registration(meta: OfferMeta, settings: OfferSettings, today: date) -> Registration:
    state = offer_texts.state_of(meta, today)
    host = host_of(meta.registration_link or "")
    link = meta.registration_link if state.kind in ("open", "waiting") else ""
    return Registration(
        state, link, settings.registration_systems.get(host, ""), host, meta.registration_deadline
    )


def write_calendars(pelican: Pelican) -> None:
    """Receiver of ``finalized``: the calendar file of every offer, beside its page."""
    content: SiteContent = pelican.settings["SITE_CONTENT"]
    for page in content.pages.values():
        if isinstance(page.view, OfferPage):
            file = Path(pelican.settings["OUTPUT_PATH"], page.view.calendar_url.lstrip("/"))
            file.parent.mkdir(parents=True, exist_ok=True)  # the page itself may be published already
            file.write_bytes(page.view.calendar)


def register() -> None:
    signals.finalized.connect(write_calendars)
