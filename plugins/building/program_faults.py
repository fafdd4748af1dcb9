"""Faults that no editor can mend, in German: a broken theme, a full disk, what Pelican only logs."""

from __future__ import annotations

import errno
import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_NO_ACCESS = (errno.EACCES, errno.EPERM, errno.EROFS)


class ProgramFault(Exception):
    """The build cannot go on for a reason outside the content; the message is one German sentence with a remedy."""


class _Collector(logging.Handler):
    """Errors, and whatever Pelican's file helpers say: a file that could not be copied is only a warning to them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno < logging.ERROR and record.name != "pelican.utils":
            return
        cause = sys.exc_info()[1]  # Pelican logs inside its except blocks and leaves the reason out
        reason = f" ({type(cause).__name__}: {cause})" if cause else ""
        self.messages.append(record.getMessage() + reason)


@contextmanager
def collected_log() -> Iterator[list[str]]:
    """The faults that Pelican logs meanwhile; it goes on after them with pages missing."""
    collector, logger = _Collector(), logging.getLogger("pelican")
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)


def describe_os_error(error: OSError) -> str:
    """What is wrong with the disk, and what to do."""
    if error.errno in _NO_SPACE:
        return "Auf dem Datenträger ist kein Platz mehr. Bitte Platz schaffen und noch einmal bauen."
    file = error.filename2 or error.filename  # of a rename, the second is where the file should go
    name = f"„{file}“" if file else "eine Datei"
    if error.errno in _NO_ACCESS:
        return f"Das Programm darf {name} nicht schreiben. Bitte die Zugriffsrechte prüfen."
    return f"Das Programm kann {name} nicht schreiben ({error.strerror or error}). Bitte den Ordner prüfen."


def describe_template_error(error: TemplateError, theme: Path) -> str:
    """Which template is broken, where and how."""
    hint = "Das betrifft die Gestaltung, nicht die Inhalte. Bitte das Web-Team fragen."
    if isinstance(error, TemplateNotFound):
        return f"Die Vorlage „{error.name}“ fehlt in {theme.name}/templates. {hint}"
    if isinstance(error, TemplateSyntaxError):
        file, line = error.filename or error.name or "", error.lineno
    else:
        frames = traceback.extract_tb(error.__traceback__)
        file, line = next(
            ((frame.filename, frame.lineno) for frame in reversed(frames) if _is_in(frame.filename, theme)),
            ("", None),
        )
    name = (
        Path(file).relative_to(theme.parent).as_posix() if _is_in(file, theme) else f"{theme.name}/templates"
    )
    place = f"{name}, Zeile {line}" if line else name
    return f"{place}: Die Vorlage ist fehlerhaft ({error.message}). {hint}"


def _is_in(file: str, folder: Path) -> bool:
    return Path(file).is_relative_to(folder)
