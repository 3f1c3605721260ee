"""What the warehouse remembers of the last build: fingerprints of each model's SQL and of all that it read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DDL = """
CREATE OR REPLACE TABLE main.model_state (
    model VARCHAR NOT NULL,
    text_hash VARCHAR NOT NULL,
    own_hash VARCHAR NOT NULL,
    sql_hash VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    uses VARCHAR NOT NULL,
    inputs VARCHAR NOT NULL,
    row_count BIGINT NOT NULL,
    slice_sql VARCHAR NOT NULL
);
COMMENT ON TABLE main.model_state IS 'How each derived table was last built; only what changed is built again';
COMMENT ON COLUMN main.model_state.model IS 'schema.table';
COMMENT ON COLUMN main.model_state.text_hash IS 'Fingerprint of the file';
COMMENT ON COLUMN main.model_state.own_hash IS 'Fingerprint of all that decides how it is built, but for its inputs';
COMMENT ON COLUMN main.model_state.sql_hash IS 'Fingerprint of the SQL without comments and layout';
COMMENT ON COLUMN main.model_state.fingerprint IS 'Fingerprint of the SQL and of all inputs';
COMMENT ON COLUMN main.model_state.uses IS 'Columns used of each table that it reads, as JSON';
COMMENT ON COLUMN main.model_state.inputs IS 'Fingerprint of each table that it reads, as JSON';
COMMENT ON COLUMN main.model_state.row_count IS 'Rows of the result';
COMMENT ON COLUMN main.model_state.slice_sql IS 'SQL that derives touched slices; empty where the model has none';
"""


@dataclass(frozen=True, slots=True)
class State:
    """A row of model_state."""

    model: str
    text_hash: str
    own_hash: str
    sql_hash: str
    fingerprint: str
    uses: dict[str, tuple[str, ...]]
    inputs: dict[str, str]
    row_count: int
    slice_sql: str


def read_states(connection: DuckDBPyConnection) -> dict[str, State]:
    """The last build of each model whose table is still there."""
    known = (
        "SELECT 1 FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = 'model_state'"
        " AND column_name = 'slice_sql'"
    )
    if connection.execute(known).fetchone() is None:
        return {}
    rows = connection.execute(
        "SELECT s.* FROM main.model_state AS s"
        " WHERE s.model IN (SELECT DISTINCT c.schema_name || '.' || c.table_name FROM duckdb_columns() AS c"
        " WHERE c.database_name = current_database())"
    ).fetchall()
    return {row[0]: _state(*row) for row in rows}


def write_states(connection: DuckDBPyConnection, states: Sequence[State]) -> None:
    """Remember a build, in place of the one before."""
    connection.execute(_DDL)
    if states:
        row = "(?, ?, ?, ?, ?, ?, ?, ?, ?)"
        values = [value for state in states for value in _row(state)]
        connection.execute(f"INSERT INTO main.model_state VALUES {', '.join([row] * len(states))}", values)  # noqa: S608


def _row(state: State) -> tuple[str | int, ...]:
    return (
        state.model,
        state.text_hash,
        state.own_hash,
        state.sql_hash,
        state.fingerprint,
        json.dumps(state.uses),
        json.dumps(state.inputs),
        state.row_count,
        state.slice_sql,
    )


def _state(
    model: str,
    text_hash: str,
    own_hash: str,
    sql_hash: str,
    fingerprint: str,
    uses: str,
    inputs: str,
    row_count: int,
    slice_sql: str,
) -> State:
    used = {name: tuple(columns) for name, columns in json.loads(uses).items()}
    return State(model, text_hash, own_hash, sql_hash, fingerprint, used, json.loads(inputs), row_count, slice_sql)
