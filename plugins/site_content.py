"""Load everything a microsite is made of and check it as a whole, before Pelican starts.

Settings read: ``SITE_DIR`` (folder of the site), ``SHARED_DIR`` (folder with contacts.yaml), ``PROJECT_DIR``.
Signal used: ``initialized``; the loaded ``SiteContent`` is then in ``settings["SITE_CONTENT"]``, and the settings
that Pelican wants from a site (name, address, language) are set from site.yaml.
Raises ContentError with every problem found, in German.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, TypeVar

from pelican import Pelican, signals
from pydantic import BaseModel, ValidationError

from plugins.content_schema import SLUG, ContactMeta, ContactsFile, PageMeta, SiteMeta
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.yaml_source import YamlSource, read_markdown, read_yaml

#: ``[[kontakt:ID]]`` in the text of a page; the contacts plugin shows the contact there.
CONTACT_NOTATION = re.compile(r"\[\[kontakt:([^\]]*)\]\]")
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page before it is built. ``path`` is relative to the site's folder, ``name`` to the project."""

    path: str
    name: str
    meta: PageMeta
    lines: Mapping[str, int]
    body: str
    body_line: int

    @property
    def url(self) -> str:
        """The address on the site, root-relative: ``/pflegegrad/antrag/``."""
        parts = [
            *self._folders,
            *([] if self._is_index else [self.meta.slug or PurePosixPath(self.path).stem]),
        ]
        return "/" + "".join(f"{part}/" for part in parts)

    @property
    def layout(self) -> str:
        """``home``, ``section`` (index of a folder) or ``page``."""
        if not self._is_index:
            return "page"
        return "section" if self._folders else "home"

    @property
    def parent_path(self) -> str | None:
        """Path of the index page one level up; None for the home page."""
        folders = self._folders[:-1] if self._is_index else self._folders
        return None if self.layout == "home" else "/".join([*folders, "index.md"])

    @property
    def menu_label(self) -> str:
        """What menus and the breadcrumb call the page."""
        return self.meta.menu_label or self.meta.title

    @property
    def _folders(self) -> tuple[str, ...]:
        return PurePosixPath(self.path).parts[:-1]

    @property
    def _is_index(self) -> bool:
        return PurePosixPath(self.path).name == "index.md"


@dataclass(frozen=True, slots=True)
class Registry:
    """The contact registry: entries by id, and the line of each field (``"<id>.phone"``) in ``file``."""

    file: str
    contacts: Mapping[str, ContactMeta]
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SiteContent:
    """One microsite, read and valid. ``pages`` by path below the site's folder, in path order."""

    name: str
    file: str
    meta: SiteMeta
    lines: Mapping[str, int]
    pages: Mapping[str, PageSource]
    registry: Registry

    def resolve(self, source: PageSource, target: str) -> PageSource | None:
        """The page that ``target`` (a path relative to ``source``, ending in .md) means, or None."""
        joined = os.path.normpath(PurePosixPath(source.path).parent / target).replace(os.sep, "/")
        return self.pages.get(joined)


def load_site(site_dir: Path, shared_dir: Path, project_dir: Path) -> SiteContent:
    """Read and check one microsite; ContentError with all problems of all files if there is any."""
    problems: list[Problem] = []

    def name_of(path: Path) -> str:
        return path.relative_to(project_dir).as_posix()

    def attempt(read: Any, path: Path) -> Any:
        try:
            return read(path, name_of(path))
        except ContentError as error:
            problems.extend(error.problems)
            return None

    site_file, contacts_file = site_dir / "site.yaml", shared_dir / "contacts.yaml"
    for file in (site_file, contacts_file):
        if not file.is_file():
            raise ContentError(
                [Problem(name_of(file), 0, "Die Datei fehlt. Ohne sie kann nichts gebaut werden.")]
            )
    site_yaml, contacts_yaml = attempt(read_yaml, site_file), attempt(read_yaml, contacts_file)
    site = site_yaml and _validated(SiteMeta, site_yaml, problems)
    contacts = contacts_yaml and _validated(ContactsFile, contacts_yaml, problems)

    pages: dict[str, PageSource] = {}
    for path in _markdown_files(site_dir, name_of, problems):
        source = attempt(read_markdown, path)
        meta = source and _validated(PageMeta, source.meta, problems)
        if meta:
            relative = path.relative_to(site_dir).as_posix()
            pages[relative] = PageSource(
                relative, name_of(path), meta, source.meta.lines, source.body, source.body_line
            )
    if site is None or contacts is None:
        raise ContentError(problems)
    lines = {key.removeprefix("contacts."): line for key, line in contacts_yaml.lines.items()}
    registry = Registry(contacts_yaml.file, MappingProxyType(dict(contacts.contacts)), lines)
    content = SiteContent(
        site_dir.name, site_yaml.file, site, site_yaml.lines, MappingProxyType(pages), registry
    )
    problems += _cross_check(content, complete=not problems)
    if problems:
        raise ContentError(problems)
    return content


