"""Watching the inbox: as files arrive, and every so often for those whose arrival nobody told."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.errors import BusyError
from ingest.filenames import one_line
from warehouse.home import Home
from warehouse.inbox import Cleared, clear_inbox, require_inbox, waiting

_TICK = 1_000  # milliseconds between two looks at the clock
_AGAIN = 5.0  # seconds until files that were still being written are looked at again
log = logging.getLogger("niengiam.watch")


def watch_inbox(
    home: Home, *, sweep: float, jobs: int | None = None, done: Callable[[Cleared], None] | None = None
) -> None:
    """Take in what arrives until SIGTERM or SIGINT; a run that has begun is brought to its end.

    `sweep` is the time in seconds after which the inbox is looked through even where no arrival was told (network
    drives do not tell). A warehouse that is busy, a disk that is full or an inbox that has gone is logged and tried
    again; any other error ends the watch, for whoever supervises it to see. BusyError where there is no inbox to begin.
    """
    require_inbox(home)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    log.info("watching %s, looking through it every %g seconds", home.inbox, sweep)
    due = 0.0  # at once: what came while nobody watched
    for changed in _changes(home.inbox, stop):
        if not changed and time.monotonic() < due:
            continue
        pending = _round(home, jobs, done)
        due = time.monotonic() + (min(_AGAIN, sweep) if pending else sweep)
    log.info("stopped")


def _changes(inbox: Path, stop: threading.Event) -> Iterator[bool]:
    """Every second, and at once when something changes, whether anything has, until told to stop."""
    from watchfiles import watch
    from watchfiles._rust_notify import WatchfilesRustInternalError

    missed = False
    while not stop.is_set():
        try:
            for changes in watch(
                inbox,
                stop_event=stop,
                rust_timeout=_TICK,
                yield_on_timeout=True,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                if not stop.is_set():
                    yield bool(changes) or missed
                missed = False
        except WatchfilesRustInternalError:  # a file has come whose name is no UTF-8
            missed = True


def _round(home: Home, jobs: int | None, done: Callable[[Cleared], None] | None) -> bool:
    """One look through the inbox; whether to look again soon."""
    try:
        require_inbox(home)
        if not waiting(home.inbox, lambda trouble: log.error("%s", one_line(trouble))):
            return False
        cleared = clear_inbox(home, command="watch", jobs=jobs)
    except BusyError as error:  # a full disk, too, or one that is away
        log.warning("%s", error)
        return True
    for outcome in cleared.intake.outcomes:
        if outcome.status == "rejected":
            log.warning("%s: set aside: %s", one_line(outcome.place), one_line(outcome.detail))
        else:
            log.info("%s: %s, %d claims", one_line(outcome.place), outcome.status, outcome.claims)
    for name, _ in cleared.intake.passed_over:
        log.warning("%s: set aside: files of this kind are not read as reports", one_line(name.name))
    for trouble in cleared.stuck:
        log.error("%s", one_line(trouble))
    if cleared.intake.run_id:
        log.info("published %s", cleared.intake.run_id)
    if done:
        done(cleared)
    return bool(cleared.unsettled)
