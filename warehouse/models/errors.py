"""What is wrong with a model, and where."""

from __future__ import annotations

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
