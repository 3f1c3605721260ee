"""Paragraphs that go on with the index of the one before: its days and its base, or their own."""

from __future__ import annotations

import pytest

from ingest import read_claims
from ingest.document import Document, Passage
from ingest.period import Period

_TOLD = (
    "Chỉ số sản xuất công nghiệp tháng 10 tăng 1,4% so với tháng trước. Tính chung 10 tháng tăng 8,6% so với cùng kỳ."
)
_GROUPS = "Bình quân 10 tháng, CPI tăng 2,6% so với cùng kỳ. Có 8/11 nhóm tăng: giáo dục tăng 4,1%."


def _last(*paragraphs: str, headings: tuple[str, ...] = ("", "")) -> tuple[object, ...]:
    """Indicator, base, value and days of the last number of a report that consists of these paragraphs."""
    passages, at = [], 0
    for text, heading in zip(paragraphs, headings, strict=True):
        places = tuple(range(at, at + len(text) + 1))
        passages.append(Passage("paragraph", text, places[:-1], places[1:], headings=(heading,) if heading else ()))
        at += len(text) + 1
    document = Document("report", "txt", "\n".join(paragraphs), tuple(passages))
    row = read_claims(document, period=Period.parse("2025-10"), area="An Bình").claims[-1].as_row()
    return row["indicator"], row["vs"], row["value"], row["from"], row["to"]


@pytest.mark.parametrize(
    ("paragraph", "code", "base", "value", "first"),
    [
        ("Ngành khai khoáng giảm 2,3%.", "industry.iip.mining", "yoy", "-2.3", "2025-01-01"),
        ("Một số ngành tăng khá: sản xuất trang phục tăng 11,2%.", "industry.iip.apparel", "yoy", "11.2", "2025-01-01"),
        ("Ngành dệt tăng 0,8% so với tháng trước.", "industry.iip.textiles", "prev", "0.8", "2025-10-01"),
        ("Ngành khai khoáng tháng 10 giảm 2,3% so với tháng trước.", "other", "prev", "-2.3", "2025-10-01"),
        ("Giá trị sản xuất ngành khai khoáng giảm 2,3%.", "other", "yoy", "-2.3", "2025-10-01"),
    ],
)
def test_branches_of_industry(paragraph: str, code: str, base: str, value: str, first: str) -> None:
    indicator, versus, told, start, end = _last(_TOLD, paragraph)
    assert (str(indicator).partition(":")[0], versus, told, start, end) == (code, base, value, first, "2025-10-31")


_EXPORTED = "Trong 10 tháng, kim ngạch xuất khẩu đạt 214 triệu USD, bằng 81% kế hoạch."


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Trong đó, cà phê đạt 96 triệu USD.", ("external_trade.exports.coffee", "", "96000000", "2025-01-01")),
        (
            "Trong đó, gạo 61 triệu USD (giảm 4% về giá trị).",
            ("external_trade.exports.rice", "yoy", "-4", "2025-01-01"),
        ),
        ("Trong đó, nhập khẩu gạo đạt 6 triệu USD.", ("other", "", "6000000", "2025-01-01")),
        ("Nông dân trồng cà phê thu 96 triệu USD.", ("other", "", "96000000", "2025-01-01")),
    ],
)
def test_goods_exported(paragraph: str, expected: tuple[str, ...]) -> None:
    indicator, *told, _ = _last(_EXPORTED, paragraph)
    assert (str(indicator).partition(":")[0], *told) == expected


def test_groups_of_prices() -> None:
    told = _last(_GROUPS, "Có 3/11 nhóm hàng giảm gồm: bưu chính viễn thông giảm 0,7%.")
    assert told == ("prices.cpi.telecom", "yoy", "-0.7", "2025-01-01", "2025-10-31")


def test_another_section_speaks_for_itself() -> None:
    indicator, _, _, start, _ = _last(
        _TOLD, "Ngành khai khoáng giảm 2,3%.", headings=("1. Công nghiệp", "2. Thu hút đầu tư")
    )
    assert (str(indicator).partition(":")[0], start) == ("other", "2025-10-01")


def test_an_aside_on_the_year_before_hands_on_nothing() -> None:
    told = _last(
        "GRDP 9 tháng tăng 6,7% so với cùng kỳ năm trước (5,9%).", "Trong đó khu vực dịch vụ đạt 2.410 tỷ đồng."
    )
    assert told == ("macro.grdp.services", "", "2410000000000", "2025-01-01", "2025-09-30")


