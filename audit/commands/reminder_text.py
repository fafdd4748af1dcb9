"""The mail to an owner: all that is overdue or due soon, as plain text that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit.model import Light, Review
from audit.reports.text import one_line
from audit.reports.wording import count, day
from audit.reviews import is_due

_HEADINGS = {Light.RED: "Überfällig", Light.YELLOW: "Bald fällig"}


@dataclass(frozen=True, slots=True)
class SiteReviews:
    """What a microsite has to be looked at. ``addresses`` are the owners' mail addresses by id."""

    name: str
    title: str
    url: str
    reviews: tuple[Review, ...]
    addresses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A mail before it is sent; ``address`` is "" where site.yaml knows none."""

    address: str
    names: tuple[str, ...]
    subject: str
    text: str
    number: int


def reminders(sites: Iterable[SiteReviews]) -> tuple[Reminder, ...]:
    """One for each address (owners without: for each name), with all that is due on all sites; none for who has nothing.

    What several sites share, a page or a contact, is told once.
    """
    due: dict[tuple[str, str], list[tuple[SiteReviews, Review]]] = {}
    for site in sites:
        for review in filter(is_due, site.reviews):
            address = site.addresses.get(review.owner, "")
            own = due.setdefault((address, "" if address else review.owner_name), [])
            if not any(_is_same(review, other) for _, other in own):
                own.append((site, review))
    return tuple(
        _reminder(address, items) for (address, _), items in sorted(due.items(), key=lambda item: item[0])
    )


def _is_same(review: Review, other: Review) -> bool:
    return (review.file, review.line) == (other.file, other.line)


def _reminder(address: str, items: list[tuple[SiteReviews, Review]]) -> Reminder:
    late = sum(review.light is Light.RED for _, review in items)
    parts = [
        f"{late} überfällig" if late else "",
        f"{len(items) - late} bald fällig" if len(items) > late else "",
    ]
    names = sorted({one_line(review.owner_name) or "niemand eingetragen" for _, review in items})
    return Reminder(
        address,
        tuple(names),
        f"Wiedervorlage: {', '.join(filter(None, parts))}",
        "\n".join(_lines(names, items)) + "\n",
        len(items),
    )


def _lines(names: list[str], items: list[tuple[SiteReviews, Review]]) -> Iterator[str]:
    yield "Guten Tag,"
    yield ""
    yield f"auf der Website {'ist etwas' if len(items) == 1 else f'sind {len(items)} Dinge'} nachzusehen. Zuständig: {', '.join(names)}."
    for light, heading in _HEADINGS.items():
        chosen = [(site, review) for site, review in items if review.light is light]
        if chosen:
            yield ""
            yield f"{heading}: {count(len(chosen), 'Eintrag', 'Einträge')}"
            for number, (site, review) in enumerate(sorted(chosen, key=_order), 1):
                yield ""
                yield from _item(number, site, review)
    yield ""
    yield "Stimmt noch alles? Dann genügt der Befehl in der letzten Zeile. STELLE ist, wer geprüft hat, keine Person."
    yield "Stimmt etwas nicht, bitte zuerst die Datei berichtigen."


def _order(item: tuple[SiteReviews, Review]) -> tuple[object, ...]:
    site, review = item
    return review.due_on, site.name, review.id


def _item(number: int, site: SiteReviews, review: Review) -> Iterator[str]:
    kind = "Kontakt" if review.is_contact else "Seite"
    when = "fällig seit" if review.light is Light.RED else "fällig am"
    yield f"{number}. {kind}: {one_line(review.title)}"
    yield f"   {when} {day(review.due_on)}, {one_line(site.title)}"
    if not review.is_contact:
        yield f"   {site.url}{review.id}"
    yield f"   {review.file}, Zeile {review.line}" if review.line else f"   {review.file}"
    named = f"kontakt:{review.id.partition(':')[2]}" if review.is_contact else review.file
    yield f"   invoke reviewed {named} --by STELLE"
