"""A dialog takes the focus, keeps it, closes with Esc and gives it back.

What it checks: controls that may open something get Enter. Where a dialog (by its role, or a layer in the middle of the
window) comes up, the focus must be in it, stay in it if it is modal, Esc must close it, and the focus must be on the control
again. It fails where a dialog has neither the focus nor gets it with the next Tab; all else is for a person to look at.
Why it matters: who uses the keyboard otherwise moves about behind the dialog, unseen, or cannot get rid of it.
Applies to: all pages where the keyboard opens a dialog.

Passed example:

    pages:
      /: <button>Hilfe</button><dialog><button>Schließen</button></dialog>
    measured:
      /:
        layers:
          1280 light:
            tooltips: []
            dialogs:
              - {path: main > dialog, role: true, modal: true, tabbable: 1, focus: inside, next: inside, kept: true,
                 escape: true, returned: control, name: Hilfe, text: Schließen, literal: "", component: ""}

Failed example:

    pages:
      /: <button>Hilfe</button><div role="dialog"><button>Schließen</button></div>
    measured:
      /:
        layers:
          1280 light:
            tooltips: []
            dialogs:
              - {path: main > div, role: true, modal: false, tabbable: 1, focus: control, next: elsewhere, kept: null,
                 escape: true, returned: control, name: Hilfe, text: Schließen, literal: "", component: ""}

Cannot tell example:

    pages:
      /: <button>Hilfe</button><div class="box"><button>Schließen</button></div>
    measured:
      /:
        layers:
          1280 light:
            tooltips: []
            dialogs:
              - {path: main > div, role: false, modal: false, tabbable: 1, focus: inside, next: inside, kept: true,
                 escape: false, returned: control, name: Hilfe, text: Schließen, literal: "", component: ""}

References: WCAG 2.2 SC 2.4.3 Focus Order · EN 301 549 9.2.4.3 · WCAG failure F85 · ARIA APG, dialog (modal) pattern
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audit.checks import cant_tell, failed, where
from audit.facts import Facts
from audit.model import Criterion, Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="dialog-focus",
    family="accessibility",
    title="Dialogfenster übernehmen den Fokus und geben ihn zurück",
    remedy="Ein dialog-Element verwenden und mit showModal() öffnen: Der Browser macht dann alles richtig.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("2.4.3", "A"),),
    needs=frozenset({"browser"}),
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if _dialogs(page, facts))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for dialog in _dialogs(page, facts):
        faults = list(_faults(dialog))
        if not faults:
            continue
        is_behind = dialog["tabbable"] > 0 and dialog["next"] != "inside"
        certain = is_behind and (dialog["role"] or dialog["modal"])
        yield (failed if certain else cant_tell)(
            RULE,
            page=page.url,
            target=dialog["path"],
            message=f"Dialogfenster „{dialog['name']}“: {'; '.join(faults)}."
            + ("" if certain else " Bitte prüfen."),
            evidence=", ".join(faults),
            where=where(dialog),
        )


def _faults(dialog: dict[str, Any]) -> Iterator[str]:
    if dialog["next"] != "inside":
        yield "der Fokus kommt nicht hinein"
    elif dialog["focus"] != "inside":
        yield "der Fokus kommt nicht gleich hinein"
    if dialog["kept"] is False and (dialog["modal"] or not dialog["role"]):
        yield "mit der Tabulatortaste gerät man dahinter"
    if not dialog["escape"]:
        yield "Esc schließt es nicht"
    if dialog["returned"] not in ("control", None):
        yield "nach dem Schließen ist der Fokus nicht mehr, wo er war"


def _dialogs(page: Page, facts: Facts) -> list[dict[str, Any]]:
    measured = facts.measured(page.url).get("layers", {})
    return [dialog for layers in measured.values() for dialog in layers["dialogs"]]
