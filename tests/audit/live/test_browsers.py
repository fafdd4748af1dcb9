"""The browsers that sites share: who is looked at first, and that a page seen by two is what one sees."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import Any, ClassVar

import pytest

from audit.config import Settings
from audit.errors import ProbeError
from audit.live.browsers import LiveBrowsers, Look
from audit.probes.browser import Request
from audit.probes.browser_session import Session
from audit.probes.local_server import LocalServer
from tests.audit.probes.test_fast_visit import PAGE


class FakeSession:
    """A browser that answers when the test lets it."""

    version = "1"
    started: ClassVar[list[FakeSession]] = []
    seen: ClassVar[list[str]] = []
    parts: ClassVar[list[tuple[bool, Any]]] = []
    held: ClassVar[set[FakeSession]] = set()
    go = Event()

    def __init__(self, *, background: bool, **options: Any) -> None:
        self.started.append(self)
        self._background = background
        self.pages = 0

    def measure(self, url: str, part: Any, tell: Any) -> dict[str, Any]:
        self.pages += 1
        self.seen.append(url)
        self.parts.append((self._background, part))
        assert self.go.wait(30)
        return {"axe": {}, "accesslint": None, "measured": {}, "cookies": []}

    def hold(self, is_held: bool) -> None:
        (self.held.add if is_held else self.held.discard)(self)

    def stop(self) -> None:
        pass


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> type[FakeSession]:
    monkeypatch.setattr("audit.probes.browser_session.Session", FakeSession)
    FakeSession.started, FakeSession.seen, FakeSession.parts, FakeSession.go = [], [], [], Event()
    FakeSession.held = set()
    return FakeSession


@pytest.fixture
def browsers() -> Iterator[Callable[[int], LiveBrowsers]]:
    started: list[LiveBrowsers] = []

    def start(jobs: int) -> LiveBrowsers:
        started.append(LiveBrowsers(Settings(), jobs))
        return started[-1]

    yield start
    for one in started:
        one.close()


def _looks(answers: SimpleQueue[Any], *pages: str) -> list[Look]:
    return [Look(Request(page, page, None), answers) for page in pages]


def _pages(answers: SimpleQueue[Any], number: int) -> list[str]:
    return [answers.get(timeout=30).look.request.page for _ in range(number)]


def _started(browsers: Callable[[int], LiveBrowsers]) -> LiveBrowsers:
    """Four browsers, two of which run: those kept for edited pages."""
    some = browsers(2)
    some.start()
    _until(lambda: all(slot.version for slot in some._kept))
    return some


def _warmed(browsers: Callable[[int], LiveBrowsers]) -> LiveBrowsers:
    """The same when those have seen their first page, so that others look at all further pages but edited ones."""
    some, answers = _started(browsers), SimpleQueue[Any]()
    FakeSession.go.set()
    while not all(slot.has_looked for slot in some._kept):
        some.ask(answers, (), _looks(answers, "/first/"))
        _pages(answers, 1)
    _until(lambda: not some._busy)
    FakeSession.go.clear()
    FakeSession.seen.clear()
    return some


def _until(condition: Callable[[], bool]) -> None:
    pause = Event()
    for _ in range(3000):
        if condition():
            return
        pause.wait(0.01)
    raise AssertionError("it never came true")


def _state(process: int) -> str:
    """The state of a process, a letter: proc(5)."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def test_the_first_browser_takes_what_the_engines_find_and_has_the_processor_before_others(
    fake: type[FakeSession], browsers: Callable[[int], LiveBrowsers]
) -> None:
    some, answers = _started(browsers), SimpleQueue[Any]()
    fake.go.set()
    for number in range(20):
        some.ask(answers, _looks(answers, f"/{number}"), ())
        _pages(answers, 1)
    assert len(fake.parts) == 40
    assert [is_background for is_background, part in fake.parts if part[0].accesslint] == [False] * 20


def test_the_first_browser_begins_with_one_page_that_nobody_waits_for(
    fake: type[FakeSession], browsers: Callable[[int], LiveBrowsers]
) -> None:
    some, answers = _started(browsers), SimpleQueue[Any]()
    fake.go.set()

    def has_first_looked() -> bool:
        some.ask(answers, (), _looks(answers, "/other/"))
        _pages(answers, 1)
        return some._kept[0].has_looked

    _until(has_first_looked)
    some.ask(answers, (), _looks(answers, *(f"/{number}/" for number in range(20))))
    _pages(answers, 20)
    assert [is_background for is_background, _ in fake.parts].count(False) == 1


