"""A passage that ends in a colon gives the items below it its days, its base and its words."""

from __future__ import annotations

import pytest

from ingest import read_claims
from ingest.period import Period
from ingest.readers.text import read_text

Told = tuple[str, str, str, str]


def _items(*lines: str, period: str = "2024-07") -> list[Told]:
    """Code, value and days of the numbers below the first line."""
    document = read_text("report.txt", "txt", "\n".join(lines))
    rows = [claim.as_row() for claim in read_claims(document, period=Period.parse(period), area="An Bình").claims]
    below = [row for row in rows if row["start"] > len(lines[0])]
    return [(row["indicator"].partition(":")[0], row["value"], row["from"], row["to"]) for row in below]


@pytest.mark.parametrize(
    "lead",
    [
        "Lũy kế 7 tháng, chỉ số sản xuất công nghiệp tăng 7,4% so cùng kỳ, cụ thể:",
        "Lũy kế 7 tháng, IIP tăng 7,4% so cùng kỳ. Trong đó:",
        "Lũy kế 7 tháng, IIP tăng 7,4% so cùng kỳ (cùng kỳ tăng 3,1%), trong đó:",
        "Tháng 7, IIP tăng 5,2%. Lũy kế 7 tháng tăng 7,4% so cùng kỳ. Bốn ngành cấp I đều tăng:",
    ],
)
def test_branches_below_their_index(lead: str) -> None:
    assert _items(lead, "- Khai khoáng tăng 2,2%;", "- Công nghiệp chế biến, chế tạo tăng 8,3%.") == [
        ("industry.iip.mining", "2.2", "2024-01-01", "2024-07-31"),
        ("industry.iip.manufacturing", "8.3", "2024-01-01", "2024-07-31"),
    ]


def test_goods_below_what_they_are_part_of() -> None:
    lead = "Kim ngạch xuất khẩu tháng 7 đạt 64 triệu USD; 7 tháng 411 triệu USD. Các mặt hàng xuất khẩu chủ yếu:"
    told = _items(
        lead, "+ Gạo: 52 ngàn tấn, tương đương 31 triệu USD, tăng 6,6% về lượng.", "+ Giày dép: 18 triệu USD."
    )
    assert told == [
        ("other", "52000", "2024-01-01", "2024-07-31"),
        ("external_trade.exports.rice", "31000000", "2024-01-01", "2024-07-31"),
        ("other", "6.6", "2024-01-01", "2024-07-31"),
        ("external_trade.exports.footwear", "18000000", "2024-01-01", "2024-07-31"),
    ]


def test_items_without_marks_are_parted_by_semicolons() -> None:
    lead = "Lũy kế 7 tháng, chỉ số sản xuất công nghiệp tăng 7,4% so cùng kỳ."
    told = _items(lead, "Trong đó:", "Khai khoáng tăng 2,2%;", "Công nghiệp chế biến, chế tạo tăng 8,3%.")
    assert told == [
        ("industry.iip.mining", "2.2", "2024-01-01", "2024-07-31"),
        ("industry.iip.manufacturing", "8.3", "2024-01-01", "2024-07-31"),
    ]


def test_what_is_no_item_has_the_days_of_the_paragraph_above_and_no_more() -> None:
    lead = "Lũy kế 7 tháng, IIP tăng 7,4% so cùng kỳ, cụ thể:"
    assert _items(lead, "Khai khoáng tăng 2,2%.") == [("other", "2.2", "2024-01-01", "2024-07-31")]
    assert _items(lead, "Trong tháng, khai khoáng tăng 2,2%.") == [("other", "2.2", "2024-07-01", "2024-07-31")]


def test_an_item_never_has_the_code_of_its_whole() -> None:
    lead = "Tổng dư nợ đến 30/6 đạt 21.300 tỷ đồng, cụ thể như sau:"
    told = _items(lead, "+ Dư nợ của các ngân hàng thương mại là 18.100 tỷ đồng.", "+ Tổng dư nợ đạt 21.300 tỷ đồng.")
    assert [code for code, *_ in told] == ["other", "banking.credit"]


def test_an_item_of_other_days_may_have_the_code_of_its_lead() -> None:
    told = _items("Thu ngân sách 7 tháng đạt 1.240 tỷ đồng, cụ thể:", "- Thu ngân sách tháng 7 đạt 130 tỷ đồng.")
    assert told == [("budget.domestic_revenue", "130000000000", "2024-07-01", "2024-07-31")]


def test_a_bullet_with_a_colon_gives_days_and_no_words_to_the_dashes_below_it() -> None:
    lead = "* Cây hàng năm: Đến ngày 12/7, xuống giống vụ hè thu đạt 8.400 ha; nguyên nhân do vụ đông xuân xong sớm:"
    told = _items(lead, "- Cây lương thực: lúa đạt 5.300 ha, tăng 2,5%.", "* Cây lâu năm: diện tích chè 700 ha.")
    assert told == [
        ("crops.rice.summer_autumn.area", "5300", "2024-07-12", "2024-07-12"),
        ("crops.rice.summer_autumn.area", "2.5", "2024-07-12", "2024-07-12"),
        ("crops.tea.area", "700", "2024-07-31", "2024-07-31"),
    ]
