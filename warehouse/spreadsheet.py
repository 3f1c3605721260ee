"""Answers as an Excel workbook, and what a spreadsheet must not be given.

A text that begins like a formula gets an apostrophe in front, here and in CSV: labels come from reports, and reports
come from anywhere. What a sheet cannot hold unharmed is refused or written as text, never cut or rounded.
"""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

from ingest.errors import InputError
from warehouse.answer import Answer

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MOST_ROWS = 1_048_576 - 1  # below the heading
_MOST_CHARACTERS = 32_767
_MOST_DIGITS = 15


def safe_text(text: str) -> str:
    """The text as a spreadsheet may have it: an apostrophe in front where it begins like a formula."""
    return "'" + text if text.startswith(_FORMULA_STARTS) else text


def workbook(answer: Answer, as_text: Any) -> bytes:
    """The bytes of a workbook with one sheet; `as_text` spells values that are no numbers, days or texts.

    InputError where a text is too long for a cell or there are too many rows.
    """
    import xlsxwriter

    if len(answer.rows) > _MOST_ROWS:
        raise InputError(f"{len(answer.rows)} rows do not fit a sheet of Excel; use --format csv or parquet")
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("niengiam")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for column, name in enumerate(answer.columns):
            sheet.write_string(0, column, safe_text(name), bold)
        for number, row in enumerate(answer.rows, 1):
            for column, value in enumerate(row):
                _write_cell(sheet, (number, column), value, day, as_text)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return stream.getvalue()


def _write_cell(sheet: Any, at: tuple[int, int], value: object, day: object, as_text: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, Decimal | float | int) and _fits(value):
        sheet.write_number(*at, float(value))
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, day)
    else:
        text = as_text(value)
        if len(text) >= _MOST_CHARACTERS:
            raise InputError(f"a text of {len(text)} characters does not fit a cell of Excel; use --format parquet")
        sheet.write_string(*at, safe_text(text) if isinstance(value, str) else text)


def _fits(value: Decimal | float) -> bool:
    """Whether Excel, which keeps fifteen digits, keeps this number."""
    number = Decimal(str(value))
    if isinstance(value, float):
        return number.is_finite()
    return len(number.normalize().as_tuple().digits) <= _MOST_DIGITS
