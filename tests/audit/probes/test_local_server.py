"""The browser sees every file as it is now, and asks for no byte twice that has not changed."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from audit.model import Level
from audit.probes.browser_session import Session
from audit.probes.local_server import LocalServer
from audit.probes.states import states_for

PAGE = '<!doctype html><html lang="de"><title>Seite</title><link rel="stylesheet" href="/a.css"><p>{}'
DAYS_AGO = 1_700_000_000


def _write(file: Path, text: str) -> None:
    """A file of long ago, as most are: browsers take such for good without asking, if nobody tells them not to."""
    file.write_text(text, encoding="utf-8")
    os.utime(file, (DAYS_AGO, DAYS_AGO))


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path) -> None:
    _write(tmp_path / "a.css", "p { color: red }")
    with LocalServer(tmp_path) as server:
        first = urlopen(server.url_of("/a.css"))
        again = Request(server.url_of("/a.css"), headers={"If-None-Match": first.headers["ETag"]})
        with pytest.raises(HTTPError, match="304"):
            urlopen(again)
        _write(tmp_path / "a.css", "p { color: tan }")  # as long, and with the same date
        assert urlopen(again).read() == b"p { color: tan }"


def test_missing_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    _write(tmp_path / "a/index.html", PAGE.format("Beratung"))
    with LocalServer(tmp_path) as server:
        assert b"Beratung" in urlopen(server.url_of("/a/")).read()
        assert urlopen(server.url_of("/a")).url == server.url_of("/a/")
        with pytest.raises(HTTPError, match="404"):
            urlopen(server.url_of("/b/"))


@pytest.mark.browser
def test_a_page_changed_between_two_visits_is_seen_as_it_is(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        _write(tmp_path / name / "index.html", PAGE.format('<img src="/x.png">'))
    _write(tmp_path / "a.css", "p { color: black }")
    session = Session(offline=True, seconds=60, states=states_for(Level.AA)[:1])
    try:
        with LocalServer(tmp_path) as server:
            before, _ = (session.measure(server.url_of(url)) for url in ("/a/", "/b/"))
            _write(tmp_path / "a/index.html", PAGE.format("Termine"))
            _write(tmp_path / "a.css", "p { color: silver }")
            after = session.measure(server.url_of("/a/"))
    finally:
        session.stop()
    failed = [{rule["id"] for rule in page["axe"]["1280 light"]["violations"]} for page in (before, after)]
    assert ["image-alt" in rules for rules in failed] == [True, False]
    assert ["color-contrast" in rules for rules in failed] == [False, True]
