"""What site.yaml says about a catalogue of offers: districts, age groups, school holidays, booking systems."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from plugins.field_types import Day, Host, Label, Slug, Strict, matching

MAX_AGE = 99


def _age(value: int) -> int:
    if not 0 <= value <= MAX_AGE:
        raise ValueError(f"Erlaubt ist ein Alter von 0 bis {MAX_AGE} Jahren.")
    return value


Age = Annotated[int, AfterValidator(_age)]


def not_below(least: int | None, value: int | None) -> int | None:
    """``value`` if it is no lower age than ``least``; the validator of every field ``max`` of ages."""
    if least is not None and value is not None and value < least:
        raise ValueError(f"Das Höchstalter {value} liegt unter dem Mindestalter {least}.")
    return value


def not_before(first: date | None, value: date | None) -> date | None:
    """``value`` if it is no earlier day than ``first``; the validator of every field ``ends``."""
    if first is not None and value is not None and value < first:
        raise ValueError(f"Das Ende ({value:%d.%m.%Y}) liegt vor dem Beginn ({first:%d.%m.%Y}).")
    return value


class AgeGroup(Strict):
    """Ages that parents look for together; an offer belongs to every group that it takes children of."""

    name: Label
    min: Age
    max: Age

    @field_validator("max")
    @classmethod
    def _is_above(cls, value: int, info: ValidationInfo) -> int | None:
        return not_below(info.data.get("min"), value)


class HolidayMeta(Strict):
    """School holidays with their first and their last day, as the ministry publishes them."""

    name: Annotated[Label, matching(r"\D+", "Bitte ohne Jahreszahl, sie kommt von selbst dazu.")]
    starts: Day
    ends: Day

    @property
    def title(self) -> str:
        """The name with the year, or both years: ``Weihnachtsferien 2026/27``."""
        first, last = self.starts.year, self.ends.year
        return f"{self.name} {first}" + (f"/{last % 100:02}" if last != first else "")

    @field_validator("ends")
    @classmethod
    def _is_later(cls, value: date, info: ValidationInfo) -> date | None:
        return not_before(info.data.get("starts"), value)


class OfferSettings(Strict):
    """The part ``offers`` of site.yaml. ``registration_systems``: name of each booking system by its host."""

    districts: Annotated[Mapping[Slug, Label], Field(min_length=1)]
    registration_systems: Mapping[Host, str]
    age_groups: tuple[AgeGroup, ...]
    holidays: tuple[HolidayMeta, ...]

    @field_validator("holidays")
    @classmethod
    def _follow_each_other(cls, value: tuple[HolidayMeta, ...]) -> tuple[HolidayMeta, ...]:
        ordered = sorted(value, key=lambda holiday: holiday.starts)
        for earlier, later in pairwise(ordered):
            if later.starts <= earlier.ends:
                raise ValueError(
                    f"{earlier.name} und {later.name} überschneiden sich. Bitte die Tage prüfen."
                )
        return tuple(ordered)
