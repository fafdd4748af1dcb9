"""Addresses that a person opened: ``content/gemeinsam/verweise-angesehen.yaml``, one address and day a line.

It is knowledge, not cache, so it lies with the content and is committed with it. ``dreiklick links --looked`` writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import yaml

from audit.errors import DataError

FILE = "content/gemeinsam/verweise-angesehen.yaml"
_HEAD = """\
# Fremde Adressen, die jemand selbst geöffnet und für gut befunden hat, mit dem Tag.
# „dreiklick links --looked ADRESSE“ trägt den heutigen Tag ein; er gilt ein halbes Jahr.
"""


def read(project_dir: Path) -> dict[str, date]:
    """Address → day; empty where there is no file. DataError for a file or entry that is not understood."""
    path = project_dir / FILE
    if not path.is_file():
        return {}
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(f"{FILE} ist nicht lesbar: {' '.join(str(error).split())}") from error
    if not isinstance(data or {}, Mapping):
        raise DataError(
            f"{FILE}: Bitte je Zeile eine Adresse und ein Tag, zum Beispiel „https://…: 2026-11-22“."
        )
    for url, day in (data or {}).items():
        if not isinstance(url, str) or type(day) is not date:
            raise DataError(f"{FILE}: Bei „{url}“ steht kein Tag. Bitte so schreiben: 2026-11-22")
    return dict(data or {})


def write(project_dir: Path, urls: Iterable[str], today: date) -> None:
    """Note that these addresses were looked at today; entries of others stay. The file is replaced as a whole."""
    entries = read(project_dir) | dict.fromkeys(urls, today)
    path = project_dir / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    text = _HEAD + yaml.safe_dump(entries, allow_unicode=True, sort_keys=True, width=10_000)
    beside = path.with_name(f".{path.name}.neu")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