def test_a_browser_kept_for_edited_pages_begins_with_a_small_one(fake, browsers):
    some, answers = _started(browsers), SimpleQueue()
    sizes = {"/a-bis-z/": 900_000, "/lang/": 90_000, "/mittel/": 9_000, "/klein/": 900}
    some.ask(answers, (), [Look(Request(page, page, None), answers, size) for page, size in sizes.items()])
    _until(lambda: len(fake.seen) == 2)
    at_kept = {some._busy[slot].request.page for slot in some._kept if slot in some._busy}
    assert at_kept <= {"/klein/", "/mittel/"}
    fake.go.set()
    assert set(_pages(answers, 4)) == sizes.keys()


def test_a_browser_kept_for_edited_pages_tries_a_page_where_none_has_to_be_seen(fake, browsers):
    some, answers = _started(browsers), SimpleQueue()
    fake.go.set()
    some.try_out(Request("/klein/", "/klein/", None))
    _until(lambda: all(slot.has_looked for slot in some._kept))
    assert fake.seen == ["/klein/"] * len(some._kept)
    some.ask(answers, _looks(answers, "/edited/"), ())
    assert _pages(answers, 1) == ["/edited/"]
    assert answers.empty()


def test_nothing_else_begins_while_an_edited_page_keeps_all_busy(
    fake: type[FakeSession], browsers: Callable[[int], LiveBrowsers]
) -> None:
    some, answers = _started(browsers), SimpleQueue[Any]()
    some.ask(answers, _looks(answers, "/edited"), _looks(answers, "/other"))
    _until(lambda: fake.seen == ["/edited", "/edited"])
    Event().wait(0.2)
    assert fake.seen == ["/edited", "/edited"]
    fake.go.set()
    assert sorted(_pages(answers, 2)) == ["/edited", "/other"]


def test_an_edited_page_does_not_wait_for_others(fake, browsers):
    live, answers, others = browsers(1), SimpleQueue(), SimpleQueue()
    live.ask(others, (), _looks(others, "/a/", "/b/"))
    _until(lambda: fake.seen == ["/a/"])
    live.ask(answers, _looks(answers, "/edited/"), ())
    _until(lambda: fake.seen == ["/a/", "/edited/"])
    fake.go.set()
    assert _pages(answers, 1) == ["/edited/"]
    assert _pages(others, 2) == ["/a/", "/b/"]
    assert len(fake.started) == 2


def test_others_stand_still_while_an_edited_page_is_looked_at(fake, browsers):
    live, answers, others = _warmed(browsers), SimpleQueue(), SimpleQueue()
    live.ask(others, (), _looks(others, "/a/", "/b/"))
    _until(lambda: sorted(fake.seen) == ["/a/", "/b/"])
    at_others = [slot.warm() for slot in live._others]
    live.ask(answers, _looks(answers, "/edited/"), ())
    _until(lambda: fake.seen.count("/edited/") == 2)
    assert fake.held == set(at_others)
    fake.go.set()
    assert _pages(answers, 1) == ["/edited/"]
    _until(lambda: not fake.held)


def test_nobody_stands_still_for_many_edited_pages_or_for_one_that_another_browser_is_at(fake, browsers):
    live, answers = _warmed(browsers), SimpleQueue()
    looks = _looks(answers, "/a/", "/b/", "/c/", "/d/")
    live.ask(answers, (), looks)
    _until(lambda: any(slot in live._busy for slot in live._others))
    at_hand = next(live._busy[slot] for slot in live._others if slot in live._busy)
    live.ask(answers, [at_hand], [look for look in looks if look is not at_hand])
    assert not fake.held
    live.ask(answers, looks, ())
    assert not fake.held
    fake.go.set()
    assert sorted(_pages(answers, 4)) == ["/a/", "/b/", "/c/", "/d/"]


