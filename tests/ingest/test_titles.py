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


@pytest.mark.parametrize(
    ("bare", "base"),
    [
        ("Tổng mức bán lẻ tháng 4 tăng 3,9%", "prev"),
        ("Tổng mức bán lẻ tháng 4 tăng 3,9% so với cùng kỳ", "yoy"),
        ("Tổng mức bán lẻ tháng 4 tăng 3,8%", "yoy"),
    ],
)
def test_a_change_told_without_its_base_has_that_of_the_same_change(bare: str, base: str) -> None:
    told = "Tổng mức bán lẻ tháng 4 tăng 3,9% so với tháng trước"
    for text in (f"{bare}\n\nBáo cáo nêu:\n\n{told}.\n", f"{told}.\n\n{bare}.\n"):
        document = read_text("report.txt", "txt", text)
        claims = read_claims(document, period=Period.parse("2025-04"), area="An Bình").claims
        changes = {document.text[slice(*claim.sentence)].rstrip(".\n"): claim.versus for claim in claims}
        assert changes == {bare: base, told: "prev"}
