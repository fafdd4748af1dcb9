"""Links to a place on a foreign page meet that place.

What it checks: the part of a foreign address behind ``#`` names an element (``id`` or ``a name``) of the page, as it
came from the server. A person decides, since a script may add the place later.
Why it matters: the page opens at its top, and on a long page of law nobody finds the paragraph that was meant.
Applies to: foreign addresses whose page was read (``dreiklick links``) and that are linked to with a place on them.

Passed example:

    external: {"https://amt.example/": {verdict: fine, anchors: [p7]}}
    pages:
      /: <a href="https://amt.example/#p7">§ 7</a>

Cannot tell example:

    external: {"https://amt.example/": {verdict: fine, anchors: []}}
    pages:
      /: <p>Nach <a href="https://amt.example/#p7">§ 7</a></p>

References: HTML Living Standard, 7.4.6.4 (scrolling to a fragment)
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.external_links import ExternalAddress, place_named, places
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope

RULE = Rule(
    id="external-anchor",
    family="integrity",
    title="Verweise auf eine Stelle fremder Seiten treffen diese Stelle",
    remedy="Die Seite öffnen und den Teil hinter # anpassen oder weglassen.",
    impact=Impact.MINOR,
    needs=frozenset({"external"}),
    scope=Scope.SITE,
)


def applies_to(facts: Facts) -> Iterator[ExternalAddress]:
    read = (item for item in facts.external.checked if item.judged.anchors is not None)
    return (item for item in read if any(place_named(use.fragment) for use in item.uses))


def check(item: ExternalAddress, facts: Facts) -> Iterator[Finding]:
    for fragment in item.missing_fragments:
        uses = [use for use in item.uses if place_named(use.fragment) == fragment]
        yield cant_tell(
            RULE,
            page=uses[0].page,
            target=uses[0].target,
            message=f"Die Stelle „#{fragment}“ gibt es auf {item.url} nicht. Benutzt von: {places(uses)}.",
            evidence=f"{item.url}#{fragment}",
            where=uses[0].where,
        )
