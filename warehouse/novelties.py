"""Which findings are new in a run: open contradictions that the version before did not have.

A finding is known again by its rule, its numbers and its arithmetic. In a warehouse that is made anew all are new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_OPEN = "SELECT rule, observation_ids, arithmetic FROM marts.contradiction WHERE status = 'open'"
_DERIVED = "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'marts' AND table_name = 'contradiction'"


def remember_findings(connection: DuckDBPyConnection) -> None:
    """Note, until the connection ends, which findings are open before a run changes anything."""
    known = _OPEN if connection.execute(_DERIVED).fetchone() else "SELECT '' AS rule, '' AS ids, '' AS sum LIMIT 0"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE findings_before AS {known}")


def new_findings(connection: DuckDBPyConnection) -> int:
    """How many findings are open that were not when they were remembered."""
    if not connection.execute(_DERIVED).fetchone():  # nothing is derived
        return 0
    row = connection.execute(f"SELECT COUNT(*) FROM ({_OPEN} EXCEPT FROM findings_before)").fetchone()  # noqa: S608
    assert row is not None  # noqa: S101 - an aggregate always gives a row
    return int(row[0])
