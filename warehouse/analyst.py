"""SQL from an analyst, on a leash: statements that read, no files, no network, no settings, no end of time or memory.

A statement runs in a process of its own (`warehouse.analyst_worker`): DuckDB can be interrupted between two steps of a
query but not within one call of a function, and some calls take memory past its limit. A process can always be ended.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import InputError
from warehouse.answer import Answer
from warehouse.home import Home

_KEPT_ENVIRONMENT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_GRACE = 3.0  # seconds in which the worker may end by itself, and start
NARROW = "narrow the question (fewer areas, indicators or months in WHERE, JOIN with ON, LIMIT) or give it more time"


class QueryError(InputError):
    """A statement that is refused or that DuckDB cannot run; the message is one line, with the place where known."""

    def __init__(self, message: str) -> None:
        # It may repeat what was asked: nothing that steers a terminal.
        super().__init__("".join(sign if sign.isprintable() else "\ufffd" for sign in message))


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may cost."""

    seconds: float = 60.0
    memory_mb: int = 2048  # of DuckDB; its process may hold as much again
    rows: int = 1_000_000
    megabytes: int = 256  # of texts in the answers


@dataclass(frozen=True, slots=True)
class Request:
    """What the worker is asked."""

    home: Home
    text: str
    parameters: dict[str, object]
    limits: Limits
    single: bool


def run_sql(
    home: Home, text: str, parameters: Mapping[str, object] | None = None, limits: Limits | None = None
) -> Answer:
    """The answer to one reading statement on the published warehouse; QueryError where there is no answer.

    `parameters` are values for `$name` in the statement. InputError where nothing is published.
    """
    return _ask(Request(home, text, dict(parameters or {}), limits or Limits(), single=True))[0]


def run_statements(home: Home, text: str, limits: Limits | None = None) -> list[Answer]:
    """The answers to one or more reading statements, all or none, within the limits together; raises as run_sql."""
    return _ask(Request(home, text, {}, limits or Limits(), single=False))


def _ask(request: Request) -> list[Answer]:
    # A folder that the caller happens to stand in is no place to find modules (-P, no relative entries); ours are found
    # beside this one.
    command = [sys.executable, "-P", "-m", "warehouse.analyst_worker"]
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    places = [p for p in environment.get("PYTHONPATH", "").split(os.pathsep) if Path(p).is_absolute()]
    environment["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).resolve().parent.parent), *places])
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as worker:
        try:
            said, _ = worker.communicate(pickle.dumps(request), timeout=request.limits.seconds + _GRACE)
        except subprocess.TimeoutExpired:
            raise QueryError(f"stopped after {request.limits.seconds:g} seconds: {NARROW}") from None
        finally:
            worker.kill()
    if worker.returncode != 0:
        raise QueryError(f"stopped: it took more memory than {request.limits.memory_mb} MB, or failed; {NARROW}")
    answer = pickle.loads(said)  # noqa: S301 - what our own module wrote
    if isinstance(answer, Exception):
        raise answer
    assert isinstance(answer, list)  # noqa: S101 - an error or a list, says the worker
    return answer
