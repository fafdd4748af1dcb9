"""One hash over everything that verdicts depend on beside what was measured: the code of the audit, libraries, the norm."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path

from audit.cache import hash_of

_CODE = Path(__file__).parent
#: Libraries that decide what is found; a new version may read the same page differently.
_LIBRARIES = ("selectolax", "pycld2", "pyphen", "phonenumbers", "email-validator")


@cache
def code_fingerprint() -> str:
    """The same as long as no file of the audit and no library that judges was changed."""
    files = sorted(path for path in _CODE.rglob("*") if path.suffix in (".py", ".yaml", ".json", ".js"))
    parts = (part for file in files for part in (file.relative_to(_CODE).as_posix(), file.read_bytes()))
    return hash_of(*map(version, _LIBRARIES), *parts)
