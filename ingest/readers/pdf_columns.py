"""The parts of a page that are read one after the other: prose in two columns is read down the left one first.

Only prose makes columns: rows of letters on both sides of a gutter that no letter, table or centred title crosses. A
letterhead, a signature or a table without rules has too few rows, or too few letters in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import inf
from statistics import median

from ingest.readers.pdf_lines import Char, PdfLine, Row, lines_of, rows_of
from ingest.readers.pdf_tables import PdfTable

Block = PdfLine | PdfTable

_GUTTER = 9.0  # points that part two columns at least; the gaps of justified words vary from row to row
_STEP = 2.0  # points by which the lines of a column may begin apart
_STRAIGHT = 4  # lines that begin where a column does; others are indented
_MIDDLE = (0.3, 0.7)  # of the page's width, in which the second column begins
_ROWS = 8  # of prose on either side, more than a letterhead has
_LETTERS = 12  # of the median row of a column


@dataclass(slots=True)
class _Strip:
    """A row of characters, or a table, with the parts of the page's width that it leaves free."""

    y: float
    free: list[tuple[float, float]]
    chars: list[Char]
    table: PdfTable | None = None

    def leaves(self, x: float) -> bool:
        """Whether a gutter around `x` meets no ink."""
        return any(left <= x - _GUTTER / 2 and x + _GUTTER / 2 <= right for left, right in self.free)


def columns_of(chars: Sequence[Char], tables: Sequence[PdfTable], width: float) -> list[list[Block]]:
    """Return the lines and tables of a page by the parts that are read one after the other, each from top to bottom.

    The places of lines in a column are stretched to the width of the page's print, so that a full line of a column
    reaches as far as one above or below the columns.
    """
    strips = [_of_row(row) for row in rows_of(chars)] + [_of_table(table) for table in tables]
    strips.sort(key=lambda strip: -strip.y)
    gutter = _gutter(strips, width)
    if gutter is None:
        return [_blocks(chars, tables)]
    left, right = min(char.x for char in chars), max(char.right for char in chars)
    parts: list[list[Block]] = []
    for parted, run in _runs(strips, gutter):
        if not parted:
            parts.append(_blocks(*_contents(run)))
            continue
        for one, held in ((True, left), (False, right)):
            column = [_side(strip, gutter, left_one=one) for strip in run]
            letters, inside = _contents(column)
            edge = (max if one else min)((char.right if one else char.x) for char in letters)
            begins, stretch = (left if one else edge), (right - left) / abs(edge - held)
            parts.append([_stretched(block, left, begins, stretch) for block in _blocks(letters, inside)])
    return parts


def _of_row(row: Row) -> _Strip:
    edge, free = -inf, []
    for char in sorted(row.chars, key=lambda char: char.x):
        if char.x - edge >= _GUTTER:
            free.append((edge, char.x))
        edge = max(edge, char.right)
    return _Strip(row.y, [*free, (edge, inf)], row.chars)


def _of_table(table: PdfTable) -> _Strip:
    return _Strip(table.y, [(-inf, table.left), (table.right, inf)], [], table)


def _gutter(strips: Sequence[_Strip], width: float) -> float | None:
    """Where the gutter lies that parts the most rows; None on a page without columns."""
    low, high = (share * width for share in _MIDDLE)
    begins = Counter(round(right / _STEP) for strip in strips for _, right in strip.free if low < right < high)
    edges = [step * _STEP for step, count in begins.items() if count >= _STRAIGHT]
    parted = [(sum(len(run) for is_parted, run in _runs(strips, x) if is_parted), x) for x in map(_before, edges)]
    most, x = max(parted, default=(0, 0.0))
    return x if most else None


def _before(edge: float) -> float:
    """The middle of the narrowest gutter before a column that begins at `edge`."""
    return edge - _STEP / 2 - _GUTTER / 2


def _runs(strips: Sequence[_Strip], x: float) -> Iterable[tuple[bool, list[_Strip]]]:
    """The strips from top to bottom in runs that a gutter at `x` parts into two columns, and others."""
    runs = [list(run) for _, run in groupby(strips, key=lambda strip: strip.leaves(x))]
    for parted, group in groupby(runs, key=lambda run: run[0].leaves(x) and _is_prose(run, x)):
        yield parted, [strip for run in group for strip in run]


def _is_prose(run: Sequence[_Strip], x: float) -> bool:
    """Whether rows of letters stand on both sides of `x`."""
    for left_one in (True, False):
        rows = [_letters(side.chars) for strip in run if (side := _side(strip, x, left_one=left_one)).chars]
        if len(rows) < _ROWS or median(rows) < _LETTERS:
            return False
    return True


def _letters(chars: Iterable[Char]) -> int:
    return sum(char.text.isalpha() for char in chars)


def _side(strip: _Strip, x: float, *, left_one: bool) -> _Strip:
    """What of a strip stands on one side of `x`."""
    table = strip.table if strip.table and (strip.table.left < x) == left_one else None
    return _Strip(strip.y, strip.free, [char for char in strip.chars if (char.x < x) == left_one], table)


def _contents(strips: Iterable[_Strip]) -> tuple[list[Char], list[PdfTable]]:
    strips = list(strips)
    return [char for strip in strips for char in strip.chars], [strip.table for strip in strips if strip.table]


def _blocks(chars: Iterable[Char], tables: Iterable[PdfTable]) -> list[Block]:
    return sorted([*lines_of(chars), *tables], key=lambda block: -block.y)


def _stretched(block: Block, left: float, edge: float, stretch: float) -> Block:
    """A line as if its column, which begins at `edge`, began at `left` and were wider."""
    if isinstance(block, PdfLine):
        block.x, block.right = (left + (x - edge) * stretch for x in (block.x, block.right))
        block.head *= stretch
    return block
