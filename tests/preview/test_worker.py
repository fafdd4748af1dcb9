"""In which order the worker does things, and what it makes of faults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from audit.errors import DataError
from plugins.build import Built
from plugins.problems import Problem
from preview.worker import Worker


@dataclass(frozen=True)
class Verdict:
    """Of a page."""

    page: str

    def as_data(self) -> dict[str, Any]:
        return {"page": self.page}


class Story:
    """A worker with sites that build at once and an audit that says what the test wants; ``said`` is what it told."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.inbox: SimpleQueue[Any] = SimpleQueue()
        self.said: list[tuple[Any, ...]] = []
        self.asked: list[tuple[Any, ...]] = []
        self.builds: dict[str, list[Any]] = {}
        self.verdicts: dict[str, list[Any]] = {}
        self.after: dict[tuple[Any, ...], Any] = {}
        self.worker = Worker(
            project,
            self._say,
            lambda site, project: Site(self, site),
            lambda site, *_, **__: Audit(self, site),
        )

    def _say(self, event: str, data: Any) -> None:
        told = (event, data["site"], *([data["verdict"]["page"]] if event == "verdict" else [data["build"]]))
        self.said.append(told)
        self.last = data
        if told in self.after:
            self.inbox.put(self.after.pop(told))

    def build(self, site: str, build: int, files: list[str] | None = None, **more: bool) -> dict[str, Any]:
        """The command."""
        return {"do": "build", "site": site, "build": build, "files": files, "first": [], **more}

    def run(self, *commands: Any, until: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """What was told after these commands, up to ``until``."""
        self.after[until] = None
        for command in commands:
            self.inbox.put(command)
        self.worker.run(self.inbox)
        return self.said


@dataclass
class Site:
    """Builds what the story says: changed files, a whole Built, or a bug."""

    story: Story
    name: str

    def build(self, changed: Any) -> Built:
        self.story.asked.append(("build", self.name, changed))
        planned = self.story.builds.get(self.name) or [()]
        result = planned.pop(0)
        if isinstance(result, Exception):
            raise result
        if isinstance(result, Built):
            return result
        return Built(self.name, touched=result, manifest={"title": "Muster"})

    def settle(self) -> None:
        self.story.asked.append(("settle", self.name))


@dataclass
class Audit:
    """Says what the story says."""

    story: Story
    name: str

    def verdicts(self, manifest: Any, touched: Any, first: Any) -> Iterator[Verdict]:
        self.story.asked.append(("verdicts", self.name, touched, tuple(first)))
        for page in self.story.verdicts.get(self.name, []):
            if isinstance(page, Exception):
                raise page
            yield Verdict(page)

    def close(self) -> None:
        self.story.asked.append(("close", self.name))


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """Nothing happened yet."""
    return Story(tmp_path)


def test_builds_that_are_announced_come_before_verdicts_and_the_newest_sites_verdicts_first(story):
    story.verdicts = {"eins": ["/", "/a/"], "zwei": ["/"]}
    said = story.run(story.build("eins", 1, more=True), story.build("zwei", 2), until=("checked", "eins", 1))
    assert said == [
        ("built", "eins", 1),
        ("built", "zwei", 2),
        ("verdict", "zwei", "/"),
        ("checked", "zwei", 2),
        ("verdict", "eins", "/"),
        ("verdict", "eins", "/a/"),
        ("checked", "eins", 1),
    ]
    assert story.asked[-1][0] == "close"


def test_save_drops_the_verdicts_of_the_build_before(story):
    story.verdicts = {"eins": ["/", "/a/", "/b/"]}
    story.after["verdict", "eins", "/"] = story.build("eins", 2, ["/x.md"])
    said = story.run(story.build("eins", 1), until=("checked", "eins", 2))
    assert said[:3] == [("built", "eins", 1), ("verdict", "eins", "/"), ("built", "eins", 2)]
    assert ("checked", "eins", 1) not in said


def test_files_touched_before_the_audit_came_to_them_are_told_with_the_next(story):
    story.builds = {"eins": [(), ("a/index.html",), ("b/index.html",)]}
    story.after["checked", "eins", 1] = story.build("eins", 2, ["/a.md"], more=True)
    story.after["built", "eins", 2] = story.build("eins", 3, ["/b.md"])
    story.run(story.build("eins", 1), until=("checked", "eins", 3))
    told = [asked[2] for asked in story.asked if asked[0] == "verdicts"]
    assert told[0] is None
    assert story.asked[0] == ("build", "eins", None)
    assert {"a/index.html", "b/index.html"} in told


def test_page_that_somebody_opens_comes_first(story):
    story.verdicts = {"eins": ["/"], "zwei": ["/"]}
    look = {"do": "look", "site": "eins", "page": "/a/"}
    story.run(
        story.build("eins", 1, more=True),
        story.build("zwei", 2, more=True),
        look,
        until=("checked", "zwei", 2),
    )
    assert ("verdicts", "eins", None, ("/a/",)) in story.asked
    assert [told[1] for told in story.said if told[0] == "checked"] == ["eins", "zwei"]


def test_problem_keeps_what_is_published_and_verdicts_go_on(story):
    problem = Problem("content/eins/index.md", 3, "Falsch.", "owner")
    story.builds = {"eins": [(), Built("eins", problems=(problem,))]}
    story.verdicts = {"eins": ["/", "/a/"]}
    story.after["verdict", "eins", "/"] = story.build("eins", 2, ["/x.md"])
    said = story.run(story.build("eins", 1), until=("checked", "eins", 1))
    assert said[2:] == [("problem", "eins", 2), ("verdict", "eins", "/a/"), ("checked", "eins", 1)]


def test_problem_after_all_was_checked_leaves_it_checked(story):
    story.builds = {"eins": [(), Built("eins", fault="Kaputt.")]}
    story.after["checked", "eins", 1] = story.build("eins", 2, ["/x.md"])
    said = story.run(story.build("eins", 1), until=("problem", "eins", 2))
    assert said[-2:] == [("problem", "eins", 2), ("checked", "eins", 1)]


def test_bug_in_a_plugin_is_a_problem_and_the_next_build_looks_at_everything(story, capfd):
    story.builds = {"eins": [(), ZeroDivisionError("durch null"), ()]}
    story.after["checked", "eins", 1] = story.build("eins", 2, ["/x.md"])
    story.after["problem", "eins", 2] = story.build("eins", 3, ["/y.md"])
    story.run(story.build("eins", 1), until=("built", "eins", 3))
    assert [asked[2] for asked in story.asked if asked[0] == "build"] == [None, {Path("/x.md")}, None]
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_bug_in_the_audit_is_told_and_the_next_build_begins_with_a_new_one(story, capfd):
    story.verdicts = {"eins": [KeyError("fehlt")]}
    story.after["problem", "eins", 1] = story.build("eins", 2, ["/x.md"])
    story.run(story.build("eins", 1), until=("built", "eins", 2))
    assert ("close", "eins") in story.asked
    told = next(asked for asked in reversed(story.asked) if asked[0] == "verdicts")
    assert told[2] is None
    assert "KeyError" in capfd.readouterr().err


def test_a_file_that_the_audit_cannot_read_is_told_by_its_name_and_is_no_bug(story):
    story.verdicts = {"eins": [DataError(f"{story.project / 'content/eins/accepted.yaml'}: Es fehlt etwas.")]}
    story.run(story.build("eins", 1), until=("problem", "eins", 1))
    (problem,) = story.last["problems"]
    assert problem["message"] == "content/eins/accepted.yaml: Es fehlt etwas."


def test_what_nobody_waits_for_is_done_when_nothing_else_is_to_do(story, monkeypatch):
    monkeypatch.setattr("preview.worker.IDLE_SECONDS", 0.01)
    story.inbox.put(story.build("eins", 1))
    monkeypatch.setattr(
        Site, "settle", lambda site: (story.asked.append(("settle", site.name)), story.inbox.put(None))
    )
    story.worker.run(story.inbox)
    assert story.asked[-2:] == [("settle", "eins"), ("close", "eins")]


def test_assets_are_what_pages_show_and_not_the_search_index(story):
    for touched, expected in (
        (("index.html", "sitemap.xml"), False),
        (("pagefind/pagefind.js",), False),
        (("style.css",), True),
        (("bilder/haus.jpg",), True),
    ):
        story = Story(Path("/nirgends"))
        story.builds = {"eins": [touched]}
        story.after["built", "eins", 1] = None
        story.inbox.put(story.build("eins", 1, more=True))
        story.worker.run(story.inbox)
        assert story.last["assets"] is expected
