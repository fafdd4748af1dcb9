"""A picture and the text beside it are one link, not two to the same goal.

What it checks: no two links to the same address follow one another with nothing between. A picture and a text of the
same name are certainly one too many.
Barriers: adjacent links going to the same destination.
Why it matters: keyboard and screen reader users meet everything twice.
Applies to: pages with links.

Passed example:

    pages:
      /: '<p><a href="/panda"><img src="p.jpg" alt=""> Panda</a></p>'

Failed example:

    pages:
      /: '<p><a href="/panda"><img src="p.jpg" alt="Panda"></a> <a href="/panda">Panda</a></p>'

Cannot tell example:

    pages:
      /: '<p><a href="/panda"><img src="p.jpg" alt="Roter Panda im Baum"></a> <a href="/panda">Zum Panda</a></p>'

References: WCAG 2.2 technique H2 Combining adjacent image and text links for the same resource
"""

from __future__ import annotations

from collections.abc import Iterator

from audit.checks import cant_tell, failed
from audit.facts import Facts
from audit.markup import at, attribute, name_of, next_element, pages_with, shortened, shown, words
from audit.model import Finding, Impact, Rule
from audit.page import Page

RULE = Rule(
    id="adjacent-links",
    family="accessibility",
    title="Bild und Text daneben sind ein Link",
    remedy='Bild und Text in ein gemeinsames a-Element setzen; das Bild bekommt dann alt="".',
    impact=Impact.MINOR,
)


def applies_to(facts: Facts) -> Iterator[Page]:
    return pages_with(facts, "a[href]")


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for link in shown(page, "a[href]"):
        other = next_element(link)
        if other is None or other.tag != "a" or attribute(other, "href") != attribute(link, "href"):
            continue
        names = [name_of(page, node) for node in (link, other)]
        if not all(names):
            continue  # a link without a name is another rule's
        pictures = [
            node.css_first("img, svg") is not None and not words(node.text()) for node in (link, other)
        ]
        same = words(names[0]) == words(names[1]) and any(pictures)
        yield (failed if same else cant_tell)(
            RULE,
            **at(page, other, attribute(other, "href")),
            message=f"Zwei Links hintereinander führen zum selben Ziel: „{shortened(names[0])}“ und „{shortened(names[1])}“.",
            evidence=attribute(other, "href"),
        )
