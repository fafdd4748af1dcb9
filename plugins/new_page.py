"""Start a new page: a Markdown file with all required fields, valid from the first moment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

import yaml

from plugins.build import sites
from plugins.field_types import SLUG
from plugins.problems import ContentError, Problem, did_you_mean
from plugins.review_rules import interval_of
from plugins.site_content import SiteContent, load_site

SUMMARY = "Bitte ersetzen: Was erfährt man auf dieser Seite? Ein bis zwei Sätze."
BODY = """\
Bitte ersetzen: Das Wichtigste zuerst. Was ist es, und wem hilft es?

## Was können Sie tun?

- Erster Schritt
- Zweiter Schritt
"""


@dataclass(frozen=True, slots=True)
class Created:
    """The new file, relative to the project, and whether an overview shows the page without further ado."""

    file: str
    is_listed: bool


def create(project_dir: Path, site: str, path: str, title: str, today: date) -> Created:
    """Write the page ``path`` (below the site's folder) and make sure that the site still builds.

    It is reviewed as of ``today``, or as of the site's own clock. ContentError if there is no such site, the path is
    none for a new page, or the site cannot be built (with or without the page); then nothing is left behind.
    """
    names = sites(project_dir)
    if site not in names:
        raise ContentError(
            [Problem(f"content/{site}", 0, f"Diese Microsite fehlt. {did_you_mean(site, names)}")]
        )
    site_dir, shared_dir = project_dir / "content" / site, project_dir / "content" / "gemeinsam"
    before = load_site(site_dir, shared_dir, project_dir, include_waiting=True)
    file = site_dir / _checked(path, site_dir, f"content/{site}/{path}")
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
    return Created(file.relative_to(project_dir).as_posix(), _is_listed(after, path))


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
    if interval_of(content.meta, path) is None:
        fields["review_in"] = "6 Monate"
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000)}---\n{BODY}"


def _checked(path: str, site_dir: Path, name: str) -> PurePosixPath:
    """``path`` if a new page can stand there; ContentError otherwise."""
    pure = PurePosixPath(path)
    if pure.suffix != ".md" or not all(SLUG.fullmatch(part) for part in pure.with_suffix("").parts):
        hint = "Erlaubt ist zum Beispiel pflegegrad/neu.md, mit a–z, 0–9 und Bindestrich."
        raise ContentError([Problem(name, 0, f"Hier kann keine Seite liegen. {hint}")])
    if os.path.lexists(site_dir / pure):
        raise ContentError([Problem(name, 0, "Die Datei gibt es schon. Bitte einen anderen Namen wählen.")])
    return pure


def _is_listed(content: SiteContent, path: str) -> bool:
    """Whether the folder's own index page shows it; the home page shows only what site.yaml names."""
    parent = content.pages[PurePosixPath(path).as_posix()].parent_path
    return parent not in (None, "index.md") and parent in content.pages
