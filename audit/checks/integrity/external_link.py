"""Links to other websites lead to what they promise.

What it checks: every foreign address that pages link to, by what was last found there (``dreiklick links``). Broken is
what certainly leads nowhere: 404, 410, an unknown server, an expired certificate. A person must look where the server
turns programs away, where the page looks like an error, a parked domain or only a start page, and where the server
could not be reached in two runs.
Why it matters: people in need of help follow a link once. A dead end, or a stranger on a lapsed domain, ends their way.
Applies to: foreign addresses that were checked, each once, however many pages link to it. What a person opened within
half a year and noted (``dreiklick links --looked``) passes.

Passed example:

    external: {"https://amt.example/": {verdict: fine}, "https://bank.example/": {verdict: blocked, looked_on: 2026-11-01}}
    pages:
      /: <a href="https://amt.example/">Amt</a> <a href="https://bank.example/">Bank</a>

Failed example:

    external: {"https://amt.example/antrag": {verdict: broken, reason: "der Server antwortet: nicht gefunden (404)"}}
    pages:
      /: <p>Zum <a href="https://amt.example/antrag">Antrag</a></p>

Cannot tell example:

    external: {"https://amt.example/": {verdict: blocked, reason: "der Server weist Programme ab (403)"}}
    pages:
      /: <p>Zum <a href="https://amt.example/">Amt</a></p>

References: RFC 9110, 15.5; docs/decisions/029-external-links.md
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.external_links import ExternalAddress, Verdict, places
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope

RULE = Rule(
    id="external-link",
    family="integrity",
    title="Verweise auf andere Websites führen zum Ziel",
    remedy="Die neue Adresse suchen oder den Verweis entfernen.",
    impact=Impact.SERIOUS,
    needs=frozenset({"external"}),
    scope=Scope.SITE,
)
#: Runs in a row that must fail before an address that cannot be reached is told.
FAILED_RUNS = 2

_LOOK = "Die Adresse selbst öffnen. Führt sie zum Ziel: dreiklick links --looked ADRESSE, sonst den Verweis ändern."
_DOUBTFUL = {
    Verdict.BLOCKED: Impact.MINOR,
    Verdict.SUSPICIOUS: Impact.MODERATE,
    Verdict.TEMPORARY: Impact.MODERATE,
}


def applies_to(facts: Facts) -> Iterator[ExternalAddress]:
    return iter(facts.external.checked)


def check(item: ExternalAddress, facts: Facts) -> Iterator[Finding]:
    use = item.uses[0]
    parts = {"page": use.page, "target": use.target, "evidence": item.url, "where": use.where}
    if item.verdict is Verdict.BROKEN:
        yield failed(RULE, message=_message(item, "führt ins Leere"), **parts)
    elif item.verdict in _DOUBTFUL and not item.was_looked_at(facts.today) and not _may_pass(item):
        message = _message(item, "muss jemand ansehen")
        yield cant_tell(RULE, message=message, remedy=_LOOK, impact=_DOUBTFUL[item.verdict], **parts)


def _may_pass(item: ExternalAddress) -> bool:
    """Whether the server was out of reach only once, which tomorrow may have mended."""
    failures = item.remembered.failures if item.remembered else 0
    return item.verdict is Verdict.TEMPORARY and failures < FAILED_RUNS


def _message(item: ExternalAddress, what: str) -> str:
    return f"Die fremde Adresse {item.url} {what}: {item.judged.reason}. Benutzt von: {places(item.uses)}."
