"""A worksheet as a table: besides the printed text, what the file stores behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from ingest.document import Table


@dataclass(frozen=True, slots=True)
class SheetTable(Table):
    """A table whose number cells are numbers already. `stored` is None where a cell holds text or nothing.

    A stored percentage is in percent (0.967 under the format `0.0%` is 96.7). `hidden_rows` are rows of `rows` that the
    sheet does not show; they are read, and a person should look at what they say.
    """

    sheet: str = ""
    stored: tuple[tuple[Decimal | None, ...], ...] = field(default=(), repr=False)
    hidden_rows: frozenset[int] = frozenset()


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is "A", 27 is "AB"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
