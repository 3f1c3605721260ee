"""Two changes told with two bases at once: "tăng 2,1% và 5,3% so với tháng trước và cùng kỳ năm trước"."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.bases import base_of
from ingest.claim import Versus
from ingest.clauses import Clause
from ingest.period import Period

_BASE = (
    r"(?:cùng kỳ(?: (?:năm )?(?:trước|ngoái|20\d\d))?|(?:tháng|quý|kỳ) trước|tháng liền kề"
    r"|tháng \d{1,2}(?:/20\d\d)?|quý [iv]+(?:/20\d\d)?|(?:cuối|đầu) năm)"
)
_PAIR = re.compile(rf"\bso (?:với )?({_BASE}) và (?:so )?(?:với )?({_BASE})\b")
_JOINED = re.compile(r"\s*(?:và|,)\s*(?:tăng|giảm)?\s*")


def paired_bases(folded: str, clauses: list[Clause], period: Period) -> dict[int, Versus]:
    """The base of each change, by its number's start, that one phrase gives its base together with another's.

    The phrase stands right behind its two numbers, or before them and any further pairs of its sentence: "so với tháng
    trước và cùng kỳ: khai khoáng tăng 3% và 8%; chế biến giảm 1% và tăng 2%".
    """
    out: dict[int, Versus] = {}
    for found in _PAIR.finditer(folded) if " và " in folded else ():
        bases = base_of(f"so với {found[1]}", period), base_of(f"so với {found[2]}", period)
        if bases[0] is None or bases[1] is None or bases[0] == bases[1]:
            continue
        joined = _pairs(folded, [c for c in clauses if c.sentence[0] <= found.start() < c.sentence[1]])
        behind = [pair for pair in joined if not folded[pair[1].quantity.unit_end : found.start()].strip()]
        for pair in behind or [pair for pair in joined if pair[0].quantity.start >= found.end()]:
            out |= {pair[0].quantity.start: bases[0], pair[1].quantity.start: bases[1]}
    return out


def _pairs(folded: str, clauses: list[Clause]) -> list[tuple[Clause, Clause]]:
    """Percents that "và" joins two by two, those outside brackets."""
    outer = [c for c in clauses if c.bracket < 0 and c.quantity.is_ratio]
    return [
        (one, other)
        for one, other in pairwise(outer)
        if one.quantity.unit_end <= other.quantity.start
        and _JOINED.fullmatch(folded, one.quantity.unit_end, other.quantity.start)
    ]
