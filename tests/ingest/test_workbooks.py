"""A random sample of 150 cells of two official workbooks, labelled by hand from the sheets before they were read.

A label gives several days, or codes, parted by "|" where the sheet allows more than one reading; an empty code says
that the catalogue has none, so that any code would be wrong.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from ingest.claim import Claim
from ingest.period import Period
from ingest.readers import read_document
from ingest.report import read_claims

LABELS = Path(__file__).parent / "labels" / "workbook_cells.csv"
PERIODS = {"gso-2024-10.xlsx": "2024-10", "gso-2023-06.xlsx": "2023-06"}
FIELDS = ("unit", "measure", "versus", "area")


def labels() -> list[ParameterSet]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [pytest.param(row, id=f"{row['file']} {row['sheet'].strip()}!{row['cell']}") for row in rows]


@lru_cache(maxsize=2)
def by_cell(path: Path) -> dict[str, Claim]:
    report = read_claims(read_document(path), area="Cả nước", period=Period.parse(PERIODS[path.name]))
    return {claim.cell: claim for claim in report.claims}


@pytest.mark.parametrize("label", labels())
def test_a_cell_says_what_a_reader_of_the_sheet_says(shared: Path, label: dict[str, str]) -> None:
    claim = by_cell(shared / "tables" / label["file"])[f"{label['sheet'].strip()}!{label['cell']}"]
    wanted = Decimal(label["value"])
    assert abs(claim.value - wanted) <= abs(wanted) * Decimal("1e-9") + Decimal("1e-9")
    assert {name: getattr(claim, name) for name in FIELDS} == {name: label[name] for name in FIELDS}
    days = zip(label["first_day"].split("|"), label["last_day"].split("|"), strict=True)
    assert (str(claim.first_day), str(claim.last_day)) in set(days)
    assert claim.indicator in label["code"].split("|")
