"""A model: one file with one SELECT, and what the file says about itself.

The folder is the schema: `models/marts/cumulative.sql` is the table `marts.cumulative`. Other models are named with
their schema, tables of the star schema without one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError
from sqlglot.optimizer.scope import traverse_scope

from ingest.resources import resource
from warehouse.models.errors import ModelError
from warehouse.models.header import Header, read_header
from warehouse.models.position import position

DIALECT = "duckdb"
MAIN = "main"  # schema of the star
_NAME = re.compile(rf"(?!{MAIN}\.)[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


@dataclass(frozen=True, eq=False)
class Model:
    """One model file. What parsing tells of it is worked out when first asked for, and once."""

    name: str  # schema.table
    path: Path
    text: str
    header: Header

    @property
    def schema(self) -> str:
        """The schema that its table stands in."""
        return self.name.partition(".")[0]

    @property
    def table(self) -> str:
        """The name of its table inside the schema."""
        return self.name.partition(".")[2]

    @cached_property
    def text_hash(self) -> str:
        """Changes with every edit of the file."""
        return digest(self.text)

    @cached_property
    def tree(self) -> exp.Query:
        """The SELECT; ModelError where the file holds anything else."""
        return _parse(self.path, self.text)

    @cached_property
    def sql_hash(self) -> str:
        """Changes only with edits that could change the result: not with comments, blanks or the case of words."""
        return digest(self.tree.sql(dialect=DIALECT, comments=False))

    @cached_property
    def tables(self) -> tuple[exp.Table, ...]:
        """Every place where it names a table, told from its own CTEs by scope: a CTE may bear a table's name."""
        return tuple(_tables(self))

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """Names of the tables it reads: `marts.cumulative` for a model, `fact_observation` for a table of the star."""
        return tuple(sorted({table_name(table) for table in self.tables}))


def digest(*parts: str) -> str:
    """A short hash of texts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def load_models(folder: Path | None = None) -> dict[str, Model]:
    """The models of a folder (by default the project's) by name; ModelError where a name or a header is at fault."""
    root = folder or resource("models")
    found = {}
    for path in sorted(root.glob("*/*.sql")):
        name = f"{path.parent.name}.{path.stem}"
        if not _NAME.fullmatch(name):
            what = f"'{name}' is no name for a table: small letters, digits and '_' only, and no folder '{MAIN}'"
            raise ModelError(path, what)
        text = path.read_text(encoding="utf-8")
        found[name] = _model(name, path, text)
    return found


@lru_cache(maxsize=256)
def _model(name: str, path: Path, text: str) -> Model:
    return Model(name, path, text, read_header(path, text))


def table_name(table: exp.Table) -> str:
    """`schema.table`, or the bare name for a table of the star."""
    return f"{table.db}.{table.name}" if table.db and table.db != MAIN else table.name


def _tables(model: Model) -> Iterator[exp.Table]:
    for scope in traverse_scope(model.tree):
        for source in scope.sources.values():
            if not isinstance(source, exp.Table):
                continue
            if not isinstance(source.this, exp.Identifier):
                raise fault(model, source, f"'{source.this.sql(dialect=DIALECT)}' is no table: models read tables only")
            if source.catalog:
                raise fault(model, source, f"'{source.sql(dialect=DIALECT)}' lies in another database")
            yield source


def fault(model: Model, node: exp.Expr, what: str) -> ModelError:
    """The error for a fault at `node`."""
    line, column = position(node)
    return ModelError(model.path, what, line, column)


def _parse(path: Path, text: str) -> exp.Query:
    try:
        statements = [statement for statement in sqlglot.parse(text, dialect=DIALECT) if statement is not None]
    except ParseError as error:
        first = error.errors[0]
        column = first["col"] - len(first["highlight"] or "") + 1
        what = f"{first['description'].rstrip('.')} at '{first['highlight']}'"
        raise ModelError(path, what, first["line"], column) from None
    except TokenError as error:
        raise ModelError(path, f"cannot be read as SQL: {error}") from None
    if len(statements) != 1:
        line, column = position(statements[1]) if len(statements) > 1 else (0, 0)
        raise ModelError(path, f"one SELECT a file, not {len(statements)} statements", line, column)
    tree = statements[0]
    if not isinstance(tree, exp.Query):
        raise ModelError(path, f"one SELECT a file, not {tree.key.upper()}", *position(tree))
    return tree
