"""Tickets and articles of Zammad's API (JSON) -> inquiries. First reactions are computed anew from the articles.

Zammad's own ``first_response_at`` is empty or overwritten in known cases (zammad issues 3551, 4516, 5177), so it is only
compared. Takes what the API gives: a list of tickets that hold their ``articles``, an object with ``tickets`` and
``articles`` (or ``ticket_articles``), or the ``assets`` of a search. Of an article only its sender, type, time and the
marks „internal“ and „is-auto-response“ are looked at.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from audit.errors import DataError
from audit.probes.mail.pseudonyms import Pseudonyms
from audit.probes.mail.threads import ANSWER_TO_US
from audit.probes.moments import BERLIN, FIRST_YEAR
from audit.responses.inquiry import TOTAL, Inquiry, Intake, Unclear

#: Numbers that a Zammad as installed gives them.
_SENDERS = {1: "Agent", 2: "Customer", 3: "System"}
_TYPES = {1: "email", 2: "sms", 3: "chat", 4: "fax", 5: "phone", 10: "note", 11: "web"}
_CHANNELS = {
    "email": "mail",
    "phone": "telefon",
    "web": "formular",
    "chat": "chat",
    "sms": "sms",
    "fax": "brief",
}
#: A note never leaves the house, and its type is also what merges and imports write.
_NO_REACTION = frozenset({"note"})
_MAX_BYTES = 500_000_000
_TOLERANCE_SECONDS = 60
_EXPORT = "Bitte Tickets mit ihren Artikeln neu ausführen (docs/handbuch.md, Antwortzeiten)."


def read(path: Path, names: Pseudonyms, today: date) -> Intake:
    """The inquiries among the tickets, as of ``today``; a ticket that cannot be judged is unclear, with its place.

    Raises DataError if the file is no such export.
    """
    tickets = _tickets(_json(path), path)
    left_out: Counter[str] = Counter()
    inquiries, unclear, seen = [], [], set()
    for place, ticket in enumerate(tickets, 1):
        found = _Ticket(ticket, place, path, names, today).inquiry(left_out)
        if found is None or found.id in seen:
            left_out["doppelte Tickets"] += found is not None
            continue
        seen.add(found.id)
        (unclear if isinstance(found, Unclear) else inquiries).append(found)
    inquiries.sort(key=lambda one: (one.received, one.id))
    return Intake(tuple(inquiries), tuple(unclear), +left_out)


class _NoTime(ValueError):
    """A time of the ticket that cannot be; the message is a German sentence."""


class _Ticket:
    def __init__(self, data: Any, place: int, path: Path, names: Pseudonyms, today: date) -> None:
        self._data = data if isinstance(data, Mapping) else {}
        self._today = today
        self._file = str(path)
        number = self._data.get("number", self._data.get("id"))
        self._id = names.shown("z", str(number if number is not None else f"{path.name} {place}"))
        self._place = place

    def inquiry(self, left_out: Counter[str]) -> Inquiry | Unclear | None:
        """The inquiry, why it is unclear, or None for a ticket of after the day."""
        try:
            return self._inquiry(left_out)
        except _NoTime as reason:
            return Unclear(self._id, f"Ticket an Stelle {self._place} der Datei: {reason}", self._file)

    def _inquiry(self, left_out: Counter[str]) -> Inquiry | Unclear | None:
        articles = [one for one in _values(self._data.get("articles")) if isinstance(one, Mapping)]
        timed = sorted(
            ((self._time(one, "created_at"), one) for one in articles if _is_public(one)), key=_first
        )
        timed = [(at, one) for at, one in timed if at.date() <= self._today]
        if articles and not timed:
            left_out["Tickets ohne Nachricht bis zum Stichtag"] += 1
            return None
        received = next(((at, one) for at, one in timed if _sender(one) == "Customer"), None)
        if received is None and not any(_is_reaction(one) for _, one in timed):
            raise _NoTime("Es hat keine Nachricht eines Menschen. Bitte mit den Artikeln ausführen.")
        received = received or timed[0]
        earlier = any(at < received[0] and _is_reaction(one) for at, one in timed)
        ours = earlier or _sender(received[1]) != "Customer"
        reaction = next((at for at, one in timed if at >= received[0] and _is_reaction(one)), None)
        self._compare(reaction, left_out)
        closed = self._time(self._data, "close_at") if self._data.get("close_at") else None
        return Inquiry(
            id=self._id,
            received=received[0],
            first_reaction=reaction,
            channel=_CHANNELS.get(_type(received[1]), "andere"),
            area=self._area(),
            closed=closed if closed and received[0] <= closed and closed.date() <= self._today else None,
            excluded_reason=self._excluded(ours),
            line=0,
            file=self._file,
        )

    def _compare(self, reaction: datetime | None, left_out: Counter[str]) -> None:
        """Count tickets whose first_response_at says something else than the articles."""
        stated = self._data.get("first_response_at")
        if not stated:
            return
        try:
            differs = reaction is None or abs(
                (self._time(self._data, "first_response_at") - reaction).total_seconds()
            ) > (_TOLERANCE_SECONDS)
        except _NoTime:
            differs = True
        left_out["Tickets, deren first_response_at den Artikeln widerspricht (es gelten die Artikel)"] += (
            differs
        )

    def _excluded(self, ours: bool) -> str:
        if str(self._data.get("state", "")).lower() == "merged":
            return "mit einem anderen Ticket zusammengelegt"
        return ANSWER_TO_US if ours else ""

    def _area(self) -> str:
        """The group's name as Zammad shows it (``expand=true``), else its number."""
        group = self._data.get("group")
        name = " ".join(group.split())[:80] if isinstance(group, str) else ""
        if not name and isinstance(self._data.get("group_id"), int):
            name = f"Gruppe {self._data['group_id']}"
        return name if name and name.casefold() != TOTAL else "ohne Gruppe"

    def _time(self, data: Mapping[str, Any], field: str) -> datetime:
        """A time with its zone, in Europe/Berlin; Zammad writes UTC, with „Z“."""
        try:
            at = datetime.fromisoformat(data[field])
            if at.tzinfo is None or at.year < FIRST_YEAR:
                raise ValueError("no zone")
            return at.astimezone(BERLIN)
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise _NoTime(f"Die Zeit „{field}“ fehlt, gibt es nicht oder hat keine Zeitzone.") from error


