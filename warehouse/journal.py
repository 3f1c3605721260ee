"""The journal of runs: `runs.jsonl` in the home, a line when a run begins to change something and one when it ends.

The published database holds the same as the table `runs`; the journal is there for what a database cannot tell: runs
that failed or were killed published nothing, and a warehouse that is made anew from the archive would forget the past.
"""

from __future__ import annotations

import errno
import json
import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ingest.errors import BusyError
from warehouse.archive import sync_folder

UNFINISHED = "unfinished"


class Run(NamedTuple):
    """A run; sql/schema/40_runs.sql says what each field means."""

    run_id: str
    started_at: datetime
    finished_at: datetime | None
    command: str
    outcome: str = UNFINISHED
    files: int = 0
    claims: int = 0
    findings: int = 0
    rejected: int = 0
    detail: str = ""


def note(journal: Path, run: Run) -> None:
    """Add what is now known of a run; BusyError where the journal cannot be written."""
    try:
        _add(journal, run)
    except OSError as error:
        raise BusyError(f"cannot write {journal}: {error.strerror}; make room, or give the right to write") from error


def _add(journal: Path, run: Run) -> None:
    line = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in run._asdict().items()}
    is_new = not journal.exists()
    text = (json.dumps(line, ensure_ascii=False) + "\n").encode()
    descriptor = os.open(journal, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        size = os.fstat(descriptor).st_size
        if size and os.pread(descriptor, 1, size - 1) != b"\n":  # torn: nothing may be added to that line
            text = b"\n" + text
        if os.write(descriptor, text) < len(text):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(journal))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync_folder(journal.parent)


def read(journal: Path) -> list[Run]:
    """All runs, oldest first, as last noted. A line that a power cut left half written is passed over."""
    runs: dict[str, Run] = {}
    for line in journal.read_text(encoding="utf-8", errors="replace").splitlines() if journal.exists() else ():
        try:
            run = _run(json.loads(line))
        except (ValueError, TypeError, KeyError):
            continue
        runs[run.run_id] = run
    return [runs[run_id] for run_id in sorted(runs)]


def _run(raw: dict[str, str]) -> Run:
    finished = raw["finished_at"]
    moments = {
        "started_at": datetime.fromisoformat(raw["started_at"]),
        "finished_at": datetime.fromisoformat(finished) if finished else None,
    }
    return Run(**(raw | moments))  # type: ignore[arg-type]
