"""Mails -> inquiries: who wrote first in each conversation, and when a person of the town first answered that person.

Conversations hang together by Message-ID, In-Reply-To and References (RFC 5322, 3.6.4), never by subject alone. One
exception, if it is certain: an answer without any reference goes to exactly one address, only one inquiry from there
is waiting, and the subject is the same. Everything else stays open and is told as doubtful.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from audit.probes.mail.message import Direction, Kind, Message
from audit.probes.moments import BERLIN
from audit.responses.inquiry import Inquiry, Intake, Unclear

ANSWER_TO_US = "Antwort auf ein Schreiben von uns"
"""Excluded reason: the conversation began with us, or before what the source holds."""

_NAMES = {
    Kind.AUTOMATIC: "automatische Mails",
    Kind.BOUNCE: "Unzustellbar-Meldungen",
    Kind.LIST: "Listen und Rundmails",
}
_NO_TIME = "Der Mailserver hat einen Empfangszeitpunkt vermerkt, den es nicht gibt."
_REVERSED = "Die Antwort liegt vor der Anfrage: die Uhr eines Mailservers geht falsch."
_ELSEWHERE = "Im Gespräch ging eine Antwort an eine andere Adresse."
_TIMELESS = "Der Zeitpunkt der Antwort ist nicht lesbar."
_LOOSE = "Eine Antwort an dieselbe Adresse nennt nicht, worauf sie antwortet."


@dataclass(slots=True)
class _Conversation:
    """What is known of one inquiry so far."""

    first: Message
    parties: set[str]
    reaction: datetime | None = None
    doubts: set[str] = field(default_factory=set)
    excluded: str = ""

    def is_waiting(self, at: datetime) -> bool:
        return not self.excluded and self.first.at <= at and (self.reaction is None or self.reaction > at)


def intake(messages: Iterable[Message], today: date) -> Intake:
    """The inquiries in these mails of all sources together, as of ``today``, by time of receipt.

    Copies of a mail count once, at its earliest time. Mail of machines, within the house, and from after ``today``
    is left out and counted.
    """
    people, left_out = _people(messages, today)
    unclear: list[Unclear] = []
    conversations: list[_Conversation] = []
    threads = _Threads(people)
    for members in threads.groups():
        found = _conversation(members, threads)
        if isinstance(found, Unclear):
            unclear.append(found)
        elif found:
            conversations.append(found)
    _match_loose(people, conversations)
    if by_sender := sum(one.first.by_sender for one in conversations):
        left_out["Anfragen mit der Uhr des Absenders (kein Received)"] = by_sender
    inquiries = sorted((_inquiry(one) for one in conversations), key=lambda one: (one.received, one.id))
    return Intake(tuple(inquiries), tuple(sorted(unclear, key=lambda one: one.id)), left_out)


def _people(messages: Iterable[Message], today: date) -> tuple[list[Message], Counter[str]]:
    """Mail between a person outside and a person of the town, by time; and what was left out."""
    left_out: Counter[str] = Counter()
    kept: dict[Hashable, Message] = {}
    for one in sorted(messages, key=_order):
        if one.identity in kept:
            left_out["Kopien derselben Mail"] += 1
        elif one.kind is not Kind.PERSON:
            left_out[_NAMES[one.kind]] += 1
        elif one.direction is Direction.INTERNAL:
            left_out["Mails innerhalb des Hauses"] += 1
        elif one.at and one.at.astimezone(BERLIN).date() > today:
            left_out["Mails nach dem Stichtag"] += 1
        else:
            kept[one.identity] = one
    return list(kept.values()), left_out


def _order(message: Message) -> tuple[object, ...]:
    """By time; what is of one moment by everything else, so that the order of sources decides nothing."""
    at = message.at.timestamp() if message.at else 0
    rest = (message.id, message.direction, message.parties, message.subject, message.refs, message.kind)
    return message.at is None, at, *rest, message.area, message.file


class _Threads:
    """Mails joined by what they refer to (union-find)."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._messages = messages
        self._parent: dict[Hashable, Hashable] = {}
        self._by_id: dict[str, list[Message]] = {}
        for one in messages:
            self._by_id.setdefault(one.id, []).append(one)
        for one in messages:
            for key in self._keys(one):
                self._join(one.identity, key)

    def groups(self) -> Iterator[list[Message]]:
        """The mails of each conversation by time."""
        found: dict[Hashable, list[Message]] = {}
        for one in self._messages:
            found.setdefault(self._root(one.identity), []).append(one)
        yield from found.values()

    def _keys(self, message: Message) -> Iterator[Hashable]:
        """What the mail hangs together with.

        A mail that we sent of our own accord may have gone to hundreds; each answer to it is a conversation with one of
        them. So it, like a mail that is not there, joins only mails of one party.
        """
        for ref in message.refs:
            known = self._resolved(ref, message)
            if known and (known.direction is Direction.IN or (known.refs and _share(known, message))):
                yield known.identity
            else:
                yield from ((ref, party) for party in message.parties)

    def _resolved(self, ref: str, message: Message) -> Message | None:
        """The mail with that id; where a broken sender used it twice, the one of the same party."""
        known = self._by_id.get(ref, [])
        if len(known) > 1:
            known = [one for one in known if _share(one, message)]
        return known[0] if len(known) == 1 else None

    def began_with_us(self, message: Message) -> bool:
        """Whether the mail answers one that we sent to its writer of our own accord."""
        known = (self._resolved(ref, message) for ref in message.refs)
        return any(
            one and one.direction is Direction.OUT and not one.refs and _share(one, message) for one in known
        )

    def _root(self, key: Hashable) -> Hashable:
        while (above := self._parent.get(key, key)) != key:
            self._parent[key] = self._parent.get(above, above)  # path halving
            key = above
        return key

    def _join(self, one: Hashable, other: Hashable) -> None:
        self._parent[self._root(other)] = self._root(one)


