"""Which level is a part of which: sentences of the genre, and for each part the number that states its whole."""

from __future__ import annotations

import pytest
from test_phrases import document_of

from ingest import read_claims
from ingest.document import Document, Mark, Passage
from ingest.period import Period

PERIOD = Period.parse("2025-03")

CASES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("cue", "Toàn tỉnh có 845 hợp tác xã, trong đó có 612 hợp tác xã nông nghiệp.", {"612": "845"}),
    (
        "list behind a colon goes on",
        "Xảy ra 41 vụ cháy, trong đó: cháy nhà dân 22 vụ; cháy kho xưởng 12 vụ; cháy phương tiện 07 vụ.",
        {"22": "41", "12": "41", "07": "41"},
    ),
    (
        "list without a colon ends at the semicolon",
        "Tổng thu ngân sách đạt 3.410 tỷ đồng, trong đó thu nội địa 2.905 tỷ đồng; tổng chi ngân sách 4.120 tỷ đồng.",
        {"2.905": "3.410"},
    ),
    (
        "list behind a colon ends where the catalogue has another thing beside the whole",
        "Đàn bò 31.200 con, trong đó: bò sữa 3.900 con; đàn lợn: Tổng đàn là 402.000 con; đàn gia cầm 5.120 nghìn con.",
        {"3.900": "31.200"},
    ),
    (
        "bare items go on behind the semicolon",
        "Toàn tỉnh có 2.330 cơ sở, trong đó 1.900 cơ sở đang hoạt động; 430 cơ sở tạm dừng.",
        {"1.900": "2.330", "430": "2.330"},
    ),
    (
        "a part larger than the last one is of the whole",
        "Có 1.870 thủ tục, gồm 1.450 thủ tục cấp tỉnh và 420 thủ tục cấp xã; trong đó 1.630 thủ tục trực tuyến.",
        {"1.450": "1.870", "420": "1.870", "1.630": "1.870"},
    ),
    (
        "behind two that are told together it is not said of which",
        "Đã giải quyết 215 đơn khiếu nại và 80 đơn tố cáo; trong đó 12 đơn đúng, 140 đơn sai.",
        {},
    ),
    ("another unit", "Xảy ra 05 vụ cháy rừng, trong đó thiệt hại 3,4 ha rừng trồng.", {}),
    ("a rate", "Tỷ lệ hộ nghèo còn 4,1%, trong đó khu vực nông thôn 5,6%.", {}),
    (
        "of two levels the one in the unit",
        "Có 74 sản phẩm của 51 chủ thể (trong đó có 60 sản phẩm hạng ba, 14 sản phẩm hạng bốn).",
        {"60": "74", "14": "74"},
    ),
    (
        "a bracket in a list breaks down its own item",
        "Thiệt hại 96 ha, trong đó: lúa 70 ha (mất trắng 12 ha, ngập úng 58 ha); ngô 26 ha.",
        {"70": "96", "12": "70", "58": "70", "26": "96"},
    ),
    (
        "a bracket that only holds the number of an item",
        "Xảy ra 19 vụ, trong đó trộm cắp (11 vụ), lừa đảo (08 vụ).",
        {"11": "19", "08": "19"},
    ),
    ("a bracket that states the same of other days", "Đã tiếp nhận 512 hồ sơ (lũy kế 1.740 hồ sơ).", {}),
    (
        "a pair whose second number is broken down",
        "Đã trả kết quả 820/1.150 hồ sơ (tiếp nhận mới 900 hồ sơ, kỳ trước chuyển sang 250 hồ sơ).",
        {"900": "1.150", "250": "1.150"},
    ),
    (
        "a pair whose first number is broken down",
        "Đã trả kết quả 820/1.150 hồ sơ (trước hạn 500 hồ sơ, đúng hạn 320 hồ sơ).",
        {"500": "820", "320": "820"},
    ),
    (
        "a new statement in the same segment",
        "Tiếp nhận 95 đơn, trong đó khiếu nại 31 đơn, đã giải quyết 64 đơn.",
        {"31": "95"},
    ),
    (
        "the next sentence",
        "Toàn ngành quản lý 3.208 người. Trong đó: nữ 1.411 người; nam 1.797 người.",
        {"1.411": "3.208", "1.797": "3.208"},
    ),
    ("persons under two names", "Phát hiện 28 trường hợp, gồm 17 người lớn, 11 trẻ em.", {"17": "28", "11": "28"}),
)


def parts_of(document: Document) -> dict[str, str]:
    claims = read_claims(document, period=PERIOD, area="An Bình").claims
    printed = {claim.start: claim.number_text for claim in claims}
    return {claim.number_text: printed[claim.part_of] for claim in claims if claim.part_of is not None}


@pytest.mark.parametrize(("text", "parts"), [pytest.param(t, p, id=name) for name, t, p in CASES])
def test_parts(text: str, parts: dict[str, str]) -> None:
    assert parts_of(document_of(text)) == parts


def test_a_footnote_breaks_down_the_number_at_its_mark() -> None:
    body = "Thành lập mới 31 doanh nghiệp với vốn đăng ký 208 tỷ đồng."
    note = "Trong đó: xây dựng 19 DN; dịch vụ 12 DN."
    text, place = f"{body}\n{note}", len(body) + 1
    above = Passage("paragraph", body, range(place), range(1, place + 1), marks=(Mark(len(body) - 1, "1"),))
    below = Passage("footnote", note, range(place, len(text)), range(place + 1, len(text) + 1), note="1")
    document = Document("note", "txt", text, (above, below))
    assert parts_of(document) == {"19": "31", "12": "31"}
