"""The rows of a table's body: their names, what stands above them, their units and areas.

Depth is told by the numbering (I, 1, 1.1, a, -), where there is a column for it, else by the column of the name, its
indent and its dash. "Trong đó" opens parts of the row above it; "Phân theo ..." a breakdown of what stands above.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ingest.folding import fold
from ingest.period import Period
from ingest.scopes import Scope
from ingest.tables.cells import Cell
from ingest.tables.headers import days_alone
from ingest.tables.layout import Block, filled
from ingest.tables.naming import Namer
from ingest.tables.twins import VIETNAMESE, is_english, without_twin

_TOTAL = re.compile(
    r"^(?:tổng số|tổng cộng|cộng|tổng|toàn ngành(?: công nghiệp)?|cả nước|toàn quốc|toàn tỉnh|chung|chỉ số chung|tổng (?:trị giá|giá trị)|tổng mức)\b\W*$"
)
_PART = re.compile(r"^\W*(?:trong đó|gồm|bao gồm|t\.?đ)\b\s*[:,-]?\s*")
_BREAKDOWN = re.compile(r"^\W*(?:phân theo|chia theo|phân ra|chia ra|theo\b.{0,40}$)")
_LEAD = re.compile(
    r"^\s*(?:(?P<roman>[IVX]{1,6}[.)])|(?P<number>\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+)|(?P<capital>[A-GĐ][.)](?=\s))|(?P<letter>[a-zđ][.)])|(?P<dash>[-–+*•]))\s*"
)
_MARK = re.compile(r"\s*(?:\(\*+\)|\*+|\(\d\)|\[\d+\])\s*$")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_DITTO = frozenset(('"', "''", "nt", "“", "”", "-nt-", "như trên", "″"))
_AREA_HEADER = re.compile(r"\b(?:huyện|địa phương|xã, phường|địa bàn|thành phố|đơn vị hành chính|tỉnh)\b")
_BELOW_NUMBERED = 4.5  # how much deeper a row without a number is than the rows as far left that have one
_NAMES_THINGS = re.compile(r"\b(?:chỉ tiêu|nội dung|danh mục|tên|dự án|công trình|diễn giải|hạng mục)\b")
_ROMAN = re.compile(r"[IVX]{1,6}\.?")


@dataclass(slots=True)
class TableRow:
    """A row of the body that may hold numbers."""

    index: int
    cells: list[Cell]
    name: str  # without its number, unit and marks
    depth: float
    above: list[TableRow] = field(default_factory=list)  # headings and wholes, outermost first
    unit: str = ""  # as printed in its own bracket or in the unit column
    area: str = ""
    region: str = ""  # where its name ends in one: "thu đông ĐBSCL"
    scope: Scope | None = None  # where its name is days: "Quý I năm 2023"
    part: bool = False  # "trong đó"
    breakdown: bool = False  # itself a heading "Phân theo ..."
    broken_down: bool = False  # stands below a breakdown
    total: bool = False
    led: bool = False  # its name begins with its number or a dash
    numbered: bool = False  # by a number of its own or in capitals, which no heading at the same depth covers
    has_numbers: bool = False
    heading: bool = False  # nothing but a name, above what it speaks of

    @property
    def names_a_thing(self) -> bool:
        """Whether its name can be what the numbers of total, areas or days below it speak of."""
        return bool(self.name) and not (self.area or self.total or self.breakdown or self.scope is not None)

    @property
    def whole(self) -> TableRow | None:
        """The row with numbers that this row is said to be a part of."""
        return next((row for row in reversed(self.above) if row.has_numbers), None) if self.part else None


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns name the rows: their numbers, their names, their units."""

    ordinal: int | None
    names: tuple[int, ...]
    unit: int | None
    areas: bool = False  # the header of the names says that they are places


def name_columns(block: Block, roles: Sequence[str], numeric: set[int], namer: Namer) -> Columns:
    """Sort out the columns left of the numbers."""
    first = min(numeric, default=block.width)
    ordinal = next((c for c in range(first) if roles[c] == "ordinal"), None)
    if ordinal is None and first > 1 and _mostly(block, 0, lambda cell: cell.is_ordinal):
        ordinal = 0
    unit = next((c for c in range(block.width) if roles[c] == "unit" or _holds_units(block, c, numeric, namer)), None)
    names = tuple(c for c in range(first) if c not in (ordinal, unit) and roles[c] != "note")
    if not any(_holds_words(block, c) for c in names):  # "Đơn vị" above districts, "Nguồn vốn"
        names = tuple(c for c in range(first) if c != ordinal and not _holds_units(block, c, numeric, namer))
        unit = None if unit in names else unit
    names = _until_told(block, names)
    areas = any(_AREA_HEADER.search(fold(block.header_text(c))) for c in names)
    return Columns(ordinal, names, unit, areas)


