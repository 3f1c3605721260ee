"""Reads .txt and .md, in any normal form, with or without hard line breaks. Offsets are those of the decoded text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ingest.document import Document, Table
from ingest.readers.charmap import Cut
from ingest.readers.decoding import decode
from ingest.readers.lines import Column, Line, join_lines, split_lines
from ingest.readers.notes import find_marks, note_paragraph, split_notes
from ingest.readers.passages import assemble

_PAGE_NUMBER = re.compile(r"(?:trang\s+|[-–—]\s*)?(\d{1,3})(?:\s*[-–—]|\s*/\s*\d{1,3})?", re.IGNORECASE)
_PAGE_AT_LEAST = 600  # characters between two page numbers
_HASHES = re.compile(r"#{1,6}[^\S\r\n]+(?=\S)")
_STARS = re.compile(r"\*{1,3}")


def read_text_file(path: Path) -> Document:
    """Read a .txt or .md file; raises `UnreadableFileError` if it is no text in an encoding that is known."""
    decoded = decode(path.name, path.read_bytes())
    return read_text(path.name, path.suffix.lower().lstrip("."), decoded.text, decoded.notices)


def read_text(name: str, kind: str, text: str, notices: Sequence[str] = ()) -> Document:
    """Return the document of a decoded .txt or .md file; `kind` is "txt" or "md"."""
    lines, cut_before = drop_page_numbers([_without_hashes(line) for line in split_lines(text)])
    return from_lines(name, kind, text, lines, Column.of(lines), cut_before, _emphasis(text, lines), notices)


def from_lines(
    name: str,
    kind: str,
    text: str,
    lines: Sequence[Line],
    column: Column,
    cut_before: set[int],
    cuts: Sequence[Cut] = (),
    notices: Sequence[str] = (),
    tables: Sequence[Table] = (),
) -> Document:
    """Return the document of printed lines: footnotes told from prose, lines joined to paragraphs.

    `cut_before` holds the starts of lines above which something was dropped; `cuts` are markup inside lines.
    """
    split = split_notes(text, lines, column)
    marks, unsure = find_marks(text, split)
    paragraphs = join_lines(split.prose, column, split.cut_before | cut_before)
    paragraphs += [note_paragraph(note) for note in split.notes]
    return assemble(name, kind, text, paragraphs, [*marks, *cuts], tables, [*notices, *unsure])


def _without_hashes(line: Line) -> Line:
    """Turn the hashes of a Markdown heading into its depth."""
    found = _HASHES.match(line.text)
    if found:
        line.styled = found.group().count("#")
        line.start, line.text = line.start + found.end(), line.text[found.end() :]
    return line


def drop_page_numbers(lines: Sequence[Line]) -> tuple[list[Line], set[int]]:
    """Return the lines without those that hold a page number, and the starts of the lines that follow one.

    A lone number is a page number if it is one more than the last and a page of text lies between: the numbers of a
    list or a table column stand closer.
    """
    numbers = [(line, int(found[1])) for line in lines if (found := _PAGE_NUMBER.fullmatch(line.text))]
    chain: list[tuple[Line, int]] = []
    for line, number in numbers:
        far = line.start - (chain[-1][0].start if chain else 0) >= _PAGE_AT_LEAST
        if (far or (line.new_page and chain)) and number == (chain[-1][1] + 1 if chain else number):
            chain.append((line, number))
    if len(chain) < 2 or chain[0][1] > 2:
        return list(lines), set()
    dropped = {line.start for line, _ in chain}
    kept: list[Line] = []
    cut_before: set[int] = set()
    after_number = False
    for line in lines:
        if line.start in dropped:
            after_number = True
            continue
        if after_number:
            cut_before.add(line.start)
        kept.append(line)
        after_number = False
    return kept, cut_before


def _emphasis(text: str, lines: Sequence[Line]) -> list[Cut]:
    """Pairs of stars that only set words in italics or bold."""
    cuts: list[Cut] = []
    opened: Cut | None = None
    for line in lines:
        if opened is not None and line.gap:
            opened = None
        for stars in _STARS.finditer(text, line.start, line.end):
            here = Cut(stars.start(), stars.end())
            before = text[here.start - 1 : here.start] if here.start > line.start else ""
            after = text[here.end : here.end + 1] if here.end < line.end else ""
            if opened is not None and before.strip() and here.end - here.start == opened.end - opened.start:
                cuts += [opened, here]
                opened = None
            elif after.strip() and not before.isalnum():
                opened = here
    return cuts
