"""Numbers of one table that name the same observation with different values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.claim import Claim
from ingest.folding import fold
from ingest.tables.headers import Column
from ingest.tables.rows import TableRow

_TOTAL = re.compile(r"\btổng (?:số|cộng)$")
Read = tuple[TableRow, Column, Claim]


def rivals(read: Sequence[Read]) -> set[int]:
    """The claims, by their start, that lose their code: another number of the table says another value of it.

    What stands below a row of the same name is a part of it, whatever its value. The total, or the row that the others
    stand below, keeps the code, and of its columns the one that narrows nothing.
    """
    groups: dict[tuple[object, ...], list[Read]] = {}
    for row, column, c in read:
        if c.indicator:
            base = column.text if c.versus == "other" else ""  # two columns may have two such bases
            key = (c.indicator, c.price_base, c.measure, c.versus, base, c.first_day, c.last_day, c.area)
            groups.setdefault(key, []).append((row, column, c))
    out: set[int] = set()
    for group in groups.values():
        rows = [row for row, _, _ in group]
        out.update(c.start for row, _, c in group if any(above is other for above in row.above for other in rows))
        if len({c.value for _, _, c in group}) > 1:
            kept = _kept(group)
            out.update(c.start for _, _, c in group if c.start not in kept)
    return out


def _kept(group: Sequence[Read]) -> set[int]:
    rows = {row.index: row for row, _, _ in group}
    heads = [r for r in rows.values() if r.total] or [
        r for r in rows.values() if all(r is other or r in other.above for other in rows.values())
    ]
    if len(heads) != 1:
        return set()
    own = [(column, c) for row, column, c in group if row is heads[0]]
    if len({c.value for _, c in own}) > 1:
        own = [(column, c) for column, c in own if not column.words or _TOTAL.search(fold(column.text))]
    return {c.start for _, c in own} if len({c.value for _, c in own}) == 1 else set()
