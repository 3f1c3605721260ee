"""From spans of a document's text to the one-line text of a passage whose every character knows where it came from."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.document import Mark
from ingest.folding import plain_signs

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # shown as nothing: soft hyphen, zero-width characters, BOM
_VISIBLE = rf"[^\s{INVISIBLE}]+"
_STRETCH = re.compile(rf"{_VISIBLE}(?: {_VISIBLE}){{0,200}}")  # words as they are read: nothing between but one space
_TIGHT = frozenset(".,;:)]}%!?")  # no space is left before these where a mark was taken out


@dataclass(frozen=True, slots=True)
class Cut:
    """Characters of the document that do not belong to the passage: a footnote mark (`label`) or markup (no label)."""

    start: int
    end: int
    label: str = ""


@dataclass(slots=True)
class MappedText:
    """The text of a passage under construction; the three columns run in step."""

    chars: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("l"))
    ends: array[int] = field(default_factory=lambda: array("l"))
    marks: list[Mark] = field(default_factory=list)

    def add(self, source: str, start: int, end: int) -> None:
        """Take over the characters `start` to `end` of `source`."""
        self.chars.extend(source[start:end])
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))

    def add_space(self, start: int, end: int) -> None:
        """One space that stands for the characters `start` to `end`."""
        self.chars.append(" ")
        self.starts.append(start)
        self.ends.append(end)

    def pop(self) -> None:
        """Take the last character back."""
        self.chars.pop()
        self.starts.pop()
        self.ends.pop()


def map_text(source: str, pieces: Sequence[tuple[int, int]], cuts: Iterable[Cut] = ()) -> MappedText:
    """Read the spans `pieces` of `source` as one line without `cuts`: NFC, plain signs, single spaces, marks noted.

    Pieces and cuts ascend. Pieces are joined by a space, except after a hyphen that cuts a word ("KH-" "UBND").
    """
    mapped = MappedText()
    waiting = sorted(cuts, key=lambda cut: cut.start)
    at = 0
    piece_end = 0
    for start, end in pieces:
        if mapped.chars and not _ends_in_cut_word(mapped.chars):
            _space(mapped, source, mapped.ends[-1], piece_end + 1, start)
        position = start
        while at < len(waiting) and waiting[at].start < end:
            cut = waiting[at]
            at += 1
            if cut.start < position:
                continue
            _words(mapped, source, position, cut.start)
            if cut.label:
                mapped.marks.append(Mark(len(mapped.chars) - (mapped.chars[-1:] == [" "]), cut.label))
            position = cut.end
        _words(mapped, source, position, end)
        piece_end = end
    if mapped.chars[-1:] == [" "]:
        mapped.pop()
    composed = _composed(mapped)
    composed.chars[:] = plain_signs("".join(composed.chars))
    return composed


def _words(mapped: MappedText, source: str, start: int, end: int) -> None:
    position = start
    for words in _STRETCH.finditer(source, start, end):
        _gap(mapped, source, position, words.start(), source[words.start()])
        mapped.add(source, words.start(), words.end())
        position = words.end()
    _gap(mapped, source, position, end, "")


def _gap(mapped: MappedText, source: str, start: int, end: int, following: str) -> None:
    """Write what lies between two words: a space where there is white space in it."""
    if mapped.chars[-1:] == [" "]:
        after_mark = mapped.marks and mapped.marks[-1].position == len(mapped.chars) - 1
        if following in _TIGHT and after_mark:
            mapped.pop()
    elif mapped.chars and any(map(str.isspace, source[start:end])):
        mapped.add_space(start, end)


def _space(mapped: MappedText, source: str, start: int, end: int, limit: int) -> None:
    if mapped.chars[-1] != " ":
        mapped.add_space(start, max(start, min(end, limit, len(source))))


def _ends_in_cut_word(chars: list[str]) -> bool:
    return len(chars) > 1 and chars[-1] == "-" and chars[-2].isalnum()


def _composed(mapped: MappedText) -> MappedText:
    """Return the same text in NFC; the characters of one composed letter share the span of its parts."""
    if unicodedata.is_normalized("NFC", "".join(mapped.chars)):
        return mapped
    out = MappedText()
    moved: list[int] = []  # index before -> index after
    for first, last in _clusters(mapped.chars):
        moved.extend([len(out.chars)] * (last - first))
        for char in unicodedata.normalize("NFC", "".join(mapped.chars[first:last])):
            out.chars.append(char)
            out.starts.append(mapped.starts[first])
            out.ends.append(mapped.ends[last - 1])
    moved.append(len(out.chars))
    out.marks = [Mark(moved[mark.position], mark.label) for mark in mapped.marks]
    return out


def _clusters(chars: list[str]) -> Iterable[tuple[int, int]]:
    """Yield runs that normalise independently: a character and all that may compose with it."""
    first = 0
    for index in range(1, len(chars)):
        if not _may_compose(chars[index]):
            yield first, index
            first = index
    if chars:
        yield first, len(chars)


def _may_compose(char: str) -> bool:
    """Whether `char` may join what stands before it: a combining mark, or the later part of a Hangul syllable."""
    return char > "\u02ff" and (
        unicodedata.combining(char) > 0 or unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff"
    )
