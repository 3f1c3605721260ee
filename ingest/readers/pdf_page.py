"""A page of a PDF as PDFium gives it: characters with their places, and what is drawn."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from ingest.readers.pdf_columns import Block, columns_of
from ingest.readers.pdf_lines import Char, PdfLine
from ingest.readers.pdf_tables import Edge, take_tables

_HYPHENS = {"\ufffe": "-", "\x02": "-"}  # how PDFium reports a hyphen at a line's end
_THIN = 3.0  # points; what is drawn thinner is a rule
_SHORTEST = 4.0  # points of a rule


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: the lines and tables of its parts in the order of reading, its flat rules outside tables, its width."""

    parts: list[list[Block]]
    rules: list[Edge]
    width: float

    @property
    def lines(self) -> list[PdfLine]:
        """The lines outside tables."""
        return [block for part in self.parts for block in part if isinstance(block, PdfLine)]


def read_page(page: Any) -> PdfPage:
    """Read a page of `pypdfium2`."""
    textpage = page.get_textpage()
    try:
        chars = _upright(_chars(textpage), page)
    finally:
        textpage.close()
    edges = _edges(page)
    tables, chars, edges = take_tables(chars, edges)
    rules = [edge for edge in edges if edge.is_flat]
    width = page.get_width()
    return PdfPage(columns_of(chars, tables, width), rules, width)


def _chars(textpage: Any) -> Iterable[Char]:
    handle = textpage.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
    last: Char | None = None
    for index in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(handle, index)
        pdfium_c.FPDFText_GetCharOrigin(handle, index, x, y)
        if (code <= 0x20 and code != 0x02) or code in (0xA0, 0xAD):
            # every space is rebuilt from the gaps; where a drawn one begins, the box of a letter like "Ư" sticks out
            if last is not None and last.y == y.value and last.x < x.value < last.right:
                last = last._replace(right=x.value)
            continue
        if last is not None:
            yield last
        pdfium_c.FPDFText_GetLooseCharBox(handle, index, box)
        size = pdfium_c.FPDFText_GetFontSize(handle, index)
        if pdfium_c.FPDFText_GetMatrix(handle, index, matrix):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
        last = Char(y.value, x.value, box.right, size, _HYPHENS.get(chr(code), chr(code)))
    if last is not None:
        yield last


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


def _edges(page: Any) -> list[Edge]:
    """Return the straight rules of a page, the four sides of each drawn box among them."""
    edges: list[Edge] = []
    if page.get_rotation():
        return edges
    for drawn in page.get_objects([pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = drawn.get_bounds()
        if top - bottom <= _THIN or right - left <= _THIN:
            edges.append(Edge(left, bottom, right, top))
        elif pdfium_c.FPDFPath_CountSegments(drawn) in (4, 5):
            edges += [Edge(left, y, right, y) for y in (bottom, top)]
            edges += [Edge(x, bottom, x, top) for x in (left, right)]
    return [edge for edge in edges if edge.length >= _SHORTEST]
