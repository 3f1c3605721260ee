"""A number of a workbook is led back to its sheet and cell."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from openpyxl import Workbook

from warehouse.cli import main


def test_trace_names_sheet_and_cell(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "5. Bán lẻ"
    for row in (
        ("Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tháng 10 năm 2024",),
        ("Chỉ tiêu", "Đơn vị tính", "Thực hiện tháng 10 năm 2024"),
        ("Doanh thu bán lẻ hàng hóa", "Tỷ đồng", 935.5),
    ):
        sheet.append(row)
    file, home = tmp_path / "bieu.xlsx", str(tmp_path / "home")
    book.save(file)
    runner = CliRunner()
    assert runner.invoke(main, ["init", "--home", home]).exit_code == 0
    taken = runner.invoke(main, ["ingest", str(file), "--home", home, "--area", "Lai Châu"])
    assert taken.exit_code == 0, taken.output
    traced = runner.invoke(main, ["trace", "trade.retail_goods", "2024-10", "--home", home, "--format", "jsonl"])
    assert '"cell":"5. Bán lẻ!C3"' in traced.output.replace(": ", ":"), traced.output
