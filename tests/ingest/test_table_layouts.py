"""Tables in the layouts of many offices: every number says what a reader reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from grids import printed
from layouts import HEADS, JUNE, SEPTEMBER, Layout, Said
from layouts_of_rows import ROWS

from ingest.claim import Claim
from ingest.period import Period
from ingest.readers import read_document
from ingest.report import read_claims


def said(claim: Claim) -> Said:
    measure = f"{claim.measure} {claim.versus}".strip()
    days = f"{claim.first_day:%d/%m/%Y}-{claim.last_day:%d/%m/%Y}"
    return claim.indicator, measure, format(claim.value.normalize(), "f"), days, claim.area


@pytest.mark.parametrize("layout", (*HEADS, *ROWS), ids=lambda layout: layout.name)
def test_every_number_of_a_layout_says_what_a_reader_reads(layout: Layout) -> None:
    report = read_claims(printed(layout.grid), area="Lai Châu", period=Period.parse(layout.period))
    assert tuple(map(said, report.claims)) == layout.says


def test_a_unit_may_stand_alone_in_the_line_above_a_table(tmp_path: Path) -> None:
    path = tmp_path / "bieu.html"
    path.write_text(
        "<p>Thu ngân sách tháng 9 năm 2024</p><p>Triệu đồng</p>"
        "<table><tr><td>Chỉ tiêu</td><td>Tháng 9 năm 2024</td></tr>"
        "<tr><td>Thu nội địa</td><td>160.100</td></tr><tr><td>Lệ phí trước bạ</td><td>7.900</td></tr></table>",
        encoding="utf-8",
    )
    report = read_claims(read_document(path), area="Lai Châu", period=Period.parse(SEPTEMBER))
    assert [said(claim)[:3] for claim in report.claims] == [
        ("budget.inland_revenue", "level", "160100000000"),
        ("budget.revenue.registration_fees", "level", "7900000000"),
    ]


def test_percents_that_the_rows_do_not_work_out_to_are_not_understood() -> None:
    grid = """
STT|Nội dung|Đơn vị|6 tháng đầu năm 2023|6 tháng đầu năm 2024|Tỷ lệ %
1|Tổng số lượt khám chữa bệnh|Lượt|452.310|470.205|4,0
2|Số ca mắc sốt xuất huyết|Ca|120|85|29,2
"""
    report = read_claims(printed(grid), area="Lai Châu", period=Period.parse(JUNE))
    told = [(claim.number_text, claim.indicator, claim.review) for claim in report.claims if "," in claim.number_text]
    assert told == [("4,0", "", "table header not understood"), ("29,2", "", "table header not understood")]
