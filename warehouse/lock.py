"""One writer at a time: a lock on a file of its own, never on the database.

The kernel drops the lock when its holder ends, however it ends, so a dead process never blocks anybody. What the file
says about the holder is only for the message to whoever comes second.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ingest.errors import BusyError


class LockError(BusyError):
    """There is no lock to be had here: a read-only disk, no right to write, a file system without locks."""


@contextmanager
def hold(path: Path, command: str) -> Iterator[None]:
    """Hold the lock at `path` for the length of the block.

    BusyError that names the holder where it is taken, LockError where there is none to be had.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise LockError(
            f"cannot write {path}: {error.strerror}; run niengiam as a user who may write there; nothing was changed"
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(f"{_holder(path)}; try again when it is done") from None
        except OSError as error:
            raise LockError(f"cannot lock {path}: {error.strerror}; a home must lie on a local disk") from error
        try:
            _sign(descriptor, command)
        except OSError as error:
            raise LockError(f"cannot write {path}: {error.strerror}; make room there; nothing was changed") from error
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _sign(descriptor: int, command: str) -> None:
    note = {"pid": os.getpid(), "since": datetime.now().astimezone().isoformat(timespec="seconds"), "command": command}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(note).encode(), 0)


def _holder(path: Path) -> str:
    where = path.absolute().parent
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        return f"'niengiam {note['command']}' is writing in {where} (process {note['pid']}, since {note['since']})"
    except (OSError, ValueError, KeyError, TypeError):  # the holder has not signed yet
        return f"another process is writing in {where}"
