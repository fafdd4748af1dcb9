"""Generated pages for the benchmark of links: a tree of pages, each with 34 links, some of them broken on purpose.

The same number of pages gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from pathlib import Path

PAGES = 10_000
LINKS = 34
_SECTIONS = 6
_BROKEN = 50  # of each kind
_TEXT = (
    "Die Beratung ist kostenlos und vertraulich. Sie erreichen uns am Telefon, per E-Mail oder vor Ort, und auf Wunsch "
    "kommen wir zu Ihnen nach Hause. Bringen Sie bitte den Bescheid der Pflegekasse mit, wenn Sie ihn schon haben."
)


@dataclass(frozen=True, slots=True)
class LinkCorpus:
    """``folder`` of the pages, number of links, and what is broken as (page, href)."""

    folder: Path
    pages: int
    links: int
    broken_links: frozenset[tuple[str, str]]
    broken_anchors: frozenset[tuple[str, str]]


def make(folder: Path, pages: int = PAGES) -> LinkCorpus:
    """Write the pages into an empty folder."""
    chance = random.Random(pages)
    width = ceil(pages ** (1 / 3))  # so that three clicks lead everywhere
    bad = min(_BROKEN, pages // 4)
    hurt = chance.sample(range(pages), 2 * bad)
    no_page, no_anchor = frozenset(hurt[:bad]), frozenset(hurt[bad:])
    broken_links, broken_anchors = set(), set()
    for number in range(pages):
        targets = list(_targets(number, pages, width, chance))
        if number in no_page:
            targets[-1] = f"/gibt-es-nicht-{number}.html"
            broken_links.add((_address(number), targets[-1]))
        if number in no_anchor:
            targets[-1] = f"{_address(chance.randrange(pages))}#gibt-es-nicht-{number}"
            broken_anchors.add((_address(number), targets[-1]))
        (folder / _file(number)).write_text(_page(number, targets), encoding="utf-8")
    return LinkCorpus(folder, pages, pages * LINKS, frozenset(broken_links), frozenset(broken_anchors))


def _targets(number: int, pages: int, width: int, chance: random.Random) -> Iterator[str]:
    """The home page, the parent, the children, and others of which each third is a place on the page."""
    own = [0, (number - 1) // width if number else 0]
    own += [child for child in range(number * width + 1, (number + 1) * width + 1) if child < pages]
    yield from (_address(target) for target in own)
    for place in range(LINKS - len(own)):
        address = _address(chance.randrange(pages))
        yield address if place % 3 else f"{address}#abschnitt-{chance.randrange(_SECTIONS)}"


def _file(number: int) -> str:
    return f"seite-{number:05}.html" if number else "index.html"


def _address(number: int) -> str:
    """The home page by its file, as lychee resolves addresses of files only."""
    return f"/{_file(number)}"


def _page(number: int, targets: list[str]) -> str:
    links = [
        f'<li><a href="{target}">Zum Thema {place} von Seite {number}</a></li>'
        for place, target in enumerate(targets)
    ]
    menu, rest = links[:10], links[10:]
    each = ceil(len(rest) / _SECTIONS)
    sections = "\n".join(
        f'<h2 id="abschnitt-{section}">Abschnitt {section}</h2>\n<p>{_TEXT}</p>\n'
        f"<ul>{''.join(rest[section * each : (section + 1) * each])}</ul>"
        for section in range(_SECTIONS)
    )
    return (
        f'<!doctype html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n<title>Seite {number}</title>\n'
        '<meta name="viewport" content="width=device-width">\n</head>\n<body>\n'
        f'<header><nav aria-label="Menü"><ul>{"".join(menu)}</ul></nav></header>\n'
        f"<main>\n<h1>Seite {number}</h1>\n{sections}\n</main>\n</body>\n</html>\n"
    )
