"""One report in several formats holds the same claims: line breaks, page ends, footnotes and fonts change nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ingest import read_report
from ingest.claim import Claim
from ingest.period import Period


def _prose(claims: tuple[Claim, ...]) -> Counter[tuple[object, ...]]:
    return Counter(
        (c.indicator, c.measure, c.versus, c.value, c.unit, c.last_day, c.bound)
        for c in claims
        if not c.rule.startswith("table")
    )


@pytest.mark.parametrize(
    ("report", "sample", "period"),
    [
        ("001", "thang10.docx", "2024-10"),
        ("001", "thang10.pdf", "2024-10"),
        ("001", "thang10_fallback.pdf", "2024-10"),
        ("000", "quy1.docx", "2024-Q1"),
        ("000", "quy1.pdf", "2024-Q1"),
        ("004", "thang02.docx", "2021-02"),
        ("004", "thang02.pdf", "2021-02"),
    ],
)
def test_the_same_claims(shared: Path, report: str, sample: str, period: str) -> None:
    [text] = (shared / "reports").glob(f"{report}_*.txt")
    other = read_report(shared / "samples" / sample, period=Period.parse(period))
    assert _prose(other.claims) == _prose(read_report(text).claims)
