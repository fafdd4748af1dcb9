"""Every page leads to a privacy notice that says what the law asks for, and that is true.

What it checks: the home page leads to a privacy notice, every other page does too, and it names the controller, legal
bases and the rights of the people concerned. Nothing is left of a template. A notice that says there are no cookies is
compared with what the browser saw.
Why it matters: who asks for help tells much about themselves. They must be able to learn what becomes of it.
Applies to: our sites, and others (cantTell at most, except for an untrue promise) that have a privacy notice.

Passed example:

    pages:
      /: <a href="/datenschutz/">Datenschutz</a>
      /datenschutz/: |
        Verantwortlich ist die Stadt. Rechtsgrundlage ist Artikel 6 DSGVO. Sie haben das Recht auf Auskunft,
        Berichtigung, Löschung und Beschwerde. Wir setzen keine Cookies.

Failed example:

    pages:
      /: <a href="/datenschutz/">Datenschutz</a>
      /datenschutz/: |
        Verantwortlich ist die Stadt. Rechtsgrundlage ist Artikel 6 DSGVO. Sie haben das Recht auf Auskunft,
        Berichtigung, Löschung und Beschwerde. Wir setzen keine Cookies.
    cookies: {/: [{name: _ga, host: mini.example}]}

References: Article 13 GDPR · § 25 TDDDG
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import failed
from audit.facts import Facts
from audit.legal_pages import judge, linked_page, missing_page, not_linked, template_leftovers, text_of
from audit.model import Finding, Impact, Rule, Scope

RULE = Rule(
    id="privacy-notice",
    family="legal",
    title="Die Datenschutzerklärung ist von jeder Seite erreichbar, vollständig und wahr",
    remedy="In datenschutz.md ergänzen, was fehlt (Artikel 13 DSGVO), und die Seite in site.yaml unter „footer“ eintragen.",
    impact=Impact.SERIOUS,
    needs=frozenset({"whole_site"}),
    scope=Scope.SITE,
)

_LINK = re.compile(r"datenschutz|privacy", re.I)
_PARTS = {
    "wer verantwortlich ist": re.compile(r"verantwortlich", re.I),
    "die Rechtsgrundlage": re.compile(r"\bArt(?:ikel|\.)?\s*6\b|Rechtsgrundlage", re.I),
    "das Recht auf Auskunft": re.compile(r"Auskunft"),
    "das Recht auf Berichtigung": re.compile(r"Berichtigung|berichtig"),
    "das Recht auf Löschung": re.compile(r"Löschung|löschen"),
    "das Recht auf Beschwerde": re.compile(r"[Bb]eschwer"),
}
_NO_COOKIES = re.compile(r"\b(?:keine(?:rlei)?|ohne) Cookies?\b", re.I)
_KEEPS_NOTHING = re.compile(r"speicher\w* nichts auf Ihrem Gerät", re.I)


def applies_to(facts: Facts) -> Iterator[str]:
    """The home page."""
    if facts.manifest or linked_page(facts, _LINK):
        yield facts.site.home


def check(home: str, facts: Facts) -> Iterator[Finding]:
    certain, page = facts.manifest is not None, linked_page(facts, _LINK)
    if page is None:
        message = "Von der Startseite führt kein Link zu einer Datenschutzerklärung."
        yield missing_page(RULE, facts, message, certain=certain)
        return
    text = text_of(page)
    yield from not_linked(RULE, page, facts, certain=certain)
    yield from template_leftovers(RULE, page, text, certain=certain)
    missing = ", ".join(name for name, words in _PARTS.items() if not words.search(text))
    if missing:
        message = f"In der Datenschutzerklärung fehlt: {missing}."
        yield judge(RULE, certain=certain, page=page.url, target="parts", message=message, evidence=missing)
    for promise, broken_by in _broken_promises(text, facts):
        message = f"„{promise}“ stimmt nicht: Im Browser war {broken_by}."
        yield failed(RULE, page=page.url, target="promise", message=message, evidence=promise)


def _broken_promises(text: str, facts: Facts) -> Iterator[tuple[str, str]]:
    """What the notice promises, and the first thing seen that breaks it."""
    cookies = ((cookie.name, url) for url, visit in facts.visits.items() for cookie in visit.cookies)
    kept = (
        (name, url)
        for url, visit in facts.visits.items()
        for names in visit.storage.values()
        for name in names
    )
    for words, seen, what in ((_NO_COOKIES, cookies, "Cookie"), (_KEEPS_NOTHING, kept, "Eintrag")):
        promise, first = words.search(text), next(seen, None)
        if promise and first:
            yield promise[0], f"der {what} „{first[0]}“ (auf {first[1]})"
