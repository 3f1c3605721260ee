"""A report as plain text, in the states such texts are found in: wrapped or not, marks raised or glued, NFC or NFD."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from generator.layout import Word, note_words, stats_of, words, wrap
from generator.paper import MOTTO, Paper

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class TxtStyle:
    """`width` 0: a paragraph is a line; else hard line breaks. `raised`: marks as ¹², else glued digits."""

    width: int = 0
    raised: bool = True
    nfd: bool = False  # decomposed letters
    page: int = 40  # lines, or paragraphs where a paragraph is a line


def render(paper: Paper, style: TxtStyle) -> tuple[bytes, list[int]]:
    """The file's bytes, and the printed numbers in the order in which they stand in it."""
    numbers = paper.note_numbers()
    notes = note_words(paper, numbers)
    lines: list[str] = _head(paper)
    order: list[int] = []
    body: list[tuple[list[Word], bool]] = []  # a line, and whether a blank line stands before it
    for block, pieces in zip(paper.blocks, paper.pieces(), strict=True):
        whole = words(pieces, numbers)
        cut = wrap(whole, style.width, _length, 1) if style.width else [whole]
        apart = not style.width or block.kind.startswith("heading")
        body += [(line, apart and position == 0) for position, line in enumerate(cut)]
    page_size = style.page if style.width else 14
    for start in range(0, len(body), page_size):
        page = body[start : start + page_size]
        for line, apart in page:
            lines += ["", _line(line, style)] if apart else [_line(line, style)]
        order += stats_of([line for line, _ in page])
        marks = [piece.note for line, _ in page for word in line for piece in word if piece.note is not None]
        if not marks:
            continue
        lines.append("" if style.raised else " " * 43)
        for note in marks:
            cut = wrap(notes[note], style.width, _length, 1, 3) if style.width else [notes[note]]
            label = str(numbers[note]).translate(_RAISED) if style.raised else str(numbers[note])
            lines += [(f"{label} " if position == 0 else "") + _line(line, style) for position, line in enumerate(cut)]
            order += stats_of(cut)
            if not style.width:
                lines.append("")
    text = "\n".join([*lines, "", *paper.recipients, "", *paper.signed, ""])
    if not style.raised:
        text = text.replace("m³", "m3")
    return unicodedata.normalize("NFD" if style.nfd else "NFC", text).encode(), order


def _head(paper: Paper) -> list[str]:
    return [*paper.issuer, "", *MOTTO, "", paper.number, "", paper.place_and_date, "", paper.kind, "", *paper.title, ""]


def _length(word: Word) -> float:
    return sum(len(piece.text) for piece in word)


def _line(line: list[Word], style: TxtStyle) -> str:
    def text(word: Word) -> str:
        return "".join(
            piece.text.translate(_RAISED) if piece.note is not None and style.raised else piece.text for piece in word
        )

    return " ".join(text(word) for word in line)
