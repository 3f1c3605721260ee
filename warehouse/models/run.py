"""Building the models: all in one transaction, so that a failure leaves everything as it was."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.models import slices
from warehouse.models.assertions import check_rows, quoted
from warehouse.models.errors import told_of
from warehouse.models.model import Model
from warehouse.models.plan import Plan, Step, make_plan
from warehouse.models.rounds import build_in_rounds, drop_rounds, make_rounds
from warehouse.models.state import State, write_states

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEW = 122_880  # touched rows, as many as DuckDB gives to a thread: fewer are derived sooner by one than by several


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done about one model, or with `explain` would be."""

    step: Step
    rows: int = 0  # of the table, with `explain` as it is now; views are not counted
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
    def updated(self) -> tuple[str, ...]:
        """Models of which the touched slices were derived again."""
        return self._names("update")

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
        return any(outcome.step.action != "keep" for outcome in self.outcomes)

    def _names(self, action: str) -> tuple[str, ...]:
        return tuple(outcome.step.model for outcome in self.outcomes if outcome.step.action == action)


def build(
    connection: DuckDBPyConnection,
    folder: Path | None = None,
    *,
    changed: Collection[Sequence[str]] | None = None,
    explain: bool = False,
) -> BuildReport:
    """Bring the derived tables up to date with their models and the star schema in `connection`.

    `folder` holds the models, by default those of the project. `changed` names the slices of which the star can hold
    other rows than at the last build; by default all are looked at. With `explain` nothing is written: the report says
    what would be built and why. ModelError where a model cannot be built; then every table is as it was. Inside a
    transaction of the caller, the build is part of it, and rolling back is the caller's.
    """
    if explain:
        plan = make_plan(connection, folder, changed)
        slices.drop_temporary(connection)
        return BuildReport(tuple(Outcome(step, _rows(plan, step)) for step in plan.steps))
    ours = _begin(connection)
    try:
        plan = make_plan(connection, folder, changed)
        with _settings(connection, _settings_for(plan)):
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


def _settings_for(plan: Plan) -> dict[str, str]:
    wanted = {"preserve_insertion_order": "false"}  # all cores write a table at once: no model promises an order
    if plan.touched and plan.touched.rows < _FEW and all(step.action != "build" for step in plan.steps):
        wanted["threads"] = "1"
    return wanted


@contextmanager
def _settings(connection: DuckDBPyConnection, wanted: Mapping[str, str]) -> Iterator[None]:
    """Settings of the whole database for the time of a build."""
    other = connection.cursor()  # a failed transaction takes no further statement
    before = {name: other.execute("SELECT current_setting(?)", [name]).fetchone() for name in wanted}
    try:
        for name, value in wanted.items():
            other.execute(f"SET GLOBAL {name} = {value}")
        yield
    finally:
        for name, row in before.items():
            other.execute(f"SET GLOBAL {name} = {row[0] if row else 'DEFAULT'}")
        other.close()


def _execute(connection: DuckDBPyConnection, plan: Plan) -> list[Outcome]:
    if all(step.action == "keep" for step in plan.steps):
        slices.drop_temporary(connection)
        return [Outcome(step, _rows(plan, step)) for step in plan.steps]
    done: list[Outcome] = []
    derived: set[str] = set()
    rounds = _rounds(connection, plan)
    for step in plan.steps:
        started = time.perf_counter()
        rows = 0
        if step.action == "drop":
            _drop(connection, step.model)
        else:
            model = plan.models[step.model]
            inputs = _sliced_inputs(plan, model)
            with told_of(model.path):
                if step.action == "build" and inputs and len(rounds) > 1 and not model.header.is_view:
                    _build_in_rounds(connection, model, inputs, rounds)
                else:
                    _ACTIONS[step.action](connection, model, plan.states[step.model])
            if step.action == "update":
                derived.add(step.model)
            kept = step.action == "keep" or model.header.is_view
            rows = _rows(plan, step) if kept else _count(connection, model.name)
        done.append(Outcome(step, rows, time.perf_counter() - started))
    write_states(
        connection,
        [replace(plan.states[o.step.model], row_count=o.rows) for o in done if o.step.action != "drop"],
    )
    if plan.is_sliced:
        slices.remember_prints(connection)
    slices.drop_temporary(connection, derived)
    drop_rounds(connection)
    return done


