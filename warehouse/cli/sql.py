"""niengiam sql: statements that read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from warehouse.cli.options import give, home_option, output_options


@click.command()
@click.argument("statement")
@click.option(
    "--seconds", type=click.IntRange(1, 3600), default=60, show_default=True, help="Time after which it is stopped."
)
@home_option
@output_options
def sql(statement: str, seconds: int, home: Path, form: str | None, output: Path | None) -> None:
    """Run SELECTs on the published warehouse; '-' reads them from standard input.

    \b
    A statement can read tables, views and marts, and nothing else: no files, no network, no writing.
    Several statements, separated by semicolons, are answered one after another, as tables.
      niengiam sql "SHOW ALL TABLES"
      niengiam sql "FROM latest_observation LIMIT 10" --format csv
      niengiam sql "FROM as_of('2024-11-01') WHERE indicator_code = 'trade.retail_sales'"
    """
    from warehouse.analyst import Limits, run_statements
    from warehouse.home import Home

    text = sys.stdin.read() if statement == "-" else statement
    answers = run_statements(Home.open(home), text, Limits(seconds=seconds))
    if len(answers) > 1 and (output is not None or form not in (None, "table", "markdown")):
        raise click.UsageError("several statements are answered as tables only; give one for a file or a format")
    for number, answer in enumerate(answers):
        if number:
            click.echo()
        give(answer, form, output)
