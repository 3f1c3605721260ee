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
