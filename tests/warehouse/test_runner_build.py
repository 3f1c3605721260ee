"""Building models: order, what is built again and why, faults that leave everything as it was."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.models import ModelError, build

HEADER = """-- A row is a thing.
--
-- grain: id
-- column: id: what it is
-- column: n: how many
"""


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("CREATE TABLE fact (id INTEGER, n INTEGER, note VARCHAR)")
    connection.execute("INSERT INTO fact VALUES (1, 10, 'a'), (2, 20, 'b')")
    return connection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "staging/clean", "SELECT f.id, f.n FROM fact AS f")
    write(tmp_path, "marts/total", "SELECT c.id, CAST(c.n * 2 AS INTEGER) AS n FROM staging.clean AS c")
    return tmp_path


def write(folder: Path, name: str, sql: str, header: str = HEADER) -> Path:
    path = folder / f"{name}.sql"
    path.parent.mkdir(exist_ok=True)
    path.write_text(header + sql + "\n", encoding="utf-8")
    return path


def content(connection: duckdb.DuckDBPyConnection, table: str = "marts.total") -> list[tuple[object, ...]]:
    return connection.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()


def test_models_are_built_after_what_they_read(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    report = build(connection, folder)
    assert report.built == ("staging.clean", "marts.total")
    assert [outcome.rows for outcome in report.outcomes] == [2, 2]
    assert content(connection) == [(1, 20), (2, 40)]


def test_a_cte_with_the_name_of_a_table_hides_no_dependency(
    connection: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    sql = "WITH fact AS (SELECT f.id, f.n FROM fact AS f WHERE f.n > 10) SELECT fact.id, fact.n FROM fact"
    write(folder, "marts/total", sql)
    build(connection, folder)
    connection.execute("INSERT INTO fact VALUES (3, 30, 'c')")
    assert "marts.total" in build(connection, folder).built


def test_nothing_changed_builds_nothing(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    build(connection, folder)
    report = build(connection, folder)
    assert (report.built, report.changed) == ((), False)
    assert [outcome.rows for outcome in report.outcomes] == [2, 2]


@pytest.mark.parametrize(
    ("sql", "built"),
    [
        ("SELECT f.id, f.n FROM fact AS f -- a remark", ()),
        ("select  f.id,\n  f.n\nfrom fact as f", ()),
        ("SELECT f.id, f.n FROM fact AS f WHERE f.n > 10", ("staging.clean", "marts.total")),
    ],
)
def test_layout_and_comments_do_not_count(
    connection: duckdb.DuckDBPyConnection, folder: Path, sql: str, built: tuple[str, ...]
) -> None:
    build(connection, folder)
    write(folder, "staging/clean", sql)
    assert build(connection, folder).built == built


def test_a_leaf_is_built_alone(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    build(connection, folder)
    write(folder, "marts/total", "SELECT c.id, CAST(c.n * 3 AS INTEGER) AS n FROM staging.clean AS c")
    report = build(connection, folder)
    assert (report.built, report.kept) == (("marts.total",), ("staging.clean",))


@pytest.mark.parametrize(
    ("change", "built"),
    [
        ("INSERT INTO fact VALUES (3, 30, 'c')", ("staging.clean", "marts.total")),
        ("UPDATE fact SET n = 11 WHERE id = 1", ("staging.clean", "marts.total")),
        (
            "INSERT INTO fact VALUES (4, 40, 'x'), (4, 40, 'x')",
            ("staging.clean",),
        ),  # the same row twice does not cancel
        ("UPDATE fact SET note = 'other'", ()),  # a column that no model uses
        ("CREATE OR REPLACE TABLE fact AS SELECT * FROM fact ORDER BY id DESC", ()),
        ("CREATE OR REPLACE TABLE fact AS SELECT id, n::BIGINT AS n, note FROM fact", ("staging.clean", "marts.total")),
    ],
)
def test_only_data_that_is_used_counts(
    connection: duckdb.DuckDBPyConnection, folder: Path, change: str, built: tuple[str, ...]
) -> None:
    if "(4, 40" in change:
        write(folder, "staging/clean", "SELECT f.id, MAX(f.n) AS n FROM fact AS f GROUP BY f.id")
        built = ("staging.clean", "marts.total")
    build(connection, folder)
    connection.execute(change)
    assert build(connection, folder).built == built


def test_a_model_whose_file_is_gone_is_dropped(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    build(connection, folder)
    (folder / "marts/total.sql").unlink()
    report = build(connection, folder)
    assert (report.dropped, report.built, report.changed) == (("marts.total",), (), True)
    assert connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts'").fetchall() == []


def test_a_table_that_was_dropped_is_built_again(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    build(connection, folder)
    connection.execute("DROP TABLE marts.total")
    assert build(connection, folder).built == ("marts.total",)


def test_explain_says_what_and_why_and_writes_nothing(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    assert [o.step.reason for o in build(connection, folder, explain=True).outcomes] == ["new", "new"]
    assert connection.execute("SELECT COUNT(*) FROM duckdb_tables()").fetchone() == (1,)
    build(connection, folder)
    write(folder, "marts/total", "SELECT c.id, c.n FROM staging.clean AS c")
    connection.execute("UPDATE fact SET n = 1")
    steps = [outcome.step for outcome in build(connection, folder, explain=True).outcomes]
    assert [(step.model, step.action, step.reason) for step in steps] == [
        ("staging.clean", "build", "fact changed"),
        ("marts.total", "build", "its SQL changed"),
    ]


def test_a_change_upstream_is_the_reason_downstream(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    build(connection, folder)
    connection.execute("UPDATE fact SET n = 1")
    reasons = [outcome.step.reason for outcome in build(connection, folder).outcomes]
    assert reasons == ["fact changed", "staging.clean changed"]


def test_a_fault_leaves_everything_as_it_was(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    build(connection, folder)
    before = content(connection), content(connection, "main.model_state")
    connection.execute("UPDATE fact SET n = 99")
    write(
        folder, "marts/total", "SELECT c.id, CAST(CAST(c.n AS VARCHAR) || 'x' AS INTEGER) AS n FROM staging.clean AS c"
    )
    with pytest.raises(ModelError, match=r"total\.sql.*Could not convert"):
        build(connection, folder)
    assert (content(connection), content(connection, "main.model_state")) == before
    assert content(connection, "staging.clean") == [(1, 10), (2, 20)]


def test_a_build_joins_the_transaction_of_the_caller(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    connection.execute("BEGIN")
    assert build(connection, folder).changed
    connection.execute("ROLLBACK")
    assert build(connection, folder).built == ("staging.clean", "marts.total")


def test_the_grain_is_checked_and_the_rows_are_shown(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    connection.execute("INSERT INTO fact VALUES (2, 21, 'c')")
    with pytest.raises(
        ModelError, match=r"clean\.sql:3:1: the grain does not tell the rows of staging\.clean apart: id=2 \(2"
    ):
        build(connection, folder)


def test_rows_that_agree_on_nothing_known_are_told_too(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    connection.execute("INSERT INTO fact VALUES (NULL, 1, 'c'), (NULL, 2, 'd')")
    with pytest.raises(ModelError, match=r"id=None \(2 rows\)"):
        build(connection, folder)


def test_tables_and_columns_carry_their_meaning(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    write(
        folder, "marts/total", "SELECT c.id, c.n FROM staging.clean AS c", HEADER.replace("a thing", "a farmer's total")
    )
    build(connection, folder)
    row = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'total'").fetchone()
    assert row == ("A row is a farmer's total.\nGrain: id",)
    row = connection.execute(
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'total' AND column_name = 'n'"
    ).fetchone()
    assert row == ("how many",)


def test_an_index_or_view_on_a_mart_survives(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    build(connection, folder)
    connection.execute("CREATE VIEW mine AS SELECT SUM(n) AS n FROM marts.total")
    connection.execute("UPDATE fact SET n = 1")
    build(connection, folder)
    assert content(connection, "mine") == [(4,)]
