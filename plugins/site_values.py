"""``[[site:title]]`` in a page's text, title or summary: the value that site.yaml gives, so that one page fits all sites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from plugins.content_model import PageSource
from plugins.content_schema import PageMeta, SiteMeta
from plugins.problems import Problem, did_you_mean

_NOTATION = re.compile(r"\[\[site:([^\]\n]*)\]\]")
#: Front-matter fields that may hold the notation.
_FIELDS = ("title", "summary")
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|])")


def site_values(site: SiteMeta) -> Mapping[str, str]:
    """What the notation can name; "" where site.yaml says nothing."""
    days = site.server_log_days
    return {
        "title": site.title,
        "tagline": site.tagline,
        "town": site.town,
        "host": site.host,
        "server_log_days": f"{days} {'Tag' if days == 1 else 'Tagen'}" if days else "",
    }


def with_site_values(page: PageSource, site: SiteMeta, problems: list[Problem]) -> PageSource:
    """The page with every notation replaced; names that do not exist, and values that do not fit, become problems."""
    values = site_values(site)
    body = _replaced(page.body, values, page, page.body_line, "", problems, escape=True)
    meta = {}
    for field in _FIELDS:
        text = getattr(page.meta, field)
        new = _replaced(text, values, page, page.lines.get(field, 1), field, problems)
        if new != text:
            meta[field] = new
            _check_length(page, field, new, problems)
    if not meta and body == page.body:
        return page
    return replace(page, body=body, meta=page.meta.model_copy(update=meta))


def _replaced(
    text: str,
    values: Mapping[str, str],
    page: PageSource,
    first_line: int,
    field: str,
    problems: list[Problem],
    *,
    escape: bool = False,
) -> str:
    def value(match: re.Match[str]) -> str:
        found = values.get(match[1])
        if not found:
            line = first_line + (0 if field else text.count("\n", 0, match.start()))
            message = (
                f"„[[site:{match[1]}]]“ gibt es nicht. {did_you_mean(match[1], values)}"
                if found is None
                else f"„[[site:{match[1]}]]“ ist leer: In site.yaml fehlt das Feld „{match[1]}“. Bitte ergänzen."
            )
            problems.append(Problem(page.name, line, message, field))
            return match[0]
        return _MARKDOWN_SIGNS.sub(r"\\\1", found) if escape else found

    return _NOTATION.sub(value, text)


def _check_length(page: PageSource, field: str, text: str, problems: list[Problem]) -> None:
    """What was short enough as notation may be too long as text."""
    longest = next(
        limit.max_length for limit in PageMeta.model_fields[field].metadata if hasattr(limit, "max_length")
    )
    if len(text) > longest:
        message = f"Mit den Angaben aus site.yaml ist der Text zu lang, höchstens {longest} Zeichen (es sind {len(text)})."
        problems.append(Problem(page.name, page.lines.get(field, 1), message, field))
