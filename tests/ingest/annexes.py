"""Annexes of reports in layouts of provinces' offices, and what each number says; all figures are invented.

In a grid "<" goes on with the cell to its left and "^" with the cell above it. A workbook, a Word document and a PDF
are made of the same annex.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from fpdf import FPDF
from openpyxl import Workbook
from openpyxl.cell import Cell

FONT = Path(__file__).parents[2] / "data" / "generator" / "fonts" / "report-Regular.ttf"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Say = tuple[str, str, str, str]  # measure, versus, first day, last day


class Fact(NamedTuple):
    """What a cell says, without its place."""

    number: str
    code: str
    measure: str
    versus: str
    value: Decimal
    unit: str
    first_day: str
    last_day: str
    area: str


@dataclass(frozen=True)
class Annex:
    """`columns` says what each column of numbers holds, by its number; `rows` the code, unit and factor by row name."""

    name: str
    above: tuple[str, ...]
    grid: tuple[tuple[str, ...], ...]
    columns: dict[int, Say]
    rows: dict[str, tuple[str, str, str]]
    names: int  # the column of the names
    indices: frozenset[int] = frozenset()  # columns of changes printed around 100
    areas: frozenset[str] = frozenset()  # names that are areas
    points: frozenset[str] = frozenset()  # names of stocks and rates, whose figures stand at a day
    doubts: frozenset[str] = frozenset()  # why some of its figures wait for review
    period: str = "2024-09"  # that the report is about

    def facts(self) -> Iterator[Fact]:
        """Every number of the body with its meaning, row by row."""
        for row in self.grid:
            if row[self.names] not in self.rows:
                continue
            code, unit, factor = self.rows[row[self.names]]
            area = row[self.names] if row[self.names] in self.areas else ""
            for column, (measure, versus, first, last) in self.columns.items():
                if not row[column]:
                    continue
                value = number_of(row[column])
                level = measure in ("level", "plan")
                value = value * Decimal(factor) if level else value - 100 if column in self.indices else value
                day = last if row[self.names] in self.points and measure != "plan" else first
                yield Fact(
                    row[column].lstrip("-"), code, measure, versus, value, unit if level else "%", day, last, area
                )


def number_of(printed: str) -> Decimal:
    return Decimal(printed.replace(".", "").replace(",", ".").rstrip("%"))


def _merged(grid: tuple[tuple[str, ...], ...]) -> list[tuple[int, int, int, int]]:
    """First row, first column, last row, last column of what the marks merge."""
    out = []
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            right, down = c, r
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while down + 1 < len(grid) and grid[down + 1][c] == "^":
                down += 1
            if (right, down) != (c, r):
                out.append((r, c, down, right))
    return out


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?", text))


def write_xlsx(annex: Annex, path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = annex.name
    for at, line in enumerate(annex.above, 1):
        sheet.cell(at, 1, line)
    top = len(annex.above) + 2
    for r, row in enumerate(annex.grid):
        for c, text in enumerate(row):
            if text in ("<", "^", ""):
                continue
            cell = sheet.cell(top + r, c + 1)
            assert isinstance(cell, Cell)
            if _is_number(text) and c > annex.names:
                digits = len(text.partition(",")[2])
                cell.value = float(number_of(text))
                cell.number_format = ("#,##0" if "." in text else "0") + ("." + "0" * digits if digits else "")
            else:
                cell.value = text
    for first, left, last, right in _merged(annex.grid):
        sheet.merge_cells(start_row=top + first, start_column=left + 1, end_row=top + last, end_column=right + 1)
    book.save(path)


def write_docx(annex: Annex, path: Path) -> None:
    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

    rows = []
    for r, row in enumerate(annex.grid):
        cells = []
        for c, text in enumerate(row):
            if text == "<":
                continue
            wide = 1
            while c + wide < len(row) and row[c + wide] == "<":
                wide += 1
            goes_on = '<w:vMerge w:val="continue"/>' if text == "^" else ""
            starts = r + 1 < len(annex.grid) and annex.grid[r + 1][c] == "^" and text != "^"
            merge = '<w:vMerge w:val="restart"/>' if starts else goes_on
            span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
            words = "" if text == "^" else text
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{paragraph(words)}</w:tc>")
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    body = "".join(map(paragraph, annex.above)) + f"<w:tbl>{''.join(rows)}</w:tbl>"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")


def write_pdf(annex: Annex, path: Path) -> None:
    pdf = FPDF(orientation="landscape")
    pdf.add_font("report", "", FONT)
    pdf.add_page()
    pdf.set_font("report", size=10)
    for line in annex.above:
        pdf.cell(0, 7, line, new_x="LMARGIN", new_y="NEXT", align="C")
    pdf.ln(4)
    pdf.set_font("report", size=8)
    with pdf.table(first_row_as_headings=False, line_height=5) as table:
        for r, cells in enumerate(annex.grid):
            row = table.row()
            for c, text in enumerate(cells):
                if text in ("<", "^"):
                    continue
                wide = tall = 1
                while c + wide < len(cells) and cells[c + wide] == "<":
                    wide += 1
                while r + tall < len(annex.grid) and annex.grid[r + tall][c] == "^":
                    tall += 1
                row.cell(text, colspan=wide, rowspan=tall)
    pdf.output(str(path))


WRITERS: dict[str, Callable[[Annex, Path], None]] = {".xlsx": write_xlsx, ".docx": write_docx, ".pdf": write_pdf}

_YEAR, _NINE, _MONTH = ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-09-30"), ("2024-09-01", "2024-09-30")

#: Two plans, month and nine months, attainments of each plan, an index; a row that numbers the columns.
INDICATORS = Annex(
    "Biểu 01",
    ("BIỂU SỐ 01: TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU THÁNG 9 NĂM 2024", "(Kèm theo Báo cáo số 215/BC-UBND)"),
    (
        ("STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2024", "<", "Thực hiện", "<", "Lũy kế 9 tháng so với kế hoạch (%)",
         "<", "9 tháng so với cùng kỳ năm trước (%)"),
        ("^", "^", "^", "TW giao", "HĐND tỉnh giao", "Ước tháng 9", "Lũy kế 9 tháng", "TW giao", "HĐND tỉnh giao", "^"),
        ("A", "B", "C", "1", "2", "3", "4", "5=4/1", "6=4/2", "7"),
        ("I", "NÔNG, LÂM NGHIỆP", "", "", "", "", "", "", "", ""),
        ("1", "Sản lượng lương thực có hạt", "Tấn", "210.000", "215.500", "21.300", "188.400", "89,7", "87,4", "102,1"),
        ("2", "Tổng đàn lợn", "Nghìn con", "", "198,5", "", "187,2", "", "94,3", "97,8"),
        ("3", "Trồng rừng mới", "Ha", "1.200", "1.350", "145", "1.010", "84,2", "74,8", "118,4"),
        ("II", "CÔNG NGHIỆP, THƯƠNG MẠI", "", "", "", "", "", "", "", ""),
        ("1", "Giá trị sản xuất công nghiệp", "Tỷ đồng", "", "8.120", "702,5", "6.015,3", "", "74,1", "109,6"),
        ("2", "Xi măng", "Tấn", "", "150.000", "12.400", "109.700", "", "73,1", "95,2"),
        ("3", "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ", "Tỷ đồng", "", "9.400", "810,2", "7.050,9", "", "75,0",
         "112,3"),
        ("III", "VĂN HÓA - XÃ HỘI", "", "", "", "", "", "", "", ""),
        ("1", "Giải quyết việc làm", "Người", "7.500", "8.200", "655", "6.480", "86,4", "79,0", "105,5"),
    ),
    {
        3: ("plan", "plan:central", *_YEAR), 4: ("plan", "plan:council", *_YEAR), 5: ("level", "", *_MONTH),
        6: ("level", "", *_NINE), 7: ("attainment", "plan:central", *_NINE),
        8: ("attainment", "plan:council", *_NINE), 9: ("change_pct", "yoy", *_NINE),
    },
    {
        "Sản lượng lương thực có hạt": ("crops.cereal.output", "tấn", "1"),
        "Tổng đàn lợn": ("livestock.pig_herd", "con", "1000"),
        "Trồng rừng mới": ("forestry.new_area", "ha", "1"),
        "Giá trị sản xuất công nghiệp": ("industry.production_value", "đồng", "1000000000"),
        "Xi măng": ("industry.cement", "tấn", "1"),
        "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ": ("trade.retail_sales", "đồng", "1000000000"),
        "Giải quyết việc làm": ("labour.jobs_created", "người", "1"),
    },
    names=1, indices=frozenset((9,)), points=frozenset(("Tổng đàn lợn",)),
)  # fmt: skip

#: A budget in millions told above the table, letters and Roman numbers, plans of the ministry and of the council.
BUDGET = Annex(
    "Thu chi",
    ("PHỤ LỤC II: TÌNH HÌNH THỰC HIỆN THU, CHI NGÂN SÁCH 9 THÁNG NĂM 2024", "Đơn vị tính: Triệu đồng"),
    (
        ("TT", "Nội dung", "Dự toán năm 2024", "<", "Thực hiện tháng 9", "Thực hiện 9 tháng đầu năm",
         "% thực hiện so với dự toán", "<", "So với cùng kỳ năm trước (%)"),
        ("^", "^", "Bộ Tài chính giao", "HĐND tỉnh giao", "^", "^", "Bộ Tài chính giao", "HĐND tỉnh giao", "^"),
        ("A", "Thu ngân sách nhà nước trên địa bàn", "2.050.000", "2.310.000", "165.400", "1.702.300", "83", "73,7",
         "104,8"),
        ("I", "Thu nội địa", "1.990.000", "2.240.000", "160.100", "1.655.800", "83,2", "73,9", "105,2"),
        ("1", "Thu tiền sử dụng đất", "400.000", "520.000", "22.700", "301.500", "75,4", "58", "88,1"),
        ("2", "Thuế thu nhập cá nhân", "95.000", "101.000", "7.900", "80.250", "84,5", "79,5", "110,7"),
        ("II", "Thu từ hoạt động xuất nhập khẩu", "60.000", "70.000", "5.300", "46.500", "77,5", "66,4", "93,3"),
        ("B", "Tổng chi ngân sách địa phương", "10.450.000", "10.900.000", "801.000", "7.150.600", "68,4", "65,6",
         "101,9"),
        ("1", "Chi đầu tư phát triển", "2.300.000", "2.450.000", "214.500", "1.505.000", "65,4", "61,4", "97,4"),
        ("2", "Chi thường xuyên", "6.900.000", "7.010.000", "560.000", "5.110.000", "74,1", "72,9", "103,6"),
    ),
    {
        2: ("plan", "plan:central", *_YEAR), 3: ("plan", "plan:council", *_YEAR), 4: ("level", "", *_MONTH),
        5: ("level", "", *_NINE), 6: ("attainment", "plan:central", *_NINE),
        7: ("attainment", "plan:council", *_NINE), 8: ("change_pct", "yoy", *_NINE),
    },
    {
        name: (code, "đồng", "1000000")
        for name, code in {
            "Thu ngân sách nhà nước trên địa bàn": "budget.domestic_revenue",
            "Thu nội địa": "budget.inland_revenue",
            "Thu tiền sử dụng đất": "budget.revenue.land_use",
            "Thuế thu nhập cá nhân": "budget.revenue.personal_income_tax",
            "Thu từ hoạt động xuất nhập khẩu": "budget.customs_revenue",
            "Tổng chi ngân sách địa phương": "budget.expenditure",
            "Chi đầu tư phát triển": "budget.capital_expenditure",
            "Chi thường xuyên": "budget.current_expenditure",
        }.items()
    },
    names=1, indices=frozenset((8,)),
    doubts=frozenset(("the header does not say which of its figures is compared",)),
)  # fmt: skip

#: Retail sales with the shares of its parts, units in the header, changes printed with a sign, a note below.
RETAIL = Annex(
    "Bán lẻ",
    ("Bảng 5. Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng",),
    (
        ("", "Sơ bộ tháng 8 năm 2024 (Tỷ đồng)", "Ước tính tháng 9 năm 2024 (Tỷ đồng)", "Ước tính 9 tháng năm 2024",
         "<", "9 tháng năm 2024 tăng (+), giảm (-) so với cùng kỳ năm trước (%)"),
        ("^", "^", "^", "Tổng mức (Tỷ đồng)", "Cơ cấu (%)", "^"),
        ("Tổng số", "1.204,5", "1.231,8", "10.890,4", "100,0", "9,8"),
        ("Bán lẻ hàng hóa", "1.010,3", "1.034,0", "9.120,7", "83,8", "9,1"),
        ("Dịch vụ lưu trú, ăn uống", "120,8", "121,5", "1.098,2", "10,1", "14,6"),
        ("Du lịch lữ hành", "2,4", "2,6", "21,5", "0,2", "-3,5"),
        ("Dịch vụ khác", "71,0", "73,7", "650,0", "5,9", "11,0"),
        ("Ghi chú: số liệu sơ bộ", "", "", "", "", ""),
    ),
    {
        1: ("level", "", "2024-08-01", "2024-08-31"), 2: ("level", "", *_MONTH), 3: ("level", "", *_NINE),
        4: ("share", "whole", *_NINE), 5: ("change_pct", "yoy", *_NINE),
    },
    {
        name: (code, "đồng", "1000000000")
        for name, code in {
            "Tổng số": "trade.retail_sales",
            "Bán lẻ hàng hóa": "trade.retail_goods",
            "Dịch vụ lưu trú, ăn uống": "trade.accommodation_catering",
            "Du lịch lữ hành": "trade.travel_services",
            "Dịch vụ khác": "trade.other_services",
        }.items()
    },
    names=0,
)  # fmt: skip

#: One indicator by district, its unit above the table, the year before as a level of its own.
DISTRICTS = Annex(
    "Lúa mùa",
    ("Biểu 3: Diện tích gieo cấy lúa mùa năm 2024 phân theo huyện", "Đơn vị tính: Ha"),
    (
        ("TT", "Huyện, thành phố", "Thực hiện cùng kỳ năm trước", "Thực hiện đến ngày 15/9/2024",
         "So sánh cùng kỳ (%)"),
        ("", "Toàn tỉnh", "23.105", "23.281", "100,8"),
        ("1", "Huyện Nậm Rồng", "8.210", "8.305", "101,2"),
        ("2", "Huyện Mường Sao", "9.145", "9.120", "99,7"),
        ("3", "Thành phố Phú An", "5.750", "5.856", "101,8"),
    ),
    {
        2: ("level", "", "2023-09-15", "2023-09-15"), 3: ("level", "", "2024-09-15", "2024-09-15"),
        4: ("change_pct", "yoy", "2024-09-15", "2024-09-15"),
    },
    dict.fromkeys(
        ("Toàn tỉnh", "Huyện Nậm Rồng", "Huyện Mường Sao", "Thành phố Phú An"),
        ("crops.rice.main_season.area", "ha", "1"),
    ),
    names=1, indices=frozenset((4,)),
    areas=frozenset(("Huyện Nậm Rồng", "Huyện Mường Sao", "Thành phố Phú An")),
)  # fmt: skip

#: Last year, this year and next: abbreviated heads, plans of two years, percents of both.
NEXT_YEAR = Annex(
    "Chỉ tiêu 2025",
    ("Biểu 01: CÁC CHỈ TIÊU KINH TẾ - XÃ HỘI CHỦ YẾU NĂM 2025", "(Kèm theo Nghị quyết số 58/NQ-HĐND ngày 09/12/2024)"),
    (
        ("STT", "Chỉ tiêu", "ĐVT", "TH 2023", "Năm 2024", "<", "<", "KH 2025", "So sánh (%)", "<"),
        ("^", "^", "^", "^", "KH HĐND giao", "Ước TH", "ƯTH/KH (%)", "^", "ƯTH 2024/TH 2023", "KH 2025/ƯTH 2024"),
        ("1", "Tốc độ tăng trưởng kinh tế (GRDP)", "%", "6,12", "7,5", "7,15", "", "8,0", "", ""),
        ("2", "Thu ngân sách nhà nước trên địa bàn", "Tỷ đồng", "2.015", "2.250", "2.310", "102,7", "2.500", "114,6",
         "108,2"),
        ("3", "Số xã đạt chuẩn nông thôn mới", "Xã", "38", "42", "42", "100", "46", "110,5", "109,5"),
        ("4", "Tỷ lệ che phủ rừng", "%", "51,9", "52,4", "52,4", "", "53,0", "", ""),
        ("5", "Tạo việc làm mới", "Lao động", "8.120", "8.300", "8.650", "104,2", "8.700", "106,5", "100,6"),
    ),
    {
        3: ("level", "", "2023-01-01", "2023-12-31"), 4: ("plan", "plan:council", *_YEAR), 5: ("level", "", *_YEAR),
        6: ("attainment", "plan", *_YEAR), 7: ("plan", "", "2025-01-01", "2025-12-31"),
        8: ("change_pct", "yoy", *_YEAR), 9: ("change_pct", "yoy", "2025-01-01", "2025-12-31"),
    },
    {
        "Tốc độ tăng trưởng kinh tế (GRDP)": ("macro.grdp_growth", "%", "1"),
        "Thu ngân sách nhà nước trên địa bàn": ("budget.domestic_revenue", "đồng", "1000000000"),
        "Số xã đạt chuẩn nông thôn mới": ("rural.communes_new_rural", "xã", "1"),
        "Tỷ lệ che phủ rừng": ("forestry.cover_rate", "%", "1"),
        "Tạo việc làm mới": ("labour.jobs_created", "người", "1"),
    },
    names=1, indices=frozenset((8, 9)),
    points=frozenset(("Số xã đạt chuẩn nông thôn mới", "Tỷ lệ che phủ rừng")), period="2024",
)  # fmt: skip

#: A year a column, as in a yearbook; the title names the first and the last.
YEARS = Annex(
    "Chuỗi năm",
    ("Bảng 2. Một số chỉ tiêu chủ yếu giai đoạn 2020-2024",),
    (
        ("", "Chỉ tiêu", "Đơn vị tính", "2020", "2022", "2023", "Ước 2024"),
        ("1", "Dân số trung bình", "Nghìn người", "468,1", "480,6", "486,9", "492,5"),
        ("2", "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ", "Tỷ đồng", "5.120,4", "6.020,3", "6.750,1", "7.480,6"),
        ("3", "Sản lượng lương thực có hạt", "Tấn", "221.400", "224.050", "226.900", "228.400"),
        ("4", "Tỷ lệ hộ nghèo", "%", "18,2", "26,1", "22,4", "18,8"),
    ),
    {
        column: ("level", "", f"{year}-01-01", f"{year}-12-31")
        for column, year in enumerate((2020, 2022, 2023, 2024), 3)
    },
    {
        "Dân số trung bình": ("population.total", "người", "1000"),
        "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ": ("trade.retail_sales", "đồng", "1000000000"),
        "Sản lượng lương thực có hạt": ("crops.cereal.output", "tấn", "1"),
        "Tỷ lệ hộ nghèo": ("social.poverty_rate", "%", "1"),
    },
    names=1, points=frozenset(("Dân số trung bình", "Tỷ lệ hộ nghèo")), period="2024",
)  # fmt: skip

#: The months are told relative to the report: "tháng trước", "tháng báo cáo", "cộng dồn từ đầu năm".
CAPITAL = Annex(
    "Vốn đầu tư",
    ("Biểu 05: VỐN ĐẦU TƯ THỰC HIỆN TỪ NGUỒN NGÂN SÁCH NHÀ NƯỚC DO ĐỊA PHƯƠNG QUẢN LÝ", "Đơn vị tính: Triệu đồng"),
    (
        ("", "Thực hiện tháng trước", "Ước tính tháng báo cáo", "Cộng dồn từ đầu năm đến cuối tháng báo cáo",
         "Tháng báo cáo so với tháng trước (%)", "Tháng báo cáo so với cùng kỳ năm trước (%)",
         "Cộng dồn so với cùng kỳ năm trước (%)", "Cộng dồn so với kế hoạch năm (%)"),
        ("TỔNG SỐ", "212.340", "231.020", "1.602.450", "108,8", "112,4", "109,7", "61,2"),
        ("Vốn ngân sách Nhà nước cấp tỉnh", "130.500", "141.220", "1.010.300", "108,2", "110,1", "107,3", "60,4"),
        ("Vốn ngân sách Nhà nước cấp xã", "81.840", "89.800", "592.150", "109,7", "116,2", "114,1", "62,9"),
    ),
    {
        1: ("level", "", "2024-08-01", "2024-08-31"), 2: ("level", "", *_MONTH), 3: ("level", "", *_NINE),
        4: ("change_pct", "prev", *_MONTH), 5: ("change_pct", "yoy", *_MONTH), 6: ("change_pct", "yoy", *_NINE),
        7: ("attainment", "plan", *_NINE),
    },
    {
        "TỔNG SỐ": ("investment.state_budget", "đồng", "1000000"),
        "Vốn ngân sách Nhà nước cấp tỉnh": ("investment.state_budget.province", "đồng", "1000000"),
        "Vốn ngân sách Nhà nước cấp xã": ("investment.state_budget.commune", "đồng", "1000000"),
    },
    names=0, indices=frozenset((4, 5, 6)),
)  # fmt: skip

#: Who paid out how much of his capital: what is left is another thing than what is paid.
DISBURSED = Annex(
    "Giải ngân",
    ("TÌNH HÌNH GIẢI NGÂN VỐN ĐẦU TƯ CÔNG NĂM 2024 ĐẾN NGÀY 30/9/2024", "ĐVT: Triệu đồng"),
    (
        ("TT", "Chủ đầu tư", "Kế hoạch vốn năm 2024", "Vốn đã giải ngân", "Tỷ lệ giải ngân (%)"),
        ("", "TỔNG SỐ", "2.845.120", "1.512.300", "53,2"),
        ("1", "Ban QLDA các công trình giao thông", "812.400", "502.100", "61,8"),
        ("2", "Sở Nông nghiệp và PTNT", "98.200", "31.450", "32,0"),
    ),
    {2: ("plan", "", *_YEAR), 3: ("level", "", *_NINE), 4: ("attainment", "plan", *_NINE)},
    {
        "TỔNG SỐ": ("public_investment.disbursed", "đồng", "1000000"),
        "Ban QLDA các công trình giao thông": ("", "đồng", "1000000"),
        "Sở Nông nghiệp và PTNT": ("", "đồng", "1000000"),
    },
    names=1, doubts=frozenset(("no indicator of the catalogue fits",)),
)  # fmt: skip

ANNEXES = (INDICATORS, BUDGET, RETAIL, DISTRICTS, NEXT_YEAR, YEARS, CAPITAL, DISBURSED)
