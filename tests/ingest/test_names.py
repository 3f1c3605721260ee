"""How reports name each indicator: every phrasing of names.txt gets its code, and near neighbours get none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import read_claims
from ingest.document import Document, Passage
from ingest.period import Period

NAMES = Path(__file__).parent / "names.txt"
NO_CODE = "-"


def _rows() -> Iterator[tuple[str, list[str]]]:
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, phrases = line.split(": ", 1)
            yield code, [phrase.strip() for phrase in phrases.split(";")]


def _code_of(phrase: str) -> str:
    """The code of the number that stands where `phrase` has its #."""
    text = phrase.replace("#", "457") + "."
    passage = Passage("paragraph", text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    read = read_claims(Document("phrase", "txt", text, (passage,)), period=Period.parse("2024-10"), area="An Bình")
    [claim] = [c for c in read.claims if c.start == phrase.index("#")]
    return claim.indicator or NO_CODE


@pytest.mark.parametrize(("code", "phrases"), [pytest.param(*row, id=row[0]) for row in _rows()])
def test_every_phrasing(code: str, phrases: list[str]) -> None:
    wrong = {phrase: got for phrase in phrases if (got := _code_of(phrase)) != code}
    assert not wrong


def test_the_table_is_wide() -> None:
    rows = dict(_rows())
    assert len(rows) >= 140
    assert sum(map(len, rows.values())) >= 900
