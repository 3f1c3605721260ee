"""The claims of a document's tables: every number of every body, read in its row and its column.

Nothing is dropped: a number in a column whose header cannot be understood, in a row without a name or in a cell with
other words is a claim without a code, with the reason for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from ingest.claim import Accumulation, Claim
from ingest.document import Document, Table
from ingest.folding import fold
from ingest.header import Header
from ingest.lexer import PERCENT, POINTS
from ingest.numerals import plain, printed_interval
from ingest.period import Period
from ingest.scopes import Scope, accumulation_of
from ingest.tables.accounts import told_as
from ingest.tables.arithmetic import worked_out
from ingest.tables.captions import ENCLOSED_WITH, Captions
from ingest.tables.cells import (
    Cell,
    CellNumber,
    cells_of,
    english_separators,
    long_numbers,
    numbers_among_words,
    read_number,
)
from ingest.tables.days import crossed, find_days, names_year
from ingest.tables.families import families_of
from ingest.tables.headers import SEASON, SHARE_UNIT, Column, Form, assigned, compared_by, form_of, read_column
from ingest.tables.layout import Block, blocks_of, number_columns
from ingest.tables.naming import Namer, Naming, PrintedUnit
from ingest.tables.parting import side_by_side
from ingest.tables.reading import HIDDEN, NOT_UNDERSTOOD, Family, TableReading
from ingest.tables.rivals import Read, rivals
from ingest.tables.rows import TableRow, name_columns, rows_of
from ingest.tables.settling import settled
from ingest.tables.sheet_table import SheetTable, column_letters
from ingest.tables.subjects import Subject, Subjects
from ingest.unread import Unread, among_words

_POINTS_OR_PERCENT = "a change of a rate may be told in points or in percent"
_UNIT_OF_TITLE = re.compile(r"\((?:đvt: |đơn vị(?: tính)?: )?([^()]{1,25})\)$")
_SAME = "several rows or columns of the table name the same indicator"
_CHANGES = frozenset(("change_pct", "change_abs", "change_ratio", "change_pp"))
_IN_UNIT = frozenset(("level", "plan", "change_abs"))
_ONE = PrintedUnit("", Decimal(1))
_LEAST_INDEX = 50  # what is less in a column of indices, of a rate, is a difference
_MOST_LINES = 8  # of a header that may name places, and columns from which a plan takes its unit
_LONGEST = 40  # signs of a cell that holds more than a number and still is no sentence


def table_claims(document: Document, header: Header, period: Period, namer: Namer) -> TableReading:
    """What every table of `document` says, each printed number once."""
    out: dict[int, Claim] = {}
    unread: list[Unread] = []
    families: list[Family] = []
    before: list[Column] = []
    captions = Captions(document)
    for number, table in enumerate(document.tables, 1):
        rows = cells_of(table, document.text, namer.is_unit)
        blocks = side_by_side(rows, lambda grid: blocks_of(grid, namer.is_unit))
        if blocks and not isinstance(table, SheetTable):
            blocks[0].set_below(captions.of(table, namer.is_unit))
        for block in blocks:
            reader = _BlockReader(document, header, period, namer, table, block, number)
            before = reader.prepare(before)
            for claim in reader.claims():
                out.setdefault(claim.start, claim)
            unread += reader.unread
            families += families_of(reader.rows, reader.starts, block.width)
    told = dict.fromkeys((start, words) for start, words in unread if start not in out)  # merged cells tell it twice
    return TableReading([out[start] for start in sorted(out)], list(told), families)


@dataclass(slots=True)
class _BlockReader:
    """Reads one table with its own header."""

    document: Document
    header: Header
    period: Period
    namer: Namer
    table: Table
    block: Block
    number: int  # of the table in the document, from 1
    columns: list[Column] = field(default_factory=list)
    forms: dict[int, tuple[Form, str]] = field(default_factory=dict)
    title_scope: Scope | None = None
    doubt: str = ""
    rows: list[TableRow] = field(default_factory=list)
    starts: dict[tuple[int, int], int] = field(default_factory=dict)  # of the claims, by row and column
    unread: list[Unread] = field(default_factory=list)
    english: bool = False  # how its numbers are printed
    numbers: dict[int, dict[int, CellNumber]] = field(default_factory=dict)  # by column and row, as far as looked up

    def prepare(self, before: list[Column]) -> list[Column]:
        """Read the header; a table without one goes on with the columns of the one before, if they are as many."""
        self.english = english_separators(cell for row in self.block.body for cell in row.cells)
        self.block.titles = [t for t in self.block.titles if not ENCLOSED_WITH.match(fold(t))]
        titles = [t for t in (*self.table.headings[-1:], *self.block.titles) if not ENCLOSED_WITH.match(fold(t))]
        title = fold(" ".join(titles))
        if not self.block.unit and (unit := _UNIT_OF_TITLE.search(title)) and self.namer.is_unit(unit[1]):
            self.block.unit = unit[1]
        period = self._period(title.partition(" so với ")[0])
        numeric = number_columns(self.block)
        columns = [self._column(c, title, period) for c in range(self.block.width)]
        if not self.block.header:
            columns = before if len(before) == len(columns) else [replace(c, understood=False) for c in columns]
        percent = fold(self.block.unit).strip("() ") == "%"
        columns = [compared_by(column, title, period, percent=percent) for column in columns]
        if SHARE_UNIT.match(fold(self.block.unit)):
            columns = [_as_share(column) for column in columns]
        named = name_columns(self.block, [c.role for c in columns], numeric, self.namer)
        numeric -= {c for c in (*named.names, named.ordinal, named.unit) if c is not None}
        for at in (*named.names, named.ordinal, named.unit):
            if at is not None:
                columns[at] = replace(columns[at], role="name")
        here = self.title_scope or Scope(period.start, period.end)
        self.columns = [settled(c, columns, numeric, here) for c in range(len(columns))]
        self.rows = rows_of(self.block, named, numeric, self.namer, period)
        self.columns = [self._worked_out(c, numeric) if c in numeric else self.columns[c] for c in range(len(columns))]
        self._tell_of_other_rows(numeric)
        self.forms = {
            c: form_of(self.columns[c], self._values(c)) for c in numeric if self.columns[c].measure in _CHANGES
        }
        self.period = period
        return columns

    def _column(self, at: int, title: str, period: Period) -> Column:
        """What the header says of a column; a line of it may be a place."""
        lines = self.block.header_lines(at)
        places = [line for line in lines if self.namer.is_place(line)] if len(lines) < _MOST_LINES else []
        column = read_column(" ".join(line for line in lines if line not in places), period)
        if places:
            column = replace(column, area=self.namer.area(places[-1]), text=" ".join(lines), understood=True)
        return assigned(column, title, period)

    def _period(self, title: str) -> Period:
        """The period that the title names, else the report's."""
        named = find_days(title, self.period)
        if named is None or named.shifted or named.this or named.years:
            return self.period
        scope = named.scope
        if scope.last.year != self.period.year and not self.header.sets_targets:
            self.doubt = "the title names another year than the report"
        if named.whole_year and scope.last.year != self.period.year:
            return Period(scope.last.year, 1, 12)
        if named.whole_year and self.period.last < 12:
            if SEASON.search(title):
                self.title_scope = Scope(scope.first, self.period.end, cumulative=True, stated=True)
            return self.period
        self.title_scope = scope
        if scope.cumulative or scope.first == scope.last:
            return Period(scope.last.year, min(self.period.first, scope.last.month), scope.last.month)
        return Period(scope.last.year, scope.first.month, scope.last.month)

    def _worked_out(self, at: int, numeric: set[int]) -> Column:
        """The column, whose header says too little, as the numbers beside it make it."""
        column = self.columns[at]
        silent = column.measure == "level" and not column.words and (column.percent or not column.understood)
        if column.role != "value" or not (silent or column.doubt or column.bare):
            return column
        return worked_out(at, self.columns, numeric, self._numbers_of)

    def _numbers_of(self, column: int) -> dict[int, CellNumber]:
        """The numbers of a column by the index of their rows."""
        if column not in self.numbers:
            cells = ((row.index, row.cells[column]) for row in self.rows if column < len(row.cells))
            read = ((index, self._number(cell)) for index, cell in cells)
            self.numbers[column] = {index: number for index, number in read if number is not None}
        return self.numbers[column]

    def _values(self, column: int) -> list[Decimal]:
        return [number.value for number in self._numbers_of(column).values()]

    def claims(self) -> list[Claim]:
        """The claims of the body, row by row; of two that would be one observation none is."""
        read = list(self._read())
        lost = rivals(read)
        return [replace(c, indicator="", review=_SAME) if c.start in lost else c for _, _, c in read]

    def _read(self) -> Iterator[Read]:
        context = " ".join((*self.table.headings, *self.block.titles))
        subjects = Subjects(self.namer, self.block, self.rows, context, self.period)
        self._share_units(subjects)
        for row in self.rows:
            for at, column in enumerate(self.columns):
                if at >= len(row.cells) or (column.role not in ("value", "note")):
                    continue
                claim = self._cell(row, at, column, subjects)
                if claim is not None:
                    self.starts.setdefault((row.index, at), claim.start)
                    yield row, column, claim

    def _share_units(self, subjects: Subjects) -> None:
        """A row without a unit has that of the row above of which the catalogue says that it is a part."""
        level = next((c for c in self.columns if c.role == "value" and c.measure == "level"), None)
        whole: TableRow | None = None
        for row in self.rows if level is not None else ():
            if row.unit:
                whole = row
            elif level is not None and whole is not None and self._unit(row, level) is None:
                unit = self.namer.unit(whole.unit)
                base = unit.unit if unit is not None else ""
                codes = [subjects.of(each, level, base).naming.code for each in (row, whole)]
                row.unit = whole.unit if self.namer.below(*codes) else ""

    def _cell(self, row: TableRow, at: int, column: Column, subjects: Subjects) -> Claim | None:
        cell = row.cells[at]
        if cell.empty or any(cell.span == row.cells[c].span for c in range(at)):
            return None
        unit = self._unit_at(row, at)
        number = self._number(cell, counts=unit is not None and self.namer.counts(unit.unit))
        if number is None:
            number = self._among_words(row, at, column)
            if number is None:
                return None
        subject = subjects.of(row, column, self._level_unit(row, at))
        return self._claim(row, at, column, number, unit, subject)

    def _number(self, cell: Cell, *, counts: bool = False) -> CellNumber | None:
        return read_number(cell, self.document.text, counts=counts, english=self.english)

    def _tell_of_other_rows(self, numeric: set[int]) -> None:
        """Tell of the numbers among words below the numbers' columns in rows that hold no number alone."""
        read = {row.index for row in self.rows}
        for row in self.block.body:
            if row.index not in read:
                for at in numeric:
                    told = {row.cells[c].span for c in range(min(at, len(row.cells)))}
                    if at < len(row.cells) and row.cells[at].span not in told:
                        self._tell(row.index, at, row.cells[at], numbers_among_words(row.cells[at], self.document.text))

    def _tell(self, row: int, at: int, cell: Cell, numbers: Sequence[CellNumber]) -> None:
        """Tell of numbers of a cell that no claim is made of."""
        text = self.document.text
        spans = sorted([*((n.start, n.end) for n in numbers), *long_numbers(cell, text)])
        self.unread += [among_words(a, text[a:b], self._address(row, at, a)) for a, b in spans]

    def _among_words(self, row: TableRow, at: int, column: Column) -> CellNumber | None:
        """The first number of a cell that holds other things too, which a person is to read; the others are told.

        A cell of sentences has none.
        """
        cell = row.cells[at]
        numbers = numbers_among_words(cell, self.document.text)
        sentences = column.role == "value" and not cell.text[:1].isdigit() and len(cell.text) > _LONGEST
        self._tell(row.index, at, cell, numbers if sentences else numbers[1:])
        return None if sentences or not numbers else numbers[0]

    def _unit(self, row: TableRow, column: Column) -> PrintedUnit | None:
        """The unit of a level in this row and column: the row's, its heading's, the column's, the table's."""
        if row.unit:
            return self.namer.unit(row.unit)
        for above in reversed(row.above):
            if above.unit and (not above.has_numbers or above.total or not column.unit):
                return self.namer.unit(above.unit)
        if column.unit and (own := self.namer.unit(column.unit)) is not None:
            return own
        if fold(row.name).startswith(("tỷ lệ", "tỷ trọng", "tốc độ", "cơ cấu")):
            return None
        return self._table_unit(column) or (self._unit_of_levels(row, column) if column.measure == "plan" else None)

    def _unit_of_levels(self, row: TableRow, plan: Column) -> PrintedUnit | None:
        """The one unit of the levels beside a plan that names none: "Kế hoạch" beside "Số lao động"."""
        levels = [c for c in self.columns if c.role == "value" and c.measure == "level" and c.understood]
        units = {self._unit(row, c) for c in levels[:_MOST_LINES]}
        return units.pop() if len(units) == 1 and not plan.words else None

    def _table_unit(self, column: Column) -> PrintedUnit | None:
        """The unit above the table; of two ("Nghìn tấn; Triệu USD") the one that the column's words call for."""
        parts = [self.namer.unit(part) for part in re.split(r"[;,]", self.block.unit)]
        units = [part for part in parts if part is not None]
        units = [unit for unit in units if unit.unit != PERCENT] or units
        if len(units) < 2:
            return units[0] if units else self.namer.counted(column.text)
        money = [unit for unit in units if unit.unit in ("đồng", "usd")]
        others = [unit for unit in units if unit not in money]
        wanted = money if any(word in column.words for word in ("giá", "kim ngạch")) else others
        return wanted[0] if len(wanted) == 1 else None

    def _unit_at(self, row: TableRow, at: int) -> PrintedUnit | None:
        """The unit of a level in a cell: that which stands in it, else that of its row and column."""
        own = row.cells[at].unit
        return self.namer.unit(own) if own else self._unit(row, self.columns[at])

    def _level_unit(self, row: TableRow, at: int) -> str:
        """The base unit of the levels that a number is or qualifies, by which its name is linked; "" where unknown."""
        column = self.columns[at]
        if column.measure in _IN_UNIT:
            unit = self._unit_at(row, at)
            return unit.unit if unit is not None else ""
        levels = [
            (c, unit.unit) for at, c in enumerate(self.columns)
            if c.role == "value" and c.measure in ("level", "plan") and at < len(row.cells) and row.cells[at].is_number
            if (unit := self._unit_at(row, at)) is not None
        ]  # fmt: skip
        same = {unit for c, unit in levels if c.words == column.words} or {unit for _, unit in levels}
        return same.pop() if len(same) == 1 else ""

    def _claim(
        self, row: TableRow, at: int, column: Column, number: CellNumber, unit: PrintedUnit | None, subject: Subject
    ) -> Claim:
        column = self._corrected(row, at, column, number, unit)
        unknown = bool(row.unit) and self.namer.unit(row.unit) is None  # "đ/kg": a price
        clear = column.understood and not unknown and not number.doubt.startswith("the cell")
        naming = subject.naming if clear else Naming()
        first, last, accumulation = self._days(row, column, self.namer.nature(naming.code))
        value, printed, base, review = self._value(row, at, column, number, unit)
        if column.measure in _IN_UNIT and naming.code:
            naming, base, doubt = self._in_own_unit(naming, base, unit, column)
            review = review or doubt
        multiplier = unit.factor if unit is not None and column.measure in _IN_UNIT else Decimal(1)
        exact = number.decimals == 0 and multiplier == 1 and self.namer.counts(base)
        shift = printed - number.printed * multiplier
        low, high = printed_interval(
            number.printed * multiplier, number.decimals, multiplier, number.bound, exact=exact
        )
        whole = row.whole
        code, measure, versus = told_as(naming.code, column.measure, column.versus, self.namer.codes)
        return Claim(
            doc=self.document.name,
            start=number.start,
            end=number.end,
            number_text=self.document.text[number.start : number.end],
            indicator=code,
            label=subject.label,
            measure=measure,
            versus=versus,
            value=plain(value),
            unit=base,
            first_day=first,
            last_day=last,
            accumulation=accumulation,
            bound=number.bound,
            estimate=self._estimated(column),
            area="" if self.namer.own(subject.area, self.header.area) else subject.area,
            decimals=number.decimals,
            multiplier=multiplier,
            low=plain(low + shift),
            high=plain(high + shift),
            part_of=self.starts.get((whole.index, at)) if whole is not None and column.measure == "level" else None,
            sentence=_row_span(row),
            page=self.table.page,
            cell=self._address(row.index, at, number.start),
            rule=column.rule,
            review=self._review(row, column, number, review, base, naming),
            candidates=naming.candidates,
            price_base=self.namer.price_base(code, fold(" ".join((*self.block.titles, row.name, column.text)))),
        )

    def _corrected(
        self, row: TableRow, at: int, column: Column, number: CellNumber, unit: PrintedUnit | None
    ) -> Column:
        """The column as this row reads it."""
        for above in row.above:
            column = compared_by(column, fold(above.name), self.period)
        if self._percent_of_another(column, unit):
            column = replace(column, understood=False)
        if column.measure == "change_abs" and unit is not None and unit.unit == PERCENT:
            return replace(column, measure="change_pp", form="")
        return replace(column, measure="change_pp") if self._in_points(row, at, column, number) else column

    def _in_own_unit(
        self, naming: Naming, base: str, unit: PrintedUnit | None, column: Column
    ) -> tuple[Naming, str, str]:
        """A level's name and unit as its indicator has them, or without a code and why: the unit is another."""
        own = self.namer.unit_of(naming.code)
        if unit is None and self.namer.counts(own) and re.search(rf"\b{own}\b", column.words):
            return naming, own, ""  # "Bình quân tiêu chí/xã"
        if unit is None and base != own:
            return Naming("", naming.candidates), "", "no unit is printed, or none that is known"
        doubt = self._unit_doubt(base, own)
        return (Naming(), base, doubt) if doubt else (naming, own, "")

    def _address(self, row: int, at: int, start: int) -> str:
        """The sheet and cell of a number; of other tables their place in the document: "table 2!C5"."""
        sheet, text = f"table {self.number}", self.document.text
        if isinstance(self.table, SheetTable):  # hidden columns are left out of the grid, not of the text
            sheet, at = self.table.sheet, text.count("\t", text.rfind("\n", 0, start) + 1, start)
        return f"{sheet}!{column_letters(at)}{row + 1}"

    @staticmethod
    def _percent_of_another(column: Column, unit: PrintedUnit | None) -> bool:
        """Whether percents stand where the row's unit is another: what they compare was not understood."""
        return column.unit == "%" and column.measure in _IN_UNIT and unit is not None and unit.unit not in ("%", "‰")

    def _in_points(self, row: TableRow, at: int, column: Column, number: CellNumber) -> bool:
        """Whether a rate changes by points in a column of indices: "0,3" among "104,1" and "98,5"."""
        index = column.measure == "change_pct" and self.forms.get(at, ("", ""))[0] == "index"
        return index and self._level_unit(row, at) == PERCENT and abs(number.value) < _LEAST_INDEX

    def _value(
        self, row: TableRow, at: int, column: Column, number: CellNumber, unit: PrintedUnit | None
    ) -> tuple[Decimal, Decimal, str, str]:
        """Value in the base unit, the same from the printed digits, the base unit, and a doubt."""
        if column.measure in _IN_UNIT:
            found = unit or (PrintedUnit("%", Decimal(1)) if number.percent else _ONE)
            return number.value * found.factor, number.printed * found.factor, found.unit, ""
        if column.measure == "change_ratio":
            return number.value, number.printed, "lần", ""
        if column.measure == "change_pp":
            doubt = "" if self.columns[at].measure == "change_abs" else _POINTS_OR_PERCENT
            return number.value, number.printed, POINTS, doubt
        if column.measure != "change_pct":
            small = column.measure == "attainment" and abs(number.value) < Decimal("1.5") and not number.percent
            return number.value, number.printed, "%", "a fraction may stand where percents do" if small else ""
        form, doubt = (column.form, "") if column.form else self.forms.get(at, ("increment", ""))
        if form == "index" and "lạm phát" in fold(row.name) and abs(number.value) < _LEAST_INDEX:
            form = "increment"
        shift = 100 if form == "index" else 0
        return number.value - shift, number.printed - shift, "%", doubt

    def _days(self, row: TableRow, column: Column, nature: str) -> tuple[date, date, Accumulation]:
        """A stock or a rate stands at a day; where month and cumulative figure differ, the month's is no stock."""
        scope = row.scope or column.scope or Scope(self.period.start, self.period.end)
        if row.scope is not None and column.scope is not None and find_days(fold(column.text), self.period):
            scope = crossed(row.scope, fold(row.name), column.scope, fold(column.text))
        if column.measure == "plan":
            return scope.first, scope.last, "IN_PERIOD"
        if nature in ("stock", "rate"):
            if not scope.cumulative and self._differs_from_cumulative(row, column, scope):
                return scope.first, scope.last, "IN_PERIOD"
            return scope.last, scope.last, "POINT"
        return scope.first, scope.last, accumulation_of(nature, scope)

    def _differs_from_cumulative(self, row: TableRow, column: Column, scope: Scope) -> bool:
        ends = {
            read.value
            for at, c in enumerate(self.columns)
            if c.role == "value" and c.measure == "level" and (c.words, c.area) == (column.words, column.area)
            if c.scope is not None and c.scope.last == scope.last
            if at < len(row.cells) and (read := self._number(row.cells[at])) is not None
        }
        return len(ends) > 1

    def _estimated(self, column: Column) -> bool:
        """Whether the header says "ước" of the figure, or of the level that a comparison qualifies."""
        return column.estimate or any(
            c.estimate and c.role == "value" and c.scope == column.scope
            for c in self.columns
            if column.measure != "plan"
        )

    def _unit_doubt(self, printed: str, own: str) -> str:
        if printed == own or (self.namer.counts(printed) and self.namer.counts(own)):
            return ""
        return "the printed unit is not the indicator's"

    def _review(self, row: TableRow, column: Column, number: CellNumber, review: str, base: str, naming: Naming) -> str:
        if not column.understood:
            return NOT_UNDERSTOOD
        if not row.name:
            return "the row has no name"
        if isinstance(self.table, SheetTable) and row.index in self.table.hidden_rows:
            return HIDDEN
        doubt = "" if names_year(fold(column.text)) else self.doubt
        stated = number.doubt or column.doubt or doubt or review
        if stated:
            return stated
        if naming.candidates and not naming.code:
            return "several indicators fit"
        if not base:
            return "no unit is printed"
        return "" if naming.code else "no indicator of the catalogue fits"


def _as_share(column: Column) -> Column:
    """A column of levels below "Cơ cấu (%)"."""
    level = column.role == "value" and column.measure == "level"
    return replace(column, measure="share", versus="whole") if level else column


def _row_span(row: TableRow) -> tuple[int, int]:
    spans = [cell.span for cell in row.cells if cell.text]
    return min(s for s, _ in spans), max(e for _, e in spans)
