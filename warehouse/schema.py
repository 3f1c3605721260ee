"""The star schema: tables made from sql/schema, and what a warehouse says about its own making.

A warehouse of other definitions is made anew from the archive. Its number tells who may do so: a newer program takes a
home over, an older one refuses it, for it would drop what it does not know.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from ingest.resources import resource

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Raised with the first change of the definitions after a release; the first release wrote no number.
SCHEMA_VERSION = 2


@cache
def _definitions() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted((resource("sql") / "schema").glob("*.sql")))


def schema_fingerprint() -> str:
    """Changes whenever a definition does: a warehouse of another fingerprint is rebuilt from the archive."""
    return hashlib.sha256("\0".join(_definitions()).encode()).hexdigest()[:12]


def create_schema(connection: DuckDBPyConnection) -> None:
    """Make every table and view, with comments, in an empty database."""
    for text in _definitions():
        connection.execute(text)
    _comment_views(connection)
    set_about(connection, "schema", schema_fingerprint())
    set_about(connection, "schema_version", str(SCHEMA_VERSION))


def _comment_views(connection: DuckDBPyConnection) -> None:
    """Give the columns of views without a comment that of the column by the same name: of the facts, else elsewhere."""
    told = connection.execute(
        """
        SELECT bare.table_name, bare.column_name, ARG_MIN(known.comment, CASE known.table_name
            WHEN 'fact_observation' THEN 0 WHEN 'observation' THEN 1 WHEN 'dim_report' THEN 2 ELSE 3 END)
        FROM duckdb_columns() AS bare
        JOIN duckdb_views() AS v ON v.view_name = bare.table_name AND NOT v.internal
        JOIN duckdb_columns() AS known ON known.column_name = bare.column_name AND known.comment IS NOT NULL
        WHERE bare.comment IS NULL
        GROUP BY bare.table_name, bare.column_name
        """
    ).fetchall()
    for view, column, comment in told:
        text = comment.replace("'", "''")
        connection.execute(f"COMMENT ON COLUMN {view}.{column} IS '{text}'")


def about(connection: DuckDBPyConnection, key: str) -> str:
    """What the warehouse says about its making under `key`; empty where it says nothing."""
    row = connection.execute("SELECT value FROM about WHERE key = ?", [key]).fetchone()
    return str(row[0]) if row else ""


def set_about(connection: DuckDBPyConnection, key: str, value: str) -> None:
    """Write down something about the making."""
    connection.execute("DELETE FROM about WHERE key = ?", [key])
    connection.execute("INSERT INTO about VALUES (?, ?)", [key, value])


def published_schema(connection: DuckDBPyConnection) -> str:
    """The fingerprint of the definitions that a database was made with; empty where it is none of ours."""
    import duckdb

    try:
        return about(connection, "schema")
    except duckdb.CatalogException:
        return ""


def schema_version(connection: DuckDBPyConnection) -> int:
    """The number of the definitions that a database was made with; 1 where it has none."""
    return int(about(connection, "schema_version") or 1) if published_schema(connection) else 1