def _share(one: Message, other: Message) -> bool:
    return not set(one.parties).isdisjoint(other.parties)


def _conversation(members: Sequence[Message], threads: _Threads) -> _Conversation | Unclear | None:
    """The inquiry in these mails, which are sorted by time; None if nobody outside wrote any of them."""
    written = [one for one in members if one.direction is Direction.IN]
    if not written:
        return None
    first = written[0]
    if untimed := next((one for one in written if one.at is None and (one is first or not one.refs)), None):
        return Unclear(_shown(untimed), _NO_TIME, untimed.file)
    answers = [one for one in members if one.direction is Direction.OUT]
    earlier = [one for one in answers if one.at and one.at < first.at]
    if any(one.id in answer.refs for answer in earlier for one in written):
        return Unclear(_shown(first), _REVERSED, first.file)
    found = _Conversation(first, {party for one in written for party in one.parties})
    if earlier or threads.began_with_us(first):
        found.excluded = ANSWER_TO_US
    for answer in answers:
        if found.parties.isdisjoint(answer.parties):
            found.doubts.add(_ELSEWHERE)
        elif answer.at is None:
            found.doubts.add(_TIMELESS)
        elif answer.at >= first.at and found.reaction is None:
            found.reaction = answer.at
    return found


def _match_loose(people: Iterable[Message], conversations: Iterable[_Conversation]) -> None:
    """Answers without references: a reaction where it is certain, else a doubt about each inquiry it may mean."""
    of_party: dict[str, list[_Conversation]] = {}
    for one in conversations:
        for party in one.parties:
            of_party.setdefault(party, []).append(one)
    for answer in people:
        if answer.direction is not Direction.OUT or answer.refs:
            continue
        met = {id(one): one for party in answer.parties for one in of_party.get(party, ())}.values()
        waiting = [one for one in met if one.is_waiting(answer.at or one.first.at)]
        if _is_certain(answer, waiting):
            waiting[0].reaction = answer.at
        else:
            for one in waiting:
                one.doubts.add(_LOOSE)


def _is_certain(answer: Message, waiting: Sequence[_Conversation]) -> bool:
    return (
        answer.at is not None
        and len(answer.parties) == len(waiting) == 1
        and answer.subject != ""
        and answer.subject == waiting[0].first.subject
    )


def _inquiry(one: _Conversation) -> Inquiry:
    first = one.first
    return Inquiry(
        id=_shown(first),
        received=first.at.astimezone(BERLIN),
        first_reaction=one.reaction.astimezone(BERLIN) if one.reaction else None,
        channel=first.channel,
        area=first.area,
        closed=None,
        excluded_reason=one.excluded,
        line=0,
        file=first.file,
        doubt="" if one.reaction or one.excluded else " ".join(sorted(one.doubts)),
    )


def _shown(message: Message) -> str:
    """A short id made of pseudonyms only; mails of different people never share one, even if their Message-ID does."""
    parts = (message.id, *message.parties, message.subject)
    return f"m-{sha256(' '.join(parts).encode()).hexdigest()[:12]}"
