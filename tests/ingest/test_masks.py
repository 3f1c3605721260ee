from __future__ import annotations

import re

import pytest

from ingest.masks import MASKS, Mask, find_masks


@pytest.mark.parametrize("mask", MASKS, ids=lambda mask: mask.name)
def test_every_rule_masks_its_example(mask: Mask) -> None:
    spans = [(a, b) for a, b, name in find_masks(mask.example) if name == mask.name]
    assert spans, f"{mask.name} does not fit its own example"
    assert re.search(r"\d", "".join(mask.example[a:b] for a, b in spans))


@pytest.mark.parametrize(
    "text",
    [
        "ước đạt 2.269,44 tỷ đồng",
        "tổng số 433 đại biểu",
        "phát hiện 12 vụ phá rừng trái luật",
        "phá rừng trái luật 12 vụ",
        "doanh số 4,6 tỷ đồng",
        "đã ban hành kết luận 17 cuộc",
        "trong tháng 4.120 triệu đồng",
        "10 cơ quan, đơn vị",
        "Lai Châu 10.000 cây",
        "chè khô các loại 92 tấn",
        "toàn bản 92 hộ",
        "trong tháng 65 ha",
        "trong tháng 07 vụ",
        "36/37 vụ",
        "32 đoàn/167 lượt người",
        "tính chung sản lượng 11.240 tấn",
        "tỷ lệ trẻ mẫu giáo ra lớp 92,5%",
        "huy động trẻ ra lớp 1.240 cháu",
        "lớp 34,7 %",
    ],
)
def test_statistics_are_left_alone(text: str) -> None:
    masked = sorted((a, b) for a, b, _ in find_masks(text))
    for found in re.finditer(r"\d[\d.,]*\d|\d", text):
        assert not any(a <= found.start() < b for a, b in masked), found[0]
