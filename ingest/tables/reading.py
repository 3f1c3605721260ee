"""What the tables of a document say: their claims, and which of their rows make up others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ingest.claim import Claim
from ingest.unread import Unread

#: Why a person should look at a number: what its column holds is open; nobody sees it.
NOT_UNDERSTOOD, HIDDEN = "table header not understood", "the row is hidden in the sheet"
#: How a table says that rows belong together: "Chia ra", "Trong đó", a row called "Tổng số", number or indent alone.
Said = Literal["complete", "selected", "total", ""]


@dataclass(frozen=True, slots=True)
class Family:
    """A row and the rows that are laid out as its parts, column by column.

    Each of `columns` is the start of the whole's claim and those of its parts, None where a part's cell has no number.
    """

    said: Said
    columns: tuple[tuple[int, tuple[int | None, ...]], ...]


class TableReading(NamedTuple):
    """Claims in the order of the text, numbers that are not read, and the families of the rows."""

    claims: list[Claim]
    unread: list[Unread]
    families: list[Family]
