"""The same thing told twice with two values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.claim import Claim
from ingest.subjects import content_words
from warehouse.checks.figures import Slip, explain, lenient
from warehouse.checks.finding import Finding
from warehouse.checks.sheet import Line, Placed, Sheet

_NUMBER = re.compile(r"\d[\d.,]*")
_CUT = re.compile(r"[;:()]|\.\s|,\s*(?=(?:tăng|giảm|bằng|đạt)\b)")
_MIN_WORDS, _LIKENESS = 5, 0.75


def same_cell(sheet: Sheet) -> Iterator[Finding]:
    """One indicator, area, days and measure with two values that no rounding joins, named by the same words."""
    seen: dict[tuple[object, ...], list[Claim]] = {}
    for claim in sheet.claims:
        if not claim.indicator or claim.measure not in ("level", "plan") or claim.bound:
            continue
        key = (claim.indicator, claim.measure, claim.unit, claim.area, claim.first_day, claim.last_day)
        for earlier in seen.setdefault(key, []):
            named_alike = _names_alike(earlier, claim)
            if named_alike and lenient(earlier).meet(lenient(claim)) is None:
                one_sentence = earlier.sentence == claim.sentence
                yield _twice(sheet, earlier, claim, certain=one_sentence)
                break
        seen[key].append(claim)


def _names_alike(a: Claim, b: Claim) -> bool:
    """Whether the words of one name are all among the other's, within a sentence, or the names are the same."""
    one, two = set(content_words(a.label)), set(content_words(b.label))
    if a.sentence == b.sentence:
        return len(one & two) >= 2 and (one <= two or two <= one)
    return one == two and len(one) >= 2


def same_words(sheet: Sheet) -> Iterator[Finding]:
    """Two passages that tell of the same act in nearly the same words and with the same counts, but of other money."""
    told = [(line, p) for line in sheet.lines for p in line.placed if p.claim.unit in ("đồng", "usd") and p.is_amount]
    tellings = [(p.claim, *_telling(line, p)) for line, p in told]
    for index, (claim, words, counts) in enumerate(tellings):
        for earlier, their_words, their_counts in tellings[:index]:
            shared = words & their_words
            alike = len(shared) >= _LIKENESS * len(words | their_words) and len(shared) >= _MIN_WORDS
            if not alike or not counts or counts != their_counts or claim.area != earlier.area:
                continue
            if lenient(earlier).meet(lenient(claim)) is None:
                yield _twice(sheet, earlier, claim, certain=len(counts) > 1)


def _telling(line: Line, placed: Placed) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words and the counts of the clause that ends in an amount."""
    before = [p.end for p in line.placed if p.end < placed.start and p.claim.unit == placed.claim.unit]
    left = line.folded[max([0, *before[-1:]]) : placed.start]
    left = _CUT.split(left)[-1]
    return frozenset(content_words(left)), tuple(_NUMBER.findall(left))


def _twice(sheet: Sheet, a: Claim, b: Claim, *, certain: bool) -> Finding:
    slip: Slip | None = explain(b, lenient(a))
    wrong, right = b, a
    if slip is None:
        slip, wrong, right = explain(a, lenient(b)), a, b
    return sheet.finding(
        "told-twice",
        certain,
        [a, b],
        f"The same thing is told twice, as {a.number_text} and as {b.number_text}.",
        f"{_full(a)} is not {_full(b)}",
        f"{slip.text} instead of {wrong.number_text}: {slip.what} ({right.number_text})" if slip else "",
    )


def _full(claim: Claim) -> str:
    scale = f" × {claim.multiplier.normalize():f}" if claim.multiplier != 1 else ""
    return f"{claim.number_text}{scale} {claim.unit}"