def test_only_edited_pages_are_begun_while_the_rules_are_asked(fake, browsers):
    live, answers, others = _warmed(browsers), SimpleQueue(), SimpleQueue()
    live.leave_alone(True)
    live.ask(others, (), _looks(others, "/other/"))
    Event().wait(0.1)
    assert fake.seen == []
    live.ask(answers, _looks(answers, "/edited/"), ())
    _until(lambda: fake.seen == ["/edited/", "/edited/"])
    fake.go.set()
    assert _pages(answers, 1) == ["/edited/"]
    assert fake.seen == ["/edited/", "/edited/"]
    live.leave_alone(False)
    assert _pages(others, 1) == ["/other/"]


def test_who_asks_for_nothing_more_lets_others_go_on(fake, browsers):
    live, answers, others = _warmed(browsers), SimpleQueue(), SimpleQueue()
    live.ask(others, (), _looks(others, "/a/", "/b/", "/c/", "/d/"))
    _until(lambda: any(slot in live._busy for slot in live._others))
    live.ask(answers, _looks(answers, "/edited/"), ())
    assert fake.held
    live.ask(answers, (), ())
    assert not fake.held
    fake.go.set()


def test_what_was_asked_before_is_dropped_but_what_has_begun_is_not_asked_twice(fake, browsers):
    live, answers = browsers(1), SimpleQueue()
    before = _looks(answers, "/a/", "/b/", "/c/")
    live.ask(answers, (), before)
    _until(lambda: fake.seen == ["/a/"])
    live.ask(answers, (), [before[0], before[2]])
    fake.go.set()
    assert _pages(answers, 2) == ["/a/", "/c/"]
    assert fake.seen == ["/a/", "/c/"]


def test_what_was_asked_last_comes_before_what_other_sites_asked(fake, browsers):
    live, one, two = browsers(1), SimpleQueue(), SimpleQueue()
    live.ask(one, (), _looks(one, "/a/", "/b/"))
    _until(lambda: fake.seen == ["/a/"])
    live.ask(two, (), _looks(two, "/c/"))
    fake.go.set()
    _until(lambda: len(fake.seen) == 3)
    assert fake.seen == ["/a/", "/c/", "/b/"]


def test_a_browser_that_does_not_start_is_tried_again_and_then_told(browsers, monkeypatch):
    tries = []

    def start(**options: Any) -> None:
        tries.append(options)
        raise ProbeError("Der Browser startet nicht.")

    monkeypatch.setattr("audit.probes.browser_session.Session", start)
    live, answers = browsers(1), SimpleQueue()
    live.ask(answers, (), _looks(answers, "/a/"))
    assert isinstance(answers.get(timeout=30), ProbeError)
    assert len(tries) >= 2
    assert not live.have_worked


@pytest.mark.browser
def test_two_browsers_on_one_page_find_what_one_finds_also_after_they_died(browsers, tmp_path: Path):
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    for name in ("bild.svg", "icon.svg"):
        (tmp_path / name).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    live, answers = browsers(2), SimpleQueue()
    with LocalServer(tmp_path) as server:
        url = server.url_of("/")
        session = Session(offline=True, seconds=60, states=live.states)
        try:
            plain = session.measure(url)
        finally:
            session.stop()
        for _ in range(2):
            live.ask(answers, [Look(Request("/", url, None), answers)], ())
            found = [answers.get(timeout=120)]
            while found[-1].early:
                found.append(answers.get(timeout=120))
            assert [answer.early for answer in found] == [True, False]
            assert found[-1].measured == plain
            assert list(found[-1].measured["axe"]) == list(plain["axe"])
            state, result = next(iter(plain["axe"].items()))
            assert found[0].measured == {"axe": {state: result}, "accesslint": plain["accesslint"]}
            drivers = [slot.warm()._chromium.process_id for slot in live._kept]
            for slot in live._kept:  # held and let go, it is as before
                slot.hold(True)
            _until(lambda drivers=drivers: all(_state(driver) == "T" for driver in drivers))
            for slot in live._kept:
                slot.hold(False)
            assert [os.getpriority(os.PRIO_PROCESS, driver) - os.nice(0) for driver in drivers] == [0, 10]
            for slot in live._kept:
                if slot.version:
                    os.killpg(slot.warm()._chromium.process_id, signal.SIGKILL)
