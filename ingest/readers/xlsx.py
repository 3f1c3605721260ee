"""Reads .xlsx with openpyxl twice: once the stored values, once the formulas, to tell which of them store no value.

Left out, and told in a notice: hidden sheets and columns, formulas without a stored value, comments, charts.
"""

from __future__ import annotations

import unicodedata
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.readers.package import LARGEST_PART
from ingest.readers.sheet_letters import convert_letters
from ingest.readers.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    SheetCell,
    document_of,
    printed_number,
)
from ingest.tables.sheet_table import column_letters

_NAMED_CELLS = 5  # how many cells a notice names


def read_xlsx(path: Path) -> Document:
    """Read a workbook; raises `UnreadableFileError` if it is damaged, encrypted or none."""
    _check_size(path)
    values, formulas = _open(path, values=True), _open(path, values=False)
    sheets, notices = [], []
    for shown, written in zip(values.worksheets, formulas.worksheets, strict=True):
        if shown.sheet_state != "visible":
            notices.append(f"sheet '{shown.title}' is hidden and left out")
            continue
        sheet = _sheet(shown)
        sheets.append(sheet)
        notices.extend(_notices(sheet, shown, written))
    notices.extend(convert_letters(sheets))
    return document_of(path.name, "xlsx", sheets, notices)


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            largest = max((part.file_size for part in package.infolist()), default=0)
    except (zipfile.BadZipFile, OSError, ValueError) as fault:
        raise UnreadableFileError(
            f"{path.name}: the file is cut off or damaged ({fault}); get it again from the sender"
        ) from fault
    if largest > LARGEST_PART:
        raise UnreadableFileError(
            f"{path.name}: a part unpacks to more than {LARGEST_PART // 1_000_000} MB; no annex is that large"
        )


def _open(path: Path, *, values: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and styles that are not read
            return openpyxl.load_workbook(path, data_only=values, keep_links=False)
    except Exception as fault:  # openpyxl has no error of its own for most damages
        raise UnreadableFileError(
            f"{path.name}: the workbook is damaged or no workbook ({type(fault).__name__}: {fault}); "
            "open it in Excel and save it again as .xlsx"
        ) from fault


def _sheet(source: Any) -> Sheet:
    sheet = Sheet(clean(source.title).strip())
    for cell in _cells(source):
        if cell.row <= MOST_ROWS and cell.column <= MOST_COLUMNS and (made := _cell(cell)) is not None:
            sheet.cells[cell.row - 1, cell.column - 1] = made
    sheet.merged = [(r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in source.merged_cells.ranges]
    sheet.hidden_rows = {number - 1 for number, row in source.row_dimensions.items() if row.hidden}
    for column in source.column_dimensions.values():
        if column.hidden:
            sheet.hidden_columns.update(range((column.min or 1) - 1, min(column.max or 1, MOST_COLUMNS)))
    return sheet


def _cells(source: Any) -> Iterator[Any]:
    """The written cells alone: the range that a sheet claims may be much larger."""
    return (cell for cell in source._cells.values() if cell.value is not None)


def _cell(cell: Any) -> SheetCell | None:
    value = cell.value
    if isinstance(value, bool):
        return SheetCell(str(value))
    if isinstance(value, int | float):
        number = decimal_of(value)
        return SheetCell(str(value)) if number is None else printed_number(number, cell.number_format or "General")
    if isinstance(value, date | datetime | time):
        return SheetCell(printed_day(value))
    text = clean(str(value)).rstrip()
    if not text.strip():
        return None
    return SheetCell("  " * int(cell.alignment.indent or 0) + text)


def decimal_of(value: float) -> Decimal | None:
    """The number that a double stands for, with the fifteen digits that spreadsheets keep; None for no number."""
    number = Decimal(format(value, ".15g"))
    return number if number.is_finite() else None


def printed_day(value: date | datetime | time) -> str:
    """A day or an hour as a cell shows it."""
    return value.strftime("%H:%M") if isinstance(value, time) else value.strftime("%d/%m/%Y")


def clean(text: str) -> str:
    """Cell text on one line, composed, its leading blanks kept (they indent)."""
    return unicodedata.normalize("NFC", text).translate({9: 32, 10: 32, 11: 32, 12: 32, 13: 32, 0x2028: 32, 0x85: 32})


def _notices(sheet: Sheet, shown: Any, written: Any) -> Iterator[str]:
    empty = [c.coordinate for c in _cells(written) if c.data_type == "f" and shown[c.coordinate].value is None]
    if empty:
        named = ", ".join(empty[:_NAMED_CELLS]) + (", ..." if len(empty) > _NAMED_CELLS else "")
        yield (
            f"sheet '{sheet.name}': {len(empty)} formulas store no value ({named}); "
            "open the file in Excel and save it, so that they are computed"
        )
    rows = sorted(row + 1 for row in sheet.hidden_rows if any(r == row for r, _ in sheet.cells))
    if rows:
        yield f"sheet '{sheet.name}': hidden rows are read and marked for review: {_listed(map(str, rows))}"
    columns = sorted({c for _, c in sheet.cells} & sheet.hidden_columns)
    if columns:
        yield f"sheet '{sheet.name}': hidden columns are left out: {_listed(map(column_letters, columns))}"
    if shown.max_row > MOST_ROWS or shown.max_column > MOST_COLUMNS:
        yield f"sheet '{sheet.name}': cells behind row {MOST_ROWS} or column {MOST_COLUMNS} are left out"


def _listed(names: Iterator[str]) -> str:
    every = list(names)
    return ", ".join(every[:20]) + (", ..." if len(every) > 20 else "")
