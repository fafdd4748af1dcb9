"""The certificate of the own website is renewed in time.

What it checks: the certificate of the site's host is good for at least 21 more days. Certificates are renewed by
programs about 30 days ahead, so one that was not has a renewal that does not work.
Why it matters: from the day it expires browsers warn everybody off the whole website.
Applies to: the site's own host, with ``--external``.

Passed example:

    certificates: {mini.example: 2026-12-31}
    pages:
      /: Start

Failed example:

    certificates: {mini.example: 2026-12-01}
    pages:
      /: Start

References: RFC 5280, 4.1.2.5; CA/Browser Forum Baseline Requirements, 6.3.2
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from audit.checks import failed
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope

RULE = Rule(
    id="certificate-expiry",
    family="integrity",
    title="Das Zertifikat der Website wird rechtzeitig erneuert",
    remedy="Die Stelle, die den Webserver betreibt, muss das Zertifikat erneuern und den Automaten dafür prüfen.",
    impact=Impact.SERIOUS,
    needs=frozenset({"certificates"}),
    scope=Scope.SITE,
)
WARN_DAYS = 21


def applies_to(facts: Facts) -> Iterator[tuple[str, date]]:
    return iter(sorted(facts.external.certificates.items()))


def check(subject: tuple[str, date], facts: Facts) -> Iterator[Finding]:
    host, last_day = subject
    days = (last_day - facts.today).days
    if days < WARN_DAYS:
        when = f"läuft in {days} Tagen ab" if days >= 0 else "ist abgelaufen"
        yield failed(
            RULE,
            target=f"host:{host}",
            message=f"Das Zertifikat von {host} {when} ({last_day:%d.%m.%Y}).",
            evidence=f"{host} {last_day}",
            impact=Impact.CRITICAL if days < 0 else None,
        )
