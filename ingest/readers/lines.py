"""Printed lines, and which of them go on in the next: by the sentence, by list markers, by the width of the column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.outline import is_all_caps, marker_of

_HOLE = re.compile(r"\(\s*[\r\n]\s*\)")  # brackets around a footnote mark that a conversion lost
_LINE = re.compile(r"[^\r\n\v\f\u2028\u2029]+")
_RULE = re.compile(r"[ \t\xa0]{10,}|[_\-–—=─━*]{5,}|(?:[*\-_] ){2,}[*\-_]")
_WORD = re.compile(r"\S+")
_CLOSING = "\"'”’»)]}*_ ⁰¹²³⁴⁵⁶⁷⁸⁹"  # may follow the stop of a sentence
_FULL_STOP = ".!?…"

_WRAP_SHARE = 0.2  # of the line ends that are cut inside a sentence, in a text with hard line breaks
_WRAP_WIDEST = 200  # characters; a longer line is a whole paragraph
_WRAP_SLACK = 0.05  # of the cut lines may be shorter than the narrowest full line
_WRAP_EVEN = 0.5  # of the usual width: lines of a column are not cut much shorter
_INDENTED_AT_MOST = 0.2  # of the lines inside paragraphs, if an indentation is to begin one
_INDENT = 2  # characters or points from which a line counts as indented
_FIRST_LINE_SLACK = 0.05  # of the width: what an indentation that the text does not show may take
_WIDTH_NOISE = 0.5  # characters or points
_LONG_PARAGRAPH = 150  # characters; so much without a full stop is cut by a page, not a heading


@dataclass(slots=True)
class Line:
    """A printed line: its span in the document without outer white space, and how it stands on the page."""

    start: int
    end: int
    text: str  # what stands there, NFC
    page: int | None = None
    gap: int = 0  # blank lines above
    ruled: bool = False  # a rule or a run of blanks stands above: a footnote zone may begin
    indent: float = 0.0  # how far right of the margin it begins, in characters or points
    new_page: bool = False  # a page certainly begins here
    width: float = 0.0  # from the left margin to its end, in characters or points
    head: float = 0.0  # the width of its first word
    fresh: bool = False  # a paragraph certainly begins here
    styled: int = 0  # the depth of a heading that the file marks as one (`##`, Heading 2), else 0


def split_lines(text: str) -> list[Line]:
    """Return the lines that show something; rules and blank lines are kept as properties of the next line."""
    shown = _HOLE.sub(lambda hole: "(" + " " * (len(hole.group()) - 2) + ")", text)
    lines: list[Line] = []
    position, gap_start, ruled, pages = 0, 0, False, 1 if "\f" in text else None
    newline = "\n" if "\n" in text else "\r"
    for found in _LINE.finditer(shown):
        words = found.group().strip().strip("\ufeff")
        if not words or _RULE.fullmatch(words):
            ruled = ruled or bool(_RULE.fullmatch(found.group().strip("\ufeff") if words else found.group()))
            continue
        start = shown.index(words, found.start())
        between = shown[gap_start:start]
        breaks = between.count("\f")
        pages = pages + breaks if pages else None
        lines.append(
            Line(
                start,
                start + len(words),
                shown_words := unicodedata.normalize("NFC", words),
                pages,
                gap=max(0, between.count(newline) - 1) if position else 0,
                ruled=ruled,
                indent=start - found.start() + 7 * shown.count("\t", found.start(), start),
                new_page=breaks > 0,
                width=len(shown_words),
                head=_first_word(shown_words),
            )
        )
        position, gap_start, ruled = found.end(), start + len(words), False
    return lines


def line_at(text: str, start: int, end: int) -> Line | None:
    """Return the line between `start` and `end` without outer white space; None if it shows nothing."""
    words = text[start:end].strip()
    if not words:
        return None
    start = text.index(words, start)
    return Line(start, start + len(words), unicodedata.normalize("NFC", words))


def _first_word(words: str) -> float:
    found = _WORD.match(words)
    return len(found.group()) if found else 0


#: Words that no sentence ends with and a figure follows: "ước đạt" / "3.056,2 tỷ đồng".
_WANTS_MORE = re.compile(
    r"\b(?:đạt|bằng|là|có|tăng|giảm|vượt|chiếm|trên|hơn|gần|khoảng|được|với|và|của|cho|đến|còn|từ|thêm|tổng số|ước)\s*$"
)


@dataclass(frozen=True, slots=True)
class Column:
    """How the lines of a text are set; `reach` is None where it has no hard line breaks."""

    reach: float | None = None  # a line is full if it and the first word of the next reach so far,
    usual: float = 0.0  # or if it is at least as wide as most full lines
    gap: int = 0  # blank lines between two lines of one paragraph
    indents: bool = False  # paragraphs begin with an indented line

    @staticmethod
    def of(lines: Sequence[Line], widest: float = _WRAP_WIDEST) -> Column:
        """Measure the column on the lines that are surely cut: those that end open before a small letter."""
        pairs = list(pairwise(lines))
        cut = [(a, b) for a, b in pairs if ends_open(a.text) and begins_small(b.text)]
        if len(cut) < max(2, _WRAP_SHARE * len(pairs)):
            return Column()
        needed = sorted(a.width + b.head for a, b in cut)
        if needed[len(needed) // 2] > widest:
            return Column()
        reach = needed[int(_WRAP_SLACK * len(needed))]
        if reach < _WRAP_EVEN * needed[len(needed) // 2]:
            return Column()  # broken anywhere, not where the column ends
        gaps = [b.gap for _, b in cut]
        return Column(
            reach=reach,
            usual=sorted(a.width for a, _ in cut)[len(cut) // 2] - _WIDTH_NOISE,
            gap=max(set(gaps), key=gaps.count),
            indents=any(line.indent >= _INDENT for line in lines)
            and sum(b.indent >= _INDENT for _, b in cut) < _INDENTED_AT_MOST * len(cut),
        )


def ends_open(text: str) -> bool:
    """Whether `text` stops inside a sentence."""
    rest = text.rstrip(_CLOSING)
    return not rest or rest[-1] not in _FULL_STOP + ":;"


def begins_small(text: str) -> bool:
    """Whether `text` begins with a small letter that is no list marker."""
    first = text.lstrip("\"'“‘«(*_")[:1]
    return first.islower() and marker_of(text) is None


def _begins_with_figure(text: str) -> bool:
    """Whether `text` begins with a number that numbers nothing."""
    return text[:1].isdigit() and marker_of(text) is None


def continues(above: Line, below: Line, column: Column, first: Line | None = None, page_cut: bool = False) -> bool:
    """Whether `below` goes on with the paragraph that ends in `above` and began in `first`.

    `page_cut` says that a page ends between the two: notes or a page number stand there.
    """
    if below.fresh:
        return False
    if _goes_on_in_capitals(above, below, column):
        return True
    if column.reach is None:
        return _continues_unwrapped(above, below, page_cut)
    if _begins_item(below, above, column):
        return False
    full = _is_full(above, below, column, above is first)
    if begins_small(below.text):
        return full or ends_open(above.text) or above.text.rstrip(_CLOSING)[-1:] in ",;"
    if _begins_with_figure(below.text) and _WANTS_MORE.search(above.text) and (below.gap <= column.gap or page_cut):
        return True
    if not full or (below.gap > column.gap and not page_cut) or (column.indents and below.indent >= _INDENT):
        return False
    return is_all_caps(above.text) == is_all_caps(below.text) or not is_all_caps(above.text)


def _is_full(above: Line, below: Line, column: Column, is_first: bool = False) -> bool:
    """Whether the first word of `below` had no room in `above`."""
    if column.reach is None or above.width >= column.usual:
        return True
    slack = _FIRST_LINE_SLACK if is_first and not column.indents else 0.0
    return above.width + below.head >= column.reach * (1 - slack)


def _goes_on_in_capitals(above: Line, below: Line, column: Column) -> bool:
    """Whether a heading in capitals goes on: capitals are wide, so its first line may look short."""
    return (
        below.gap <= column.gap
        and is_all_caps(above.text)
        and is_all_caps(below.text)
        and ends_open(above.text)
        and marker_of(below.text) is None
    )


def _continues_unwrapped(above: Line, below: Line, page_cut: bool) -> bool:
    if marker_of(below.text) is not None and not _cut_dash(below.text):
        return False
    if begins_small(below.text):
        return ends_open(above.text) or above.text.rstrip(_CLOSING)[-1:] == ";"
    rest = above.text.rstrip(_CLOSING)
    if not rest or not ends_open(above.text):
        return False
    return rest[-1] == "," or (page_cut and len(above.text) >= _LONG_PARAGRAPH)


def _begins_item(below: Line, above: Line, column: Column) -> bool:
    """Whether `below` begins a list item or a section, and is no wrapped line that only looks so."""
    marker = marker_of(below.text)
    if marker is None or _cut_dash(below.text):
        return False
    cut = ends_open(above.text) and _is_full(above, below, column) and below.gap <= column.gap
    return not (cut and marker.kind in ("number", "bracket", "bullet") and below.indent < _INDENT)


def _cut_dash(text: str) -> bool:
    """Whether a dash is cut from its phrase, not a list marker: "kinh tế" / "- xã hội"."""
    return text[:1] in ("-", "–") and text[1:].lstrip()[:1].islower()


@dataclass(slots=True)
class Paragraph:
    """A paragraph as spans of the document's text, in order."""

    pieces: list[tuple[int, int]]
    page: int | None = None
    note: str = ""  # the label, for a footnote
    styled: int = 0  # the depth of a heading that the file marks as one
    is_note: bool = False


def join_lines(lines: Iterable[Line], column: Column, cut_before: set[int]) -> list[Paragraph]:
    """Join printed lines to paragraphs; `cut_before` holds the starts of lines that follow notes or a page number."""
    paragraphs: list[Paragraph] = []
    above: Line | None = None
    first: Line | None = None
    for line in lines:
        page_cut = line.start in cut_before or line.new_page
        if above and not above.styled and not line.styled and continues(above, line, column, first, page_cut):
            paragraphs[-1].pieces.append((line.start, line.end))
        else:
            paragraphs.append(Paragraph([(line.start, line.end)], line.page, styled=line.styled))
            first = line
        above = line
    return paragraphs
