"""Start a new page: a Markdown file with all required fields, valid from the first moment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

import yaml

from plugins.build import sites
from plugins.easy_language import FOLDER as EASY_FOLDER
from plugins.field_types import SLUG
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.review_rules import interval_of
from plugins.site_content import PAGE_MODELS, SiteContent, load_site

SUMMARY = "Bitte ersetzen: Was erfährt man auf dieser Seite? Ein bis zwei Sätze."
BODY = """\
Bitte ersetzen: Das Wichtigste zuerst. Was ist es, und wem hilft es?

## Was können Sie tun?

- Erster Schritt
- Zweiter Schritt
"""


#: In Leichte Sprache each sentence has a line of its own.
EASY_BODY = """\
Bitte ersetzen:  
Was ist das Wichtigste?  
Wem hilft es?

## Was können Sie tun?

- Erster Schritt
- Zweiter Schritt
"""


@dataclass(frozen=True, slots=True)
class Created:
    """The new file, relative to the project, and whether the overview of its folder shows the page.

    Where none does, ``site_file`` is the site.yaml that shows it on the home page now; "" if that has no list of pages.
    """

    file: str
    is_listed: bool
    site_file: str = ""


def create(project_dir: Path, site: str, path: str, title: str, today: date) -> Created:
    """Write the page ``path`` (below the site's folder) and make sure that the site still builds.

    It is reviewed as of ``today``, or as of the site's own clock; ``path`` may also begin at the project. Where no overview
    would show it, the home page does. ContentError if there is no such site, the path is none for a new page, or the site
    cannot be built (with or without the page); then nothing is left behind.
    """
    names = sites(project_dir)
    if site not in names:
        raise ContentError(
            [Problem(f"content/{site}", 0, f"Diese Microsite fehlt. {did_you_mean(site, names)}")]
        )
    site_dir, shared_dir = project_dir / "content" / site, project_dir / "content" / "gemeinsam"
    path = path.removeprefix(f"content/{site}/")
    before = load_site(site_dir, shared_dir, project_dir, include_waiting=True)
    file = site_dir / _checked(path, site_dir, f"content/{site}/{path}")
    _refuse_special(path, before)
    missing = [folder for folder in file.parents if not folder.exists()]
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8") as stream:
        stream.write(skeleton(before, path, title, before.meta.clock or today))
    try:
        after = load_site(site_dir, shared_dir, project_dir, include_waiting=True)
    except ContentError:
        file.unlink()
        for folder in missing:
            folder.rmdir()
        raise
    is_listed = _is_listed(after, path)
    on_home = not is_listed and _show_on_home(before, path)
    return Created(file.relative_to(project_dir).as_posix(), is_listed, before.file if on_home else "")


def _show_on_home(content: SiteContent, path: str) -> bool:
    """Add the page to the end of ``situations`` in site.yaml; whether there is such a list, one entry a line."""
    last = content.lines.get(f"situations.{len(content.meta.situations) - 1}", 0)
    file = content.folder / "site.yaml"
    lines = file.read_bytes().decode("utf-8").splitlines(keepends=True)
    indent, dash, _ = lines[last - 1].partition("- ") if last else ("", "", "")
    if not dash or indent.strip():
        return False
    end = lines[last - 1][len(lines[last - 1].rstrip("\r\n")) :] or "\n"
    lines[last - 1] = lines[last - 1].rstrip("\r\n") + end
    lines.insert(last, f"{indent}- {path}{end}")
    file.write_bytes("".join(lines).encode("utf-8"))
    return True


def skeleton(content: SiteContent, path: str, title: str, reviewed_on: date) -> str:
    """The text of a new page: every required field of PageMeta that site.yaml does not give, the site's own contact and
    first owner."""
    fields = {
        "title": title,
        "summary": SUMMARY,
        "contact": content.meta.contact,
        "owner": next(iter(content.meta.owners)),
        "last_reviewed_on": reviewed_on,
    }
    body = EASY_BODY if path.startswith(EASY_FOLDER) else BODY
    if interval_of(content.meta, path) is None:
        fields["review_in"] = "6 Monate"
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000)}---\n{body}"


def _checked(path: str, site_dir: Path, name: str) -> PurePosixPath:
    """``path`` if a new page can stand there; ContentError otherwise."""
    pure = PurePosixPath(path)
    if pure.suffix != ".md" or not all(SLUG.fullmatch(part) for part in pure.with_suffix("").parts):
        hint = "Erlaubt ist zum Beispiel pflegegrad/neu.md, mit a–z, 0–9 und Bindestrich."
        raise ContentError([Problem(name, 0, f"Hier kann keine Seite liegen. {hint}")])
    if os.path.lexists(site_dir / pure):
        raise ContentError([Problem(name, 0, "Die Datei gibt es schon. Bitte einen anderen Namen wählen.")])
    return pure


def _refuse_special(path: str, content: SiteContent) -> None:
    """ContentError where pages have fields of their own that nobody can guess: entries, offers, translations."""
    folder = path.partition("/")[0]
    if folder not in (*PAGE_MODELS, *content.meta.languages):
        return
    files = [page.path for page in content.pages.values() if page.path.startswith(f"{folder}/")]
    like = next((name for name in sorted(files) if not name.endswith("/index.md")), "")
    hint = (
        f" Bitte eine vorhandene Datei kopieren, zum Beispiel content/{content.name}/{like}." if like else ""
    )
    message = f"Seiten im Ordner „{folder}“ haben eigene Pflichtfelder.{hint}"
    raise ContentError([Problem(f"content/{content.name}/{path}", 0, message)])


def _is_listed(content: SiteContent, path: str) -> bool:
    """Whether the folder's own index page shows it; the home page shows only what site.yaml names."""
    parent = content.pages[PurePosixPath(path).as_posix()].parent_path
    return parent not in (None, "index.md") and parent in content.pages
