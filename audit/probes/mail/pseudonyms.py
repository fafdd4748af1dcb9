"""Salted hashes in place of names, addresses, subjects and numbers (HMAC-SHA-256, RFC 2104).

Without the salt nobody can try out addresses until one fits. It stands in the environment variable
``DREIKLICK_SALT`` or in a file that only its owner may read; who deletes it cuts every id off its mail for good.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from audit.errors import DataError

VARIABLE = "DREIKLICK_SALT"
FILE = Path(".cache") / "sla.salt"
_MIN_SALT = 16
_SHOWN = 12


class Pseudonyms:
    """Makes pseudonyms with one salt: same text and kind, same pseudonym."""

    def __init__(self, salt: bytes) -> None:
        self._salt = salt

    def of(self, kind: str, *texts: str) -> str:
        """128 bits in hexadecimal; ``kind`` keeps an address and a subject that read alike apart."""
        parts = [part.encode("utf-8", "surrogatepass") for part in (kind, *texts)]
        packed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
        return hmac.new(self._salt, packed, hashlib.sha256).hexdigest()[:32]

    def shown(self, kind: str, *texts: str) -> str:
        """A pseudonym short enough for reports: ``m-0a1b2c3d4e5f`` for mail, ``z-…`` for Zammad."""
        return f"{kind}-{self.of(kind, *texts)[:_SHOWN]}"


def load(project_dir: Path, environment: Mapping[str, str] = os.environ) -> Pseudonyms:
    """The pseudonyms of this project; makes a salt (mode 600) where there is none.

    Raises DataError if the salt is too short to protect anybody or its file cannot be read or written.
    """
    if given := environment.get(VARIABLE):
        return Pseudonyms(_checked(given.encode(), f"Die Umgebungsvariable {VARIABLE}"))
    file = project_dir / FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(secrets.token_hex(32).encode())
        except FileExistsError:
            pass  # made by an earlier run
        return Pseudonyms(_checked(file.read_bytes().strip(), str(FILE)))
    except OSError as error:
        raise DataError(
            f"{FILE}: Das Salz der Kennungen lässt sich nicht lesen oder anlegen. Bitte Rechte prüfen."
        ) from error


def _checked(salt: bytes, origin: str) -> bytes:
    if len(salt) < _MIN_SALT:
        raise DataError(
            f"{origin}: Das Salz der Kennungen hat weniger als {_MIN_SALT} Zeichen. "
            "Bitte verlängern oder löschen; ohne Angabe entsteht ein neues."
        )
    return salt
