"""niengiam ingest: take reports in."""

from __future__ import annotations

from pathlib import Path

import click

from warehouse.cli.options import given, header_options, home_option


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@home_option
@header_options
@click.option("--jobs", type=click.IntRange(min=1), help="Files to read at once.  [default: one a core]")
@click.pass_context
def ingest(
    ctx: click.Context,
    paths: tuple[Path, ...],
    home: Path,
    area: str | None,
    period: str | None,
    issued: str | None,
    jobs: int | None,
) -> None:
    """Take report files in, or folders of them, and derive everything anew that depends on them.

    The same file twice changes nothing. A file that cannot be read, or is none of the known formats, is named on
    standard error and the others go in; the exit code is then 1.
    """
    from warehouse.cli.progress import reading_progress
    from warehouse.cli.summary import show_intake
    from warehouse.home import Home
    from warehouse.intake import take_in

    with reading_progress() as progress:
        options = given(area=area, period=period, issued=issued)
        intake = take_in(Home.open(home), paths, options, jobs=jobs, progress=progress)
    show_intake(intake)
    ctx.exit(1 if intake.rejected or intake.passed_over else 0)
