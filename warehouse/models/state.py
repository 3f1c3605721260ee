"""What the warehouse remembers of the last build: fingerprints of each model's SQL and of all that it read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DDL = """
CREATE TABLE IF NOT EXISTS main.model_state (
    model VARCHAR NOT NULL,
    text_hash VARCHAR NOT NULL,
    sql_hash VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    uses VARCHAR NOT NULL,
    inputs VARCHAR NOT NULL,
    row_count BIGINT NOT NULL
);
COMMENT ON TABLE main.model_state IS 'How each derived table was last built; only what changed is built again';
COMMENT ON COLUMN main.model_state.model IS 'schema.table';
COMMENT ON COLUMN main.model_state.text_hash IS 'Fingerprint of the file';
COMMENT ON COLUMN main.model_state.sql_hash IS 'Fingerprint of the SQL without comments and layout';
COMMENT ON COLUMN main.model_state.fingerprint IS 'Fingerprint of the SQL and of all inputs';
COMMENT ON COLUMN main.model_state.uses IS 'Columns used of each table that it reads, as JSON';
COMMENT ON COLUMN main.model_state.inputs IS 'Fingerprint of each table that it reads, as JSON';
COMMENT ON COLUMN main.model_state.row_count IS 'Rows of the result';
"""


@dataclass(frozen=True, slots=True)
class State:
    """A row of model_state."""

    model: str
    text_hash: str
    sql_hash: str
    fingerprint: str
    uses: dict[str, tuple[str, ...]]
    inputs: dict[str, str]
    row_count: int


def read_states(connection: DuckDBPyConnection) -> dict[str, State]:
    """The last build of each model whose table is still there."""
    known = "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'model_state'"
    if connection.execute(known).fetchone() is None:
        return {}
    rows = connection.execute(
        "SELECT s.* FROM main.model_state AS s JOIN duckdb_tables() AS t"
        " ON t.schema_name || '.' || t.table_name = s.model AND t.database_name = current_database()"
    ).fetchall()
    return {row[0]: _state(*row) for row in rows}


def prepare(connection: DuckDBPyConnection) -> None:
    """Make the table, where it is not there."""
    connection.execute(_DDL)


def write_state(connection: DuckDBPyConnection, state: State) -> None:
    """Remember a build."""
    forget(connection, state.model)
    connection.execute(
        "INSERT INTO main.model_state VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            state.model,
            state.text_hash,
            state.sql_hash,
            state.fingerprint,
            json.dumps(state.uses),
            json.dumps(state.inputs),
            state.row_count,
        ],
    )


def forget(connection: DuckDBPyConnection, model: str) -> None:
    """Remember no build of the model."""
    connection.execute("DELETE FROM main.model_state WHERE model = ?", [model])


def _state(
    model: str, text_hash: str, sql_hash: str, fingerprint: str, uses: str, inputs: str, row_count: int
) -> State:
    used = {name: tuple(columns) for name, columns in json.loads(uses).items()}
    return State(model, text_hash, sql_hash, fingerprint, used, json.loads(inputs), row_count)
