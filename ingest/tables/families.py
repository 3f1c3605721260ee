"""Rows of a table and the rows that its layout makes their parts: by number, indent, "Trong đó" or below a total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.folding import fold
from ingest.tables.reading import Family, Said
from ingest.tables.rows import TableRow

_OPENS = re.compile(r"^\W*(trong đó|t\.?đ|bao gồm|gồm|chia ra|phân theo|chia theo|phân ra)\b")
_SELECTED = re.compile(r"\b(?:một số|chủ yếu|trong đó|t\.?đ)\b")
_LEAST_PARTS = 2


def families_of(rows: Sequence[TableRow], starts: Mapping[tuple[int, int], int], width: int) -> Iterator[Family]:
    """The families of the rows of a block that hold numbers; `starts` are those of their claims by row and column."""
    groups = _groups(rows)
    for group in groups:
        yield from _family(group, starts, width)
    with_parts = {group.whole.index for group in groups}
    for total in rows:
        if total.total and total.index not in with_parts:
            yield from _family(_Group(total, "total", _summed_up(total, rows)), starts, width)


@dataclass(slots=True)
class _Group:
    """A row and rows below it that one heading opens, if any does."""

    whole: TableRow
    said: Said
    parts: list[TableRow]


def _groups(rows: Sequence[TableRow]) -> list[_Group]:
    out: dict[tuple[int, int], _Group] = {}
    for row in rows:
        whole, opened = _whole_of(row)
        if whole is None:
            continue
        key = (whole.index, row.index if row.part else opened.index if opened is not None else -1)
        if opened is None and not row.part:  # goes on with the parts before it
            key = next((k for k in reversed(out) if k[0] == whole.index), key)
        said = _said(opened if opened is not None else row) or ("total" if whole.total else "")
        out.setdefault(key, _Group(whole, said, [])).parts.append(row)
    for group in [group for group in out.values() if len(group.parts) == 1 and not group.said]:
        _beside(group, out.values())
    return list(out.values())


def _beside(group: _Group, groups: Iterable[_Group]) -> None:
    """Take an only child for what it is: a row beside the one above it, indented by a long name."""
    for outer in groups:
        at = next((i for i, part in enumerate(outer.parts) if part is group.whole), -1)
        if at >= 0:
            outer.parts.insert(at + 1, group.parts[0])


def _whole_of(row: TableRow) -> tuple[TableRow | None, TableRow | None]:
    """The nearest row above with numbers that this one stands below, and the last "Chia ra" between them."""
    opened = None
    for above in reversed(row.above):
        if above.has_numbers:
            return above, opened
        if opened is None and (above.breakdown or above.part):
            opened = above
        elif opened is None:
            return None, None  # a heading between them
    return None, None


def _said(row: TableRow) -> Said:
    """What the words of a heading, or before the name of a part, say of the parts."""
    opening = next((fold(cell.text) for cell in row.cells if _OPENS.match(fold(cell.text))), "")
    if not opening:
        return ""
    return "selected" if _SELECTED.search(opening) else "complete"


def _summed_up(total: TableRow, rows: Sequence[TableRow]) -> list[TableRow]:
    """The uppermost rows between a total and the next: those behind it, or before it where it closes them."""
    at = next(i for i, row in enumerate(rows) if row is total)
    behind, before = [], []
    for row in rows[at + 1 :]:
        if row.total:
            break
        behind.append(row)
    for row in reversed(rows[:at]):
        if row.total:
            break
        before.append(row)
    return [row for row in behind or before[::-1] if _whole_of(row)[0] in (None, total)]


def _family(group: _Group, starts: Mapping[tuple[int, int], int], width: int) -> Iterator[Family]:
    columns = []
    for at in range(width):
        start = starts.get((group.whole.index, at))
        parts = tuple(starts.get((part.index, at)) for part in group.parts)
        if start is not None and any(part is not None for part in parts):
            columns.append((start, parts))
    if columns and len(group.parts) >= _LEAST_PARTS:
        yield Family(group.said, tuple(columns))
