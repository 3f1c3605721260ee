"""Reading many report files at once, one process a core; a file that cannot be read never stops the others."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict

from ingest.claim import Claim
from ingest.errors import InputError, NiengiamError
from ingest.header import Header
from ingest.period import Period
from warehouse.archive import Receipt


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read: where it lies now and its receipt."""

    path: Path
    receipt: Receipt

    @property
    def name(self) -> str:
        """The name that the file first came in with."""
        return self.receipt.names[0]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of a file: only what the warehouse keeps, as it has to travel between processes."""

    request: Request
    header: Header
    text: str
    claims: tuple[Claim, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read, and why, in one line."""

    request: Request
    reason: str


Reader = Callable[[Request], Reading | Refusal]


class HeadOptions(TypedDict, total=False):
    """What a person may say in place of a report's head, as `read_report` takes it."""

    area: str
    period: Period
    issued: date


def read_options(options: dict[str, str]) -> HeadOptions:
    """The stored options of a receipt as `read_report` takes them; InputError where one is malformed."""
    parsed = HeadOptions()
    if "area" in options:
        parsed["area"] = options["area"]
    if "period" in options:
        parsed["period"] = Period.parse(options["period"])
    if "issued" in options:
        try:
            parsed["issued"] = date.fromisoformat(options["issued"])
        except ValueError:
            raise InputError(f"'{options['issued']}' is no day: write 2024-11-05") from None
    return parsed


def read_one(request: Request) -> Reading | Refusal:
    """Read one file; whatever goes wrong with it becomes a Refusal."""
    import ingest

    try:
        report = ingest.read_report(request.path, **read_options(request.receipt.options))
    except NiengiamError as error:
        return Refusal(request, _without_path(str(error), request))
    except OSError as error:
        return Refusal(request, error.strerror or str(error))
    except Exception as error:  # a fault of the reader must not take the other files with it
        if os.environ.get("NIENGIAM_DEBUG"):
            traceback.print_exc()
        reason = f"the reader failed on it ({type(error).__name__}: {error}); set NIENGIAM_DEBUG=1 to see where"
        return Refusal(request, " ".join(reason.split()))
    document = report.document
    return Reading(request, report.header, document.text, report.claims, document.notices)


def read_all(
    requests: Sequence[Request], jobs: int | None = None, read: Reader = read_one
) -> Iterator[Reading | Refusal]:
    """Read files as they get done, in no order; `jobs` processes, as many as there are cores by default."""
    workers = min(jobs or os.cpu_count() or 1, len(requests))
    if workers <= 1:
        yield from map(read, requests)
        return
    unread = yield from _read_in_pool(requests, workers, read)
    for request in unread:  # a worker died: find out on which file, each in a process of its own
        yield _read_apart(request, read)


def _read_in_pool(
    requests: Sequence[Request], workers: int, read: Reader
) -> Generator[Reading | Refusal, None, list[Request]]:
    """Yield what the pool reads; return (as the value of `yield from`) the requests that a crash left unread."""
    pool = _pool(workers)
    unread: list[Request] = []
    try:
        with _interrupts_held():
            futures: dict[Future[Reading | Refusal], Request] = {pool.submit(read, r): r for r in requests}
        for future in as_completed(list(futures)):
            request = futures.pop(future)
            try:
                yield future.result()
            except BrokenProcessPool:
                unread.append(request)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return unread


def _read_apart(request: Request, read: Reader) -> Reading | Refusal:
    pool = _pool(1)
    try:
        with _interrupts_held():
            future = pool.submit(read, request)
        return future.result()
    except BrokenProcessPool:
        return Refusal(request, "reading it crashed the reader; the file is probably damaged")
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Not fork: threads of this process (progress bar, DuckDB, polars) would leave their locks held in the copy.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start processes with Ctrl-C blocked, for good: it reaches all processes of a terminal, and one should speak."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _without_path(message: str, request: Request) -> str:
    """The message without the path in front: the caller names the file as the user knows it."""
    for prefix in (f"{request.path}: ", f"{request.path.name}: "):
        message = message.removeprefix(prefix)
    return message
