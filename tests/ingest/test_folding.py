from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.folding import fold


@given(st.text())
def test_positions_stay(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Luỹ kế", "lũy kế"),
        ("THUỶ SẢN", "thủy sản"),
        ("quý III", "quý iii"),
        ("hàng hoá", "hàng hóa"),
        ("kê hoạch", "kế hoạch"),
        ("so với cung kỳ", "so với cùng kỳ"),
    ],
)
def test_one_spelling(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("so voi cung ky nam truoc", "so với cùng kỳ năm trước"),
        ("đạt 91,2% ke hoạch", "đạt 91,2% kế hoạch"),
        ("luy kê uoc dat 5 ty đồng", "lũy kế ước đạt 5 tỷ đồng"),
        ("705 nghin m3, 1,9 trieu viên", "705 nghìn m3, 1,9 triệu viên"),
        ("ÐẢNG, 5％ － 7", "đảng, 5% - 7"),
        ("nuôi 500 ngan, tạm giam 5 người", "nuôi 500 ngan, tạm giam 5 người"),
        ("mùa thuoc dat", "mùa thuoc dat"),
        ("trên đầu người, du toánn", "trên đầu người, du toánn"),
    ],
)
def test_lost_marks_are_restored_where_one_reading_is_left(written: str, folded: str) -> None:
    assert fold(written) == folded
