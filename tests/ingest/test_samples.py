"""The sample reports, number by number: what the generator meant is what is read, in .txt, .docx and .pdf alike."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from scoring import Row, wrong_fields

from ingest import read_report

REPORTS = Path(__file__).resolve().parents[2] / "data" / "reports"


def _truth() -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    with (REPORTS / "truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["file"]].append(row)
    return rows


TRUTH = _truth()


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_every_number_is_read_as_meant(name: str) -> None:
    claims = [claim.as_row() for claim in read_report(REPORTS / name).claims]
    assert [c["number_text"] for c in claims] == [t["number_text"] for t in TRUTH[name]]
    differences = [
        (truth["before"], truth["number_text"], {f: (claim[f], truth[f]) for f in wrong})
        for claim, truth in zip(claims, TRUTH[name], strict=True)
        if (wrong := wrong_fields(claim, truth))
    ]
    assert not differences


def test_every_sample_has_its_truth() -> None:
    assert {p.name for p in REPORTS.iterdir()} - {"truth.csv"} == set(TRUTH)
