"""Links that follow one another are set apart.

What it checks: between two links in running text stands more than white space: a word, a character, or each is a list item.
Barriers: links not separated by printable characters.
Why it matters: two neighbours look and sound like one link.
Applies to: pages with links.

Passed example:

    pages:
      /: '<ul><li><a href="/a">Anfahrt</a></li><li><a href="/b">Preise</a></li></ul>'

Cannot tell example:

    pages:
      /: '<p><a href="/a">Anfahrt</a> <a href="/b">Preise</a></p>'

References: WCAG 1.0 checkpoint 10.5; WCAG 2.2 technique H48
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell
from audit.facts import Facts
from audit.markup import at, attribute, has, name_of, next_element, pages_with, shortened, shown
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="link-separators",
    family="accessibility",
    title="Aufeinander folgende Links sind voneinander getrennt",
    remedy="Eine Liste daraus machen oder ein Zeichen dazwischensetzen.",
    impact=Impact.MINOR,
)

_RUNNING_TEXT = ("p", "td", "dd", "div", "body", "main", "section")


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "a[href]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for link in shown(page, "a[href]"):
        other = next_element(link)
        if other is None or other.tag != "a" or attribute(other, "href") in ("", attribute(link, "href")):
            continue
        plain = not any(has(node, name) for node in (link, other) for name in ("class", "style", "role"))
        if plain and link.parent.tag in _RUNNING_TEXT and not has(link.parent, "class"):
            names = " und ".join(f"„{shortened(name_of(page, node), 30)}“" for node in (link, other))
            message = f"Zwischen den Links {names} steht nur ein Leerzeichen."
            yield cant_tell(
                RULE,
                **at(page, other, attribute(other, "href")),
                message=message,
                evidence=attribute(other, "href"),
            )
