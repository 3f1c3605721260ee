"""Reads .html: headings, paragraphs, lists and tables of a page, with the breaks that a browser shows.

Left out: scripts, styles, controls of forms, menus and what is hidden. A table that only places text on the page
becomes paragraphs. The tree is walked without recursion: pages may nest their elements a thousand deep.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from lxml import etree, html

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.readers.decoding import Decoded, converted_notice, decode
from ingest.readers.docx_styles import number_text
from ingest.readers.legacy import Encoding, to_unicode
from ingest.readers.lines import Column, Line, line_at
from ingest.readers.notes import RAISED
from ingest.readers.spelling import legacy_encoding
from ingest.readers.text import from_lines
from ingest.readers.webpage_notes import raise_notes
from ingest.readers.webpage_tables import Grid, Span, is_layout, span_of

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes
_XML_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")
_LIMITS = ("Excessive depth", "limit exceeded")  # what the parser says where it gives up
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAK = re.compile(r"\r\n|\r|\n")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SILENT = frozenset(("head", "script", "style", "template", "input", "option", "datalist", "map"))  # hold no prose
_COUNTED = frozenset(
    "nav noscript svg math iframe object embed applet audio video canvas img select button textarea".split()
)
_BLOCKS = frozenset(
    (
        "html body p div section article header footer main aside address blockquote center dl dt dd fieldset figure "
        "figcaption form hr pre ul ol li caption h1 h2 h3 h4 h5 h6 table tr td th thead tbody tfoot details summary"
    ).split()
)
_DEPTHS = {f"h{depth}": depth for depth in range(1, 7)}
_LIST_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LONGEST_RAISED = 4  # pieces of text in a raised number
_TO_RAISED = str.maketrans("0123456789", RAISED)


def read_html(path: Path) -> Document:
    """Read an HTML file; raises `UnreadableFileError` if its encoding cannot be told or it is no HTML."""
    decoded = _decoded(path.name, path.read_bytes())
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(_XML_DECLARATION.sub("", decoded.text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableFileError(
            f"{path.name}: the file is no HTML ({fault}); get it again from the sender"
        ) from fault
    if any(limit in entry.message for entry in parser.error_log for limit in _LIMITS):
        raise UnreadableFileError(
            f"{path.name}: the page is nested too deep to be read whole; save it as .docx or .txt"
        )
    raise_notes(root)
    encoding = legacy_encoding(_inside(root))
    page = _Page(encoding)
    page.walk(root)
    text = "".join(page.parts)
    tables = [grid.table(text) for grid in page.grids]
    notices = [*decoded.notices, *([converted_notice(encoding)] if encoding else [])]
    notices += [f"{count} × {what}: not read" for what, count in sorted(page.left_out.items())]
    lines = page.lines(text)
    column = Column.of(lines) if page.has_kept else Column()
    return from_lines(path.name, "html", text, lines, column, set(), (), notices, tables)


def _decoded(name: str, data: bytes) -> Decoded:
    """Decode by the byte order mark or what the page declares; where that fails, as text files are."""
    declared = _CHARSET.search(data[:_DECLARED_WITHIN])
    if declared is not None and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = declared[1].decode("ascii", errors="replace").lower()
        charset = "cp1252" if charset in ("iso-8859-1", "latin1", "us-ascii", "ascii") else charset
        try:
            return Decoded(data.decode(charset))
        except (LookupError, ValueError):
            pass
    return decode(name, data)


def _inside(element: etree._Element, pieces: int | None = None) -> str:
    """The text inside an element, all of it or its first pieces."""
    return "".join(str(piece) for piece in islice(element.itertext(), pieces))


@dataclass(frozen=True, slots=True)
class _Printed:
    """A written line of prose."""

    start: int
    end: int
    depth: int  # of a heading, else 0
    fresh: bool


@dataclass(slots=True)
class _List:
    """How the items of a list are numbered; no form for bullets."""

    form: str
    number: int

    @staticmethod
    def of(element: etree._Element) -> _List:
        start = element.get("start") or ""
        form = _LIST_FORMS.get(element.get("type") or "", "decimal") if element.tag == "ol" else ""
        return _List(form, int(start) if start.isdecimal() and len(start) < 5 else 1)

    def next(self) -> str:
        self.number += 1
        return f"{number_text(self.number - 1, self.form)}. " if self.form else "- "


@dataclass(slots=True)
class _Page:
    """Writes the text of the page as it is shown, and remembers lines and tables."""

    encoding: Encoding | None
    parts: list[str] = field(default_factory=list)
    length: int = 0
    line_start: int = 0
    space: bool = False  # white space waits to be written before the next word
    printed: list[_Printed] = field(default_factory=list)
    fresh: bool = True  # whether the next line certainly begins a paragraph
    marker: str = ""  # of a list item, to be written before its first words
    depth: int = 0  # of the heading that is being written
    table: etree._Element | None = None  # the table of figures that is being written
    cells: list[Span] = field(default_factory=list)  # of its row
    in_cell: bool = False
    raised: bool = False
    kept: int = 0  # how many elements around show the line breaks of the source
    has_kept: bool = False
    lists: list[_List] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def walk(self, root: etree._Element) -> None:
        """Write all that the page shows below `root`."""
        events = etree.iterwalk(root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in events:
            if event == "start":
                if self.is_left_out(element):
                    skipped = element
                    events.skip_subtree()
                else:
                    self.begin(element, str(element.tag))
                    self.words(element.text)
                continue
            if element is skipped:
                skipped = None
            else:
                self.end(element, str(element.tag))
            if element is not root:
                self.words(element.tail)
        self.end_line()

    def is_left_out(self, element: etree._Element) -> bool:
        """Whether an element is not read; what may hold words is counted."""
        tag = element.tag if isinstance(element.tag, str) else "comment"
        if tag in _COUNTED:
            self.left_out["picture" if tag == "img" else f"<{tag}>"] += 1
            return True
        if tag in _SILENT or not isinstance(element.tag, str):
            return True
        hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "") is not None
        if hidden and _inside(element).strip():
            self.left_out["hidden element"] += 1
        return hidden

    def begin(self, element: etree._Element, tag: str) -> None:
        """Note what an element means for the text inside it."""
        if self.table is not None and tag in ("td", "th"):
            self.begin_cell()
        elif tag == "br":
            self.end_line()
        elif tag == "sup":
            words = _inside(element, _LONGEST_RAISED).strip()
            self.raised = words.isascii() and words.isdigit()
        elif tag in _BLOCKS:
            self.begin_block(element, tag)

    def begin_block(self, element: etree._Element, tag: str) -> None:
        """Begin a line."""
        self.end_line()
        self.fresh = self.fresh or tag != "p"  # paragraphs may be broken lines of one
        self.depth = _DEPTHS.get(tag, self.depth)
        if tag == "pre":
            self.kept += 1
            self.has_kept = True
        elif tag in ("ul", "ol"):
            self.lists.append(_List.of(element))
        elif tag == "li":
            self.marker = self.lists[-1].next() if self.lists else "- "
        elif tag == "table" and self.table is None and not is_layout(element):
            self.table = element
            self.grids.append(Grid())

    def end(self, element: etree._Element, tag: str) -> None:
        """Undo what `begin` noted."""
        if self.table is not None and tag in ("td", "th"):
            self.cells.append(span_of(element, self.line_start, self.length))
            self.in_cell = False
        elif self.table is not None and tag == "tr":
            self.end_row()
        elif tag == "sup":
            self.raised = False
        elif tag in _BLOCKS:
            self.end_line()
            self.depth = 0 if tag in _DEPTHS else self.depth
            self.fresh = self.fresh or tag != "p"
            self.kept -= tag == "pre"
            if tag in ("ul", "ol"):
                self.lists.pop()
            elif tag == "li":
                self.marker = ""
            elif element is self.table:
                self.table = None

    def begin_cell(self) -> None:
        """Write what stands between two cells."""
        if self.cells:
            self.write("\t")
        self.line_start, self.space, self.in_cell = self.length, False, True

    def end_row(self) -> None:
        """End a row of a table of figures."""
        self.grids[-1].add(self.cells)
        self.cells = []
        self.write("\n")
        self.line_start, self.fresh, self.space = self.length, True, False

    def words(self, text: str | None) -> None:
        """Write text, white space as a browser shows it."""
        for number, line in enumerate(_BREAK.split(text or "") if self.kept else [text or ""]):
            if number:
                self.end_line()
            self.line_of_words(line)

    def line_of_words(self, text: str) -> None:
        """Write text without line breaks."""
        if self.encoding:
            text = to_unicode(text, self.encoding)
        shown = _SPACE.sub(" ", text.translate(_TO_RAISED) if self.raised else text)
        words = shown.strip(" ")
        if words:
            if self.marker and not self.in_cell:
                self.write(self.marker)
            self.marker = ""
            if (self.space or shown[0] == " ") and self.length > self.line_start:
                self.write(" ")
            self.write(words)
            self.space = shown[-1] == " "
        elif shown:
            self.space = True

    def write(self, words: str) -> None:
        """Append to the text."""
        self.parts.append(words)
        self.length += len(words)

    def end_line(self) -> None:
        """End the line that is being written; in a cell it goes on after a space."""
        self.space = self.in_cell
        if self.in_cell or self.length == self.line_start:
            return
        self.printed.append(_Printed(self.line_start, self.length, self.depth, self.fresh))
        self.write("\n")
        self.line_start, self.fresh = self.length, False

    def lines(self, text: str) -> list[Line]:
        """The lines of prose."""
        out: list[Line] = []
        for printed in self.printed:
            line = line_at(text, printed.start, printed.end)
            if line is not None:
                line.styled, line.fresh = printed.depth, printed.fresh
                line.width, line.head = len(line.text), len(line.text.split(maxsplit=1)[0])
                out.append(line)
        return out