def _until_told(block: Block, names: tuple[int, ...]) -> tuple[int, ...]:
    """The columns of names without those that tell other things of what is named: "Địa điểm", "Thời gian thực hiện"."""
    told = next((c for c in names if _NAMES_THINGS.search(fold(block.header_text(c)))), None)
    if told is None:
        return names
    head = block.header_text(told)
    return tuple(c for c in names if c <= told or block.header_text(c) in ("", head))


def _mostly(block: Block, column: int, test: Callable[[Cell], bool]) -> bool:
    cells = [row.cells[column] for row in block.body if column < len(row.cells) and row.cells[column].text]
    return len(cells) >= 2 and sum(map(test, cells)) >= 0.7 * len(cells)


def _holds_words(block: Block, column: int) -> bool:
    return any(column < len(row.cells) and row.cells[column].is_words for row in block.body)


def _holds_units(block: Block, column: int, numeric: set[int], namer: Namer) -> bool:
    if column in numeric or column == 0:
        return False
    return _mostly(block, column, lambda cell: cell.text in _DITTO or namer.is_unit(cell.text))


def rows_of(block: Block, columns: Columns, numeric: set[int], namer: Namer, period: Period) -> list[TableRow]:
    """The rows of the body with their places in the hierarchy, headings left out."""
    return _Rows(columns, numeric, namer, period).read(block)


