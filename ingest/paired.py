"""Two changes told with two bases at once: "tăng 2,1% và 5,3% so với tháng trước và cùng kỳ năm trước"."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from operator import itemgetter

from ingest.bases import base_of
from ingest.claim import Versus
from ingest.clauses import Clause
from ingest.period import Period

_BASE = (
    r"(?:(?:tháng )?cùng kỳ(?: (?:năm )?(?:trước|ngoái|20\d\d))?|(?:tháng|quý|kỳ) trước|tháng liền kề"
    r"|tháng \d{1,2}(?:/20\d\d)?|quý [iv]+(?:/20\d\d)?|(?:cuối|đầu) năm)"
)
_PAIR = re.compile(rf"so (?<=\bso )(?:với )?({_BASE}) (?:và|cũng như|lẫn) (?:so )?(?:với )?({_BASE})\b")
#: "so với tháng trước, tăng 0,3%, so với cùng kỳ giảm 4%": each base stands before its change.
_BASES_BEFORE = re.compile(
    rf"so (?<=\bso )(?:với )?({_BASE}),? (?:tăng|giảm) (\d[\d,.]*)%,? "
    rf"so (?:với )?({_BASE}),? (?:tăng|giảm) (\d[\d,.]*)%(?! so\b)"
)
_JOINS = (" và ", " cũng như ", " lẫn ")
_LEAD = 3_000  # characters before a bracket in which the sentence around it begins
_TWO_CHANGES = re.compile(r"(?<=%)\s*và (?:tăng|giảm) (?:gần |hơn |trên |khoảng )?\d")
_JOINED_CHANGES = ("và tăng", "và giảm", "tương ứng")  # every match shows one of them
#: "Tương ứng, công nghiệp chế biến tăng 5% và 14%": with the two bases of the sentence before.
_IN_TURN = re.compile(r"\W*tương ứng\b")
_JOINED = re.compile(r"\s*(?:và|,)\s*(?:tăng|giảm)?\s*")


def paired_bases(folded: str, clauses: list[Clause], period: Period) -> dict[int, Versus]:
    """The base of each change, by its number's start, that one phrase gives its base together with another's.

    The phrase stands right behind its two numbers, or before them and any further pairs of its sentence: "so với tháng
    trước và cùng kỳ: khai khoáng tăng 3% và 8%; chế biến giảm 1% và tăng 2%".
    """
    out = _goes_on(folded, clauses, period)
    for found in _BASES_BEFORE.finditer(folded) if "%" in folded else ():
        for base, number in ((1, 2), (3, 4)):
            if (told := base_of(f"so với {found[base]}", period)) is not None:
                out[found.start(number)] = told
    return out | _told_together(folded, clauses, period)


def _told_together(folded: str, clauses: list[Clause], period: Period) -> dict[int, Versus]:
    """The bases of the pairs right before a phrase that has two, or else of all behind it in the sentence."""
    phrases = list(_PAIR.finditer(folded)) if any(map(folded.__contains__, _JOINS)) else []
    pairs = _pairs(folded, clauses) if phrases else []
    by_end = {other.quantity.unit_end: (one, other) for one, other in pairs}
    out: dict[int, Versus] = {}
    leads: list[tuple[int, int, Versus, Versus]] = []  # where a phrase that stands before its pairs ends and begins
    for found in phrases:
        first, second = base_of(f"so với {found[1]}", period), base_of(f"so với {found[2]}", period)
        if first is None or second is None or first == second:
            continue
        before = by_end.get(found.start()) or by_end.get(found.start() - 1)
        if before is None:
            leads.append((found.end(), found.start(), first, second))
        else:
            out |= {before[0].quantity.start: first, before[1].quantity.start: second}
    for one, other in pairs if leads else ():
        place = bisect_right(leads, one.quantity.start, key=itemgetter(0)) - 1
        if place >= 0 and leads[place][1] >= _opening(folded, one):
            _, _, first, second = leads[place]
            out.setdefault(one.quantity.start, first)
            out.setdefault(other.quantity.start, second)
    return out


def _opening(folded: str, clause: Clause) -> int:
    """Where the sentence begins that a number stands in, around the bracket if it stands in one."""
    if clause.bracket < 0:
        return clause.sentence[0]
    return folded.rfind(". ", max(0, clause.bracket - _LEAD), clause.bracket) + 1


def _goes_on(folded: str, clauses: list[Clause], period: Period) -> dict[int, Versus]:
    """The bases of "giảm 1,6% và tăng 12,2%" in a list whose items before told two bases, each behind its number.

    The second may tell its base again: "tăng 3% và giảm 8% so với cùng kỳ" does not compare twice with the same.
    """
    out: dict[int, Versus] = {}
    if not any(map(folded.__contains__, _JOINED_CHANGES)):
        return out
    told: tuple[Versus, Versus] | None = None
    outer = [c for c in clauses if c.bracket < 0 and c.quantity.is_ratio]
    for one, other in pairwise(outer):
        first, second = base_of(one.right, period), base_of(other.right, period)
        if first and second and first != second and not (first + second).count("plan"):
            told = first, second
        elif told and not first and second in (None, told[1]) and _are_two(folded, one, other):
            out |= {one.quantity.start: told[0], other.quantity.start: told[1]}
    return out


def _are_two(folded: str, one: Clause, other: Clause) -> bool:
    """Whether two percents are two changes of one thing: each with its verb, or in a sentence that goes on in turn."""
    if _TWO_CHANGES.match(folded, one.quantity.unit_end):
        return True
    joined = _JOINED.fullmatch(folded, one.quantity.unit_end, other.quantity.start)
    return joined is not None and _IN_TURN.match(folded, one.sentence[0]) is not None


def _pairs(folded: str, clauses: list[Clause]) -> list[tuple[Clause, Clause]]:
    """Percents that "và" joins two by two, outside brackets or in one."""
    percents = sorted((c for c in clauses if c.quantity.is_ratio), key=lambda c: (c.bracket, c.quantity.start))
    return [
        (one, other)
        for one, other in pairwise(percents)
        if one.bracket == other.bracket and _JOINED.fullmatch(folded, one.quantity.unit_end, other.quantity.start)
    ]
