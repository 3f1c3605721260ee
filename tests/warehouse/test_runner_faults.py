"""What a model may not say: each fault is named with file, line and column."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from test_runner_build import HEADER, write

from warehouse.models import ModelError, build
from warehouse.models.errors import told_of

FIRST = HEADER.count("\n") + 1  # line on which the SQL begins


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("CREATE TABLE fact (id INTEGER, n INTEGER, d DECIMAL(28, 6), day DATE, note VARCHAR, f DOUBLE)")
    connection.execute("CREATE TABLE runs (id INTEGER)")
    return connection


def fault_of(connection: duckdb.DuckDBPyConnection, folder: Path, sql: str, header: str = HEADER) -> ModelError:
    write(folder, "marts/bad", sql, header)
    with pytest.raises(ModelError) as caught:
        build(connection, folder)
    assert str(folder / "marts/bad.sql") in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("sql", "line", "column", "what"),
    [
        ("SELECT f.id, f.n\nFRM fact AS f", 2, 5, "'fact'"),
        ("SELECT f.id,\n  f.nope AS n FROM fact AS f", 2, 5, "no column 'nope'"),
        ("SELECT f.id,\n  nope AS n FROM fact AS f", 2, 3, "no column 'nope' here; did you mean note?"),
        ("WITH c AS (SELECT f.id, f.n FROM fact AS f)\nSELECT c.id, c.note AS n FROM c", 2, 16, "no column 'note'"),
        ("SELECT f.id, f.n FROM fact AS f JOIN fact AS g\nON g.id = f.idd", 2, 13, "did you mean id"),
        ("SELECT f.id, f.n\nFROM fcat AS f", 2, 6, "no model or source table 'fcat'"),
        ("SELECT f.id, f.n FROM\n  marts.nothing AS f", 2, 3, "no model or source table 'marts.nothing'"),
        ("SELECT f.id, f.n FROM\n  other.marts.nothing AS f", 2, 3, "another database"),
        ("SELECT f.id, f.n FROM fact AS f;\nSELECT f.id FROM fact AS f", 2, 8, "not 2 statements"),
        ("DELETE FROM fact", 1, 13, "not DELETE"),
        ("SELECT f.id, f.n FROM read_csv('x.csv') AS f", 1, 0, "is no table"),
        ("SELECT f.id, f.n FROM 'x.parquet' AS f", 1, 23, "no model or source table 'x.parquet'"),
        ("SELECT f.id, f.n FROM runs AS f", 1, 23, "no model or source table 'runs'"),
        ("", 0, 0, "not 0 statements"),
    ],
)
def test_faults_of_reading_are_placed(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, sql: str, line: int, column: int, what: str
) -> None:
    error = fault_of(connection, tmp_path, sql)
    assert what in error.what
    if column:
        assert (error.line - FIRST + 1, error.column) == (line, column)


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("SELECT * FROM fact AS f", "instead of"),
        ("SELECT f.* FROM fact AS f", "instead of"),
        ("WITH c AS (SELECT f.id, f.n FROM fact AS f) SELECT c.* FROM c", "name the columns of the result"),
        ("WITH c AS (SELECT f.* EXCLUDE (note) FROM fact AS f) SELECT c.id, c.n FROM c", "EXCLUDE"),
        ("SELECT f.id, read_text('/etc/passwd') AS n FROM fact AS f", "outside the safe subset"),
        ("SELECT f.id, MEDIAN(f.n) AS n FROM fact AS f GROUP BY f.id", "percentiles"),
        ("SELECT f.id, LIST(f.n ORDER BY f.d) AS n FROM fact AS f GROUP BY f.id", "STRING_AGG"),
        ("SELECT f.id, FIRST(f.n ORDER BY f.d) AS n FROM fact AS f GROUP BY f.id", "MIN_BY"),
        ("SELECT f.id, ANY_VALUE(f.n) AS n FROM fact AS f GROUP BY f.id", "not determined"),
        ("SELECT f.id, MAX_BY(f.n, f.d) AS n FROM fact AS f GROUP BY f.id", "NULL"),
        ("SELECT f.id, SUM(f.n) AS n FROM fact AS f GROUP BY f.id", "CAST(SUM"),
        ("SELECT f.id, AVG(f.d) AS n FROM fact AS f GROUP BY f.id", "AVG(CAST"),
        ("SELECT f.id, f.d / f.n AS n FROM fact AS f", "NULLIF"),
        ("SELECT f.id, f.d / NULLIF(f.d, 0) AS n FROM fact AS f", "CAST(x AS DOUBLE)"),
        ("SELECT f.id, CAST(f.f AS BIGINT) AS n FROM fact AS f", "ROUND"),
        ("SELECT f.id, CAST(f.d AS INTEGER) AS n FROM fact AS f", "ROUND"),
        ("SELECT f.id, f.day - f.day AS n FROM fact AS f", "DATE_DIFF"),
        ("SELECT f.id, f.day + INTERVAL 1 DAY AS n FROM fact AS f", "AS DATE"),
        ("SELECT f.id, f.n FROM fact AS f ASOF JOIN fact AS g USING (id)", "ASOF"),
        ("SELECT f.id, f.n FROM fact AS f, fact AS g", "CROSS JOIN"),
        ("WITH c AS MATERIALIZED (SELECT f.id, f.n FROM fact AS f) SELECT c.id, c.n FROM c", "MATERIALIZED"),
        ("SELECT f.id, f.n FROM fact AS f UNION ALL BY NAME SELECT g.id, g.n FROM fact AS g", "BY NAME"),
        ("SELECT f.id, ROW_NUMBER() OVER (PARTITION BY f.id) AS n FROM fact AS f", "ORDER BY"),
        (
            "SELECT f.id, MAX(f.n) OVER (w ORDER BY f.n) AS n FROM fact AS f WINDOW w AS (PARTITION BY f.id)",
            "spell it out",
        ),
        (
            "SELECT f.id, MAX(f.n) OVER (ORDER BY f.n ROWS BETWEEN f.n PRECEDING AND CURRENT ROW) AS n FROM fact AS f",
            "literal",
        ),
        (
            "SELECT f.id, MAX(f.n) OVER (ORDER BY f.n ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES) AS n"
            " FROM fact AS f",
            "EXCLUDE",
        ),
        ("SELECT f.id, f.n FROM fact AS f QUALIFY f.n = MAX(f.n) OVER (PARTITION BY f.id)", "only inside a window"),
        ("SELECT f.id, MAX(f.n) AS n FROM fact AS f GROUP BY 1", "instead of its position"),
        ("SELECT f.id, f.n + 1 AS n FROM fact AS f WHERE n > 1", "does not know it"),
        ("SELECT f.id, f.n FROM fact AS f LIMIT 5", "not determined"),
        ("SELECT f.id, CURRENT_DATE AS n FROM fact AS f", "not on the day"),
        ("SELECT f.id, RANDOM() AS n FROM fact AS f", "inputs only"),
        ("SELECT f.id, CONCAT(f.note, f.n) AS n FROM fact AS f", "CONCAT_WS"),
        ("SELECT p.id, p.n FROM fact AS f PIVOT (MAX(n) FOR note IN ('a')) AS p", "CASE WHEN"),
    ],
)
def test_what_other_engines_understand_differently_is_refused(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, sql: str, what: str
) -> None:
    assert what in fault_of(connection, tmp_path, sql).what


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT f.id, MAX_BY({'v': f.n}, f.d).v AS n FROM fact AS f GROUP BY f.id",
        "SELECT f.id, CAST(ROUND(f.f) AS BIGINT) AS n FROM fact AS f",
        "SELECT f.id, CAST(f.day + INTERVAL 1 DAY AS DATE) AS n FROM fact AS f",
        "SELECT f.id, DATE_DIFF('day', f.day, f.day) AS n FROM fact AS f",
        "SELECT f.id, CAST(f.d AS DOUBLE) / NULLIF(f.d, 0) AS n FROM fact AS f",
        "SELECT f.id, CAST(SUM(f.n) AS BIGINT) AS n FROM fact AS f GROUP BY f.id",
        "SELECT f.id, COUNT(*) FILTER (WHERE f.n > 1) AS n FROM fact AS f GROUP BY f.id",
        "SELECT f.id, f.n FROM fact AS f SEMI JOIN fact AS g ON g.id = f.id",
        "SELECT f.id, f.n FROM fact AS f WHERE EXISTS (SELECT 1 FROM fact AS g WHERE g.id = f.id)",
        "SELECT f.id, STRING_AGG(f.note, ', ' ORDER BY f.note) AS n FROM fact AS f GROUP BY f.id",
        "SELECT f.id, f.n FROM fact AS f QUALIFY ROW_NUMBER() OVER (PARTITION BY f.id ORDER BY f.n) = 1",
    ],
)
def test_what_means_the_same_everywhere_is_let_through(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, sql: str
) -> None:
    write(tmp_path, "marts/good", sql)
    assert build(connection, tmp_path).built == ("marts.good",)


def test_all_faults_of_a_file_are_told_at_once(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    error = fault_of(connection, tmp_path, "SELECT f.id,\n  SUM(f.n) AS n FROM fact AS f\nGROUP BY 1 LIMIT 3")
    assert error.line == FIRST + 1
    assert len(error.__notes__) == 2


@pytest.mark.parametrize(
    ("sql", "more", "line", "what"),
    [
        ("SELECT f.id, f.n FROM fact AS f;", "", 1, "syntax error"),
        ("SELECT f.id, f.n FROM fact AS f;", "-- slice: id\n", 1, "syntax error"),
        ("SELECT f.id, CAST(f.note AS INTEGER)\nAS n FROM fact AS f", "-- slice: id\n", 1, "convert string"),
        ("SELECT f.id, f.n FROM fact AS f", "-- test: expression: nope(n) > 0\n", 0, "nope does not exist"),
    ],
)
def test_faults_that_only_the_engine_finds_name_the_file(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, sql: str, more: str, line: int, what: str
) -> None:
    connection.execute("INSERT INTO fact VALUES (1, 1, 1, NULL, 'x', 1)")
    error = fault_of(connection, tmp_path, sql, HEADER + more)
    place = FIRST + more.count("\n") + line - 1 if line else 0
    assert (error.line, what in error.what) == (place, True), error


def test_a_disk_that_refuses_is_no_fault_of_a_model(tmp_path: Path) -> None:
    with pytest.raises(duckdb.IOException), told_of(tmp_path):
        raise duckdb.IOException("no space left on device")


@pytest.mark.parametrize("name", ["main/fact", "marts/a-b", "marts/1a", "Marts/a"])
def test_a_file_is_named_like_a_table_of_its_own(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, name: str
) -> None:
    write(tmp_path, name, "SELECT f.id, f.n FROM fact AS f")
    with pytest.raises(ModelError, match="is no name for a table"):
        build(connection, tmp_path)


def test_models_that_read_one_another_are_told(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write(tmp_path, "marts/one", "SELECT t.id, t.n FROM marts.two AS t")
    write(tmp_path, "marts/two", "SELECT o.id, o.n FROM marts.one AS o")
    with pytest.raises(ModelError, match=r"marts\.\w+ reads marts\.\w+ reads marts\.\w+"):
        build(connection, tmp_path)


@pytest.mark.parametrize(
    ("header", "line", "what"),
    [
        ("", 1, "what a row is"),
        ("-- A row.\n-- column: id: x\n-- column: n: x\n", 1, "grain"),
        ("-- A row.\n-- grain: id\n-- column: id: x\n", 1, "what these columns mean: n"),
        ("-- A row.\n-- grain: id\n-- column: id: x\n-- column: n: x\n-- column: m: x\n", 5, "'m' is no column"),
        ("-- A row.\n-- grain: id, k\n-- column: id: x\n-- column: n: x\n", 2, "'k' of the grain"),
        ("-- A row.\n-- grain: id\n-- grain: n\n-- column: id: x\n-- column: n: x\n", 3, "a second 'grain:'"),
        ("-- A row.\n-- grain: id\n-- column: id: x\n-- column: id: y\n-- column: n: x\n", 4, "once for each column"),
        ("-- A row.\n-- grain: id\n-- column: id\n-- column: n: x\n", 3, "name: meaning"),
        ("-- A row.\n-- grain: id\n-- column: id: x\n-- column: n: x\n-- of the SQL\n", 5, "'of the SQL' is no tag"),
        ("-- A row.\n-- grain: id\n-- column: id: x\n-- colum: n: x\n", 4, "'colum: n: x' is no tag"),
    ],
)
def test_the_header_is_held_to(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, header: str, line: int, what: str
) -> None:
    error = fault_of(connection, tmp_path, "SELECT f.id, f.n FROM fact AS f", header)
    assert (error.line, what in error.what) == (line, True), error


def test_a_source_column_that_is_gone_is_told_though_the_model_did_not_change(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    write(tmp_path, "marts/bad", "SELECT f.id, f.n FROM fact AS f")
    build(connection, tmp_path)
    connection.execute("ALTER TABLE fact RENAME COLUMN n TO m")
    with pytest.raises(ModelError, match="there is no column 'n'"):
        build(connection, tmp_path)


def test_an_upstream_column_that_is_gone_is_told(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write(tmp_path, "marts/up", "SELECT f.id, f.n FROM fact AS f")
    write(tmp_path, "marts/bad", "SELECT u.id, u.n FROM marts.up AS u")
    build(connection, tmp_path)
    write(tmp_path, "marts/up", "SELECT f.id, f.n AS m FROM fact AS f", HEADER.replace("n: how", "m: how"))
    with pytest.raises(ModelError, match=r"bad\.sql:6:16: there is no column 'n'"):
        build(connection, tmp_path)
