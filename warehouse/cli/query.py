"""niengiam query: questions that are ready to be asked."""

from __future__ import annotations

from pathlib import Path

import click

from warehouse.cli.options import give, home_option, output_options


@click.command()
@click.argument("name", required=False)
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@home_option
@output_options
def query(name: str | None, params: tuple[str, ...], home: Path, form: str | None, output: Path | None) -> None:
    r"""Ask one of the questions in sql/queries; without a NAME, list them.

    \b
      niengiam query
      niengiam query plan_attainment --param period=2024-10
    """
    if name is None:
        give(_listing(), form, output)
        return
