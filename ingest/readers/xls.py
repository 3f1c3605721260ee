"""Reads .xls with python-calamine. The old format's number formats, hidden rows and columns are not given by it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.readers.sheet_letters import convert_letters
from ingest.readers.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, SheetCell, document_of, printed_number
from ingest.readers.xlsx import clean, decimal_of, printed_day


def read_xls(path: Path) -> Document:
    """Read an old workbook; raises `UnreadableFileError` if it is damaged, encrypted or none."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets, notices = [], []
        for about in workbook.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            if about.visible != SheetVisibleEnum.Visible:
                notices.append(f"sheet '{about.name}' is hidden and left out")
                continue
            sheets.append(_sheet(workbook, about.name))
    except Exception as fault:  # the library raises its own and the parser's errors
        raise UnreadableFileError(
            f"{path.name}: the old workbook is damaged or encrypted ({fault}); open it in Excel and save it as .xlsx"
        ) from fault
    notices.extend(convert_letters(sheets))
    notices.append("in an old .xls the formats of numbers, hidden rows and hidden columns are not seen")
    return document_of(path.name, "xls", sheets, notices)


def _sheet(workbook: CalamineWorkbook, name: str) -> Sheet:
    source = workbook.get_sheet_by_name(name)
    sheet = Sheet(clean(name).strip())
    for row, values in enumerate(source.to_python(skip_empty_area=False)[:MOST_ROWS]):
        for column, value in enumerate(values[:MOST_COLUMNS]):
            if (cell := _cell(value)) is not None:
                sheet.cells[row, column] = cell
    sheet.merged = [(r1, c1, r2, c2) for (r1, c1), (r2, c2) in source.merged_cell_ranges or ()]
    return sheet


def _cell(value: int | float | str | bool | time | date | datetime | timedelta) -> SheetCell | None:
    if isinstance(value, bool):
        return SheetCell(str(value))
    if isinstance(value, int | float):
        number = decimal_of(value)
        return None if number is None else printed_number(number, "General")
    if isinstance(value, date | datetime | time):
        return SheetCell(printed_day(value))
    text = clean(str(value)).rstrip()
    return SheetCell(text) if text.strip() else None
