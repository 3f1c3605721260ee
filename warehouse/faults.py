"""Places at which a run may be killed or the disk may fail, named so that tests can make it happen there.

Inert unless the environment variable NIENGIAM_FAULT names one: `archive-written` kills the process at that place as
`kill -9` would, `archive-written:full` makes the disk full there. Each stands right after the step it is named for.
"""

from __future__ import annotations

import errno
import os
import signal
from enum import StrEnum

VARIABLE = "NIENGIAM_FAULT"


class Fault(StrEnum):
    """The steps of all that writes, in the order in which a run comes by them."""

    RUN_NOTED = "run-noted"  # the journal says that a run has begun
    DRAFT_COPIED = "draft-copied"
    BATCH_LOADED = "batch-loaded"
    MODELS_BUILT = "models-built"
    ARCHIVE_COPIED = "archive-copied"  # under its temporary name
    ARCHIVE_WRITTEN = "archive-written"  # the original stands, its receipt does not
    RECEIPT_WRITTEN = "receipt-written"
    DRAFT_CLOSED = "draft-closed"
    DRAFT_VERIFIED = "draft-verified"
    VERSION_NAMED = "version-named"
    LINK_MADE = "link-made"
    LINK_MOVED = "link-moved"  # published
    VERSIONS_SWEPT = "versions-swept"
    RUN_FINISHED = "run-finished"
    SPARE_COPIED = "spare-copied"  # under its temporary name
    REASON_WRITTEN = "reason-written"  # for a file on its way to quarantine
    QUARANTINED = "quarantined"
    INBOX_CLEARED = "inbox-cleared"  # one file is out of the inbox
    CORRECTION_DRAFTED = "correction-drafted"
    CORRECTION_WRITTEN = "correction-written"
    SNAPSHOT_FILE_WRITTEN = "snapshot-file-written"
    SNAPSHOT_DRAFTED = "snapshot-drafted"
    SNAPSHOT_MOVED = "snapshot-moved"
    SNAPSHOT_SWEPT = "snapshot-swept"


def reach(fault: Fault) -> None:
    """Come by a place; OSError (disk full) or death where that is asked for."""
    asked = os.environ.get(VARIABLE)
    if not asked:
        return
    name, _, kind = asked.partition(":")
    if name != fault:
        return
    if kind == "full":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.kill(os.getpid(), signal.SIGKILL)
