"""niengiam init: make a home."""

from __future__ import annotations

from pathlib import Path

import click

from warehouse.cli.options import home_option


@click.command()
@home_option
def init(home: Path) -> None:
    """Make an empty warehouse."""
    from warehouse.home import Home, home_words
    from warehouse.intake import rebuild

    made = Home.create(home)
    if made.link.exists():
        click.echo(f"{home} is a warehouse already; nothing was changed")
        return
    rebuild(made, command="init")
    click.echo(f"made a warehouse in {home}\nnext: niengiam ingest {home_words(home)} FILE_OR_FOLDER...")
