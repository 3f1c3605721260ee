"""Reads .html: headings, paragraphs, lists and tables of a page, with the breaks that a browser shows.

Left out: scripts, styles, forms' controls and what is hidden. A table that only places text becomes paragraphs.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from ingest.document import Document, Table
from ingest.errors import UnreadableFileError
from ingest.readers.charmap import map_text
from ingest.readers.decoding import Decoded, converted_notice, decode
from ingest.readers.docx_styles import number_text
from ingest.readers.legacy import Encoding, to_unicode
from ingest.readers.lines import Column, Line, line_at
from ingest.readers.notes import RAISED
from ingest.readers.spelling import legacy_encoding
from ingest.readers.text import from_lines

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes
_XML_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEADING = re.compile(r"h[1-6]")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_NUMBER = re.compile(r"[\s\d.,%()+\-–/]*\d[\s\d.,%()+\-–/]*")
_SKIPPED = frozenset(
    ("head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed", "applet", "audio")
    + ("video", "canvas", "select", "option", "button", "input", "textarea", "datalist", "map", "nav")
)
_BLOCKS = frozenset(
    ("html", "body", "p", "div", "section", "article", "header", "footer", "main", "aside", "address", "blockquote")
    + ("center", "dl", "dt", "dd", "fieldset", "figure", "figcaption", "form", "hr", "pre", "ul", "ol", "li", "caption")
    + ("h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "thead", "tbody", "tfoot", "details", "summary")
)
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LAYOUT_ROWS, _LAYOUT_COLUMNS = 4, 3
_WIDEST = 200  # columns and rows of a merged cell; more is damaged
_TO_RAISED = str.maketrans("0123456789", RAISED)


def read_html(path: Path) -> Document:
    """Read an HTML file; raises `UnreadableFileError` if its encoding cannot be told or it holds no element."""
    decoded = _decoded(path.name, path.read_bytes())
    markup = _XML_DECLARATION.sub("", decoded.text)
    try:
        root = html.document_fromstring(markup, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableFileError(f"{path.name}: the file is no HTML ({fault}); get it again from the sender") from fault
    encoding = legacy_encoding(" ".join(root.itertext()))
    told = list(decoded.notices) + ([converted_notice(encoding)] if encoding else [])
    page = _Page(encoding)
    page.element(root)
    page.end_line()
    text = "".join(page.parts)
    tables = [page.table_of(text, grid) for grid in page.grids]
    notices = told + [f"{count} × {what}: not read" for what, count in sorted(page.left_out.items())]
    return from_lines(path.name, "html", text, page.lines(text), Column(), set(), (), notices, tables)


def _decoded(name: str, data: bytes) -> Decoded:
    """Decode by the byte order mark or what the page declares; where that fails, as text files are."""
    declared = _CHARSET.search(data[:_DECLARED_WITHIN])
    if declared is not None and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = declared[1].decode("ascii", errors="replace").lower()
        charset = "cp1252" if charset in ("iso-8859-1", "latin1", "us-ascii", "ascii") else charset
        try:
            return Decoded(data.decode(charset))
        except (LookupError, UnicodeError, ValueError):
            pass
    return decode(name, data)


@dataclass(slots=True)
class _Page:
    """Writes the text of the page as it is shown, and remembers lines and tables."""

    encoding: Encoding | None
    parts: list[str] = field(default_factory=list)
    length: int = 0
    line_start: int = 0
    space: bool = False  # white space waits to be written before the next word
    spans: list[tuple[int, int, int, bool]] = field(default_factory=list)  # start, end, depth of heading, fresh
    fresh: bool = True  # whether the next line certainly begins a paragraph
    depth: int = 0  # of the heading that is being written
    in_cell: bool = False
    raised: bool = False
    kept: bool = False  # whether line breaks of the source are shown
    counts: list[_Counter] = field(default_factory=list)  # of the lists around
    grids: list[list[list[tuple[int, int]]]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def element(self, element: etree._Element) -> None:
        """Write an element and what follows it inside its parent."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag and tag not in _SKIPPED and not self.hidden(element):
            self.shown(element, tag)
        elif tag in ("nav", "noscript", "object", "iframe", "select", "button", "math"):
            self.left_out[f"<{tag}>"] += 1

    def hidden(self, element: etree._Element) -> bool:
        """Whether the page does not show an element; counted if it holds words."""
        hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "") is not None
        if hidden and "".join(element.itertext()).strip():
            self.left_out["hidden element"] += 1
        return hidden

    def shown(self, element: etree._Element, tag: str) -> None:
        """Write an element by its kind."""
        if tag == "br":
            self.end_line()
        elif tag == "img":
            self.left_out["picture"] += 1
        elif tag == "table":
            self.table(element)
        elif tag in ("ul", "ol"):
            self.list_of(element, tag)
        elif tag == "li":
            self.item(element)
        elif tag in _BLOCKS:
            self.block(element, tag)
        elif tag == "sup":
            words = "".join(element.itertext()).strip()
            self.raised = words.isascii() and words.isdigit()
            self.children(element)
            self.raised = False
        else:
            self.children(element)

    def children(self, element: etree._Element) -> None:
        """Write the text and the elements inside an element."""
        self.words(element.text)
        for child in element:
            self.element(child)
            self.words(child.tail)

    def words(self, text: str | None) -> None:
        """Write text, white space as a browser shows it."""
        if not text:
            return
        if self.kept and "\n" in text:
            for number, line in enumerate(text.splitlines()):
                if number:
                    self.end_line()
                self.words(line)
            return
        if self.encoding:
            text = to_unicode(text, self.encoding)
        shown = _SPACE.sub(" ", text.translate(_TO_RAISED) if self.raised else text)
        begins = self.space or shown.startswith(" ")
        self.space = shown.endswith(" ")
        shown = shown.strip(" ")
        if not shown:
            self.space = begins or self.space
            return
        if begins and self.length > self.line_start:
            self.write(" ")
        self.write(shown)

    def write(self, words: str) -> None:
        """Append to the text."""
        self.parts.append(words)
        self.length += len(words)

    def end_line(self) -> None:
        """End the line that is being written; in a cell it goes on after a space."""
        self.space = self.in_cell
        if self.in_cell or self.length == self.line_start:
            return
        self.spans.append((self.line_start, self.length, self.depth, self.fresh))
        self.write("\n")
        self.line_start, self.fresh = self.length, False

    def block(self, element: etree._Element, tag: str) -> None:
        """Write an element that begins and ends a line."""
        self.end_line()
        before = self.depth, self.kept
        if _HEADING.fullmatch(tag):
            self.depth = int(tag[1])
        self.kept = self.kept or tag == "pre"
        self.fresh = self.fresh or tag != "pre"
        self.children(element)
        self.end_line()
        self.depth, self.kept = before

    def list_of(self, element: etree._Element, tag: str) -> None:
        """Write a list; ordered ones count their items."""
        self.end_line()
        start = element.get("start") or ""
        form = _LIST_FORMS.get(element.get("type") or "", "decimal")
        first = int(start) if start.isdecimal() and len(start) < 5 else 1
        self.counts.append(_Counter(form if tag == "ol" else "", first))
        self.children(element)
        self.end_line()
        self.counts.pop()

    def item(self, element: etree._Element) -> None:
        """Write an item of a list under its number."""
        self.end_line()
        self.fresh = True
        if "".join(element.itertext()).strip():
            self.write(self.counts[-1].next() if self.counts else "- ")
        self.children(element)
        self.end_line()

    def table(self, element: etree._Element) -> None:
        """Write a table row by row; one that only places text becomes paragraphs."""
        rows = list(_rows(element))
        if self.in_cell or _is_layout(element, rows):
            self.block(element, "div")
            self.fresh = True
            return
        self.end_line()
        for caption in element.iterchildren("caption"):
            self.fresh = True
            self.block(caption, "p")
        grid = _Grid()
        for row in rows:
            self.row(row, grid)
        self.grids.append(grid.rows)
        self.line_start, self.fresh, self.space = self.length, True, False

    def row(self, row: list[etree._Element], grid: _Grid) -> None:
        """Write a row, cells apart by tabs."""
        cells: list[tuple[tuple[int, int], int, int]] = []
        for number, cell in enumerate(row):
            if number:
                self.write("\t")
            start, self.in_cell, self.space = self.length, True, False
            self.line_start = self.length
            self.children(cell)
            self.in_cell = False
            cells.append(((start, self.length), _span(cell, "colspan"), _span(cell, "rowspan")))
        self.write("\n")
        grid.add(cells)

    def lines(self, text: str) -> list[Line]:
        """The lines of prose."""
        out: list[Line] = []
        for start, end, depth, fresh in self.spans:
            line = line_at(text, start, end)
            if line is not None:
                line.styled, line.fresh = depth, fresh
                out.append(line)
        return out

    def table_of(self, text: str, rows: list[list[tuple[int, int]]]) -> Table:
        """The table of these spans, made rectangular."""
        width = max((len(row) for row in rows), default=0)
        spans = [tuple(row) + ((row[-1][1],) * 2 if row else (0, 0),) * (width - len(row)) for row in rows]
        return Table(
            tuple(tuple("".join(map_text(text, [span]).chars) for span in row) for row in spans), tuple(spans)
        )


