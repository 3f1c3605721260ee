"""A cell of a table: its words, its place in the text, and the number that it holds alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from ingest.claim import Bound
from ingest.document import Table
from ingest.folding import fold
from ingest.lexer import MOST_SIGNS
from ingest.masks import find_masks
from ingest.numerals import NUMERAL, read_numeral
from ingest.tables.sheet_table import SheetTable

_BOUNDS: dict[str, Bound] = {
    ">": ">", ">=": ">", "≥": ">", "trên": ">", "hơn": ">", "từ": ">",
    "<": "<", "<=": "<", "≤": "<", "gần": "<", "dưới": "<",
    "~": "~", "khoảng": "~", "xấp xỉ": "~",
}  # fmt: skip
_GROUPED_BY_BLANKS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?"
_NUMBER_CELL = re.compile(
    rf"(?P<open>\()?\s*(?P<bound>{'|'.join(sorted(_BOUNDS, key=len, reverse=True))})?\s*(?P<sign>[-+−–])?\s*"
    rf"(?P<number>{_GROUPED_BY_BLANKS}|{NUMERAL})\s*(?P<percent>%)?\s*(?P<close>\))?\s*(?:\(?\*+\)?|\(\d\)|\[\d+\])?"
)
_WITH_UNIT = re.compile(rf"\W{{0,3}}(?:{_GROUPED_BY_BLANKS}|{NUMERAL})\s+(?P<unit>[^\W\d][^\d]{{0,24}}|[^\W\d]+[23])")
_TIME = re.compile(r"(?:tháng|năm|quý|ngày|giờ|tuần|kỳ|vụ đông|vụ mùa)\b", re.IGNORECASE)
_ANY_NUMBER = re.compile(rf"(?<![\w.,])(?:{NUMERAL})(?![\w])")
_FORMULA = re.compile(r"[(\[]?\w{1,3}[)\]]?\s*=[\w\s()\[\]+\-*/:.,%]{1,30}")  # "5=4/3*100" below a column's head
_YEAR = re.compile(r"19[5-9]\d|20[0-4]\d|2050")
_ORDINAL = re.compile(r"\(?(?:[IVX]{1,6}|[A-HKĐ]|\d{1,3}(?:\.\d{1,2})*|[a-zđ])[.)]?|[-–+*•]")
_MUST_BE_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_MAY_BE_ENGLISH = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})")
_NOT_ENGLISH = re.compile(r"\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_SWAPPED = str.maketrans(",.", ".,")
_BLANKS = frozenset(("-", "–", "—", "...", "…", "..", "x", "X", "*", "/", "''"))


@dataclass(frozen=True, slots=True)
class CellNumber:
    """The number of a cell: signed value before any unit, digits behind the comma, span of the printed digits."""

    value: Decimal
    printed: Decimal  # as the digits show it; `value` may be stored with more
    decimals: int
    start: int
    end: int
    percent: bool = False
    bound: Bound = ""
    doubt: str = ""
    bracketed: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid; merged cells share one span."""

    text: str
    span: tuple[int, int]
    indent: int = 0
    stored: Decimal | None = None
    unit: str = ""  # printed behind its number: "2.790 ha"

    @property
    def empty(self) -> bool:
        """Whether it says nothing: blank, a dash, dots, a cross."""
        return self.text in _BLANKS or not self.text

    @property
    def folded(self) -> str:
        """The words in the spelling that rules use."""
        return fold(" ".join(self.text.split()))

    @property
    def is_year(self) -> bool:
        """Whether it is a year alone, which heads a column more often than it counts anything."""
        return bool(_YEAR.fullmatch(self.text))

    @property
    def is_number(self) -> bool:
        """Whether a number stands in it alone."""
        return self.stored is not None or bool(self.unit) or bool(_NUMBER_CELL.fullmatch(self.text.lower()))

    @property
    def is_words(self) -> bool:
        """Whether it holds words rather than a number or nothing."""
        return not self.empty and not self.is_number

    @property
    def is_ordinal(self) -> bool:
        """Whether it may number a row: "I", "1.2", "a)", "-"."""
        return bool(_ORDINAL.fullmatch(self.text))


