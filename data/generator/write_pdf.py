"""A report as a PDF: hard-wrapped lines, small raised footnote marks, notes under a rule, page numbers."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

from generator.layout import Word, note_words, stats_of, words, wrap
from generator.paper import MOTTO, Paper

FONTS = Path(__file__).parent / "fonts"
_LEFT, _TOP, _WIDTH, _BOTTOM = 25.0, 22.0, 165.0, 275.0
_BODY, _NOTE, _MARK = 12.0, 9.0, 0.6  # points, points, size of a mark against its line
_LEADING = 0.50  # millimetres a line for a point of type
_INDENT = 10.0


class _Setter:
    """One PDF being set: where the pen is, and the printed numbers so far."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.numbers = paper.note_numbers()
        self.notes = note_words(paper, self.numbers)
        self.order: list[int] = []
        self.pending: list[int] = []  # notes whose marks stand on this page
        self.y = _TOP
        self.pdf = FPDF(format="A4")
        self.pdf.set_creation_date(datetime(2025, 7, 1, 8, tzinfo=UTC))
        self.pdf.set_auto_page_break(False)
        for style, name in (("", "Regular"), ("B", "Bold"), ("I", "Italic")):
            self.pdf.add_font("report", style, FONTS / f"report-{name}.ttf")
        self.pdf.add_page()

    def size(self, style: str, points: float) -> None:
        self.pdf.set_font("report", style, points)

    def measure(self, word: Word) -> float:
        """The width of a word in the current type; its marks are smaller."""
        return sum(self.pdf.get_string_width(piece.text) * (_MARK if piece.note is not None else 1) for piece in word)

    def wrapped(self, line_words: list[Word], style: str, points: float, indent: float = 0) -> list[list[Word]]:
        self.size(style, points)
        return wrap(line_words, _WIDTH, self.measure, self.pdf.get_string_width(" "), indent)

    def note_height(self, notes: list[int]) -> float:
        lines = sum(len(self.wrapped(self.notes[note], "", _NOTE, 4)) for note in notes)
        return lines * _NOTE * _LEADING + (4 if notes else 0)

    def centred(
        self, text: str, style: str = "B", points: float = _BODY, x: float = _LEFT, width: float = _WIDTH
    ) -> None:
        self.size(style, points)
        self.pdf.text(x + (width - self.pdf.get_string_width(text)) / 2, self.y, text)

    def line(self, line: list[Word], x: float, style: str, points: float) -> None:
        """Set one line at the pen; raised marks between its words."""
        self.size(style, points)
        blank = self.pdf.get_string_width(" ")
        run = ""
        for position, word in enumerate(line):
            run += " " if position else ""
            for piece in word:
                if piece.note is None:
                    run += piece.text
                    continue
                self.pdf.text(x, self.y, run)
                x += self.pdf.get_string_width(run)
                self.size(style, points * _MARK)
                self.pdf.text(x, self.y - points * 0.13, piece.text)
                x += self.pdf.get_string_width(piece.text)
                self.size(style, points)
                run = ""
        if run.strip():
            shift = blank * (len(run) - len(run.lstrip()))
            self.pdf.text(x + shift, self.y, run.lstrip())

    def block(self, kind: str, line_words: list[Word]) -> None:
        style = {"heading1": "B", "heading2": "B", "heading3": "I"}.get(kind, "")
        indent = _INDENT if kind in {"para", "item"} else 0
        height = _BODY * _LEADING
        for position, line in enumerate(self.wrapped(line_words, style, _BODY, indent)):
            marks = [piece.note for word in line for piece in word if piece.note is not None]
            if self.y + height + self.note_height(self.pending + marks) > _BOTTOM:
                self.end_page()
                self.pdf.add_page()
                self.y = _TOP
            self.pending += marks
            self.line(line, _LEFT + (indent if position == 0 else 0), style, _BODY)
            self.order += stats_of([line])
            self.y += height
        self.y += 1.6

    def end_page(self) -> None:
        """Set the page's footnotes under a rule, and its number."""
        if self.pending:
            self.y = _BOTTOM - self.note_height(self.pending) + 2
            self.pdf.line(_LEFT, self.y - 3, _LEFT + 50, self.y - 3)
            self.y += 2
        for note in self.pending:
            for position, line in enumerate(self.wrapped(self.notes[note], "", _NOTE, 4)):
                x = _LEFT
                if position == 0:
                    self.size("", _NOTE * _MARK)
                    self.pdf.text(x, self.y - 1.1, str(self.numbers[note]))
                    x += 4
                self.line(line, x, "", _NOTE)
                self.order += stats_of([line])
                self.y += _NOTE * _LEADING
        self.pending = []
        if self.pdf.page_no() > 1:
            self.y = 12
            self.centred(str(self.pdf.page_no()), "", 10)


def render(paper: Paper) -> tuple[bytes, list[int]]:
    """The file's bytes, and the printed numbers in the order in which they stand on the pages."""
    setter = _Setter(paper)
    _head(setter)
    for block, pieces in zip(paper.blocks, paper.pieces(), strict=True):
        setter.block(block.kind, words(pieces, setter.numbers))
    _closing(setter)
    setter.end_page()
    return bytes(setter.pdf.output()), setter.order


def _head(setter: _Setter) -> None:
    paper, half = setter.paper, _WIDTH / 2
    right = (*MOTTO, paper.place_and_date)
    for number, (one, two) in enumerate(zip((*paper.issuer, paper.number), right, strict=True)):
        style = "" if number == 2 else "B"
        setter.centred(one, style, 10, _LEFT - 5, half - 10)
        setter.centred(two, "I" if number == 2 else "B", 10, _LEFT + half - 10, half + 15)
        setter.y += 7
    setter.y += 5
    for text in (paper.kind, *paper.title):
        setter.centred(text)
        setter.y += 7
    setter.y += 3


def _closing(setter: _Setter) -> None:
    paper = setter.paper
    rows = max(len(paper.recipients), len(paper.signed))
    if setter.y + 6 * rows + setter.note_height(setter.pending) > _BOTTOM:
        setter.end_page()
        setter.pdf.add_page()
        setter.y = _TOP
    setter.y += 3
    for row in range(rows):
        if row < len(paper.recipients):
            setter.size("", 9)
            setter.pdf.text(_LEFT, setter.y, paper.recipients[row])
        if row < len(paper.signed):
            setter.centred(paper.signed[row], "B", _BODY, _LEFT + _WIDTH / 2, _WIDTH / 2)
        setter.y += 6
