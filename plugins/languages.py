"""Language versions: which page says the same in another language, and what must be right about it.

The languages of a site stand in site.yaml; the pages in a language lie in the folder of its code (``en/``), whose index.md is
that language's home page. ``translation_of`` names the page that one translates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from plugins.contacts import CONTACT_NOTATION
from plugins.problems import Problem, did_you_mean
from plugins.words import all_words

if TYPE_CHECKING:
    from plugins.content_model import PageSource, SiteContent


def language_of(content: SiteContent, page: PageSource) -> str:
    """The language of the page's text and frame."""
    return page.meta.lang or content.meta.language


def is_foreign(content: SiteContent, page: PageSource) -> bool:
    """Is the page in another language than the site?"""
    return language_of(content, page) != content.meta.language


def home_of(content: SiteContent, language: str) -> PageSource:
    """The page at which readers of ``language`` begin."""
    return content.pages["index.md" if language == content.meta.language else f"{language}/index.md"]


def original_of(content: SiteContent, page: PageSource) -> PageSource:
    """The page that ``page`` translates, or the page itself."""
    target = page.meta.translation_of
    return (content.resolve(page, target) if target else None) or page


def versions(content: SiteContent) -> Mapping[str, Mapping[str, PageSource]]:
    """Path of each page that is translated → the page by language, the original first."""
    found: dict[str, dict[str, PageSource]] = {}
    for page in content.pages.values():
        original = original_of(content, page)
        if original is not page:
            same = found.setdefault(original.path, {language_of(content, original): original})
            same[language_of(content, page)] = page
    return found


def check_languages(content: SiteContent, complete: bool) -> Iterator[Problem]:
    """Languages of the site and of its pages fit together; ``complete`` says that every page could be read."""
    yield from _check_site(content, complete)
    taken: dict[tuple[str, str], PageSource] = {}
    for page in content.pages.values():
        yield from _check_language(page, content)
        if complete and page.meta.translation_of:
            yield from _check_translation(page, content, taken)


def _check_site(content: SiteContent, complete: bool) -> Iterator[Problem]:
    for language in content.meta.languages:
        field = f"languages.{language}"
        if language == content.meta.language:
            message = f"„{language}“ ist schon die Sprache der Site selbst. Bitte hier löschen."
            yield Problem(content.file, content.lines[field], message, field)
        elif language not in all_words():
            others = set(all_words()) - {content.meta.language}
            message = f"Für „{language}“ sind Kopf und Kontaktkasten noch nicht übersetzt. {did_you_mean(language, others)}"
            yield Problem(content.file, content.lines[field], message, field)
        elif complete and f"{language}/index.md" not in content.pages:
            message = f"Die Startseite dieser Sprache fehlt. Bitte die Datei {language}/index.md anlegen."
            yield Problem(content.file, content.lines[field], message, field)


def _check_language(page: PageSource, content: SiteContent) -> Iterator[Problem]:
    """``lang`` and the folder say the same, and site.yaml knows the language."""
    folder, _, rest = page.path.partition("/")
    in_folder = bool(rest) and (folder in content.meta.languages or folder in all_words())
    language, line = language_of(content, page), page.lines.get("lang", 1)
    if in_folder and not page.meta.lang:
        message = f"Im Ordner „{folder}“ braucht jede Seite ihre Sprache. Bitte „lang: {folder}“ ergänzen."
        yield Problem(page.name, line, message, "lang")
    elif in_folder and language != folder:
        message = f"Im Ordner „{folder}“ liegen nur Seiten mit „lang: {folder}“. Bitte ändern oder die Datei in den Ordner „{language}“ verschieben."
        yield Problem(page.name, line, message, "lang")
    elif language not in {content.meta.language, *content.meta.languages}:
        names = {content.meta.language, *content.meta.languages}
        message = f"Die Sprache „{language}“ steht nicht unter languages in {content.file}. {did_you_mean(language, names)}"
        yield Problem(page.name, line, message, "lang")
    elif page.meta.translation_of and not page.meta.lang:
        message = "Zu einer Übersetzung gehört ihre Sprache. Bitte ergänzen, zum Beispiel „lang: en“."
        yield Problem(page.name, page.lines["translation_of"], message, "lang")
    elif is_foreign(content, page) and not in_folder:
        message = f"Eine Seite mit „lang: {language}“ gehört in den Ordner „{language}“. Bitte verschieben."
        yield Problem(page.name, line, message, "lang")


def _check_translation(
    page: PageSource, content: SiteContent, taken: dict[tuple[str, str], PageSource]
) -> Iterator[Problem]:
    """The original is there, is one itself, is in another language, and is translated into each language once."""
    target, line = page.meta.translation_of or "", page.lines["translation_of"]
    original, language = content.resolve(page, target), language_of(content, page)
    if original is None:
        message = f"„{target}“ gibt es nicht. {did_you_mean(target, _paths_from(page, content))}"
    elif original.meta.translation_of:
        message = f"„{target}“ ist selbst eine Übersetzung. Bitte die Seite nennen, von der sie stammt."
    elif language == language_of(content, original):
        message = f"„{target}“ ist auch in der Sprache „{language}“ geschrieben. Bitte die Seite nennen, die übersetzt wurde."
    elif (other := taken.setdefault((original.path, language), page)) is not page:
        message = f"Diese Übersetzung gibt es schon: {other.name}. Bitte eine der beiden Dateien löschen oder ein anderes Original nennen."
    else:
        return
    yield Problem(page.name, line, message, "translation_of")


def _paths_from(page: PageSource, content: SiteContent) -> list[str]:
    """How the page would write the paths of pages that can be translated."""
    up = "../" * page.path.count("/")
    return [f"{up}{path}" for path, other in content.pages.items() if not is_foreign(content, other)]


def check_contacts(page: PageSource, content: SiteContent) -> Iterator[Problem]:
    """Whoever is named on a translated page is named there in its language, deputies of the page's contact too."""
    registry, language = content.registry, language_of(content, page)
    if not is_foreign(content, page) or language not in content.meta.languages:
        return
    places: dict[str, tuple[int, str]] = {page.meta.contact: (page.lines["contact"], "contact")}
    for match in CONTACT_NOTATION.finditer(page.body):
        places.setdefault(match[1], (page.body_line + page.body.count("\n", 0, match.start()), ""))
    first = registry.contacts.get(page.meta.contact)
    if first and first.deputy:
        places.setdefault(first.deputy, (page.lines["contact"], "contact"))
    for contact_id, (line, field) in places.items():
        contact = registry.contacts.get(contact_id)
        if contact is None:
            continue  # told as an unknown name
        told = contact.translations.get(language)
        if told is None or (contact.room and not told.room):
            lacking = f"der Raum von „{contact_id}“" if told else f"„{contact_id}“"
            message = f"In der Sprache „{language}“ fehlt {lacking}. Bitte in {registry.file} unter translations ergänzen."
            yield Problem(page.name, line, message, field)
