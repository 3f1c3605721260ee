"""What the title of a report tells without days, and the text below it with them."""

from __future__ import annotations

import pytest

from ingest import read_claims
from ingest.period import Period
from ingest.readers.text import read_text


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Doanh thu vận tải đạt 1.870 tỷ đồng", "2025-01-01"),
        ("Doanh thu vận tải tháng 10 đạt 1.870 tỷ đồng", "2025-10-01"),
        ("Doanh thu vận tải đạt 1.640 tỷ đồng", "2025-10-01"),
    ],
)
def test_a_title_covers_the_days_that_the_text_below_tells(title: str, first: str) -> None:
    document = read_text("report.txt", "txt", f"{title}\n\nDoanh thu vận tải 10 tháng đạt 1.870 tỷ đồng.\n")
    claims = read_claims(document, period=Period.parse("2025-10"), area="An Bình").claims
    assert [str(claim.first_day) for claim in claims] == [first, "2025-01-01"]
