"""From a number in the warehouse back to the characters that state it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ingest.errors import InputError
from warehouse.answer import Answer, fetch
from warehouse.known import require_area, require_indicator

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SELECT = """
SELECT
    o.observation_id, o.indicator_code, i.name_vi AS indicator, o.label, a.name AS area, o.measure, o.versus,
    o.accumulation, o.period_code, o.first_day, o.last_day, o.value, o.low, o.high, o.unit, o.bound, o.obs_status,
    o.number_text, o.rule, o.review, r.report_id, r.file_name, r.number AS report_number, r.title, r.published_at,
    r.published_from, o.page, o.cell, o.span_start, o.span_end, t.text,
    o.sentence_start, o.sentence_end,
    (
        SELECT STRING_AGG(
            c.field || ' ' || COALESCE(NULLIF(c.found, ''), 'none') || ' to ' || c.corrected || ' (' || c.reason || ')',
            '; ' ORDER BY c.field
        )
        FROM correction AS c
        WHERE c.observation_id = o.observation_id AND c.status = 'applied'
    ) AS corrected
FROM fact_observation AS o
JOIN dim_report AS r ON r.report_id = o.report_id
JOIN report_text AS t ON t.report_id = o.report_id
LEFT JOIN dim_indicator AS i ON i.indicator_code = o.indicator_code
LEFT JOIN dim_area AS a ON a.area_code = o.area_code
"""
_ORDER = " ORDER BY r.published_at, r.loaded_at, r.report_id, o.span_start"


@dataclass(frozen=True, slots=True)
class Trace:
    """An observation with its report and the sentence that states it."""

    observation_id: str
    indicator_code: str | None
    indicator: str | None
    label: str
    area: str
    measure: str
    versus: str
    accumulation: str
    period_code: str | None
    first_day: date
    last_day: date
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: str
    obs_status: str
    number_text: str
    rule: str
    review: str
    corrected: str | None  # what a person changed, and why
    report_id: str
    file_name: str
    report_number: str | None
    title: str | None
    published_at: date
    published_from: str  # report, option, or "period end" where the report prints no day
    page: int | None
    cell: str | None  # of a table: sheet and cell in a workbook, table and cell elsewhere
    line: int  # of the report's text, from 1
    span_start: int
    span_end: int
    sentence: str  # the number stands at sentence[offset:offset + length]
    offset: int
    length: int

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence before the number, the number, the sentence after it; gaps and line breaks as single spaces."""
        end = self.offset + self.length
        pieces = self.sentence[: self.offset], self.sentence[self.offset : end], self.sentence[end:]
        before, number, after = (re.sub(r"\s+", " ", piece) for piece in pieces)
        return before, number, after


def trace_observation(connection: DuckDBPyConnection, observation_id: str) -> list[Trace]:
    """The observation of this id; InputError where there is none."""
    return _traces(connection, "o.observation_id = ?", [observation_id], f"no observation '{observation_id}'")


def traces_of(connection: DuckDBPyConnection, observation_ids: Sequence[str]) -> list[Trace]:
    """The observations of these ids, oldest report first; ids that are not there are left out."""
    condition = "o.observation_id IN (SELECT UNNEST(?))"
    return _all(fetch(connection, f"{_SELECT} WHERE {condition} {_ORDER}", [list(observation_ids)]))


def trace_cell(connection: DuckDBPyConnection, indicator: str, period: str, area: str | None) -> list[Trace]:
    """All observations of an indicator in a period, oldest report first; InputError where there is none."""
    require_indicator(connection, indicator)
    condition, parameters = "o.indicator_code = ? AND o.period_code = ?", [indicator, period]
    if area:
        require_area(connection, area)
        condition += " AND (o.area_code = ? OR a.name = ?)"
        parameters += [area, area]
    return _traces(connection, condition, parameters, f"no report states {indicator} for {period}")


def _traces(connection: DuckDBPyConnection, condition: str, parameters: list[str], absent: str) -> list[Trace]:
    answer = fetch(connection, f"{_SELECT} WHERE {condition} {_ORDER}", parameters)
    if not answer.rows:
        raise InputError(absent)
    return _all(answer)


def _all(answer: Answer) -> list[Trace]:
    return [_trace(dict(zip(answer.columns, row, strict=True))) for row in answer.rows]


def _trace(row: dict[str, Any]) -> Trace:
    text, start, end = row.pop("text"), row["span_start"], row["span_end"]
    first, last = _sentence(text, start, end, row.pop("sentence_start"), row.pop("sentence_end"))
    return Trace(
        **row,
        line=text.count("\n", 0, start) + 1,
        sentence=text[first:last],
        offset=start - first,
        length=end - start,
    )


def _sentence(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The span of the sentence, if it holds the number; else of its line."""
    if first <= start and end <= last:
        return first, last
    line_end = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if line_end < 0 else line_end
