"""An answer: named columns and rows, as every command hands them to the output formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Answer:
    """A table in memory. `types` are names of DuckDB types; empty where they are to be found out from the values."""

    columns: tuple[str, ...]
    rows: list[tuple[object, ...]]
    types: tuple[str, ...] = ()

    @classmethod
    def of_records(cls, records: Sequence[Mapping[str, object]], columns: Sequence[str] = ()) -> Answer:
        """From mappings that share their keys."""
        names = tuple(columns) or (tuple(records[0]) if records else ())
        return cls(names, [tuple(record[name] for name in names) for record in records])


def fetch(
    connection: DuckDBPyConnection, query: str, parameters: Sequence[object] | Mapping[str, object] = ()
) -> Answer:
    """Run one query to its last row: DuckDB streams, and an error may stand in any row."""
    cursor = connection.execute(query, dict(parameters) if isinstance(parameters, Mapping) else list(parameters))
    rows = cursor.fetchall()
    described = cursor.description or []
    return Answer(tuple(str(d[0]) for d in described), rows, tuple(str(d[1]) for d in described))
