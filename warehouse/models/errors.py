"""What is wrong with a model, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import InputError


class ModelError(InputError):
    """A model that cannot be built: the message names file, line and column, the person who edits it can fix it."""

    def __init__(self, path: Path, what: str, line: int = 0, column: int = 0) -> None:
        self.path = path
        self.what = what
        self.line = line
        self.column = column
        place = f"{path}:{line}:{column}" if column else f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {what}")


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """What the engine says against a statement made of the model at `path`, as ModelError; not that a disk is full.

    A statement of several lines holds the text of the model from its second line on: so the place is told.
    """
    import duckdb

    try:
        yield
    except (duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError) as error:
        text, _, drawing = str(error).partition("\n\nLINE ")
        number = re.match(r"(\d+): ", drawing)
        line = int(number[1]) - 1 if number else 0
        caret = next((line.index("^") for line in drawing.splitlines()[1:] if line.strip() == "^"), 0)
        column = caret - len("LINE ") - len(number[0]) + 1 if number else 0
        raise ModelError(path, text.strip(), line, max(column, 0) if line else 0) from error