def _markdown_files(site_dir: Path, name_of: Any, problems: list[Problem]) -> list[Path]:
    """All Markdown files, sorted. Links are refused: one that points upwards would multiply every page."""
    found = []
    for folder, folders, files in os.walk(site_dir, followlinks=False):
        for entry in sorted(folders + files):
            path = Path(folder, entry)
            if path.is_symlink():
                problems.append(
                    Problem(
                        name_of(path),
                        0,
                        "Verknüpfungen (Symlinks) sind im Inhalt nicht erlaubt. Bitte die Datei selbst ablegen.",
                    )
                )
            elif entry.endswith(".md") and path.is_file():
                found.append(path)
    return sorted(found)


def _validated(model: type[Model], source: YamlSource, problems: list[Problem]) -> Model | None:
    try:
        return model.model_validate(dict(source.data))
    except ValidationError as error:
        problems.extend(_translate(fault, model, source) for fault in error.errors())
        return None


def _translate(fault: Any, model: type[BaseModel], source: YamlSource) -> Problem:
    """A pydantic error as a German sentence with the line of the field (or of the nearest one around it)."""
    path = [
        str(part)
        for part in fault["loc"]
        if part not in ("function-before[_moment(), union[datetime,date]]",)
    ]
    field = ".".join(path)
    line = next(
        (
            source.lines[".".join(path[:n])]
            for n in range(len(path), 0, -1)
            if ".".join(path[:n]) in source.lines
        ),
        1,
    )
    context = fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            message = "Dieses Feld fehlt. Bitte ergänzen."
        case "extra_forbidden":
            message = f"Dieses Feld gibt es nicht. {did_you_mean(path[-1], _fields(model, path[:-1]))}"
        case "value_error":
            message = str(context["error"])
        case "string_too_short":
            message = f"Der Text ist zu kurz, mindestens {context['min_length']} Zeichen."
        case "string_too_long":
            message = f"Der Text ist zu lang, höchstens {context['max_length']} Zeichen (es sind {len(fault['input'])})."
        case "literal_error":
            message = f"„{fault['input']}“ ist nicht möglich. {did_you_mean(str(fault['input']), _literals(context))}"
        case "string_type":
            message = f'Hier wird Text erwartet. Bitte in Anführungszeichen setzen: "{fault["input"]}"'
        case "string_pattern_mismatch":
            message = f"„{fault['input']}“ hat nicht die erwartete Form ({context['pattern']})."
        case "tuple_type":
            message = "Hier wird eine Liste erwartet, zum Beispiel [eins, zwei]."
        case "bool_parsing" | "bool_type":
            message = "Hier ist nur true oder false möglich."
        case "int_parsing" | "int_type":
            message = "Hier wird eine ganze Zahl erwartet."
        case _:
            message = f"Der Wert ist nicht erlaubt ({fault['msg']})."
    return Problem(source.file, line, message, field)


def _fields(model: type[BaseModel], path: list[str]) -> list[str]:
    """Names of the fields at ``path`` inside ``model`` (list indexes and map keys are stepped over)."""
    for part in path:
        inner = model.model_fields.get(part)
        annotation = inner.annotation if inner else None
        for candidate in (annotation, *getattr(annotation, "__args__", ())):
            if isinstance(candidate, type) and issubclass(candidate, BaseModel):
                model = candidate
    return list(model.model_fields)


def _literals(context: Mapping[str, Any]) -> list[str]:
    return context["expected"].replace("'", "").replace(" or ", ", ").split(", ")


