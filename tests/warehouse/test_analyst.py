"""SQL on a leash."""

from __future__ import annotations

import pytest

from warehouse.analyst import QueryError, run_sql
from warehouse.home import Home


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT COUNT(*) FROM fact_observation",
        "FROM latest_observation",
        "WITH x AS (SELECT 1 AS a) SELECT a FROM x;",
        "DESCRIBE dim_report",
        "SHOW ALL TABLES",
        "EXPLAIN SELECT 1",
        "SUMMARIZE fact_observation",
    ],
)
def test_reading_statements_are_answered(loaded: Home, statement: str) -> None:
    assert run_sql(loaded, statement).columns


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("SELECT 1; SELECT 2", "give one statement, not 2"),
        ("-- nothing", "there is no statement"),
        ("DROP TABLE dim_report", "DROP is refused"),
        ("DELETE FROM dim_report", "DELETE is refused"),
        ("COPY dim_report TO 'x.csv'", "COPY is refused"),
        ("ATTACH 'other.duckdb'", "ATTACH is refused"),
        ("SET enable_external_access = true", "SET is refused"),
        ("LOAD httpfs", "LOAD is refused"),
        ("CREATE TEMP TABLE x AS SELECT 1", "CREATE is refused"),
        ("SELECT * FROM read_text('/etc/hostname')", "files and network are out of reach"),
        ("SELECT * FROM read_csv('/etc/hostname')", "files and network are out of reach"),
        ("SELECT * FROM glob('/*')", "files and network are out of reach"),
        ("SELECT * FROM '/etc/hostname'", "does not exist"),
        ("WITH x AS (DELETE FROM dim_report RETURNING *) FROM x", "read-only|refused|not"),
        ("SELEC 1", "syntax error.*(line 1)"),
        ("SELECT nope FROM dim_report", '"nope" not found'),
        ("SELECT 5 // 0", "Division by zero"),
        ("SELECT now()", "a moment with a time zone"),
    ],
)
def test_everything_else_is_refused_in_one_line(loaded: Home, statement: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        run_sql(loaded, statement)
    assert "\n" not in str(caught.value)
