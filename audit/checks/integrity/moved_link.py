"""Links to other websites name the address that is valid now.

What it checks: whether a foreign server says that the page has moved for good (301, 308), and where to.
Why it matters: such redirects are switched off one day, at the next relaunch at the latest. Then the link is dead.
Applies to: foreign addresses that were checked (``dreiklick links``) and lead somewhere.

Passed example:

    external: {"https://amt.example/": {verdict: fine}}
    pages:
      /: <a href="https://amt.example/">Amt</a>

Cannot tell example:

    external: {"https://amt.example/alt": {verdict: moved, moved_to: "https://amt.example/neu"}}
    pages:
      /: <p>Zum <a href="https://amt.example/alt">Amt</a></p>

References: RFC 9110, 15.4.2 and 15.4.9
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.external_links import ExternalAddress, Verdict, places
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope

RULE = Rule(
    id="moved-link",
    family="integrity",
    title="Verweise nennen die Adresse, die heute gilt",
    remedy="Die neue Adresse ansehen und eintragen; „invoke links fix“ schlägt die Änderung vor.",
    impact=Impact.MINOR,
    needs=frozenset({"external"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[ExternalAddress]:
    return (item for item in facts.external.checked if item.verdict in (Verdict.FINE, Verdict.MOVED))


def check(item: ExternalAddress, facts: Facts) -> Iterator[Finding]:
    if item.verdict is Verdict.MOVED:
        use = item.uses[0]
        yield cant_tell(
            RULE,
            page=use.page,
            target=use.target,
            message=f"{item.url} ist umgezogen nach {item.judged.moved_to}. Benutzt von: {places(item.uses)}.",
            evidence=item.url,
            where=use.where,
        )
