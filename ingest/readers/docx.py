"""Reads .docx: a walk over the package's own XML, because what matters here is what libraries drop.

Kept: footnotes with the numbers that Word prints, insertions of tracked changes, automatic list numbers, text boxes
(one branch of the alternatives), merged cells. Left out: deletions, hidden text, headers and footers, comments.
`Document.text` is the paragraphs line by line, tables as rows with tabs, and the notes at the end under their numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from ingest.document import Document
from ingest.errors import UnreadableFileError
from ingest.readers.charmap import Cut
from ingest.readers.docx_fonts import convert_fonts
from ingest.readers.docx_notes import ENDNOTE, FOOTNOTE, Numbers
from ingest.readers.docx_styles import Styles, W, value
from ingest.readers.docx_tables import Cell, Grid, is_layout, rows_of
from ingest.readers.lines import Column, Line, Paragraph, join_lines, line_at
from ingest.readers.notes import RAISED, find_marks, note_paragraph, split_notes, with_brackets
from ingest.readers.package import Package
from ingest.readers.passages import assemble

_MAIN = "word/document.xml"
_OTHERS = ("styles", "numbering", "settings", "footnotes", "endnotes")
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PICTURES = frozenset(
    (
        "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{urn:schemas-microsoft-com:vml}imagedata",
    )
)
_FIXED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "softHyphen": "\u00ad", "noBreakHyphen": "-", "sym": "•"}
_FIXED = {W + name: sign for name, sign in _FIXED.items()}
_SKIPPED = frozenset(
    W + name
    for name in (
        *("del", "moveFrom", "delText", "instrText", "delInstrText"),
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "footnoteRef", "endnoteRef"),
    )
)
_GROUPS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_TO_RAISED = str.maketrans("0123456789", RAISED)


def read_docx(path: Path) -> Document:
    """Read a Word document; raises `UnreadableFileError` if it is damaged or none."""
    with Package(path) as package:
        main = package.xml(_MAIN)
        parts = {name: package.xml(f"word/{name}.xml") for name in _OTHERS if f"word/{name}.xml" in package}
    body = main.find(W + "body")
    if body is None:
        raise UnreadableFileError(f"{path.name}: {_MAIN} has no body; open the file in Word and save it again")
    shown = [part for part in (body, parts.get("footnotes"), parts.get("endnotes")) if part is not None]
    converted = convert_fonts(shown, parts.get("styles"))
    styles = Styles.of(parts.get("styles"), parts.get("numbering"))
    walk = _Walk(styles, Numbers.of(body, parts.get("settings")))
    walk.blocks(body)
    walk.notes({FOOTNOTE: parts.get("footnotes"), ENDNOTE: parts.get("endnotes")})
    return walk.document(path.name, converted)


@dataclass(frozen=True, slots=True)
class _Span:
    """A written line of prose."""

    start: int
    end: int
    depth: int  # of a heading, else 0
    fresh: bool


@dataclass(slots=True)
class _Walk:
    """Writes the text of the document, and remembers what stands where."""

    styles: Styles
    numbers: Numbers
    parts: list[str] = field(default_factory=list)
    length: int = 0
    spans: list[_Span] = field(default_factory=list)
    fresh: bool = True  # whether the next line certainly begins a paragraph
    line_start: int = 0
    in_cell: bool = False
    raised: bool = False
    cuts: list[Cut] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    note_paragraphs: list[Paragraph] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)  # text boxes met in the paragraph being written
    left_out: Counter[str] = field(default_factory=Counter)

    def write(self, words: str) -> None:
        """Append to the document's text."""
        self.parts.append(words)
        self.length += len(words)

    def blocks(self, parent: etree._Element) -> None:
        """Write the paragraphs and tables below `parent` in order."""
        for element in parent:
            if element.tag == W + "p":
                self.paragraph(element)
            elif element.tag == W + "tbl":
                self.table(element)
            elif element.tag == _ALTERNATIVES:
                self.blocks(_branch(element))
            elif element.tag in _GROUPS:
                self.blocks(element)

    def paragraph(self, element: etree._Element) -> None:
        """Write a paragraph, then the text boxes that are anchored in it."""
        number = self.styles.number_of(element)
        depth = self.styles.heading_of(element)
        if number and any(text.text for text in element.iter(W + "t")):
            self.fresh = True
            self.write(number + " ")
        self.inline(element, depth)
        if element.find(f"{W}pPr/{W}rPr/{W}del") is None:  # else its end is deleted: the next paragraph goes on
            self.end_line(depth)
        if element.find(f"{W}pPr/{W}sectPr") is not None:
            self.numbers.next_section()
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.fresh = True
            self.blocks(box)
            self.fresh = True

    def end_line(self, depth: int = 0) -> None:
        """End the line that is being written: in a cell by a space, else by a line break."""
        if self.in_cell:
            self.write(" ")
            return
        self.spans.append(_Span(self.line_start, self.length, depth, self.fresh))
        self.write("\n")
        self.line_start, self.fresh = self.length, False

    def inline(self, parent: etree._Element, depth: int = 0) -> None:
        """Write what stands in a paragraph, run by run, whatever wraps the runs."""
        for element in parent:
            tag = element.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == W + "r":
                self.run(element, depth)
            elif tag in (W + "t", _FORMULA_TEXT):
                words = element.text or ""
                self.write(words.translate(_TO_RAISED) if self.raised else words)
            elif tag in _FIXED:
                self.sign(_FIXED[tag], depth)
            elif tag == _ALTERNATIVES:
                self.inline(_branch(element), depth)
            elif tag == W + "txbxContent":
                self.boxes.append(element)
            else:
                self.left_out["picture or chart"] += tag in _PICTURES
                self.inline(element, depth)

    def sign(self, sign: str, depth: int) -> None:
        """Write a tab, a line break or a special hyphen."""
        if sign == "\n":
            self.end_line(depth)
        else:
            self.write(" " if sign == "\t" and self.in_cell else sign)

    def run(self, run: etree._Element, depth: int) -> None:
        """Write a run: its text, or the footnote mark that it holds."""
        if _on(run, "vanish"):
            self.left_out["run of hidden text"] += 1
            return
        for kind in (FOOTNOTE, ENDNOTE):
            reference = run.find(f"{W}{kind}Reference")
            if reference is not None:
                self.mark(run, kind, reference)
                return
        self.raised = value(run, "rPr/vertAlign") == "superscript"
        self.inline(run, depth)
        self.raised = False

    def mark(self, run: etree._Element, kind: str, reference: etree._Element) -> None:
        """Write the mark of a note, and any text of the same run around it."""
        chosen = reference.get(W + "customMarkFollows") in ("1", "true", "on")
        words = "".join(text.text or "" for text in run.iterfind(W + "t"))
        label = self.numbers.label(kind, reference.get(W + "id") or "", words.strip() if chosen else "")
        if not chosen:
            for text in reference.itersiblings(W + "t", preceding=True):
                self.write(text.text or "")
        start = self.length
        self.write(_shown(label))
        self.cuts.append(Cut(start, self.length, label))
        if not chosen:
            for text in reference.itersiblings(W + "t"):
                self.write(text.text or "")

    def table(self, element: etree._Element) -> None:
        """Write a table row by row; one that only places text (a letterhead) becomes paragraphs."""
        rows = rows_of(element)
        if self.in_cell or is_layout(rows):
            for row in rows:
                for cell in row.cells:
                    self.fresh = True
                    self.blocks(cell)
            self.fresh = True
            return
        grid = Grid(before=len(self.spans))
        for row in rows:
            cells = [Cell((self.length, self.length), 1, False)] * row.skipped
            for number, cell in enumerate(row.cells):
                if number:
                    self.write("\t")
                cells.append(Cell.of(cell, self.cell(cell)))
            self.write("\n")
            grid.add(cells)
        self.grids.append(grid)
        self.line_start, self.fresh = self.length, True

    def cell(self, cell: etree._Element) -> tuple[int, int]:
        """Write the text of a cell on one line; returns its span."""
        start, self.in_cell = self.length, True
        self.blocks(cell)
        self.in_cell = False
        while self.length > start and self.parts[-1] == " ":
            self.length -= len(self.parts.pop())
        return start, self.length

    def notes(self, parts: dict[str, etree._Element | None]) -> None:
        """Write the bodies of the notes that the text refers to, each under its number."""
        bodies = {
            (kind, note.get(W + "id") or ""): note for kind, part in parts.items() if part is not None for note in part
        }
        for key, label in list(self.numbers.labels.items()):
            if key not in bodies:
                self.left_out[f"footnote without text (number {label})"] += 1
                continue
            first = len(self.spans)
            self.write(_shown(label) + " ")
            self.line_start = self.length
            self.blocks(bodies[key])
            pieces = [(span.start, span.end) for span in self.spans[first:]]
            del self.spans[first:]
            self.note_paragraphs.append(Paragraph(pieces, note=label, is_note=True))

    def document(self, name: str, converted: Sequence[str]) -> Document:
        """Assemble what was written; `converted` tells what the fonts' encodings were."""
        text = "".join(self.parts)
        self.cuts = [with_brackets(text, cut) for cut in self.cuts]
        lines = self._lines(text)
        notices = [*converted]
        notices += [f"{count} × {what}: not read" for what, count in self.left_out.items() if count]
        notices += self.numbers.notices()
        paragraphs = self.note_paragraphs
        cut_before: set[int] = set()
        if not paragraphs:  # the writer may have set footnotes by hand
            split = split_notes(text, lines, Column())
            marks, unsure = find_marks(text, split)
            lines, cut_before = split.prose, split.cut_before
            self.cuts += marks
            notices += unsure
            paragraphs = [note_paragraph(note) for note in split.notes]
        paragraphs = [*join_lines(lines, Column(), cut_before), *paragraphs]
        tables = [grid.table(text, self.cuts) for grid in self.grids]
        return assemble(name, "docx", text, paragraphs, self.cuts, tables, notices)

    def _lines(self, text: str) -> list[Line]:
        lines: list[Line] = []
        gap = 0
        fresh = False
        for span in self.spans:
            fresh = fresh or span.fresh
            line = line_at(text, span.start, span.end)
            if line is None:
                gap += 1
                continue
            line.gap, line.styled, line.fresh = gap, span.depth, fresh
            lines.append(line)
            gap, fresh = 0, False
        return lines


def _branch(alternatives: etree._Element) -> etree._Element:
    """Return the first alternative that holds text: the others say the same for older programs."""
    branches = list(alternatives)
    return next((branch for branch in branches if branch.find(f".//{W}t") is not None), branches[0])


def _on(run: etree._Element, name: str) -> bool:
    switch = run.find(f"{W}rPr/{W}{name}")
    return switch is not None and switch.get(W + "val") not in ("0", "false", "off")


def _shown(label: str) -> str:
    return label.translate(_TO_RAISED) if label.isdigit() else f"[{label}]"
