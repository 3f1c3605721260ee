"""Every table and column says what it means, and the page of the data dictionary is what the database says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import duckdb
import pytest

from warehouse.models import build
from warehouse.schema import create_schema

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def made() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    create_schema(connection)
    build(connection)
    return connection


@pytest.mark.parametrize(
    "query",
    [
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal AND comment IS NULL",
        "SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL",
        "SELECT schema_name, table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL",
    ],
)
def test_nothing_lacks_a_comment(made: duckdb.DuckDBPyConnection, query: str) -> None:
    assert made.execute(query).fetchall() == []


def test_the_page_is_current() -> None:
    spec = importlib.util.spec_from_file_location("make_dictionary", DOCS / "make_dictionary.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.dictionary(), "run: python docs/make_dictionary.py"
