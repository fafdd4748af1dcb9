"""The browsers of a running preview: shared by all its sites, and one of them always free for what is edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from queue import SimpleQueue
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any

from audit.config import Settings
from audit.errors import ProbeError
from audit.probes.states import State, states_for

if TYPE_CHECKING:
    from audit.probes.browser import Request
    from audit.probes.browser_session import Session
    from audit.probes.browser_slot import Slot

#: Some of the states of a page; None: all.
Part = tuple[State, ...] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a look: ``measured``, or None and why. Where it is ``early`` it is what the engines found so far."""

    look: Look
    measured: Any
    failure: str = ""
    early: bool = False


@dataclass(eq=False, slots=True)
class Look:
    """One look at a page, whole or in parts by several browsers. The answer, or a ProbeError, goes into ``answers``. ``size``
    is how many links the page has, which tells roughly how long it takes.
    """

    request: Request
    answers: SimpleQueue[Answer | ProbeError]
    size: int = 0
    parts: tuple[Part, ...] = ()
    waiting: list[int] = field(default_factory=list)
    found: dict[int, tuple[Any, str]] = field(default_factory=dict)

    def split(self, parts: tuple[Part, ...]) -> None:
        """Have it done in these parts, if it has not begun."""
        if len(self.waiting) == len(self.parts):
            self.parts, self.waiting = parts, list(range(len(parts)))

    @property
    def is_done(self) -> bool:
        """Whether all parts are."""
        return len(self.found) == len(self.parts)

    def take(self, part: int, measured: Any, failure: str) -> None:
        """One part is done; tell when all are."""
        from audit.probes.browser_parts import merged

        self.found[part] = measured, failure
        if not self.is_done:
            return
        results = [self.found[part] for part in range(len(self.parts))]
        failure = next((failure for measured, failure in results if measured is None), "")
        self.answers.put(Answer(self, None if failure else merged([found for found, _ in results]), failure))


