"""Building the models: all in one transaction, so that a failure leaves everything as it was."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.models.errors import ModelError
from warehouse.models.model import Model
from warehouse.models.plan import Plan, Step, make_plan
from warehouse.models.state import forget, prepare, write_state

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EXAMPLES = 3  # offending rows that a message shows


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done about one model, or with `explain` would be."""

    step: Step
    rows: int = 0  # of the table, once built or kept
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, or with `explain` would do, in order."""

    outcomes: tuple[Outcome, ...]

    @property
    def built(self) -> tuple[str, ...]:
        """Models that were built."""
        return self._names("build")

    @property
    def kept(self) -> tuple[str, ...]:
        """Models that were up to date."""
        return self._names("keep")

    @property
    def dropped(self) -> tuple[str, ...]:
        """Models whose file is gone."""
        return self._names("drop")

    @property
    def changed(self) -> bool:
        """Whether anything in the database is other than before."""
        return bool(self.built or self.dropped)

    def _names(self, action: str) -> tuple[str, ...]:
        return tuple(outcome.step.model for outcome in self.outcomes if outcome.step.action == action)


def build(connection: DuckDBPyConnection, folder: Path | None = None, *, explain: bool = False) -> BuildReport:
    """Bring the derived tables up to date with their models and the star schema in `connection`.

    `folder` holds the models, by default those of the project. With `explain` nothing is written: the report says what
    would be built and why. ModelError where a model cannot be built; then every table is as it was. Inside a
    transaction of the caller, the build is part of it, and rolling back is the caller's.
    """
    if explain:
        return BuildReport(tuple(Outcome(step) for step in make_plan(connection, folder).steps))
    ours = _begin(connection)
    try:
        plan = make_plan(connection, folder)
        report = BuildReport(tuple(_execute(connection, plan)))
    except BaseException:
        if ours:
            connection.execute("ROLLBACK")
        raise
    if ours:
        connection.execute("COMMIT")
    return report


def _begin(connection: DuckDBPyConnection) -> bool:
    """Begin a transaction, unless the caller has: asking for a second one would abort the first."""
    numbers = [connection.execute("SELECT txid_current()").fetchone() for _ in range(2)]
    if numbers[0] == numbers[1]:  # outside a transaction every statement is one of its own
        return False
    connection.execute("BEGIN TRANSACTION")
    return True


def _execute(connection: DuckDBPyConnection, plan: Plan) -> list[Outcome]:
    if all(step.action == "keep" for step in plan.steps):
        return [Outcome(step, plan.states[step.model].row_count) for step in plan.steps]
    prepare(connection)
    outcomes = []
    for step in plan.steps:
        started = time.perf_counter()
        rows = 0
        if step.action == "drop":
            connection.execute(f"DROP TABLE IF EXISTS {step.model}")
            forget(connection, step.model)
        else:
            state = plan.states[step.model]
            rows = _create(connection, plan.models[step.model]) if step.action == "build" else state.row_count
            write_state(connection, replace(state, row_count=rows))
        outcomes.append(Outcome(step, rows, time.perf_counter() - started))
    return outcomes


def _create(connection: DuckDBPyConnection, model: Model) -> int:
    import duckdb

    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {model.schema}")
    try:
        # the file begins on the second line of the statement
        connection.execute(f"CREATE OR REPLACE TABLE {model.name} AS\n{model.text}")
    except duckdb.Error as error:
        raise _engine_fault(model, error) from error
    _check_grain(connection, model)
    _comment(connection, model)
    row = connection.execute(f"SELECT COUNT(*) FROM {model.name}").fetchone()  # noqa: S608 - name of a file of ours
    return int(row[0]) if row else 0


def _engine_fault(model: Model, error: Exception) -> ModelError:
    text, _, drawing = str(error).partition("\n\nLINE ")
    number = re.match(r"(\d+): ", drawing)
    if not number:
        return ModelError(model.path, text.strip())
    caret = next((line.index("^") for line in drawing.splitlines()[1:] if line.strip() == "^"), 0)
    column = caret - len("LINE ") - len(number[0]) + 1
    return ModelError(model.path, text.strip(), int(number[1]) - 1, max(column, 0))


def _check_grain(connection: DuckDBPyConnection, model: Model) -> None:
    """ModelError where two rows agree in every column of the grain. Hashes first: they tell faster that none do."""
    columns = ", ".join(model.header.grain)
    twice = "HAVING COUNT(*) > 1 LIMIT"
    hashed = f"SELECT 1 FROM {model.name} GROUP BY HASH({columns}) {twice} 1"  # noqa: S608 - bound names
    if connection.execute(hashed).fetchone() is None:
        return
    exact = f"SELECT {columns}, COUNT(*) FROM {model.name} GROUP BY {columns} {twice} {_EXAMPLES}"  # noqa: S608
    rows = connection.execute(exact).fetchall()
    if not rows:
        return
    shown = "; ".join(f"{_named(model.header.grain, row)} ({row[-1]} rows)" for row in rows)
    what = f"the grain does not tell the rows of {model.name} apart: {shown}"
    raise ModelError(model.path, what, model.header.lines["grain"], 1)


def _named(names: tuple[str, ...], values: tuple[object, ...]) -> str:
    return ", ".join(f"{name}={value}" for name, value in zip(names, values, strict=False))


def _comment(connection: DuckDBPyConnection, model: Model) -> None:
    header = model.header
    about = [header.summary, header.description, f"Grain: {', '.join(header.grain)}"]
    comments = [f"COMMENT ON TABLE {model.name} IS {_quoted(chr(10).join(part for part in about if part))}"]
    comments += [f"COMMENT ON COLUMN {model.name}.{name} IS {_quoted(text)}" for name, text in header.columns.items()]
    connection.execute(";\n".join(comments))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
