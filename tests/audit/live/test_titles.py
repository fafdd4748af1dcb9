"""The table of titles, brought up to date, against the one that is made anew."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from audit.live.titles import LiveTitles
from audit.page import Page
from audit.site import Site

BASE = "https://stadt.example/"
REDIRECT = '<meta http-equiv="refresh" content="0; url=/"><title>Weiter</title>'
#: By address what is there: the title of a page, "" for one that only leads on. Neither is no page.
STATES = st.dictionaries(
    st.sampled_from(["/", "/a/", "/b/", "/c/"]), st.sampled_from(["Pflege", "Kontakt", ""])
)


def pages(state: dict[str, str]) -> dict[str, Page]:
    return {
        url: Page(url, BASE, f"<title>{title}</title>" if title else REDIRECT) for url, title in state.items()
    }


@given(st.lists(STATES, min_size=2, max_size=5))
def test_it_is_what_a_site_read_anew_says(states: list[dict[str, str]]) -> None:
    old = pages(states[0])
    titles = LiveTitles(Site(BASE, old).urls_by_title)
    for before, after in pairwise(states):
        new = pages(after)
        titles.renew(
            [url for url in before.keys() | after.keys() if before.get(url) != after.get(url)], old, new
        )
        told = {title: urls for title, urls in titles.urls_by_title.items() if urls}
        assert told == Site(BASE, new).urls_by_title
        old = new


def test_who_had_the_same_title_is_told() -> None:
    old, new = pages({"/a/": "Pflege", "/b/": "Pflege", "/c/": "Kontakt"}), pages({"/b/": "Kontakt"})
    titles = LiveTitles(Site(BASE, old).urls_by_title)
    assert titles.renew(["/b/"], old, {**old, **new}) == {"/a/", "/b/", "/c/"}
    assert titles.renew(["/b/"], new, new) == set()
