"""The preview's start page: all microsites, their pages and lights. Complete without a script, kept up to date by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from audit.model import Light
from preview.state import SiteState

#: Worst first.
_ORDER = (Light.RED, Light.YELLOW, Light.GREY, Light.GREEN)
#: More rows than this stand on a page of the site's own.
ROWS = 100


def render(known: Sequence[SiteState], port: int, only: str = "") -> str:
    """The HTML; with ``only`` that site's, with all its pages."""
    chosen = [site for site in known if not only or site.name == only]
    shown = [_site(site, port, None if only else ROWS) for site in chosen]
    return _environment().get_template("start.html").render(sites=shown, only=only, lights=_ORDER)


def _site(site: SiteState, port: int, rows: int | None) -> dict[str, Any]:
    pages = sorted((page for page in site.pages.values() if page["page"]), key=_worst_first)
    whole = site.pages.get("")  # what is about no page: a contact, inquiries, the site itself
    address = f"http://{site.name}.localhost:{port}"
    return {
        "name": site.name,
        "title": site.title or site.name,
        "address": address,
        "state": _state(site),
        "problems": site.problems,
        "counts": Counter(page["light"] for page in pages if page["complete"]),
        "pages": [_row(page, address, site.checked) for page in pages[:rows]],
        "whole": [finding for finding in whole["findings"] if not finding["accepted"]] if whole else [],
        "known": len(pages),
    }


def _worst_first(page: Mapping[str, Any]) -> tuple[int, int, int, str]:
    counted = counts(page["findings"])
    light = _ORDER.index(Light(page["light"])) if page["complete"] else _ORDER.index(Light.GREY)
    return light, -counted[0], -counted[1], page["page"]


def _row(page: Mapping[str, Any], address: str, checked: bool) -> dict[str, Any]:
    must, look = counts(page["findings"])
    due = page["due_on"]
    return {
        **page,
        "href": address + page["page"],
        "pending": not page["complete"] and not checked,
        "must": must,
        "look": look,
        "due": date.fromisoformat(due).strftime("%d.%m.%Y") if due else "",
    }


def counts(findings: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """How many findings must be mended, and how many a person should look at; accepted ones are neither."""
    outcomes = Counter(finding["outcome"] for finding in findings if not finding["accepted"])
    return outcomes["failed"], outcomes["cantTell"]


def _state(site: SiteState) -> str:
    if site.building:
        return "wird gebaut …"
    if site.problems:
        return "nicht gebaut; zu sehen ist der letzte gute Stand"
    return "geprüft" if site.checked else "wird geprüft …"


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
