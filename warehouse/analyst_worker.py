"""The process that runs an analyst's statements: a Request comes in on standard input, answers or an error go out.

Its fences, outermost first: limits of the operating system (no byte is written to any file, memory), a connection that
reads one database file and can neither open others nor be told to, a timer that interrupts, and `analyst_guard`.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ingest.errors import NiengiamError
from warehouse.analyst import NARROW, Limits, QueryError, Request
from warehouse.analyst_guard import MOST_STATEMENTS, Catalogue, check, check_size
from warehouse.answer import Answer
from warehouse.schema import published_schema, schema_fingerprint
from warehouse.store import open_readonly

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_CHUNK = 2048  # rows, a vector of DuckDB
_OLD = "; this warehouse is of another version of niengiam: run 'niengiam build'"
_KINDS = ("SELECT", "EXPLAIN", "MULTI")  # MULTI: a PIVOT, which first looks up its columns


def main() -> None:
    """Answer one request."""
    request = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
    said: list[Answer] | Exception
    try:
        _limit_process(request.limits)
        said = answers(request)
    except NiengiamError as error:
        said = error
    except (MemoryError, RecursionError):
        said = QueryError(f"stopped: it took more memory than {request.limits.memory_mb} MB; {NARROW}")
    sys.stdout.buffer.write(pickle.dumps(said))
    sys.stdout.buffer.flush()


def _limit_process(limits: Limits) -> None:
    """No writing to files, memory bounded; where the system has no such limits, the fences within remain."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        most = (2 * limits.memory_mb + 1024) << 20
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def answers(request: Request) -> list[Answer]:
    """All answers, each fetched to its last row; QueryError and InputError as of warehouse.analyst."""
    import duckdb

    limits = request.limits
    deadline = time.monotonic() + limits.seconds
    check_size(request.text)
    with open_readonly(request.home) as connection:
        is_old = published_schema(connection) != schema_fingerprint()
        _lock(connection, limits)
        try:
            statements = _statements(request)
            catalogue = _catalogue(connection)
            for statement in statements:
                check(statement, catalogue)
            purse = _Purse(limits, deadline)
            with _interrupted_at(deadline, connection):
                return [_fetch(connection, statement, request.parameters, purse) for statement in statements]
        except duckdb.InterruptException:
            raise QueryError(f"stopped after {limits.seconds:g} seconds: {NARROW}") from None
        except duckdb.OutOfMemoryException:
            raise QueryError(f"stopped: it took more memory than {limits.memory_mb} MB; {NARROW}") from None
        except duckdb.PermissionException as error:
            raise QueryError(f"refused: files and network are out of reach here ({_one_line(error)})") from None
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise QueryError(_one_line(error) + (_OLD if is_old else "")) from None
        except duckdb.Error as error:
            raise QueryError(_one_line(error)) from None


def _lock(connection: DuckDBPyConnection, limits: Limits) -> None:
    for setting in (
        "temp_directory = ''",  # nothing is spilled
        "python_enable_replacements = false",  # a table name is never a variable of this program
        f"memory_limit = '{limits.memory_mb}MB'",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")


def _statements(request: Request) -> list[str]:
    """The texts of the statements as DuckDB, which will run them, tells them apart."""
    import duckdb

    found = duckdb.extract_statements(request.text)
    if not found:
        raise QueryError("there is no statement to run")
    if request.single and len(found) != 1:
        raise QueryError(f"give one statement, not {len(found)}")
    if len(found) > MOST_STATEMENTS:
        raise QueryError(f"give at most {MOST_STATEMENTS} statements, not {len(found)}")
    for statement in found:
        kind = _kind(statement)
        if kind not in _KINDS:
            raise QueryError(f"{kind} is refused: the published warehouse is only read (SELECT, FROM, DESCRIBE, SHOW)")
    return [statement.query for statement in found]


def _kind(statement: object) -> str:
    try:
        return str(statement.type).rpartition(".")[2]  # type: ignore[attr-defined]
    except ValueError:  # a kind that the client has no name for, such as CONNECT
        return "a statement of this kind"


def _catalogue(connection: DuckDBPyConnection) -> Catalogue:
    relations = connection.execute(
        "SELECT lower(table_name) FROM duckdb_tables() WHERE NOT internal "
        "UNION SELECT lower(view_name) FROM duckdb_views() WHERE NOT internal"
    ).fetchall()
    macros = connection.execute("SELECT DISTINCT lower(function_name) FROM duckdb_functions() WHERE NOT internal")
    return Catalogue(frozenset(str(row[0]) for row in relations), frozenset(str(row[0]) for row in macros.fetchall()))


@contextlib.contextmanager
def _interrupted_at(deadline: float, connection: DuckDBPyConnection) -> Iterator[None]:
    """Interrupt the connection from the deadline on, again and again: one interrupt may fall between two steps."""
    done = threading.Event()

    def watch() -> None:
        done.wait(max(0.0, deadline - time.monotonic()))
        while not done.wait(0.1):
            connection.interrupt()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


class _Purse:
    """What is left of the limits for all statements together."""

    def __init__(self, limits: Limits, deadline: float) -> None:
        self.limits, self.deadline = limits, deadline
        self.rows, self.characters = 0, 0

    def spend(self, rows: list[tuple[object, ...]]) -> None:
        self.rows += len(rows)
        self.characters += sum(_weight(value) for row in rows for value in row)
        if self.rows > self.limits.rows:
            raise QueryError(f"stopped: the answer has more than {self.limits.rows:,} rows; {NARROW}")
        if self.characters > self.limits.megabytes << 20:
            raise QueryError(f"stopped: the answer is larger than {self.limits.megabytes} MB; {NARROW}")
        if time.monotonic() > self.deadline:
            raise QueryError(f"stopped after {self.limits.seconds:g} seconds: {NARROW}")


def _weight(value: object) -> int:
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, list | tuple):
        return 8 + sum(map(_weight, value))
    if isinstance(value, dict):
        return 8 + sum(_weight(key) + _weight(item) for key, item in value.items())
    return 8


def _fetch(connection: DuckDBPyConnection, statement: str, parameters: dict[str, object], purse: _Purse) -> Answer:
    """Run one statement to its last row: DuckDB streams, and an error may stand in any row."""
    cursor = connection.execute(statement, parameters)
    described = cursor.description or []
    rows: list[tuple[object, ...]] = []
    while chunk := cursor.fetchmany(_CHUNK):
        purse.spend(chunk)
        rows += chunk
    return Answer(tuple(str(d[0]) for d in described), rows, tuple(str(d[1]) for d in described))


def _one_line(error: Exception) -> str:
    """DuckDB's message without its drawing of the statement: the first lines say what is wrong, the drawing where."""
    if "'pytz'" in str(error):
        return "a moment with a time zone cannot be shown here; write CAST(... AS TIMESTAMP)"
    message, _, drawing = str(error).partition("\n\nLINE ")
    text = " ".join(message.split())
    number, colon, _ = drawing.partition(":")
    return f"{text} (line {number})" if colon and number.isdigit() else text


if __name__ == "__main__":
    main()
