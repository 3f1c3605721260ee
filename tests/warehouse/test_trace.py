"""From a number back to its sentence, and what waits for a person."""

from __future__ import annotations

import pytest

from ingest.errors import InputError
from warehouse.home import Home
from warehouse.review import in_doubt, without_code
from warehouse.store import open_readonly
from warehouse.trace import trace_cell, trace_observation


def test_a_cell_leads_to_report_line_and_sentence(loaded: Home) -> None:
    with open_readonly(loaded) as connection:
        pig, *others = trace_cell(connection, "livestock.pigs", "2024-10", None)
    assert not others
    assert (pig.file_name, pig.report_number, pig.line) == ("october.txt", "12/BC-UBND", 8)
    before, number, after = pig.parts
    assert (before, number, after[:3]) == ("livestock.pigs | level | | ", "204.450", " | ")


def test_an_observation_is_found_by_its_id(loaded: Home) -> None:
    with open_readonly(loaded) as connection:
        [found] = trace_cell(connection, "livestock.pigs", "2024-10", "Lai Châu")
        assert trace_observation(connection, found.observation_id) == [found]


@pytest.mark.parametrize(
    ("target", "period", "area", "message"),
    [
        ("nope.nope", "2024-10", None, "no indicator 'nope.nope'"),
        ("livestock.pigs", "2020-10", None, "no report states livestock.pigs for 2020-10"),
        ("livestock.pigs", "2024-10", "Lào Cai", "no report states"),
    ],
)
def test_what_is_not_there_is_said(loaded: Home, target: str, period: str, area: str | None, message: str) -> None:
    with open_readonly(loaded) as connection, pytest.raises(InputError, match=message):
        trace_cell(connection, target, period, area)


def test_review_lists_words_without_a_code(loaded: Home) -> None:
    with open_readonly(loaded) as connection:
        answer = without_code(connection)
        assert in_doubt(connection).rows == []
    [row] = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    assert (row["label"], row["unit"], row["times"], row["reports"]) == ('=hyperlink("x")', "tờ", 1, 1)
