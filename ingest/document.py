"""What every reader gives: one document as text that a person sees and passages that are read together.

Two texts are kept apart. `Document.text` is what the user sees; spans of claims point into it. A passage's
`text` is what the grammar reads: NFC, on one line, single spaces, footnote marks taken out; every character of it
knows the characters of `Document.text` that it stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

PassageKind = Literal["heading", "paragraph", "item", "footnote"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark: `position` in the passage's text before which it stood, and its printed label ("12")."""

    position: int
    label: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of prose that is read together, though line and page breaks may cut it in the file.

    `starts[i]` and `ends[i]` bound the characters of `Document.text` that `text[i]` stands for (arrays: a tuple of
    numbers takes five times the memory).
    """

    kind: PassageKind
    text: str
    starts: Sequence[int] = field(repr=False, hash=False)
    ends: Sequence[int] = field(repr=False, hash=False)
    marks: tuple[Mark, ...] = ()
    headings: tuple[str, ...] = ()  # the headings above it, outermost first
    note: str = ""  # the label of a footnote's own mark, else empty
    page: int | None = None  # 1-based, where the format has pages

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of `Document.text` for the half-open span of `text`; `start < end`."""
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a rectangular grid; merged cells repeat their text. `spans` points each cell into `Document.text`."""

    rows: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[tuple[int, int], ...], ...] = field(repr=False)
    headings: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: the text that is shown, its passages in reading order, tables, and what the reader noticed."""

    name: str  # the file's name without its folder
    format: str  # "txt", "md", "docx", "pdf"
    text: str = field(repr=False)
    passages: tuple[Passage, ...] = field(repr=False)
    tables: tuple[Table, ...] = field(default=(), repr=False)
    notices: tuple[str, ...] = ()  # one line each: marks without notes, text that was left out, ...
    scanned: frozenset[int] = frozenset()  # pages that OCR read: nothing on them is certain

    def line_of(self, offset: int) -> int:
        """The 1-based line of `text` that holds the character at `offset`."""
        return self.text.count("\n", 0, offset) + 1
