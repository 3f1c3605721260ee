"""The archive: every report that came in, unchanged, under the hash of its content.

    archive/3f/3f9a…c1.pdf    the original, read-only
    archive/3f/3f9a…c1.json   its receipt: names, when it came in, what a person said about it

An original is written once: under a temporary name, flushed to the disk, checked against its hash, then renamed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import BusyError, InputError
from ingest.filenames import readable
from warehouse.faults import Fault, reach

REPORT_ID_LENGTH = 16
_CHUNK = 1 << 20
#: What may be wrong with an original, and what to do about it.
HOW_TO_MEND = {
    "is missing": "ingest the report again",
    "has changed": "it was altered: remove it and its receipt, and ingest the report again",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of an original without reading it."""

    sha256: str
    suffix: str  # of the first name, lower case: readers go by it
    names: tuple[str, ...]  # file names under which this content came in, the first first
    archived_at: str  # ISO, UTC
    options: dict[str, str] = field(default_factory=dict)  # area, period, issued as given by a person

    @property
    def report_id(self) -> str:
        """The short form of the hash that the warehouse uses."""
        return self.sha256[:REPORT_ID_LENGTH]


def content_hash(path: Path) -> str:
    """SHA-256 of a file, hexadecimal; InputError where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk, so that a rename in it outlives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Archive:
    """The originals below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def original(self, receipt: Receipt) -> Path:
        """Where the original lies."""
        return self._place(receipt.sha256).with_suffix(receipt.suffix or ".bin")

    def damage(self, receipt: Receipt) -> str:
        """What is wrong with the original, a key of HOW_TO_MEND; empty where it is what came in. Reads all of it."""
        original = self.original(receipt)
        if not original.is_file():
            return "is missing"
        return "" if content_hash(original) == receipt.sha256 else "has changed"

    def find(self, sha256: str) -> Receipt | None:
        """The receipt of this content, or None where it never came in."""
        place = self._place(sha256).with_suffix(".json")
        return _read_receipt(place) if place.is_file() else None

    def receipts(self) -> Iterator[Receipt]:
        """All receipts, in the order of their hashes."""
        for place in sorted(self._folder.glob("??/*.json")):
            yield _read_receipt(place)

    def receipt(self, path: Path, sha256: str, options: dict[str, str]) -> Receipt:
        """The receipt that this file will have: a first one, or the one that is there with name and options added."""
        known, name = self.find(sha256), readable(path.name)
        if known is None:
            now = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
            return Receipt(sha256, readable(path.suffix.lower()), (name,), now, dict(options))
        names = known.names if name in known.names else (*known.names, name)
        return replace(known, names=names, options=known.options | options)

    def keep(self, path: Path, receipt: Receipt) -> None:
        """Take a file in under its receipt; InputError where its content is no longer that of the receipt."""
        if not self.original(receipt).exists():
            self._store(path, receipt)
        if receipt != self.find(receipt.sha256):
            self._write_receipt(receipt)

    def _place(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    def _store(self, path: Path, receipt: Receipt) -> None:
        target = self.original(receipt)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(target.name + ".part")
        try:
            draft.unlink(missing_ok=True)
            shutil.copyfile(path, draft)
            if content_hash(draft) != receipt.sha256:
                raise InputError(f"{path} was changed while it was read; try again")
            draft.chmod(0o444)
            sync_file(draft)
            reach(Fault.ARCHIVE_COPIED)
            draft.replace(target)
        except OSError as error:
            raise BusyError(f"cannot keep {path} in the archive: {error.strerror}; nothing was published") from error
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(target.parent)
        reach(Fault.ARCHIVE_WRITTEN)

    def _write_receipt(self, receipt: Receipt) -> None:
        place = self._place(receipt.sha256).with_suffix(".json")
        draft = place.with_name(place.name + ".part")
        draft.write_text(json.dumps(asdict(receipt), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        sync_file(draft)
        draft.replace(place)
        sync_folder(place.parent)
        reach(Fault.RECEIPT_WRITTEN)


def sync_file(path: Path) -> None:
    """Flush a file to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read_receipt(place: Path) -> Receipt:
    try:
        raw = json.loads(place.read_text(encoding="utf-8"))
        return Receipt(raw["sha256"], raw["suffix"], tuple(raw["names"]), raw["archived_at"], dict(raw["options"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{place} is damaged: restore it, or remove it and ingest the report again") from error
