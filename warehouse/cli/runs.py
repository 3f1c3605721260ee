"""niengiam runs: what was done to the warehouse."""

from __future__ import annotations

from pathlib import Path

import click

from warehouse.cli.options import give, home_option, output_options


@click.command()
@click.option("--last", type=click.IntRange(min=1), default=20, show_default=True, help="How many.")
@home_option
@output_options
def runs(last: int, home: Path, form: str | None, output: Path | None) -> None:
    """List the runs that changed the warehouse or tried to, newest first.

    'unfinished' is a run that is still at work or was killed; the next run finishes its job. The table runs has the
    same for SQL.
    """
    from warehouse.answer import Answer
    from warehouse.home import Home
    from warehouse.journal import Run, read

    rows: list[tuple[object, ...]] = []
    for run in reversed(read(Home.open(home).journal)[-last:]):
        took = (run.finished_at - run.started_at).total_seconds() if run.finished_at else None
        rows.append((run.run_id, run.started_at, took, *run[3:]))
    give(Answer(("run_id", "started_at", "seconds", *Run._fields[3:]), rows), form, output)
