"""Where inquiries come from: CSV list, mbox file, Maildir folder, IMAP folder or Zammad export, several together.

Mail of all sources is threaded together, since the answers stand in another folder than the inquiries. What leaves this
module holds ids, times, areas and channels; nothing personal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from audit.errors import DataError, UsageError
from audit.probes import inquiries, zammad
from audit.probes.mail import checkpoint, imap, maildir, mbox, pseudonyms, threads
from audit.probes.mail.checkpoint import Checkpoint
from audit.probes.mail.headers import Reader, Unreadable, own_domains
from audit.probes.mail.message import Message
from audit.probes.mail.pseudonyms import Pseudonyms
from audit.progress import Progress
from audit.responses.inquiry import TOTAL, Intake

UNREADABLE = "unlesbare Mails"
#: Part of the checkpoint's key: a new way to read headers reads the folder again.
_READER = "1"
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Reading:
    """What sources are read with. ``retention_days`` says how old mail of an IMAP folder may be at all."""

    project_dir: Path
    today: date
    own: Sequence[str] = ()
    folder: Path = Path()  # what paths of sources are relative to
    retention_days: int = 400
    progress: Progress = lambda what, done, total: None

    @property
    def oldest(self) -> date:
        """The first day that is kept."""
        return self.today - timedelta(days=self.retention_days)


def needs_network(sources: Iterable[str]) -> bool:
    """Whether any of the sources is on another machine."""
    return any(imap.is_imap(source) for source in sources)


def read(sources: Sequence[str], reading: Reading) -> Intake:
    """The inquiries of all sources together, each source once.

    Raises DataError or UsageError with a German sentence for a source that cannot be read or lacks what it needs, ProbeError
    for a mail server that cannot be reached.
    """
    mails: list[Message] = []
    unreadable = 0
    found = Intake()
    by_kind = [(source, _kind(source, reading)) for source in dict.fromkeys(map(_plain, sources))]
    for source, kind in by_kind:
        path = reading.folder / source
        if kind == "csv":
            found += _named(inquiries.read(path, reading.today), source)
        elif kind == "zammad":
            found += _named(zammad.read(path, pseudonyms.load(reading.project_dir), reading.today), source)
    if any(kind in _MAIL for _, kind in by_kind):
        reader, names = _reader(reading)
        with _checkpoints(by_kind, reading) as kept:
            for source, kind in by_kind:
                if kind in _MAIL:
                    messages, faults = _mails(source, kind, reader, names, reading, kept)
                    mails += messages
                    unreadable += faults
        found += threads.intake(mails, reading.today)
        found += Intake(left_out={UNREADABLE: unreadable} if unreadable else {})
    return found


_MAIL = ("imap", "maildir", "mbox")


def _plain(source: str) -> str:
    return source if imap.is_imap(source) else str(Path(source))


def _named(intake: Intake, source: str) -> Intake:
    """The same with the source as it was given, so that reports name no folder of this machine."""
    return Intake(
        tuple(replace(one, file=source) for one in intake.inquiries),
        tuple(replace(one, file=source) for one in intake.unclear),
        intake.left_out,
    )


def _kind(source: str, reading: Reading) -> str:
    """csv, mbox, maildir, imap or zammad, by what is there; a missing file is left to the reader of lists."""
    path = reading.folder / source
    if imap.is_imap(source):
        return "imap"
    if path.is_dir():
        if maildir.is_maildir(path):
            return "maildir"
        raise DataError(
            f"{path}: Der Ordner ist kein Maildir (ihm fehlen cur und new). Bitte den richtigen angeben."
        )
    head = _head(path)
    if mbox.is_mbox(head) or (not head and path.suffix == ".mbox" and path.is_file()):
        return "mbox"
    return "zammad" if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[") else "csv"


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError:
        return b""  # told by who reads the file


def _reader(reading: Reading) -> tuple[Reader, Pseudonyms]:
    if not reading.own:
        raise UsageError(
            "Für Postfächer muss bekannt sein, welche Mail-Domains die eigenen sind. Bitte angeben: "
            "--own-domain musterstadt.example oder AUDIT in pelicanconf.py: own_domains."
        )
    names = pseudonyms.load(reading.project_dir)
    return Reader(own_domains(reading.own), names), names


def _checkpoints(
    by_kind: Iterable[tuple[str, str]], reading: Reading
) -> AbstractContextManager[Checkpoint | None]:
    return (
        checkpoint.opened(reading.project_dir)
        if any(kind == "imap" for _, kind in by_kind)
        else nullcontext()
    )


def _mails(
    source: str, kind: str, reader: Reader, names: Pseudonyms, reading: Reading, kept: Checkpoint | None
) -> tuple[list[Message], int]:
    """The mails of one source, marked with its area, and how many were unreadable."""
    if kept is not None and kind == "imap":
        folder = imap.folder(source)
        key = names.of("folder", _READER, source, str(reading.retention_days), *sorted(reading.own))
        kept.forget(reading.oldest)
        found, unreadable = imap.read(
            folder,
            reader,
            kept,
            key,
            reading.oldest,
            progress=lambda done, total: reading.progress("Kopfzeilen lesen", done, total),
        )
        label, shown = folder.name, folder.address
    else:
        path = reading.folder / source
        blocks = mbox.header_blocks(path) if kind == "mbox" else maildir.header_blocks(path)
        found, unreadable = _parsed(blocks, reader)
        label, shown = _name_of(path), source
    area = _area(label)
    return [replace(one, area=area, file=shown) for one in found], unreadable


def _parsed(blocks: Iterator[bytes], reader: Reader) -> tuple[list[Message], int]:
    found, unreadable = [], 0
    for block in blocks:
        try:
            found.append(reader.message(block))
        except Unreadable:
            unreadable += 1
    return found, unreadable


def _name_of(path: Path) -> str:
    return path.stem if path.suffix.lower() in (".mbox", ".mbx", ".txt") else path.name or path.resolve().name


def _area(label: str) -> str:
    """The last part of a folder's name: ``wohnberatung.mbox``, ``INBOX/Wohnberatung`` and ``.Wohnberatung`` are areas."""
    name = " ".join(re.split(r"[/.]", label.strip("/."))[-1].split())[: inquiries.MAX_LABEL]
    name = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return name if name and name.casefold() != TOTAL else "postfach"
