"""What is to be built, and why. Nothing is written here.

A model is built again if its SQL changed (comments and layout do not count), if a model that it reads is built again,
or if the columns that it uses of a source table hold other data than at the last build. A sliced model (see
`warehouse.models.slices`) whose inputs changed in some slices only is updated in these. Where only comments changed,
the table is described and checked again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from warehouse.models.bind import Columns, bind
from warehouse.models.errors import ModelError, told_of
from warehouse.models.graph import build_order, check_reads
from warehouse.models.lint import lint
from warehouse.models.model import MAIN, Model, digest, load_models
from warehouse.models.slices import Touched, find_touched, slice_sql, take_prints
from warehouse.models.state import State, read_states

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SLICES = "its slices"  # the input of the first sliced model
Action = Literal["build", "update", "check", "keep", "drop"]

#: Raised when the runner itself builds differently from before; every model is then built again.
RUNNER_VERSION = "4"
_MOST = 0.5  # of the slices: where more are touched, building everything is faster
#: Tables of main that are about the warehouse, not in it.
_PRIVATE = frozenset({"model_state", "model_slice", "runs", "about"})


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
    is_sliced: bool  # the temporary tables of `slices` have been filled
    touched: Touched | None  # where models are updated


@dataclass
class _Planner:
    connection: DuckDBPyConnection
    models: dict[str, Model]
    sources: dict[str, Columns]
    before: dict[str, State]
    changed: Collection[Sequence[str]] | None
    tables: dict[str, Columns] = field(default_factory=dict)
    prints: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)
    after: dict[str, State] = field(default_factory=dict)
    rebound: set[str] = field(default_factory=set)
    steps: dict[str, Step] = field(default_factory=dict)
    touched: Touched | None = None

    def plan(self) -> Plan:
        reads = {name: self._reads(model) for name, model in self.models.items()}
        self.tables = _columns(self.connection, {model.schema for model in self.models.values()}) | self.sources
        order = build_order(self.models, reads)
        root = sliced_root([self.models[name] for name in order], reads)
        steps = [self._step(self.models[name], is_root=name == root) for name in order]
        gone = [Step(name, "drop", "the file is gone") for name in sorted(self.before) if name not in self.models]
        return Plan(self.models, (*steps, *gone), self.after, root is not None, self.touched)

    def _reads(self, model: Model) -> tuple[str, ...]:
        known = self.before.get(model.name)
        if known is not None and known.text_hash == model.text_hash:
            return tuple(known.uses)
        check_reads(model, self.models, self.sources)
        lint(model)
        return model.reads

    def _step(self, model: Model, *, is_root: bool) -> Step:
        known = self.before.get(model.name)
        if known is not None and self._still_binds(model, known):
            sql_hash, uses = known.sql_hash, known.uses
        else:
            check_reads(model, self.models, self.sources)
            bound = bind(model, self.tables)
            self._check_tests(model)
            self.tables[model.name] = bound.columns
            self.rebound.add(model.name)
            sql_hash, uses = model.sql_hash, bound.uses
        sliced = sorted(name for name in uses if name in self.models and self.models[name].header.slice)
        own = digest(RUNNER_VERSION, sql_hash, str(model.header.slice), str(model.header.is_view), *sliced)
        same = known is not None and known.own_hash == own
        if is_root:
            with told_of(model.path):
                inputs = {SLICES: take_prints(self.connection, model, self.changed if same else None)}
        elif _stores_nothing(model):
            inputs = {}
        else:
            inputs = {name: self._input(name, columns) for name, columns in uses.items()}
        fingerprint = digest(own, *(f"{name}={value}" for name, value in sorted(inputs.items())))
        rows, by_slices = (known.row_count, known.slice_sql) if known else (0, "")
        if not same:
            by_slices = slice_sql(model, sliced) if model.header.slice else ""
        now = State(model.name, model.text_hash, own, sql_hash, fingerprint, uses, inputs, rows, by_slices)
        self.after[model.name] = now
        step = self._decide(model, known, now)
        self.steps[model.name] = step
        return step

    def _decide(self, model: Model, known: State | None, now: State) -> Step:
        name = model.name
        if known is None:
            return Step(name, "build", "new")
        if known.fingerprint == now.fingerprint:
            if known.text_hash != now.text_hash:
                return Step(name, "check", "its comments changed")
            return Step(name, "keep", "nothing changed")
        if known.own_hash != now.own_hash:
            what = "its SQL" if known.sql_hash != now.sql_hash else "the way it is built"
            return Step(name, "build", f"{what} changed")
        changed = _changed(known.inputs, now.inputs)
        if not model.header.slice or not all(self._only_slices(table) for table in changed):
            return Step(name, "build", f"{', '.join(changed)} changed")
        if self.touched is None:
            self.touched = find_touched(self.connection, model)
        reason = f"{self.touched.slices} of {self.touched.of} slices changed"
        return Step(name, "update" if self.touched.slices <= self.touched.of * _MOST else "build", reason)

    def _only_slices(self, table: str) -> bool:
        """Whether it changed in no more than the touched slices."""
        return table == SLICES or (table in self.steps and self.steps[table].action == "update")

    def _check_tests(self, model: Model) -> None:
        """ModelError where a test refers to a table of the star that is not there."""
        for test in model.header.tests:
            target, _, key = test.wanted.rpartition(".")
            if test.kind == "relationships" and key not in self.sources.get(target, {}):
                what = f"there is no source column '{test.wanted}'"
                raise ModelError(model.path, what, test.line, 1)

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


def make_plan(
    connection: DuckDBPyConnection, folder: Path | None = None, changed: Collection[Sequence[str]] | None = None
) -> Plan:
    """The plan for the models of `folder`; ModelError where one of them cannot be built.

    `changed` as `take_prints` has it.
    """
    models = load_models(folder)
    return _Planner(connection, models, source_columns(connection), read_states(connection), changed).plan()


def source_columns(connection: DuckDBPyConnection) -> dict[str, Columns]:
    """The tables of the star schema with their columns."""
    return {name: columns for name, columns in _columns(connection, {MAIN}).items() if name not in _PRIVATE}


def _columns(connection: DuckDBPyConnection, schemas: set[str]) -> dict[str, Columns]:
    rows = connection.execute(
        "SELECT c.schema_name, c.table_name, c.column_name, c.data_type FROM duckdb_columns() AS c"
        " LEFT JOIN duckdb_tables() AS t USING (database_name, schema_name, table_name)"
        " WHERE c.database_name = current_database() AND list_contains(?, c.schema_name)"
        " AND (t.table_name IS NOT NULL OR c.schema_name <> ?)"  # views of the star are for analysts
        " ORDER BY c.column_index",
        [sorted(schemas), MAIN],
    ).fetchall()
    found: dict[str, Columns] = {}
    for schema, table, column, kind in rows:
        found.setdefault(table if schema == MAIN else f"{schema}.{table}", {})[column] = kind
    return found


def _stores_nothing(model: Model) -> bool:
    """A view outside the slices: whatever it reads, only its SQL decides what it is."""
    return model.header.is_view and not model.header.slice


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [name for name in sorted(now) if before.get(name) != now[name]]


def sliced_root(order: Sequence[Model], reads: Mapping[str, Sequence[str]]) -> str | None:
    """The first sliced model, which reads no other; ModelError where there are two, or slices by other columns."""
    root: Model | None = None
    sliced: set[str] = set()
    for model in order:
        if not model.header.slice:
            continue
        line = model.header.lines["slice"]
        if root is None:
            root = model
            if any("." in table for table in reads[model.name]):
                raise ModelError(model.path, "the first sliced model may only read tables of the star", line, 1)
        elif model.header.slice != root.header.slice:
            what = f"slices are the same everywhere: {', '.join(root.header.slice)} in {root.name}"
            raise ModelError(model.path, what, line, 1)
        elif not sliced & set(reads[model.name]):
            what = f"a sliced model reads another; only {root.name} reads none: leave out 'slice:', or read it"
            raise ModelError(model.path, what, line, 1)
        sliced.add(model.name)
    return root.name if root else None
