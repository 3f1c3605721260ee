"""From the characters of a PDF page to printed lines. PDFium gives characters with their places; all else is ours.

The order of a PDF's content stream is not the order of reading: a font without Vietnamese letters makes the producer
draw the plain letters of a line first and the accented ones afterwards. So lines are found by baselines, words by
gaps, and nothing relies on the stream.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from ingest.readers.notes import RAISED

_WORD_GAP = 0.17  # of the font size: wider is a space
_CELL_GAP = 2.0  # of the font size: wider is another column (a letterhead, a table)
_BELOW, _ABOVE = 0.25, 0.55  # how far a character's baseline may lie from its line's, in font sizes
_RAISED_SIZE, _RAISED_BY = 0.75, 0.12  # a raised digit is so much smaller, and raised by so much of the line's size
_SAME_PLACE = 0.1  # of the font size: the same letter drawn twice to look bold
_BUCKET = 4.0  # points; lines are looked up by baseline
_HYPHENS = {"\ufffe": "-", "\x02": "-"}  # how PDFium reports a hyphen at a line's end
_TO_RAISED = str.maketrans("0123456789", RAISED)
_RULE_THICKNESS, _RULE_LENGTH = 3.0, 40.0  # points


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
class _Row:
    y: float
    size: float
    chars: list[Char] = field(default_factory=list)


class Rule(NamedTuple):
    """A horizontal rule."""

    y: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page as lines from top to bottom, and its horizontal rules."""

    lines: list[PdfLine]
    rules: list[Rule]
    width: float
    pictures: int
    paths: int


def read_page(page: Any) -> PdfPage:
    """Read a page of `pypdfium2`; characters that stand upright only."""
    textpage = page.get_textpage()
    try:
        rows = _rows(_upright(_chars(textpage), page))
    finally:
        textpage.close()
    rules, pictures, paths = _drawings(page)
    return PdfPage([line for row in rows for line in _parts(row)], rules, page.get_width(), pictures, paths)


def _chars(textpage: Any) -> Iterable[Char]:
    handle = textpage.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(handle, index)
        if (code <= 0x20 and code != 0x02) or code in (0xA0, 0xAD):
            continue  # every space is rebuilt from the gaps
        pdfium_c.FPDFText_GetCharOrigin(handle, index, x, y)
        pdfium_c.FPDFText_GetLooseCharBox(handle, index, box)
        size = pdfium_c.FPDFText_GetFontSize(handle, index)
        if pdfium_c.FPDFText_GetMatrix(handle, index, matrix):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
        yield Char(y.value, x.value, box.right, size, _HYPHENS.get(chr(code), chr(code)))


def _upright(chars: Iterable[Char], page: Any) -> list[Char]:
    """Turn the places on a page that is shown rotated, so that lines run from left to right."""
    turn = page.get_rotation()
    if turn == 0:
        return list(chars)
    width, height = page.get_size()
    placed = []
    for char in chars:
        advance = char.right - char.x
        x, y = {90: (char.y, height - char.x), 180: (width - char.x, height - char.y), 270: (width - char.y, char.x)}[
            turn
        ]
        placed.append(Char(y, x, x + (advance if turn == 180 else char.size / 2), char.size, char.text))
    return placed


def _rows(chars: list[Char]) -> list[_Row]:
    """Collect characters by baseline: the large ones found the rows, smaller ones (raised digits) join them."""
    rows: list[_Row] = []
    near: dict[int, list[_Row]] = {}
    for char in sorted(chars, key=lambda char: -char.size):
        bucket = round(char.y / _BUCKET)
        best: _Row | None = None
        for row in (row for key in range(bucket - 3, bucket + 4) for row in near.get(key, ())):
            off = char.y - row.y
            if -_BELOW * row.size <= off <= _ABOVE * row.size and (best is None or abs(off) < abs(char.y - best.y)):
                best = row
        if best is None:
            best = _Row(char.y, char.size)
            rows.append(best)
            near.setdefault(bucket, []).append(best)
        best.chars.append(char)
    rows.sort(key=lambda row: -row.y)
    return rows


def _parts(row: _Row) -> Iterable[PdfLine]:
    """Cut a row at wide gaps, and write each part with its spaces."""
    part: list[Char] = []
    continued = False
    for char in sorted(row.chars, key=lambda char: char.x):
        if part and char.text == part[-1].text and abs(char.x - part[-1].x) < _SAME_PLACE * row.size:
            continue
        if part and char.x - part[-1].right > _CELL_GAP * row.size and len(part) > _LONGEST_MARKER:
            yield _written(row, part, continued)
            part, continued = [], True
        part.append(char)
    if part:
        yield _written(row, part, continued)


_LONGEST_MARKER = 5  # characters: "1.2.1" and the tab after it do not make a column


def _written(row: _Row, chars: list[Char], continued: bool) -> PdfLine:
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


def _drawings(page: Any) -> tuple[list[Rule], int, int]:
    """Return the horizontal rules, the number of pictures and the number of drawn paths."""
    rules: list[Rule] = []
    pictures = paths = 0
    for drawn in page.get_objects(max_depth=3):
        if drawn.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif drawn.type == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
            left, bottom, right, top = drawn.get_bounds()
            if top - bottom <= _RULE_THICKNESS and right - left >= _RULE_LENGTH:
                rules.append(Rule((top + bottom) / 2, left, right))
    return rules, pictures, paths
