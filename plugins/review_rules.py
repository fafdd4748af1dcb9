"""How often pages must be reviewed, where the pages do not say so themselves: site.yaml, as a whole or for folders.

The nearest rule wins: the page's own ``review_in``, ``review`` for the innermost folder around it, ``review_in`` of the site.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from plugins.file_names import folders_of
from plugins.problems import Problem, did_you_mean
from plugins.yaml_source import MarkdownSource

if TYPE_CHECKING:
    from plugins.content_model import SiteContent
    from plugins.content_schema import SiteMeta

#: In place of a folder: every page of the site.
WHOLE_SITE = "/"


def interval_of(site: SiteMeta, path: str) -> str | None:
    """What site.yaml says for the page ``path`` (relative to the site's folder); None where it says nothing."""
    folders = (folder.as_posix() for folder in PurePosixPath(path).parents)
    found = (site.review[folder] for folder in folders if folder in site.review)
    return next(found, site.review_in)


def with_interval(source: MarkdownSource, site: SiteMeta | None, path: str) -> MarkdownSource:
    """The page with the interval that holds for it, also where its own front matter leaves it to site.yaml."""
    interval = interval_of(site, path) if site else None
    if interval is None or "review_in" in source.meta.data:
        return source
    return replace(source, meta=replace(source.meta, data={**source.meta.data, "review_in": interval}))


def is_below(path: str, folder: str) -> bool:
    """Whether the page ``path`` lies in ``folder`` or deeper.

    >>> is_below("geld/index.md", "geld"), is_below("geldsachen/a.md", "geld"), is_below("index.md", WHOLE_SITE)
    (True, False, True)
    """
    return folder == WHOLE_SITE or path.startswith(f"{folder}/")


def check_rules(content: SiteContent) -> Iterator[Problem]:
    """Folders that no page lies in, and addresses of owners there are not."""
    folders = folders_of((*content.pages, *content.left_out))
    named = [(f"review.{folder}", folder, folders) for folder in content.meta.review]
    named += [
        (f"four_eyes.{index}", folder, folders | {WHOLE_SITE})
        for index, folder in enumerate(content.meta.four_eyes)
    ]
    for field, folder, allowed in named:
        if folder not in allowed:
            message = f"Den Ordner „{folder}“ gibt es nicht. {did_you_mean(folder, allowed)}"
            yield Problem(content.file, content.lines.get(field, 1), message, field)
    for owner in content.meta.owner_addresses:
        if owner not in content.meta.owners:
            field = f"owner_addresses.{owner}"
            message = f"„{owner}“ gibt es nicht. {did_you_mean(owner, content.meta.owners)}"
            yield Problem(content.file, content.lines.get(field, 1), message, field)
