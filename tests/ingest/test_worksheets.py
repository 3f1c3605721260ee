"""What office workbooks hide: rows, columns, sheets, formulas without a value, English twins, notes, ratios."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.period import Period
from ingest.report import Report, read_report

OCTOBER = Period.parse("2024-10")
HEAD = (
    ("Biểu 2. Sản phẩm chủ yếu của ngành công nghiệp",),
    ("TT", "Chỉ tiêu", "ĐVT", "Thực hiện tháng 9", "Ước tháng 10", "Tháng 10 so với cùng kỳ năm trước (%)"),
)


@pytest.fixture
def book() -> Workbook:
    book = Workbook()
    for row in HEAD:
        book.worksheets[0].append(row)
    return book


def read(book: Workbook, folder: Path) -> Report:
    path = folder / "bieu.xlsx"
    book.save(path)
    return read_report(path, area="Lai Châu", period=OCTOBER)


def first(book: Workbook) -> Worksheet:
    return book.worksheets[0]


def said(report: Report) -> list[tuple[str, str, str]]:
    return [(claim.cell.partition("!")[2], claim.number_text, claim.indicator) for claim in report.claims]


def test_a_formula_without_a_stored_value_is_told(book: Workbook, tmp_path: Path) -> None:
    first(book).append(("1", "Xi măng", "Tấn", 10331, "=D3*2", 95.2))  # openpyxl stores no value
    report = read(book, tmp_path)
    assert said(report) == [("D3", "10331", "industry.cement"), ("F3", "95,2", "industry.cement")]
    assert any("1 formulas store no value (E3)" in notice for notice in report.document.notices)


def test_hidden_rows_go_to_review_and_hidden_columns_and_sheets_are_left_out(book: Workbook, tmp_path: Path) -> None:
    sheet = first(book)
    sheet.append(("1", "Xi măng", "Tấn", 10331, 11020, 95.2))
    sheet.append(("2", "Điện sản xuất", "Triệu kWh", 747.6, 702.1, 101.4))
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    other = book.create_sheet("nháp")
    other.append(("Xi măng", 5))
    other.sheet_state = "hidden"
    report = read(book, tmp_path)
    assert [place for place, _, _ in said(report)] == ["E3", "F3", "E4", "F4"]
    assert [claim.review for claim in report.claims] == ["", "", *["the row is hidden in the sheet"] * 2]
    told = " / ".join(report.document.notices)
    assert "hidden columns are left out: D" in told
    assert "sheet 'nháp' is hidden" in told


def test_numbered_columns_english_lines_and_notes_are_no_figures(book: Workbook, tmp_path: Path) -> None:
    sheet = first(book)
    sheet.append(("", "Items", "Unit", "September", "October", "Compared with the same period (%)"))
    sheet.append(("A", "B", "C", "1", "2", "3=2/1"))
    sheet.append(("1", "Xi măng - Cement", "Nghìn tấn - Thous. tons", 10331, 11020, 95.2))
    sheet.append(("2", "Điện sản xuất", "Triệu kWh", 747.6, 702.1, 101.4))
    sheet.append(("", "Ghi chú: (*) số liệu sơ bộ"))
    report = read(book, tmp_path)
    assert [place for place, _, _ in said(report)] == ["D5", "E5", "F5", "D6", "E6", "F6"]
    assert [code for _, _, code in said(report)] == ["industry.cement"] * 3 + ["industry.electricity"] * 3


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("Ước TH 10T 2024/TH 10T 2023 (%)", ("change_pct", "yoy", "1.4", "2024-01-01")),
        ("Ước thực hiện tháng 10/Thực hiện tháng 9 (%)", ("change_pct", "prev", "1.4", "2024-10-01")),
        ("Lũy kế 10 tháng/KH năm (%)", ("attainment", "plan", "101.4", "2024-01-01")),
        ("10 tháng tăng (+), giảm (-) so với cùng kỳ (%)", ("change_pct", "yoy", "101.4", "2024-01-01")),
    ],
)
def test_a_stroke_between_two_figures_compares_them(tmp_path: Path, header: str, wanted: tuple[str, ...]) -> None:
    book = Workbook()
    first(book).append(HEAD[0])
    first(book).append(("TT", "Chỉ tiêu", "ĐVT", header))
    first(book).append(("1", "Xi măng", "Tấn", 101.4))
    [claim] = read(book, tmp_path).claims
    assert claim.indicator == "industry.cement"
    assert (claim.measure, claim.versus, format(claim.value, "f"), str(claim.first_day)) == wanted


def test_percents_of_something_unknown_are_no_figure_of_the_row(book: Workbook, tmp_path: Path) -> None:
    first(book)["F2"] = "Tỷ suất (%)"
    first(book).append(("1", "Xi măng", "Tấn", 10331, 11020, 95.2))
    claim = read(book, tmp_path).claims[-1]
    assert (claim.number_text, claim.indicator, claim.review) == ("95,2", "", "table header not understood")
