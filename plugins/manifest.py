"""The manifest: what was built from what. The only thing plugins and audit share (see docs/architecture.md).

Settings read: ``SITE_CONTENT``, ``MANIFEST_PATH``, ``OUTPUT_PATH``, ``STAY``, ``INDEX_LATER`` (the old file stays for now). Signal used: ``finalized``; the data is then also in
``settings["MANIFEST"]``.
Raises ContentError when a page was dropped on the way: Pelican logs many faults and goes on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from plugins.building.memo import KEEPS_NOTHING, Memo, memo_of
from plugins.content_model import PageSource, Registry, SiteContent
from plugins.directory.entries import entries, own_registry
from plugins.field_types import interval_days
from plugins.four_eyes import needs_approval, why_not_approved
from plugins.inquiry_sources import from_project
from plugins.languages import original_of
from plugins.problems import ContentError, Problem
from plugins.statement.hand_tests import hand_facts
from plugins.statement.page import legal_facts

SCHEMA = 1


def manifest(content: SiteContent, memo: Memo = KEEPS_NOTHING) -> dict[str, Any]:
    """The manifest as plain data: dates as ISO text, paths relative to the project."""
    meta, around = content.meta, memo.same("site", "", content.without_pages)

    def entry(page: PageSource) -> dict[str, Any]:
        inputs, make = (page, around, _original(page, content)), partial(page_entry, page, content)
        return memo.of("entry", page.path, inputs, make)

    return {
        "schema": SCHEMA,
        "site": content.name,
        "title": meta.title,
        "town": meta.town,
        "url": f"https://{meta.host}",
        "language": meta.language,
        "clock": meta.clock.isoformat() if meta.clock else None,
        "site_file": content.file,
        "inquiries": from_project(meta.inquiries, Path(content.file).parent.as_posix()),
        "owners": dict(meta.owners),
        "pages": [entry(page) for page in content.pages.values()],
        "contacts_file": content.registry.file,
        "contacts": _contacts(content.registry) | _contacts_of_entries(content),
        "legal": legal_facts(content),
        "hand_tests": hand_facts(content),
        "amounts": amount_entries(content),
        "owner_addresses": dict(meta.owner_addresses),
    }


def _original(page: PageSource, content: SiteContent) -> str:
    """Address of the page that this one translates; "" for all others."""
    original = original_of(content, page)
    return "" if original is page else original.url


def page_entry(page: PageSource, content: SiteContent) -> dict[str, Any]:
    """What the manifest says of one page."""
    return {
        "url": page.url,
        "output": f"{page.url.lstrip('/')}index.html",
        "source": page.name,
        "layout": page.layout,
        "review_due_on": page.meta.review_due_on.isoformat(),
        "gone_after": page.meta.gone_after and page.meta.gone_after.isoformat(),
        "translates": _original(page, content),
        "waits": why_not_approved(page.meta, content.today)
        if needs_approval(content.meta, page.path)
        else "",
        "meta": page.meta.model_dump(mode="json", exclude_defaults=True) | {"kind": page.meta.kind},
        "lines": dict(page.lines),
        "body_line": page.body_line,
    }


def _contacts(registry: Registry) -> dict[str, Any]:
    return {
        contact_id: contact.model_dump(mode="json", exclude_defaults=True)
        | {
            "interval_days": interval_days(contact.interval),
            "lines": {
                key.removeprefix(f"{contact_id}."): line
                for key, line in registry.lines.items()
                if key == contact_id or key.startswith(f"{contact_id}.")
            },
        }
        for contact_id, contact in sorted(registry.contacts.items())
    }


def amount_entries(content: SiteContent) -> list[dict[str, Any]]:
    """The groups of amounts that the site's texts name, by id."""
    known = content.amounts
    return [
        {
            "id": name,
            "caption": group.caption,
            "paragraph": group.paragraph,
            "as_of": group.as_of.isoformat(),
            "file": known.file,
            "line": known.lines.get(f"groups.{name}.as_of", 1),
        }
        for name, group in sorted(known.groups.items())
        if name in content.used_amounts
    ]


def _contacts_of_entries(content: SiteContent) -> dict[str, Any]:
    """Contacts that pages bring along, each with the file it stands in."""
    return {
        contact_id: contact | {"file": entry.name}
        for entry in entries(content)
        for contact_id, contact in _contacts(own_registry(entry)).items()
    }


def write_manifest(pelican: Pelican) -> None:
    """Receiver of ``finalized``."""
    content: SiteContent = pelican.settings["SITE_CONTENT"]
    output = Path(pelican.settings["OUTPUT_PATH"])
    data = manifest(content, memo_of(pelican.settings))
    stay = pelican.settings["STAY"]
    missing = [
        page
        for page in data["pages"]
        if page["output"] not in stay and not (output / page["output"]).is_file()
    ]
    if missing:
        message = (
            "Aus dieser Datei wurde keine Seite. Bitte die letzte Änderung zurücknehmen und erneut versuchen."
        )
        raise ContentError(Problem(page["source"], 0, message) for page in missing)
    pelican.settings["MANIFEST"] = data
    file = Path(pelican.settings["MANIFEST_PATH"])
    if not (pelican.settings["INDEX_LATER"] and file.with_name("manifest.json").is_file()):
        file.write_text(text_of(data), encoding="utf-8")


def text_of(data: Mapping[str, Any]) -> str:
    """The manifest as JSON, sorted."""
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def sharing(data: Mapping[str, Any], before: Mapping[str, Any]) -> Mapping[str, Any]:
    """The manifest with the very entries of the one before for pages that stayed the same: readers may skip them."""
    entries = {entry["url"]: entry for entry in before.get("pages", ())}
    pages = [old if (old := entries.get(new["url"])) == new else new for new in data["pages"]]
    return {**data, "pages": pages}


def register() -> None:
    signals.finalized.connect(write_manifest)
