"""A report before it is a file: its head, its numbered blocks, its closing."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.ledger import Ledger, Piece

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True)
class Block:
    """A paragraph of the paper; `kind` is heading1..3, item or para."""

    kind: str
    text: str


def heading(text: str, level: int) -> Block:
    """A heading of a level from 1 to 3."""
    return Block(f"heading{level}", text)


def para(text: str) -> Block:
    """A paragraph."""
    return Block("para", text)


def item(text: str) -> Block:
    """A list item that begins with its dash or number."""
    return Block("item", text)


@dataclass
class Paper:
    """Everything that is printed, in order; sentences hold the tokens of `ledger`."""

    issuer: tuple[str, ...]
    number: str
    place_and_date: str
    kind: str  # "BÁO CÁO", "NGHỊ QUYẾT"
    title: tuple[str, ...]
    blocks: list[Block]
    recipients: tuple[str, ...]
    signed: tuple[str, ...]
    ledger: Ledger = field(default_factory=Ledger)

    def pieces(self) -> list[list[Piece]]:
        """The pieces of each block."""
        return [self.ledger.pieces(block.text) for block in self.blocks]

    def note_numbers(self) -> dict[int, int]:
        """Footnotes count from 1 in the order in which their marks stand."""
        marks = [piece.note for line in self.pieces() for piece in line if piece.note is not None]
        return {note: number for number, note in enumerate(marks, 1)}
