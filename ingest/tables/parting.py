"""Two tables side by side in one grid: the head that names the rows stands in it twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.tables.cells import Cell
from ingest.tables.layout import Block, Row, is_data

_NAMES_ROWS = re.compile(
    r"(?:tên )?(?:các )?(?:chỉ tiêu|nội dung|danh mục|diễn giải|địa phương|sản phẩm)|huyện.*|xã.*|stt|tt|số tt"
)
_HEAD_ROWS = 20  # below which no head is looked for


def side_by_side(rows: Sequence[Row], blocks_of: Callable[[Sequence[Row]], list[Block]]) -> list[Block]:
    """The tables of a grid, one behind the other where two stand side by side."""
    parted = _parted(rows)
    if parted is None:
        return blocks_of(rows)
    top, column = parted
    left = [row if at < top else row[:column] for at, row in enumerate(rows)]
    right = [row if at < top else row[column:] for at, row in enumerate(rows)]
    out = blocks_of(left)
    for block in blocks_of(right):
        block.header = [_moved(row, column) for row in block.header]
        block.body = [replace(row, cells=_moved(row.cells, column)) for row in block.body]
        out.append(block)
    return out


def _parted(rows: Sequence[Row]) -> tuple[int, int] | None:
    """The row of the heads and the first column of the second table."""
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        heads: dict[str, list[int]] = {}
        for column, cell in enumerate(row):
            told = heads.setdefault(cell.folded, [])
            if _NAMES_ROWS.fullmatch(cell.folded) and not any(row[c].span == cell.span for c in told):
                told.append(column)
        twice = [columns for columns in heads.values() if len(columns) == 2]
        if twice:
            column = min(second for _, second in twice)
            both = sum(is_data(below[:column]) and is_data(below[column:]) for below in rows[at + 1 :])
            return (at, column) if both else None
    return None


def _moved(row: Row, columns: int) -> Row:
    start = row[0].span[0] if row else 0
    return [Cell("", (start, start))] * columns + row
