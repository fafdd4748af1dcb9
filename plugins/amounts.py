"""Amounts that the law sets, each written down once with its paragraph and the day it is known for.

Source: ``content/gemeinsam/betraege.yaml``. Notations: ``[[betrag:ID]]`` in a text, a title or a summary becomes
"347 Euro" (``[[betrag:2*ID]]`` twice that), ``[[stand:GRUPPE]]`` becomes "§ 37 SGB XI, Stand: 1. Januar 2026", and
``[[betraege:GRUPPE]]`` alone in a paragraph the table of the group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from plugins.field_types import Day, Slug, Strict, matching
from plugins.german_text import german_date
from plugins.paragraphs import is_alone, line_of
from plugins.problems import Problem, did_you_mean
from plugins.yaml_source import MarkdownSource, YamlSource

if TYPE_CHECKING:
    from plugins.content_model import PageSource, SiteContent

FILE = "betraege.yaml"
TABLE_NOTATION = re.compile(r"\[\[betraege:([^\]\n]*)\]\]")
_AMOUNT_NOTATION = re.compile(r"\[\[betrag:(?:(\d{1,2})\*)?([^\]\n]*)\]\]")
_SOURCE_NOTATION = re.compile(r"\[\[stand:([^\]\n]*)\]\]")
_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d\d)?"
#: Fields of a page in which amounts may stand.
_FIELDS = ("title", "summary", "menu_label")
_NBSP = "\N{NO-BREAK SPACE}"


class AmountMeta(Strict):
    """One amount, or a span such as ``450 bis 600``; ``label`` is its row in the table."""

    label: Annotated[str, Field(min_length=1)]
    amount: Annotated[
        str,
        matching(f"{_NUMBER}(?: bis {_NUMBER})?", "Erlaubt sind „347“, „1.497“, „25,50“ oder „450 bis 600“."),
    ]


class AmountGroup(Strict):
    """Amounts that change together. ``label_column`` heads the labels in the table, ``up_to`` says they are limits."""

    caption: Annotated[str, Field(min_length=3)]
    label_column: str = "Leistung"
    unit: str
    paragraph: Annotated[str, Field(min_length=3)]
    as_of: Day
    measure: Literal["Euro", "Prozent"] = "Euro"
    up_to: bool = False
    note: str = ""
    amounts: Mapping[Slug, AmountMeta]


class AmountsFile(Strict):
    """betraege.yaml: id of the group → group."""

    groups: Mapping[Slug, AmountGroup]


@dataclass(frozen=True, slots=True)
class Amounts:
    """All groups, and the line of each field (``"groups.<id>.note"``) in ``file``."""

    file: str = FILE
    groups: Mapping[str, AmountGroup] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    is_readable: bool = True

    @property
    def ids(self) -> dict[str, AmountGroup]:
        """The group of each amount."""
        return {amount: group for group in self.groups.values() for amount in group.amounts}

    def filled(self, text: str) -> str:
        """``text`` with every known amount and source in place of its notation; unknown ones stay for the check."""
        if "[[" not in text:
            return text
        groups = self.ids

        def amount(match: re.Match[str]) -> str:
            group = groups.get(match[2])
            return _spoken(group, match[2], int(match[1] or 1)) if group else match[0]

        def source(match: re.Match[str]) -> str:
            group = self.groups.get(match[1])
            return source_of(group) if group else match[0]

        return _SOURCE_NOTATION.sub(source, _AMOUNT_NOTATION.sub(amount, text))


@dataclass(frozen=True, slots=True)
class AmountsTable:
    """A group as the component ``amounts-table`` shows it; ``rows`` are label and amount."""

    caption: str
    label_column: str
    amount_column: str
    rows: tuple[tuple[str, str], ...]
    source: str
    note: str


def source_of(group: AmountGroup) -> str:
    """Paragraph and date of a group: ``§ 37 SGB XI, Stand: 1. Januar 2026``."""
    return f"{group.paragraph}, Stand: {german_date(group.as_of)}".replace("§ ", f"§{_NBSP}")


def table_of(amounts: Amounts, group_id: str) -> AmountsTable:
    """The table of a group; KeyError if there is none."""
    group = amounts.groups[group_id]
    limit = "bis zu " if group.up_to else ""
    rows = ((amount.label, limit + _spoken(group, key)) for key, amount in group.amounts.items())
    return AmountsTable(
        group.caption,
        group.label_column,
        f"Betrag {group.unit}".strip() if group.measure == "Euro" else "Anteil",
        tuple(rows),
        source_of(group),
        amounts.filled(group.note),
    )


def filled_source(source: MarkdownSource, amounts: Amounts) -> MarkdownSource:
    """A Markdown file whose title and summary have the amounts in place, before their length is checked."""
    known = source.meta.data
    fields = {name: amounts.filled(known[name]) for name in _FIELDS if isinstance(known.get(name), str)}
    return replace(source, meta=replace(source.meta, data={**known, **fields}))


def groups_used(source: MarkdownSource, amounts: Amounts) -> frozenset[str]:
    """The groups that a Markdown file names as amount, source or table, before the notations are filled in."""
    fields = [source.meta.data.get(name) for name in _FIELDS]
    text = "\n".join([source.body, *(field for field in fields if isinstance(field, str))])
    if "[[" not in text:
        return frozenset()
    named = {name for _, name in _AMOUNT_NOTATION.findall(text)}
    found = {*_SOURCE_NOTATION.findall(text), *TABLE_NOTATION.findall(text)}
    found |= {group for group, meta in amounts.groups.items() if named & meta.amounts.keys()}
    return frozenset(found & amounts.groups.keys())


def check_file(amounts: Amounts) -> Iterator[Problem]:
    """Ids given twice, and notes that name amounts there are not."""
    taken: dict[str, str] = {}
    for group_id, group in amounts.groups.items():
        for key in group.amounts:
            other = taken.setdefault(key, group_id)
            if other != group_id:
                path = f"groups.{group_id}.amounts.{key}"
                message = f"Den Betrag „{key}“ gibt es schon in der Gruppe „{other}“. Bitte anders nennen."
                yield Problem(amounts.file, amounts.lines.get(path, 1), message, path)
        path = f"groups.{group_id}.note"
        for message in _unknown(amounts.filled(group.note), amounts):
            yield Problem(amounts.file, amounts.lines.get(path, 1), message, path)


def check_page(page: PageSource, content: SiteContent) -> Iterator[Problem]:
    """Notations of the page that name no amount or group, and tables inside a sentence."""
    amounts = content.amounts
    for name in _FIELDS:
        for message in _unknown(getattr(page.meta, name) or "", amounts):
            yield Problem(page.name, page.lines.get(name, 1), message, name)
    for number, line in enumerate(page.body.split("\n"), page.body_line):
        for message in _unknown(line, amounts):
            yield Problem(page.name, number, message)
    for match in TABLE_NOTATION.finditer(page.body):
        if match[1] not in amounts.groups:
            hint = did_you_mean(match[1], amounts.groups)
            yield Problem(page.name, line_of(page, match), f"Die Gruppe „{match[1]}“ gibt es nicht. {hint}")
        elif not is_alone(page.body, match):
            message = "Eine Tabelle steht für sich: bitte davor und danach eine leere Zeile."
            yield Problem(page.name, line_of(page, match), message)


def _unknown(text: str, amounts: Amounts) -> Iterator[str]:
    """What to say about notations that are still there after ``filled``."""
    for match in _AMOUNT_NOTATION.finditer(text):
        yield f"Den Betrag „{match[2]}“ gibt es nicht. {did_you_mean(match[2], amounts.ids)}"
    for match in _SOURCE_NOTATION.finditer(text):
        yield f"Die Gruppe „{match[1]}“ gibt es nicht. {did_you_mean(match[1], amounts.groups)}"


def _spoken(group: AmountGroup, amount_id: str, times: int = 1) -> str:
    spans = group.amounts[amount_id].amount.split(" bis ")
    return f"{' bis '.join(_times(span, times) for span in spans)}{_NBSP}{group.measure}"


def _times(number: str, times: int) -> str:
    """
    >>> _times("1.497", 1), _times("599", 2), _times("25,50", 1)
    ('1.497', '1.198', '25,50')
    """
    value = Decimal(number.replace(".", "").replace(",", ".")) * times
    digits = f"{value:,.2f}" if value % 1 else f"{value:,.0f}"
    return digits.translate(str.maketrans(",.", ".,"))


def amounts_of(source: YamlSource, file: AmountsFile) -> Amounts:
    """The validated file with its lines."""
    return Amounts(source.file, MappingProxyType(dict(file.groups)), source.lines)
