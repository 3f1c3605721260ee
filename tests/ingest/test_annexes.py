"""Annexes in three file formats give the same claims: every number, what it says and the cell that holds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from annexes import ANNEXES, WRITERS, Annex, Fact

from ingest.claim import Claim
from ingest.period import Period
from ingest.readers import read_document
from ingest.report import read_claims


def fact(claim: Claim) -> Fact:
    return Fact(
        claim.number_text, claim.indicator, claim.measure, claim.versus, claim.value, claim.unit,
        str(claim.first_day), str(claim.last_day), claim.area,
    )  # fmt: skip


@pytest.mark.parametrize("extension", WRITERS)
@pytest.mark.parametrize("annex", ANNEXES, ids=lambda annex: annex.name)
def test_an_annex_says_the_same_in_every_format(tmp_path: Path, annex: Annex, extension: str) -> None:
    path = tmp_path / f"annex{extension}"
    WRITERS[extension](annex, path)
    report = read_claims(read_document(path), area="Lai Châu", period=Period.parse(annex.period))
    assert [fact(claim) for claim in report.claims] == list(annex.facts())
    assert all(claim.cell for claim in report.claims)
    assert {claim.review for claim in report.claims} - annex.doubts <= {""}
