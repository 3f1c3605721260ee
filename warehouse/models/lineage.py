"""Where a column of a derived table comes from: through every model down to the star schema.

Only what its value is made of counts, not what rows are joined or filtered by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlglot import exp
from sqlglot.optimizer.scope import Scope, build_scope

from ingest.errors import InputError
from warehouse.models.bind import Columns, bind
from warehouse.models.graph import build_order, check_reads
from warehouse.models.model import load_models, table_name
from warehouse.models.plan import source_columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Lineage:
    """A column and the columns that its value is made of."""

    table: str
    column: str
    inputs: tuple[Lineage, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The columns of the star schema at the end, as `table.column`."""
        if "." not in self.table:  # derived tables carry their schema
            return (f"{self.table}.{self.column}",)
        return tuple(sorted({source for inner in self.inputs for source in inner.sources}))


def lineage(
    model: str, column: str, *, folder: Path | None = None, connection: DuckDBPyConnection | None = None
) -> Lineage:
    """The lineage of a column of a model, e.g. `lineage("marts.cumulative", "value")`.

    The columns of the star schema are those of `connection`, else of the project's schema. InputError where there is no
    such model or column, ModelError where a model is at fault.
    """
    project = Project(folder, connection)
    if model not in project.models:
        raise InputError(f"there is no model '{model}'; there are {', '.join(sorted(project.models))}")
    if column not in project.columns(model):
        raise InputError(f"{model} has no column '{column}'; it has {', '.join(project.columns(model))}")
    return project.trace(model, column)


def _project_schema() -> dict[str, Columns]:
    import duckdb

    from warehouse.schema import create_schema

    with duckdb.connect(":memory:") as connection:
        create_schema(connection)
        return source_columns(connection)


class Project:
    """All models of a folder with every name resolved, in order of building."""

    def __init__(self, folder: Path | None = None, connection: DuckDBPyConnection | None = None) -> None:
        known = load_models(folder)
        sources = source_columns(connection) if connection is not None else _project_schema()
        order = build_order(known, {name: model.reads for name, model in known.items()})
        self.models = {name: known[name] for name in order}
        self._tables = dict(sources)
        self._queries: dict[str, exp.Query] = {}
        self._scopes: dict[str, Scope] = {}
        self._known: dict[tuple[str, str], Lineage] = {}
        for name, model in self.models.items():
            check_reads(model, known, sources)
            bound = bind(model, self._tables)
            self._tables[name] = bound.columns
            self._queries[name] = bound.query

    def columns(self, table: str) -> Columns:
        """The columns of a model, or of a table of the star, with their types."""
        return self._tables[table]

    def trace(self, table: str, column: str) -> Lineage:
        """The lineage of a column of a table, which may be one of the star."""
        if (table, column) not in self._known:
            inputs: list[Lineage] = []
            if table in self._queries:
                found = dict.fromkeys(self._leaves(self._scope(table), column))
                inputs = [self.trace(*leaf) for leaf in found]
            self._known[table, column] = Lineage(table, column, tuple(inputs))
        return self._known[table, column]

    def _scope(self, model: str) -> Scope:
        if model not in self._scopes:
            scope = build_scope(self._queries[model])
            assert scope is not None  # noqa: S101 - a query always has a scope
            self._scopes[model] = scope
        return self._scopes[model]

    def _leaves(self, scope: Scope, column: str) -> Iterator[tuple[str, str]]:
        """Table columns that a column of a query is made of; columns of a union go by their place."""
        query = _query(scope)
        if isinstance(query, exp.SetOperation):
            place = [item.alias_or_name for item in query.selects].index(column)
            for side in scope.set_operation_scopes:
                yield from self._leaves(side, _query(side).selects[place].alias_or_name)
            return
        item = next(item for item in query.selects if item.alias_or_name == column)
        for used in item.find_all(exp.Column):
            source = scope.sources.get(used.table)
            if isinstance(source, exp.Table):
                yield table_name(source), used.name
            elif isinstance(source, Scope):
                yield from self._leaves(source, used.name)


def _query(scope: Scope) -> exp.Query:
    query = scope.expression
    assert isinstance(query, exp.Query)  # noqa: S101 - models hold nothing else
    return query