def test_a_base_that_opens_its_sentence_is_that_of_the_groups_behind() -> None:
    told = _last(
        "CPI tháng 10 tăng 0,4% so với tháng trước; nhóm giao thông tăng 1,1%.",
        "Như vậy, so với đầu năm, CPI đã tăng 3,2%. Trong đó, nhóm giáo dục tăng 5,8%.",
    )
    assert told == ("prices.cpi.education", "other", "5.8", "2025-10-01", "2025-10-31")


_ACCIDENTS = "Trong quý III, xảy ra 96 vụ tai nạn giao thông, làm chết 41 người."


@pytest.mark.parametrize(
    ("before", "paragraph", "expected"),
    [
        (_ACCIDENTS, "So với cùng kỳ tăng 14 vụ, giảm 9 người chết.", ("security.traffic_deaths", "-9", "2025-07-01")),
        (_ACCIDENTS, "So với cùng kỳ tăng 14 vụ (tỷ lệ 17,1%).", ("security.traffic_accidents", "17.1", "2025-07-01")),
        ("10 tháng đón 640 nghìn lượt khách.", "So với cùng kỳ tăng 9,7%.", ("tourism.visitors", "9.7", "2025-01-01")),
        (_ACCIDENTS, "So với cùng kỳ, số dự án cấp mới giảm 3 dự án.", ("other", "-3", "2025-07-01")),
        (_ACCIDENTS, "Số dự án cấp mới giảm 3 dự án.", ("other", "-3", "2025-10-01")),
    ],
)
def test_a_paragraph_that_compares_the_one_before(before: str, paragraph: str, expected: tuple[str, str, str]) -> None:
    indicator, versus, value, start, _ = _last(before, paragraph)
    assert (str(indicator).partition(":")[0], value, start, versus) == (*expected, "yoy")


def test_quarters_before_in_brackets_hand_on_nothing() -> None:
    told = _last(
        "Quý III, IIP tăng 5,2% so với cùng kỳ, cao hơn quý II (3,1%) và thấp hơn quý I (6,4%).",
        "Trong đó, công nghiệp khai khoáng giảm 8,3%.",
    )
    assert told == ("industry.iip.mining", "yoy", "-8.3", "2025-07-01", "2025-09-30")


_SO_FAR = "Trong 10 tháng, tổng mức bán lẻ ước đạt 21.700 tỷ đồng, tăng 9,4% so với cùng kỳ."
_MONTH_AND_SUM = "Tổng mức bán lẻ tháng 10 ước đạt 2.190 tỷ đồng, lũy kế 10 tháng đạt 21.700 tỷ đồng."
_CRIMES = "10 tháng năm 2025, xảy ra 210 vụ phạm pháp hình sự."


@pytest.mark.parametrize(
    ("before", "paragraph", "first"),
    [
        (_SO_FAR, "Doanh thu lưu trú, ăn uống đạt 2.300 tỷ đồng.", "2025-01-01"),
        (_SO_FAR, "Kim ngạch xuất khẩu ước đạt 655 triệu USD. Khách du lịch đạt 1,3 triệu lượt.", "2025-01-01"),
        (_CRIMES, "Đã điều tra làm rõ 186 vụ phạm pháp hình sự.", "2025-01-01"),
        (_SO_FAR, "Kim ngạch xuất khẩu tháng 10 ước đạt 66 triệu USD.", "2025-10-01"),
        (_SO_FAR, "Kim ngạch xuất khẩu ước đạt 66 triệu USD, tăng 2,1% so với tháng trước.", "2025-10-01"),
        (_SO_FAR, "Toàn tỉnh xảy ra 9 vụ cháy.", "2025-10-01"),
        (_MONTH_AND_SUM, "Kim ngạch xuất khẩu ước đạt 66 triệu USD.", "2025-10-01"),
    ],
)
def test_months_so_far_of_the_paragraph_before(before: str, paragraph: str, first: str) -> None:
    assert _last(before, paragraph)[3] == first


