"""Where columns come from, through models down to the star schema; and that our models keep to their rules."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp
from test_runner_build import HEADER, write

from ingest.errors import InputError
from warehouse.models import lineage
from warehouse.models.model import load_models

MODELS = load_models()


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("CREATE TABLE fact (id INTEGER, n INTEGER, m INTEGER, k INTEGER)")
    return connection


@pytest.mark.parametrize(
    ("sql", "sources"),
    [
        ("SELECT f.id, f.n FROM fact AS f", ("fact.n",)),
        ("SELECT f.id, f.n + f.m AS n FROM fact AS f", ("fact.m", "fact.n")),
        ("SELECT f.id, MAX(f.n) OVER (ORDER BY f.k) AS n FROM fact AS f", ("fact.k", "fact.n")),
        ("SELECT f.id, f.n FROM fact AS f WHERE f.m > 1", ("fact.n",)),  # rows, not values
        ("WITH c AS (SELECT f.id, f.m AS x FROM fact AS f) SELECT c.id, c.x * 2 AS n FROM c", ("fact.m",)),
        ("WITH c AS (SELECT f.* FROM fact AS f) SELECT c.id, c.k AS n FROM c", ("fact.k",)),
        ("SELECT f.id, f.n FROM fact AS f UNION ALL SELECT g.id, g.m FROM fact AS g", ("fact.m", "fact.n")),
        ("SELECT s.id, s.n FROM (SELECT f.id, f.k AS n FROM fact AS f) AS s", ("fact.k",)),
        ("SELECT f.id, 1 AS n FROM fact AS f", ()),
    ],
)
def test_a_column_is_followed_to_its_sources(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, sql: str, sources: tuple[str, ...]
) -> None:
    write(tmp_path, "marts/one", sql)
    assert lineage("marts.one", "n", folder=tmp_path, connection=connection).sources == sources


def test_models_are_followed_through_models(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write(tmp_path, "staging/one", "SELECT f.id, f.n + f.m AS n FROM fact AS f")
    write(tmp_path, "marts/two", "SELECT o.id, o.n * 2 AS n FROM staging.one AS o")
    found = lineage("marts.two", "n", folder=tmp_path, connection=connection)
    assert [(inner.table, inner.column) for inner in found.inputs] == [("staging.one", "n")]
    assert found.sources == ("fact.m", "fact.n")


@pytest.mark.parametrize(
    ("model", "column", "sources"),
    [
        ("marts.cumulative", "value", ("fact_observation.value",)),
        ("marts.in_period", "value_derived", ("fact_observation.value",)),
        ("marts.latest", "name_vi", ("dim_indicator.name_vi",)),
    ],
)
def test_the_projects_columns_come_from_the_star(model: str, column: str, sources: tuple[str, ...]) -> None:
    assert lineage(model, column).sources == sources


@pytest.mark.parametrize(("model", "column"), [("marts.nothing", "value"), ("marts.cumulative", "nothing")])
def test_what_is_not_there_is_told_with_what_is(model: str, column: str) -> None:
    with pytest.raises(
        InputError, match=r"there is no model .* there are analysis\.|has no column .* it has area_code"
    ):
        lineage(model, column)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_model_is_carried_over_to_spark_without_a_warning(name: str) -> None:
    tree = MODELS[name].tree
    spark = tree.sql(dialect="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    again = sqlglot.parse_one(spark, dialect="spark")
    assert isinstance(again, exp.Query)
    assert [item.alias_or_name for item in again.selects] == [item.alias_or_name for item in tree.selects]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_model_says_where_its_method_is_from(name: str) -> None:
    header = MODELS[name].header
    assert header.source
    assert "A row is" in header.description


def test_every_model_is_in_the_guide() -> None:
    guide = (Path(__file__).resolve().parents[2] / "docs" / "models.md").read_text(encoding="utf-8")
    assert [name for name in MODELS if f"`{name}`" not in guide] == []
    assert HEADER.count("column:") == 2
