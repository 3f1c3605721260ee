"""Worksheets as a document: each sheet printed cell by cell, one line a row, cells parted by tabs.

The line before a sheet's first row is its name in square brackets; row 1 is the next line and column A stands before
the first tab, also where cells are empty or hidden, so that a place in the text tells the cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from ingest.document import Document, Passage, Table
from ingest.tables.sheet_table import SheetTable

MOST_ROWS, MOST_COLUMNS = 100_000, 400
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.(?P<fraction>[0#?]+))?(?P<thousands>,*)")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell as the sheet shows it, and the number it stores (a percentage in percent)."""

    text: str
    number: Decimal | None = None


@dataclass(slots=True)
class Sheet:
    """A worksheet: its cells by row and column from 0, what is merged, what is hidden."""

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row, first column, last row, last
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def printed_number(value: Decimal, number_format: str) -> SheetCell:
    """A number as Vietnamese print shows it under a number format of the sheet.

    `0.967` under `0.0%` is "96,7%"; 545729.586 under `#,##0.0` is "545.729,6"; without a format all digits show.
    """
    shown = _QUOTED.sub("", number_format.split(";")[0])
    percent = "%" in shown
    if percent:
        value = Decimal(format((value * 100).normalize(), "f"))
    digits = _DIGITS.search(shown)
    if digits is None or digits["thousands"] or "E" in shown.upper() or "/" in shown:
        text = _with_comma(format(value.normalize(), "f"), grouped=False)
    else:
        places = len(digits["fraction"] or "")
        rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        text = _with_comma(format(rounded, "f"), grouped="," in digits[0])
    return SheetCell(text + ("%" if percent else ""), value)


def _with_comma(digits: str, *, grouped: bool) -> str:
    whole, _, fraction = digits.partition(".")
    if grouped:
        sign, number = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        whole = sign + f"{int(number):,}".replace(",", ".")
    return f"{whole},{fraction}" if fraction else whole


def document_of(name: str, file_format: str, sheets: Sequence[Sheet], notices: Sequence[str]) -> Document:
    """The document of a workbook's visible sheets, in their order."""
    writer = _Writer()
    for sheet in sheets:
        writer.sheet(sheet)
    return Document(
        name, file_format, "".join(writer.parts), tuple(writer.passages), tuple(writer.tables), tuple(notices)
    )


@dataclass(slots=True)
class _Writer:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    passages: list[Passage] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def write(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def sheet(self, sheet: Sheet) -> None:
        """Print a sheet and keep its grid."""
        self.write(f"[{sheet.name}]\n")
        height = max((row for row, _ in sheet.cells), default=-1) + 1
        width = max((column for _, column in sheet.cells), default=-1) + 1
        spans: list[list[tuple[int, int]]] = []
        by_row: dict[int, list[int]] = {}
        for row, column in sheet.cells:
            if column not in sheet.hidden_columns:
                by_row.setdefault(row, []).append(column)
        for row in range(height):
            spans.append(self._row(sheet, row, sorted(by_row.get(row, ())), width))
            self.write("\n")
        self.write("\n")
        self._title(sheet, spans)
        if height and width:
            self.tables.append(_table(sheet, spans, width, len(self.tables) + 1))

    def _row(self, sheet: Sheet, row: int, columns: list[int], width: int) -> list[tuple[int, int]]:
        out = [(self.length, self.length)] * width
        at = 0
        for column in columns:
            self.write("\t" * (column - at))
            at = column
            text = sheet.cells[row, column].text
            out[column] = (self.length, self.length + len(text))
            self.write(text)
        return out

    def _title(self, sheet: Sheet, spans: list[list[tuple[int, int]]]) -> None:
        """The lines of text above the table, which name its subject and period, as headings."""
        for row, row_spans in enumerate(spans[:12]):
            filled = [c for c in range(len(row_spans)) if row_spans[c][0] < row_spans[c][1]]
            if len(filled) > 1:
                return
            if filled and sheet.cells[row, filled[0]].number is None and filled[0] == 0:
                start, end = row_spans[filled[0]]
                text = sheet.cells[row, filled[0]].text
                start += len(text) - len(text.lstrip())
                places = range(start, end)
                self.passages.append(
                    Passage("heading", text.lstrip(), tuple(places), tuple(p + 1 for p in places), page=self._page)
                )

    @property
    def _page(self) -> int:
        return len(self.tables) + 1


def _table(sheet: Sheet, spans: list[list[tuple[int, int]]], width: int, page: int) -> SheetTable:
    empty = SheetCell("")
    grid = [[sheet.cells.get((row, column), empty) for column in range(width)] for row in range(len(spans))]
    for first_row, first_column, last_row, last_column in sheet.merged:
        if first_row >= len(grid) or first_column >= width or first_column in sheet.hidden_columns:
            continue
        for row in range(first_row, min(last_row + 1, len(grid))):
            for column in range(first_column, min(last_column + 1, width)):
                grid[row][column] = grid[first_row][first_column]
                spans[row][column] = spans[first_row][first_column]
    shown = [column for column in range(width) if column not in sheet.hidden_columns]
    return SheetTable(
        tuple(tuple(row[c].text for c in shown) for row in grid),
        tuple(tuple(row[c] for c in shown) for row in spans),
        page=page,
        sheet=sheet.name,
        stored=tuple(tuple(row[c].number for c in shown) for row in grid),
        hidden_rows=frozenset(row for row in sheet.hidden_rows if row < len(grid)),
    )
