"""Wiedervorlage: which pages and contacts must be looked at again, when and by whom. Traffic lights by the day alone.

Red: the day has passed. Yellow: it comes within ``review_warning_days``. Both days themselves still count (§ 188 BGB: a
period ends with the end of its last day).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from audit.facts import Facts
from audit.manifest import ContactRecord, Manifest, SourcePage
from audit.model import Light, Review


def reviews_of(facts: Facts) -> tuple[Review, ...]:
    """Every page and contact of the site with its day, the next first; nothing where there is no manifest.

    What is made from data is looked at where the data stands: a file counts once, the lists of pages not at all.
    """
    manifest = facts.manifest
    if manifest is None:
        return ()
    found = [*_pages(manifest, facts), *_contacts(manifest, facts)]
    return tuple(sorted(found, key=lambda review: (review.due_on, review.id)))


def light_of(due_on: date, today: date, warning_days: int) -> Light:
    """
    >>> [light_of(date(2026, 11, day), date(2026, 11, 22), 5).value for day in (21, 22, 27, 28)]
    ['red', 'yellow', 'yellow', 'green']
    """
    if due_on < today:
        return Light.RED
    return Light.YELLOW if due_on <= today + timedelta(days=warning_days) else Light.GREEN


def counted(reviews: Iterable[Review]) -> Mapping[Light, int]:
    """Number of reviews by light; every light but grey is there."""
    counts = Counter(review.light for review in reviews)
    return {light: counts[light] for light in (Light.RED, Light.YELLOW, Light.GREEN)}


def by_owner(reviews: Iterable[Review]) -> Mapping[str, tuple[Review, ...]]:
    """The reviews of each owner, by the owner's id, in the order of ids."""
    found: dict[str, list[Review]] = {}
    for review in reviews:
        found.setdefault(review.owner, []).append(review)
    return {owner: tuple(found[owner]) for owner in sorted(found)}


def is_due(review: Review) -> bool:
    """Whether somebody should look now or soon."""
    return review.light is not Light.GREEN


def _pages(manifest: Manifest, facts: Facts) -> Iterator[Review]:
    by_file: dict[str, SourcePage] = {}
    for url in sorted(manifest.pages, key=lambda url: (len(url), url)):
        page = manifest.pages[url]
        if url in facts.site.pages and page.file != manifest.site_file:
            by_file.setdefault(page.file, page)
    for page in by_file.values():
        line = page.lines.get("last_reviewed_on")
        yield _review(page.url, page.title, page.owner, page.file, line, page.review_due_on, facts)


def _contacts(manifest: Manifest, facts: Facts) -> Iterator[Review]:
    """Contacts that pages name or show, those of directory entries excepted: there the page is looked at."""
    from audit.texts.contact_text import contact_values  # not for sites without a registry

    shown = frozenset().union(*facts.contacts_shown.values())
    owners = _owners_of_contacts(manifest)
    for contact in manifest.contacts.values():
        is_used = contact.id in owners or contact_values(contact.phone, contact.email) & shown
        if is_used and contact.file == manifest.contacts_file:
            owner = owners.get(contact.id) or _home_owner(manifest)
            line = contact.lines.get("verified_on") or contact.lines.get(contact.id)
            yield _review(
                f"contact:{contact.id}", contact.role, owner, contact.file, line, _due_on(contact), facts
            )


def _due_on(contact: ContactRecord) -> date:
    """Within its interval, and before it ends to be valid."""
    due_on = contact.verified_on + timedelta(days=contact.interval_days)
    return min(due_on, contact.valid_to) if contact.valid_to else due_on


def _owners_of_contacts(manifest: Manifest) -> Mapping[str, str]:
    """Who looks after a contact: the owner of most pages that name it; of several, the first by id."""
    counts: dict[str, Counter[str]] = {}
    for page in manifest.pages.values():
        counts.setdefault(page.contact, Counter())[page.owner] += 1
    return {
        contact: min(owners, key=lambda name: (-owners[name], name)) for contact, owners in counts.items()
    }


def _home_owner(manifest: Manifest) -> str:
    home = manifest.pages.get("/")
    return home.owner if home else ""


def _review(
    review_id: str, title: str, owner: str, file: str, line: int | None, due_on: date, facts: Facts
) -> Review:
    days = facts.settings.review_warning_days
    return Review(
        id=review_id,
        title=title,
        owner=owner,
        owner_name=facts.manifest.owners.get(owner, owner) if facts.manifest else owner,
        file=file,
        line=line,
        due_on=due_on,
        warn_on=due_on - timedelta(days=days),
        light=light_of(due_on, facts.today, days),
    )
