from __future__ import annotations

from datetime import date

import pytest

from ingest.errors import InputError
from ingest.period import Period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024-10", "2024-10-01", "2024-10-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-Q3", "2024-07-01", "2024-09-30"),
        ("2024-S1", "2024-01-01", "2024-06-30"),
        ("2024-9M", "2024-01-01", "2024-09-30"),
        ("2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_forms(text: str, start: str, end: str) -> None:
    period = Period.parse(text)
    assert (period.start, period.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert str(period) == text


@pytest.mark.parametrize("text", ["", "2024-13", "10/2024", "2024-Q5", "tháng 10"])
def test_anything_else_is_refused_with_the_forms(text: str) -> None:
    with pytest.raises(InputError, match="2024-10"):
        Period.parse(text)
