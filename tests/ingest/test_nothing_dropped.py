"""No number goes without a word: each is in a claim, masked for a reason of a closed list, or told as a notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import read_report
from ingest.document import Passage
from ingest.lexer import number_pattern
from ingest.masks import BARE_YEAR, MASKS, find_masks
from ingest.report import Report
from ingest.resources import resource

HERE = Path(__file__).parent
WRITTEN_HERE = sorted(p for p in resource("reports").iterdir() if p.suffix in (".txt", ".docx", ".pdf", ".html", ".md"))
OTHER_PROVINCES = sorted((HERE / "provinces").glob("*.txt"))
REAL = ("000", "001", "002", "003", "004")

REASONS = frozenset(mask.name for mask in MASKS) | {"a year alone", "letters are part of it"}
#: What follows a number that measures something; only these rules may mask one.
_MEASURES = re.compile(
    r"\s*(?:%|‰|(?:tỷ|triệu|nghìn)\b(?! lệ| trọng| số| giá)|(?:đồng|ha|tấn|kwh|usd|m3|tạ/ha)\b)", re.IGNORECASE
)
_MAY_MASK_MEASURES = frozenset(("rate that names a programme", "per so many"))


def numerals(report: Report) -> Iterator[tuple[Passage, int, str, str]]:
    """Each run of digits of the passages: where it stands, its words around, and what became of it."""
    covered = set()
    for claim in report.claims:
        covered.update(range(claim.start, claim.end))
    cells = {place for table in report.document.tables for row in table.spans for span in row for place in range(*span)}
    for passage in report.document.passages:
        masks = sorted(find_masks(passage.text))
        quantities = [found.span() for found in number_pattern().finditer(passage.text)]
        for found in re.finditer(r"\d+", passage.text):
            place = passage.source_span(*found.span())[0]
            around = passage.text[max(0, found.start() - 40) : found.end() + 30]
            if place in covered or place in cells:
                continue
            reason = next((name for a, b, name in masks if a <= found.start() < b), "")
            if not reason and BARE_YEAR.fullmatch(found[0]):
                reason = "a year alone"
            if not reason and not any(a <= found.start() < b for a, b in quantities):
                reason = "letters are part of it"
            yield passage, found.end(), around, reason


def check(report: Report) -> None:
    dropped, measured = [], []
    for passage, end, around, reason in numerals(report):
        if reason not in REASONS:
            dropped.append(around)
        digits_go_on = re.match(r"[.,/-]?\d", passage.text[end:])
        if _MEASURES.match(passage.text, end) and not digits_go_on and reason not in _MAY_MASK_MEASURES:
            measured.append((reason, around))
    assert not dropped
    assert not measured


@pytest.mark.parametrize("number", REAL)
def test_real_reports(shared: Path, number: str) -> None:
    [path] = (shared / "reports").glob(f"{number}_*")
    check(read_report(path))


@pytest.mark.parametrize("path", [*WRITTEN_HERE, *OTHER_PROVINCES], ids=lambda path: path.name)
def test_reports_written_here(path: Path) -> None:
    check(read_report(path))


def test_a_number_without_its_claim_is_seen() -> None:
    report = read_report(OTHER_PROVINCES[0])
    fewer = report.claims[:10] + report.claims[11:]
    with pytest.raises(AssertionError):
        check(replace(report, claims=fewer))
