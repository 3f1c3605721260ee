"""A progress bar on standard error, only where a person watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.intake import Progress


@contextmanager
def reading_progress() -> Iterator[Progress | None]:
    """A bar with files, claims and claims a second; None where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = ("reading", BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[note]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, note="")
        started = monotonic()

        def show(done: int, total: int, claims: int) -> None:
            rate = claims / max(monotonic() - started, 0.001)
            bar.update(task, completed=done, total=total, note=f"{claims} claims, {rate:.0f}/s")

        yield show