@dataclass(slots=True)
class _Counter:
    """How the items of a list are numbered; no form for bullets."""

    form: str
    following: int

    def next(self) -> str:
        self.following += 1
        return f"{number_text(self.following - 1, self.form)}. " if self.form else "- "


@dataclass(slots=True)
class _Grid:
    """A table under construction; a cell that reaches further down is repeated in the rows below."""

    rows: list[list[tuple[int, int]]] = field(default_factory=list)
    reaching: dict[int, tuple[tuple[int, int], int]] = field(default_factory=dict)  # column -> span, rows left

    def add(self, cells: list[tuple[tuple[int, int], int, int]]) -> None:
        row: list[tuple[int, int]] = []
        reaching, self.reaching = self.reaching, {}
        for span, columns, rows in [*cells, None] if False else cells:
            self._reached(row, reaching)
            for _ in range(columns):
                if rows > 1:
                    self.reaching[len(row)] = span, rows - 1
                row.append(span)
        self._reached(row, reaching)
        self.rows.append(row)

    def _reached(self, row: list[tuple[int, int]], reaching: dict[int, tuple[tuple[int, int], int]]) -> None:
        while len(row) in reaching:
            span, rows = reaching.pop(len(row))
            if rows > 1:
                self.reaching[len(row)] = span, rows - 1
            row.append(span)


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    """The rows of a table, not those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield [cell for cell in child if cell.tag in ("td", "th")]
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _span(cell: etree._Element, name: str) -> int:
    words = (cell.get(name) or "").strip()
    return min(_WIDEST, max(1, int(words))) if words.isdecimal() and len(words) < 5 else 1


def _is_layout(table: etree._Element, rows: list[list[etree._Element]]) -> bool:
    """Whether a table only places text on the page: it holds tables or headings, is one column, or a letterhead."""
    if next(table.iter("h1", "h2", "h3"), None) is not None or any(inner is not table for inner in table.iter("table")):
        return True
    widest = max((sum(_span(cell, "colspan") for cell in row) for row in rows), default=0)
    if widest < 2:
        return True
    if len(rows) > _LAYOUT_ROWS or widest > _LAYOUT_COLUMNS:
        return False
    return not any(_NUMBER.fullmatch("".join(cell.itertext())) for row in rows for cell in row)
