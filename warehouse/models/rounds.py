"""Building a sliced model in rounds, each over some of the slices: what a round holds must fit into memory, not all.

A round is a run of slices that follow each other, so that the rows of the table are in order of slices just as after
one build of everything. In it, the model reads its sliced inputs through views that show the slices of the round alone.
This is sound for the reason that updating by slices is (see `warehouse.models.slices`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from warehouse.models.model import Model
from warehouse.models.slices import NOW, reading_from, slice_columns

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS = 1_000_000  #: of the first sliced model in a round: about 2 GB while the widest model is built
_ROUNDS = "slices_in_rounds"  # a temporary table of one build


def make_rounds(connection: DuckDBPyConnection, keys: Sequence[str]) -> list[int]:
    """Put the slices, of which `take_prints` has been called, into rounds; the numbers of the rounds."""
    columns = slice_columns(keys)
    before = "SUM(size) OVER (ORDER BY slice ROWS UNBOUNDED PRECEDING) - size"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_ROUNDS} AS SELECT {columns}, ({before}) // {ROWS} AS round FROM {NOW}"  # noqa: S608
    )
    numbers = connection.execute(f"SELECT DISTINCT round FROM {_ROUNDS} ORDER BY round").fetchall()  # noqa: S608
    return [int(row[0]) for row in numbers]


def build_in_rounds(
    connection: DuckDBPyConnection, model: Model, inputs: Sequence[str], rounds: Sequence[int], order: str
) -> None:
    """Build the table of a model that reads these sliced models, in place of the one that is there."""
    views = {name: "round_of_" + name.replace(".", "__") for name in inputs}
    query = reading_from(model, views)
    keys = " AND ".join(f"t.{column} = r.{column}" for column in model.header.slice)
    make = f"CREATE OR REPLACE TABLE {model.name} AS"
    for number in rounds:
        for name, view in views.items():
            connection.execute(
                f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT r.* FROM {name} AS r"  # noqa: S608 - names of ours
                f" SEMI JOIN (FROM {_ROUNDS} WHERE round = {number}) AS t ON {keys}"
            )
        connection.execute(f"{make} FROM ({query}){order}")
        make = f"INSERT INTO {model.name}"
    for view in views.values():
        connection.execute(f"DROP VIEW {view}")


def drop_rounds(connection: DuckDBPyConnection) -> None:
    """Remove the temporary table of a build."""
    connection.execute(f"DROP TABLE IF EXISTS temp.{_ROUNDS}")
