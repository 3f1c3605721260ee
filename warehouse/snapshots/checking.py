"""Whether a snapshot is what its manifest says."""

from __future__ import annotations

from pathlib import Path

from warehouse.snapshots.manifest import NAME, FileEntry, Manifest, file_hash


def verify(folder: Path) -> list[str]:
    """What is wrong with a snapshot, a sentence each; empty where it is whole.

    Every file is read. InputError where the folder is no snapshot.
    """
    manifest = Manifest.read(folder)
    expected = {file.path: file for table in manifest.tables for file in table.files}
    present = {
        path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file() or path.is_symlink()
    }
    missing = [f"{path}: is missing" for path in sorted(expected.keys() - present)]
    foreign = [f"{path}: is not in the manifest" for path in sorted(present - expected.keys() - {NAME})]
    damaged = [_fault(folder, expected[path]) for path in sorted(expected.keys() & present)]
    return missing + foreign + [fault for fault in damaged if fault]


def _fault(folder: Path, entry: FileEntry) -> str:
    import polars as pl

    path = folder / entry.path
    if path.is_symlink():
        return f"{entry.path}: is a link, not a file"
    if path.stat().st_size != entry.size:
        return f"{entry.path}: has {path.stat().st_size} bytes, the manifest says {entry.size}"
    if file_hash(path) != entry.sha256:
        return f"{entry.path}: its content has changed (SHA-256 differs)"
    rows = pl.scan_parquet(path, glob=False).select(pl.len()).collect().item()
    if rows != entry.rows:
        return f"{entry.path}: has {rows} rows, the manifest says {entry.rows}"
    return ""
