"""Sources of inquiries -> figures, the same for the command ``sla`` and for the audit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from audit.config import Settings
from audit.errors import UsageError
from audit.responses.business_hours import BusinessHours
from audit.responses.inquiry import Intake
from audit.responses.times import ResponseTimes, figures
from audit.responses.working_days import WorkingDays, of_settings


@dataclass(frozen=True, slots=True)
class Choice:
    """Which inquiries are looked at: received from ``since`` to ``until``, both included, in one of the areas."""

    since: date | None = None
    until: date | None = None
    areas: Collection[str] = ()

    def of(self, intake: Intake) -> Intake:
        """Those inquiries; what is unclear has no certain time and stays. UsageError for an area that is not there."""
        wanted = {area.casefold() for area in self.areas}
        known = sorted({one.area for one in intake.inquiries})
        if missing := wanted - {area.casefold() for area in known}:
            raise UsageError(
                f"Den Bereich „{min(missing)}“ gibt es in den Quellen nicht. Vorhanden: {', '.join(known) or 'keiner'}."
            )
        chosen = (
            one
            for one in intake.inquiries
            if (self.since is None or self.since <= one.received.date())
            and (self.until is None or one.received.date() <= self.until)
            and (not wanted or one.area.casefold() in wanted)
        )
        return replace(intake, inquiries=tuple(chosen))


def measure(
    intake: Intake, settings: Settings, today: date, calendar: WorkingDays | None = None
) -> ResponseTimes:
    """The figures of what the sources gave, by the town's settings, as of ``today``."""
    calendar = calendar or of_settings(settings)
    office = BusinessHours(settings.office_hours, calendar)
    times = figures(
        intake.inquiries, calendar, today, settings.target_days, settings.limit_days, office=office
    )
    return replace(times, unclear=intake.unclear, left_out=intake.left_out)
