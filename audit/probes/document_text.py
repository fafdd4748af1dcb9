"""What readers of documents pass on of a text: the lines in which a contact may stand, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

_MAY_BE_CONTACT = re.compile(r"@|[(\[{]\s?(?:at|ät)\s?[)\]}]|\d(?:[\s()/.–-]{0,3}\d){5,40}", re.I)
_MOST_LINES = 1_000
#: A longer line (a paragraph, a row of a table) is passed on in pieces, each with what stands around a contact.
_LONGEST_LINE, _AROUND = 300, 80


def contact_lines(lines: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """The numbered lines, or pieces of them, in which a number or address may stand; the first thousand.

    >>> contact_lines([(1, "Seite 1"), (2, " Tel. 030 23125-110 ")])
    [(2, 'Tel. 030 23125-110')]
    """
    pieces = ((number, piece) for number, line in lines for piece in _pieces(line))
    return list(islice(pieces, _MOST_LINES))


def _pieces(line: str) -> Iterator[str]:
    if len(line) <= _LONGEST_LINE:
        if _MAY_BE_CONTACT.search(line):
            yield line.strip()
        return
    start = end = last = 0  # of the piece, and the end of the last hit in it
    for hit in _MAY_BE_CONTACT.finditer(line):
        if hit.start() - _AROUND > end or hit.end() - start > _LONGEST_LINE:
            if last:
                yield line[start : min(end, hit.start())].strip()
            start = _word_start(line, max(last, hit.start() - _AROUND), hit.start())
        last, end = hit.end(), _word_end(line, hit.end(), hit.end() + _AROUND)
    if last:
        yield line[start:end].strip()


def _word_start(line: str, first: int, hit: int) -> int:
    """Where the first whole word behind ``first`` starts: half a number would be another number."""
    return first if first == 0 else max(line.find(" ", first, hit), first)


def _word_end(line: str, hit: int, last: int) -> int:
    """Where the last whole word before ``last`` ends, if a word ends there at all."""
    space = line.rfind(" ", hit, last)
    return last if last >= len(line) or space < 0 else space
