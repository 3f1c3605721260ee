"""Deriving again only what is touched: which slices of the sliced models changed, and replacing just these.

A slice is all rows that agree in the columns that a model's header names after `slice:`, in the project area and
indicator. The first sliced model reads only tables of the star; a hash of its rows is remembered for each slice. Where
it differs, every sliced model is derived anew from these slices alone, by its own SQL over temporary tables that hold
nothing else, and the rows take the place of the old ones.

This is sound if a model keeps its slices apart, as its header promises; a property test holds it to that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlglot import exp

from warehouse.models.errors import ModelError
from warehouse.models.model import DIALECT, Model, digest, table_name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NOW, TOUCHED = "slices_now", "slices_touched"  # temporary tables of one build
_STATE = "main.model_slice"
_CHANGED = "slices_that_may_have_changed"
_DDL = f"""
CREATE OR REPLACE TABLE {_STATE} (slice VARCHAR[] NOT NULL, print HUGEINT NOT NULL, size BIGINT NOT NULL);
COMMENT ON TABLE {_STATE} IS 'What each slice was last made of; only what changed is derived again';
COMMENT ON COLUMN {_STATE}.slice IS 'Values of the columns that sliced models name after slice:';
COMMENT ON COLUMN {_STATE}.print IS 'Hash over the rows of the slice in the first sliced model';
COMMENT ON COLUMN {_STATE}.size IS 'How many rows these are';
"""


class Touched(NamedTuple):
    """How much changed since the last build."""

    slices: int
    of: int  # slices in all
    rows: int  # of the first sliced model in the touched slices, as they are now


def take_prints(connection: DuckDBPyConnection, root: Model, changed: Collection[Sequence[str]] | None = None) -> str:
    """Hash every slice of the first sliced model as the star is now; a digest of all.

    Where only the slices in `changed` can be other than at the last build, given by the texts of their columns, the
    others are taken as they were found then.

    ModelError where a row belongs to none: slices are found again by equality, which knows no NULL.
    """
    keys = ", ".join(root.header.slice)
    texts = ", ".join(f"CAST({column} AS VARCHAR)" for column in root.header.slice)
    row = ", ".join(root.header.columns)
    only, others = ("", "") if changed is None else _only(connection, root, changed)
    # grouped by the columns themselves and hashed one by one: lists and structs would take half as long again
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {NOW} AS SELECT [{texts}] AS slice, print, size FROM ("  # noqa: S608 - bound names
        f"SELECT {keys}, CAST(SUM(HASH({row})) AS HUGEINT) AS print, COUNT(*) AS size"
        f" FROM (\n{root.text}\n) AS r{only} GROUP BY {keys}){others}"
    )
    nowhere = f"SELECT print FROM {NOW} WHERE LIST_AGGREGATE(slice, 'count') < LEN(slice)"  # noqa: S608
    if connection.execute(nowhere).fetchone():
        what = f"rows belong to no slice: {keys} is NULL"
        raise ModelError(root.path, what, root.header.lines["slice"], 1)
    whole = connection.execute(
        f"SELECT version(), COUNT(*), BIT_XOR(HASH(slice, print)), SUM(HASH(slice, print)) FROM {NOW}"  # noqa: S608
    ).fetchone()
    return digest(*map(str, whole or ()))


def _only(connection: DuckDBPyConnection, root: Model, changed: Collection[Sequence[str]]) -> tuple[str, str]:
    """SQL that leaves only these slices of the model `r`, and that adds the others as they are remembered."""
    columns = slice_columns(root.header.slice)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_CHANGED} AS SELECT slice, {columns}"  # noqa: S608 - bound names
        " FROM (SELECT UNNEST(CAST(? AS VARCHAR[][])) AS slice)",
        [[list(values) for values in changed]],
    )
    same = " AND ".join(f"c.{column} = r.{column}" for column in root.header.slice)
    return f" SEMI JOIN {_CHANGED} AS c ON {same}", f" UNION ALL FROM {_STATE} ANTI JOIN {_CHANGED} USING (slice)"


def slice_columns(keys: Sequence[str]) -> str:
    """SQL for the columns whose values a slice holds, by their names."""
    return ", ".join(f"slice[{place}] AS {column}" for place, column in enumerate(keys, 1))


def find_touched(connection: DuckDBPyConnection, root: Model) -> Touched:
    """Which slices are other than at the last build: they are noted in a temporary table."""
    columns = slice_columns(root.header.slice)
    known = "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'model_slice'"
    before = _STATE if connection.execute(known).fetchone() else f"(FROM {NOW} LIMIT 0)"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {TOUCHED} AS SELECT {columns}, COALESCE(n.size, 0) AS size"  # noqa: S608 - bound names
        f" FROM {NOW} AS n FULL JOIN {before} AS b USING (slice) WHERE n.print IS DISTINCT FROM b.print"
    )
    row = connection.execute(
        f"SELECT COUNT(*), (SELECT COUNT(*) FROM {NOW}), COALESCE(SUM(size), 0) FROM {TOUCHED}"  # noqa: S608
    ).fetchone()
    return Touched(*map(int, row or (0, 0, 0)))


def remember_prints(connection: DuckDBPyConnection) -> None:
    """Keep the hashes of this build for the next one."""
    connection.execute(_DDL)
    connection.execute(f"INSERT INTO {_STATE} SELECT slice, print, size FROM {NOW}")  # noqa: S608


def slice_sql(model: Model, sliced: Collection[str]) -> str:
    """The SELECT of a sliced model over the touched slices of the models in `sliced`, instead of their whole tables."""
    inputs = {name: _temporary(name) for name in sliced}
    query = reading_from(model, inputs)
    if inputs.keys() & set(model.reads):
        return query
    keys = " AND ".join(f"t.{column} = r.{column}" for column in model.header.slice)
    return f"SELECT r.* FROM ({query}) AS r SEMI JOIN {TOUCHED} AS t ON {keys}"  # noqa: S608 - it reads the star


def reading_from(model: Model, instead: Mapping[str, str]) -> str:
    """The SELECT of a model with other tables in place of some that it reads."""
    tree = model.tree.copy()
    for node in list(tree.find_all(exp.Table)):
        if table_name(node) in instead:
            other = instead[table_name(node)]
            node.replace(exp.to_table(other, alias=node.alias or node.name, dialect=DIALECT))
    return tree.sql(dialect=DIALECT)


def derive(connection: DuckDBPyConnection, model: Model, sql: str) -> str:
    """Derive the touched slices of a model, by its `slice_sql`, into a temporary table; its name."""
    table = _temporary(model.name)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {sql}")
    return table


def replace_slices(connection: DuckDBPyConnection, model: Model) -> None:
    """Put the touched slices in place of the old ones."""
    keys = " AND ".join(f"t.{column} = {model.name}.{column}" for column in model.header.slice)
    connection.execute(f"DELETE FROM {model.name} USING {TOUCHED} AS t WHERE {keys}")  # noqa: S608
    connection.execute(f"INSERT INTO {model.name} FROM {_temporary(model.name)}")


def drop_temporary(connection: DuckDBPyConnection, models: Iterable[str] = ()) -> None:
    """Remove the temporary tables of a build."""
    for table in (NOW, TOUCHED, _CHANGED, *map(_temporary, models)):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _temporary(model: str) -> str:
    return "slice_of_" + model.replace(".", "__")
