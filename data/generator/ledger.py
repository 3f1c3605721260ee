"""Numbers as they are printed, and the record of each: the text and its truth come from one call.

A sentence is an ordinary string. In it a printed number is a short token that only the ledger understands, and so is a
footnote mark; `Ledger.pieces` turns a sentence into words, numbers with their truth, and marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

_TOKEN = re.compile("(\ue000\\d+\ue001|\ue002\\d+\ue003)")


@dataclass(frozen=True)
class Span:
    """The days that a number covers; `accumulation` as the words around it say."""

    first: date
    last: date
    accumulation: str  # IN_PERIOD, YTD, POINT


@dataclass(frozen=True)
class Stat:
    """One printed number: what it says."""

    number_text: str
    indicator: str
    measure: str
    vs: str
    value: Decimal
    unit: str
    span: Span
    bound: str = ""
    estimate: bool = False
    remark: str = ""  # "contradiction", "revision" where the number is meant to be one


@dataclass(frozen=True)
class Piece:
    """A run of a sentence: plain text, a printed number (`stat`: its index), or a footnote mark (`note`: its index)."""

    text: str
    stat: int | None = None
    note: int | None = None


@dataclass
class Ledger:
    """All numbers and footnotes of one report, in the order in which the sentences were made."""

    stats: list[Stat] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, stat: Stat) -> str:
        """Record a number; give the token that stands for it in a sentence."""
        self.stats.append(stat)
        return f"\ue000{len(self.stats) - 1}\ue001"

    def note(self, sentence: str) -> str:
        """Record a footnote; give the token of its mark. No sentence, no mark."""
        if not sentence:
            return ""
        self.notes.append(sentence)
        return f"\ue002{len(self.notes) - 1}\ue003"

    def pieces(self, sentence: str) -> list[Piece]:
        """The runs of a sentence."""
        out = []
        for part in _TOKEN.split(sentence):
            if part.startswith("\ue000"):
                stat = int(part[1:-1])
                out.append(Piece(self.stats[stat].number_text, stat=stat))
            elif part.startswith("\ue002"):
                out.append(Piece("", note=int(part[1:-1])))
            elif part:
                out.append(Piece(part))
        return out


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, as accountants do."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def truncated(value: Decimal, decimals: int) -> Decimal:
    """Cut off, as "trên 351 nghìn" does."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN)


def vietnamese(value: Decimal, *, strip: bool = True, pad: bool = False) -> str:
    """A number in Vietnamese figures: `2.269,44`; trailing zeros dropped, or a single digit padded (`05`) if asked."""
    text = f"{abs(value):,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    if strip and "," in text:
        text = text.rstrip("0").rstrip(",")
    return f"0{text}" if pad and len(text) == 1 else text
