"""From placed characters to printed lines: lines by baselines, words by gaps, nothing by the order in the file.

The order of a PDF's content stream is not the order of reading: a font without Vietnamese letters makes the producer
draw the plain letters of a line first and the accented ones afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.readers.notes import RAISED

_WORD_GAP = 0.17  # of the font size: wider is a space
_CELL_GAP = 2.0  # of the font size: wider is another column (a letterhead)
_LONGEST_MARKER = 5  # characters: "1.2.1" and the tab after it do not make a column
_BELOW, _ABOVE = 0.25, 0.55  # how far a character's baseline may lie from its line's, in font sizes
_RAISED_SIZE, _RAISED_BY = 0.75, 0.12  # a raised digit is so much smaller, and raised by so much of the line's size
_SAME_PLACE = 0.1  # of the font size: the same letter drawn twice to look bold
_BUCKET = 4.0  # points; lines are looked up by baseline
_TO_RAISED = str.maketrans("0123456789", RAISED)


class Char(NamedTuple):
    """A character: baseline and left edge, right edge, font size (points from the page's lower left corner)."""

    y: float
    x: float
    right: float
    size: float
    text: str


@dataclass(slots=True)
class PdfLine:
    """A line, or one column's part of a line."""

    y: float
    size: float
    x: float
    right: float
    text: str
    head: float  # the width of its first word
    continued: bool = False  # the part before it stands on the same line


@dataclass(slots=True)
class Row:
    """The characters of one baseline, in no order."""

    y: float
    size: float
    chars: list[Char] = field(default_factory=list)


def lines_of(chars: Iterable[Char]) -> list[PdfLine]:
    """Return the lines that `chars` make, from top to bottom; a line is cut where a wide gap parts two columns."""
    return [line for row in rows_of(chars) for line in _parts(row)]


def words_of(chars: Sequence[Char]) -> str:
    """Return what `chars` say when read as one column, such as a cell of a table."""
    return " ".join(_written(row, _once(row), False).text for row in rows_of(chars))


def rows_of(chars: Iterable[Char]) -> list[Row]:
    """Collect characters by baseline, from top to bottom: large ones found the rows, raised digits join them."""
    rows: list[Row] = []
    near: dict[int, list[Row]] = {}
    for char in sorted(chars, key=lambda char: -char.size):
        bucket = round(char.y / _BUCKET)
        best: Row | None = None
        for row in (row for key in range(bucket - 3, bucket + 4) for row in near.get(key, ())):
            off = char.y - row.y
            if -_BELOW * row.size <= off <= _ABOVE * row.size and (best is None or abs(off) < abs(char.y - best.y)):
                best = row
        if best is None:
            best = Row(char.y, char.size)
            rows.append(best)
            near.setdefault(bucket, []).append(best)
        best.chars.append(char)
    rows.sort(key=lambda row: -row.y)
    return rows


def _parts(row: Row) -> Iterable[PdfLine]:
    """Cut a row at wide gaps, and write each part with its spaces."""
    part: list[Char] = []
    continued = False
    for char in _once(row):
        if part and char.x - part[-1].right > _CELL_GAP * row.size and len(part) > _LONGEST_MARKER:
            yield _written(row, part, continued)
            part, continued = [], True
        part.append(char)
    if part:
        yield _written(row, part, continued)


def _once(row: Row) -> list[Char]:
    """Return the characters of a row from left to right without those drawn twice."""
    kept: list[Char] = []
    for char in sorted(row.chars, key=lambda char: char.x):
        if not (kept and char.text == kept[-1].text and abs(char.x - kept[-1].x) < _SAME_PLACE * row.size):
            kept.append(char)
    return kept


def _written(row: Row, chars: list[Char], continued: bool) -> PdfLine:
    words: list[str] = []
    right = chars[0].x
    head = 0.0
    for char in chars:
        if char.x - right > _WORD_GAP * row.size and words:
            head = head or right - chars[0].x
            words.append(" ")
        raised = char.size <= _RAISED_SIZE * row.size and char.y - row.y > _RAISED_BY * row.size
        words.append(char.text.translate(_TO_RAISED) if raised else char.text)
        right = char.right
    return PdfLine(row.y, row.size, chars[0].x, right, "".join(words), head or right - chars[0].x, continued)