def test_months_so_far_end_with_their_section() -> None:
    told = _last(_SO_FAR, "Kim ngạch xuất khẩu đạt 66 triệu USD.", headings=("1. Thương mại", "2. Xuất khẩu"))
    assert told[3] == "2025-10-01"


@pytest.mark.parametrize(
    ("whole", "base"),
    [
        ("Doanh thu vận tải tháng 10 ước đạt 412 tỷ đồng, tăng 1,4% so với tháng trước.", "prev"),
        ("Doanh thu vận tải tháng 10 ước 412 tỷ đồng, tăng 1,4% so với tháng trước, tăng 9% so với cùng kỳ.", "yoy"),
    ],
)
def test_parts_in_a_paragraph_of_their_own_are_compared_as_their_whole(whole: str, base: str) -> None:
    told = _last(whole, "Trong đó, vận tải hành khách ước đạt 97 tỷ đồng, tăng 0,6%.")
    assert told == ("transport.revenue.passenger", base, "0.6", "2025-10-01", "2025-10-31")


def test_months_of_a_paragraph_rule_the_counts_of_the_next() -> None:
    told = _last(
        "Trong 10 tháng, tỉnh có 912 doanh nghiệp thành lập mới với số vốn đăng ký 8.150 tỷ đồng.",
        "Toàn tỉnh ghi nhận 204 doanh nghiệp hoạt động trở lại (tăng 6,1% so với cùng kỳ).",
    )
    assert told == ("enterprise.resumed", "yoy", "6.1", "2025-01-01", "2025-10-31")


def test_goods_sold_go_on_with_the_months_of_all_sales() -> None:
    sales = "Bán lẻ hàng hóa tháng 10 đạt 4.120 tỷ đồng. Lũy kế 10 tháng đạt 39.600 tỷ đồng, tăng 9,2% so với cùng kỳ."
    told = _last(sales, "Một số nhóm hàng có doanh thu tăng khá: lương thực, thực phẩm (+8,4%); xăng dầu (+6,1%).")
    assert told == ("trade.retail.fuel", "yoy", "6.1", "2025-01-01", "2025-10-31")


def test_branches_go_on_behind_one_that_has_no_code() -> None:
    parts = f"{_TOLD} Trong đó, khai khoáng tăng 1%; ngành đóng tàu tăng 3%."
    told = _last(parts, "Một số ngành tăng cao: sản xuất giấy tăng 7%.")
    assert told == ("industry.iip.paper", "yoy", "7", "2025-01-01", "2025-10-31")


def test_the_days_that_the_police_count_go_on_to_the_fires_behind_the_accidents() -> None:
    accidents = "Từ ngày 15/9 đến ngày 14/10/2025, toàn tỉnh xảy ra 21 vụ tai nạn giao thông, làm chết 5 người."
    fires = "Trên địa bàn xảy ra 14 vụ cháy."
    assert _last(accidents, fires) == ("security.fires", "", "14", "2025-09-15", "2025-10-14")
    titled = "- Tai nạn giao thông (từ ngày 15/9 đến ngày 14/10/2025): xảy ra 21 vụ, làm chết 5 người."
    assert _last(titled, f"- {fires}")[3:] == ("2025-10-01", "2025-10-31")
    sales = "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ đạt 900 tỷ đồng."
    assert _last(accidents, sales)[3:] == ("2025-10-01", "2025-10-31")


def test_what_breaks_the_nation_down_is_told_of_the_nation() -> None:
    nation = "Đến cuối tháng 10, cả nước có 5.343/8.267 xã đạt chuẩn nông thôn mới."
    paragraphs = [nation, "Trong đó, có 351 xã đạt chuẩn nông thôn mới nâng cao.", "Tỉnh có 12 vụ cháy."]
    at = [sum(len(text) + 1 for text in paragraphs[:place]) for place in range(3)]
    passages = tuple(
        Passage(
            "paragraph", text, tuple(range(start, start + len(text))), tuple(range(start + 1, start + len(text) + 1))
        )
        for start, text in zip(at, paragraphs, strict=True)
    )
    document = Document("report", "txt", "\n".join(paragraphs), passages)
    claims = read_claims(document, period=Period.parse("2025-10"), area="An Bình").claims
    assert {claim.number_text: claim.area for claim in claims} == {
        "5.343": "cả nước",
        "8.267": "cả nước",
        "351": "cả nước",
        "12": "",
    }
