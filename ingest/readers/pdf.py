"""Reads .pdf with a text layer: page by page to lines, footnotes and running heads told by their place on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import pypdfium2

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.readers.lines import Column, Line, line_at
from ingest.readers.notes import RAISED
from ingest.readers.pdf_page import PdfLine, PdfPage, read_page
from ingest.readers.text import from_lines

_PAGE_NUMBER = re.compile(r"(?:[Tt]rang\s+)?[-–—]?\s*(\d{1,4})\s*[-–—]?(?:\s*/\s*\d{1,4})?")
_DIGITS = re.compile(r"\d+")
_RAISED_NUMBER = re.compile(f"[{RAISED}]+")
_NOTE_SIZE = 0.95  # of the body's font size: footnotes are set smaller
_NOTE_RULE = 0.5  # of the page's width: the rule above footnotes is short, those of tables are not
_HEAD_HEIGHT = 4.0  # points by which the height of a running head may differ
_SAME_HEADS = 3  # pages that must share a running head
_TABLE_PATHS = 8  # drawn lines from which a page is taken to hold a table
_MARGIN_SHARE = 0.1  # of the lines may begin left of the margin


def read_pdf(path: Path) -> Document:
    """Read a PDF; raises `UnreadableFileError` if it is encrypted, damaged or holds pictures of pages only."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = [read_page(page) for page in document]
    except pypdfium2.PdfiumError as fault:
        raise UnreadableFileError(_why(path.name, fault)) from fault
    empty = [number for number, page in enumerate(pages, 1) if not page.lines]
    if len(empty) == len(pages):
        raise UnreadableFileError(
            f"{path.name}: the pages hold no text, only pictures; run OCR over the file (it must know Vietnamese), "
            "or ask the sender for the original"
        )
    text, lines, cut_before = _laid_out(pages)
    notices = []
    if empty:
        notices.append("no text on page " + ", ".join(map(str, empty)) + ": a picture is not read")
    tables = [str(number) for number, page in enumerate(pages, 1) if page.paths >= _TABLE_PATHS]
    if tables:
        notices.append("tables on page " + ", ".join(tables) + " are read as lines of text, not as tables")
    body = [line for line in lines if not line.ruled]
    return from_lines(path.name, "pdf", text, lines, Column.of(body, widest=float("inf")), cut_before, (), notices)


def _why(name: str, fault: pypdfium2.PdfiumError) -> str:
    if "assword" in str(fault) or "security" in str(fault).lower():
        return f"{name}: the file is encrypted; save it without a password"
    return f"{name}: the file is cut off or damaged ({fault}); get it again from the sender"


def _laid_out(pages: Sequence[PdfPage]) -> tuple[str, list[Line], set[int]]:
    """Write the text of all pages; returns it, its lines without running heads, and the starts of those below a cut."""
    furniture = _furniture(pages)
    body_size = median(line.size for page in pages for line in page.lines for _ in line.text)
    margin = _margin([line for page in pages for line in page.lines if line.size > _NOTE_SIZE * body_size])
    parts: list[str] = []
    lines: list[Line] = []
    cut_before: set[int] = set()
    length = 0
    for number, page in enumerate(pages, 1):
        foot = _foot(page, body_size, furniture)
        first_of_page = True
        for index, printed in enumerate(page.lines):
            separator = "\t" if printed.continued else "\n" if parts else ""
            if index == 0 and parts:
                separator = "\n\f"
            parts += [separator, printed.text]
            start, length = length + len(separator), length + len(separator) + len(printed.text)
            if id(printed) in furniture:
                continue
            line = line_at(parts[-1], 0, len(printed.text))
            if line is None:
                continue
            line.start, line.end = line.start + start, line.end + start
            _place(line, printed, margin)
            line.page, line.new_page, line.ruled = number, first_of_page, printed is foot
            cut_before |= {line.start} if first_of_page else set()
            lines.append(line)
            first_of_page = False
    return "".join(parts), lines, cut_before


def _place(line: Line, printed: PdfLine, margin: float) -> None:
    line.width, line.head = printed.right - margin, printed.head + printed.size / 4
    line.indent = max(0.0, printed.x - margin)
    line.fresh = printed.continued


def _margin(body: Sequence[PdfLine]) -> float:
    edges = sorted(line.x for line in body)
    return edges[int(_MARGIN_SHARE * len(edges))] if edges else 0.0


def _furniture(pages: Sequence[PdfPage]) -> set[int]:
    """Return the ids of the lines that are page numbers or running heads: the outermost of a page, alike on all."""
    numbers: list[tuple[int, PdfLine, int]] = []
    heads: Counter[tuple[str, ...]] = Counter()
    outer = [[*page.lines[:2], *page.lines[2:][-2:]] for page in pages]
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


def _foot(page: PdfPage, body_size: float, furniture: set[int]) -> PdfLine | None:
    """Return the first line of the footnotes of a page: small print below a rule, or with a number before it."""
    lines = [line for line in page.lines if id(line) not in furniture]
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
