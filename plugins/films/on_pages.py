"""Films on pages, above all in German Sign Language: placed in the text, measured, published with what belongs to them.

Settings read: ``SITE_CONTENT``, ``OUTPUT_PATH``. Signals used: ``page_generator_finalized`` (films go into the page's
text), ``finalized`` (the files that pages use are copied to filme/, bytes unchanged).
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from markupsafe import Markup
from pelican import Pelican, signals
from pelican.contents import Page
from pelican.generators import PagesGenerator

from plugins.content_model import PageSource, SiteContent
from plugins.films.checks import folders
from plugins.films.files import FOLDER, find, measure
from plugins.films.schema import FilmMeta
from plugins.german_text import german_duration, german_size
from plugins.markdown_pages import new_converter, safe_html, shaped
from plugins.spoken_languages import in_language

#: Language of a film → its tag (BCP 47) where that is another one.
_TAGS = {"dgs": "gsg", "leicht": "de"}


@dataclass(frozen=True, slots=True)
class Film:
    """A film as the component ``film`` shows it. ``transcript`` is HTML; without it ``transcript_url`` leads to it."""

    number: int
    title: str
    url: str
    mime_type: str
    format: str
    size: str
    duration: str
    width: int
    height: int
    language: str
    language_tag: str
    is_sign_language: bool
    is_placeholder: bool
    poster_url: str
    poster_alt: str
    captions_url: str
    transcript: str
    transcript_url: str
    is_transcript_below: bool
    page_url: str


def films_of(page: PageSource, content: SiteContent) -> Iterator[Film]:
    """The films of a page, measured, in the order of its front matter."""
    for number, meta in enumerate(page.meta.films, start=1):
        yield _film(number, meta, page, content)


def _film(number: int, meta: FilmMeta, page: PageSource, content: SiteContent) -> Film:
    path = find(meta.file, folders(content))
    if path is None:
        raise FileNotFoundError(meta.file)  # film_checks reported it, so the build never comes here
    measured = measure(path)
    kind = path.suffix.removeprefix(".")
    text, address = _transcript(meta, page, content)
    return Film(
        number=number,
        title=meta.title,
        url=_url(meta.file),
        mime_type=f"video/{kind}",
        format="WebM" if kind == "webm" else kind.upper(),
        size=german_size(measured.bytes),
        duration=german_duration(measured.seconds),
        width=measured.width,
        height=measured.height,
        language=in_language(meta.language),
        language_tag=_TAGS.get(meta.language, meta.language),
        is_sign_language=meta.language == "dgs",
        is_placeholder=meta.placeholder,
        poster_url=_url(meta.poster),
        poster_alt=meta.poster_alt,
        captions_url=_url(meta.captions) if meta.captions else "",
        transcript=text,
        transcript_url=address,
        is_transcript_below=address in [f"#{item}" for item in meta.items[:1]],
        page_url=f"https://{content.meta.host}{page.url}",
    )


def _url(name: str) -> str:
    return f"/{FOLDER}/{name}"


def _transcript(meta: FilmMeta, page: PageSource, content: SiteContent) -> tuple[str, str]:
    """The transcript as HTML, or the address at which it stands."""
    place = meta.transcript_place
    if place is None:
        return Markup(shaped(safe_html(new_converter(), meta.transcript), page, content).html()), ""
    path, anchor = place
    return "", (content.address(page, path) or "" if path else "") + anchor


def add_films(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``, after all plugins that parse the text: they would rewrite the SVG.

    A film stands below the heading of its first item; films without items go before the text, in the order given.
    """
    content: SiteContent = generator.settings["SITE_CONTENT"]
    show = generator.env.get_template("components/film/macro.html").module.film
    for page in generator.pages:
        opening = ""
        for film, meta in zip(films_of(page.source, content), page.source.meta.films, strict=True):
            html = f"{show(film)}\n"
            if not (meta.items and _put_below(page, meta.items[0], html)):
                opening += html
        page._content = opening + page._content


def _put_below(page: Page, anchor: str, html: str) -> bool:
    """Insert ``html`` behind the heading with the id ``anchor``; whether there is one."""
    heading = re.search(rf'<h[2-6][^>]* id="{anchor}"[^>]*>.*?</h[2-6]>\n?', page._content, re.S)
    if heading:
        page._content = page._content[: heading.end()] + html + page._content[heading.end() :]
    return bool(heading)


def copy_films(pelican: Pelican) -> None:
    """Receiver of ``finalized``: what the pages use, and nothing else."""
    content: SiteContent = pelican.settings["SITE_CONTENT"]
    output = Path(pelican.settings["OUTPUT_PATH"])
    used = {
        name
        for page in content.pages.values()
        for film in page.meta.films
        for name in (film.file, film.poster, film.captions)
        if name
    }
    for name in sorted(used):
        source, target = find(name, folders(content)), output / FOLDER / PurePosixPath(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(str(source), target)


def register() -> None:
    signals.page_generator_finalized.connect(add_films)
    signals.finalized.connect(copy_films)
