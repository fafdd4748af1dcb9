"""A table as the HTML standard forms it: which cell covers which slots (HTML, 4.9.12 "Forming a table")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborNode

from audit.dom import clean, own_text
from audit.markup import attribute, has, text_of

_GROUPS = ("thead", "tbody", "tfoot")
_MOST_SLOTS = 200_000  # nobody reads a larger table; a hostile one must not cost more
_CONTENT = (
    "img, svg, input, select, textarea, button, object, video, audio, canvas, iframe, math, [aria-label]"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and the slots it covers, counted from 0."""

    node: LexborNode
    row: int
    column: int
    width: int
    height: int

    @property
    def is_header(self) -> bool:
        """Whether it is a ``th``, or says so by its role."""
        return self.node.tag == "th" or attribute(self.node, "role") in ("columnheader", "rowheader")

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it can be read or used."""
        return not clean(self.node.text()) and self.node.css_first(_CONTENT) is None


@dataclass(frozen=True)
class Table:
    """A table with its own rows and cells, without those of tables inside it."""

    node: LexborNode
    cells: tuple[Cell, ...]
    rows: tuple[int, ...]
    overlaps: bool

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Number of columns of the widest row."""
        return max(self.rows, default=0)

    @cached_property
    def headers(self) -> tuple[Cell, ...]:
        """The header cells with something in them."""
        return tuple(cell for cell in self.cells if cell.is_header and not cell.is_empty)

    @property
    def is_layout(self) -> bool:
        """Whether it declares to be no table."""
        return attribute(self.node, "role").lower() in ("presentation", "none")

    @property
    def caption(self) -> LexborNode | None:
        """Its caption element."""
        return next((child for child in self.node.iter() if child.tag == "caption"), None)

    @cached_property
    def is_marked_up(self) -> bool:
        """Whether anything in the markup says that this is a data table."""
        declared = attribute(self.node, "role") in ("table", "grid", "treegrid") or has(self.node, "summary")
        parts = any(child.tag in ("caption", "thead", "tfoot", "colgroup") for child in self.node.iter())
        cells = any(
            cell.is_header or has(cell.node, "headers") or has(cell.node, "scope") for cell in self.cells
        )
        return declared or parts or cells

    def unanchored_columns(self) -> list[int]:
        """Columns in which no cell begins, counted from 1: an error of the table model."""
        begun = {cell.column for cell in self.cells}
        return [column + 1 for column in range(self.width) if column not in begun]


def table_of(node: LexborNode) -> Table | None:
    """The table of a ``table`` element; None where it is too large to be judged."""
    taken: dict[tuple[int, int], Cell] = {}
    cells: list[Cell] = []
    overlaps, first = False, 0
    for rows in _row_groups(node):
        for row, element in enumerate(rows, first):
            column = 0
            for child in element.iter():
                if child.tag not in ("td", "th"):
                    continue
                while (row, column) in taken:
                    column += 1
                left = first + len(rows) - row
                cell = Cell(child, row, column, _span(child, "colspan") or 1, _height(child, left))
                if len(taken) + cell.width * cell.height > _MOST_SLOTS:
                    return None
                slots = [(row + y, column + x) for y in range(cell.height) for x in range(cell.width)]
                overlaps = overlaps or any(slot in taken for slot in slots)
                taken.update(dict.fromkeys(slots, cell))
                cells.append(cell)
                column += cell.width
        first += len(rows)
    widths = [0] * first
    for row, column in taken:
        widths[row] = max(widths[row], column + 1)
    return Table(node, tuple(cells), tuple(widths), overlaps)


def _row_groups(node: LexborNode) -> Iterator[list[LexborNode]]:
    for child in node.iter():
        if child.tag in _GROUPS:
            yield [row for row in child.iter() if row.tag == "tr"]
        elif child.tag == "tr":
            yield [child]


def _span(cell: LexborNode, name: str) -> int | None:
    written = attribute(cell, name)
    return min(int(written), 1000) if written.isascii() and written.isdigit() else None


def _height(cell: LexborNode, left: int) -> int:
    """Rows it covers, never more than its group has left; 0 means all of them."""
    span = _span(cell, "rowspan")
    return left if span == 0 else min(span or 1, left)


def looks_bold(cell: Cell) -> bool:
    """Whether all text of a cell is bold by its markup."""
    text = own_text(cell.node)
    return bool(text) and any(text_of(bold) == text for bold in cell.node.css("b, strong"))
