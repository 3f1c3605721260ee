"""Reads .pdf with a text layer: page by page to lines, footnotes and running heads told by their place on the page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import pypdfium2

from ingest.document import Document, Table
from ingest.errors import UnreadableFileError
from ingest.readers.lines import Column, Line, line_at
from ingest.readers.notes import RAISED
from ingest.readers.ocr import GET_IT, MOST_PAGES, recognise, recogniser
from ingest.readers.pdf_columns import Block
from ingest.readers.pdf_lines import PdfLine
from ingest.readers.pdf_page import PdfPage, read_page
from ingest.readers.pdf_tables import PdfTable
from ingest.readers.stitching import PlacedTable, stitched
from ingest.readers.text import from_lines

_PAGE_NUMBER = re.compile(r"(?:[Tt]rang\s+)?[-–—]?\s*(\d{1,4})\s*[-–—]?(?:\s*/\s*\d{1,4})?")
_DIGITS = re.compile(r"\d+")
_RAISED_NUMBER = re.compile(f"[{RAISED}]+")
_NOTE_SIZE = 0.95  # of the body's font size: footnotes are set smaller
_NOTE_RULE = 0.5  # of the page's width: the rule above footnotes is short, those of tables are not
_HEAD_HEIGHT = 4.0  # points by which the height of a running head may differ
_SAME_HEADS = 3  # pages that must share a running head
_MOST_PAGES = 3_000
_MARGIN_SHARE = 0.1  # of the lines may begin left of the margin


def read_pdf(path: Path) -> Document:
    """Read a PDF, pages that are pictures by OCR.

    Raises `UnreadableFileError` if it is encrypted or damaged, or holds only pictures and no OCR is installed.
    """
    try:
        with pypdfium2.PdfDocument(path) as document:
            if len(document) > _MOST_PAGES:
                raise UnreadableFileError(f"{path.name}: the file has more than {_MOST_PAGES} pages; split it")
            pages = [read_page(page) for page in document]
            scanned, notices = _read_pictures(path.name, document, pages)
    except pypdfium2.PdfiumError as fault:
        raise UnreadableFileError(_why(path.name, fault)) from fault
    layout = _Layout(pages)
    body = Column.of([line for line in layout.lines if not line.ruled], widest=float("inf"))
    read = from_lines(
        path.name,
        "pdf",
        "".join(layout.parts),
        layout.lines,
        body,
        layout.cut_before,
        (),
        notices,
        stitched(layout.tables),
    )
    return replace(read, scanned=scanned)


def _read_pictures(
    name: str, document: pypdfium2.PdfDocument, pages: list[PdfPage]
) -> tuple[frozenset[int], list[str]]:
    """Fill the pages without text by OCR; which pages those are, and what is to be told."""
    empty = [number for number, page in enumerate(pages, 1) if not any(page.parts)]
    if not empty:
        return frozenset(), []
    program = recogniser()
    if program is None and len(empty) == len(pages):
        raise UnreadableFileError(f"{name}: the pages hold no text, only pictures, which are read by OCR: {GET_IT}")
    told = f"page{'s' * (len(empty) > 1)} {', '.join(map(str, empty))}"
    if program is None:
        return frozenset(), [f"no text on {told}: a picture is read by OCR only; {GET_IT}"]
    if len(empty) > MOST_PAGES:
        raise UnreadableFileError(f"{name}: more than {MOST_PAGES} pages are pictures; split the file")
    for number in empty:
        pages[number - 1].parts.append([*recognise(name, program, document[number - 1])])
    return frozenset(empty), [f"{told}: a picture, read by OCR: compare its numbers with the page"]


def _why(name: str, fault: pypdfium2.PdfiumError) -> str:
    if "assword" in str(fault) or "security" in str(fault).lower():
        return f"{name}: the file is encrypted; save it without a password"
    return f"{name}: the file is cut off or damaged ({fault}); get it again from the sender"


class _Layout:
    """Writes the text of all pages, and remembers the lines without running heads, and the tables."""

    def __init__(self, pages: Sequence[PdfPage]) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.lines: list[Line] = []
        self.tables: list[PlacedTable] = []
        self.cut_before: set[int] = set()  # starts of the first lines of pages
        self.furniture = _furniture(pages)
        printed = [line for page in pages for line in page.lines]
        self.body_size = median([line.size for line in printed for _ in line.text] or [0.0])
        self.margin = _margin([line for line in printed if line.size > _NOTE_SIZE * self.body_size])
        for number, page in enumerate(pages, 1):
            self.page(number, page)

    def write(self, words: str) -> int:
        """Append to the text; returns where it begins."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start

    def page(self, number: int, page: PdfPage) -> None:
        """Write a page, its parts one after the other."""
        if number > 1:
            self.write("\n\f")
        for index, part in enumerate(page.parts):
            self.write("\n" if index else "")
            self.part(number, part, page)

    def part(self, number: int, blocks: Sequence[Block], page: PdfPage) -> None:
        """Write a part of a page from top to bottom; it may have footnotes of its own."""
        prose = [block for block in blocks if isinstance(block, PdfLine) and id(block) not in self.furniture]
        foot = _foot(prose, page, self.body_size)
        first = prose[0] if prose else None
        for index, block in enumerate(blocks):
            if isinstance(block, PdfTable):
                self.write("\n" if index else "")
                above = [line for line in prose if line.y > block.y]
                below = [line for line in prose if line.y < block.y and not (foot and line.y <= foot.y)]
                self.tables.append(PlacedTable(self.table(block, number), number, not above, not below))
                continue
            self.write("\t" if block.continued else "\n" if index else "")
            line = line_at(block.text, 0, len(block.text))
            start = self.write(block.text)
            if line is None or id(block) in self.furniture:
                continue
            line.start, line.end = line.start + start, line.end + start
            line.width, line.head = block.right - self.margin, block.head + block.size / 4
            line.indent, line.fresh = max(0.0, block.x - self.margin), block.continued
            line.page, line.new_page, line.ruled = number, block is first, block is foot
            if block is first:
                self.cut_before.add(line.start)
            self.lines.append(line)

    def table(self, table: PdfTable, number: int) -> Table:
        """Write a table, a row a line; each cell stands where its upper left corner is."""
        spans: dict[int, tuple[int, int]] = {}
        for row in table.places:
            fresh = [cell for cell in dict.fromkeys(row) if cell not in spans]
            for index, cell in enumerate(fresh):
                self.write("\t" if index else "")
                start = self.write(table.words[cell])
                spans[cell] = (start, self.length)
            self.write("\n" if fresh and row is not table.places[-1] else "")
        return Table(
            tuple(tuple(unicodedata.normalize("NFC", table.words[cell]) for cell in row) for row in table.places),
            tuple(tuple(spans[cell] for cell in row) for row in table.places),
            page=number,
        )


