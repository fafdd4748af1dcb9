"""Run the probes the selected rules need, and nothing else; the result is Facts."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from audit.cache import Cache
from audit.config import Settings
from audit.documents import Document, Kind
from audit.engines.ensemble import EngineRules
from audit.errors import AuditError, ProbeError
from audit.external_facts import external_facts
from audit.facts import Facts, Missing
from audit.mail_domains import MailDomain, domain_of
from audit.model import Outcome, Scope
from audit.page_memory import PageMemory
from audit.probes.pages import Pages
from audit.progress import Progress
from audit.selection import Selection
from audit.sources import Sources
from audit.targets import Target
from audit.visit import Visits

if TYPE_CHECKING:
    from audit.responses.times import ResponseTimes

# Each probe brings its libraries: it is imported where it is asked for, so that other audits start without them.


@dataclass(frozen=True)
class Options:
    """What the command line says about measuring: where things are, how many workers, whether to ask other hosts.

    The browser looks at the pages ``look_at`` (None: all); of others there is only what it saw before.
    """

    project_dir: Path
    cache_file: Path | None
    jobs: int
    progress: Progress = lambda what, done, total: None
    external: bool = False
    look_at: frozenset[str] | None = None


@dataclass(frozen=True)
class Plan:
    """One audit before anything is measured: whose pages, which rules, held to what, as of which day, by which means."""

    target: Target
    pages: Pages
    selection: Selection
    settings: Settings
    today: date
    options: Options
    cache: Cache


@dataclass(frozen=True)
class Gathered:
    """Facts, what went wrong per page, and the engines' own rules for their adapters.

    ``visit_keys`` are the hashes of all that each page shows, by page; pages that cannot be known so well are missing.
    """

    facts: Facts
    pages: Pages
    sources: Sources
    memory: PageMemory
    visit_keys: Mapping[str, str]
    failures: Mapping[str, str]
    engine_rules: EngineRules
    browser: str


def gather(plan: Plan) -> Gathered:
    """Measure everything once."""
    target, pages, selection, options = plan.target, plan.pages, plan.selection, plan.options
    memory = PageMemory(pages.site.pages.values(), plan.cache)
    if selection.wants_engines or any(check.rule.scope is not Scope.SITE for check in selection.checks):
        memory.recall()  # for rules about the whole site alone, pages are read as fast
    missing: dict[str, Missing] = {}
    if not pages.site.is_whole:
        missing["whole_site"] = Missing("einzelne Seiten ohne Zusammenhang", Outcome.INAPPLICABLE)
    if target.manifest is None:
        missing["registry"] = Missing(
            "kein Kontaktverzeichnis zu diesem Prüfgegenstand", Outcome.INAPPLICABLE
        )
    keys = visit_keys(pages, plan.settings) if selection.browser else {}
    sources = Sources(options.project_dir, target.manifest, pages.folder)
    visits = _visit(plan, keys, missing)
    facts = Facts(
        plan.settings,
        plan.today,
        pages.site,
        target.manifest,
        visits.visits,
        inquiries_of(target, plan.settings, plan.today, options, missing),
        documents_of(target, pages, selection, options, plan.cache),
        missing,
        external=external_facts(
            pages,
            selection,
            plan.settings,
            plan.today,
            options.project_dir,
            sources,
            options.progress,
            missing,
            ask=options.external,
        ),
        mail_domains=mail_domains_of(target, selection, plan.today, options, plan.cache, missing),
    )
    failures = {**pages.failures, **visits.failures}
    return Gathered(facts, pages, sources, memory, keys, failures, visits.engine_rules, visits.browser)


def visit_keys(pages: Pages, settings: Settings) -> dict[str, str]:
    from audit.probes.states import states_for
    from audit.probes.visit_store import page_key

    states = states_for(settings.level)
    parts = ((page.url, pages.bytes_of(page)) for page in pages.site.pages.values())
    return {url: page_key(shown, states) for url, shown in parts if shown}


def _visit(plan: Plan, keys: Mapping[str, str], missing: dict[str, Missing]) -> Visits:
    pages, selection, options = plan.pages, plan.selection, plan.options
    nothing = Visits({}, {}, EngineRules(), "")
    if not selection.browser:
        missing["browser"] = Missing("ohne Browser geprüft (--no-browser)", Outcome.UNTESTED)
        return nothing
    if "browser" not in selection.needs:
        missing["browser"] = Missing("für die gewählten Regeln nicht gebraucht", Outcome.UNTESTED)
        return nothing
    from audit.probes import browser
    from audit.probes.local_server import LocalServer
    from audit.probes.states import states_for

    with ExitStack() as stack:
        server = stack.enter_context(LocalServer(pages.folder)) if pages.folder else None
        requests = [
            browser.Request(url, server.url_of(url) if server else pages.urls[url], keys.get(url))
            for url in pages.site.pages
        ]
        try:
            return browser.visit_all(
                requests,
                plan.cache,
                offline=plan.target.offline,
                jobs=options.jobs,
                seconds=plan.settings.page_seconds,
                states=states_for(plan.settings.level),
                progress=lambda done: options.progress("Im Browser prüfen", done, len(requests)),
                look_at=options.look_at,
            )
        except ProbeError as error:
            missing["browser"] = Missing(str(error), Outcome.UNTESTED, incomplete=True)
            return nothing


def documents_of(
    target: Target, pages: Pages, selection: Selection, options: Options, cache: Cache
) -> Mapping[str, Document]:
    if "documents" not in selection.needs:
        return {}
    from audit.probes import documents

    tell = functools.partial(options.progress, "Verlinkte Dateien lesen")
    kinds = tuple(Kind) if target.manifest else (Kind.PDF,)  # of the others only contacts are asked
    return documents.read_all(pages.site, pages.folder, cache, options.jobs, kinds, tell)


def mail_domains_of(
    target: Target,
    selection: Selection,
    today: date,
    options: Options,
    cache: Cache,
    missing: dict[str, Missing],
) -> Mapping[str, MailDomain]:
    """Asked for only with ``--external``; a network that does not answer leaves the rule untested."""
    if "mail_domains" not in selection.needs or target.manifest is None:
        return {}
    if not options.external:
        missing["mail_domains"] = Missing("ohne Netz geprüft (mit --external)", Outcome.UNTESTED)
        return {}
    from audit.probes import mail_domains

    addresses = (contact.email for contact in target.manifest.contacts.values())
    found = mail_domains.ask_all(map(domain_of, filter(None, addresses)), cache, today)
    if found and set(found.values()) == {MailDomain.UNKNOWN}:
        missing["mail_domains"] = Missing("das Netz gab keine Antwort", Outcome.UNTESTED)
    return found


def inquiries_of(
    target: Target, settings: Settings, today: date, options: Options, missing: dict[str, Missing]
) -> ResponseTimes | None:
    sources = target.manifest.inquiries if target.manifest else ()
    if not sources:
        missing["inquiries"] = Missing(
            "keine Anfragen-Tabelle eingestellt (site.yaml: inquiries)", Outcome.INAPPLICABLE
        )
        return None
    from audit.probes import inquiry_sources
    from audit.responses.measure import measure

    if inquiry_sources.needs_network(sources) and not options.external:
        missing["inquiries"] = Missing("Postfächer werden nur mit --external gelesen", Outcome.UNTESTED)
        return None
    reading = inquiry_sources.Reading(
        options.project_dir, today, settings.own_domains, options.project_dir, settings.retention_days
    )
    try:
        return measure(inquiry_sources.read(sources, reading), settings, today)
    except AuditError as error:
        missing["inquiries"] = Missing(str(error), Outcome.UNTESTED, incomplete=True)
        return None
