"""Where a table's title, unit, header and body stand; a grid may hold several tables one below the other.

The body begins at the first row with a name and a number right of it. A year alone is no number here: it is a line of
the header in many workbooks, whose headers are printed one line a row and not merged downwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ingest.folding import fold
from ingest.tables.captions import Caption
from ingest.tables.cells import Cell
from ingest.tables.headers import SHARE_UNIT

Row = list[Cell]
IsUnit = Callable[[str], bool]  # whether words are nothing but a unit of the catalogue

_UNIT_LINE = re.compile(r"^\W*(?:đơn vị(?: tính)?|đvt|unit)\s*[:.]\s*(?P<unit>.+?)\W*$")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-zđ])\)?(?:\s*=\s*.*)?")
#: From the first English word on: "Đơn vị tính / Unit". "May" is Vietnamese.
_ENGLISH = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December|Months?|Quarter|Compared"
    r"|Period|Unit|Prel|Estimated?)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_CONTINUED = re.compile(r"tiếp theo|tiếp\)")
#: What stands above a table on official paper: the state's motto, the office, the day of signing.
_LETTERHEAD = re.compile(
    r"cộng h(?:òa|oà) xã hội chủ nghĩa|độc lập ?[-–] ?tự do|^số: |^[^\d,]{2,40}, ngày .{0,8}tháng .{0,8}năm\b"
)
_OFFICE = re.compile(r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|sở|cục thống kê|chi cục thống kê)\b.{0,60}")
_TITLE = re.compile(
    r"\(?(?:biểu|bảng|phụ lục|báo cáo|tình hình|kết quả|tổng hợp|một số|danh mục|kèm theo|ban hành|số liệu)\b"
)
_NAME_COLUMNS = 4  # the name of a row stands in one of the first columns


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row below the header; `index` counts the rows of the whole grid."""

    index: int
    cells: Row


@dataclass(slots=True)
class Block:
    """One table of a grid."""

    titles: list[str] = field(default_factory=list)
    unit: str = ""  # of the whole table, as printed
    header: list[Row] = field(default_factory=list)
    body: list[BodyRow] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((len(row.cells) for row in self.body), default=0)

    def set_below(self, caption: Caption) -> None:
        """Take over the title and the unit that stand above the table in the text."""
        self.titles[:0] = caption.titles
        self.unit = self.unit or caption.unit

    def header_lines(self, column: int) -> list[str]:
        """What stands above a column, line below line."""
        lines: list[Cell] = []
        for row in self.header:
            if column < len(row) and not row[column].empty and all(row[column].span != c.span for c in lines):
                lines.append(row[column])
        return list(filter(None, (_ENGLISH.sub("", cell.text).strip() for cell in lines)))

    def header_text(self, column: int) -> str:
        """The lines above a column as one."""
        return " ".join(self.header_lines(column))


def blocks_of(rows: Sequence[Row], is_unit: IsUnit) -> list[Block]:
    """The tables of a grid, from the top; `is_unit` tells whether words are a unit ("Tỷ đồng")."""
    walk = _Walk(is_unit)
    for index, row in enumerate(rows):
        if any(not cell.empty for cell in row):
            walk.take(index, row)
    return [block for block in walk.blocks if block.body]


def filled(row: Row) -> list[tuple[int, Cell]]:
    """The cells of a row that say something, each merged cell once, with their first columns."""
    out: list[tuple[int, Cell]] = []
    for column, cell in enumerate(row):
        if not cell.empty and (not out or out[-1][1].span != cell.span):
            out.append((column, cell))
    return out


def without_ordinal(cells: list[tuple[int, Cell]]) -> list[tuple[int, Cell]]:
    """The cells without the number of the row, where it stands in front of others."""
    if len(cells) > 1 and cells[0][0] == 0 and cells[0][1].is_ordinal:
        return cells[1:]
    return cells


def is_data(row: Row) -> bool:
    """Whether a row has a name and a number right of it."""
    cells = without_ordinal(filled(row))
    name = _name_column(cells)
    if name is None or name >= _NAME_COLUMNS:
        return False
    return any(cell.is_number and not cell.is_year for column, cell in cells if column > name)


def _name_column(cells: list[tuple[int, Cell]]) -> int | None:
    """The column that names a row: the first with words, or the first of all with a year."""
    if cells and cells[0][0] == 0 and cells[0][1].is_year and not any(cell.is_year for _, cell in cells[1:]):
        return 0
    return next((column for column, cell in cells if cell.is_words), None)


