"""Readers that look at a warehouse without a pause, each in a process of its own, and tell whatever is not whole.

Three kinds take turns among them:

    ours    opens and closes through `open_readonly`, as the commands do
    plain   opens the link with a DuckDB client that knows nothing of us, as an analyst's tool does
    long    keeps a version open, past its removal from the folder, and asks it the same again and again
"""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING

from bench.whole import flaws
from warehouse.home import Home
from warehouse.store import open_readonly, read_all

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KINDS = ("ours", "plain", "long")
_PAUSE = 1.0  # seconds at most between two looks: eight readers must leave the writer a processor
_HELD = 20  # looks of a long reader at one version
_LATEST = "SELECT COALESCE(MAX(run_id), '') FROM runs"


@dataclass(slots=True)
class Seen:
    """What readers saw; of one reader, or of all together."""

    looks: int = 0
    versions: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def add(self, other: Seen) -> None:
        """Take in what another reader saw."""
        self.looks += other.looks
        self.versions |= other.versions
        self.errors += other.errors


@contextmanager
def reading(home: Home, count: int) -> Iterator[Seen]:
    """`count` readers at work for the length of the block; what they saw is there when it ends."""
    context = multiprocessing.get_context("spawn")
    stop, told = context.Event(), context.Queue()
    readers = [
        context.Process(target=_read, args=(home.root, KINDS[number % len(KINDS)], stop, told), daemon=True)
        for number in range(count)
    ]
    for reader in readers:
        reader.start()
    seen = Seen()
    try:
        yield seen
    finally:
        stop.set()
        for _ in readers:
            seen.add(told.get(timeout=120))
        for reader in readers:
            reader.join()


def _read(root: Path, kind: str, stop: Event, told: Queue[Seen]) -> None:
    os.nice(5)  # the writer goes first: a reader waits for nobody
    home, seen = Home(root), Seen()
    stopped = False
    while not stopped:
        try:
            _look(home, kind, seen, stop)
        except Exception as error:  # whatever a reader meets is what is asked for here
            seen.errors.append(f"{kind}: {type(error).__name__}: {error}")
        parent = multiprocessing.parent_process()
        stopped = stop.wait(random.uniform(0, _PAUSE)) or parent is None or not parent.is_alive()
    told.put(seen)


def _look(home: Home, kind: str, seen: Seen, stop: Event) -> None:
    with _connected(home, kind) as connection:
        seen.errors += [f"{kind}: {flaw}" for flaw in flaws(connection)]
        version = connection.execute(_LATEST).fetchall()[0][0]
        if seen.versions and version < max(seen.versions):
            seen.errors.append(f"{kind}: went back from {max(seen.versions)} to {version}")
        seen.versions.add(version)
        seen.looks += 1
        if kind == "long":
            first = read_all(connection)
            for _ in range(_HELD):
                if stop.wait(random.uniform(0, _PAUSE)):
                    break
                seen.looks += 1
                if read_all(connection) != first or connection.execute(_LATEST).fetchall()[0][0] != version:
                    seen.errors.append(f"{kind}: {version} changed while it was open")


def _connected(home: Home, kind: str) -> DuckDBPyConnection:
    if kind == "plain":
        import duckdb

        return duckdb.connect(str(home.link), read_only=True)
    return open_readonly(home)
