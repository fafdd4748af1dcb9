"""Generated microsite for the benchmarks of build, audit and preview: ``python -m bench.markdown_site FOLDER --pages N``.

FOLDER becomes a project with the microsite ``bench``: N Markdown files in three levels, so that three clicks lead
everywhere, with what our content has: a contact each, explained words, amounts, tables, lists, pictures, links to places
on other pages. The shared folder and the pages that every microsite has come from the sample content.
The same number of pages gives the same bytes.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import Any

import click
import yaml

PROJECT_DIR = Path(__file__).resolve().parent.parent
SITE = "bench"
#: Pages that every microsite has, from a site of the sample content.
_SAMPLE = "senioren"
_FIXED = ("kontakt.md", "gebaerdensprache.md", "leichte-sprache/index.md")
_SETTINGS = ("accepted.yaml", "barrierefreiheit.yaml", "handpruefung.yaml")
#: Pages that the fixed ones link to and that only the sample has.
_NOT_HERE = ("digitalmentoren.md", "../../pflegestuetzpunkt/leichte-sprache/index.md")
_MENU = 6
_SENTENCES = 24
_ASCII = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="240" viewBox="0 0 480 240">'
    '<rect width="480" height="240" fill="#dfe9f3"/><rect x="{x}" y="60" width="160" height="140" fill="#1d4f91"/>'
    '<circle cx="{x}" cy="60" r="40" fill="#8a2b0a"/></svg>\n'
)


@dataclass(frozen=True, slots=True)
class Text:
    """A generated page: ``path`` below the site's folder, ``body`` in our Markdown."""

    path: str
    title: str
    label: str
    summary: str
    contact: str
    position: int
    body: str

    @property
    def is_section(self) -> bool:
        """Whether it is the index page of a folder."""
        return self.path.endswith("index.md")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page stands: topic, aspect of it, part of the town; the last ones are empty higher up."""

    topic: str
    aspect: str = ""
    place: str = ""
    position: int = 1

    @property
    def path(self) -> str:
        parts = [part.lower().translate(_ASCII) for part in (self.topic, self.aspect, self.place) if part]
        return "/".join(parts) + (".md" if self.place else "/index.md")

    @property
    def title(self) -> str:
        if not self.aspect:
            return f"{self.topic} in Musterstadt"
        where = f" im Stadtteil {self.place}" if self.place else ""
        return f"{self.topic}: {self.aspect}{where}"

    @property
    def label(self) -> str:
        return self.place or self.aspect or self.topic


def largest() -> int:
    """The most pages there can be."""
    width = len(words()["topics"])
    return 1 + len(_FIXED) + width + width**2 + width**3


@cache
def words() -> dict[str, Any]:
    """What pages are put together from."""
    file = Path(__file__).with_name("markdown_texts.yaml")
    data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return data


def texts(pages: int) -> Iterator[Text]:
    """The generated pages of a site of ``pages`` files: all but the home page and the fixed ones, parents first."""
    places = _places(pages - 1 - len(_FIXED))
    for place in places:
        yield _text(place, places)


def make(folder: Path, pages: int, source: Path = PROJECT_DIR) -> None:
    """Write the project into ``folder``; what is there of an earlier one is replaced, output and caches stay."""
    content = folder / "content"
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(source / "content" / "gemeinsam", content / "gemeinsam")
    glossary = content / "gemeinsam" / "glossar.yaml"
    text = glossary.read_text(encoding="utf-8")
    glossary.write_text(re.sub(r"^    page: .*\n", "", text, flags=re.M), encoding="utf-8")
    site, sample = content / SITE, source / "content" / _SAMPLE
    for name in (*_FIXED, *_SETTINGS):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        text = (sample / name).read_text(encoding="utf-8")
        for gone in _NOT_HERE:
            text = text.replace(f"({gone})", "(kontakt.md)" if "/" not in gone else "(../kontakt.md)")
        (site / name).write_text(text, encoding="utf-8")
    _write_pictures(site / "bilder")
    made = list(texts(pages))
    (site / "index.md").write_text(_home(), encoding="utf-8")
    (site / "site.yaml").write_text(_site(made), encoding="utf-8")
    for page in made:
        file = site / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_front_matter(page) + page.body, encoding="utf-8")
    shutil.copy2(source / "pelicanconf.py", folder / "pelicanconf.py")  # the audit's settings


def _places(pages: int) -> Sequence[_Place]:
    """``pages`` places, parents first, as wide at every level as three levels need; leaves spread evenly."""
    width = next(width for width in count(1) if width + width**2 + width**3 >= pages)
    topics, aspects, parts = (words()[name][:width] for name in ("topics", "aspects", "places"))
    upper = [_Place(topic, position=10 * at) for at, topic in enumerate(topics, 1)]
    middle = [
        _Place(topic, aspect, position=10 * at) for at, aspect in enumerate(aspects, 1) for topic in topics
    ]
    leaves = (
        _Place(folder.topic, folder.aspect, part, 10 * at)
        for at, part in enumerate(parts, 1)
        for folder in middle
    )
    return list(islice((place for level in (upper, middle, leaves) for place in level), pages))


def _text(place: _Place, places: Sequence[_Place]) -> Text:
    chance = random.Random(f"{place.path} {len(places)}")
    summary = f"„{place.title}“ – wer das Angebot nutzen kann, wie Sie sich anmelden und wer Ihnen dabei weiterhilft."
    contact = chance.choice(words()["contacts"])
    body = "\n\n".join(_blocks(place, places, contact, chance)) + "\n"
    return Text(place.path, place.title, place.label, summary, contact, place.position, body)


def _blocks(place: _Place, places: Sequence[_Place], contact: str, chance: random.Random) -> Iterator[str]:
    """The body: an answer first, then questions, each with text and something to hold on to."""
    known = words()
    sentences = iter(
        sentence.format(topic=place.topic, place=place.place or "Musterstadt")
        for sentence in chance.sample(known["sentences"], _SENTENCES)
    )
    first, *others = known["questions"]
    questions = [first, *chance.sample(others, 4)]  # links lead to the first, which every page has
    extras = [
        f"Das Wort [[glossar:{chance.choice(known['terms'])}]] hören Sie dabei oft.",
        "\n".join(f"- {paper}" for paper in chance.sample(known["papers"], 4)) + "\n{: .checkliste }",
        "\n".join(f"{at}. {step}" for at, step in enumerate(known["steps"], 1)) + "\n{: .schritte }",
        f"Rufen Sie an: [[kontakt:{contact}]].",
        _amounts(chance)
        if chance.random() < 0.4
        else '!!! hinweis "Fragen kostet nichts"\n    Auch kleine Fragen sind willkommen. Wir nehmen uns Zeit.',
    ]
    yield f"**{place.label}:** {_some(sentences, 4)}"
    if chance.random() < 0.25:
        name, alt = chance.choice(known["pictures"])
        yield f"![{alt}](/bilder/{name}.svg)"
    for (anchor, question), extra in zip(questions, extras, strict=True):
        yield f"## {question} {{#{anchor}}}"
        yield f"{_some(sentences, 4)} {_link(place, chance.choice(places), chance)}"
        yield extra


def _some(sentences: Iterator[str], number: int) -> str:
    return " ".join(islice(sentences, number))


def _link(place: _Place, other: _Place, chance: random.Random) -> str:
    target = os.path.relpath(other.path, Path(place.path).parent)
    return f"Dazu passt [{other.title}]({target}{chance.choice(('', '#wer'))})."


def _amounts(chance: random.Random) -> str:
    rows = "\n".join(
        f"| {name.capitalize()} | [[betrag:{name}]] |"
        for name in sorted(chance.sample(words()["amounts"], 3))
    )
    return (
        f"Die Tabelle nennt Beträge, nach denen oft gefragt wird.\n\n| Leistung | Höhe |\n|---|---|\n{rows}"
    )


def _front_matter(page: Text) -> str:
    fields = {
        "title": page.title,
        "summary": page.summary,
        "contact": page.contact,
        "owner": "seniorenfachstelle",
        "last_reviewed_on": "2026-10-26",
        "review_in": "6 Monate",
        "menu_label": page.label,
        "menu_position": page.position,
    }
    return "---\n" + "".join(f"{name}: {_quoted(value)}\n" for name, value in fields.items()) + "---\n"


def _quoted(value: object) -> object:
    return f'"{value}"' if isinstance(value, str) and ": " in value else value


def _home() -> str:
    return """---
