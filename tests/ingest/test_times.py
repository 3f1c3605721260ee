from __future__ import annotations

from datetime import date

import pytest

from ingest.folding import fold
from ingest.period import Period
from ingest.times import find_times

OCTOBER = Period.parse("2024-10")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("trong tháng ước đạt", "2024-10-01", "2024-10-31"),
        ("lũy kế đạt", "2024-01-01", "2024-10-31"),
        ("tính chung 10 tháng", "2024-01-01", "2024-10-31"),
        ("6 tháng đầu năm 2023", "2023-01-01", "2023-06-30"),
        ("đến 15/3/2024", "2024-01-01", "2024-03-15"),
        ("tính đến hết ngày 18/02/2024", "2024-01-01", "2024-02-18"),
        ("đến cuối tháng 3/2024", "2024-01-01", "2024-03-31"),
        ("từ ngày 07/9/2024 đến ngày 07/10/2024", "2024-09-07", "2024-10-07"),
        ("từ 1/1 đến 30/8", "2024-01-01", "2024-08-30"),
        ("quý III/2024", "2024-07-01", "2024-09-30"),
        ("hết quý III", "2024-01-01", "2024-09-30"),
        ("tháng 8 năm 2024", "2024-08-01", "2024-08-31"),
        ("tháng mười hai", "2024-12-01", "2024-12-31"),
        ("năm 2023", "2023-01-01", "2023-12-31"),
        ("dự kiến cả năm", "2024-01-01", "2024-12-31"),
        ("đến nay", "2024-01-01", "2024-10-31"),
    ],
)
def test_days_that_words_name(text: str, first: str, last: str) -> None:
    times = list(find_times(fold(text)))
    assert times, text
    assert times[0].cover(OCTOBER) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["phát hiện 16 vụ", "trẻ 18 tháng tuổi", "từ 31/13 đến 45/20", "trong vòng 6 tháng tới"]
)
def test_words_that_name_no_days(text: str) -> None:
    assert all(t.cover(OCTOBER) is None for t in find_times(fold(text)))
