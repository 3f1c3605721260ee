"""The files of a snapshot: which rows each holds, their seal, and how they are written.

Facts and those marts that have years are cut by year, so that a new report changes few files; every other table is one
file. The year is the name of a file and not of a folder ("year=2024"), which readers would take for one more column.
Rows are sorted by all columns and written by one thread: equal rows give equal bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.snapshots.selection import Selection

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_YEAR_OF = {"main.fact_observation": "YEAR(last_day)"}
# How the builder knows what changed is of no meaning outside the home.
_TABLES = """SELECT schema_name, table_name, COALESCE(comment, '') FROM duckdb_tables()
WHERE NOT internal AND NOT temporary AND schema_name IN ('main', 'marts')
AND table_name NOT IN ('model_state', 'model_slice')
UNION ALL SELECT schema_name, view_name, COALESCE(comment, '') FROM duckdb_views() WHERE schema_name = 'marts'
ORDER BY ALL"""
_COLUMNS = """SELECT column_name, data_type, COALESCE(comment, '') FROM duckdb_columns()
WHERE schema_name = ? AND table_name = ? ORDER BY column_index"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it goes into a snapshot."""

    schema: str
    table: str
    metadata: str  # JSON: what the table and its columns mean, for the head of every file
    year: str  # SQL that tells the year of a row; "" where the table has none
    condition: str

    @property
    def name(self) -> str:
        """With its schema."""
        return f"{self.schema}.{self.table}"


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one file."""

    table: Table
    year: int | None
    rows: int
    seal: str

    @property
    def path(self) -> str:
        """Where the file lies, from the snapshot's folder."""
        return f"{self.table.schema}/{self.table.table}/{self.year or 'all'}.parquet"


def tables(connection: DuckDBPyConnection, selection: Selection) -> Iterator[Table]:
    """Every table and mart of the warehouse; InputError where the selection names what it does not know."""
    for schema, table, comment in connection.execute(_TABLES).fetchall():
        described = connection.execute(_COLUMNS, [schema, table]).fetchall()
        columns = {str(name) for name, _, _ in described}
        filtered = schema == "marts" or table == "fact_observation"
        means = [{"name": name, "type": kind, "description": meaning} for name, kind, meaning in described]
        yield Table(
            schema=schema,
            table=table,
            metadata=json.dumps({"description": comment, "columns": means}, ensure_ascii=False),
            year=_YEAR_OF.get(f"{schema}.{table}", "year" if schema == "marts" and "year" in columns else ""),
            condition=selection.condition(connection, columns) if filtered else "true",
        )


def parts(connection: DuckDBPyConnection, table: Table) -> list[Part]:
    """The files that a table is cut into, with the seal of each; an empty table has one, to tell its columns."""
    year = table.year or "NULL"
    found = connection.execute(
        f"SELECT {year} AS part, COUNT(*), BIT_XOR(HASH(t)), SUM(HASH(t)) "  # noqa: S608 - names of our own tables
        f'FROM "{table.schema}"."{table.table}" AS t WHERE {table.condition} GROUP BY part ORDER BY part'
    ).fetchall()
    made = [Part(table, part, rows, _seal(table.metadata, rows, *hashes)) for part, rows, *hashes in found]
    return made or [Part(table, None, 0, _seal(table.metadata))]


def write_part(connection: DuckDBPyConnection, part: Part, target: Path) -> None:
    """Write the file of a part; the connection must have one thread. duckdb.IOException where the disk refuses."""
    target.parent.mkdir(parents=True, exist_ok=True)
    table = part.table
    own = "" if part.year is None else f" AND {table.year} = {part.year}"
    connection.execute(
        f'COPY (SELECT * FROM "{table.schema}"."{table.table}" WHERE ({table.condition}){own} ORDER BY ALL) '  # noqa: S608
        f"TO '{_escaped(str(target))}' (FORMAT parquet, COMPRESSION zstd, "
        f"KV_METADATA {{niengiam: '{_escaped(table.metadata)}'}})"
    )


def _seal(*what: object) -> str:
    return hashlib.sha256(repr(what).encode()).hexdigest()[:32]


def _escaped(text: str) -> str:
    return text.replace("'", "''")
