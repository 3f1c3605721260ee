"""What each name in a model means: which column of which table, and of which type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import OptimizeError, ParseError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, traverse_scope
from sqlglot.schema import MappingSchema

from warehouse.models.errors import ModelError
from warehouse.models.header import Test
from warehouse.models.model import DIALECT, MAIN, Model, table_name
from warehouse.models.position import position
from warehouse.models.types import check_types

Columns = dict[str, str]  # name of a column to its type
Tables = Mapping[str, Columns]  # name of a table (`schema.table`, or bare for the star) to its columns


@dataclass(frozen=True, slots=True)
class Bound:
    """A model whose every name is resolved."""

    query: exp.Query  # qualified, with types
    columns: Columns  # of the result
    uses: dict[str, tuple[str, ...]]  # the columns that it uses of each table


def bind(model: Model, tables: Tables) -> Bound:
    """Resolve the names of a model against the tables that it reads.

    ModelError at an unknown column, a loss of precision, or a column of the result without a meaning in the header.
    """
    return _bind(model, tuple((name, tuple(tables[name].items())) for name in model.reads))


@lru_cache(maxsize=256)
def _bind(model: Model, tables: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> Bound:
    known = {name: dict(columns) for name, columns in tables}
    schema = _schema(known)
    try:
        query = qualify(
            model.tree.copy(), dialect=DIALECT, schema=schema, db=MAIN, quote_identifiers=False, isolate_tables=True
        )
    except OptimizeError as error:
        raise _unresolved(model, error, known) from None
    query = annotate_types(query, schema=schema, dialect=DIALECT)
    assert isinstance(query, exp.Query)  # noqa: S101 - qualifying does not change the kind
    check_types(model, query)
    columns = {item.alias_or_name: item.type.sql(DIALECT) if item.type else "UNKNOWN" for item in query.selects}
    _check_header(model, columns)
    return Bound(query, columns, _uses(query))


def _schema(tables: Tables) -> MappingSchema:
    nested: dict[str, object] = {}
    for name, columns in tables.items():
        database, _, table = name.rpartition(".")
        inside = nested.setdefault(database or MAIN, {})
        assert isinstance(inside, dict)  # noqa: S101 - made in the line above
        inside[table] = columns
    return MappingSchema(nested, dialect=DIALECT)


def _unresolved(model: Model, error: OptimizeError, tables: Tables) -> ModelError:
    """The error with its place, which sqlglot does not always tell, and with names that come near."""
    message = str(error).partition(" Line:")[0].rstrip(".")
    found = re.search(r"(?:Unknown column: |[Cc]olumn '?)\"?(?:\w+\"?\.\"?)?(\w+)", message)
    if not found:
        return ModelError(model.path, message)
    name = found[1]
    known = sorted({column for columns in tables.values() for column in columns})
    near = get_close_matches(name, known, n=3)
    hint = f"; did you mean {' or '.join(near)}?" if near and name not in near else ""
    places = [position(column.this) for column in _unknown(model, name, tables)]
    return ModelError(model.path, f"there is no column '{name}' here{hint}", *min(places, default=(0, 0)))


def _unknown(model: Model, name: str, tables: Tables) -> Iterator[exp.Column]:
    """Where the name is used for a column of something that has none of that name."""
    for scope in traverse_scope(model.tree):
        for column in scope.columns:
            if column.name == name and not _offers(scope.sources.get(column.table), name, tables):
                yield column


def _offers(source: exp.Expr | Scope | None, name: str, tables: Tables) -> bool:
    if isinstance(source, exp.Table):
        return name in tables.get(table_name(source), {})
    query = source.expression if isinstance(source, Scope) else None
    return isinstance(query, exp.Query) and any(item.is_star or item.alias_or_name == name for item in query.selects)


def _check_header(model: Model, columns: Columns) -> None:
    meanings = model.header.columns
    missing = [name for name in columns if name not in meanings]
    if missing:
        raise ModelError(model.path, f"the header does not say what these columns mean: {', '.join(missing)}", 1, 1)
    for name in meanings:
        if name not in columns:
            raise ModelError(model.path, f"'{name}' is no column of the result", model.header.lines[name], 1)
    for tag, names in (("grain", model.header.grain), ("slice", model.header.slice)):
        for name in names:
            if name not in columns:
                line = model.header.lines[tag]
                raise ModelError(model.path, f"'{name}' of the {tag} is no column of the result", line, 1)
    for test in model.header.tests:
        for name in test.columns or _names_in(model, test):
            if name not in columns:
                raise ModelError(model.path, f"'{name}' of the test is no column of the result", test.line, 1)


def _names_in(model: Model, test: Test) -> list[str]:
    """Columns that the expression of a test names; ModelError where it is none."""
    try:
        tree = sqlglot.parse_one(test.wanted, dialect=DIALECT)
    except ParseError as error:
        what = f"the test is no expression: {error.errors[0]['description'].rstrip('.')}"
        raise ModelError(model.path, what, test.line, 1) from None
    if not isinstance(tree, exp.Condition) or tree.find(exp.Query):
        raise ModelError(model.path, "the test is no expression over columns of the row", test.line, 1)
    return [column.name for column in tree.find_all(exp.Column)]


def _uses(query: exp.Query) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for scope in traverse_scope(query):
        tables = {alias: source for alias, source in scope.sources.items() if isinstance(source, exp.Table)}
        for source in tables.values():
            found.setdefault(table_name(source), set())
        for column in scope.columns:
            if column.table in tables:
                found[table_name(tables[column.table])].add(column.name)
    return {name: tuple(sorted(columns)) for name, columns in sorted(found.items())}