def unit_line(cells: list[tuple[int, Cell]], is_unit: IsUnit, *, below_title: bool = False) -> str:
    """The unit that a row of one cell states for the whole table, else ""; `below_title` also in the first column."""
    if len(cells) != 1:
        return ""
    column, cell = cells[0]
    stated = _UNIT_LINE.match(fold(cell.text))
    if stated:
        return stated["unit"]
    if column > 0 and SHARE_UNIT.match(fold(cell.text)):
        return cell.text
    parts = [part.strip() for part in cell.text.strip("() ").split(";")]
    return cell.text.strip("() ") if (column > 0 or below_title) and all(map(is_unit, parts)) else ""


@dataclass(slots=True)
class _Walk:
    """Goes down the rows and sorts them into blocks."""

    is_unit: IsUnit
    blocks: list[Block] = field(default_factory=lambda: [Block()])

    def take(self, index: int, row: Row) -> None:
        block = self.blocks[-1]
        if _numbers_columns(filled(row)) and (block.header or block.body):
            return
        if is_data(row):
            block.body.append(BodyRow(index, row))
        elif block.body:
            self._below(index, row, block)
        else:
            self._above(index, row, block)

    def _above(self, index: int, row: Row, block: Block) -> None:
        """A row before the first number: title, unit, header, or a heading of the body."""
        cells = filled(row)
        if _is_letterhead(cells):
            return
        if unit := unit_line(cells, self.is_unit, below_title=bool(block.titles)):
            block.unit = unit
        elif not block.header and _is_title(cells):
            block.titles.append(cells[0][1].text)
        elif len(without_ordinal(cells)) > 1 or (cells[0][0] > 0 and not _spans(row, cells[0][1])):
            for heading in block.body:
                block.header.append(heading.cells)
            block.header.append(row)
        elif block.header:
            block.body.append(BodyRow(index, row))
        else:
            block.titles.append(without_ordinal(cells)[0][1].text)

    def _below(self, index: int, row: Row, block: Block) -> None:
        """A row without a number behind the first number: a heading, a note, or the head of another table."""
        cells = filled(row)
        texts = [cell.text for _, cell in cells]
        if any(texts == [cell.text for _, cell in filled(known)] for known in block.header) and len(texts) > 1:
            return
        if not _heads(block, row, cells, self.is_unit):
            block.body.append(BodyRow(index, row))
            return
        fresh = Block()
        while block.body and not is_data(block.body[-1].cells):
            fresh.titles.insert(0, without_ordinal(filled(block.body.pop().cells))[0][1].text)
        _inherit(fresh, block)
        self.blocks.append(fresh)
        self._above(index, row, fresh)


def _is_letterhead(cells: list[tuple[int, Cell]]) -> bool:
    """Whether a row above a table is of the paper that it is printed on."""
    texts = [cell.text for _, cell in cells]
    office = len(texts) == 1 and texts[0].isupper() and bool(_OFFICE.fullmatch(fold(texts[0])))
    return office or any(_LETTERHEAD.search(fold(text)) for text in texts)


def _is_title(cells: list[tuple[int, Cell]]) -> bool:
    """Whether a row is a title, wherever it begins."""
    return len(cells) == 1 and bool(_TITLE.match(cells[0][1].folded))


def _inherit(fresh: Block, before: Block) -> None:
    """A table that goes on behind a page break keeps the title of the one before."""
    if not fresh.titles or _CONTINUED.search(fold(" ".join(fresh.titles))):
        fresh.titles, fresh.unit = list(before.titles), before.unit


def _heads(block: Block, row: Row, cells: list[tuple[int, Cell]], is_unit: IsUnit) -> bool:
    """Whether a row inside the body begins a new header: words above the numbers, no name before them."""
    numeric = number_columns(block)
    if unit_line(cells, is_unit):
        return True
    over = [cell for column, cell in cells if column in numeric and cell.is_words]
    named = any(column < min(numeric, default=0) for column, _ in cells)
    return len(over) >= 2 and not named and not _spans(row, cells[0][1])


def _spans(row: Row, cell: Cell) -> bool:
    return sum(1 for other in row if other.span == cell.span) > len(row) / 2


def number_columns(block: Block) -> set[int]:
    """The columns in which data rows hold a number right of their name."""
    out: set[int] = set()
    for row in block.body:
        cells = without_ordinal(filled(row.cells))
        name = _name_column(cells)
        out.update(column for column, cell in cells if name is not None and column > name and cell.is_number)
    return out


def _numbers_columns(cells: list[tuple[int, Cell]]) -> bool:
    """Whether a row only numbers the columns: "A B 1 2 3=2/1"."""
    texts = [cell.folded for _, cell in cells]
    if len(texts) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(found[0]) for text in texts if (found := re.match(r"\d+", text.strip("(")))]
    return len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 2
