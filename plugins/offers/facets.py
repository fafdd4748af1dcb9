"""How the offers of a catalogue are sorted into lists: by age, by week of the holidays, by district, and what matters to all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from plugins.content_model import PageSource
from plugins.facets import Facet, Value
from plugins.german_text import anchor
from plugins.offers.dates import HolidayWeek, holiday_weeks, is_in, weeks_of
from plugins.offers.schema import OFFER_FOLDER, OfferMeta
from plugins.offers.settings import MAX_AGE, AgeGroup, HolidayMeta, OfferSettings
from plugins.offers.texts import days

#: The folder's own page: it lists all offers.
CATALOGUE = f"{OFFER_FOLDER}/index.md"


@dataclass(frozen=True, slots=True)
class Dated:
    """An offer with every day on which it takes place (at least one), in order."""

    page: PageSource
    days: tuple[date, ...]

    @property
    def meta(self) -> OfferMeta:
        """The fields of the offer."""
        return self.page.meta

    def to_come(self, today: date) -> tuple[date, ...]:
        """Its days from ``today`` on."""
        return tuple(day for day in self.days if day >= today)

    def order(self, today: date) -> tuple[bool, date, str]:
        """Offers on days of their own by their next day, then those of every week."""
        coming = self.to_come(today)
        return bool(self.meta.weekdays), coming[0] if coming else self.meta.last_day, self.meta.title


#: Lists that every catalogue has: path, label, title, and which offers they hold.
_AT_A_GLANCE: tuple[tuple[str, str, str, Callable[[Dated], bool]], ...] = (
    (CATALOGUE, "Alle Angebote", "Alle Angebote", lambda offer: True),
    ("kostenlos.md", "Kostenlos", "Kostenlose Angebote", lambda offer: not offer.meta.price),
    ("stufenlos.md", "Stufenlos", "Stufenlose Angebote", lambda offer: offer.meta.step_free == "ja"),
    ("inklusiv.md", "Inklusiv", "Inklusive Angebote", lambda offer: bool(offer.meta.inclusive)),
)


def facets_of(settings: OfferSettings, offers: Iterable[Dated], today: date) -> tuple[Facet, ...]:
    """All ways to sort ``offers``, with the pages of the lists."""
    known = tuple(offers)

    def value(path: str, label: str, title: str, holds: Callable[[Dated], bool]) -> Value:
        paths = frozenset(offer.page.path for offer in known if holds(offer))
        return Value(path, label, title, lambda page: page.path in paths)

    return (
        Facet(
            "Auf einen Blick",
            tuple(value(*row) for row in _AT_A_GLANCE),
        ),
        Facet(
            "Nach Alter",
            tuple(
                value(
                    f"alter/{anchor(f'von {group.name}').removeprefix('von-')}.md",
                    group.name,
                    f"Angebote für das Alter {group.name}",
                    lambda offer, group=group: _takes(offer.meta, group),
                )
                for group in settings.age_groups
            ),
        ),
        Facet("Nach Ferienwoche", tuple(_weeks(settings, value, today))),
        Facet(
            "Nach Stadtteil",
            tuple(
                value(
                    f"stadtteile/{district}.md",
                    name,
                    f"Angebote im Stadtteil {name}",
                    lambda offer, district=district: district in offer.meta.districts,
                )
                for district, name in settings.districts.items()
            ),
        ),
    )


def _weeks(
    settings: OfferSettings, value: Callable[[str, str, str, Callable[[Dated], bool]], Value], today: date
) -> Iterator[Value]:
    for week in holiday_weeks(settings.holidays):
        span = days(week.starts, week.ends)
        yield value(
            f"wochen/{week.slug}.md",
            f"{week.holiday.name}, {span}",
            f"{week.holiday.name}: {span}",
            lambda offer, week=week: _is_on_in(offer, week, today),
        )
    yield value(
        "wochen/schulzeit.md",
        "In der Schulzeit",
        "Angebote in der Schulzeit",
        lambda offer: any(not _holiday_of(day, settings.holidays) for day in offer.to_come(today)),
    )


def period_of(offer: Dated, holidays: Iterable[HolidayMeta], today: date) -> str:
    """Under which heading a list names the offer: its holidays, or how often it takes place."""
    if offer.meta.weekdays:
        return "Jede Woche"
    holiday = _holiday_of((offer.to_come(today) or offer.days)[0], holidays)
    return holiday.title if holiday else "Einzelne Tage in der Schulzeit"


def _takes(offer: OfferMeta, group: AgeGroup) -> bool:
    most = MAX_AGE if offer.ages.max is None else offer.ages.max
    return offer.ages.min <= group.max and group.min <= most


def _is_on_in(offer: Dated, week: HolidayWeek, today: date) -> bool:
    return bool(weeks_of(offer.to_come(today), [week]))


def _holiday_of(day: date, holidays: Iterable[HolidayMeta]) -> HolidayMeta | None:
    return next((holiday for holiday in holidays if is_in(day, holiday)), None)