def _cross_check(content: SiteContent, complete: bool) -> Iterator[Problem]:
    """What only shows when everything is there; ``complete`` says that every page could be read."""
    contacts = content.registry.contacts
    for page in content.pages.values():
        yield from _check_page(page, content)
    yield from _check_addresses(content)
    if content.meta.contact not in contacts:
        yield _unknown(content.file, content.lines, "contact", content.meta.contact, contacts)
    for contact_id, contact in contacts.items():
        if contact.deputy and contact.deputy not in contacts:
            yield _unknown(
                content.registry.file,
                content.registry.lines,
                f"{contact_id}.deputy",
                contact.deputy,
                contacts,
            )
    if complete:
        for field in ("menu", "footer", "situations"):
            for index, path in enumerate(getattr(content.meta, field)):
                if path not in content.pages:
                    yield _unknown(content.file, content.lines, f"{field}.{index}", path, content.pages)
        if "index.md" not in content.pages:
            yield Problem(content.file, 0, "Die Startseite fehlt. Bitte die Datei index.md anlegen.")


def _check_page(page: PageSource, content: SiteContent) -> Iterator[Problem]:
    contacts, meta = content.registry.contacts, page.meta
    if meta.contact not in contacts:
        yield _unknown(page.name, page.lines, "contact", meta.contact, contacts)
    if meta.owner not in content.meta.owners:
        yield _unknown(page.name, page.lines, "owner", meta.owner, content.meta.owners)
    folders = {PurePosixPath(path).parent.as_posix() for path in content.meta.situations}
    for index, situation in enumerate(meta.situations):
        if situation not in folders:
            yield _unknown(page.name, page.lines, f"situations.{index}", situation, folders)
    if meta.easy_language and content.resolve(page, meta.easy_language) is None:
        yield _unknown(page.name, page.lines, "easy_language", meta.easy_language, content.pages)
    for index, event in enumerate(meta.events):
        if event.contact and event.contact not in contacts:
            yield _unknown(page.name, page.lines, f"events.{index}.contact", event.contact, contacts)
        if event.ends and str(event.ends) < str(event.starts)[: len(str(event.ends))]:
            yield Problem(
                page.name, page.lines[f"events.{index}.ends"], "Das Ende liegt vor dem Beginn.", "events.ends"
            )
    for match in CONTACT_NOTATION.finditer(page.body):
        if match[1] not in contacts:
            line = page.body_line + page.body.count("\n", 0, match.start())
            yield Problem(
                page.name, line, f"Den Kontakt „{match[1]}“ gibt es nicht. {did_you_mean(match[1], contacts)}"
            )
    if not page.body.strip():
        yield Problem(
            page.name, page.body_line, "Die Seite hat keinen Text. Bitte schreiben oder die Datei löschen."
        )


def _check_addresses(content: SiteContent) -> Iterator[Problem]:
    """Every address is well-formed and given once, also where upper and lower case are the same."""
    taken: dict[str, PageSource] = {}
    for page in content.pages.values():
        bad = next(
            (part for part in page.url.strip("/").split("/") if part and not SLUG.fullmatch(part)), None
        )
        if bad:
            hint = "Bitte die Datei umbenennen (nur a–z, 0–9, Bindestrich) oder das Feld slug setzen."
            yield Problem(page.name, 0, f"„{bad}“ kann nicht in der Adresse stehen. {hint}")
        other = taken.setdefault(page.url.casefold(), page)
        if other is not page:
            line = page.lines.get("slug", 1)
            yield Problem(
                page.name,
                line,
                f"Die Adresse {page.url} hat schon {other.name}. Bitte einen anderen slug wählen.",
                "slug",
            )


def _unknown(file: str, lines: Mapping[str, int], field: str, value: str, allowed: Any) -> Problem:
    return Problem(
        file, lines.get(field, 1), f"„{value}“ gibt es nicht. {did_you_mean(value, allowed)}", field
    )


def load_into_settings(pelican: Pelican) -> None:
    """Receiver of ``initialized``."""
    settings = pelican.settings
    content = load_site(
        Path(settings["SITE_DIR"]), Path(settings["SHARED_DIR"]), Path(settings["PROJECT_DIR"])
    )
    settings["SITE_CONTENT"] = content
    settings["SITENAME"] = content.meta.title
    settings["SITEURL"] = ""
    settings["DEFAULT_LANG"] = content.meta.language


def register() -> None:
    signals.initialized.connect(load_into_settings)
