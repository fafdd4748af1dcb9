"""The build's manifest as the audit reads it: pages, their sources and fields, and the contact registry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from audit.errors import DataError
from audit.model import HandTest, Outcome

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Event:
    """A dated offer of a page; ``ends`` is the last moment it can be attended."""

    title: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page as its author declared it. ``lines`` gives the 1-based line of each front-matter field.

    ``gone_after`` is the last day an offer is of use, ``translates`` the address of the original, ``waits`` why the page may
    not be published yet.
    """

    url: str
    file: str
    body_line: int
    title: str
    kind: str
    contact: str
    owner: str
    review_due_on: date
    expires: date | None
    unlisted: bool
    events: tuple[Event, ...]
    lines: Mapping[str, int]
    layout: str = ""
    reviewed_on: date = date.min
    gone_after: date | None = None
    translates: str = ""
    waits: str = ""


def entry_contact(page: SourcePage) -> str:
    """The id of the contact that the page itself is, if it is an entry of a directory: its path below the site's folder."""
    return page.file.removesuffix(".md").partition("/")[2].partition("/")[2]


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """A contact and the file it stands in. ``interval_days`` is how often it must be verified; ``lines`` as above.

    ``opening_hours`` are in OSM syntax, ``deputy`` is the id of the contact that stands in; both may be empty.
    """

    id: str
    role: str
    phone: str
    email: str
    verified_on: date
    interval_days: int
    valid_from: date | None
    valid_to: date | None
    lines: Mapping[str, int]
    file: str
    unit: str = ""
    room: str = ""
    opening_hours: str = ""
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class LawChange:
    """When amounts of some laws (none: of all) change: ``2027-01-01``, or ``--01-01`` where they may change every year."""

    on: str
    laws: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AmountGroup:
    """Amounts that the site's texts name, and the day they are known for."""

    id: str
    caption: str
    paragraph: str
    as_of: date
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class LegalDuties:
    """What the law on accessibility asks of the site, and what its statement says.

    ``barriers`` are the rules whose findings the statement tells; a text with one of ``conciliation`` names the
    conciliation body; ``wrong_bodies`` maps bodies named there by mistake to why they are not the one.
    """

    state: str
    statement_url: str
    statement_contact: str
    reviewed_on: date
    review_days: int
    barriers: frozenset[str]
    conciliation: tuple[str, ...]
    wrong_bodies: Mapping[str, str]
    law_changes: tuple[LawChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built from what. ``clock`` is the day sample content is judged as of, None for real sites.

    ``town`` is the public body; ``legal`` is None where site.yaml says of no law that it applies; ``hand_tests`` is what
    people judged, by success criterion. ``digest`` is the hash of the file, "" where it comes from none.
    """

    site: str
    title: str
    url: str
    clock: date | None
    site_file: str
    inquiries: tuple[str, ...]
    owners: Mapping[str, str]
    pages: Mapping[str, SourcePage]
    contacts_file: str
    contacts: Mapping[str, ContactRecord]
    town: str = ""
    legal: LegalDuties | None = None
    hand_tests: tuple[HandTest, ...] = ()
    amounts: tuple[AmountGroup, ...] = ()
    owner_addresses: Mapping[str, str] = field(default_factory=dict)
    digest: str = field(default="", repr=False, compare=False)

    def alone(self, url: str) -> Manifest:
        """What it says of one page and of the site, nothing of other pages."""
        return replace(
            self, pages={url: self.pages[url]} if url in self.pages else {}, hand_tests=(), amounts=()
        )

    def without_registry(self) -> Manifest:
        """The same without contacts and what the law asks, which change while the page stays."""
        return replace(self, contacts={}, legal=None)


def read(path: Path) -> Manifest:
    """The manifest at ``path``; DataError if it is missing, damaged or of another version."""
    hint = "Bitte „invoke build“ aufrufen."
    try:
        raw = path.read_bytes()
        data = json.loads(raw)
        if data.get("schema") != SCHEMA:
            raise DataError(f"{path.name} stammt von einer anderen Version. {hint}")
        return replace(_manifest(data), digest=sha256(raw).hexdigest())
    except FileNotFoundError as error:
        raise DataError(f"{path} fehlt. {hint}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path} ist beschädigt ({error}). {hint}") from error


def from_data(
    data: Mapping[str, Any], known: Mapping[str, tuple[Mapping[str, Any], SourcePage]]
) -> tuple[Manifest, dict[str, tuple[Mapping[str, Any], SourcePage]]]:
    """The manifest from its data, and each page's entry with what was made of it.

    ``known`` is the second of the manifest before: an entry that is the same object is not read again.
    """
    entries = {}
    for page in data["pages"]:
        before = known.get(page["url"])
        entries[page["url"]] = before if before and before[0] is page else (page, _page(page))
    bare = _manifest({**data, "pages": ()})
    return replace(bare, pages={url: entry for url, (_, entry) in entries.items()}), entries


def part(manifest: Manifest, pages: Mapping[str, SourcePage]) -> Manifest:
    """The same with other pages."""
    return replace(manifest, pages=pages)


def _several(value: str | list[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _manifest(data: Mapping[str, Any]) -> Manifest:
    return Manifest(
        site=data["site"],
        title=data["title"],
        url=data["url"],
        clock=_day(data["clock"]),
        site_file=data["site_file"],
        inquiries=_several(data["inquiries"]),
        owners=MappingProxyType(data["owners"]),
        pages=MappingProxyType({page["url"]: _page(page) for page in data["pages"]}),
        contacts_file=data["contacts_file"],
        contacts=MappingProxyType(
            {key: _contact(key, value, data["contacts_file"]) for key, value in data["contacts"].items()}
        ),
        town=data["town"],
        legal=_legal(data["legal"]) if data["legal"] else None,
        hand_tests=tuple(_hand_test(test) for test in data.get("hand_tests", ())),
        amounts=tuple(_amount(group) for group in data["amounts"]),
        owner_addresses=MappingProxyType(data["owner_addresses"]),
    )


def _amount(data: Mapping[str, Any]) -> AmountGroup:
    return AmountGroup(**{**data, "as_of": date.fromisoformat(data["as_of"])})


def _hand_test(data: Mapping[str, Any]) -> HandTest:
    return HandTest(
        criterion=data["criterion"],
        outcome=Outcome(data["outcome"]),
        on=date.fromisoformat(data["on"]),
        who=data["who"],
        pages=tuple(data["pages"]),
        note=data["note"],
    )


def _legal(data: Mapping[str, Any]) -> LegalDuties:
    return LegalDuties(
        state=data["state"],
        statement_url=data["statement_url"],
        statement_contact=data["statement_contact"],
        reviewed_on=date.fromisoformat(data["reviewed_on"]),
        review_days=data["review_days"],
        barriers=frozenset(data["barriers"]),
        conciliation=tuple(data["conciliation"]),
        wrong_bodies=MappingProxyType(data["wrong_bodies"]),
        law_changes=tuple(LawChange(change["on"], tuple(change["laws"])) for change in data["law_changes"]),
    )


def _page(data: Mapping[str, Any]) -> SourcePage:
    meta = data["meta"]
    return SourcePage(
        url=data["url"],
        file=data["source"],
        body_line=data["body_line"],
        title=meta["title"],
        kind=meta["kind"],
        contact=meta["contact"],
        owner=meta["owner"],
        review_due_on=date.fromisoformat(data["review_due_on"]),
        expires=_day(meta.get("expires")),
        unlisted=meta.get("unlisted", False),
        events=tuple(_event(event) for event in meta.get("events", ())),
        lines=MappingProxyType(data["lines"]),
        layout=data["layout"],
        reviewed_on=date.fromisoformat(meta["last_reviewed_on"]),
        gone_after=_day(data["gone_after"]),
        translates=data["translates"],
        waits=data["waits"],
    )


def _event(data: Mapping[str, Any]) -> Event:
    return Event(data["title"], _moment(data["starts"]), _moment(data.get("ends") or data["starts"]))


def _contact(contact_id: str, data: Mapping[str, Any], registry_file: str) -> ContactRecord:
    return ContactRecord(
        id=contact_id,
        role=data["role"],
        phone=data["phone"],
        email=data.get("email", ""),
        verified_on=date.fromisoformat(data["verified_on"]),
        interval_days=data["interval_days"],
        valid_from=_day(data.get("valid_from")),
        valid_to=_day(data.get("valid_to")),
        lines=MappingProxyType(data["lines"]),
        file=data.get("file", registry_file),
        unit=data.get("unit", ""),
        room=data.get("room", ""),
        opening_hours=data.get("opening_hours", ""),
        deputy=data.get("deputy", ""),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _moment(value: str) -> date:
    """The day of a moment: events are judged by day."""
    return datetime.fromisoformat(value).date()