def cells_of(table: Table, document_text: str, is_unit: Callable[[str], bool]) -> list[list[Cell]]:
    """The cells of a table, row by row; trailing and leading blanks of the texts are taken off, their number kept.

    `is_unit` tells whether words are a unit and nothing else.
    """
    stored = table.stored if isinstance(table, SheetTable) else ()
    out = []
    for row, texts in enumerate(table.rows):
        cells = []
        for column, text in enumerate(texts):
            start, end = table.spans[row][column]
            number = stored[row][column] if stored else None
            unit = _unit_behind(text, is_unit) if number is None else ""
            cells.append(Cell(" ".join(text.split()), (start, end), _indent(document_text[start:end]), number, unit))
        out.append(cells)
    return out


def _unit_behind(text: str, is_unit: Callable[[str], bool]) -> str:
    """The unit that ends a cell which is a number and a unit; "9 tháng" heads a column."""
    found = _WITH_UNIT.fullmatch(text.strip())
    unit = found["unit"] if found else ""
    return unit if unit and not _TIME.match(unit) and is_unit(unit) else ""


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def english_separators(cells: Iterable[Cell]) -> bool:
    """Whether the numbers that cells hold as text are printed as in English: "12,845.5" beside "3,500".

    One number that can be no other decides it, or two like "102.8" beside "3,500", if none speaks against it.
    """
    texts = [cell.text.strip("()+-− %") for cell in cells if cell.stored is None]
    if any(_NOT_ENGLISH.fullmatch(text) for text in texts):
        return False
    if any(_MUST_BE_ENGLISH.fullmatch(text) for text in texts):
        return True
    grouped = [text for text in texts if re.fullmatch(r"\d{1,3}([.,])\d{3}", text)]
    decimal = sum(bool(_MAY_BE_ENGLISH.fullmatch(text)) for text in texts)
    return decimal >= 2 and any("," in text for text in grouped) and not any("." in text for text in grouped)


def read_number(cell: Cell, document_text: str, *, counts: bool = False, english: bool = False) -> CellNumber | None:
    """The number that a cell holds alone, or None; `counts` as in `read_numeral`, `english` of the separators."""
    start, end = cell.span
    raw = document_text[start:end]
    found = _NUMBER_CELL.fullmatch(raw.strip().removesuffix(cell.unit).strip().lower())
    if found is None or len(found["number"]) > MOST_SIGNS:
        return None
    offset = start + _indent(raw)
    digits = re.sub(r"\s", "", found["number"])
    digits = digits.translate(_SWAPPED) if english and cell.stored is None else digits
    plain = read_numeral(digits, counts=counts and cell.stored is None)
    sign = -1 if found["sign"] in ("-", "−", "–") else 1
    doubt = plain.doubt if cell.stored is None else ""
    if found["open"] and found["close"] and not doubt:
        doubt = "the number stands in brackets, which may mean less than nothing"
    value = sign * plain.value if cell.stored is None else cell.stored
    return CellNumber(
        value, sign * plain.value, plain.decimals, offset + found.start("number"), offset + found.end("number"),
        bool(found["percent"]), _BOUNDS.get(found["bound"] or "", ""), doubt,
        bracketed=bool(found["open"] and found["close"]),
    )  # fmt: skip


def numbers_among_words(cell: Cell, document_text: str) -> tuple[CellNumber, ...]:
    """The numbers of a cell that holds other things too, without dates, numbers of laws and the like."""
    start, end = cell.span
    raw = document_text[start:end]
    if _FORMULA.fullmatch(cell.text):
        return ()
    masks = [(a, b) for a, b, _ in find_masks(re.sub(r"\s", " ", raw))]
    out = []
    for found in _ANY_NUMBER.finditer(raw):
        a, b = found.span()
        if b - a > MOST_SIGNS or any(first <= a < last for first, last in masks):
            continue
        plain = read_numeral(found[0])
        doubt = "the cell holds more than a number"
        out.append(CellNumber(plain.value, plain.value, plain.decimals, start + a, start + b, doubt=doubt))
    return tuple(out)


def long_numbers(cell: Cell, document_text: str) -> tuple[tuple[int, int], ...]:
    """The spans of digits in a cell that are too many for a quantity; they are not read as numbers."""
    return tuple(f.span() for f in _ANY_NUMBER.finditer(document_text, *cell.span) if f.end() - f.start() > MOST_SIGNS)
