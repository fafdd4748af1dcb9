"""Rules on real pages: ``judge`` shows HTML to a Chromium, measures it as the audit does, and asks one rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audit.model import Finding, Level
from audit.probes.browser_session import Session
from audit.probes.local_server import LocalServer
from audit.probes.states import states_for
from audit.probes.visit_store import visit_of
from tests.audit.checks.mini_site import check_of, facts_of

Judge = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def session() -> Iterator[Session]:
    """One Chromium with all instruments, without the engines, which take most of the time."""
    states = tuple(replace(state, axe_options=None, accesslint=False) for state in states_for(Level.AA))
    session = Session(offline=True, seconds=60, states=states)
    yield session
    session.stop()


@pytest.fixture
def judge(session: Session, tmp_path: Path) -> Iterator[Judge]:
    """``judge(rule_id, html, **mini_site)``: what a rule finds on a page (or on pages: url → HTML) in the browser."""
    with LocalServer(tmp_path) as server:

        def findings(rule_id: str, html: str | Mapping[str, str], **mini_site: Any) -> list[Finding]:
            pages = {"/": html} if isinstance(html, str) else html
            facts = facts_of({"pages": pages, **mini_site})
            visits = {}
            for page in facts.site.pages.values():
                file = tmp_path / page.url.strip("/") / "index.html"
                file.parent.mkdir(exist_ok=True)
                file.write_text(page.html, encoding="utf-8")
                visits[page.url] = visit_of(session.measure(server.url_of(page.url)))
            facts = replace(facts, visits=visits)
            check = check_of(rule_id)
            return [found for subject in check.applies_to(facts) for found in check.check(subject, facts)]

        yield findings
