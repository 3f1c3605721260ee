"""Tables read cell by cell: labelled cells of a real workbook, and what a column's header makes of a number."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from grids import document

from ingest.claim import Claim
from ingest.period import Period
from ingest.readers import read_document
from ingest.report import Report, read_claims
from ingest.tables.sheet_table import SheetTable

OCTOBER = Period.parse("2024-10")
#: Codes of the labels for which the catalogue has a closer one: work done is not money paid out.
CLOSER = {"public_investment.disbursed": "investment.state_budget"}


def of_sheet(report: Report, sheet: str) -> list[Claim]:
    tables = [t for t in report.document.tables if isinstance(t, SheetTable) and t.sheet.strip() == sheet.strip()]
    spans = [span for table in tables for row in table.spans for span in row]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return [claim for claim in report.claims if first <= claim.start < last]


def says(claim: Claim, cell: dict[str, str]) -> bool:
    value = Decimal(cell["value"])
    return (
        abs(claim.value - value) <= abs(value) * Decimal("1e-9")
        and (claim.measure, claim.versus, claim.unit) == (cell["measure"], cell["vs"], cell["unit"])
        and (str(claim.first_day), str(claim.last_day)) == (cell["from"], cell["to"])
        and claim.area == cell["area"]
    )


def test_labelled_cells_of_a_workbook(shared: Path) -> None:
    lines = (shared / "gold" / "gso-2024-10.cells.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    report = read_claims(read_document(shared / "tables" / gold[0]["file"]), period=OCTOBER)
    assert len(gold) == 60
    assert not report.header.area  # it speaks of the whole country, and names many places
    for cell in gold:
        found = [claim for claim in of_sheet(report, cell["sheet"]) if says(claim, cell)]
        assert found, cell
        wanted = CLOSER.get(cell["indicator"], cell["indicator"])
        if not wanted.startswith("other:"):
            assert {claim.indicator for claim in found} <= {wanted, ""}, cell


@pytest.mark.parametrize(
    ("header", "number", "wanted"),
    [
        ("Thực hiện tháng 10", "520,5", ("level", "", "520500000000", "2024-10-01")),
        ("Lũy kế 10 tháng", "5.020", ("level", "", "5020000000000", "2024-01-01")),
        ("Kế hoạch năm 2024", "6.000", ("plan", "", "6000000000000", "2024-01-01")),
        ("10 tháng so với kế hoạch (%)", "83,7", ("attainment", "plan", "83.7", "2024-01-01")),
        ("Tháng 10 so với cùng kỳ năm trước (%)", "103,2", ("change_pct", "yoy", "3.2", "2024-10-01")),
        ("Tháng 10 so với tháng trước (%)", "98,5", ("change_pct", "prev", "-1.5", "2024-10-01")),
        ("Thực hiện tháng báo cáo", "520,5", ("level", "", "520500000000", "2024-10-01")),
        ("Thực hiện tháng trước", "520,5", ("level", "", "520500000000", "2024-09-01")),
        ("Dự toán tỉnh giao năm 2024", "6.000", ("plan", "plan:council", "6000000000000", "2024-01-01")),
        ("LK 10 tháng/DT HĐND", "83,7", ("attainment", "plan:council", "83.7", "2024-01-01")),
    ],
)
def test_the_header_says_what_a_number_is(header: str, number: str, wanted: tuple[str, ...]) -> None:
    report = read_claims(
        document(
            ("TT", "Chỉ tiêu", "Đơn vị tính", header),
            ("1", "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ", "Tỷ đồng", number),
        ),
        period=OCTOBER,
    )
    [claim] = report.claims
    assert claim.indicator == "trade.retail_sales"
    assert (claim.measure, claim.versus, str(claim.value.normalize().__format__("f")), str(claim.first_day)) == wanted
    assert report.document.text[claim.start : claim.end] == number


def test_what_is_not_understood_is_kept_for_review() -> None:
    report = read_claims(
        document(("TT", "Chỉ tiêu", "Đơn vị", "Ghi nhận"), ("1", "Vịnh sao băng", "cái", "17")), period=OCTOBER
    )
    [claim] = report.claims
    assert claim.number_text == "17"
    assert not claim.indicator
    assert claim.review


def test_two_rows_of_one_name_and_two_values_name_nothing() -> None:
    report = read_claims(
        document(
            ("TT", "Chỉ tiêu", "Đơn vị", "Tháng 10 năm 2024"),
            ("1", "Doanh thu du lịch", "Tỷ đồng", "17.500"),
            ("2", "Doanh thu du lịch", "Tỷ đồng", "18.900"),
        ),
        period=OCTOBER,
    )
    assert [claim.number_text for claim in report.claims] == ["17.500", "18.900"]
    assert not any(claim.indicator for claim in report.claims)
    assert all("several rows" in claim.review for claim in report.claims)


def test_what_is_left_over_is_not_what_was_paid() -> None:
    report = read_claims(
        document(
            ("Chỉ tiêu", "ĐVT", "Đã giải ngân đến 31/10/2024", "Số vốn còn lại chưa giải ngân"),
            ("Giải ngân vốn đầu tư công", "Tỷ đồng", "1.512,3", "1.332,8"),
        ),
        period=OCTOBER,
    )
    assert [claim.indicator for claim in report.claims] == ["public_investment.disbursed", ""]


def test_a_rate_changes_by_points_in_a_column_of_indices() -> None:
    report = read_claims(
        document(
            ("Chỉ tiêu", "ĐVT", "Tháng 10 năm 2023", "Tháng 10 năm 2024", "So với cùng kỳ"),
            ("Sản lượng thịt hơi các loại", "tấn", "8.940", "9.310", "104,1"),
            ("Kim ngạch xuất khẩu", "triệu USD", "14,2", "16,8", "118,3"),
            ("Tỷ lệ dân số tham gia BHYT", "%", "95,1", "95,4", "0,3"),
        ),
        period=OCTOBER,
    )
    told = [(str(c.value), c.measure, bool(c.review)) for c in report.claims if c.versus]
    assert told == [("4.1", "change_pct", False), ("18.3", "change_pct", False), ("0.3", "change_pp", True)]


def test_constant_prices_compare_nothing_and_growth_of_grdp_is_its_own_indicator() -> None:
    report = read_claims(
        document(
            ("Chỉ tiêu", "Giá hiện hành (Tỷ đồng)", "Giá so sánh 2010 (Tỷ đồng)", "Tốc độ tăng (%)"),
            ("", "10T/2024", "10T/2024", ""),
            ("Tổng sản phẩm trên địa bàn (GRDP)", "21.740", "11.320", "7,41"),
        ),
        period=OCTOBER,
    )
    told = [(c.indicator, c.measure, str(c.value.normalize().__format__("f")), c.price_base) for c in report.claims]
    assert told == [
        ("macro.grdp", "level", "21740000000000", ""),
        ("macro.grdp", "level", "11320000000000", "constant"),
        ("macro.grdp_growth", "level", "7.41", ""),
    ]


def test_a_bare_comparison_beside_two_years_compares_them() -> None:
    report = read_claims(
        document(
            ("Chỉ tiêu", "ĐVT", "Vụ ĐX 2022", "Vụ ĐX 2023", "So sánh", "So sánh"),
            ("", "", "", "", "Tăng, giảm (+/-)", "Tỷ lệ (%)"),
            ("Diện tích lúa đông xuân", "Ha", "7.310", "7.350", "40", "100,5"),
        ),
        period=JUNE,
    )
    told = [(c.measure, c.versus, str(c.value)) for c in report.claims if c.versus]
    assert told == [("change_abs", "yoy", "40"), ("change_pct", "yoy", "0.5")]


def test_two_lines_of_a_head_make_one_name() -> None:
    report = read_claims(
        document(
            ("Huyện, thành phố", "Hộ nghèo", "Hộ nghèo", "Hộ cận nghèo", "Hộ cận nghèo"),
            ("", "Số hộ", "Tỷ lệ (%)", "Số hộ", "Tỷ lệ (%)"),
            ("Toàn tỉnh", "19.590", "18,80", "9.120", "8,75"),
            ("Huyện Nậm Rồng", "4.110", "26,83", "1.720", "11,23"),
        ),
        period=OCTOBER,
    )
    codes = ["poor_households", "poverty_rate", "near_poor_households", "near_poverty_rate"]
    assert [c.indicator for c in report.claims] == [f"social.{code}" for code in codes] * 2
    assert {(c.unit, str(c.first_day), str(c.last_day)) for c in report.claims} == {
        ("hộ", "2024-10-31", "2024-10-31"),
        ("%", "2024-10-31", "2024-10-31"),
    }


JUNE = Period.parse("2023-06")


def test_days_below_the_base_are_those_of_the_change() -> None:
    report = read_claims(
        document(
            ("Chỉ tiêu", "Thực hiện quý I năm 2023", "Ước tính quý II năm 2023", *(["So với cùng kỳ (%)"] * 2)),
            ("", "(Tỷ đồng)", "(Tỷ đồng)", "Quý I năm 2023", "Quý II năm 2023"),
            ("Doanh thu bán lẻ hàng hóa", "120,5", "133,1", "104,2", "107,9"),
        ),
        period=JUNE,
    )
    days = [(c.number_text, str(c.first_day), str(c.last_day), c.versus) for c in report.claims]
    assert days[2:] == [("104,2", "2023-01-01", "2023-03-31", "yoy"), ("107,9", "2023-04-01", "2023-06-30", "yoy")]
    assert not any(c.review for c in report.claims)


def test_rows_that_are_days_take_the_name_of_their_heading() -> None:
    report = read_claims(
        document(
            ("", "Chung", "Thành thị", "Nông thôn"),
            ("Tỷ lệ thất nghiệp trong độ tuổi lao động (%)", "", "", ""),
            ("Quý I năm 2023", "2,25", "2,66", "1,99"),
            ("Quý II năm 2023", "2,30", "2,75", "2,01"),
        ),
        period=JUNE,
    )
    found = [(c.number_text, c.indicator, str(c.last_day)) for c in report.claims if c.indicator]
    assert found[0] == ("2,25", "labour.unemployment_rate", "2023-03-31")
    assert ("1,99", "labour.unemployment_rate", "2023-03-31") not in found  # of the country-side alone
    assert {str(c.last_day) for c in report.claims[3:]} == {"2023-06-30"}


def test_a_heading_names_the_area_yield_and_output_below_it() -> None:
    report = read_claims(
        document(
            ("Chỉ tiêu", "Thực hiện tháng 6 năm 2023", "Ước 6 tháng so với cùng kỳ (%)"),
            ("1. Lúa đông xuân", "", ""),
            ("   Diện tích (Ha)", "6.820", "100,3"),
            ("   Năng suất (Tạ/ha)", "55,4", "101,2"),
            ("   Sản lượng (Tấn)", "37.790", "101,5"),
            ("2. Ngô", "", ""),
            ("   Diện tích (Ha)", "12.500", "99,1"),
        ),
        period=JUNE,
    )
    assert [c.indicator for c in report.claims][::2] == [
        "crops.rice.winter_spring.area",
        "crops.rice.winter_spring.yield",
        "crops.rice.winter_spring.output",
        "crops.maize.area",
    ]


def test_columns_may_be_areas_and_a_season_is_no_whole_year() -> None:
    report = read_claims(
        document(
            ("Sản xuất vụ đông xuân năm 2023", "", "", ""),
            ("", "Thực hiện vụ đông xuân năm 2023", "", ""),
            ("", "Cả nước", "Miền Bắc", "Miền Nam"),
            ("Lúa đông xuân", "", "", ""),
            ("   Diện tích (Nghìn ha)", "2.952,5", "1.080,1", "1.872,4"),
            ("Ngô", "", "", ""),
            ("   Diện tích (Nghìn ha)", "384,7", "328,7", "56,0"),
        ),
        area="Cả nước",
        period=JUNE,
    )
    assert [c.area for c in report.claims] == ["", "Miền Bắc", "Miền Nam"] * 2
    assert {c.indicator for c in report.claims[:3]} == {"crops.rice.winter_spring.area"}
    assert {c.indicator for c in report.claims[3:]} == {"crops.maize.winter_spring.area"}


@pytest.mark.parametrize(
    "title", ["Chỉ số giá xuất khẩu hàng hóa", "Chỉ số giá sản xuất", "Tỷ giá thương mại hàng hóa"]
)
def test_a_price_of_goods_is_neither_their_value_nor_their_output(title: str) -> None:
    report = read_claims(
        document(
            (title, ""),
            ("", "Quý II năm 2023 so với quý II năm 2022 (%)"),
            ("CHỈ SỐ CHUNG", "99,3"),
            ("Giày dép", "104,1"),
            ("Khai khoáng", "84,9"),
        ),
        period=JUNE,
    )
    assert [c.indicator for c in report.claims] == ["", "", ""]


def test_a_claim_names_its_cell() -> None:
    report = read_claims(
        document(("TT", "Chỉ tiêu", "ĐVT", "Tháng 10"), ("1", "Xi măng", "Tấn", "17.500")), period=OCTOBER
    )
    assert [claim.as_row()["cell"] for claim in report.claims] == ["table 1!D2"]


def with_value(cell: str) -> Report:
    rows = (("1", "Diện tích cao su", "ha", "3.120"), ("2", "Diện tích chè", "ha", cell))
    return read_claims(document(("TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện tháng 10"), *rows), period=OCTOBER)


def test_of_a_cell_with_words_the_first_number_goes_to_review_and_the_others_are_told() -> None:
    report = read_claims(
        document(
            ("TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện tháng 9", "Thực hiện tháng 10"),
            ("1", "Diện tích chè", "ha", "4.190", "4.205"),
            ("2", "Diện tích cao su", "ha", "3.120", "3.135 (bằng 98% kế hoạch)"),
        ),
        period=OCTOBER,
    )
    assert [claim.number_text for claim in report.claims] == ["4.190", "4.205", "3.120", "3.135"]
    assert report.claims[-1].review == "the cell holds more than a number"
    assert not report.claims[-1].indicator
    [notice] = report.document.notices
    assert "“98”" in notice


@pytest.mark.parametrize(
    ("cell", "read", "told"),
    [
        ("4.210 (bằng 96,5% kế hoạch)", [], ["4.210", "96,5"]),
        ("Đông Sơn 4.210; Tây Sơn 1.175; còn lại do các nông hộ trồng xen", [], ["4.210", "1.175"]),
        ("Theo Quyết định số 41/QĐ-UBND ngày 12/3/2024", [], []),
        ("4=3/2*100", [], []),
        ("7" * 41, [], ["777"]),
        ("7" * 2_000_000, [], ["777"]),
    ],
    ids=("a number and more", "sentences", "a law and its day", "a formula of columns", "41 signs", "2 million signs"),
)
def test_a_number_of_a_cell_is_read_or_told_with_its_place(cell: str, read: list[str], told: list[str]) -> None:
    """A cell costs itself at most: the next row is read, and no number goes without a word."""
    report = with_value(cell)
    assert [claim.number_text for claim in report.claims] == ["3.120", *read]
    assert len(report.document.notices) == len(told)
    for number, notice in zip(told, report.document.notices, strict=True):
        assert f"“{number}" in notice
        assert "table 1!D3" in notice


def test_the_divisions_of_industry_are_named_in_an_index_table() -> None:
    rows = (
        ("Khai khoáng khác", "104,2"),
        ("Dệt", "97,3"),
        ("Sản xuất trang phục", "111,6"),
        ("Chế biến gỗ và sản xuất sản phẩm từ gỗ, tre, nứa (trừ giường, tủ, bàn, ghế)", "102,8"),
        ("Cung cấp nước; hoạt động quản lý và xử lý rác thải, nước thải", "105,1"),
        ("Thoát nước và xử lý nước thải", "99,4"),
    )
    head = (("Chỉ số sản xuất công nghiệp (%)", ""), ("Ngành", "Tháng 10 so với cùng kỳ năm trước"))
    report = read_claims(document(*head, *rows), period=OCTOBER)
    last = [claim.indicator.rpartition(".")[2] for claim in report.claims]
    assert last == ["other_mining", "textiles", "apparel", "wood", "water", "sewerage"]


def test_outside_an_index_table_a_division_of_industry_is_no_index() -> None:
    head = (("Doanh nghiệp thành lập mới", ""), ("Ngành", "Tháng 10 so với cùng kỳ năm trước (%)"))
    report = read_claims(document(*head, ("Sản xuất trang phục", "111,6"), ("Dệt", "97,3")), period=OCTOBER)
    assert [claim.indicator for claim in report.claims] == ["", ""]
