"""Settings of the audit: defaults < ``AUDIT`` in pelicanconf.py < command line. Unknown names stop the run."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any

from audit.errors import UsageError
from audit.model import Impact, Level


@dataclass(frozen=True, slots=True)
class Settings:
    """What a town may decide about its audit; every field can stand in ``AUDIT``."""

    max_clicks: int = 3
    review_warning_days: int = 30
    threshold: Impact = Impact.MODERATE
    level: Level = Level.AA  # the law asks for AA (BITV 2.0, EN 301 549)
    subdivision: str = "BW"
    closing_days: tuple[date, ...] = ()
    yearly_closing_days: tuple[str, ...] = ()  # "24.12.", "31.12." where the offices close every year
    office_hours: str = "Mo-Fr 09:00-16:00"  # as OpenStreetMap writes opening hours
    own_domains: tuple[str, ...] = ()  # of the town's mail addresses: who answers whom
    retention_days: int = 400  # what is kept of mailboxes is deleted after that: a year and a month
    target_days: int = 2
    limit_days: int = 5
    page_seconds: int = 60
    max_pages: int = 2000
    history: str = (
        "history/dreiklick.sqlite"  # "" keeps none; neither in build/ nor .cache/, which may be deleted
    )
    external_contact: str = (
        ""  # address in the user agent when foreign servers are asked; "" for the site's own
    )
    external_seconds: int = 3600  # for all foreign addresses of one run
    archive: str = (
        ""  # start of an archive's addresses, e.g. "https://web.archive.org/web/"; "" offers no copies
    )
    smtp_host: str = ""  # mail server for reminders; its password stands in DREIKLICK_SMTP_PASSWORD
    smtp_port: int = 587
    smtp_starttls: bool = True
    smtp_user: str = ""
    smtp_from: str = ""
    ignore: Mapping[str, str] | None = None  # rule id -> reason, shown in every report

    def with_values(self, values: Mapping[str, Any], origin: str) -> Settings:
        """These settings with ``values`` on top; UsageError naming ``origin`` for an unknown name or wrong type."""
        known = {field.name for field in fields(self)}
        for name in values:
            if name not in known:
                near = get_close_matches(name, sorted(known), n=1)
                guess = f" Meinten Sie „{near[0]}“?" if near else ""
                raise UsageError(f"{origin}: Die Einstellung „{name}“ gibt es nicht.{guess}")
        return replace(self, **{name: self._converted(name, value, origin) for name, value in values.items()})

    def _converted(self, name: str, value: Any, origin: str) -> Any:
        default = getattr(self, name)
        try:
            if isinstance(default, StrEnum):
                return type(default)(value)
        except ValueError as error:
            allowed = ", ".join(type(default))
            raise UsageError(f"{origin}: {name} kann nicht „{value}“ sein. Möglich: {allowed}.") from error
        if isinstance(default, tuple):
            value = tuple(value) if isinstance(value, (list, tuple, set)) else value
        expected = Mapping if default is None else type(default)
        if not isinstance(value, expected) or isinstance(value, bool) is not isinstance(default, bool):
            raise UsageError(f"{origin}: {name} = {value!r} hat nicht die erwartete Form ({default!r}).")
        return value


def load(project_dir: Path) -> Settings:
    """The project's settings; the defaults where there is no pelicanconf.py. UsageError as above."""
    file = project_dir / "pelicanconf.py"
    if not file.is_file():
        return Settings()
    try:
        values = runpy.run_path(str(file)).get("AUDIT", {})
    except (SyntaxError, NameError, ImportError) as error:
        raise UsageError(f"pelicanconf.py ist nicht lesbar: {error}") from error
    return Settings().with_values(values, "pelicanconf.py, AUDIT")


def as_text(settings: Settings) -> str:
    """The settings as ``--print-config`` shows them: one ``name = value`` a line."""
    values = ((field.name, getattr(settings, field.name)) for field in fields(settings))
    lines = (f"{name} = {str(value) if isinstance(value, StrEnum) else value!r}" for name, value in values)
    return "\n".join(lines) + "\n"
