"""Python rows into DuckDB: through a polars frame with the table's own types, the fastest way that checks them."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl
    from duckdb import DuckDBPyConnection

_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")


class _ArrowStream:
    """A frame as nothing but an Arrow stream: DuckDB would look for pyarrow where it knows the frame's class."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)


def polars_type(name: str) -> Any:
    """The polars type for the name of a DuckDB type; None (let polars find out) for nested and rare ones."""
    import polars as pl

    if found := _DECIMAL.fullmatch(name):
        return pl.Decimal(int(found[1]), int(found[2]))
    return {
        "VARCHAR": pl.String,
        "BOOLEAN": pl.Boolean,
        "TINYINT": pl.Int8,
        "SMALLINT": pl.Int16,
        "INTEGER": pl.Int32,
        "BIGINT": pl.Int64,
        "HUGEINT": pl.Int128,
        "UBIGINT": pl.UInt64,
        "FLOAT": pl.Float32,
        "DOUBLE": pl.Float64,
        "DATE": pl.Date,
        "TIMESTAMP": pl.Datetime("us"),
    }.get(name)


def frame_of(rows: Sequence[Sequence[object]], schema: Mapping[str, Any]) -> pl.DataFrame:
    """Rows as a frame of these types, nothing converted; a type of None is found out, from all rows."""
    import polars as pl

    with _undisturbed():
        return pl.DataFrame(rows, schema=schema, orient="row", strict=True, infer_schema_length=None)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let the signals that end the program wait: where one comes while it converts a value, polars panics."""
    if threading.current_thread() is not threading.main_thread():  # which alone they come to
        yield
        return
    came: list[int] = []
    before = {
        number: signal.signal(number, lambda caught, _frame: came.append(caught))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    for caught in came:
        signal.raise_signal(caught)


def insert_rows(
    connection: DuckDBPyConnection, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Append rows to a table; the values must fit the types of its columns, nothing is converted."""
    if not rows:
        return
    described = connection.execute(f"DESCRIBE {table}").fetchall()  # one of our own tables
    types = {name: polars_type(kind) for name, kind, *_ in described}
    frame = frame_of(rows, {name: types[name] for name in columns})
    connection.register("incoming", _ArrowStream(frame))
    try:
        connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM incoming")  # noqa: S608
    finally:
        connection.unregister("incoming")
