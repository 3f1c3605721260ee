"""Worker processes with limits on time and memory: a task that breaks, hangs or eats its worker costs that task only.

The results come in the order in which they get done, and a worker has one task at a time: what waits in memory is
bounded by the number of workers, however slowly the results are taken.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from time import monotonic
from typing import Generic, TypeVar, cast

Task = TypeVar("Task")
Result = TypeVar("Result")

_GRACE = 3.0  # seconds in which a worker that is told to stop may end the programs that it started


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may cost. Memory is the address space of its process; some systems cannot bound it."""

    seconds: float = 300.0
    memory_mb: int = 3072  # LibreOffice and PDFium reserve much more than they use
    file_mb: int = 2048  # the largest file that a worker may write


class Lost(Enum):
    """Why a task has no result."""

    CRASHED = "crashed"
    TIME = "time"
    MEMORY = "memory"


class Crew(Generic[Task, Result]):
    """Workers that run `work`, a function that other processes can import; they start at once."""

    def __init__(self, work: Callable[[Task], Result], tasks: Sequence[Task], size: int, limits: Limits) -> None:
        self._work, self._limits = work, limits
        self._waiting = deque(tasks)
        self._busy: dict[Connection, _Worker[Task, Result]] = {}
        for _ in range(min(size, len(tasks))):
            self._hire()

    def results(self) -> Generator[tuple[Task, Result | Lost], None, None]:
        """Each task with its result, or with why there is none; ends all workers when closed."""
        try:
            while self._busy:
                until = min(worker.deadline for worker in self._busy.values())
                done = _ready(list(self._busy), max(0.0, until - monotonic()))
                for pipe in done or [pipe for pipe, worker in self._busy.items() if worker.deadline <= monotonic()]:
                    yield self._take(self._busy[pipe], finished=bool(done))
        finally:
            self.close()

    def close(self) -> None:
        """End the workers, and with them what they are doing."""
        for worker in self._busy.values():
            worker.process.terminate()
        for worker in self._busy.values():
            worker.end()
        self._busy.clear()

    def _take(self, worker: _Worker[Task, Result], *, finished: bool) -> tuple[Task, Result | Lost]:
        """What a worker gives; the worker, or a new one in its place, then has the next task."""
        task, result = worker.task, worker.result() if finished else Lost.TIME
        if not isinstance(result, Lost) and self._waiting:
            worker.give(self._waiting.popleft(), self._limits)
            return task, result
        del self._busy[worker.pipe]
        if result is Lost.TIME:
            worker.process.terminate()
        worker.end()
        if self._waiting:
            self._hire()
        return task, result

    def _hire(self) -> None:
        worker = _Worker[Task, Result](self._work, self._limits)
        self._busy[worker.pipe] = worker
        worker.give(self._waiting.popleft(), self._limits)


def _ready(pipes: Sequence[Connection], seconds: float) -> list[Connection]:
    return [pipe for pipe in wait(pipes, seconds) if isinstance(pipe, Connection)]


class _Worker(Generic[Task, Result]):
    """A process at the other end of a pipe."""

    task: Task
    deadline: float

    def __init__(self, work: Callable[[Task], Result], limits: Limits) -> None:
        # Not fork: threads of this process (progress bar, DuckDB, polars) would leave their locks held in the copy.
        context = multiprocessing.get_context("spawn")
        self.pipe, far = context.Pipe()
        self.process = context.Process(target=_serve, args=(far, work, limits), daemon=True)
        with _interrupts_held():
            self.process.start()
        far.close()

    def give(self, task: Task, limits: Limits) -> None:
        self.task, self.deadline = task, monotonic() + limits.seconds
        with contextlib.suppress(OSError):  # it has died between two tasks: its pipe will say so
            self.pipe.send(task)

    def result(self) -> Result | Lost:
        try:
            return cast("Result | Lost", self.pipe.recv())
        except (EOFError, OSError):
            return Lost.CRASHED

    def end(self) -> None:
        self.pipe.close()  # a worker without a task ends by this
        self.process.join(_GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _serve(pipe: Connection, work: Callable[[Task], object], limits: Limits) -> None:
    """The life of a worker: one task after the other, until nobody gives more or the memory has run out."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that it ends the programs that it has started
    _limit_process(limits)
    result: object = None
    with contextlib.suppress(EOFError, OSError):  # the other side is gone
        while result is not Lost.MEMORY:
            task = pipe.recv()
            try:
                result = work(task)
            except MemoryError:
                result = Lost.MEMORY
            pipe.send(result)


def _limit_process(limits: Limits) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # a system without such limits
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_mb << 20,) * 2)
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mb << 20,) * 2)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start processes with Ctrl-C blocked, for good: it reaches all processes of a terminal, and one should speak."""
    resource_tracker.ensure_running()  # with the first process it would start, and let Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
