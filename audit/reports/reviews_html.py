"""The part of report.html on what must be looked at again, and the sentence that says so elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.model import Light, Report, Review
from audit.reports.figures import light_rank, worst
from audit.reports.wording import day, thousands
from audit.reviews import by_owner, counted, is_due

FOLDED_ABOVE = 12
"""Longer tables open on a click."""


@dataclass(frozen=True, slots=True)
class OwnerReviews:
    """What one owner has to look at."""

    name: str
    light: Light
    counts: Mapping[Light, int]


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """What the template shows: owners, worst first; what is due, the oldest first; all contacts, worst first."""

    sentence: str
    owners: tuple[OwnerReviews, ...]
    due: tuple[Review, ...]
    contacts: tuple[Review, ...]
    folded_above: int = FOLDED_ABOVE


def view(report: Report) -> ReviewsView | None:
    """None for subjects of which nobody said when to look again."""
    if not report.reviews:
        return None
    owners = (
        OwnerReviews(own[0].owner_name, worst(review.light for review in own), counted(own))
        for own in by_owner(report.reviews).values()
    )
    contacts = (review for review in report.reviews if review.is_contact)
    return ReviewsView(
        sentence=sentence(report),
        owners=tuple(sorted(owners, key=lambda owner: (light_rank(owner.light), owner.name))),
        due=tuple(review for review in report.reviews if is_due(review)),
        contacts=tuple(sorted(contacts, key=lambda review: light_rank(review.light))),
    )


def sentence(report: Report) -> str:
    """How much is overdue and due soon, with the signs of the lights; "" where nobody said when to look again."""
    if not report.reviews:
        return ""
    parts = [
        f"{light.symbol} {thousands(number)} {word}"
        for (light, number), word in zip(
            counted(report.reviews).items(), ("überfällig", "bald fällig", "in Ordnung"), strict=True
        )
        if number
    ]
    coming = next((review for review in report.reviews if review.light is not Light.RED), None)
    following = f" Nächster Tag: {day(coming.due_on)}." if coming else ""
    return f"Wiedervorlage: {', '.join(parts)}.{following}"


def as_data(report: Report) -> dict[str, object]:
    """The same as data for report.json."""
    return {
        "light": worst(review.light for review in report.reviews).value,
        "owners": [
            {
                "owner": owner,
                "name": own[0].owner_name,
                "light": worst(review.light for review in own).value,
                **{light.value: number for light, number in counted(own).items()},
            }
            for owner, own in by_owner(report.reviews).items()
        ],
        "items": [
            {
                "id": review.id,
                "kind": "contact" if review.is_contact else "page",
                "title": review.title,
                "owner": review.owner,
                "file": review.file,
                "line": review.line,
                "due_on": review.due_on.isoformat(),
                "light": review.light.value,
            }
            for review in report.reviews
        ],
    }
