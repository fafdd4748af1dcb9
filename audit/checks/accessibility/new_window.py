"""Who opens a new window says so.

What it checks: links that open a new window or tab say so in their name, their description or by an icon with text.
Barriers: link launches new window with no warning.
Why it matters: the way back is gone, and who does not see the new window does not know why.
Applies to: pages with links that have a target.

Passed example:

    pages:
      /: '<p><a href="https://x.example/" target="_blank">Fahrplan (öffnet neues Fenster)</a></p>'

Cannot tell example:

    pages:
      /: '<p><a href="https://x.example/" target="_blank">Fahrplan</a></p>'

References: WCAG 2.2 SC 3.2.5 Change on Request, techniques G200, G201, H83
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, attribute, name_of, pages_with, shortened, shown, text_of, texts_by_id
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="new-window",
    family="accessibility",
    title="Links sagen, wenn sie ein neues Fenster öffnen",
    remedy="target=_blank entfernen oder „(öffnet neues Fenster)“ in den Linktext schreiben.",
    impact=Impact.MINOR,
)

_SAME_WINDOW = {"", "_self", "_top", "_parent"}
_WARNING = re.compile(
    r"fenster|\btabs?\b|registerkarte|window|extern|fenêtre|onglet|finestra|ventana|pestaña|pencere|sekme|oknie|kart|окн|вікн|نافذة",
    re.I,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "a[target], area[target], form[target]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    framed = {attribute(frame, "name") for frame in page.tree.css("iframe[name], frame[name]")}
    for link in shown(page, "a[href][target], area[href][target]"):
        if attribute(link, "target").lower() in _SAME_WINDOW or attribute(link, "target") in framed:
            continue
        described = texts_by_id(page, attribute(link, "aria-describedby"))
        told = f"{name_of(page, link)} {text_of(link)} {attribute(link, 'title')} {described}"
        if not _WARNING.search(told):
            message = (
                f"Der Link „{shortened(name_of(page, link))}“ öffnet ein neues Fenster, ohne es zu sagen."
            )
            yield cant_tell(
                RULE,
                **at(page, link, attribute(link, "href")),
                message=message,
                evidence=attribute(link, "href"),
            )
