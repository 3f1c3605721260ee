"""The rules on whole reports: the sample reports, and the real ones with the contradictions that people found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

import ingest
from ingest.report import Report
from warehouse.checks import Finding, check_report

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "reports"
PLAN, APRIL = "2024-12_nghi-quyet-ke-hoach-2025.docx", "2025-04_bao-cao-thang-04.docx"
Spans = frozenset[tuple[int, int]]


@pytest.fixture(scope="module")
def samples() -> dict[str, Report]:
    files = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".docx", ".pdf"))
    return {path.name: ingest.read_report(path) for path in files}


def test_sample_reports_hold_only_the_contradictions_made_on_purpose(samples: dict[str, Report]) -> None:
    everything = tuple(samples.values())
    found = [finding for report in everything for finding in check_report(report, everything)]
    certain = [(f.doc, f.rule, f.suggestion.split(":")[0]) for f in found if f.certainty == "certain"]
    assert certain == [(APRIL, "sum", "227.020 instead of 272.020"), (APRIL, "attainment", "31 instead of 13")]
    assert [f for f in found if f.certainty == "suspicious"] == []


def test_the_herd_is_found_without_other_reports(samples: dict[str, Report]) -> None:
    report = samples[APRIL]
    (finding,) = check_report(report)
    shown = [report.document.text[a:b] for a, b in finding.spans]
    assert shown == ["350.080", "87.100", "35.960", "272.020"]


@pytest.fixture(scope="module")
def real(shared: Path) -> dict[str, Report]:
    return {path.name: ingest.read_report(path) for path in sorted((shared / "reports").glob("*.txt"))}


@pytest.fixture(scope="module")
def labels(shared: Path) -> list[tuple[str, Spans]]:
    """Document and all numbers of each contradiction that people found."""
    lines = (shared / "gold" / "contradictions.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        (row["doc"], frozenset(map(tuple, row["parts"] + ([row["whole"]] if row["whole"] else []))))
        for row in map(json.loads, lines)
    ]


def _found(reports: dict[str, Report]) -> Iterator[Finding]:
    for report in reports.values():
        yield from check_report(report)


def test_every_labelled_contradiction_is_found(real: dict[str, Report], labels: list[tuple[str, Spans]]) -> None:
    found = [(f.doc, frozenset(f.spans)) for f in _found(real)]
    missed = [(doc, sorted(spans)) for doc, spans in labels if not any(d == doc and spans <= s for d, s in found)]
    assert missed == []


def test_nothing_else_is_certain(real: dict[str, Report], labels: list[tuple[str, Spans]]) -> None:
    extra = [
        f
        for f in _found(real)
        if f.certainty == "certain" and not any(doc == f.doc and frozenset(f.spans) <= spans for doc, spans in labels)
    ]
    assert extra == []


def test_few_are_suspicious(real: dict[str, Report]) -> None:
    for report in real.values():
        assert sum(f.certainty == "suspicious" for f in check_report(report)) <= 5


def test_spans_are_numbers_of_the_report(real: dict[str, Report]) -> None:
    for finding in _found(real):
        printed = {(c.start, c.end) for c in real[finding.doc].claims}
        assert set(finding.spans) <= printed
        assert list(finding.spans) == sorted(finding.spans)


def test_a_report_is_checked_in_under_a_second(samples: dict[str, Report]) -> None:
    longest = max(samples.values(), key=lambda report: len(report.document.text))
    check_report(longest)  # the catalogue is loaded once
    start = perf_counter()
    check_report(longest)
    assert perf_counter() - start < 1


@pytest.mark.parametrize("name", ["unseen_1.txt", "unseen_2.txt", "unseen_3.txt"])
def test_reports_of_other_provinces_are_consistent(name: str) -> None:
    folder = Path(__file__).resolve().parents[1] / "ingest" / "provinces"
    assert check_report(ingest.read_report(folder / name)) == []
