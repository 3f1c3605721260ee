"""The same models on Apache Spark: equal rows and equal types, over facts with gaps, ties, NULL bounds and zero plans.

Needs pyspark (and Java), which the project does not: without it these tests skip.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from model_facts import World

from warehouse.models.graph import build_order
from warehouse.models.model import load_models

pyspark_sql = pytest.importorskip("pyspark.sql")

MODELS = load_models()
ORDER = build_order(MODELS, {name: model.reads for name, model in MODELS.items()})
SOURCES = sorted({table for model in MODELS.values() for table in model.reads if table not in MODELS})


def muddled_world(seed: int = 7, areas: int = 4) -> World:
    """Facts as bad as they come: revised, repeated, cut off in mid-month, unbounded, negative, nothing."""
    chance, world = random.Random(seed), World()
    reports = [f"{year}-{month:02d}-{day:02d}" for year in (2023, 2024) for month in range(1, 13) for day in (1, 20)]
    kinds = ("plan", "plan:central", "plan:council")
    for area in (f"p{number}" for number in range(areas)):
        for indicator in ("sales", "exports", "herd", "poverty"):
            for year in (2023, 2024):
                for month in range(1, 13):
                    stem = f"{year}-{month:02d}"
                    for share, when, value, measure, versus in (
                        (0.7, stem, chance.choice([0, 5, 10, 10.5, 1000, -3]), "level", ""),
                        (0.6, f"{stem} ytd", month * 10 + chance.choice([0, 0, 0.5, -25]), "level", ""),
                        (0.2, f"{stem}-15 ytd", month * 9, "level", ""),
                        (0.3, f"{stem}-{chance.choice([10, 28])} point", 50 + month, "level", ""),
                        (0.1, f"{year}-Q{(month + 2) // 3}", month * 3, "level", ""),
                        (0.5, f"{stem} ytd", chance.choice([10, -100, 5.5, 0]), "change_pct", "yoy"),
                        (0.2, stem, chance.choice([2, -2, 1.5]), "change_ratio", "yoy"),
                        (0.2, stem, chance.choice([2, -2, 1.5]), "change_abs", "yoy"),
                        (0.2, f"{stem}-28 point", chance.choice([2, -2, 1.5]), "change_pp", "yoy"),
                        (0.5, f"{stem} ytd", chance.choice([0, month * 8, 105]), "attainment", chance.choice(kinds)),
                        (0.05, str(year), chance.choice([0, 120, 130]), "plan", chance.choice(kinds)),
                    ):
                        if chance.random() < share:
                            half = chance.choice([0, "0.5", "0.05", None])
                            where = {"area": area, "estimate": chance.random() < 0.3, "half": half}
                            world.say(
                                chance.choice(reports), indicator, when, value, measure=measure, versus=versus, **where
                            )
    world.build()
    return world


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every table as DuckDB has it, and as Spark makes it, as Parquet."""
    root, world = tmp_path_factory.mktemp("spark"), muddled_world()
    for table in (*SOURCES, *ORDER):
        world.connection.execute(f"COPY (SELECT * FROM {table}) TO '{root}/duckdb.{table}.parquet'")
    return root


@pytest.fixture(scope="module")
def spark(folder: Path) -> Iterator[object]:
    builder = pyspark_sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = (
        builder.config("spark.sql.shuffle.partitions", "4").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    )
    for table in SOURCES:
        session.read.parquet(f"{folder}/duckdb.{table}.parquet").createOrReplaceTempView(table)
    for name in ORDER:
        sql = MODELS[name].tree.sql(dialect="spark")
        for other in ORDER:
            sql = sql.replace(other, other.replace(".", "__"))
        session.sql(sql).write.parquet(f"{folder}/spark.{name}")
        session.read.parquet(f"{folder}/spark.{name}").createOrReplaceTempView(name.replace(".", "__"))
    yield session
    session.stop()


@pytest.mark.parametrize("name", ORDER)
def test_spark_gives_the_same_rows(name: str, folder: Path, spark: object) -> None:
    ours, theirs = f"'{folder}/duckdb.{name}.parquet'", f"'{folder}/spark.{name}/*.parquet'"
    with duckdb.connect(":memory:") as connection:
        types = [connection.execute(f"DESCRIBE FROM {files}").fetchall() for files in (ours, theirs)]
        assert [row[:2] for row in types[0]] == [row[:2] for row in types[1]]
        for one, other in ((ours, theirs), (theirs, ours)):
            assert connection.execute(f"FROM {one} EXCEPT ALL FROM {other} LIMIT 3").fetchall() == []
        row = connection.execute(f"SELECT COUNT(*) FROM {ours}").fetchone()
        assert row is not None
        assert row[0] > 10