def _first(timed: tuple[datetime, Any]) -> float:
    return timed[0].timestamp()


def _is_public(article: Mapping[str, Any]) -> bool:
    """Whether it went to or came from a person: no internal note, no automatic answer, nothing of the system."""
    preferences = article.get("preferences")
    is_automatic = isinstance(preferences, Mapping) and preferences.get("is-auto-response") is True
    return not article.get("internal") and not is_automatic and _sender(article) in ("Agent", "Customer")


def _is_reaction(article: Mapping[str, Any]) -> bool:
    return _sender(article) == "Agent" and _type(article) not in _NO_REACTION


def _sender(article: Mapping[str, Any]) -> str:
    return _named(article, "sender", _SENDERS)


def _type(article: Mapping[str, Any]) -> str:
    return _named(article, "type", _TYPES)


def _named(article: Mapping[str, Any], field: str, numbers: Mapping[int, str]) -> str:
    name, number = article.get(field), article.get(f"{field}_id")
    return name if isinstance(name, str) else numbers.get(number, "") if isinstance(number, int) else ""


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise DataError(f"{path}: Die Datei ist größer als 500 MB. Bitte in Zeiträumen ausführen.")
        return json.loads(path.read_bytes())
    except OSError as error:
        raise DataError(
            f"{path}: Die Datei lässt sich nicht lesen. Bitte Namen, Ort und Rechte prüfen."
        ) from error
    except (ValueError, RecursionError) as error:
        line = f", Zeile {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DataError(f"{path}{line}: Das ist kein gültiges JSON. {_EXPORT}") from error


def _tickets(data: Any, path: Path) -> Sequence[Any]:
    """The tickets, each with its articles."""
    if isinstance(data, Mapping) and isinstance(data.get("assets"), Mapping):
        assets = data["assets"]
        data = {"tickets": _values(assets.get("Ticket")), "articles": _values(assets.get("TicketArticle"))}
    if isinstance(data, Mapping) and "tickets" in data:
        articles = data.get("articles", data.get("ticket_articles"))
        return _joined(_values(data["tickets"]), _values(articles))
    if isinstance(data, list) and (
        not data or any(isinstance(one, Mapping) and "created_at" in one for one in data)
    ):
        return data
    raise DataError(f"{path}: Das ist keine Ausfuhr aus Zammad. {_EXPORT}")


def _values(data: Any) -> list[Any]:
    if isinstance(data, Mapping):
        return list(data.values())
    return data if isinstance(data, list) else []


def _joined(tickets: Sequence[Any], articles: Sequence[Any]) -> list[Any]:
    of_ticket: dict[Any, list[Any]] = {}
    for article in articles:
        if isinstance(article, Mapping) and isinstance(article.get("ticket_id"), (int, str)):
            of_ticket.setdefault(article["ticket_id"], []).append(article)
    return [
        {**one, "articles": [*_values(one.get("articles")), *of_ticket.get(_key(one.get("id")), ())]}
        if isinstance(one, Mapping)
        else one
        for one in tickets
    ]


def _key(value: Any) -> int | str | None:
    return value if isinstance(value, (int, str)) else None
