"""A number told again: what its second telling leaves unsaid, the days or the base, is that of the first."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from ingest.claim import Claim, Versus
from ingest.document import Document
from ingest.folding import fold
from ingest.lexer import RATIO_UNITS, holds_number
from ingest.situation import CHANGES
from ingest.times import find_times

_STATES_BASE = re.compile(
    r"\b(?:so|cùng kỳ|kế hoạch|dự toán|bình quân|mục tiêu|(?:tháng|quý|năm|vụ|kỳ) trước|(?:cuối|đầu) năm)\b"
)


def told_again(document: Document, claims: list[Claim]) -> list[Claim]:
    """The claims of a document's prose, in the order of its text, each with what its other tellings say of it."""
    return _restated(_based(document, _titled(document, claims)))


def _titled(document: Document, claims: list[Claim]) -> list[Claim]:
    """A number of a title that names no days covers those of the text below, where that tells it again."""
    title = document.passages[0] if document.passages else None
    if title is None or not holds_number(title.text) or any(find_times(fold(title.text))):
        return claims
    end = title.source_span(0, len(title.text))[1]
    below = {_told(claim): claim for claim in reversed(claims) if claim.start >= end and claim.indicator}
    return [_on_days_of(below.get(_told(claim), claim), claim) if claim.start < end else claim for claim in claims]


def _based(document: Document, claims: list[Claim]) -> list[Claim]:
    """A change whose passage states no base has that of the same change told elsewhere: "bán lẻ tháng 4 tăng 3,9%"."""
    bases: dict[tuple[object, ...], set[Versus]] = {}
    for claim in claims:
        if claim.indicator and claim.measure in CHANGES:
            bases.setdefault(_changed(claim), set()).add(claim.versus)
    several = {change for change, known in bases.items() if len(known) > 1}
    if not several:
        return claims
    starts = sorted(p.source_span(0, len(p.text))[0] for p in document.passages if p.text)

    def based(claim: Claim) -> Claim:
        known = bases.get(_changed(claim), set()) - {"yoy"}
        if claim.versus != "yoy" or len(known) != 1 or _changed(claim) not in several:
            return claim
        passage = starts[max(0, bisect_right(starts, claim.start) - 1)]
        if _STATES_BASE.search(fold(document.text[passage : claim.sentence[1]])):
            return claim
        return replace(claim, versus=next(iter(known)))

    return [based(claim) for claim in claims]


def _changed(claim: Claim) -> tuple[object, ...]:
    return claim.indicator, claim.measure, claim.value, claim.area, claim.first_day, claim.last_day


def _told(claim: Claim) -> tuple[object, ...]:
    return claim.indicator, claim.measure, claim.versus, claim.value, claim.area


def _on_days_of(told: Claim, claim: Claim) -> Claim:
    return replace(claim, first_day=told.first_day, last_day=told.last_day, accumulation=told.accumulation)


def _restated(claims: list[Claim]) -> list[Claim]:
    """A number told again without its days covers the days that it covered the first time."""
    first: dict[tuple[object, ...], Claim] = {}
    out = []
    for claim in claims:
        key = (*_told(claim), claim.unit)
        earlier = first.setdefault(key, claim) if claim.indicator and claim.unit in RATIO_UNITS else claim
        later_days = earlier.last_day < claim.last_day and earlier.first_day == claim.first_day
        if earlier is not claim and later_days and (claim.last_day - earlier.last_day).days < 31:
            claim = replace(claim, last_day=earlier.last_day, accumulation=earlier.accumulation)
        out.append(claim)
    return out
