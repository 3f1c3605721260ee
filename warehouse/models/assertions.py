"""What a model declares of its rows, held against them after each build: the grain and the tests of its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.models.errors import ModelError
from warehouse.models.header import Test
from warehouse.models.model import MAIN, Model

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EXAMPLES = 3  # offending rows that a message shows


def check_rows(connection: DuckDBPyConnection, model: Model, table: str) -> None:
    """ModelError where rows of `table`, which holds rows of the model, break the grain or a test; it shows some."""
    _check_grain(connection, model, table)
    tests = model.header.tests
    if not tests:
        return
    counts = ", ".join(f"COUNT(*) FILTER (WHERE {offends(test)})" for test in tests)
    row = connection.execute(f"SELECT {counts} FROM {table}").fetchone() or ()  # noqa: S608 - checked when planned
    for test, count in zip(tests, row, strict=True):
        if count:
            raise _failure(connection, model, table, test, count)


def offends(test: Test) -> str:
    """The condition of rows that fail a test. As in dbt, NULL fails only not_null."""
    if test.kind == "not_null":
        return " OR ".join(f"{column} IS NULL" for column in test.columns)
    if test.kind == "accepted_values":
        values = ", ".join(quoted(value.strip()) for value in test.wanted.split(","))
        return f"CAST({test.columns[0]} AS VARCHAR) NOT IN ({values})"
    if test.kind == "relationships":
        target, _, key = test.wanted.rpartition(".")
        return f"{test.columns[0]} NOT IN (SELECT {key} FROM {MAIN}.{target} WHERE {key} IS NOT NULL)"  # noqa: S608
    return f"NOT ({test.wanted})"


def quoted(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _failure(connection: DuckDBPyConnection, model: Model, table: str, test: Test, count: int) -> ModelError:
    columns = tuple(dict.fromkeys((*model.header.grain, *(test.columns or _mentioned(model, test)))))
    rows = connection.execute(
        f"SELECT {', '.join(columns)} FROM {table} WHERE {offends(test)} ORDER BY ALL LIMIT {_EXAMPLES}"  # noqa: S608
    ).fetchall()
    shown = "; ".join(_named(columns, row) for row in rows)
    what = f"{count} rows of {model.name} fail the test '{test}': {shown}"
    return ModelError(model.path, what, test.line, 1)


def _mentioned(model: Model, test: Test) -> tuple[str, ...]:
    return tuple(column for column in model.header.columns if column in test.wanted)


def _check_grain(connection: DuckDBPyConnection, model: Model, table: str) -> None:
    """ModelError where two rows agree in every column of the grain. Hashes first: they tell faster that none do."""
    columns = ", ".join(model.header.grain)
    twice = "HAVING COUNT(*) > 1 LIMIT"
    hashed = f"SELECT 1 FROM {table} GROUP BY HASH({columns}) {twice} 1"  # noqa: S608 - bound names
    if connection.execute(hashed).fetchone() is None:
        return
    exact = f"SELECT {columns}, COUNT(*) FROM {table} GROUP BY {columns} {twice} {_EXAMPLES}"  # noqa: S608
    rows = connection.execute(exact).fetchall()
    if not rows:
        return
    shown = "; ".join(f"{_named(model.header.grain, row)} ({row[-1]} rows)" for row in rows)
    what = f"the grain does not tell the rows of {model.name} apart: {shown}"
    raise ModelError(model.path, what, model.header.lines["grain"], 1)


def _named(names: tuple[str, ...], values: tuple[object, ...]) -> str:
    return ", ".join(f"{name}={value}" for name, value in zip(names, values, strict=False))
