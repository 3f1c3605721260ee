"""manifest.json: what a snapshot holds."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ingest.errors import InputError

FORMAT = "niengiam snapshot 1"
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One Parquet file."""

    path: str  # from the manifest's folder, with slashes
    rows: int
    size: int  # bytes
    sha256: str
    seal: str  # of the rows that it was written from: an equal seal needs no new file


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table or mart and its files, a file a year where it has years."""

    name: str  # with its schema: main.dim_area, marts.in_period
    files: tuple[FileEntry, ...]

    @property
    def rows(self) -> int:
        """Rows in all files."""
        return sum(file.rows for file in self.files)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says about itself. It holds no moment of its own making: the same state has the same manifest."""

    program: str  # version of niengiam
    writer: str  # version of DuckDB, which wrote the files
    schema: str  # fingerprint of the star schema
    run_id: str  # the published version that it was taken from
    as_of: str  # ISO day; "" for all that is published
    filters: dict[str, str]
    reports: tuple[dict[str, str], ...]
    tables: tuple[TableEntry, ...]

    def text(self) -> str:
        """As the file holds it."""
        tables = [{"name": t.name, "rows": t.rows, "files": [asdict(f) for f in t.files]} for t in self.tables]
        return _pretty({"format": FORMAT} | asdict(self) | {"tables": tables})

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a snapshot; InputError where there is none or it cannot be understood."""
        place = folder / NAME
        try:
            raw = json.loads(place.read_text(encoding="utf-8"))
            if raw["format"] != FORMAT:
                raise InputError(f"{place} is a '{raw['format']}'; this program reads '{FORMAT}'")
            return _manifest(raw)
        except FileNotFoundError:
            raise InputError(f"{folder} is no snapshot: it has no {NAME}") from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{place} is damaged ({error}): export the snapshot again") from error


def file_hash(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(raw: dict[str, Any]) -> Manifest:
    tables = tuple(
        TableEntry(str(table["name"]), tuple(_file_entry(file) for file in table["files"])) for table in raw["tables"]
    )
    texts = {name: str(raw[name]) for name in ("program", "writer", "schema", "run_id", "as_of")}
    return Manifest(**texts, filters=dict(raw["filters"]), reports=tuple(raw["reports"]), tables=tables)


def _file_entry(raw: dict[str, Any]) -> FileEntry:
    path = PurePosixPath(raw["path"])
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"the path '{path}' leads out of the snapshot")
    return FileEntry(str(path), int(raw["rows"]), int(raw["size"]), str(raw["sha256"]), str(raw["seal"]))


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
