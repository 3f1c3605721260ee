"""Publishing: readers see a whole warehouse, old or new, never a half.

One writer of a DuckDB file locks out every reader, so a run writes a private draft that begins as a copy of the
published version. Only when the draft is closed, has no write-ahead log beside it and every value that it does not have
from the published version reads back (DuckDB keeps a checksum of each block) does it get its final name, and the link
`warehouse.duckdb` moves to it in one step. A run that fails or is killed leaves the published version as it was; its
draft is swept by the next run.

An upgrade that changes the schema is such a run, too: the draft begins empty and is filled from the archive and the
journal. The version of the old program stays among those that are kept.

Files are written in the storage format of DuckDB 1.5, because analysts' tools lag behind.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import BusyError, InputError
from warehouse import journal
from warehouse.archive import sync_folder
from warehouse.blocks import changed_blocks, intact
from warehouse.faults import Fault, reach
from warehouse.home import Home, home_words
from warehouse.lock import hold
from warehouse.schema import SCHEMA_VERSION, create_schema, published_schema, schema_fingerprint, schema_version
from warehouse.spare import copy_file, copy_published, drop_old_spares, free_space, make_spare, space_of_a_run

if TYPE_CHECKING:
    import duckdb
    from duckdb import DuckDBPyConnection

STORAGE_VERSION = "v1.5.0"
KEEP_VERSIONS = 3
MOST_MEMORY = "3GB"  # of DuckDB in a run; what does not fit goes to the disk beside the draft
_MOST_GAPS = 0.25  # of the places for rows, in all tables
_RUN_ID = "%Y%m%dT%H%M%S%f"
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class StoreError(BusyError):
    """The store could not be written or read back: a full disk, a failing one. What was published still is."""


@dataclass(slots=True)
class Draft:
    """A version in the making. `connection` is the only one to it."""

    run_id: str
    started_at: datetime  # UTC, without zone
    connection: DuckDBPyConnection
    fresh: bool  # made from nothing: the archive is to be read into it again
    wanted: bool = True

    def discard(self) -> None:
        """Publish nothing when the block ends: there was nothing new."""
        self.wanted = False


def utc_now() -> datetime:
    """Now in UTC, without zone, as the warehouse stores moments."""
    return datetime.now(UTC).replace(tzinfo=None)


def open_readonly(home: Home) -> DuckDBPyConnection:
    """A connection to the published version.

    InputError where nothing has been published, or by a newer program than this.
    """
    import duckdb

    for last_try in (False, True):
        if not home.link.is_symlink():
            raise InputError(f"nothing is published in {home.root} yet: run 'niengiam build {home_words(home.root)}'")
        version = home.link.resolve()  # the real name: DuckDB would take two versions under one name for the same
        try:
            return _known(duckdb.connect(str(version), read_only=True, config=_OFFLINE), home)
        except duckdb.Error as error:
            # Between the two steps a writer may have published and swept the version away: look again, once.
            if last_try:
                raise StoreError(f"cannot open {version}: {str(error).splitlines()[0]}") from error
    raise AssertionError("unreachable")


def next_run_id(home: Home, now: datetime) -> str:
    """An id for a run that begins now: later than every earlier one, even where the clock was set back."""
    earlier = [path.stem.partition("-")[2] for path in home.versions.glob("warehouse-*.duckdb")]
    earlier += [run.run_id for run in journal.read(home.journal)]  # runs that published nothing, too
    last = max((datetime.strptime(run_id, _RUN_ID) for run_id in earlier if _is_run_id(run_id)), default=now)
    return max(now, last + timedelta(microseconds=1) if last >= now else now).strftime(_RUN_ID)


def _is_run_id(text: str) -> bool:
    return len(text) == 21 and text[8] == "T" and (text[:8] + text[9:]).isdigit()


def _require_space(home: Home) -> None:
    """StoreError where the disk cannot take another version of the present size and what is written on the way."""
    needed, free = space_of_a_run(home), free_space(home)
    if free < needed:
        raise StoreError(
            f"the disk of {home.root} has {free >> 20} MB left and a run needs {needed >> 20} MB: make room; "
            "nothing was published"
        )


def _known(connection: DuckDBPyConnection, home: Home) -> DuckDBPyConnection:
    """The connection, or InputError where this program is too old for what it leads to."""
    version = schema_version(connection)
    if version > SCHEMA_VERSION:
        connection.close()
        raise InputError(
            f"the warehouse in {home.root} was made by a newer niengiam (schema {version}; this one knows those up to "
            f"{SCHEMA_VERSION}): upgrade niengiam here, or name another home; nothing was changed"
        )
    return connection


def published_run(home: Home) -> str:
    """The run that published the present version; empty where nothing is published."""
    return home.link.resolve().stem.partition("-")[2] if home.link.is_symlink() else ""


@contextmanager
def scratch_copy(home: Home, folder: Path) -> Iterator[DuckDBPyConnection]:
    """A private copy of the published version in `folder`, to be changed at will; InputError where there is none."""
    open_readonly(home).close()
    path = folder / "scratch.duckdb"
    copy_file(home.link.resolve(), path)
    with open_draft(path) as connection:
        yield connection


@contextmanager
def writing(home: Home, command: str) -> Iterator[None]:
    """Hold the home for writing, swept of what killed runs left.

    BusyError where somebody else does, InputError where a newer program than this published it.
    """
    with hold(home.lock, command):
        if home.link.exists():
            open_readonly(home).close()
        for leftover in (*home.versions.glob("draft-*"), *home.root.glob(".*.link"), *home.root.glob(".*.part")):
            _remove(leftover)
        drop_old_spares(home)
        yield
        make_spare(home)


@contextmanager
def publish(home: Home, run_id: str = "") -> Iterator[Draft]:
    """A draft to write to; it is published when the block ends well, thrown away when it does not.

    It is published under `run_id`, as `next_run_id` gives one.

    The caller holds the home (`writing`). StoreError where the draft cannot be written or does not read back.
    """
    import duckdb

    started = utc_now()
    run_id = run_id or next_run_id(home, started)
    path = home.versions / f"draft-{run_id}.duckdb"
    draft: Draft | None = None
    try:
        _require_space(home)
        draft = _begin(home, path, run_id, started)
        reach(Fault.DRAFT_COPIED)
        yield draft
        if not draft.wanted:
            return
        rows = table_rows(draft.connection)
        draft.connection.execute("CHECKPOINT")
        draft.connection.close()
        reach(Fault.DRAFT_CLOSED)
        verify(path, rows, None if draft.fresh else home.link.resolve())
        reach(Fault.DRAFT_VERIFIED)
        _swap(home, path, run_id)
    except duckdb.Error as error:
        if not _is_of_the_disk(error):
            raise
        raise StoreError(f"cannot write {path.parent}: {str(error).splitlines()[0]}; nothing was published") from error
    except OSError as error:
        raise StoreError(f"cannot write {path.parent}: {error.strerror}; nothing was published") from error
    finally:
        if draft is not None:
            draft.connection.close()
        for leftover in home.versions.glob(f"{path.stem}*"):
            _remove(leftover)
    _sweep(home)


def _is_of_the_disk(error: duckdb.Error) -> bool:
    """Not of what was asked: of the disk or the memory; a commit or a checkpoint wraps what the system said."""
    import duckdb

    return isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException) or "Could not write file" in str(error)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _begin(home: Home, path: Path, run_id: str, started: datetime) -> Draft:
    if home.link.exists():
        with open_readonly(home) as published:
            schema = published_schema(published)
        if schema == schema_fingerprint():
            copy_published(home, path)
            connection = open_draft(path)
            _leave_gaps(connection)
            return Draft(run_id, started, connection, fresh=False)
    _create_file(path)
    connection = open_draft(path)
    create_schema(connection)
    return Draft(run_id, started, connection, fresh=True)


def _leave_gaps(connection: DuckDBPyConnection) -> None:
    """Let rows that are taken out leave gaps, unless those of earlier runs are many already (`_MOST_GAPS`).

    To close a gap DuckDB writes the rows around it anew: blocks that the run has nothing to do with.
    """
    row = connection.execute(
        "SELECT COALESCE(SUM(estimated_size), 0) FROM duckdb_tables() WHERE NOT internal AND NOT temporary"
    ).fetchone()
    places = int(row[0]) if row else 0
    if places - sum(table_rows(connection).values()) <= _MOST_GAPS * places:
        connection.execute("SET max_vacuum_tasks = 0")


def open_draft(path: Path) -> DuckDBPyConnection:
    """A connection that writes to a database file, with no more memory than `MOST_MEMORY`."""
    import duckdb

    return _frugal(duckdb.connect(str(path), config=_OFFLINE | {"temp_directory": str(path.with_suffix(".tmp"))}))


def _frugal(connection: DuckDBPyConnection) -> DuckDBPyConnection:
    """The connection with `MOST_MEMORY`, or less where that is four fifths of the machine (DuckDB's own limit)."""
    less = "SELECT parse_formatted_bytes(current_setting('memory_limit')) < parse_formatted_bytes(?)"
    if connection.execute(less, [MOST_MEMORY]).fetchone() == (False,):
        connection.execute(f"SET memory_limit = '{MOST_MEMORY}'")
    return connection


def _create_file(path: Path) -> None:
    import duckdb

    with duckdb.connect(":memory:", config=_OFFLINE) as connection:
        quoted = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS made (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("DETACH made")


def table_rows(connection: DuckDBPyConnection) -> dict[str, int]:
    """Rows of every table by its full name, quoted."""
    names = connection.execute(
        "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary ORDER BY ALL"
    ).fetchall()
    tables = [f'"{schema}"."{table}"' for schema, table in names]
    counts = [connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone() for table in tables]  # noqa: S608 - own names
    return {table: int(count[0]) for table, count in zip(tables, counts, strict=True) if count}


def read_all(connection: DuckDBPyConnection) -> dict[str, int]:
    """Rows of every table, counted while every value is read; duckdb.Error where a block fails its checksum."""
    rows = {}
    for table in table_rows(connection):
        # a hash of whole rows needs every column: a count alone would be answered without reading
        row = connection.execute(f"SELECT COUNT(*), BIT_XOR(HASH(t)) FROM {table} AS t").fetchone()  # noqa: S608
        assert row is not None  # noqa: S101 - an aggregate always gives a row
        rows[table] = int(row[0])
    return rows


def verify(path: Path, rows: dict[str, int], base: Path | None = None) -> None:
    """StoreError where a block of a closed file does not read back, or a table has other than these rows.

    Blocks that are those of `base`, a file that was verified before, are not read again. Where one of the
    others seems damaged, DuckDB decides: every value of the file is read.
    """
    import duckdb

    if path.with_name(path.name + ".wal").exists():
        raise StoreError(f"{path.name} kept a write-ahead log; nothing was published, try again")
    try:
        with _frugal(duckdb.connect(str(path), read_only=True, config=_OFFLINE)) as connection:
            good = base is not None and _changes_are_intact(connection, path, base)
            found = table_rows(connection) if good else read_all(connection)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise StoreError(f"the new version does not read back ({reason}); nothing was published") from error
    if found != rows:
        tables = ", ".join(sorted(name for name in rows | found if rows.get(name) != found.get(name)))
        raise StoreError(f"the new version reads back differently in {tables}; nothing was published, check the disk")


def _changes_are_intact(connection: DuckDBPyConnection, path: Path, base: Path) -> bool:
    row = connection.execute("SELECT block_size FROM pragma_database_size()").fetchone()
    size = int(row[0]) if row else 0
    return intact(path, changed_blocks(path, base, size), size)


def _swap(home: Home, path: Path, run_id: str) -> None:
    descriptor = os.open(path, os.O_RDONLY)  # after closing: DuckDB's own lock would vanish with this descriptor
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    version = home.versions / f"warehouse-{run_id}.duckdb"
    path.replace(version)
    sync_folder(home.versions)
    reach(Fault.VERSION_NAMED)
    fresh_link = home.root / f".warehouse-{run_id}.link"
    fresh_link.symlink_to(Path("versions") / version.name)  # relative: a home may be moved
    reach(Fault.LINK_MADE)
    try:
        fresh_link.replace(home.link)
    finally:
        fresh_link.unlink(missing_ok=True)
    sync_folder(home.root)
    reach(Fault.LINK_MOVED)


def _sweep(home: Home) -> None:
    """Remove all but the newest versions; readers that hold an old one open keep reading it."""
    current = home.link.resolve()
    versions = sorted(home.versions.glob("warehouse-*.duckdb"), reverse=True)
    for old in [version for version in versions if version != current][KEEP_VERSIONS - 1 :]:
        old.unlink(missing_ok=True)
    reach(Fault.VERSIONS_SWEPT)
