"""Tables of a Word document as rectangular grids: merged cells repeat their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from ingest.document import Table
from ingest.readers.charmap import Cut, map_text
from ingest.readers.docx_styles import W, number

_LAYOUT_ROWS, _LAYOUT_COLUMNS = 4, 3
_NUMBER = re.compile(r"[\s\d.,%()+\-–/]*\d[\s\d.,%()+\-–/]*")
_WIDEST = 200  # columns; more is a damaged span


class Row(NamedTuple):
    """A row as the file has it: its cells, and the grid columns left free before them."""

    cells: list[etree._Element]
    skipped: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A written cell: its span in the document's text, its width in columns, whether it goes on with the one above."""

    span: tuple[int, int]
    columns: int
    goes_on: bool

    @staticmethod
    def of(element: etree._Element, span: tuple[int, int]) -> Cell:
        """Take the merges from the properties of the cell."""
        merge = element.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and merge.get(W + "val") != "restart"
        return Cell(span, min(_WIDEST, max(1, number(element, "tcPr/gridSpan", 1))), goes_on)


@dataclass(slots=True)
class Grid:
    """A table under construction."""

    before: int  # how many lines of prose stand before it
    rows: list[list[tuple[int, int]]] = field(default_factory=list)

    def add(self, cells: Sequence[Cell]) -> None:
        """Add a row; a cell that goes on with the one above takes over its span."""
        row: list[tuple[int, int]] = []
        above = self.rows[-1] if self.rows else []
        for cell in cells:
            for _ in range(cell.columns):
                row.append(above[len(row)] if cell.goes_on and len(row) < len(above) else cell.span)
        self.rows.append(row)

    def table(self, text: str, cuts: Sequence[Cut]) -> Table:
        """Return the finished table, rectangular, its cells read from `text` without footnote marks."""
        width = max((len(row) for row in self.rows), default=0)
        spans = [tuple(row) + ((row[-1][1],) * 2 if row else (0, 0),) * (width - len(row)) for row in self.rows]
        return Table(tuple(tuple(_cell_text(text, span, cuts) for span in row) for row in spans), tuple(spans))


def _cell_text(text: str, span: tuple[int, int], cuts: Sequence[Cut]) -> str:
    inside = [cut for cut in cuts if span[0] <= cut.start and cut.end <= span[1]]
    return "".join(map_text(text, [span], inside).chars)


def rows_of(table: etree._Element) -> list[Row]:
    """Return the rows of a table without those that a tracked change deletes."""
    rows = []
    for row in _below(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            cells = [cell for cell in _below(row, "tc") if cell.find(f"{W}tcPr/{W}cellDel") is None]
            rows.append(Row(cells, min(_WIDEST, number(row, "trPr/gridBefore"))))
    return rows


def is_layout(rows: Sequence[Row]) -> bool:
    """Whether a table only places text on the page, like the two halves of a letterhead."""
    if len(rows) > _LAYOUT_ROWS or any(len(row.cells) > _LAYOUT_COLUMNS for row in rows):
        return False
    texts = ("".join(t.text or "" for t in cell.iter(W + "t")) for row in rows for cell in row.cells)
    return not any(_NUMBER.fullmatch(text) for text in texts)


def _below(element: etree._Element, name: str) -> list[etree._Element]:
    """Return the children `name`, also those inside content controls and insertions."""
    found: list[etree._Element] = []
    for child in element:
        if child.tag == W + name:
            found.append(child)
        elif child.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            found += _below(child, name)
    return found
