"""Lines and pages: words that never break, and footnotes that stand at the foot of the page where their mark is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from generator.ledger import Piece
from generator.paper import Paper

Word = tuple[Piece, ...]  # pieces without blanks; a mark is a piece with the text of its number


def words(pieces: Iterable[Piece], numbers: dict[int, int]) -> list[Word]:
    """Cut pieces at blanks; a footnote mark hangs on the word before it and carries its number as text."""
    out: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.note is not None:
            out[-1].append(Piece(str(numbers[piece.note]), note=piece.note))
            continue
        first, *rest = piece.text.split(" ")
        if first:
            out[-1].append(Piece(first, piece.stat))
        for part in rest:
            out.append([Piece(part)] if part else [])
    return [tuple(word) for word in out if word]


def wrap(
    line_words: list[Word], width: float, measure: Callable[[Word], float], blank: float, indent: float = 0
) -> list[list[Word]]:
    """Fill lines up to `width`; the first is shorter by `indent`."""
    lines: list[list[Word]] = [[]]
    used = indent
    for word in line_words:
        size = measure(word)
        if lines[-1] and used + blank + size > width:
            lines.append([])
            used = 0
        used += size + (blank if lines[-1] else 0)
        lines[-1].append(word)
    return lines


@dataclass
class Page:
    """The lines of the body, each with its style and whether it begins a block, and the footnotes below them."""

    body: list[tuple[str, bool, list[Word]]] = field(default_factory=list)
    notes: list[list[list[Word]]] = field(default_factory=list)


def note_words(paper: Paper, numbers: dict[int, int]) -> dict[int, list[Word]]:
    """The words of each footnote by its index, without its number."""
    return {note: words(paper.ledger.pieces(paper.ledger.notes[note]), numbers) for note in numbers}


def stats_of(lines: Iterable[Iterable[Word]]) -> list[int]:
    """The printed numbers of some lines, in order."""
    return [piece.stat for line in lines for word in line for piece in word if piece.stat is not None]
