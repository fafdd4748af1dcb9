"""Forms are sent by a button, not by a choice.

What it checks: a form with fields has a button to send it (a search field alone is sent with the enter key), and no list
of choices sends or leaves the page as soon as one is chosen.
Barriers: form has no submit button, drop-down list that changes context on selection.
Why it matters: with the keyboard every choice on the way to the right one would already act.
Applies to: pages with forms or lists of choices.

Passed example:

    pages:
      /: '<form><label>Ort <input></label><button>Suchen</button></form>'

Cannot tell example:

    pages:
      /: '<form><label>Ort <input></label></form>'

References: WCAG 2.2 SC 3.2.2, failure F36, techniques H32, G80 · EN 301 549 9.3.2.2
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import FIELDS, at, attribute, is_type, label_of, pages_with, sends, shortened, shown
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="form-submit",
    family="accessibility",
    title="Formulare werden mit einer Schaltfläche abgeschickt",
    remedy="Eine Schaltfläche zum Absenden ergänzen und das Absenden bei der Auswahl entfernen.",
    impact=Impact.MODERATE,
    criteria=(Criterion("3.2.2", "A"),),
)

_LEAVES = re.compile(r"submit\s*\(|location|window\.open|\.href", re.I)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "form, select")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for form in shown(page, "form"):
        identifier = attribute(form, "id")
        outside = identifier and any(
            attribute(node, "form") == identifier for node in page.tree.css("[form]")
        )
        fields = [field for field in form.css(FIELDS) if not is_type(field, "search")]
        if fields and not sends(form) and not outside:
            yield cant_tell(
                RULE,
                **at(page, form),
                message="Das Formular hat keine Schaltfläche zum Absenden.",
                evidence="<form>",
            )
    for node in shown(page, "select[onchange], input[onchange]"):
        if _LEAVES.search(attribute(node, "onchange")):
            message = f"Die Auswahl „{shortened(label_of(page, node))}“ wechselt sofort die Seite."
            yield cant_tell(RULE, **at(page, node), message=message, evidence=attribute(node, "onchange"))
