"""Every inquiry can be judged.

What it checks: that no inquiry of the sources has impossible times (31 February, the hour that clocks leave out in March, a
reaction before the receipt, a server's time that nobody can read), and that no open inquiry was perhaps answered: by a
mail that does not say what it answers, or that went to another address.
Why it matters: what cannot be judged is in no figure, and what was answered without anybody noticing looks overdue. A
share is only as good as the list behind it.
Applies to: the inquiries of the site, together.

Passed example:

    today: 2026-11-20
    inquiries: |
      Kennung;Eingang;erste Reaktion;Kanal;Bereich;abgeschlossen;Ausschlussgrund
      A-1;02.11.2026 09:10;03.11.2026 11:00;mail;wohnberatung;;

Failed example:

    today: 2026-11-20
    inquiries: |
      Kennung;Eingang;erste Reaktion;Kanal;Bereich;abgeschlossen;Ausschlussgrund
      A-1;02.11.2026 09:10;03.11.2026 11:00;mail;wohnberatung;;
      A-2;04.11.2026 09:10;03.11.2026 11:00;mail;wohnberatung;;

References: https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4 · Ulm GD 087/21, 3.2
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from audit.checks import cant_tell
from audit.facts import Facts
from audit.model import Finding, Impact, Location, Rule, Scope
from audit.responses.inquiry import TOTAL
from audit.responses.words import named_with_line

RULE = Rule(
    id="unclear-inquiry",
    family="service",
    title="Jede Anfrage lässt sich beurteilen",
    remedy="Die Zeiten in der Liste berichtigen oder im Postfach nachsehen, ob und wann geantwortet wurde.",
    impact=Impact.MINOR,
    needs=frozenset({"inquiries"}),
    scope=Scope.SITE,
)

MAX_NAMED = 5


def applies_to(facts: Facts) -> Iterable[str]:
    """„gesamt“, since nobody knows which area an unclear inquiry belongs to."""
    return (TOTAL,) if facts.inquiries else ()


def check(subject: str, facts: Facts) -> Iterator[Finding]:
    """One finding for all whose times cannot be, one for all that may have been answered."""
    unclear, doubtful = facts.inquiries.unclear, facts.inquiries.total.doubtful
    if unclear:
        names = ", ".join(named_with_line(one) for one in unclear[:MAX_NAMED])
        more = f" und {len(unclear) - MAX_NAMED} weitere" if len(unclear) > MAX_NAMED else ""
        found = cant_tell(
            RULE,
            target=f"inquiries:{subject}",
            message=f"In keiner Zahl enthalten, weil ihre Zeiten nicht stimmen können: {names}{more}. "
            f"Zum Beispiel: {unclear[0].reason}",
            evidence=f"{len(unclear)} unklar",
        )
        place = Location(unclear[0].file, unclear[0].line) if unclear[0].line else None
        yield replace(found, location=place)
    if doubtful:
        yield cant_tell(
            RULE,
            target=f"inquiries:{subject}",
            message=f"{doubtful} offene Anfragen sind vielleicht beantwortet; „dreiklick sla“ nennt sie und den Grund.",
            evidence=f"{doubtful} zweifelhaft",
        )
