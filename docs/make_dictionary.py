"""Write docs/data-dictionary.md from the comments of an empty warehouse: python docs/make_dictionary.py."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.models import build
from warehouse.schema import create_schema

PAGE = Path(__file__).parent / "data-dictionary.md"

_HEAD = """# Data dictionary

Every table, view and column of a warehouse. Made from the comments in the database itself by
`python docs/make_dictionary.py`; in SQL they are `duckdb_tables()` and `duckdb_columns()`.
"""
_SCHEMAS = {
    "main": ("The star", "One fact table, the dimensions around it, and views to start from."),
    "staging": (
        "Staging",
        "Observations in canonical form: what each report says of each cell, and the newest word on it.",
    ),
    "analysis": (
        "Views to ask",
        "The marts with names of areas, indicators and sectors: where most questions begin. Nothing is stored.",
    ),
    "marts": (
        "Marts",
        "Derived tables, a series in a period each. `niengiam trace --mart` leads from a number to its sources.",
    ),
}
_BARE_TYPES = str.maketrans({"(": "_", ")": "", ",": "_", " ": ""})


def dictionary() -> str:
    """The page, as it is of the definitions in sql/schema and models."""
    connection = duckdb.connect(":memory:")
    create_schema(connection)
    build(connection)
    parts = [_HEAD, _diagram(connection)]
    for schema, (title, text) in _SCHEMAS.items():
        parts.append(f"## {title}\n\n{text}\n")
        parts += [_table(connection, schema, *row) for row in _tables(connection, schema)]
    return "\n".join(parts)


def _tables(connection: duckdb.DuckDBPyConnection, schema: str) -> list[tuple[str, str]]:
    """Names and comments of tables and views, tables first."""
    return connection.execute(
        "SELECT name, comment FROM ("
        " SELECT 1 AS rank, schema_name, table_name AS name, comment FROM duckdb_tables()"
        " UNION ALL SELECT 2, schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal"
        ") WHERE schema_name = ? ORDER BY rank, name",
        [schema],
    ).fetchall()


def _columns(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> list[tuple[str, str, str]]:
    return connection.execute(
        "SELECT column_name, data_type, COALESCE(comment, '') FROM duckdb_columns()"
        " WHERE schema_name = ? AND table_name = ? ORDER BY column_index",
        [schema, table],
    ).fetchall()


def _table(connection: duckdb.DuckDBPyConnection, schema: str, table: str, comment: str) -> str:
    lines = [f"| `{name}` | {kind} | {_cell(meaning)} |" for name, kind, meaning in _columns(connection, schema, table)]
    name = table if schema == "main" else f"{schema}.{table}"
    return "\n".join(
        [f"### {name}\n", f"{comment or ''}\n", "| column | type | meaning |", "|---|---|---|", *lines, ""]
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _diagram(connection: duckdb.DuckDBPyConnection) -> str:
    """The star: dimensions, the fact table and the keys between them."""
    keys = {"dim_report": "report_id", "dim_indicator": "indicator_code", "dim_sector": "sector_code"}
    keys |= {"dim_area": "area_code", "dim_unit": "unit", "dim_period": "period_code"}
    lines = ["```mermaid", "erDiagram"]
    lines += [f"    {dimension} ||--o{{ fact_observation : {key}" for dimension, key in keys.items()]
    lines += ["    dim_sector ||--o{ dim_indicator : sector_code", "    dim_area ||--o{ dim_report : area_code"]
    lines += ["    dim_report ||--|| report_text : report_id", "    fact_observation ||--o{ fact_observation : part_of"]
    for table in ("fact_observation", *keys):
        lines.append(f"    {table} {{")
        lines += [
            f"        {kind.translate(_BARE_TYPES)} {name}" for name, kind, _ in _columns(connection, "main", table)
        ]
        lines.append("    }")
    return "\n".join([*lines, "```", ""])


if __name__ == "__main__":
    PAGE.write_text(dictionary(), encoding="utf-8")
