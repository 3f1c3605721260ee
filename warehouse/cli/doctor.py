"""niengiam doctor: whether the home is in order."""

from __future__ import annotations

from pathlib import Path

import click

from warehouse.cli.options import give, home_option, output_options


@click.command()
@home_option
@output_options
def doctor(home: Path, form: str | None, output: Path | None) -> int:
    """Examine the home: rights, lock, space, the published database, the archive; exit code 1 where something is wrong.

    Every original is compared with its hash and every table is read, so it takes a while on a large home.
    """
    from warehouse.answer import Answer
    from warehouse.doctor import Ill, examine
    from warehouse.home import Home

    found = examine(Home.open(home))
    if found or form or output:
        give(Answer(Ill._fields, list(found)), form, output)
    else:
        click.echo(f"{home}: in order", err=True)
    return 1 if found else 0