def _rows(plan: Plan, step: Step) -> int:
    """Rows at the last build."""
    return plan.states[step.model].row_count if step.model in plan.states else 0


def _build(connection: DuckDBPyConnection, model: Model, state: State) -> None:
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {model.schema}")
    kind, other = ("VIEW", "TABLE") if model.header.is_view else ("TABLE", "VIEW")
    if _kind(connection, model.name) == other:
        _drop(connection, model.name)
    connection.execute(f"CREATE OR REPLACE {kind} {model.name} AS FROM (\n{model.text}\n){_order(model)}")
    _check(connection, model, state)


def _rounds(connection: DuckDBPyConnection, plan: Plan) -> list[int]:
    """Rounds in which sliced models are built; none where none is."""
    built = (plan.models[step.model] for step in plan.steps if step.action == "build")
    keys = next((model.header.slice for model in built if model.header.slice), ())
    return make_rounds(connection, keys) if keys else []


def _sliced_inputs(plan: Plan, model: Model) -> list[str]:
    """The sliced models that a sliced model reads."""
    if not model.header.slice:
        return []
    return [name for name in plan.states[model.name].uses if name in plan.models and plan.models[name].header.slice]


def _build_in_rounds(connection: DuckDBPyConnection, model: Model, inputs: list[str], rounds: list[int]) -> None:
    if _kind(connection, model.name) == "VIEW":
        _drop(connection, model.name)
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {model.schema}")
    build_in_rounds(connection, model, inputs, rounds, _order(model))
    check_rows(connection, model, model.name)
    _comment(connection, model)


def _order(model: Model) -> str:
    """Rows of a slice lie together: a slice that is replaced leaves the other blocks of the table as they are."""
    keys = ", ".join(model.header.slice)
    return f" ORDER BY {keys}" if keys and not model.header.is_view else ""


def _update(connection: DuckDBPyConnection, model: Model, state: State) -> None:
    table = slices.derive(connection, model, state.slice_sql)
    check_rows(connection, model, table)
    if not model.header.is_view:
        slices.replace_slices(connection, model)


def _check(connection: DuckDBPyConnection, model: Model, state: State) -> None:
    check_rows(connection, model, model.name)
    _comment(connection, model)


def _keep(connection: DuckDBPyConnection, model: Model, state: State) -> None:
    """Nothing is to be done."""


_ACTIONS = {"build": _build, "update": _update, "check": _check, "keep": _keep}


def _kind(connection: DuckDBPyConnection, name: str) -> str:
    """TABLE or VIEW; empty where there is nothing of that name."""
    row = connection.execute(
        "SELECT 'TABLE' FROM duckdb_tables() WHERE database_name = current_database()"
        " AND schema_name || '.' || table_name = $name"
        " UNION ALL SELECT 'VIEW' FROM duckdb_views() WHERE database_name = current_database()"
        " AND schema_name || '.' || view_name = $name",
        {"name": name},
    ).fetchone()
    return str(row[0]) if row else ""


def _drop(connection: DuckDBPyConnection, name: str) -> None:
    kind = _kind(connection, name)
    if kind:
        connection.execute(f"DROP {kind} {name}")


def _count(connection: DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()  # noqa: S608 - name of a file of ours
    return int(row[0]) if row else 0


def _comment(connection: DuckDBPyConnection, model: Model) -> None:
    header = model.header
    about = [header.summary, header.description, f"Grain: {', '.join(header.grain)}"]
    kind = "VIEW" if header.is_view else "TABLE"
    comments = [f"COMMENT ON {kind} {model.name} IS {quoted(chr(10).join(part for part in about if part))}"]
    comments += [f"COMMENT ON COLUMN {model.name}.{name} IS {quoted(text)}" for name, text in header.columns.items()]
    connection.execute(";\n".join(comments))
