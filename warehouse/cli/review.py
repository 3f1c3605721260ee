"""niengiam review: what waits for a person."""

from __future__ import annotations

from pathlib import Path

import click

from warehouse.cli.options import give, home_option, output_options


@click.command()
@click.option("--doubts", is_flag=True, help="Numbers with a code of which the reader was not sure.")
@home_option
@output_options
def review(doubts: bool, home: Path, form: str | None, output: Path | None) -> None:
    """List the words that no indicator of the catalogue fits, most frequent first.

    Answer one with 'niengiam correct --label WORDS --set indicator=CODE', or add the words to aliases.csv (a new
    indicator to indicators.csv) of the catalogue and run 'niengiam build'.
    """
    from warehouse.home import Home
    from warehouse.review import in_doubt, without_code
    from warehouse.store import open_readonly

    with open_readonly(Home.open(home)) as connection:
        answer = in_doubt(connection) if doubts else without_code(connection)
    give(answer, form, output)
