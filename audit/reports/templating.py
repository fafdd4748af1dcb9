"""The one Jinja environment of the HTML reports: everything audited is escaped, cleaned and isolated."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from audit.criteria import clause_of
from audit.model import FAMILIES, Outcome
from audit.reports.text import one_line, printable, web_address
from audit.reports.wording import IMPACTS, LIGHT_COLOURS, OUTCOMES, PAGE_OUTCOMES, count, day, thousands

_TEMPLATES = Path(__file__).parent / "templates"
_NOT_IN_ANCHOR = re.compile(r"[^a-z0-9]+")

# Titles longer than this are cut by browsers and search engines.
_LONGEST_TITLE = 70


def render_template(name: str, **context: Any) -> str:
    """The template's text for the context; an unknown name in a template is an error, never an empty spot."""
    return _environment().get_template(name).render(**context)


def page_title(prefix: str, title: str) -> str:
    """The text of ``<title>``, at most 70 characters as written in HTML."""
    whole = text = f"{prefix}: {one_line(title)}"
    while len(escape(text)) > _LONGEST_TITLE:
        whole = whole[:-1].rstrip()
        text = f"{whole}…"
    return text


def anchor(rule_id: str) -> str:
    """The rule's anchor: its id as far as it may stand in an id attribute, ``axe/label`` becomes ``axe-label``."""
    return _NOT_IN_ANCHOR.sub("-", rule_id.lower()).strip("-") or "regel"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_cleaned,
    )
    environment.filters |= {"day": day, "thousands": thousands, "web_address": web_address}
    environment.globals |= {
        "clause_of": clause_of,
        "count": count,
        "FAMILIES": FAMILIES,
        "IMPACTS": IMPACTS,
        "LIGHT_COLOURS": LIGHT_COLOURS,
        "OUTCOMES": OUTCOMES,
        "PAGE_OUTCOMES": PAGE_OUTCOMES,
        "Outcome": Outcome,
    }
    return environment


def _cleaned(value: Any) -> Any:
    """Control characters must not reach the page through any expression; markup has been through here before."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
