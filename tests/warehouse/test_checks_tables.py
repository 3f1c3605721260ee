"""The rules on tables: what a table proves of itself, and the one number that does not fit."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from ingest.period import Period
from ingest.readers import read_document
from ingest.report import Report, read_claims
from warehouse.checks import Finding, check_report

BUDGET = """
STT|Nội dung|Dự toán năm 2024|Thực hiện 5 tháng|Ước thực hiện tháng 6|Ước thực hiện 6 tháng|6 tháng so với dự toán (%)
A|Tổng thu ngân sách trên địa bàn|2.480,0|1.051,5|184,6|1.236,1|49,8
I|Thu nội địa|2.330,0|990,0|175,0|1.165,0|50,0
1|Thu từ doanh nghiệp nhà nước|420,5|198,4|31,2|229,6|54,6
2|Thu ngoài quốc doanh|615,0|290,3|48,7|339,0|55,1
3|Thuế thu nhập cá nhân|184,0|86,2|14,9|101,1|54,9
4|Thu tiền sử dụng đất|900,0|318,7|62,4|381,1|42,3
5|Thu khác|210,5|96,4|17,8|114,2|54,3
II|Thu xuất nhập khẩu|150,0|61,5|9,6|71,1|47,4
"""
GRDP = """
STT|Chỉ tiêu|ĐVT|Thực hiện năm 2023|Kế hoạch năm 2024|Ước thực hiện năm 2024|ƯTH 2024/KH 2024 (%)|ƯTH 2024/TH 2023 (%)
1|Tổng sản phẩm trên địa bàn|Tỷ đồng|19.858,9|21.450,0|21.651,6|100,9|109,0
-|Nông, lâm nghiệp, thủy sản|Tỷ đồng|4.120,5|4.380,0|4.402,8|100,5|106,9
-|Công nghiệp - xây dựng|Tỷ đồng|7.815,2|8.560,0|8.634,9|100,9|110,5
-|Dịch vụ|Tỷ đồng|6.904,8|7.420,0|7.511,6|101,2|108,8
-|Thuế sản phẩm trừ trợ cấp|Tỷ đồng|1.018,4|1.090,0|1.102,3|101,1|108,2
2|Sản lượng lương thực có hạt|Tấn|284.150|285.000|287.420|100,8|101,2
3|Tổng đàn lợn|Con|318.420|330.000|334.150|101,3|104,9
"""
DISTRICTS = """
STT|Huyện, thành phố|6 tháng năm 2024|6 tháng năm 2023
1|Thành phố Bình Sa|412|398
2|Huyện An Lão|186|171
3|Huyện Hòa Sơn|224|230
|Tổng cộng|822|799
"""
HERDS = """
Chỉ tiêu|Tháng 6 năm 2024
Tổng đàn gia súc (con)|409.685
Chia ra:|
- Trâu|78.420
- Bò|41.165
- Lợn|290.100
"""
INVESTORS = """
STT|Chỉ tiêu|ĐVT|Năm 2023|Năm 2024
1|Tổng số dự án được cấp phép|Dự án|184|216
|Trong đó: Dự án có vốn nước ngoài|Dự án|31|42
|Dự án trong khu công nghiệp|Dự án|64|71
"""
WORKERS = """
STT|Xã, phường|Tổng số lao động có việc làm mới (người)|Nam (người)|Nữ (người)|Tỷ lệ nữ (%)
1|Phường Bình Hòa|1.412|786|626|44,3
2|Xã An Lão|640|371|269|42,0
3|Xã Hòa Sơn|905|498|407|45,0
4|Xã Tân Phú|1.138|640|498|43,8
"""
QUARTERS = """
STT|Huyện, thành phố|Quý I năm 2024|Quý II năm 2024|Quý III năm 2024|Quý IV năm 2024|Cả năm 2024
1|Thành phố Bình Sa|212|198|240|251|901
2|Huyện An Lão|86|71|90|104|351
3|Huyện Hòa Sơn|124|130|118|141|513
4|Huyện Tân Phú|75|68|83|92|318
"""
RIGHT = {
    "workers": WORKERS,
    "quarters": QUARTERS,
    "investors": INVESTORS,
    "budget": BUDGET,
    "grdp": GRDP,
    "districts": DISTRICTS,
    "herds": HERDS,
}


def report_of(grid: str, folder: Path) -> Report:
    rows = [line.split("|") for line in grid.strip("\n").split("\n")]
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    path = folder / "bieu.html"
    path.write_text(
        f"<p>Một số chỉ tiêu chủ yếu (ĐVT: Tỷ đồng)</p><table>{table}</table>"
        if "ngân sách" in grid
        else f"<p>Số doanh nghiệp thành lập mới (ĐVT: Doanh nghiệp)</p><table>{table}</table>",
        encoding="utf-8",
    )
    period = Period.parse("2024" if grid.startswith(GRDP[:40]) else "2024-S1")
    return read_claims(read_document(path), area="Bình Sa", period=period)


def findings(name: str, old: str, new: str, folder: Path) -> list[Finding]:
    """What the rules say of a right table in which one number is printed otherwise."""
    assert RIGHT[name].count(old) == 1
    return check_report(report_of(RIGHT[name].replace(old, new), folder))


def test_of_several_wrong_numbers_each_is_put_right_by_itself(tmp_path: Path) -> None:
    grid = GRDP.replace("|101,2|108,8", "|110,2|108,8").replace("285.000", "258.000").replace("|104,9", "|109,4")
    assert [finding.suggestion for finding in check_report(report_of(grid, tmp_path))] == [
        "101,2 instead of 110,2: two digits are exchanged",
        "285.000 instead of 258.000: two digits are exchanged",
        "104,9 instead of 109,4: two digits are exchanged",
    ]


def test_a_part_above_its_whole_in_every_column_is_not_read_right(tmp_path: Path) -> None:
    grid = INVESTORS.replace("|64|71", "|640|710")
    assert check_report(report_of(grid, tmp_path)) == []


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_table_has_no_findings(name: str, tmp_path: Path) -> None:
    report = report_of(RIGHT[name], tmp_path)
    assert report.claims
    assert check_report(report) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "rule", "suggestion"),
    [
        # a part, in its sum and in its row
        ("grdp", "8.634,9", "8.364,9", "sum", "8.634,9 instead of 8.364,9: two digits are exchanged"),
        ("budget", "|48,7|", "|84,7|", "sum", "48,7 instead of 84,7: two digits are exchanged"),
        # two slips explain it equally
        (
            "districts",
            "|224|",
            "|242|",
            "sum",
            "168 instead of 186: two digits are exchanged or 224 instead of 242: two digits are exchanged",
        ),
        # the total: no slip explains it, but the sum tells what fits all
        ("budget", "1.236,1", "1.209,1", "sum", "1.236,1 instead of 1.209,1 would fit"),
        # what follows from two columns
        ("grdp", "|101,2|108,8", "|110,2|108,8", "attainment", "101,2 instead of 110,2: two digits are exchanged"),
        ("grdp", "|100,5|106,9", "|100,5|160,9", "change", "106,9 instead of 160,9: two digits are exchanged"),
        ("grdp", "285.000", "258.000", "attainment", "285.000 instead of 258.000: two digits are exchanged"),
        # of a selection no part is more than the whole
        ("investors", "|71", "|710", "part-above-whole", ""),
        # columns that make up another one, percentages between them or not
        ("workers", "|1.138|", "|1.318|", "sum", "1.138 instead of 1.318: two digits are exchanged"),
        ("workers", "|371|", "|317|", "sum", "371 instead of 317: two digits are exchanged"),
        ("quarters", "|130|", "|103|", "periods-against-total", "130 instead of 103: two digits are exchanged"),
        # rows that "chia ra" says to be all, of which no other column tells
        ("herds", "290.100", "209.100", "sum", "290.100 instead of 209.100: two digits are exchanged"),
    ],
)
def test_a_wrong_number_is_found_once(
    name: str, old: str, new: str, rule: str, suggestion: str, tmp_path: Path
) -> None:
    (finding,) = findings(name, old, new, tmp_path)
    assert (finding.rule, finding.certainty, finding.suggestion) == (rule, "certain", suggestion)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("districts", "|822|799", "|852|829"),  # rows that make up their total in no column may be a selection
        ("herds", "Chia ra:", "Trong đó:"),
        ("grdp", "|100,9|109,0", "|-|109,0"),
        # columns that add up in two rows may do so by chance
        ("workers", "|1.412|786|626|44,3\n2|Xã An Lão|640|", "|1.214|786|626|44,3\n2|Xã An Lão|604|"),
        ("grdp", "|8.560,0|", "||"),  # an empty cell is not zero
    ],
)
def test_what_the_table_does_not_prove_is_left_alone(name: str, old: str, new: str, tmp_path: Path) -> None:
    assert findings(name, old, new, tmp_path) == []


def test_a_selection_says_nothing_of_what_is_missing(tmp_path: Path) -> None:
    grid = HERDS.replace("Chia ra:", "Trong đó:").replace("290.100", "190.100")
    assert check_report(report_of(grid, tmp_path)) == []


def test_all_that_speaks_against_a_number_is_told(tmp_path: Path) -> None:
    (finding,) = findings("grdp", "8.634,9", "8.364,9", tmp_path)
    first, *others = finding.arithmetic.split("; ")
    assert first == "4.402,8 + 8.364,9 + 7.511,6 + 1.102,3 = 21.381,6"
    assert {"8.364,9 / 8.560,0 = 97,721%", "8.364,9 / 7.815,2 = 107,034%"} <= set(others)
