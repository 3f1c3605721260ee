"""niengiam sql: one statement that reads."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from warehouse.cli.options import give, home_option, output_options


@click.command()
@click.argument("statement")
@home_option
@output_options
def sql(statement: str, home: Path, form: str | None, output: Path | None) -> None:
    r"""Run one SELECT on the published warehouse; '-' reads it from standard input.

    \b
    The statement can read tables, views and marts, and nothing else: no files, no network, no writing.
      niengiam sql "SHOW ALL TABLES"
      niengiam sql "FROM latest_observation LIMIT 10" --format csv
      niengiam sql "FROM as_of('2024-11-01') WHERE indicator_code = 'trade.retail_sales'"
    """
    from warehouse.analyst import run_sql
    from warehouse.home import Home

    text = sys.stdin.read() if statement == "-" else statement
    give(run_sql(Home.open(home), text), form, output)
