"""Footnotes of flat text: the notes at the foot of pages, their marks in the prose, and the balance of both.

A mark is taken only with evidence: its number stands after a letter, "%", a quote, a bracket or a year; it is raised,
or a note of that number stands at the foot of the same page; and reading the page forwards and backwards, mark after
mark, finds the same place. What stays undecided is left in the text and told in a notice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.readers.charmap import Cut
from ingest.readers.lines import Column, Line, Paragraph, begins_small, continues, ends_open

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(RAISED, "0123456789")
_LABEL = re.compile(
    rf"(?P<raised>[{RAISED}]{{1,3}})\s*(?=\S)"
    r"|\[\^(?P<markdown>[^\]\s]{1,16})\]:\s*"
    r"|(?P<lost>[\ufffd\x02])\s*(?=\S)"
    r"|\[(?P<square>\d{1,3})\]\s*(?=\S)"
    r"|\((?P<round>\d{1,3})\)\s*(?=\S)"
    r"|(?P<plain>[1-9]\d{0,4})(?![\d/%]|[.,]\d|[.)]\s)\s*(?=\S)"
)
_MARK = re.compile(
    rf"[{RAISED}]+|\[\^(?P<markdown>[^\]\s]{{1,16}})\](?!:)|(?P<open>[\[(]\s*)?(?<![\d.,/-])(?P<digits>\d+)(?P<close>\s*[\])])?"
)
_HOLE = re.compile(r"\([^\S\r\n]*[\r\n]\s*\)")
_UNIT_BEFORE = re.compile(r"(?:^|[^\w]|\d)(?:k|c|d|h)?m$", re.IGNORECASE)
_ANY_RAISED = re.compile(f"[{RAISED}]")
_YEAR, _YEAR_DIGITS = re.compile(r"(?:19|20)\d\d"), 4
_ABBREVIATION = re.compile(r"[A-ZĐ]+$")
_NEEDS_RULE = frozenset({"plain", "round", "square"})


@dataclass(slots=True)
class Note:
    """A footnote: its label, the span of the label, and its lines."""

    label: str
    start: int
    end: int  # of the label
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Candidate:
    label: str
    start: int
    end: int
    strong: bool


@dataclass(slots=True)
class Zone:
    """A run of notes at the foot of a page, or at the end."""

    style: str  # of its labels; "" until one is met below the rest of a note from the page before
    candidates: list[_Candidate]  # places in the prose since the zone before where the marks may stand
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Split:
    """Lines told apart: prose, zones of notes, and the lines of prose before which notes cut the page."""

    prose: list[Line] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    cut_before: set[int] = field(default_factory=set)  # `start` of the lines

    @property
    def notes(self) -> list[Note]:
        """All notes in the order of the file."""
        return [note for zone in self.zones for note in zone.notes]


class _Label(NamedTuple):
    style: str
    text: str
    end: int  # where the note's words begin


class _Splitter:
    """Walks the lines once and keeps what is pending on the page."""

    def __init__(self, text: str, lines: Sequence[Line], column: Column) -> None:
        self.text, self.lines, self.column = text, lines, column
        self.out = Split()
        self.page: list[Line] = []  # prose since the last zone
        self.searched = 0  # how many of its lines were searched for marks: most pages have no notes
        self.candidates: list[_Candidate] = []  # in these lines
        self.zone: Zone | None = None
        self.last: Note | None = None
        self.labels: set[str] = set()  # of the candidates
        self.whole_foot = False  # whether the zone is everything from a rule to the end of the page
        self.page_signs = any(_page_sign(line, column) for line in lines)

    def run(self) -> Split:
        for index, line in enumerate(self.lines):
            if not (self._note_begins(index, line) or self._note_goes_on(line)):
                self._prose(line)
        return self.out

    def _prose(self, line: Line) -> None:
        if self.zone is not None:
            self.zone, self.page, self.searched, self.candidates, self.labels = None, [], 0, [], set()
            self.out.cut_before.add(line.start)
        self.page.append(line)
        self.out.prose.append(line)

    def _search_page(self) -> None:
        """Find where marks may stand in the prose since the last zone."""
        for line in self.page[self.searched :]:
            found = _candidates(self.text, line)
            self.candidates += found
            self.labels.update(candidate.label for candidate in found)
        self.searched = len(self.page)

    def _note_begins(self, index: int, line: Line) -> bool:
        label = self._label(line)
        if label is None or not self._is_next(index, label):
            return False
        if self.zone is None:
            self._search_page()
            self._rescue_tail(line)
            self.zone = Zone(label.style, self.candidates)
            self.whole_foot = line.ruled and self.page_signs
            self.out.zones.append(self.zone)
        self.zone.style = label.style
        self.last = Note("" if label.style == "lost" else label.text, line.start, label.end, [line])
        self.zone.notes.append(self.last)
        return True

    def _label(self, line: Line) -> _Label | None:
        """Return the label that `line` may begin with, of the style that its zone has."""
        found = _LABEL.match(self.text, line.start, line.end)
        if found is None or found.lastgroup is None:
            return None
        style, label, end = found.lastgroup, found.group(found.lastgroup).translate(_PLAIN), found.end()
        if self.zone is None and style in _NEEDS_RULE and not line.ruled:
            return None
        if self.zone is not None and style != (self.zone.style or style):
            return None
        expected = str(self._expected())
        if style == "plain" and label.startswith(expected + "0"):  # "3603 hội thi": 36, 03 hội thi
            label, end = expected, line.start + len(expected)
        return _Label(style, label, end)

    def _expected(self) -> int:
        return int(self.last.label) + 1 if self.last and self.last.label.isdigit() else 1

    def _is_next(self, index: int, label: _Label) -> bool:
        """Whether the notes have come to `label`: it follows the last one, and the page has a place for its mark."""
        if label.style in ("lost", "markdown"):
            return True
        expected, number = self._expected(), int(label.text)
        if label.style == "raised" and number == expected:
            return True
        self._search_page()
        if label.text not in self.labels:
            return False
        restarts = self.zone is None and number == 1
        skips = number == expected + 1 and self.whole_foot and not self._comes_later(index, str(expected))
        return number == expected or restarts or skips

    def _comes_later(self, index: int, label: str) -> bool:
        """Whether another line of the same foot begins with `label`."""
        for line in self.lines[index + 1 :]:
            if _page_sign(line, self.column):
                return False
            if self.text.startswith(label, line.start):
                return True
        return False

    def _note_goes_on(self, line: Line) -> bool:
        """Whether `line` belongs to the note that is open, or takes up one that the page before cut."""
        if self.zone is None:
            if not (line.ruled and self.last and self.page_signs and ends_open(self.last.lines[-1].text)):
                return False
            if _page_sign(line, self.column):
                return False
            self._search_page()
            self.zone = Zone("", self.candidates)
            self.whole_foot = True
            self.out.zones.append(self.zone)
        elif not self._belongs(line):
            return False
        assert self.last is not None  # noqa: S101  (a zone begins with a note)
        self.last.lines.append(line)
        return True

    def _belongs(self, line: Line) -> bool:
        assert self.zone is not None and self.last is not None  # noqa: S101
        if _page_sign(line, self.column):
            return False
        if self.whole_foot:
            return True
        if line.gap <= self.column.gap and continues(self.last.lines[-1], line, self.column):
            return True
        return self.zone.style == "raised" and str(int(self.last.label) + 1) in self.labels

    def _rescue_tail(self, line: Line) -> None:
        """Find the rest of a note that the page before cut, at the foot of this one above `line`, the first new note.

        Told by four signs: the note stopped inside a sentence, so did the prose above, the lines between begin small,
        and the prose goes on with a small letter below the notes.
        """
        if self.last is None or len(self.page) < 2 or not ends_open(self.last.lines[-1].text):
            return
        tail, above = self.page[-1], self.page[-2]
        if begins_small(tail.text) and ends_open(above.text) and not _candidates(self.text, tail):
            self.page.pop()
            self.out.prose.pop()
            self.last.lines.append(tail)


def split_notes(text: str, lines: Sequence[Line], column: Column) -> Split:
    """Tell the notes at the foot of pages (or at the end) from the prose."""
    return _Splitter(text, lines, column).run()


def _page_sign(line: Line, column: Column) -> bool:
    """Whether a page begins with `line`: a form feed, or a leading blank where the usual blank line is missing."""
    return line.new_page or (column.reach is not None and line.indent > 0 and line.gap < column.gap)


def find_marks(text: str, split: Split) -> tuple[list[Cut], list[str]]:
    """Return the marks of all notes as cuts of the prose, and a notice for each mark or note without its partner."""
    cuts: list[Cut] = []
    notices: list[str] = []
    lost = [note for note in split.notes if not note.label]
    if lost:
        cuts += _by_order(text, split.prose, lost, notices)
    for zone in split.zones:
        labels = [note.label for note in zone.notes if note.label and note not in lost]
        everywhere = zone.style == "markdown"  # its notes stand where the writer likes
        found = [c for line in split.prose for c in _candidates(text, line)] if everywhere else zone.candidates
        taken = _agreed(labels, found)
        cuts += [with_brackets(text, Cut(mark.start, mark.end, label)) for label, mark in taken.items()]
        notices += [f"footnote {label} has no certain mark in the text" for label in labels if label not in taken]
    return cuts, notices + _unused_raised(text, split.prose, cuts)


def _by_order(text: str, prose: Sequence[Line], notes: list[Note], notices: list[str]) -> list[Cut]:
    """Tie notes to the empty brackets that lost marks leave, by order, where the counts are equal."""
    holes = [(hole.start(), hole.end()) for line in prose for hole in _HOLE.finditer(text, line.start, line.end)]
    for number, note in enumerate(notes, 1):
        note.label = str(number)
    if len(holes) != len(notes):
        notices.append(f"{len(notes)} footnotes but {len(holes)} places for their marks: not tied to each other")
        return []
    return [Cut(start, end, note.label) for (start, end), note in zip(holes, notes, strict=True)]


def _candidates(text: str, line: Line) -> list[_Candidate]:
    """Every place of a line where a mark may stand, in order, with the label that it would have."""
    return [found for mark in _MARK.finditer(text, line.start, line.end) for found in _readings(text, line, mark)]


def _readings(text: str, line: Line, found: re.Match[str]) -> list[_Candidate]:
    if found["markdown"]:
        return [_Candidate(found["markdown"], found.start(), found.end(), True)]
    start, end = found.span("digits") if found["digits"] else found.span()
    raised = not found["digits"]
    if not raised and not found["open"] and end - start < _YEAR_DIGITS and not _may_precede(text[start - 1]):
        return []  # so are most numbers: told first, as what follows takes long
    run = text[start:end].translate(_PLAIN)
    before = text[max(line.start, start - 24) : start]
    after = text[end : end + 2]
    if not before.strip("([ ") or (not raised and (after[:1].isalpha() or re.match(r"[.,/]\d", after))):
        return []
    skip = _not_the_label(before, run)
    if skip:
        return [_Candidate(run[skip:], start + skip, end, True)] if len(run) > skip else []
    if raised:
        return [_Candidate(run, start, end, True)]
    if len(run) > 3 or run[0] == "0":
        return []
    if found["open"]:
        return [_Candidate(run, found.start(), found.end(), False)] if found["close"] else []
    return [_Candidate(run, start, end, not _ABBREVIATION.search(before))] if _may_precede(before[-1]) else []


def _not_the_label(before: str, run: str) -> int:
    """How many digits of a run belong to what stands before: the exponent of m3, the four digits of a year."""
    if run[0] in "23" and _UNIT_BEFORE.search(before):
        return 1
    return 4 if _YEAR.match(run) and not before[-1:].isalnum() else 0


def _may_precede(char: str) -> bool:
    return char.isalpha() or unicodedata.combining(char) > 0 or char in "%\"'”’»)]"


def _agreed(labels: Sequence[str], candidates: Sequence[_Candidate]) -> dict[str, _Candidate]:
    """For each label the place where reading forwards and reading backwards agree."""
    chosen: dict[str, list[_Candidate]] = {}
    for label in labels:
        found = [candidate for candidate in candidates if candidate.label == label]
        chosen[label] = [candidate for candidate in found if candidate.strong] or found
    forwards = _greedy(labels, chosen)
    mirrored = {label: [_mirror(candidate) for candidate in reversed(found)] for label, found in chosen.items()}
    backwards = {label: _mirror(found) for label, found in _greedy(labels[::-1], mirrored).items()}
    return {label: found for label, found in forwards.items() if backwards.get(label) == found}


def _greedy(labels: Sequence[str], chosen: dict[str, list[_Candidate]]) -> dict[str, _Candidate]:
    position, taken = None, {}
    for label in labels:
        for candidate in chosen[label]:
            if position is None or candidate.start >= position:
                taken[label], position = candidate, candidate.end
                break
    return taken


def _mirror(candidate: _Candidate) -> _Candidate:
    return _Candidate(candidate.label, -candidate.end, -candidate.start, candidate.strong)


def with_brackets(text: str, cut: Cut) -> Cut:
    """Return the cut with the brackets that hold nothing but the mark."""
    if text[max(0, cut.start - 1) : cut.start] + text[cut.end : cut.end + 1] in ("()", "[]"):
        return Cut(cut.start - 1, cut.end + 1, cut.label)
    return cut


def _unused_raised(text: str, prose: Sequence[Line], cuts: Sequence[Cut]) -> list[str]:
    used = {cut.start for cut in cuts} | {cut.start + 1 for cut in cuts}
    found = [c for line in prose if _ANY_RAISED.search(line.text) for c in _candidates(text, line)]
    left = [c for c in found if text[c.start] in RAISED and c.start not in used]
    return [f"the raised {c.label} (character {c.start}) has no footnote" for c in left]


def note_paragraph(note: Note) -> Paragraph:
    """Return a footnote as one paragraph without its label."""
    pieces = [(note.end, note.lines[0].end), *((line.start, line.end) for line in note.lines[1:])]
    return Paragraph(pieces, note.lines[0].page, note=note.label, is_note=True)
