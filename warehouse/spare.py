"""A copy of the published version, made when nobody waits for it: the next run begins with it.

Copying is what a publication costs for the size of the warehouse alone. So it is done after publishing, for the next
time. Where it was not done, or another version is published by now, the next run copies for itself.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import suppress
from pathlib import Path

from warehouse.archive import sync_folder
from warehouse.faults import Fault, reach
from warehouse.home import Home

_SHARE_BLOCKS = 0x40049409  # FICLONE of Linux: Btrfs and XFS do
_ON_THE_WAY = 64 << 20  # bytes, beside the database


def space_of_a_run(home: Home) -> int:
    """Bytes that a run may need: another version of the present size, and as much again that is written on the way."""
    size = home.link.stat().st_size if home.link.exists() else 0
    return 2 * size + _ON_THE_WAY


def free_space(home: Home) -> int:
    """Bytes that a run can have: a spare becomes its draft, or goes."""
    return shutil.disk_usage(home.versions).free + sum(path.stat().st_size for path in _spares(home))


def copy_published(home: Home, target: Path) -> None:
    """A copy of the published version at `target`: the spare where there is one that may be written to."""
    spare = _spare(home)
    with suppress(OSError), spare.open("r+b"):
        spare.replace(target)
        return
    copy_file(home.link.resolve(), target)


def make_spare(home: Home) -> None:
    """Make the copy for the next run where there is none, in place of others, if that leaves the disk room enough."""
    drop_old_spares(home)
    if not home.link.exists() or _spare(home).exists():
        return
    if shutil.disk_usage(home.versions).free < 2 * space_of_a_run(home):
        return
    spare = _spare(home)
    draft = spare.with_name(f"draft-{spare.name}")
    try:
        copy_file(home.link.resolve(), draft)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        reach(Fault.SPARE_COPIED)
        draft.replace(spare)
        sync_folder(home.versions)
    except OSError:  # the next run copies for itself, and tells what is wrong with the disk if it still is
        draft.unlink(missing_ok=True)


def drop_old_spares(home: Home) -> None:
    """Remove the copies of versions that are no longer the published one."""
    wanted = _spare(home) if home.link.exists() else None
    for path in _spares(home):
        if path != wanted:
            path.unlink(missing_ok=True)


def _spares(home: Home) -> list[Path]:
    return list(home.versions.glob("spare-*.duckdb"))


def _spare(home: Home) -> Path:
    return home.versions / home.link.resolve().name.replace("warehouse-", "spare-")


def copy_file(source: Path, target: Path) -> None:
    """Copy a file; where the file system can, both share their blocks until one of them is written to."""
    with source.open("rb") as old, target.open("wb") as new, suppress(OSError):
        fcntl.ioctl(new, _SHARE_BLOCKS, old.fileno())
        return
    shutil.copyfile(source, target)
