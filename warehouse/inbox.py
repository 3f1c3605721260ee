"""The inbox: reports that are dropped there go in exactly once; what cannot be read goes to quarantine with its reason.

A file leaves the inbox when the archive holds it and the warehouse that was made with it is published. A run that is
killed before that leaves it; the next one finds its content known, changes nothing and clears it away.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import BusyError, InputError
from ingest.filenames import readable
from warehouse.archive import content_hash, sync_file, sync_folder
from warehouse.faults import Fault, reach
from warehouse.gathering import is_hidden
from warehouse.home import Home
from warehouse.intake import Progress, take
from warehouse.outcomes import Intake
from warehouse.store import writing

SETTLED = 2.0  # seconds for which nothing may have changed in a file
_UNFINISHED = (".part", ".tmp", ".partial", ".crdownload", ".download", ".filepart")
_REASON = ".reason.json"  # behind the name of a file in quarantine
_LONGEST_NAME = 240 - len(_REASON)  # bytes; 255 are a name's most, and a number may be added
_LONGEST_SUFFIX = 10
_NO_KIND = "files of this kind are not read as reports"
_WHAT_TO_DO = (
    "Mend the file (open it in its program, save it again or as .docx, .pdf or .xlsx) and drop it into the inbox, "
    "or take it in by hand with 'niengiam ingest FILE --area ... --period ...' where it does not say what it is about."
)


@dataclass(slots=True)
class Cleared:
    """What became of the inbox."""

    intake: Intake = field(default_factory=Intake)
    quarantined: list[Path] = field(default_factory=list)
    unsettled: list[Path] = field(default_factory=list)  # still being written: left for the next round
    stuck: list[str] = field(default_factory=list)  # files that could not be moved, and why


def clear_inbox(
    home: Home, *, command: str = "ingest", jobs: int | None = None, progress: Progress | None = None
) -> Cleared:
    """Take in what lies in the inbox, and clear it away; BusyError where somebody else writes, or it is not there."""
    cleared = Cleared()
    require_inbox(home)
    with writing(home, command):
        ready = _settled(home.inbox, cleared)
        cleared.intake = take(home, ready, command=command, jobs=jobs, progress=progress)
        reasons = _reasons(cleared.intake)
        for path in ready:
            try:
                if path in reasons:
                    cleared.quarantined.append(_quarantine(home, path, reasons[path]))
                else:
                    path.unlink()
                    reach(Fault.INBOX_CLEARED)
            except OSError as error:
                hint = "; give the user of niengiam the right to write there" * isinstance(error, PermissionError)
                cleared.stuck.append(f"{path.name} cannot be taken out of the inbox: {error.strerror}{hint}")
        _remove_empty_folders(home.inbox)
    return cleared


def require_inbox(home: Home) -> None:
    """BusyError where there is no inbox: it may be a link to a drive that is away."""
    if not home.inbox.is_dir():
        raise BusyError(f"{home.inbox} is missing: make the folder, or bring back the drive that it leads to")


def waiting(inbox: Path, tell: Callable[[str], None] = lambda trouble: None) -> list[Path]:
    """Files that wait in the inbox, unfinished downloads left out; links are not followed.

    `tell` is told of folders that cannot be looked into.
    """
    found = []
    walk = os.walk(inbox, onerror=lambda error: tell(f"{error.filename} cannot be looked into: {error.strerror}"))
    for folder, _, names in walk:
        paths = (Path(folder) / name for name in names)
        found += [
            path for path in paths if path.is_file() and not path.is_symlink() and not _is_unfinished(path, inbox)
        ]
    return sorted(found)


def _is_unfinished(path: Path, inbox: Path) -> bool:
    return path.suffix.lower() in _UNFINISHED or is_hidden(path.relative_to(inbox))


def _settled(inbox: Path, cleared: Cleared) -> list[Path]:
    """The waiting files that nobody is writing."""
    before = {path: _state(path) for path in waiting(inbox, cleared.stuck.append)}
    if any(_is_fresh(state) for state in before.values()):
        time.sleep(SETTLED)
    ready = []
    for path, state in before.items():
        if state is not None and _state(path) == state and not _is_open_for_writing(path):
            ready.append(path)
        else:
            cleared.unsettled.append(path)
    return ready


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _is_fresh(state: tuple[int, int] | None) -> bool:
    """Whether a file has changed a moment ago; a time in the future tells nothing, so it is taken for fresh."""
    return state is None or time.time() - state[1] / 1e9 < SETTLED


def _is_open_for_writing(path: Path) -> bool:
    """Whether another process has the file open for writing: then the kernel grants no lease (Linux; else unknown)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
    return False


def _reasons(intake: Intake) -> dict[Path, list[str]]:
    """Why a file of the inbox goes to quarantine; an archive does when any of its members was refused."""
    reasons: dict[Path, list[str]] = {}
    for outcome in intake.rejected:
        if outcome.source is not None:
            member = f"{outcome.name}: " if outcome.place != outcome.name else ""
            reasons.setdefault(outcome.source, []).append(member + outcome.detail)
    for name, source in intake.passed_over:
        member = f"{name.name}: " if name != source else ""
        reasons.setdefault(source, []).append(member + _NO_KIND)
    return reasons


def _quarantine(home: Home, path: Path, reasons: list[str]) -> Path:
    """Move a file to quarantine, its reason first: there is never a file without one."""
    target = _free_name(home.quarantine, path.name)
    try:
        sha256 = content_hash(path)
    except InputError:
        sha256 = ""
    reason = {
        "file": readable(path.name),
        "reasons": reasons,
        "what_to_do": _WHAT_TO_DO,
        "set_aside_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "bytes": path.stat().st_size,
        "sha256": sha256,
    }
    place = target.with_name(target.name + _REASON)
    place.write_text(json.dumps(reason, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sync_file(place)
    reach(Fault.REASON_WRITTEN)
    try:
        _move(path, target)
    except OSError:
        place.unlink()
        raise
    sync_folder(home.quarantine)
    reach(Fault.QUARANTINED)
    return target


def _free_name(folder: Path, name: str) -> Path:
    """A name under which nothing lies yet; a reason without its file was left by a killed run and is written again."""
    suffix, number = Path(name).suffix[:_LONGEST_SUFFIX], 1
    stem = Path(name).stem
    while len(os.fsencode(stem + suffix)) > _LONGEST_NAME:
        stem = stem[:-1]
    path = Path(stem + suffix)
    while (folder / path).exists():
        number += 1
        path = Path(f"{stem}-{number}{suffix}")
    return folder / path


def _move(path: Path, target: Path) -> None:
    """Move a file; the inbox may lie on another disk than the quarantine."""
    try:
        path.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        draft = target.with_name(".moving.part")
        shutil.copy2(path, draft)
        sync_file(draft)
        draft.replace(target)
        path.unlink()


def _remove_empty_folders(inbox: Path) -> None:
    for folder, _, _ in os.walk(inbox, topdown=False):
        if Path(folder) != inbox:
            with contextlib.suppress(OSError):  # not empty
                Path(folder).rmdir()
