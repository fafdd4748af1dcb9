"""What is known, and who is told what."""

from __future__ import annotations

from preview.state import State
from tests.preview.helpers import verdict


def _state() -> State:
    state = State()
    state.set_sites(["muster", "andere"])
    state.built("muster", 5, "Muster", [], [], assets=False, all_new=True)
    return state


def _news(state: State, site: str = "", page: str = "", build: int = 0) -> list[str]:
    with state.subscribed(site, page, build) as subscription:
        state.end()
        events = []
        while event := subscription.next(1):
            events.append(event[0])
        return events


def test_verdict_of_a_page_that_was_built_again_is_never_told():
    state = _state()
    assert state.verdict("muster", 5, verdict("/"))
    state.built("muster", 6, "Muster", ["/"], [], assets=False, all_new=False)
    assert not state.verdict("muster", 5, verdict("/"))
    assert _news(state, "muster", "/", 6) == []


def test_verdict_of_a_page_that_stayed_is_kept():
    state = _state()
    state.verdict("muster", 5, verdict("/"))
    state.built("muster", 6, "Muster", ["/geld/"], [], assets=False, all_new=False)
    assert state.verdict("muster", 5, verdict("/kontakt/"))
    assert _news(state, "muster", "/", 5) == ["verdict"]


def test_build_by_a_new_process_makes_all_verdicts_void():
    state = _state()
    state.verdict("muster", 5, verdict("/"))
    state.built("muster", 6, "Muster", [], [], assets=False, all_new=True)
    assert not state.verdict("muster", 5, verdict("/"))
    assert state.sites()[1].pages == {}


def test_problem_keeps_the_verdicts_of_the_last_good_state():
    state = _state()
    state.verdict("muster", 5, verdict("/"))
    state.building("muster", 6, ["content/muster/index.md"])
    state.problem("muster", 6, [{"file": "content/muster/index.md", "line": 3, "message": "Falsch."}])
    assert _news(state, "muster", "/", 5) == ["problem", "verdict"]
    state.built("muster", 7, "Muster", [], [], assets=False, all_new=False)
    assert _news(state, "muster", "/", 5) == ["verdict"]


def test_who_comes_late_is_told_that_the_page_was_built_again():
    state = _state()
    state.built("muster", 6, "Muster", ["/"], [], assets=False, all_new=False)
    state.verdict("muster", 6, verdict("/"))
    state.checked("muster", 6)
    assert _news(state, "muster", "/", 5) == ["built", "verdict", "checked"]
    assert _news(state, "muster", "/", 6) == ["verdict", "checked"]


def test_news_is_about_the_site_and_page_that_one_looks_at():
    state = _state()
    with state.subscribed("muster", "/", 5) as one, state.subscribed("", "", 0) as everything:
        state.built("muster", 6, "Muster", ["/", "/geld/"], ["/alt/"], assets=True, all_new=False)
        state.verdict("muster", 6, verdict("/geld/"))
        state.building("andere", 7, [])
        assert one.next(1) == ("built", {"site": "muster", "build": 6, "pages": ["/"], "assets": True})
        assert one.next(0) == ("", {})
        told = [everything.next(1) for _ in range(3)]
    assert [name for name, _ in told] == ["built", "verdict", "building"]
    assert told[0][1]["pages"] == ["/", "/geld/", "/alt/"]


def test_checked_of_an_older_build_is_not_told():
    state = _state()
    state.building("muster", 6, [])
    assert not state.checked("muster", 5)
    state.built("muster", 6, "Muster", [], [], assets=False, all_new=False)
    assert not state.checked("muster", 5)
    state.verdict("muster", 6, verdict("/"))
    assert state.checked("muster", 6) == {"red": 1}


def test_what_could_not_be_built_is_not_told_as_checked():
    state = _state()
    state.verdict("muster", 5, verdict("/"))
    assert state.checked("muster", 5) == {"red": 1}
    state.problem("muster", 6, [{"file": "", "line": 0, "message": "Fehler."}])
    assert not state.checked("muster", 5)
    assert next(site for site in state.sites() if site.name == "muster").checked


def test_verdict_says_its_light_in_words_and_its_way_by_titles():
    state = _state()
    state.verdict("muster", 5, verdict("/"))
    told = state.verdict("muster", 5, verdict("/geld/", "green", title="Geld", path=["/", "/geld/"]))
    assert (told["label"], told["symbol"], told["build"]) == ("in Ordnung", "✓", 5)
    assert told["trail"] == [["/", "Startseite", "de"], ["/geld/", "Geld", "de"]]
