"""niengiam text: the text of a file, as spans point into it."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def text(file: Path) -> None:
    """Print the text of a report file, character for character: spans of claims point into it."""
    from ingest.readers import read_document
    from warehouse.cli.summary import tell

    document = read_document(file)
    for notice in document.notices:
        tell(f"{file.name}: {notice}")
    sys.stdout.flush()
    sys.stdout.buffer.write(document.text.encode("utf-8"))
    sys.stdout.buffer.flush()
