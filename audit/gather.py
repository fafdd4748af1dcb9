"""Run the probes the selected rules need, and nothing else; the result is Facts."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audit.cache import Cache
from audit.config import Settings
from audit.documents import Pdf
from audit.engines.ensemble import EngineRules
from audit.errors import DataError, ProbeError
from audit.facts import Facts, Missing
from audit.model import Outcome
from audit.probes import browser, inquiries, pdfs
from audit.probes.local_server import LocalServer
from audit.probes.pages import Pages
from audit.response_times import ResponseTimes, figures
from audit.selection import Selection
from audit.targets import Target
from audit.working_days import WorkingDays

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Options:
    """What the command line says about measuring: where things are, how many workers, whether to use a browser."""

    project_dir: Path
    cache_file: Path | None
    jobs: int
    progress: Progress = lambda what, done, total: None


@dataclass(frozen=True)
class Gathered:
    """Facts, what went wrong per page, and the engines' own rules for their adapters."""

    facts: Facts
    pages: Pages
    failures: Mapping[str, str]
    engine_rules: EngineRules
    browser: str


def gather(
    target: Target, selection: Selection, settings: Settings, today: date, options: Options
) -> Gathered:
    """Measure everything once. ProbeError if the pages themselves cannot be had."""
    pages = target.pages(lambda done: options.progress("Seiten lesen", done, 0))
    missing: dict[str, Missing] = {}
    if not pages.site.is_whole:
        missing["whole_site"] = Missing("einzelne Seiten ohne Zusammenhang", Outcome.INAPPLICABLE)
    if target.manifest is None:
        missing["registry"] = Missing(
            "kein Kontaktverzeichnis zu diesem Prüfgegenstand", Outcome.INAPPLICABLE
        )
    visits = _visit(target, pages, selection, settings, options, missing)
    facts = Facts(
        settings,
        today,
        pages.site,
        target.manifest,
        visits.visits,
        _inquiries(target, settings, today, options, missing),
        _pdfs(pages, selection, options),
        missing,
    )
    return Gathered(facts, pages, {**pages.failures, **visits.failures}, visits.engine_rules, visits.browser)


def _visit(
    target: Target,
    pages: Pages,
    selection: Selection,
    settings: Settings,
    options: Options,
    missing: dict[str, Missing],
) -> browser.Visits:
    nothing = browser.Visits({}, {}, EngineRules(), "")
    if not selection.browser:
        missing["browser"] = Missing("ohne Browser geprüft (--no-browser)", Outcome.UNTESTED)
        return nothing
    if "browser" not in selection.needs:
        missing["browser"] = Missing("für die gewählten Regeln nicht gebraucht", Outcome.UNTESTED)
        return nothing
    with ExitStack() as stack:
        cache = stack.enter_context(Cache(options.cache_file))
        server = stack.enter_context(LocalServer(pages.folder)) if pages.folder else None
        states = browser.states_for(settings.level)
        requests = []
        for page in pages.site.pages.values():
            parts = pages.bytes_of(page)
            url = server.url_of(page.url) if server else pages.urls[page.url]
            requests.append(
                browser.Request(page.url, url, browser.page_key(parts, states) if parts else None)
            )
        try:
            return browser.visit_all(
                requests,
                cache,
                offline=target.offline,
                jobs=options.jobs,
                seconds=settings.page_seconds,
                states=states,
                progress=lambda done: options.progress("Im Browser prüfen", done, len(requests)),
            )
        except ProbeError as error:
            missing["browser"] = Missing(str(error), Outcome.UNTESTED, incomplete=True)
            return nothing


def _pdfs(pages: Pages, selection: Selection, options: Options) -> Mapping[str, Pdf]:
    if "pdfs" not in selection.needs:
        return {}
    with Cache(options.cache_file) as cache:
        tell = functools.partial(options.progress, "PDF-Dateien lesen")
        return pdfs.read_all(pages.site, pages.folder, cache, options.jobs, tell)


def _inquiries(
    target: Target, settings: Settings, today: date, options: Options, missing: dict[str, Missing]
) -> ResponseTimes | None:
    configured = target.manifest.inquiries if target.manifest else None
    if not configured:
        missing["inquiries"] = Missing(
            "keine Anfragen-Tabelle eingestellt (site.yaml: inquiries)", Outcome.INAPPLICABLE
        )
        return None
    calendar = WorkingDays(settings.subdivision, frozenset(settings.closing_days))
    try:
        table = inquiries.read(options.project_dir / configured, today)
    except DataError as error:
        missing["inquiries"] = Missing(str(error), Outcome.UNTESTED, incomplete=True)
        return None
    return figures(table, calendar, today, settings.target_days, settings.limit_days, file=configured)
