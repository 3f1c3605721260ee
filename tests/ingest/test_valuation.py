"""Constant prices and current ones make two series of what bears one name."""

from __future__ import annotations

import pytest
from test_phrases import document_of

from ingest import read_claims
from ingest.period import Period


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("GRDP theo giá so sánh 2010 ước đạt 8.240 tỷ đồng.", [("macro.grdp", "constant")]),
        ("GRDP ước đạt 8.240 tỷ đồng (giá so sánh 2010).", [("macro.grdp", "constant")]),
        ("GRDP theo giá hiện hành ước đạt 16.310 tỷ đồng.", [("macro.grdp", "")]),
        ("GRDP ước đạt 16.310 tỷ đồng.", [("macro.grdp", "")]),
        (
            "GRDP theo giá so sánh đạt 8.240 tỷ đồng. Quy mô GRDP đạt 16.310 tỷ đồng.",
            [("macro.grdp", "constant"), ("macro.grdp", "")],
        ),
        ("Giá trị sản xuất công nghiệp (giá so sánh 2010) đạt 905 tỷ đồng.", [("industry.production_value", "")]),
        ("Giá trị sản xuất công nghiệp đạt 905 tỷ đồng.", [("industry.production_value", "")]),
        (
            "Giá trị sản xuất công nghiệp theo giá hiện hành đạt 1.540 tỷ đồng, tăng 11,2%.",
            [("industry.production_value", "current"), ("industry.production_value", "current")],
        ),
        (
            "GRDP theo giá so sánh đạt 8.240 tỷ đồng. Trong đó: khu vực dịch vụ đạt 3.150 tỷ đồng.",
            [("macro.grdp", "constant"), ("macro.grdp.services", "constant")],
        ),
        ("GRDP theo giá so sánh tăng 7,2%; tổng mức bán lẻ đạt 640 tỷ đồng.", [
            ("macro.grdp_growth", ""), ("trade.retail_sales", ""),
        ]),
    ],
)  # fmt: skip
def test_the_prices_are_told_where_they_are_not_the_usual_ones(text: str, wanted: list[tuple[str, str]]) -> None:
    claims = read_claims(document_of(text), period=Period.parse("2024-9M"), area="An Bình").claims
    assert [(claim.indicator, claim.price_base) for claim in claims] == wanted
