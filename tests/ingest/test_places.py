"""Of which area a number is told."""

from __future__ import annotations

import pytest
from test_phrases import document_of

from ingest import read_claims
from ingest.period import Period


def _areas(text: str, area: str = "An Bình") -> list[str]:
    return [claim.area for claim in read_claims(document_of(text), period=Period.parse("2024-06"), area=area).claims]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("Huyện Tân Phú cấy 520 ha lúa, đạt 104% kế hoạch; ngô 844 ha.", ["Huyện Tân Phú"] * 3),
        ("Huyện Tân Phú cấy 520 ha lúa. Đàn lợn 4.100 con.", ["Huyện Tân Phú"] * 2),
        ("Huyện Tân Phú cấy 520 ha lúa. Toàn tỉnh đàn lợn 94.100 con, tăng 2%.", ["Huyện Tân Phú", "", ""]),
        (
            "Tại xã Hòa Lạc có 12 hộ thoát nghèo; xã Yên Sơn 9 hộ, tăng 2 hộ.",
            ["xã Hòa Lạc", "xã Yên Sơn", "xã Yên Sơn"],
        ),
        ("Sản lượng chè huyện Phú Tân đạt 310 tấn (tăng 4%).", ["huyện Phú Tân"] * 2),
        (
            "Đàn bò 900 con (huyện Tân Phú 300 con, huyện Hòa Lạc 600 con), tăng 3%.",
            ["", "huyện Tân Phú", "huyện Hòa Lạc", ""],
        ),
        (
            "Một số nơi thiệt hại nhiều gồm: Tân Lạc 9 vụ, diện tích 2,7 ha; Hòa Lạc 4 vụ, diện tích 1,3 ha.",
            ["Tân Lạc", "Tân Lạc", "Hòa Lạc", "Hòa Lạc"],
        ),
        ("Diện tích gieo trồng: Đông Xuân 300 ha; Hè Thu 280 ha.", ["", ""]),
        (
            "GRDP tăng 8%. GRDP tỉnh Tân Lạc ước tăng 7%. Cụ thể, dịch vụ tăng 6%; công nghiệp tăng 9%. CPI tăng 2%.",
            ["", *["tỉnh Tân Lạc"] * 3, ""],
        ),
        (
            "Xuất khẩu TP Tân Lạc cũ tăng 7%. Trong đó, dệt may tăng 6%. Xuất khẩu tỉnh An Bình đạt 90 triệu USD.",
            ["TP Tân Lạc cũ", "TP Tân Lạc cũ", ""],
        ),
        ("Cả tỉnh có 40 xã, tăng 2 xã; riêng huyện Tân Phú 11 xã.", ["", "", "huyện Tân Phú"]),
    ],
)
def test_a_place_rules_the_numbers_told_of_it(text: str, areas: list[str]) -> None:
    assert _areas(text) == areas


def test_the_reports_own_area_is_not_named() -> None:
    assert _areas("Xã Tân Lập thu ngân sách 12 tỷ đồng, đạt 61% dự toán.", area="Xã Tân Lập") == ["", ""]
    assert _areas("Thành phố An Bình thu ngân sách 640 tỷ đồng.") == ["Thành phố An Bình"]
