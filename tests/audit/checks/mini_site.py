"""A site of a few strings, for testing rules: what is left out gets a value that no rule objects to.

Keys of a mini site (all but ``pages`` may be missing)::

    pages: {/: "<p>HTML</p>"}     wrapped into a page unless it starts with <html or <!doctype
    declared: {/: {contact: pflege, kind: overview, review_due_on: 2027-01-01, expires: …, unlisted: true, events: […]}}
    contacts: {pflege: {phone: …, email: …, verified_on: …, interval_days: …, valid_from: …, valid_to: …}}
    files: [/antrag.pdf]          other addresses that exist
    today: 2026-11-22
    base: https://mini.example    "" for pages that stand alone
    hidden_links: {/: {320: [0]}} links that the browser found hidden, by width
    requests: {/: [https://…]}    what the browser asked for
    cookies: {/: [{name: …, host: …}]}    cookies after the page was loaded
    storage: {/: {localStorage: [key]}}   what it keeps on the device
    legal: {statement_url: …, reviewed_on: …, barriers: […]}    that the law on accessibility applies
    barriers: {axe/image-alt: [/]}        what other rules found
    measured: {/: {reflow: {320 light: …}}}  what instruments measured, by state
    documents: {/a.pdf: {has_text: false}}     what linked files are like: faultless but for these fields of audit.documents
    external: {https://…: {verdict: moved, moved_to: …, reason: …, anchors: […], failures: 1, looked_on: …}}
    certificates: {mini.example: 2026-12-31}      last days of certificates of own hosts
    mail_domains: {stadt.de: missing}     what the domain name system says, see audit.mail_domains
    level: AAA                    the level the pages are held to, AA if missing
    registry: true                false: no manifest, as for a foreign site
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import yaml

from audit.barriers import Barriers
from audit.checks import Check, all_checks
from audit.config import Settings
from audit.documents import Document, DocumentContact, Pdf
from audit.external_links import (
    ExternalAddress,
    ExternalLinks,
    Judged,
    Remembered,
    Use,
    Verdict,
    locate,
    uses_of,
)
from audit.facts import Facts, Missing
from audit.mail_domains import MailDomain
from audit.manifest import AmountGroup, ContactRecord, Event, LawChange, LegalDuties, Manifest, SourcePage
from audit.model import Finding, Level, Location, Outcome
from audit.page import Page
from audit.site import Site
from audit.visit import Cookie, Visit

TODAY = date(2026, 11, 22)
BASE = "https://mini.example"
CONTACT = "zentrale"
_KEYS = {"pages", "declared", "contacts", "files", "today", "base", "hidden_links", "requests", "registry"}
_KEYS |= {"external", "certificates", "mail_domains"}
_KEYS |= {"cookies", "storage", "legal", "barriers", "measured", "level", "documents", "amounts"}
_GOOD_PDF = {
    "bytes": 90_000,
    "pages": 2,
    "pages_read": 2,
    "has_tags": True,
    "is_marked": True,
    "language": "de",
    "title": "Antrag",
    "shows_title": True,
    "has_text": True,
    "has_pictures": False,
    "allows_reading": True,
    "changed": TODAY - timedelta(days=30),
}
_EXAMPLE = re.compile(r"^(Passed|Failed|Cannot tell) example:\n\n((?: {4}.*\n|\n)+)", re.M)


def facts_of(example: str | Mapping[str, Any]) -> Facts:
    """The facts of a mini site, given as mapping or as YAML."""
    data = yaml.safe_load(example) if isinstance(example, str) else example
    if unknown := set(data) - _KEYS:
        raise ValueError(f"mini site has no {sorted(unknown)}")
    base = data.get("base", BASE)
    pages = {url: Page(url, base, _html(url, text)) for url, text in data["pages"].items()}
    without = Missing("lag nicht vor", Outcome.INAPPLICABLE)
    has_registry = data.get("registry", True)
    site = Site(base, pages, files=frozenset([*data.get("files", ()), *data.get("documents", ())]))
    return Facts(
        settings=Settings(level=Level(data.get("level", "AA"))),
        today=data.get("today", TODAY),
        site=site,
        manifest=_manifest(data) if has_registry else None,
        visits=dict(_visits(data)),
        documents={
            address: _document(address, fields) for address, fields in data.get("documents", {}).items()
        },
        missing={} if has_registry else {"registry": without},
        barriers=_barriers(data.get("barriers", {})),
        mail_domains={name: MailDomain(state) for name, state in data.get("mail_domains", {}).items()},
        external=_external(data, site),
    )


def check_of(rule_id: str) -> Check:
    """The rule with this id."""
    return next(check for check in all_checks() if check.rule.id == rule_id)


def findings_for(rule_id: str, example: str | Mapping[str, Any]) -> list[Finding]:
    """What one rule finds on a mini site."""
    check, facts = check_of(rule_id), facts_of(example)
    return [finding for subject in check.applies_to(facts) for finding in check.check(subject, facts)]


def outcome_of(rule_id: str, example: str | Mapping[str, Any]) -> Outcome:
    """How one rule ends on a mini site: the worst of its subjects, inapplicable without any."""
    check, facts = check_of(rule_id), facts_of(example)
    outcomes = {finding.outcome for finding in findings_for(rule_id, example)}
    if not any(True for _ in check.applies_to(facts)):
        return Outcome.INAPPLICABLE
    return next((o for o in (Outcome.FAILED, Outcome.CANT_TELL) if o in outcomes), Outcome.PASSED)


def examples(check: Check) -> dict[str, str]:
    """The mini sites in a rule's documentation, by outcome: Passed, Failed, Cannot tell."""
    return {match[1]: match[2] for match in _EXAMPLE.finditer(check.documentation)}


