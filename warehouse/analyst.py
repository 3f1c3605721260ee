"""SQL from an analyst, on a leash: one statement that reads, no files, no network, no settings."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.errors import InputError
from warehouse.answer import Answer, fetch
from warehouse.home import Home
from warehouse.store import open_readonly


class QueryError(InputError):
    """A statement that is refused or that DuckDB cannot run; the message is one line, with the place where known."""


def run_sql(home: Home, text: str, parameters: Mapping[str, object] | None = None) -> Answer:
    """The answer to one reading statement on the published warehouse; QueryError where there is no answer.

    `parameters` are values for `$name` in the statement.
    """
    import duckdb

    try:
        statements = duckdb.extract_statements(text)
    except duckdb.Error as error:
        raise QueryError(_one_line(error)) from None
    if len(statements) != 1:
        raise QueryError(f"give one statement, not {len(statements)}" if statements else "there is no statement to run")
    kind = str(statements[0].type).rpartition(".")[2]
    if kind not in ("SELECT", "EXPLAIN"):
        raise QueryError(f"{kind} is refused: the published warehouse is only read (SELECT, FROM, DESCRIBE, SHOW)")
    with open_readonly(home) as connection:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        try:
            return fetch(connection, text, parameters or {})
        except duckdb.PermissionException as error:
            raise QueryError(f"refused: files and network are out of reach here ({_one_line(error)})") from None
        except duckdb.Error as error:
            raise QueryError(_one_line(error)) from None


def _one_line(error: Exception) -> str:
    """DuckDB's message without its drawing of the statement: the first lines say what is wrong, the drawing where."""
    if "'pytz'" in str(error):
        return "a moment with a time zone cannot be shown here; write CAST(... AS TIMESTAMP)"
    message, _, drawing = str(error).partition("\n\nLINE ")
    text = " ".join(message.split())
    number, colon, _ = drawing.partition(":")
    return f"{text} (line {number})" if colon and number.isdigit() else text