def _margin(body: Sequence[PdfLine]) -> float:
    edges = sorted(line.x for line in body)
    return edges[int(_MARGIN_SHARE * len(edges))] if edges else 0.0


def _furniture(pages: Sequence[PdfPage]) -> set[int]:
    """Return the ids of the lines that are page numbers or running heads: the outermost of a page, alike on all."""
    numbers: list[tuple[int, PdfLine, int]] = []
    heads: Counter[tuple[str, ...]] = Counter()
    printed = [sorted(page.lines, key=lambda line: -line.y) for page in pages]
    outer = [[*lines[:2], *lines[2:][-2:]] for lines in printed]
    for index, lines in enumerate(outer):
        for line in lines:
            found = _PAGE_NUMBER.fullmatch(line.text.strip())
            if found:
                numbers.append((index, line, int(found[1]) - index))
        heads.update({key for line in lines for key in _head_keys(line, index)})
    offsets = Counter(offset for _, _, offset in numbers)
    usual = offsets.most_common(1)[0][0] if offsets else None
    taken = {id(line) for _, line, offset in numbers if offset == usual and (offsets[offset] > 1 or offset == 1)}
    enough = max(_SAME_HEADS, len(pages) // 2)
    for index, lines in enumerate(outer):
        taken |= {id(line) for line in lines if any(heads[key] >= enough for key in _head_keys(line, index))}
    return taken


def _head_keys(line: PdfLine, index: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a running head shares on all pages: its words and height, and numbers that count the pages."""
    height = str(round(line.y / _HEAD_HEIGHT))
    counting = [str(int(number) - index) for number in _DIGITS.findall(line.text)]
    return ("same", height, line.text), ("counting", height, _DIGITS.sub("#", line.text), *counting)


def _foot(lines: Sequence[PdfLine], page: PdfPage, body_size: float) -> PdfLine | None:
    """Return the first line of the footnotes below `lines`: small print below a rule, or with a number before it."""
    small = len(lines)
    while small and lines[small - 1].size < _NOTE_SIZE * body_size:
        small -= 1
    foot = lines[small:]
    if not foot:
        return None
    above = lines[small - 1].y if small else float("inf")
    if any(foot[0].y < rule.y < above and rule.right - rule.left < _NOTE_RULE * page.width for rule in page.rules):
        return foot[0]
    return next((line for line in foot if _RAISED_NUMBER.match(line.text)), None) if small else None
