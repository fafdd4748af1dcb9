"""What must be looked at again: each page, each contact, the next first, with the light of the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from audit.model import Light, Review
from audit.reviews import by_owner, counted, light_of, reviews_of
from tests.audit.checks.mini_site import TODAY, facts_of

DAYS = st.integers(-1000, 1000).map(timedelta)


@given(distance=DAYS, warning=st.integers(0, 365))
def test_lights_never_disagree_with_the_calendar(distance: timedelta, warning: int) -> None:
    light = light_of(TODAY + distance, TODAY, warning)
    assert (light is Light.RED) == (distance.days < 0)
    assert (light is Light.GREEN) == (distance.days > warning)


def example(**declared: dict) -> tuple[Review, ...]:
    pages = dict.fromkeys(declared, '<a href="tel:+493023125100">030 23125 100</a>')
    return reviews_of(facts_of({"pages": pages, "declared": declared}))


def test_pages_and_their_contact_by_day() -> None:
    found = example(**{"/": {"review_due_on": TODAY, "lines": {"last_reviewed_on": 6}}, "/spaet/": {}})
    assert [(review.id, review.light.value) for review in found] == [
        ("/", "yellow"),
        ("/spaet/", "green"),
        ("contact:zentrale", "green"),
    ]
    assert (found[0].file, found[0].line, found[0].owner_name) == (
        "content/mini/index.md",
        6,
        "Online-Redaktion",
    )
    assert found[0].warn_on == TODAY - timedelta(days=30)
    assert counted(found) == {Light.RED: 0, Light.YELLOW: 1, Light.GREEN: 2}


def test_a_contact_belongs_to_the_owner_of_most_pages_that_name_it() -> None:
    found = example(
        **{"/": {"owner": "amt"}, "/a/": {"owner": "redaktion"}, "/b/": {"owner": "redaktion"}},
    )
    assert next(review for review in found if review.is_contact).owner == "redaktion"
    assert {owner: len(own) for owner, own in by_owner(found).items()} == {"amt": 1, "redaktion": 3}


def test_a_file_counts_once_and_lists_of_pages_not_at_all() -> None:
    file = "content/mini/eintraege/index.md"
    declared = {
        "/": {},
        "/eintraege/": {"file": file},
        "/eintraege/bereich/": {"file": file},
        "/suche/": {"file": "content/mini/site.yaml"},
    }
    assert [review.id for review in example(**declared) if not review.is_contact] == ["/", "/eintraege/"]


def test_entries_of_a_directory_are_pages_not_contacts() -> None:
    file = "content/mini/eintraege/tafel.md"
    example_site = {
        "pages": {"/eintraege/tafel/": '<a href="tel:+493023125110">030 23125 110</a>'},
        "declared": {"/eintraege/tafel/": {"file": file}},
        "contacts": {"eintraege/tafel": {"phone": "030 23125 110", "file": file}},
    }
    ids = {review.id for review in reviews_of(facts_of(example_site))}
    assert ids == {"/eintraege/tafel/", "contact:zentrale"}


def test_a_contact_is_due_when_it_ends() -> None:
    last = date(2026, 12, 1)
    site = {"pages": {"/": ""}, "contacts": {"zentrale": {"valid_to": last}}}
    (contact,) = [review for review in reviews_of(facts_of(site)) if review.is_contact]
    assert (contact.due_on, contact.light) == (last, Light.YELLOW)


def test_nothing_without_manifest() -> None:
    assert reviews_of(facts_of({"pages": {"/": ""}, "registry": False})) == ()


def test_the_same_facts_give_the_same_reviews() -> None:
    first, second = example(**{"/": {}, "/a/": {}}), example(**{"/a/": {}, "/": {}})
    assert first == second == tuple(replace(review) for review in first)