@dataclass(slots=True)
class _Rows:
    columns: Columns
    numeric: set[int]
    namer: Namer
    period: Period
    stack: list[TableRow] = field(default_factory=list)
    last_unit: str = ""
    half_name: str = ""

    def read(self, block: Block) -> list[TableRow]:
        out = []
        for body_row in block.body:
            row = self._row(body_row.index, body_row.cells)
            if row is None:
                continue
            self._place(row)
            if row.has_numbers:
                out.append(row)
        return out

    def _row(self, index: int, cells: list[Cell]) -> TableRow | None:
        named = self._named(cells)
        part = any(_PART.match(fold(cell.text)) for _, cell in named)
        words = [(c, cell) for c, cell in named if _PART.sub("", fold(cell.text)).strip()]
        column, cell = words[-1] if words else (named[-1] if named else (0, Cell("", (0, 0))))
        has_numbers = any(c < len(cells) and cells[c].is_number for c in self.numeric)
        text, unit = self._name_and_unit(cell.text)
        if self.half_name and cell.text[:1].islower() and not _LEAD.match(cell.text):
            text = f"{self.half_name} {text}"
            self.stack.pop()
        if not text and not has_numbers and not part:
            return None
        if not has_numbers and self.stack and is_english(cell.text):
            return None  # the twin of the line above
        row = TableRow(index, cells, text, self._depth(cells, column, cell), unit=unit, has_numbers=has_numbers)
        row.part, row.breakdown = part, bool(_BREAKDOWN.match(fold(cell.text))) and not has_numbers
        row.led = _LEAD.match(cell.text) is not None
        row.numbered = bool(_LEAD.match(cell.text)) or text.isupper()
        row.scope = days_alone(text, self.period)
        text, row.region = self.namer.area_behind(text) if has_numbers and not self.namer.area(text) else (text, "")
        row.name = text
        row.total = bool(_TOTAL.match(fold(text)))
        row.area = self.namer.area(text) or (text if self.columns.areas and not row.total else "")
        if unit_text := self._unit_cell(cells):
            row.unit = row.unit or unit_text
        row.heading = not (
            has_numbers or row.unit or part or any(cells[c].text for c in self.numeric if c < len(cells))
        )
        self.half_name = "" if has_numbers or part or row.breakdown or text.endswith(":") else text
        return row

    def _named(self, cells: list[Cell]) -> list[tuple[int, Cell]]:
        """The cells with the row's name; of two languages the Vietnamese one."""
        limit = max(self.columns.names, default=-1)
        found = [
            (c, cell)
            for c, cell in filled(cells)
            if c in self.columns.names and c <= limit and (not cell.is_number or cell.is_year)
        ]
        if not found and self.columns.ordinal is not None:
            found = [
                (c, cell)
                for c, cell in filled(cells)
                if c == self.columns.ordinal and cell.is_words and len(cell.text) > 4
            ]
        vietnamese = [(c, cell) for c, cell in found if VIETNAMESE.search(fold(cell.text))]
        if len(found) > 1 and vietnamese and not any(_PART.match(fold(cell.text)) for _, cell in found):
            return vietnamese
        return found

    def _name_and_unit(self, text: str) -> tuple[str, str]:
        text = _MARK.sub("", _LEAD.sub("", text, count=1))
        text = without_twin(text)
        part = _PART.match(fold(text))
        if part:
            text = text[part.end() :]
            text = _LEAD.sub("", text, count=1)
        unit = ""
        for bracket in _BRACKETS.findall(text):
            if self.namer.is_unit(bracket):
                unit = bracket.strip()
                text = text.replace(f"({bracket})", " ")
        return " ".join(text.split()).rstrip(" :"), unit

    def _unit_cell(self, cells: list[Cell]) -> str:
        column = self.columns.unit
        if column is None or column >= len(cells):
            return ""
        text = cells[column].text
        if text in _DITTO:
            return self.last_unit
        if text and not self.namer.is_unit(text) and not _TOTAL.match(fold(text)):
            return text if len(text) < 20 else ""
        self.last_unit = text or self.last_unit
        return text

    def _depth(self, cells: list[Cell], column: int, cell: Cell) -> float:
        lead = _LEAD.match(cell.text)
        inner = 0.0
        if lead is not None:
            inner = {"capital": -0.5, "roman": 0.0, "number": 1.0, "letter": 3.0, "dash": 4.0}[lead.lastgroup or "dash"]
        if self.columns.ordinal is None:
            below = lead is None and not (cell.text.isupper() or _TOTAL.match(cell.folded)) and self._led(column, cell)
            return 20 * column + cell.indent + (_BELOW_NUMBERED if below else inner)
        mark = cells[self.columns.ordinal].text.strip(" .)(")
        if not mark or mark == cell.text.strip(" .)("):
            return 60 + cell.indent + inner if mark == "" and not cell.text.isupper() else 5
        if _ROMAN.fullmatch(mark):
            return 10
        if mark.isdigit():
            return 20
        if re.fullmatch(r"\d+(?:\.\d+)+", mark):
            return 20 + 5 * mark.count(".")
        if mark.isalpha():
            return 0 if mark.isupper() else 40
        return 50

    def _led(self, column: int, cell: Cell) -> bool:
        """Whether a row above, as far left, has a number of its own: the rows without one stand below it."""
        base = 20 * column + cell.indent
        return any(above.led and 20 * column <= above.depth < base + _BELOW_NUMBERED for above in self.stack)

    def _place(self, row: TableRow) -> None:
        """Take the headings and wholes above a row from the stack, and put the row on it."""
        if row.breakdown or row.part:
            while self.stack and self._ends(self.stack[-1], row):
                self.stack.pop()
            if self.stack and row.part and self.stack[-1].part:
                self.stack.pop()
            row.above = list(self.stack)
            row.depth = max(row.depth, (self.stack[-1].depth if self.stack else -1) + 0.5)
        else:
            while row.total and self.stack and self.stack[-1].area and self.stack[-1].has_numbers:
                self.stack.pop()  # a total below the places is not that of the last of them
            while self.stack and self.stack[-1].depth >= row.depth and not self._covers(self.stack[-1], row):
                self.stack.pop()
            row.above = list(self.stack)
        row.broken_down = any(above.breakdown or (above.part and not above.has_numbers) for above in row.above)
        if row.part and not row.name:
            row.breakdown = False
        self.stack.append(row)

    @staticmethod
    def _ends(above: TableRow, row: TableRow) -> bool:
        """Whether a part or a breakdown at `row` ends what stands above: another breakdown, a heading beside it."""
        heading = not (above.has_numbers or above.numbered)
        return above.breakdown or above.depth > row.depth or (heading and above.depth == row.depth)

    @staticmethod
    def _covers(above: TableRow, row: TableRow) -> bool:
        """Whether a heading that stands at the same depth still covers a row: "Phân theo ..." does, up to a number.

        So does the heading above rows that are days, and any that is nothing but a name above a row with numbers.
        """
        if row.depth == above.depth and not above.has_numbers and row.scope is not None:
            return True
        if row.depth == above.depth and above.heading and row.has_numbers and not above.breakdown:
            return True
        return above.breakdown and not row.numbered and row.depth >= above.depth - 0.5
