"""What waits for a person: words without a code, numbers that the reader was not sure of, and what it left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.answer import Answer, fetch

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_WITHOUT_CODE = """
SELECT
    LOWER(label) AS label, unit, COUNT(*) AS times, COUNT(DISTINCT report_id) AS reports,
    MIN_BY(number_text, observation_id) AS example, MIN(observation_id) AS observation_id,
    COALESCE(MAX(NULLIF(candidates, '')), '') AS candidates
FROM fact_observation
WHERE indicator_code IS NULL AND measure IN ('level', 'plan')
GROUP BY LOWER(label), unit
ORDER BY reports DESC, times DESC, label, unit
"""

_IN_DOUBT = """
SELECT o.review, o.number_text, o.label, o.indicator_code, o.value, o.unit, r.file_name, o.observation_id
FROM fact_observation AS o
JOIN dim_report AS r ON r.report_id = o.report_id
WHERE o.review <> '' AND o.indicator_code IS NOT NULL
ORDER BY o.review, r.published_at, o.observation_id
"""

_LEFT_OUT = """
SELECT r.file_name, UNNEST(STRING_SPLIT(r.notices, chr(10))) AS notice, r.report_id
FROM dim_report AS r
WHERE r.notices IS NOT NULL
ORDER BY r.published_at, r.report_id, GENERATE_SUBSCRIPTS(STRING_SPLIT(r.notices, chr(10)), 1)
"""


def without_code(connection: DuckDBPyConnection) -> Answer:
    """Labels that no code fits, those in most reports first, each with an example to trace."""
    return fetch(connection, _WITHOUT_CODE)


def in_doubt(connection: DuckDBPyConnection) -> Answer:
    """Numbers with a code of which the reader was not sure, by reason."""
    return fetch(connection, _IN_DOUBT)


def left_out(connection: DuckDBPyConnection) -> Answer:
    """What the reader noticed in each report, in its order: numbers that are not read, text left out."""
    return fetch(connection, _LEFT_OUT)
