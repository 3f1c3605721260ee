"""niengiam schedule: files for the programs that start others by the clock."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from warehouse.cli.options import home_option

_SCHEDULERS = ("systemd", "cron", "windows-task", "airflow")


@click.command()
@click.option("--print", "scheduler", type=click.Choice(_SCHEDULERS), required=True, help="For which scheduler.")
@click.option("--every", type=click.IntRange(1, 60), default=15, show_default=True, help="Minutes between two runs.")
@home_option
def schedule(scheduler: str, every: int, home: Path) -> None:
    """Print a file that makes a scheduler look into the inbox; what to do with it stands in its first lines.

    \b
      niengiam schedule --print systemd --home /srv/niengiam
      niengiam schedule --print cron --every 30
    """
    from ingest.errors import InputError
    from warehouse.home import Home
    from warehouse.schedules import schedule

    program = shutil.which("niengiam", path=str(Path(sys.executable).parent)) or shutil.which("niengiam") or "niengiam"
    place = Home.open(home).root
    try:
        text = schedule(scheduler, program, place, every)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    click.echo(text, nl=False)
