"""What site.yaml says about a directory of services: the values entries may have, and how their pages are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from plugins.field_types import Label, Slug, Strict

#: Space for "123 Einträge. " before it in the summary of the page.
_Summary = Annotated[str, Field(min_length=20, max_length=180)]
#: A directory's district is drawn on a grid: enough for any town, and readable at 320 pixels.
_GridLine = Annotated[int, Field(ge=1, le=5)]


class ValueMeta(Strict):
    """A category or a target group. ``title`` is its short name, ``situation`` the heading of its page."""

    title: Label
    situation: Annotated[str, Field(min_length=3, max_length=70)]
    summary: _Summary


class DistrictMeta(Strict):
    """A part of the town; ``column`` and ``row`` place it on the schematic map, from the north-west."""

    title: Label
    summary: _Summary
    column: _GridLine
    row: _GridLine


class DirectoryMeta(Strict):
    """The values of a directory by id, in the order in which they are shown."""

    categories: Mapping[Slug, ValueMeta]
    districts: Mapping[Slug, DistrictMeta]
    target_groups: Mapping[Slug, ValueMeta] = Field(default_factory=dict)
