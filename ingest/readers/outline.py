"""Section numbers, list markers and headings: what a line is by the way it begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ingest.document import PassageKind

_MARKER = re.compile(
    r"""(?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:[IVX]+|\d+|thứ\s+\w+)\b)
      | (?P<roman>[IVX]{1,5})[.)]\s
      | (?P<letter>[A-HĐK])\.\s
      | (?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?:\.\s|\)\s|(?<=\.\d)\s(?=\D)|(?<=\.\d\d)\s(?=\D))
      | (?P<small>[a-zđ])[).]\s
      | (?P<bracket>\(\d{1,2}\)|\([a-zđ]\))\s*(?=\w)
      | (?P<dash>[-–—])\s+(?=\S)
      | (?P<plus>\+)\s+(?=\S)
      | (?P<bullet>[•*▪●○◦✓])\s+(?=\S)
    """,
    re.VERBOSE,
)
_RANKS = {"part": 1, "letter": 2, "roman": 3, "small": 8, "bracket": 9, "dash": 10, "plus": 11, "bullet": 12}
_TITLE_RANK = 1
_NUMBER_RANK = 4  # 1. is 4, 1.1. is 5, 1.1.1. is 6
_UNNUMBERED_RANK = 13  # a short heading without a number ends with whatever comes next
_NEVER_HEADINGS = frozenset({"bracket", "dash", "plus", "bullet"})

_LONGEST_HEADING = 200
_LONGEST_UNNUMBERED = 100
_LONGEST_LEAD_IN = 90
_SENTENCE_INSIDE = re.compile(r"[.!?…]\s+\S")
_LEAD_IN = re.compile(rf"([^:.]{{2,{_LONGEST_LEAD_IN}}}?):(?:\s|$)")
_NOT_A_FIGURE = re.compile(  # the numbers that a heading may hold: dates, years, document numbers, ordinals
    r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}|(?<!\d)(?:19|20)\d\d(?!\d)|\d+/[\w-]*[A-ZĐ][\w/-]*"
    r"|\d{1,2}\s+(?:tháng|năm)\b"
    r"|(?:năm|tháng|quý|ngày|thứ|số|khóa|kỳ|đợt|lớp|tuần|điều|giai đoạn)\s+\d+(?:\s*[-–]\s*\d+)?",
    re.IGNORECASE,
)


class Marker(NamedTuple):
    """How a line is numbered: its kind ("roman", "number", "dash", ...), its text without the stop, and its depth."""

    kind: str
    label: str
    rank: int
    end: int  # where the words begin


def marker_of(text: str) -> Marker | None:
    """Return the section number or list marker that `text` begins with, if any."""
    found = _MARKER.match(text)
    if found is None or found.lastgroup is None:
        return None
    kind, label = found.lastgroup, found.group(found.lastgroup)
    rank = _NUMBER_RANK + label.count(".") if kind == "number" else _RANKS[kind]
    return Marker(kind, label, rank, found.end())


def is_all_caps(text: str) -> bool:
    """Whether `text` is set in capitals: at least two letters and no small one."""
    judged = text[: 2 * _LONGEST_HEADING]
    return judged.isupper() and sum(map(str.isalpha, judged)) >= 2


def has_figure(text: str) -> bool:
    """Whether `text` states a number that is no date, year, document number or ordinal."""
    return any(map(str.isdigit, text)) and any(map(str.isdigit, _NOT_A_FIGURE.sub("", text)))


@dataclass(frozen=True, slots=True)
class Block:
    """What the outline needs to know of a paragraph."""

    text: str
    styled: int = 0  # the depth that the file itself gives to a heading (`##`, Heading 2), else 0
    note: bool = False


class Place(NamedTuple):
    """A paragraph's kind, and the headings above it, outermost first."""

    kind: PassageKind
    headings: tuple[str, ...]


@dataclass(slots=True)
class _Open:
    """The headings that are open at a point of the document."""

    stack: list[tuple[int, str]] = field(default_factory=list)

    def close(self, rank: int) -> None:
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()

    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.stack)


def outline(blocks: list[Block]) -> list[Place]:
    """Return the kind of each paragraph and the headings above it; footnotes stand outside the order of sections."""
    heads = _Open()
    places: list[Place] = []
    body = [block for block in blocks if not block.note]
    following = {id(here): after for here, after in pairwise(body)}
    for block in blocks:
        if block.note:
            places.append(Place("footnote", heads.path()))
            continue
        marker = marker_of(block.text)
        kind, rank = _classify(block, marker, following.get(id(block)))
        if rank:
            heads.close(rank)
        places.append(Place(kind, heads.path()))
        pushed = block.text if kind == "heading" else _lead_in(block.text, marker)
        if rank and pushed:
            heads.stack.append((rank, pushed))
    return places


def _classify(block: Block, marker: Marker | None, after: Block | None) -> tuple[PassageKind, int]:
    """Return the kind of a paragraph, and the depth at which it closes the headings before it (0: it closes none)."""
    text = block.text
    if marker is not None:
        if _is_numbered_heading(block, marker, after):
            return "heading", marker.rank
        return "item", marker.rank
    if len(text) > _LONGEST_HEADING or has_figure(text):  # a figure must be read, whatever it is set in
        return "paragraph", 0
    if is_all_caps(text):
        return "heading", _TITLE_RANK
    if block.styled:
        return "heading", _NUMBER_RANK + block.styled - 1
    if _is_short_heading(text):
        return "heading", _UNNUMBERED_RANK
    return "paragraph", 0


def _is_numbered_heading(block: Block, marker: Marker, after: Block | None) -> bool:
    words = block.text[marker.end :]
    if marker.kind in _NEVER_HEADINGS or not words or words[0].islower():
        return False
    if is_all_caps(words):
        return len(words) <= 2 * _LONGEST_HEADING
    if len(words) > _LONGEST_HEADING or has_figure(words):
        return False
    if block.styled:
        return True
    if _SENTENCE_INSIDE.search(words) or ": " in words:
        return False
    if words[-1] in ".;":  # a sentence: a heading only where its own text follows, not the next item of a list
        next_marker = marker_of(after.text) if after else None
        return words[-1] == "." and after is not None and (next_marker is None or next_marker.rank > marker.rank)
    return True


def _is_short_heading(text: str) -> bool:
    return (
        len(text) <= _LONGEST_UNNUMBERED
        and text[:1].isupper()
        and text[-1] not in ".,;…"
        and not _SENTENCE_INSIDE.search(text)
        and ": " not in text
    )


def _lead_in(text: str, marker: Marker | None) -> str:
    """Return the run-in heading of an item ("b) Lâm nghiệp: Chỉ đạo ..."): it stands above what follows."""
    if marker is None:
        return ""
    found = _LEAD_IN.match(text, marker.end)
    if found is None or has_figure(found.group(1)):
        return ""
    return text[: found.end(1)]
