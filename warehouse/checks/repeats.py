"""The same thing told twice with two values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.claim import Claim
from ingest.interval import Interval
from ingest.subjects import content_words
from warehouse.checks.figures import EXCHANGED, explain, lenient, put_right, shown
from warehouse.checks.finding import Finding
from warehouse.checks.sheet import Line, Placed, Sheet

_NUMBER = re.compile(r"\d[\d.,]*")
_CUT = re.compile(r"[;:()]|\.\s|,\s*(?=(?:tăng|giảm|bằng|đạt)\b)")
_BEHIND = re.compile(r"[,;.:()\d]|\b(?:và|với)\b")
_WORD = re.compile(r"[^\W\d_]+|\d+")
#: Words that set two tellings apart though both name the same thing: of when, of whom, planned or done.
_APART = frozenset(
    "tháng năm quý kỳ tuần ngày vụ đầu cuối giữa nay trước sau cùng kế hoạch dự kiến mục tiêu thực hiện "
    "huyện xã phường thôn bản từ lên xuống còn so riêng mới lũy luỹ khác điều chỉnh".split()
)
_MIN_WORDS, _LIKENESS = 5, 0.75


def same_cell(sheet: Sheet) -> Iterator[Finding]:
    """One indicator, area, days and measure with two values that no rounding joins.

    The same words name them, or two digits that change places make one of the other.
    """
    seen: dict[tuple[object, ...], list[tuple[Claim, str, Interval]]] = {}
    for line in sheet.lines:
        for placed in line.placed:
            claim, name = placed.claim, line.name_of(placed)
            if not claim.indicator or claim.measure not in ("level", "plan") or claim.bound:
                continue
            key = (claim.indicator, claim.measure, claim.series_unit, claim.area, claim.first_day, claim.last_day)
            values = lenient(claim)
            for earlier, their_name, their_values in seen.setdefault(key, []):
                one_sentence = earlier.sentence == claim.sentence
                if their_values.meet(values) is not None:
                    continue
                alike = _alike(name, their_name, one_sentence)
                if one_sentence and (_days_change(line, earlier, claim) or _counts_others(sheet, earlier, claim)):
                    continue
                swapped = not _adjacent(line, earlier, claim) and _exchanged(earlier, claim)
                if alike or (swapped and not _set_apart(_content(name), _content(their_name))):
                    yield _twice(sheet, earlier, claim, certain=alike and one_sentence)
                    break
            seen[key].append((claim, name, values))


def _days_change(line: Line, earlier: Claim, claim: Claim) -> bool:
    """Whether a number between two of one sentence is of other days, which may be those of what stands behind it."""
    between = (p.claim for p in line.placed if earlier.start < p.claim.start < claim.start)
    days = claim.first_day, claim.last_day
    return any((c.first_day, c.last_day) != days for c in between if c.accumulation != "POINT")


def _counts_others(sheet: Sheet, earlier: Claim, claim: Claim) -> bool:
    """Whether what stands behind two numbers names two things: "45 cuộc thanh tra, 112 cuộc kiểm tra"."""
    named = []
    for each in (earlier, claim):
        line, placed = sheet.places[each.start]
        named.append(frozenset(content_words(_BEHIND.split(line.folded[placed.end :], maxsplit=1)[0])))
    return bool(named[0] and named[1]) and named[0] != named[1]


def _adjacent(line: Line, earlier: Claim, claim: Claim) -> bool:
    """Whether no number stands between two, as between the ends of a range: "tăng từ 0,45% đến 0,54%"."""
    before = [p.claim.start for p in line.placed if p.claim.start < claim.start]
    return before[-1:] == [earlier.start]


def _content(name: str) -> str:
    """The words that name something, without those of time: the days of both tellings are the same."""
    return " ".join(content_words(name))


def _exchanged(a: Claim, b: Claim) -> bool:
    slip = explain(b, lenient(a))
    return slip is not None and slip.what == EXCHANGED


def _set_apart(left: str, other: str) -> bool:
    """Whether a word or a number of only one of the two says that they are of different times or places."""
    different = frozenset(_WORD.findall(left)) ^ frozenset(_WORD.findall(other))
    return bool(different & _APART) or any(word.isdigit() for word in different)


def _alike(left: str, other: str, one_sentence: bool) -> bool:
    """Whether one name is contained in the other, within a sentence, or the names are the same."""
    if _set_apart(left, other):
        return False
    a, b = frozenset(content_words(left)), frozenset(content_words(other))
    if one_sentence:
        return len(a & b) >= 2 and (a <= b or b <= a)
    return a == b and len(a) >= 3


def same_words(sheet: Sheet) -> Iterator[Finding]:
    """Two passages that tell of the same act in nearly the same words and with the same counts, but of other money."""
    told = [(line, p) for line in sheet.lines for p in line.placed if p.claim.unit in ("đồng", "usd") and p.is_amount]
    tellings = [(p.claim, _telling(line, p)) for line, p in told]
    for index, (claim, left) in enumerate(tellings):
        for earlier, other in tellings[:index]:
            if not _one_act(earlier, claim) or not _same_telling(left, other):
                continue
            if lenient(earlier).meet(lenient(claim)) is None:
                yield _twice(sheet, earlier, claim, certain=len(_NUMBER.findall(left)) > 1)


def _same_telling(left: str, other: str) -> bool:
    """Whether two clauses have the same counts and nearly the same words."""
    if not _NUMBER.search(left) or _NUMBER.findall(left) != _NUMBER.findall(other):
        return False
    a, b = frozenset(content_words(left)), frozenset(content_words(other))
    alike = len(a & b) >= max(_MIN_WORDS, _LIKENESS * len(a | b))
    return alike and not _set_apart(left, other)


def _one_act(a: Claim, b: Claim) -> bool:
    """Whether two tellings may be of one act: acts listed in one sentence are different ones."""
    same = (a.area, a.first_day, a.last_day, a.measure) == (b.area, b.first_day, b.last_day, b.measure)
    return same and a.sentence != b.sentence


def _telling(line: Line, placed: Placed) -> str:
    """The clause that ends in an amount."""
    before = [p.end for p in line.placed if p.end < placed.start and p.claim.unit == placed.claim.unit]
    return _CUT.split(line.folded[max([0, *before[-1:]]) : placed.start])[-1]


def _twice(sheet: Sheet, a: Claim, b: Claim, *, certain: bool) -> Finding:
    slip, wrong = explain(b, lenient(a)), b
    if slip is None:
        slip, wrong = explain(a, lenient(b)), a
    return sheet.finding(
        "told-twice",
        certain,
        [a, b],
        f"The same thing is told twice, as {a.number_text} and as {b.number_text}.",
        f"{shown(a)} {a.unit} is not {shown(b)} {b.unit}",
        put_right(wrong, slip),
    )
