"""The words that people see of numbers without a code: they say of what a number is told, not only how much."""

from __future__ import annotations

import pytest
from test_phrases import document_of

from ingest import read_claims
from ingest.period import Period


@pytest.mark.parametrize(
    ("text", "number", "label"),
    [
        ("Bàn giao mặt bằng cho 14 hộ, với diện tích 2,6 ha.", "2,6", "bàn giao mặt bằng cho hộ: với diện tích ha"),
        ("Thăm hỏi 72 già làng, kinh phí 36 triệu đồng.", "36", "thăm hỏi già làng: kinh phí đồng"),
        ("Tổ chức 9 hội thi với 410 người.", "410", "tổ chức hội thi: với người"),
        ("Rà soát 61/85 mốc ranh giới.", "61", "rà soát mốc ranh giới"),
        ("Rà soát 61/85 mốc ranh giới.", "85", "rà soát mốc ranh giới: mốc ranh giới"),
        ("Trồng 300 cột mốc, cắm 90 biển báo.", "90", "cắm biển báo"),
        (  # it begins with a phrase: not with the half of "văn bản", nor with that of "doanh nhân"
            "Đã đến từng xã nói chuyện về các văn bản, thông tư mới, mức hỗ trợ người trồng rừng tới 31 tổ.",
            "31",
            "các văn bản , thông tư mới , mức hỗ trợ người trồng rừng tới tổ",
        ),
        (
            "Hôm qua buổi gặp mặt cuối thu thật đông doanh nhân trẻ, nghe góp ý, cùng bàn cách làm với 47 khách mời.",
            "47",
            "nghe góp ý , cùng bàn cách làm với khách mời",
        ),
        ("Xử lý 12 đơn (gồm: 05 đơn tố cáo; 07 đơn khiếu nại).", "07", "đơn khiếu nại"),
    ],
)
def test_label(text: str, number: str, label: str) -> None:
    claims = read_claims(document_of(text), period=Period.parse("2025-03"), area="An Bình").claims
    [claim] = [c for c in claims if c.number_text == number]
    assert claim.label == label
