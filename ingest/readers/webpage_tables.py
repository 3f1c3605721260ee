"""Tables of a page as rectangular grids: a merged cell repeats its text in every place that it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from ingest.document import Table
from ingest.readers.charmap import map_text

_LAYOUT_ROWS, _LAYOUT_COLUMNS = 4, 3
_WIDEST = 200  # columns or rows of a merged cell; more is damaged
_MOST_PLACES = 1_000_000  # of a table; one with more, or wider than the widest, is read as paragraphs
_NUMBER = re.compile(r"[\s\d.,%()+\-–/]*\d[\s\d.,%()+\-–/]*")


class Span(NamedTuple):
    """A written cell: where it stands in the text, and how many columns and rows it covers."""

    place: tuple[int, int]
    columns: int
    rows: int


def span_of(cell: etree._Element, start: int, end: int) -> Span:
    """Take what a cell covers from its attributes."""
    return Span((start, end), _count(cell, "colspan"), _count(cell, "rowspan"))


@dataclass(slots=True)
class Grid:
    """A table under construction; a cell that reaches further down is repeated in the rows below."""

    rows: list[list[tuple[int, int]]] = field(default_factory=list)
    reaching: dict[int, tuple[tuple[int, int], int]] = field(default_factory=dict)  # column -> place, rows left

    def add(self, cells: Sequence[Span]) -> None:
        """Add a row."""
        row: list[tuple[int, int]] = []
        above, self.reaching = self.reaching, {}
        for cell in cells:
            self._go_on(row, above)
            for _ in range(cell.columns):
                if cell.rows > 1 and len(row) < _WIDEST:
                    self.reaching[len(row)] = cell.place, cell.rows - 1
                row.append(cell.place)
        self._go_on(row, above)
        if row:
            self.rows.append(row)

    def _go_on(self, row: list[tuple[int, int]], above: dict[int, tuple[tuple[int, int], int]]) -> None:
        """Write the cells that reach down into the next columns of `row`."""
        while len(row) in above:
            place, left = above[len(row)]
            if left > 1:
                self.reaching[len(row)] = place, left - 1
            row.append(place)

    def table(self, text: str) -> Table:
        """The finished table, its cells read from `text`."""
        width = max((len(row) for row in self.rows), default=0)
        spans = [tuple(row) + ((row[-1][1],) * 2 if row else (0, 0),) * (width - len(row)) for row in self.rows]
        words = {place: "".join(map_text(text, [place]).chars) for row in spans for place in row}
        return Table(tuple(tuple(words[place] for place in row) for row in spans), tuple(spans))


def is_layout(table: etree._Element) -> bool:
    """Whether a table only places text: it holds tables, headings or stray words, is one column, or a letterhead."""
    if any(inner is not table for inner in table.iter("table", "h1", "h2", "h3")) or _has_stray_words(table):
        return True
    rows = list(_rows(table))
    widest = max((sum(_count(cell, "colspan") for cell in row) for row in rows), default=0)
    if not 2 <= widest <= _WIDEST or widest * len(rows) > _MOST_PLACES:
        return True
    if len(rows) > _LAYOUT_ROWS or widest > _LAYOUT_COLUMNS:
        return False
    return not any(_NUMBER.fullmatch("".join(map(str, cell.itertext()))) for row in rows for cell in row)


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    """The rows of a table that holds no other."""
    for row in table.iter("tr"):
        yield [cell for cell in row if cell.tag in ("td", "th")]


def _has_stray_words(table: etree._Element) -> bool:
    """Whether words stand in a table outside its cells and its caption, where a grid would lose them."""
    for frame in table.iter("table", "thead", "tbody", "tfoot", "tr"):
        if (frame.text or "").strip() or any((child.tail or "").strip() for child in frame):
            return True
        if any(child.tag not in _INSIDE for child in frame if isinstance(child.tag, str)):
            return True
    return False


_INSIDE = frozenset(("caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th", "script", "style"))


def _count(cell: etree._Element, name: str) -> int:
    words = (cell.get(name) or "").strip()
    return min(_WIDEST, max(1, int(words))) if words.isdecimal() and len(words) < 5 else 1
