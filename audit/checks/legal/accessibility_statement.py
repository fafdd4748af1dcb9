"""The site has a statement on accessibility that is complete, recent and true.

What it checks: there is a statement, every page leads to it, it has exactly one status, it was reviewed within a year,
nothing is left of the template, it names the right conciliation body and a contact for feedback, and it does not claim
more than this audit found.
Why it matters: who meets a barrier must learn here whom to tell and what happens then. In one state in 2024 a quarter of
the public sites had no statement, and 18 of the others were outdated.
Applies to: sites whose site.yaml names a legal profile, and sites that have a statement or seem to be a public body's.
On sites of others, where nobody knows which law applies, it says cantTell at most, except for a false "vollständig".

Passed example:

    pages:
      /: <a href="/barrierefreiheit/">Erklärung zur Barrierefreiheit</a>
      /barrierefreiheit/: |
        <h1>Erklärung zur Barrierefreiheit</h1>
        <p>Diese Website ist teilweise mit § 10 Absatz 1 L-BGG vereinbar. Zuletzt am 1. Juni 2026 überprüft.</p>
        <h2>Rückmeldung</h2> <a href="tel:+493023125100">030 23125 100</a>
        <h2>Schlichtungsverfahren</h2> <p>Landeszentrum Barrierefreiheit, Stuttgart</p>
    legal: {statement_url: /barrierefreiheit/, reviewed_on: 2026-06-01}

Failed example:

    pages:
      /: <a href="/barrierefreiheit/">Erklärung zur Barrierefreiheit</a>
      /barrierefreiheit/: |
        <p>Diese Website ist vollständig mit § 10 Absatz 1 L-BGG vereinbar. Zuletzt am 1. Juni 2026 überprüft.</p>
        <a href="tel:+493023125100">030 23125 100</a>
        <h2>Schlichtungsverfahren</h2> <p>Landeszentrum Barrierefreiheit, Stuttgart</p>
    legal: {statement_url: /barrierefreiheit/, reviewed_on: 2026-06-01}
    barriers: {axe/image-alt: [/]}

References: Directive (EU) 2016/2102, Article 7 (1) · Decision (EU) 2018/1523 · §§ 10, 10b L-BGG · §§ 3 to 8 and
Annex 1 of the L-BGG-DVO · docs/decisions/016-statement.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.legal_pages import (
    is_certain,
    judge,
    linked_page,
    missing_page,
    not_linked,
    sections,
    seems_public,
    template_leftovers,
    text_of,
)
from audit.manifest import LegalDuties
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Page
from audit.texts.contact_text import contact_values
from audit.texts.statement_words import last_reviewed, statuses

RULE = Rule(
    id="accessibility-statement",
    family="legal",
    title="Die Erklärung zur Barrierefreiheit ist vollständig, aktuell und wahr",
    remedy="Die Angaben in barrierefreiheit.yaml richtigstellen und „invoke statement“ aufrufen, dann neu bauen.",
    impact=Impact.SERIOUS,
    needs=frozenset({"whole_site", "barriers"}),
    scope=Scope.SITE,
)

_LINK = re.compile(
    r"(?:erklärung|hinweise|informationen) (?:zur|zum|über) .*barrierefrei|barrierefreiheitserklärung|^\W*barrierefreiheit\W*$",
    re.I,
)
_CONCILIATION = re.compile(r"schlichtung|durchsetzung|ombud", re.I)
_FEEDBACK = re.compile(r"tel:|mailto:", re.I)
_USUAL_AGE = timedelta(days=366)


def applies_to(facts: Facts) -> Iterator[str]:
    """The home page, for the site as a whole."""
    if facts.manifest or _statement(facts) or seems_public(facts):
        yield facts.site.home


def check(home: str, facts: Facts) -> Iterator[Finding]:
    certain, page = is_certain(facts), _statement(facts)
    if page is None:
        message = (
            "Von der Startseite führt kein Link zu einer Erklärung zur Barrierefreiheit. Öffentliche Stellen müssen eine "
            "haben; eine Microsite bekommt sie, sobald site.yaml ein „legal_profile“ nennt."
        )
        yield missing_page(RULE, facts, message, certain=certain)
        return
    text = text_of(page)
    yield from not_linked(RULE, page, facts, certain=certain)
    yield from _status(page, text, facts, certain=certain)
    yield from _age(page, text, facts, certain=certain)
    yield from template_leftovers(RULE, page, text, certain=certain)
    yield from _conciliation(page, text, facts)
    yield from _feedback(page, facts, certain=certain)
    if facts.manifest and facts.manifest.legal:
        yield from _findings_told(page, facts.manifest.legal, facts)


def _statement(facts: Facts) -> Page | None:
    if facts.manifest and facts.manifest.legal:
        return facts.site.find(facts.manifest.legal.statement_url)
    return linked_page(facts, _LINK)


def _status(page: Page, text: str, facts: Facts, *, certain: bool) -> Iterator[Finding]:
    found = statuses(text)
    if len(found) != 1 or "unklar" in found:
        named = (
            f"mehr als einen Stand ({', '.join(sorted(found))})" if len(found) > 1 else "keinen klaren Stand"
        )
        message = f"Die Erklärung nennt {named}. Genau einer muss es sein: vollständig, teilweise oder nicht vereinbar."
        evidence = f"Stand: {', '.join(sorted(found))}"
        yield judge(RULE, certain=certain, page=page.url, target="status", message=message, evidence=evidence)
    if "vollständig" in found and facts.barriers.found:
        message = (
            "Die Erklärung sagt „vollständig vereinbar“, aber diese Prüfung fand Barrieren: "
            f"{_named(facts.barriers.found)}."
        )
        yield failed(RULE, page=page.url, target="status", message=message, evidence="vollständig")


def _age(page: Page, text: str, facts: Facts, *, certain: bool) -> Iterator[Finding]:
    legal = facts.manifest.legal if facts.manifest else None
    day = legal.reviewed_on if legal else last_reviewed(text)
    limit = timedelta(days=legal.review_days) if legal else _USUAL_AGE
    if day is None:
        message = "Die Erklärung sagt nicht, wann sie erstellt oder zuletzt überprüft wurde."
    elif facts.today - day > limit:
        message = f"Die Erklärung wurde zuletzt am {day:%d.%m.%Y} überprüft; spätestens nach einem Jahr muss das sein."
    else:
        return
    where = Where(field="reviewed_on")
    evidence = f"überprüft {day}" if day else "kein Datum"
    yield judge(
        RULE, certain=certain, page=page.url, target="date", message=message, evidence=evidence, where=where
    )


def _conciliation(page: Page, text: str, facts: Facts) -> Iterator[Finding]:
    """The right body is named where conciliation is explained; which body is right is known for sites of ours only."""
    legal = facts.manifest.legal if facts.manifest else None
    if legal is None:
        if not _CONCILIATION.search(text):
            message = "Die Erklärung sagt nicht, an welche Stelle man sich wenden kann, wenn die Rückmeldung nicht half."
            yield cant_tell(RULE, page=page.url, target="conciliation", message=message, evidence="fehlt")
        return
    about = [section.text for section in sections(page) if _CONCILIATION.search(section.heading)]
    place = " ".join(about) or text
    if any(name in place for name in legal.conciliation):
        return
    wrong = next(((name, why) for name, why in legal.wrong_bodies.items() if name in place), None)
    message = (
        f"Für die Schlichtung in {legal.state} ist eine andere Stelle zuständig: {legal.conciliation[0]}."
    )
    if wrong:
        message += f" Genannt ist „{wrong[0]}“. {wrong[1]}"
    evidence = wrong[0] if wrong else "nicht genannt"
    yield failed(RULE, page=page.url, target="conciliation", message=message, evidence=evidence)


def _feedback(page: Page, facts: Facts, *, certain: bool) -> Iterator[Finding]:
    legal = facts.manifest.legal if facts.manifest else None
    contact = facts.manifest.contacts.get(legal.statement_contact) if facts.manifest and legal else None
    if contact:
        shown = bool(set(contact_values(contact.phone, contact.email)) & facts.contacts_shown[page.url])
    else:
        shown = any(_FEEDBACK.match(link.href) or "melden" in link.text for link in page.links)
    if not shown:
        message = "Die Erklärung nennt keinen Kontakt, dem man Barrieren melden kann."
        yield judge(
            RULE, certain=certain, page=page.url, target="feedback", message=message, evidence="fehlt"
        )


def _findings_told(page: Page, legal: LegalDuties, facts: Facts) -> Iterator[Finding]:
    """What this audit found stands in the statement, and nothing that is long mended."""
    new = {rule: pages for rule, pages in facts.barriers.found.items() if rule not in legal.barriers}
    if new:
        message = f"Die Erklärung verschweigt, was diese Prüfung fand: {_named(new)}."
        yield failed(RULE, page=page.url, target="findings", message=message, evidence=" ".join(sorted(new)))
    gone = sorted((legal.barriers & facts.barriers.judged) - set(facts.barriers.found))
    if gone:
        message = f"Die Erklärung nennt, was diese Prüfung nicht mehr fand: {', '.join(gone)}."
        yield cant_tell(RULE, page=page.url, target="findings", message=message, evidence=" ".join(gone))


def _named(found: Mapping[str, frozenset[str]]) -> str:
    return ", ".join(
        f"{rule} ({len(pages)} {'Seite' if len(pages) == 1 else 'Seiten'})" for rule, pages in found.items()
    )
