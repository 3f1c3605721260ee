"""Tests that a model declares in its header: held at every build, told with the rows that fail them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from test_runner_build import HEADER, content, write

from warehouse.models import ModelError, build

SQL = "SELECT f.id, f.n FROM fact AS f"


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    connection.execute("CREATE TABLE fact (id INTEGER, n INTEGER)")
    connection.execute("INSERT INTO fact VALUES (1, 10), (2, 20), (3, NULL)")
    connection.execute("CREATE TABLE dim_thing (id INTEGER)")
    connection.execute("INSERT INTO dim_thing VALUES (1), (2), (NULL)")
    return connection


def declare(folder: Path, *tests: str) -> None:
    write(folder, "marts/one", SQL, HEADER + "".join(f"-- test: {test}\n" for test in tests))


@pytest.mark.parametrize(
    ("test", "shown"),
    [
        ("not_null: n", "1 rows of marts.one fail the test 'not_null: n': id=3, n=None"),
        ("not_null: id, n", "1 rows of marts.one fail the test 'not_null: id, n': id=3, n=None"),
        ("accepted_values: n: 10, 30", "1 rows of marts.one fail the test 'accepted_values: n: 10, 30': id=2, n=20"),
        ("relationships: id: dim_thing.id", "fail the test 'relationships: id: dim_thing.id': id=3"),
        ("expression: n < 5", "2 rows of marts.one fail the test 'expression: n < 5': id=1, n=10; id=2, n=20"),
    ],
)
def test_a_failure_names_model_and_test_and_shows_rows(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, test: str, shown: str
) -> None:
    declare(tmp_path, "expression: id > 0", test)
    with pytest.raises(ModelError) as caught:
        build(connection, tmp_path)
    assert shown in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path}/marts/one.sql:7:1: ")
    assert connection.execute("SELECT COUNT(*) FROM duckdb_tables()").fetchone() == (2,)  # nothing was kept


@pytest.mark.parametrize(
    "test",
    ["not_null: id", "accepted_values: n: 10, 20", "expression: n >= 10", "expression: id IN (1, 2, 3)"],
)
def test_what_holds_passes_and_nothing_known_fails_only_not_null(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, test: str
) -> None:
    declare(tmp_path, test)
    assert build(connection, tmp_path).built == ("marts.one",)


@pytest.mark.parametrize(
    ("test", "what"),
    [
        ("not_null: m", "'m' of the test is no column"),
        ("unheard_of: n", "write '-- test: not_null"),
        ("accepted_values: n", "write '-- test: not_null"),
        ("relationships: n: nowhere", "write '-- test: not_null"),
        ("relationships: n: dim_thing.name", "there is no source column 'dim_thing.name'"),
        ("expression: m > 1", "'m' of the test is no column"),
        ("expression: n >", "no expression"),
        ("expression: (SELECT COUNT(*) FROM fact) > 1", "no expression over columns of the row"),
    ],
)
def test_a_test_that_cannot_be_held_is_told(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, test: str, what: str
) -> None:
    declare(tmp_path, test)
    with pytest.raises(ModelError) as caught:
        build(connection, tmp_path)
    assert what in caught.value.what
    assert caught.value.line == 6


def test_a_new_test_is_held_against_a_table_that_is_up_to_date(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    declare(tmp_path)
    build(connection, tmp_path)
    before = content(connection, "marts.one")
    declare(tmp_path, "not_null: n")
    with pytest.raises(ModelError, match="not_null: n"):
        build(connection, tmp_path)
    assert content(connection, "marts.one") == before
    declare(tmp_path, "not_null: id")
    assert build(connection, tmp_path).built == ()
