"""The table of phrasings: what one sentence of the genre claims, several hundred times over.

A row with `open` holds wording that is not understood yet; the test fails as soon as it is, so that the mark goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from scoring import Row, read_rows, wrong_fields

from ingest import read_claims
from ingest.document import Document, Passage
from ingest.period import Period

ROWS = read_rows(Path(__file__).with_name("phrases.jsonl"))


def document_of(text: str) -> Document:
    passage = Passage("paragraph", text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    return Document("phrase", "txt", text, (passage,))


def _cases() -> Iterator[ParameterSet]:
    for number, row in enumerate(ROWS, 1):
        marks = [pytest.mark.xfail(strict=True, reason="not understood yet")] if row.get("open") else []
        yield pytest.param(row, id=f"{number}-{row['group']}", marks=marks)


@pytest.mark.parametrize("row", list(_cases()))
def test_phrase(row: Row) -> None:
    text = " ".join(row["text"].split())
    read = read_claims(document_of(text), period=Period.parse(row["period"]), area="An Bình")
    claims = [claim.as_row() for claim in read.claims]
    assert [c["number_text"] for c in claims] == [c["number_text"] for c in row["claims"]]
    differences = [
        (label["number_text"], {f: (claim[f], label[f]) for f in wrong})
        for claim, label in zip(claims, row["claims"], strict=True)
        if (wrong := wrong_fields(claim, label))
    ]
    assert not differences


def test_few_rows_are_open() -> None:
    assert sum(1 for row in ROWS if row.get("open")) <= 24
    assert len(ROWS) >= 330
