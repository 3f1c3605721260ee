"""Writing a snapshot: beside the one that is there, then swapped in by one step."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from ingest.errors import InputError
from warehouse.archive import sync_file, sync_folder
from warehouse.faults import Fault, reach
from warehouse.home import Home
from warehouse.lock import hold
from warehouse.schema import about
from warehouse.snapshots.checking import verify
from warehouse.snapshots.manifest import NAME, FileEntry, Manifest, TableEntry, file_hash
from warehouse.snapshots.parts import Part, parts, tables, write_part
from warehouse.snapshots.selection import Selection
from warehouse.store import StoreError, open_readonly, published_run, scratch_copy

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_REPORTS = """SELECT report_id, sha256, file_name, COALESCE(number, ''), area_code, COALESCE(period_code, ''),
CAST(published_at AS VARCHAR) FROM dim_report ORDER BY report_id"""
_RANDOM = r"[a-z0-9_]{8}(?:\.part)?"  # as mkdtemp names a draft
_REPORT_KEYS = ("report_id", "sha256", "file_name", "number", "area_code", "period_code", "published_at")


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export did."""

    manifest: Manifest
    written: int  # files; the others were taken over as they were
    changed: bool  # whether the link moved


def export(home: Home, target: Path, selection: Selection | None = None, as_of: date | None = None) -> Exported:
    """Make `target` a snapshot of the published warehouse, or of what was known on the day `as_of`.

    Files whose rows have not changed are taken over from the snapshot that is there. InputError where `target` is
    something else or the selection names what the warehouse does not know; BusyError where another export writes there;
    StoreError where the disk refuses. In each case the snapshot that was there stays.
    """
    import duckdb

    target = target.absolute()
    _require_place(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with hold(target.parent / f".{target.name}.lock", "export"), _state(home, as_of) as connection:
            _sweep(target)
            return _export(connection, target, selection or Selection(), (published_run(home), as_of))
    except (duckdb.IOException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise StoreError(f"cannot write {target}: {reason}; the snapshot that was there stays") from error


def _require_place(target: Path) -> None:
    if target.is_symlink() or not target.exists():
        return
    if not target.is_dir() or any(target.iterdir()):
        raise InputError(f"{target} holds something else: give a new folder or one that an export made")


@contextmanager
def _state(home: Home, as_of: date | None) -> Iterator[DuckDBPyConnection]:
    """The warehouse as published, or a private copy that was told only what had been published on a day."""
    if as_of is None:
        with open_readonly(home) as connection:
            yield connection
        return
    from warehouse.intake import build_models
    from warehouse.load import remove_reports

    with TemporaryDirectory() as folder, scratch_copy(home, Path(folder)) as connection:
        later = connection.execute("SELECT report_id FROM dim_report WHERE published_at > ?", [as_of]).fetchall()
        remove_reports(connection, [str(report) for (report,) in later])
        build_models(connection)
        yield connection


def _export(
    connection: DuckDBPyConnection, target: Path, selection: Selection, state: tuple[str, date | None]
) -> Exported:
    connection.execute("SET threads = 1")  # the order of row groups would depend on who is first
    draft = Path(mkdtemp(prefix=f".{target.name}-", suffix=".part", dir=target.parent))
    try:
        before = _reusable(target)
        listed, written = [], 0
        for table in tables(connection, selection):
            entries = []
            for part in parts(connection, table):
                entry = _take_over(before.get(part.seal), part, target, draft)
                written += entry is None
                entries.append(entry or _write(connection, part, draft))
            listed.append(TableEntry(table.name, tuple(entries)))
        manifest = _describe(connection, selection, state, tuple(listed))
        if target.is_symlink() and _is_same(target, manifest):
            return Exported(manifest, 0, changed=False)
        (draft / NAME).write_text(manifest.text(), encoding="utf-8")
        draft.chmod(0o755)
        _publish(draft, target)
        return Exported(manifest, written, changed=True)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _describe(
    connection: DuckDBPyConnection,
    selection: Selection,
    state: tuple[str, date | None],
    listed: tuple[TableEntry, ...],
) -> Manifest:
    from importlib.metadata import version

    import duckdb

    reports = connection.execute(_REPORTS).fetchall()
    run_id, as_of = state
    return Manifest(
        program=version("niengiam"),
        writer=f"DuckDB {duckdb.__version__}",
        schema=about(connection, "schema"),
        run_id=run_id,
        as_of=as_of.isoformat() if as_of else "",
        filters=selection.described(),
        reports=tuple(dict(zip(_REPORT_KEYS, map(str, row), strict=True)) for row in reports),
        tables=listed,
    )


def _reusable(target: Path) -> dict[str, FileEntry]:
    """The files of the snapshot that is there, by seal; none where another DuckDB wrote them."""
    import duckdb

    try:
        manifest = Manifest.read(target)
    except InputError:
        return {}
    if manifest.writer != f"DuckDB {duckdb.__version__}":
        return {}
    return {file.seal: file for table in manifest.tables for file in table.files}


def _take_over(entry: FileEntry | None, part: Part, target: Path, draft: Path) -> FileEntry | None:
    """Link an unchanged file into the draft; None where there is none or it is no longer what its manifest says."""
    if entry is None or entry.path != part.path:
        return None
    source, place = target / entry.path, draft / part.path
    if not source.is_file() or file_hash(source) != entry.sha256:
        return None
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.hardlink_to(source.resolve())
    except OSError:  # a file system without hard links
        shutil.copyfile(source, place)
    return entry


def _write(connection: DuckDBPyConnection, part: Part, draft: Path) -> FileEntry:
    place = draft / part.path
    write_part(connection, part, place)
    reach(Fault.SNAPSHOT_FILE_WRITTEN)
    place.chmod(0o444)  # it may be shared with the next snapshot
    return FileEntry(part.path, part.rows, place.stat().st_size, file_hash(place), part.seal)


def _is_same(target: Path, manifest: Manifest) -> bool:
    """Whether the snapshot that is there is this one, and whole."""
    try:
        return (target / NAME).read_text(encoding="utf-8") == manifest.text() and not verify(target)
    except (OSError, InputError):
        return False


def _publish(draft: Path, target: Path) -> None:
    """Flush the draft to the disk, give it its name and move the link to it."""
    for root, _, names in os.walk(draft):
        for name in names:
            sync_file(Path(root) / name)
        sync_folder(Path(root))
    folder = draft.with_suffix("")
    draft.rename(folder)
    reach(Fault.SNAPSHOT_DRAFTED)
    link = target.with_name(f".{target.name}.link")
    link.unlink(missing_ok=True)
    link.symlink_to(folder.name)  # relative: the folder above may be moved
    if target.is_dir() and not target.is_symlink():
        target.rmdir()  # an empty folder that the user made for us
    link.replace(target)
    sync_folder(target.parent)
    reach(Fault.SNAPSHOT_MOVED)
    _sweep(target, keep=1)
    reach(Fault.SNAPSHOT_SWEPT)


def _sweep(target: Path, keep: int = 2) -> None:
    """Remove what killed exports left and old snapshots; the last one stays a while for whoever is reading it."""
    current = target.resolve().name if target.is_symlink() else ""
    made = re.compile(re.escape(f".{target.name}-") + _RANDOM)  # "snapshot-2024" is another target than "snapshot"
    places = [place for place in target.parent.iterdir() if made.fullmatch(place.name)]
    folders = [place for place in places if place.is_dir() and place.name != current]
    folders.sort(key=lambda place: place.stat().st_mtime, reverse=True)
    whole = [place for place in folders if place.suffix != ".part"]
    for place in {*folders, *whole} - set(whole[:keep]):
        shutil.rmtree(place, ignore_errors=True)