def _html(url: str, text: str) -> str:
    if text.lstrip().lower().startswith(("<!doctype", "<html")):
        return text
    return f"<!doctype html><html lang=de><title>Seite {url}</title><body><main>{text}</main></body></html>"


def _visits(data: Mapping[str, Any]) -> Iterator[tuple[str, Visit]]:
    hidden, requests, measured = (data.get(key, {}) for key in ("hidden_links", "requests", "measured"))
    cookies, storage = data.get("cookies", {}), data.get("storage", {})
    for url in {*hidden, *requests, *cookies, *storage, *measured}:
        links = {width: frozenset(indexes) for width, indexes in hidden.get(url, {}).items()}
        yield (
            url,
            Visit(
                axe={},
                requests=tuple(requests.get(url, ())),
                hidden_links=links,
                cookies=tuple(Cookie(**cookie) for cookie in cookies.get(url, ())),
                storage={kind: tuple(names) for kind, names in storage.get(url, {}).items()},
                measured=measured.get(url, {}),
            ),
        )


def _external(data: Mapping[str, Any], site: Site) -> ExternalLinks:
    known = data.get("external", {})
    addresses = {url: _address(url, uses, known.get(url)) for url, uses in uses_of(site).items()}
    return locate(
        ExternalLinks(addresses, data.get("certificates", {})), site, lambda page, where: Location("a.md", 7)
    )


def _address(url: str, uses: tuple[Use, ...], fields: Mapping[str, Any] | None) -> ExternalAddress:
    if fields is None:
        return ExternalAddress(url, uses)
    anchors = frozenset(fields["anchors"]) if "anchors" in fields else None
    verdict, moved_to = Verdict(fields["verdict"]), fields.get("moved_to", "")
    judged = Judged(verdict, fields.get("reason", ""), moved_to=moved_to, anchors=anchors)
    remembered = Remembered(judged, TODAY, fields.get("failures", 0))
    return ExternalAddress(url, uses, remembered, fields.get("looked_on"))


def _document(address: str, fields: Mapping[str, Any]) -> Document:
    contacts = tuple(DocumentContact(**contact) for contact in fields.get("contacts", ()))
    if not address.endswith(".pdf"):
        return Document(**{**fields, "contacts": contacts})
    return Pdf(**{**_GOOD_PDF, **fields, "contacts": contacts})


def _barriers(found: Mapping[str, Any]) -> Barriers:
    return Barriers(
        {rule: frozenset(pages) for rule, pages in found.items()}, frozenset({*found, "axe/judged"})
    )


def _manifest(data: Mapping[str, Any]) -> Manifest:
    today = data.get("today", TODAY)
    contacts = {CONTACT: {}, **data.get("contacts", {})}
    declared = {**{url: {} for url in data["pages"]}, **data.get("declared", {})}
    return Manifest(
        site="mini",
        title="Miniatur",
        url=BASE,
        clock=today,
        site_file="content/mini/site.yaml",
        inquiries=(),
        owners={"redaktion": "Online-Redaktion"},
        pages={url: _source(url, fields, today) for url, fields in declared.items()},
        contacts_file="content/gemeinsam/contacts.yaml",
        contacts={key: _contact(key, fields, today) for key, fields in contacts.items()},
        legal=_legal(data["legal"], today) if "legal" in data else None,
        amounts=tuple(_amount(name, fields) for name, fields in data.get("amounts", {}).items()),
    )


def _legal(fields: Mapping[str, Any], today: date) -> LegalDuties:
    defaults = {
        "state": "Baden-Württemberg",
        "statement_url": "/barrierefreiheit/",
        "statement_contact": CONTACT,
        "reviewed_on": today - timedelta(days=30),
        "review_days": 365,
        "barriers": (),
        "conciliation": ("Landeszentrum Barrierefreiheit",),
        "wrong_bodies": {"Überwachungsstelle": "Sie überwacht, aber sie schlichtet nicht."},
    }
    values = {**defaults, **fields}
    changes = tuple(LawChange(str(c["on"]), tuple(c.get("laws", ()))) for c in values.pop("law_changes", ()))
    return LegalDuties(**{**values, "barriers": frozenset(values["barriers"]), "law_changes": changes})


def _amount(name: str, fields: Mapping[str, Any]) -> AmountGroup:
    defaults = {
        "caption": name.title(),
        "paragraph": "§ 37 SGB XI",
        "as_of": TODAY,
        "file": "content/gemeinsam/betraege.yaml",
        "line": 18,
    }
    return AmountGroup(**{**defaults, **fields, "id": name})


def _source(url: str, fields: Mapping[str, Any], today: date) -> SourcePage:
    defaults = {
        "file": f"content/mini{url.rstrip('/')}/index.md",
        "body_line": 10,
        "title": f"Seite {url}",
        "kind": "content",
        "contact": CONTACT,
        "owner": "redaktion",
        "review_due_on": today + timedelta(days=90),
        "reviewed_on": today - timedelta(days=10),
        "expires": None,
        "unlisted": False,
        "lines": {"title": 2, "contact": 4},
    }
    events = tuple(Event(**event) for event in fields.get("events", ()))
    return SourcePage(**{**defaults, **fields, "url": url, "events": events})


def _contact(contact_id: str, fields: Mapping[str, Any], today: date) -> ContactRecord:
    defaults = {
        "role": f"Stelle {contact_id}",
        "phone": "030 23125 100",
        "email": f"{contact_id}@musterstadt.example",
        "verified_on": today - timedelta(days=30),
        "interval_days": 183,
        "valid_from": None,
        "valid_to": None,
        "lines": {"phone": 3},
        "file": "content/gemeinsam/contacts.yaml",
    }
    return ContactRecord(**{**defaults, **fields, "id": contact_id})
