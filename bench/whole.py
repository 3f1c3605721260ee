"""What makes a warehouse whole: said in one place for the tests, the readers under load and the soak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.home import Home
from warehouse.store import open_readonly

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Facts = list[tuple[object, ...]]
_PAIRS = {  # what is counted in two ways; both must agree in every version
    "observations and the claims of their reports": (
        "SELECT COUNT(*) FROM fact_observation",
        "SELECT COALESCE(SUM(claims), 0) FROM dim_report",
    ),
    "observations and the claims of the runs": (
        "SELECT COUNT(*) FROM fact_observation",
        "SELECT COALESCE(SUM(claims), 0) FROM runs",
    ),
    "reports and the files of the runs": (
        "SELECT COUNT(*) FROM dim_report",
        "SELECT COALESCE(SUM(files), 0) FROM runs",
    ),
    "reports and their contents": ("SELECT COUNT(*) FROM dim_report", "SELECT COUNT(DISTINCT sha256) FROM dim_report"),
    "observations and their ids": (
        "SELECT COUNT(*) FROM fact_observation",
        "SELECT COUNT(DISTINCT observation_id) FROM fact_observation",
    ),
}
_CLAIMS_OF_EACH = (
    "SELECT COUNT(*) FROM dim_report AS r LEFT JOIN"
    " (SELECT report_id, COUNT(*) AS n FROM fact_observation GROUP BY 1) AS f USING (report_id)"
    " WHERE r.claims <> COALESCE(f.n, 0)"
)


def flaws(connection: DuckDBPyConnection) -> list[str]:
    """What does not agree in a version to which reports were added, and none was ever read again."""
    found = []
    for what, queries in _PAIRS.items():
        one, other = (_number(connection, query) for query in queries)
        if one != other:
            found.append(f"{what}: {one} and {other}")
    if wrong := _number(connection, _CLAIMS_OF_EACH):
        found.append(f"{wrong} reports have other observations than claims")
    return found


def facts(home: Home) -> Facts:
    """What a reader sees, but for when it came in: every observation and every mart, in one order."""
    with open_readonly(home) as connection:
        marts = connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts' ORDER BY 1")
        tables = ["main.fact_observation", "main.correction", *(f"marts.{name}" for (name,) in marts.fetchall())]
        return [row for table in tables for row in connection.execute(f"FROM {table} ORDER BY ALL").fetchall()]


def _number(connection: DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])
