"""Links inside PDF files lead somewhere.

What it checks: no link in a linked PDF leads to the machine or the folder it was made on, or to an address of this site
that does not exist.
Why it matters: nobody clicks through a PDF again once it is online, so its dead ends stay.
Applies to: PDF files of the site that its pages link to and that have links.

Passed example:

    documents: {/antrag.pdf: {links: ["https://mini.example/", "https://www.example.org/", "tel:+4930"]}}
    pages:
      /: <a href="/antrag.pdf">Antrag (PDF)</a>

Failed example:

    documents: {/antrag.pdf: {links: ["http://localhost:8000/kontakt/"]}}
    pages:
      /: <a href="/antrag.pdf">Antrag (PDF)</a>

References: sources of addresses as in ``audit/page.py``
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from audit.checks import failed
from audit.documents import LinkedDocument, Pdf, known_pdfs
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope
from audit.site import Site

RULE = Rule(
    id="pdf-link",
    family="integrity",
    title="Links in PDF-Dateien führen zum Ziel",
    remedy="Den Link in der Vorlage berichtigen und das PDF neu speichern.",
    impact=Impact.MODERATE,
    needs=frozenset({"documents"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[LinkedDocument[Pdf]]:
    return (subject for subject in known_pdfs(facts.site, facts.documents) if subject.document.links)


def check(subject: LinkedDocument[Pdf], facts: Facts) -> Iterator[Finding]:
    for link in subject.document.links:
        fault = _fault(link, facts.site)
        if fault:
            message = f"Im PDF {subject.address} {fault}: {link}"
            yield failed(RULE, message=message, evidence=f"{subject.address}: {link}", **subject.parts)


def _fault(link: str, site: Site) -> str:
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return "ist ein Link keine Adresse"
    if parts.scheme == "file":
        return "führt ein Link zu einer Datei auf dem Rechner, auf dem es entstand"
    if parts.scheme in ("http", "https") and _is_local(host):
        return "führt ein Link zu dem Rechner, auf dem es entstand"
    is_own = site.base and parts.netloc == urlsplit(site.base).netloc
    return "führt ein Link ins Leere" if is_own and site.is_missing(unquote(parts.path) or "/") else ""


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name
        return False
