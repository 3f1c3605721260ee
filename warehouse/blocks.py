"""Reading back only what a run wrote: the blocks of a database file that are not those of the version that it began as.

A draft begins as a copy of the published version, all of which was read back before it was published. A block that is
the same byte for byte needs no second look; of the others every row group that lies in them is read, and DuckDB holds
the checksum of each block against its content. A file is three sectors of header, then blocks of one size, numbered
from 0.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_HEADER = 3 * 4096  # bytes before the first block

# a segment tells its place inside its row group
_ROW_GROUPS = """
SELECT MAX(start + count), BOOL_OR(LIST_CONTAINS($blocks, block_id) OR LIST_HAS_ANY($blocks, additional_block_ids))
FROM pragma_storage_info($table)
GROUP BY row_group_id
ORDER BY row_group_id
"""


def changed_blocks(path: Path, base: Path, block_size: int) -> list[int]:
    """Numbers of the blocks of `path` that are other than those of `base`, or beyond its end."""
    changed = []
    with path.open("rb") as new, base.open("rb") as old:
        new.seek(_HEADER)
        old.seek(_HEADER)
        number = 0
        while block := new.read(block_size):
            if block != old.read(block_size):
                changed.append(number)
            number += 1
    return changed


def read_changed(connection: DuckDBPyConnection, path: Path, base: Path, tables: list[str]) -> None:
    """Read every row group of these tables that a changed block holds; duckdb.Error where one fails its checksum."""
    row = connection.execute("SELECT block_size FROM pragma_database_size()").fetchone()
    blocks = changed_blocks(path, base, int(row[0]) if row else 0)

    def read(table: str) -> None:
        first = 0  # rows of a table are numbered through its row groups
        with connection.cursor() as own:
            for rows, touched in own.execute(_ROW_GROUPS, {"blocks": blocks, "table": table}).fetchall():
                if touched:  # a hash of whole rows needs every column
                    own.execute(
                        f"SELECT BIT_XOR(HASH(t)) FROM {table} AS t WHERE rowid BETWEEN ? AND ?",  # noqa: S608 - own names
                        [first, first + rows - 1],
                    ).fetchone()
                first += rows

    with ThreadPoolExecutor() as readers:  # where the blocks of a table are is told by one thread each
        list(readers.map(read, tables))
