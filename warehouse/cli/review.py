"""niengiam review: what waits for a person."""

from __future__ import annotations

from pathlib import Path

import click

from warehouse.cli.options import give, home_option, output_options


@click.command()
@click.option("--doubts", is_flag=True, help="Numbers with a code of which the reader was not sure.")
@click.option("--left-out", is_flag=True, help="What no claim was made of: numbers not read, text left out.")
@home_option
@output_options
def review(doubts: bool, left_out: bool, home: Path, form: str | None, output: Path | None) -> None:
    """List the words that no indicator of the catalogue fits, most frequent first.

    Answer one with 'niengiam correct --label WORDS --set indicator=CODE', or add the words to aliases.csv (a new
    indicator to indicators.csv) of the catalogue and run 'niengiam build'.
    """
    from warehouse import review as lists
    from warehouse.home import Home
    from warehouse.store import open_readonly

    if doubts and left_out:
        raise click.UsageError("give --doubts or --left-out, not both")
    chosen = lists.in_doubt if doubts else lists.left_out if left_out else lists.without_code
    with open_readonly(Home.open(home)) as connection:
        answer = chosen(connection)
    give(answer, form, output)
