"""Whether a statement only reads the warehouse: the first of two fences, the one that can say why.

A statement is let through by what it is made of: kinds of statement, functions and tables that are listed. The second
fence, the locked connection of `analyst_worker`, holds for whatever this one misreads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import ErrorLevel, SqlglotError
from sqlglot.parsers.duckdb import DuckDBParser

from warehouse.analyst import QueryError
from warehouse.analyst_functions import SCALAR_FUNCTIONS, SYSTEM_VIEWS, TABLE_FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CHARACTERS = 50_000
MOST_STATEMENTS = 20
_MOST_TOKENS = 10_000
_DEEPEST = 60  # brackets within brackets
_ROOTS = (exp.Select, exp.SetOperation, exp.Subquery, exp.Values, exp.Describe, exp.Summarize, exp.Show, exp.Pivot)
_WRITERS = (exp.DDL, exp.DML, exp.Drop, exp.Alter, exp.Command, exp.Into, exp.Copy, exp.Attach, exp.Detach, exp.Merge)
_SETTERS = (exp.Pragma, exp.Set, exp.Use, exp.Install, exp.Transaction, exp.Commit, exp.Rollback, exp.Analyze, exp.Kill)
_PLAIN_NAME = re.compile(r"[\w ]+")  # a dot or a slash may make it a file
_SHOWN = re.compile(r"(?i)SHOW\s+(TABLES|ALL\s+TABLES|[\w.]+)\s*", re.ASCII)
_REACHES = {
    "file": re.compile(r"read_|parquet_|sniff_|glob$|arrow_|pandas_|.*_scan$|write_log$"),
    "the settings or the environment": re.compile(r"getenv|.*setting|getvariable|pragma_|which_|duckdb_|pg_|version$"),
    "a text that is run as SQL": re.compile(r"query|.*serialized|python_"),
}


class _Parser(DuckDBParser):
    FUNCTIONS = {}  # noqa: RUF012 - sqlglot's own form; without its classes a function keeps the name it was called by


class _Dialect(DuckDB):
    """DuckDB's SQL, with every function under the name that is written and nothing left unread as a command."""

    Parser = _Parser

    class Tokenizer(DuckDB.Tokenizer):
        """Reads what follows EXPLAIN and SHOW, too."""

        COMMANDS: ClassVar[set[Any]] = set()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the warehouse itself defines, in lower case."""

    relations: frozenset[str]
    macros: frozenset[str]


def check_size(text: str) -> None:
    """QueryError where a text is too large, too deeply nested or no text: before any parser sees it."""
    if len(text) > MOST_CHARACTERS:
        raise QueryError(f"refused: {len(text)} characters are too many for a question; {MOST_CHARACTERS} are allowed")
    if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in text):
        raise QueryError("refused: the text holds characters that are none")
    try:
        tokens = _Dialect().tokenize(text)
    except SqlglotError as error:
        raise QueryError(f"cannot be read as SQL: {_first_line(error)}") from None
    if len(tokens) > _MOST_TOKENS:
        raise QueryError(f"refused: {len(tokens)} words and signs are too many; {_MOST_TOKENS} are allowed")
    depth = deepest = 0
    for token in tokens:
        if token.text in ("(", "[", "{"):
            depth += 1
            deepest = max(deepest, depth)
        elif token.text in (")", "]", "}"):
            depth -= 1
    if deepest > _DEEPEST:
        raise QueryError(f"refused: brackets are nested {deepest} deep; {_DEEPEST} are allowed")


def check(text: str, catalogue: Catalogue) -> None:
    """QueryError where one statement is, calls or names anything that is not allowed."""
    explained = _after_explain(text)
    if explained is not None:
        text = explained
    if _SHOWN.fullmatch(text.strip().rstrip(";")):
        return
    root = _parse(text)
    if not isinstance(root, _ROOTS):
        raise QueryError(f"{_kind(text)} is refused: {_ONLY_READ}")
    for node in root.walk():
        if isinstance(node, _WRITERS + _SETTERS):
            raise QueryError(f"{node.key.upper()} is refused: {_ONLY_READ}")
        if isinstance(node, exp.Table):
            _check_table(node, catalogue)
        elif isinstance(node, exp.Func):
            _check_function(node, catalogue)


_ONLY_READ = "the published warehouse is only read (SELECT, FROM, DESCRIBE, SHOW)"


def _parse(text: str) -> exp.Expression:
    try:
        found = _Dialect().parse(text, error_level=ErrorLevel.IMMEDIATE)
        parsed = [node for node in found if node and not isinstance(node, exp.Semicolon)]
    except SqlglotError as error:
        raise QueryError(f"refused: cannot tell that this only reads ({_first_line(error)})") from None
    except RecursionError:
        raise QueryError("refused: the statement is nested too deeply") from None
    if len(parsed) != 1:
        raise QueryError(f"refused: cannot tell that this is one statement ({len(parsed)} are read)")
    root = parsed[0]
    assert isinstance(root, exp.Expression)  # noqa: S101 - parse gives nothing else
    return root


def _after_explain(text: str) -> str | None:
    """The statement that an EXPLAIN explains; None where there is none."""
    tokens = _Dialect().tokenize(text)
    if not tokens or tokens[0].text.upper() != "EXPLAIN":
        return None
    rest = list(_without_options(tokens[1:]))
    if not rest or rest[0].text.upper() == "EXPLAIN":
        raise QueryError("refused: EXPLAIN what? Give one SELECT after it")
    return text[rest[0].start :]


def _without_options(tokens: list[Any]) -> Iterator[Any]:
    """What follows ANALYZE or (FORMAT ..., ANALYZE) after EXPLAIN."""
    if tokens and tokens[0].text.upper() == "ANALYZE":
        yield from tokens[1:]
    elif len(tokens) > 1 and tokens[0].text == "(" and tokens[1].text.upper() in ("ANALYZE", "FORMAT"):
        closing = next((at for at, token in enumerate(tokens) if token.text == ")"), len(tokens))
        yield from tokens[closing + 1 :]
    else:
        yield from tokens


def _check_table(table: exp.Table, catalogue: Catalogue) -> None:
    if isinstance(table.this, exp.Anonymous):
        return  # a function in FROM: looked at as one
    if not isinstance(table.this, exp.Identifier):
        raise QueryError("refused: a table is given by its name, not worked out")
    name = table.name.lower()
    if name in catalogue.relations:
        return
    if not all(_PLAIN_NAME.fullmatch(part.name) for part in table.parts):
        raise QueryError(f"refused: a table '{_short(table.name)}' does not exist here, and files are out of reach")
    schema = table.db.lower()
    if schema == "information_schema" or name in SYSTEM_VIEWS:
        return
    if schema == "pg_catalog" or name.startswith(("duckdb_", "pragma_", "pg_", "sqlite_")):
        raise QueryError(f"refused: '{name}' tells about the engine, not about the warehouse; try SHOW ALL TABLES")


def _check_function(node: exp.Func, catalogue: Catalogue) -> None:
    if not isinstance(node, exp.Anonymous):
        return  # syntax that sqlglot knows by heart, such as CAST, CASE, EXTRACT
    name = node.name.lower()
    in_from = isinstance(node.parent, exp.Table)
    allowed = TABLE_FUNCTIONS if in_from else SCALAR_FUNCTIONS
    if name in allowed or name in catalogue.macros:
        return
    for what, names in _REACHES.items():
        if names.match(name):
            reaches = "files and network are out of reach" if what == "file" else f"it reaches for {what}"
            raise QueryError(f"refused: the function '{_short(name)}' is not allowed: {reaches}")
    raise QueryError(f"refused: the function '{_short(name)}' is not among those that are allowed or does not exist")


def _kind(text: str) -> str:
    words = re.findall(r"[A-Za-z]+", text)
    return words[0].upper()[:20] if words else "this"


def _short(name: str) -> str:
    return re.sub(r"\s+", " ", name)[:80]


def _first_line(error: Exception) -> str:
    """What sqlglot says, without the drawing and its terminal colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", str(error)).split("\n", 1)[0].strip()[:200].rstrip(".")
