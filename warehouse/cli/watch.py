"""niengiam watch: take in what arrives in the inbox."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

from warehouse.cli.options import home_option, notify_option

if TYPE_CHECKING:
    from warehouse.inbox import Cleared


@click.command()
@home_option
@click.option(
    "--sweep", type=click.IntRange(1, 86400), default=60, show_default=True, help="Seconds between two looks."
)
@click.option("--jobs", type=click.IntRange(min=1), help="Files to read at once.  [default: one a core]")
@notify_option
def watch(home: Path, sweep: int, jobs: int | None, notify: str | None) -> None:
    """Take in reports as they arrive in the inbox, until stopped (Ctrl-C, SIGTERM).

    Does what 'ingest --inbox' does, as files arrive. It writes a line for each file and each version to standard error,
    for a journal.
    """
    from warehouse import notices
    from warehouse.home import Home
    from warehouse.watching import log, watch_inbox

    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", datefmt="%Y-%m-%dT%H:%M:%S%z"
    )
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    place = Home.open(home)

    def tell(cleared: Cleared) -> None:
        trouble = notices.notify(notify or "", notices.summary(place, cleared.intake)) if notify else ""
        if trouble:
            log.warning("--notify: %s", trouble)

    watch_inbox(place, sweep=sweep, jobs=jobs, done=tell)
