"""Pages load nothing from other hosts without being asked.

What it checks: every script, style, picture, frame and font that the page names or that the browser asked for comes
from the page's own host. Links are no resources: following them is the visitor's choice.
Why it matters: each such request tells a third party who looked at which page, here often about illness and need. For
that there is no legal ground without consent (Article 6 GDPR, § 25 TDDDG); a court awarded damages for fonts alone.
Applies to: all pages.

Passed example:

    base: https://stadt.example
    pages:
      /: <img src="/wappen.svg" alt=""> <a href="https://video.example/">Film bei video.example</a>

Failed example:

    base: https://stadt.example
    pages:
      /: <img src="https://fonts.example/a.png" alt="">

References: Article 6 (1) GDPR · § 25 TDDDG · LG München I, 20.01.2022, 3 O 17493/20 (fonts)
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from audit.checks import failed
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Where
from audit.page import Page

RULE = Rule(
    id="foreign-host",
    family="privacy",
    title="Seiten laden nichts ungefragt von fremden Servern",
    remedy="Die Datei selbst ausliefern (Schriften, Bilder, Skripte), oder statt der Einbettung einen Verweis setzen.",
    impact=Impact.SERIOUS,
)

#: Where the audit itself serves the pages to the browser.
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def applies_to(facts: Facts) -> Iterator[Page]:
    return iter(facts.site.pages.values())


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    own = _host(page.address)
    foreign: dict[str, tuple[str, str]] = {}
    for resource in page.resources:
        host = _host(resource.url)
        if host not in ("", own):
            foreign.setdefault(host, (resource.url, resource.written))
    visit = facts.visits.get(page.url)
    for url in visit.requests if visit else ():
        host = _host(url)
        if host not in ("", own) and host not in _LOOPBACK:
            foreign.setdefault(
                host, (url.partition("?")[0], host)
            )  # what follows "?" changes from visit to visit
    for host, (url, written) in foreign.items():
        yield failed(
            RULE,
            page=page.url,
            target=host,
            message=f"Die Seite lädt ungefragt etwas von {host}: {url}. So erfährt {host}, wer diese Seite liest.",
            evidence=url,
            where=Where(literal=written),
        )


def _host(url: str) -> str:
    """The host of a web address, "" for everything else (data:, blob:)."""
    parts = urlsplit(url)
    return parts.hostname or "" if parts.scheme in ("http", "https", "ws", "wss") else ""