title: Hilfe in Musterstadt
summary: "Alle Angebote der Stadt auf einen Blick: nach Themen, nach Fragen und nach Stadtteilen geordnet."
contact: seniorenbuero
owner: seniorenfachstelle
last_reviewed_on: 2026-11-09
review_in: 6 Monate
menu_label: Startseite
easy_language: leichte-sprache/index.md
---
Hier finden Sie alle Angebote der Stadt. Wählen Sie ein Thema, dann Ihre Frage, dann Ihren Stadtteil.
"""


def _site(made: Sequence[Text]) -> str:
    """site.yaml: the sample's settings, with the topics in menu and situations."""
    topics = [page.path for page in made if page.path.count("/") == 1 and page.is_section]
    fixed = ["suche.md", "a-bis-z.md", "uebersicht.md", "kontakt.md", "barriere-melden.md"]
    legal = ["barrierefreiheit.md", "impressum.md", "datenschutz.md"]
    data = {
        "title": "Hilfe in Musterstadt",
        "tagline": "Alle Angebote der Stadt auf einen Blick",
        "town": "Stadt Musterstadt",
        "host": "bench.musterstadt.example",
        "language": "de",
        "logo": "bilder/wappen.svg",
        "clock": "2026-11-22",
        "legal_profile": "bw",
        "server_log_days": 7,
        "contact": "seniorenbuero",
        "colours": {"brand": "#1d4f91", "accent": "#8a2b0a"},
        "owners": {
            "seniorenfachstelle": "Fachstelle Seniorinnen und Senioren",
            "online-redaktion": "Online-Redaktion",
        },
        "menu": topics[:_MENU],
        "situations": topics,
        "footer": [*fixed, *legal, "leichte-sprache/index.md", "gebaerdensprache.md"],
    }
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return text.replace("'2026-11-22'", "2026-11-22")


def _write_pictures(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for at, (name, _) in enumerate(words()["pictures"], 1):
        (folder / f"{name}.svg").write_text(_DRAWING.format(x=80 * at), encoding="utf-8")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--pages", type=click.IntRange(20), default=1000, show_default=True, help="Markdown-Dateien.")
def main(folder: Path, pages: int) -> None:
    """Schreibt ein Projekt mit der Microsite „bench“ in den Ordner FOLDER."""
    if pages > largest():
        raise click.BadParameter(f"Es gibt höchstens {largest()} Seiten.", param_hint="--pages")
    make(folder, pages)
    click.echo(f"{pages} Seiten in {folder / 'content' / SITE}")


if __name__ == "__main__":
    main()
