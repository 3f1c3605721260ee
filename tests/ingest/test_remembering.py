"""Answers about words are kept; what was read before never changes what is read next."""

from __future__ import annotations

from pathlib import Path

from ingest import read_report
from ingest.remembering import _KEPT, forget, remembered

REPORTS = sorted((Path(__file__).parents[2] / "data" / "reports").glob("*.txt"))


def test_an_answer_is_asked_for_once_until_it_is_forgotten() -> None:
    asked: list[str] = []

    @remembered
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("tăng"), length("tăng"), length("đạt tỷ lệ")] == [4, 4, 9]
    assert asked == ["tăng", "đạt tỷ lệ"]
    forget()
    assert length("tăng") == 4
    assert asked == ["tăng", "đạt tỷ lệ", "tăng"]


def test_no_more_answers_are_kept_than_a_document_may_cost() -> None:
    asked: list[int] = []

    @remembered
    def same(number: int) -> int:
        asked.append(number)
        return number

    for number in [*range(_KEPT + 1), 0]:
        assert same(number) == number
    assert asked.count(0) == 2


def test_what_was_read_before_changes_no_claim() -> None:
    alone = []
    for path in REPORTS:
        forget()
        alone.append(read_report(path).claims)
    assert len(REPORTS) > 3
    assert all(alone)
    assert [read_report(path).claims for path in reversed(REPORTS)] == alone[::-1]
