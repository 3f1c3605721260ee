"""niengiam build: bring the warehouse up to date."""

from __future__ import annotations

from pathlib import Path

import click

from warehouse.cli.options import home_option


@click.command()
@home_option
@click.option("--jobs", type=click.IntRange(min=1), help="Files to read at once.  [default: one a core]")
@click.pass_context
def build(ctx: click.Context, home: Path, jobs: int | None) -> None:
    """Bring the warehouse up to date with the archive, the catalogue and the models.

    After an edit of the catalogue or an upgrade, archived reports are read again; after an edit of a model, what
    depends on it is derived again. With nothing to do, nothing is published.
    """
    from warehouse.cli.progress import reading_progress
    from warehouse.cli.summary import show_intake
    from warehouse.home import Home
    from warehouse.intake import rebuild

    with reading_progress() as progress:
        intake = rebuild(Home.open(home), jobs=jobs, progress=progress)
    show_intake(intake)
    ctx.exit(1 if intake.rejected else 0)