class LiveBrowsers:
    """Browsers that stay until ``close``. Some are kept for what goes before all else, so that an edited page does not wait for
    others to be done: two where there is more than one core, since a page that is loaded twice is done in about half the
    time. As many as ``jobs`` look at all other pages, and are held while there are fewer edited pages than that.
    """

    def __init__(self, settings: Settings, jobs: int) -> None:
        self.jobs = jobs
        self.states = states_for(settings.level)
        self._seconds = settings.page_seconds
        self._changed = Condition()
        self._ahead: list[Look] = []
        self._rest: list[Look] = []
        self._kept: list[Slot] = []
        self._others: list[Slot] = []
        self._busy: dict[Slot, Look] = {}
        #: Looks at edited pages, where these are few.
        self._few: set[Look] = set()
        self._trials: list[Look] = []
        self._is_held = self._is_alone = self._is_closed = False

    @property
    def have_worked(self) -> bool:
        """Whether there was a browser once, so that one that does not start may do so the next time."""
        return any(slot.version for slot in (*self._kept, *self._others))

    def ask(
        self, answers: SimpleQueue[Answer | ProbeError], ahead: Sequence[Look], rest: Iterable[Look]
    ) -> None:
        """Look at these pages, and no more at what was asked before with the same ``answers`` and has not begun.

        Those ``ahead`` come before all others, the ``rest`` before what others asked for earlier.
        """
        is_few = len(ahead) < max(self.jobs, 2)
        with self._changed:
            for look in ahead:
                look.split(self._parts if is_few and look.request.url else (None,))
            rest = list(rest)
            for look in rest:
                look.split((None,))
            self._ahead = [*ahead, *(look for look in self._ahead if look.answers is not answers)]
            self._rest = [*rest, *(look for look in self._rest if look.answers is not answers)]
            if ahead or rest:
                self.start()
            self._few = {look for look in self._few if look.answers is not answers}
            self._few.update(ahead if is_few else ())
            self._hold()
            self._changed.notify_all()

    @cached_property
    def _parts(self) -> tuple[Part, ...]:
        """What an edited page is shared out in."""
        from audit.probes.browser_parts import shared

        return shared(self.states) if self.jobs > 1 else (None,)

    def _hold(self) -> None:
        """Hold the browsers nobody waits for, or let them go on: at a low priority they would still take a third of the time."""
        waited = {look for look in self._few if not look.is_done}
        is_held = bool(waited) and not any(self._busy.get(slot) in waited for slot in self._others)
        if is_held != self._is_held:
            self._is_held = is_held
            for slot in self._others:
                slot.hold(is_held)

    def leave_alone(self, is_alone: bool) -> None:
        """Have only browsers kept for edited pages begin anything, while the processor is needed for what comes sooner."""
        with self._changed:
            self._is_alone = is_alone
            self._changed.notify_all()

    def try_out(self, request: Request) -> None:
        """Have browsers that saw no page begin with this one while nothing else is to be seen: their first takes twice as long
        as any later. Nobody is told what they see.
        """
        with self._changed:
            new = sum(not slot.has_looked for slot in self._kept)
            self._trials = [Look(request, SimpleQueue()) for _ in range(new)]
            for look in self._trials:
                look.split((None,))
            self._changed.notify_all()

    def start(self) -> None:
        """Start those browsers that look at an edited page, so that it need not wait for them either."""
        if self._kept:
            return
        from audit.probes.browser_session import Session
        from audit.probes.browser_slot import Slot

        session = partial(Session, offline=True, seconds=self._seconds, states=self.states)
        # What somebody waits for first has the processor before all else.
        self._kept = [Slot(partial(session, background=number > 0)) for number in range(len(self._parts))]
        self._others = [Slot(partial(session, background=True)) for _ in range(self.jobs)]
        for slot in (*self._kept, *self._others):
            Thread(target=self._work, args=(slot, slot in self._kept), daemon=True).start()

    def _work(self, slot: Slot, at_once: bool) -> None:
        """Look at page after page."""
        if at_once:
            self._warm(slot)
        while task := self._next(slot):
            look, part = task
            try:
                result = slot.do(partial(_measured, look=look, part=look.parts[part]))
                with self._changed:
                    look.take(part, *result)
            except BaseException as error:  # noqa: BLE001  handed to the thread that listens, which raises it
                look.answers.put(error)
                with self._changed:
                    self._few.discard(look)
            with self._changed:
                del self._busy[slot]
                self._hold()
                self._changed.notify_all()

    def _warm(self, slot: Slot) -> None:
        """Start the browser before it is needed; if it fails, whoever needs it is told."""
        try:
            slot.warm()
        except ProbeError:
            return

    def _next(self, slot: Slot) -> tuple[Look, int] | None:
        """What to look at next, as soon as there is something; None at the end."""
        with self._changed:
            while not self._is_closed:
                for looks in self._queues(slot):
                    while looks:
                        if looks[0].waiting:
                            self._busy[slot] = looks[0]
                            self._hold()
                            self._changed.notify_all()
                            return looks[0], looks[0].waiting.pop(0 if slot is self._kept[0] else -1)
                        looks.pop(0)  # all of it is done or under way
                self._changed.wait()
        return None

    def _queues(self, slot: Slot) -> tuple[list[Look], ...]:
        """What a browser may look at now. One that would have to be started leaves edited pages to the others; nothing else
        begins while those need as many browsers as there are jobs.
        """
        waiting = sum(len(look.waiting) for look in self._ahead)
        is_free = not self._is_held and not self._is_alone
        is_room = len(self._busy) + waiting < self.jobs and is_free
        rest = (self._rest,) if is_room else ()
        first, *_ = self._kept
        if slot in self._kept:
            is_second = waiting > (first not in self._busy)
            ahead = (self._ahead,) if slot is first or is_second else ()
            return (*ahead, self._first()) if is_room and self._is_spared(slot) else ahead
        own = sum(kept not in self._busy for kept in self._kept)
        ahead = (self._ahead,) if slot.version and waiting > own and is_free else ()
        return (*ahead, *rest)

    def _is_spared(self, slot: Slot) -> bool:
        """Whether a browser should see another page before an edited one: its first takes twice as long as any later."""
        others = (other for other in (*self._kept, *self._others) if other is not slot)
        return bool(slot.version) and not slot.has_looked and any(other.version for other in others)

    def _first(self) -> list[Look]:
        """What to begin with: the smallest page that has to be seen, since an edited one must not wait long for it, else a
        trial.
        """
        waiting = [look for look in self._rest if look.waiting]
        return sorted(waiting, key=lambda look: look.size)[:1] or self._trials

    def close(self) -> None:
        """End the browsers."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        for slot in (*self._kept, *self._others):
            slot.stop()


def _measured(session: Session, look: Look, part: Part) -> Any:
    if look.request.url:
        return session.measure(
            look.request.url, part, lambda found: look.answers.put(Answer(look, found, early=True))
        )
    return session.engine_rules()
