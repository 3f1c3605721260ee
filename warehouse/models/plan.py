"""What is to be built, and why. Nothing is written here.

A model is built again if its SQL changed (comments and layout do not count), if a model that it reads is built again,
or if the columns that it uses of a source table hold other data than at the last build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from warehouse.models.bind import Columns, bind
from warehouse.models.graph import build_order, check_reads
from warehouse.models.lint import lint
from warehouse.models.model import MAIN, Model, digest, load_models
from warehouse.models.state import State, read_states

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Action = Literal["build", "keep", "drop"]

#: Raised when the runner itself builds differently from before; every model is then built again.
RUNNER_VERSION = "1"
_PRIVATE = frozenset({"model_state", "runs", "about"})  # tables of main that are about the warehouse, not in it


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to one model, and why."""

    model: str
    action: Action
    reason: str


@dataclass(frozen=True)
class Plan:
    """Steps in order of building; those to drop come last."""

    models: dict[str, Model]
    steps: tuple[Step, ...]
    states: dict[str, State]  # as they will be once built; row_count is still that of the last build


@dataclass
class _Planner:
    connection: DuckDBPyConnection
    models: dict[str, Model]
    sources: dict[str, Columns]
    before: dict[str, State]
    tables: dict[str, Columns] = field(default_factory=dict)
    prints: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    after: dict[str, State] = field(default_factory=dict)
    rebound: set[str] = field(default_factory=set)

    def plan(self) -> Plan:
        reads = {name: self._reads(model) for name, model in self.models.items()}
        self.tables = _columns(self.connection, {model.schema for model in self.models.values()}) | self.sources
        steps = [self._step(self.models[name]) for name in build_order(self.models, reads)]
        gone = [Step(name, "drop", "the file is gone") for name in sorted(self.before) if name not in self.models]
        return Plan(self.models, (*steps, *gone), self.after)

    def _reads(self, model: Model) -> tuple[str, ...]:
        known = self.before.get(model.name)
        if known is not None and known.text_hash == model.text_hash:
            return tuple(known.uses)
        check_reads(model, self.models, self.sources)
        lint(model)
        return model.reads

    def _step(self, model: Model) -> Step:
        known = self.before.get(model.name)
        if known is not None and self._still_binds(model, known):
            sql_hash, uses = known.sql_hash, known.uses
        else:
            check_reads(model, self.models, self.sources)
            bound = bind(model, self.tables)
            self.tables[model.name] = bound.columns
            self.rebound.add(model.name)
            sql_hash, uses = model.sql_hash, bound.uses
        inputs = {name: self._input(name, columns) for name, columns in uses.items()}
        fingerprint = digest(RUNNER_VERSION, sql_hash, *(f"{name}={value}" for name, value in sorted(inputs.items())))
        rows = known.row_count if known else 0
        self.after[model.name] = State(model.name, model.text_hash, sql_hash, fingerprint, uses, inputs, rows)
        return _decide(model.name, known, self.after[model.name])

    def _still_binds(self, model: Model, known: State) -> bool:
        """Neither the file nor any column that it uses has changed its name."""
        if known.text_hash != model.text_hash or self.rebound & known.uses.keys():
            return False
        return all(column in self.tables.get(name, {}) for name, columns in known.uses.items() for column in columns)

    def _input(self, name: str, columns: tuple[str, ...]) -> str:
        if name in self.after:
            return self.after[name].fingerprint
        key = (name, columns)
        if key not in self.prints:
            self.prints[key] = self._data_print(name, columns)
        return self.prints[key]

    def _data_print(self, table: str, columns: tuple[str, ...]) -> str:
        """Changes with any row of these columns, not with the order of rows."""
        types = ", ".join(f"{column} {self.sources[table][column]}" for column in columns)
        hashed = f"HASH({', '.join(columns)})" if columns else "0::UBIGINT"
        row = self.connection.execute(
            f"SELECT version(), COUNT(*), BIT_XOR({hashed}), SUM({hashed}) FROM {MAIN}.{table}"  # noqa: S608 - bound names
        ).fetchone()
        return digest(types, *map(str, row or ()))


def make_plan(connection: DuckDBPyConnection, folder: Path | None = None) -> Plan:
    """The plan for the models of `folder`; ModelError where one of them cannot be built."""
    models = load_models(folder)
    return _Planner(connection, models, source_columns(connection), read_states(connection)).plan()


def source_columns(connection: DuckDBPyConnection) -> dict[str, Columns]:
    """The tables of the star schema with their columns."""
    return {name: columns for name, columns in _columns(connection, {MAIN}).items() if name not in _PRIVATE}


def _columns(connection: DuckDBPyConnection, schemas: set[str]) -> dict[str, Columns]:
    rows = connection.execute(
        "SELECT c.schema_name, c.table_name, c.column_name, c.data_type FROM duckdb_columns() AS c"
        " JOIN duckdb_tables() AS t USING (database_name, schema_name, table_name)"
        " WHERE c.database_name = current_database() AND list_contains(?, c.schema_name)"
        " ORDER BY c.column_index",
        [sorted(schemas)],
    ).fetchall()
    found: dict[str, Columns] = {}
    for schema, table, column, kind in rows:
        found.setdefault(table if schema == MAIN else f"{schema}.{table}", {})[column] = kind
    return found


def _decide(name: str, known: State | None, now: State) -> Step:
    if known is None:
        return Step(name, "build", "new")
    if known.fingerprint == now.fingerprint:
        return Step(name, "keep", "nothing changed")
    if known.sql_hash != now.sql_hash:
        return Step(name, "build", "its SQL changed")
    changed = _changed(known.inputs, now.inputs)
    return Step(name, "build", f"{', '.join(changed)} changed" if changed else "the runner changed")


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [name for name in sorted(now) if before.get(name) != now[name]]
