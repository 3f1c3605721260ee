"""Of which whole a level is a part: "302 đại biểu, trong đó 180 nữ", "35 vụ (khai thác 20 vụ; tàng trữ 15 vụ)".

Parts add up, so a part is told in the unit of its whole, and a rate is no part. The whole is the level nearest before
the cue or the bracket in its segment; behind a cue that opens a segment, a sentence or a footnote it may stand further
back. A list that a colon or a bracket opens goes on behind semicolons; any other ends there, unless what follows is
bare ("; 63 đơn vị tạm dừng") or stands below the whole in the catalogue.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from ingest import lexicon
from ingest.claim import Measure
from ingest.clauses import Clause
from ingest.course import Course, Finding, Whole
from ingest.cues import part_cue
from ingest.lexer import MEASURED, PERCENT, Quantity
from ingest.linking import PERSONS
from ingest.scopes import Scope
from ingest.situation import Reading
from ingest.subjects import content_words

_AND_GROWN = re.compile(r"\W*(?:và )?(?:tăng|giảm)\s*$")
_COLON = re.compile(r"[^,;:\d]{0,40}:")
#: What begins a statement of its own, or the same thing told of other days or another area.
_NO_PART = re.compile(
    r"^\W*(?:và |còn |nâng )?(?:tổng|lũy kế|lũy tích|cộng dồn|tính chung|bình quân|trung bình|cùng kỳ|kế hoạch"
    r"|cả nước|toàn quốc|(?:năm|tháng|quý|kỳ) trước(?! chuyển))\b|\b(?:cùng kỳ(?: năm trước)?|bình quân)\W*$"
)
_STATEMENT = re.compile(
    r"^\W*(?:và |qua |đến nay |hiện )?(?:đã|đang|tổ chức|tiếp nhận|giải quyết|thực hiện|lũy kế|tổng)\b"
)
_NEAR = 20  # numbers back, among which the whole of a part in percent is looked for
_NOTHING = Decimal(0), Decimal(0)
HUNDRED = Decimal(100)
ROUNDING = Decimal("0.51")  # of a percent printed without decimals
_CHANGES_BEFORE_PAIR = 2  # "giảm 2 vụ (6%; 31/33 vụ)"
_FURTHEST = 12  # numbers back among which a whole is looked for


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of parts: where its first number is, its segment and bracket, and the whole that was found for it."""

    first: int  # place among the clauses
    segment: tuple[int, int] | None  # None for that of the number before it
    bracket: int  # start of the bracket that holds it, or -1
    opens: bool  # its cue opens the segment, so that the whole may stand before it
    goes_on: bool  # behind semicolons
    whole: Whole | None = None


class Wholes:
    """Finds the whole of each level of a passage, as its course stands."""

    def __init__(self, course: Course, unit_of: Callable[[str], str], parents: Mapping[str, str]) -> None:
        self._course, self._unit_of, self._parents = course, unit_of, parents
        self._listing: Listing | None = None
        self._outer: Listing | None = None  # the one that a bracket interrupts

    def planned(self, quantity: Quantity) -> bool:
        """Whether the number is the plan of the level before: "81 triệu USD, bằng 62,3% kế hoạch (130 triệu USD)"."""
        reached, level = self._told_of_level(quantity, "attainment")
        return bool(reached and quantity.value) and abs(level / quantity.value * 100 - reached) <= ROUNDING

    def off_plan(self, quantity: Quantity) -> bool:
        """Whether the number is what the plan lacks or was passed by: "920 ha, đạt 102,2% kế hoạch (tăng 20 ha)"."""
        reached, level = self._told_of_level(quantity, "attainment")
        if not reached:
            return False
        digits = self._course.done[-1].quantity.decimals
        gap = abs(1 - quantity.value / level) if reached > HUNDRED else 1 + quantity.value / level
        return abs(HUNDRED / gap - reached) <= ROUNDING.scaleb(-digits)

    def changed_by(self, quantity: Quantity) -> bool:
        """Whether the number is the change rather than what was before: "450 tấn, giảm 8,2% so cùng kỳ (40 tấn)"."""
        percent, level = self._told_of_level(quantity, "change_pct")
        if not level or percent <= -HUNDRED:
            return False
        before = level * HUNDRED / (HUNDRED + percent)
        return abs(quantity.value - abs(level - before)) < abs(quantity.value - before)

    def _told_of_level(self, quantity: Quantity, measure: Measure) -> tuple[Decimal, Decimal]:
        """What the last number tells as `measure` of the level before it, and that level, in the unit of `quantity`.

        Both are 0 where the last number tells no such thing.
        """
        done = self._course.done
        if not done or done[-1].reading.measure != measure or quantity.is_ratio:
            return _NOTHING
        levels = (f.quantity for f in islice(reversed(done), 1, 4) if f.reading.measure == "level")
        level = next((each for each in levels if each.unit == quantity.unit and each.value), None)
        return (done[-1].reading.value, level.value) if level is not None else _NOTHING

    def unit_of_part(self, unit: str, quantity: Quantity) -> str:
        """The unit of a number in a bracket that prints none: that of the whole, "10 huy chương (01 vàng, 04 bạc)"."""
        whole, start = self._course.state.last_level.unit, self._course.state.last_level.start
        bronze = unit == "đồng" and whole == "huy chương" and quantity.multiplier == 1
        near = islice(reversed(self._course.done), _NEAR)
        told = next((f.quantity.value for f in near if f.quantity.start == start), quantity.value)
        if quantity.multiplier != 1 and (whole == PERCENT or quantity.value > told):
            return unit  # "chi cho 5 hộ (hỗ trợ 50% giá giống; khoai tây 65 triệu)"
        return whole if whole and (not unit or bronze) else unit

    def divided(self, clause: Clause) -> bool:
        """Whether the number is a part in percent of its whole: "11.840 hồ sơ, trong đó 9.360 trực tuyến (79,1%)"."""
        done, quantity = self._course.done, clause.quantity
        if not done or quantity.unit != PERCENT or done[-1].reading.measure != "level":
            return False
        whole, part = self._course.state.whole, done[-1]
        near = islice(reversed(done), 1, _NEAR)
        return any(
            abs(part.quantity.value / f.quantity.value * 100 - quantity.value)
            <= (ROUNDING if f.quantity.start == whole else ROUNDING.scaleb(-quantity.decimals))
            for f in near
            if f.quantity.value and (f.quantity.start == whole or (clause.bracket >= 0 and _counted_beside(f, part)))
        )

    def enter(self, clause: Clause) -> None:
        """Take note of a clause before it is read: a sentence or a bracket begins or ends, or a cue opens a list."""
        place, listing = len(self._course.done), self._listing
        item = clause.bracket >= 0 and _is_item(clause)
        if clause.bracket >= 0 and (listing is None or listing.bracket != clause.bracket):
            if listing is None or listing.bracket < 0:
                self._outer = listing
            self._listing = self._outer if item else Listing(place, None, clause.bracket, False, True)
        elif clause.bracket < 0 and listing is not None and listing.bracket >= 0:
            self._listing, self._outer = self._outer, None
        if clause.bracket < 0 and place and clause.sentence != self._last_outside(place).sentence:
            self._listing = None
        if cue_end := part_cue(clause.left):
            self._listing = self._opened(clause, cue_end, item=item)
            self._outer = self._listing if item else self._outer

    def _opened(self, clause: Clause, cue_end: int, *, item: bool) -> Listing:
        """The list that the cue in `clause` opens: inside a bracket, or outside of one that only holds the number."""
        place = len(self._course.done)
        if clause.bracket >= 0:
            return Listing(place, None, -1 if item else clause.bracket, False, True)
        opens = clause.segment_first and bool(lexicon.PART_CUE.match(clause.left.lstrip(" ;,:-+")))
        return Listing(place, clause.segment, -1, opens, bool(_COLON.match(clause.left, cue_end)))

    def of(self, clause: Clause, reading: Reading, code: str) -> Whole | None:
        """The whole of the level in `clause`; None where it is no part, or its whole is not told."""
        listing = self._listing
        if listing is None or reading.measure != "level" or reading.rule == "rank":
            return None
        if clause.quantity.is_ratio or clause.quantity.over or _NO_PART.search(clause.left):
            return None
        if self._ended(listing, clause, code):
            self._listing = None
            return None
        unit = reading.unit or self._unit_of(code)
        if listing.whole is None or not _alike(listing.whole.unit, unit):
            whole = next((w for w in self._before(listing, clause) if _alike(w.unit, unit)), None)
            listing = replace(listing, whole=whole)
            self._listing = listing
        return listing.whole

    def _ended(self, listing: Listing, clause: Clause, code: str) -> bool:
        """Whether the list was over before this clause."""
        if len(self._course.done) == listing.first:
            return False
        if listing.goes_on:
            return self._stands_beside(listing, code)
        if clause.segment == listing.segment:
            return bool(_STATEMENT.match(clause.left))
        whole = listing.whole.code if listing.whole else ""
        below = bool(code) and bool(whole) and self._below(code, whole)
        return bool(content_words(clause.left)) and not below

    def _stands_beside(self, listing: Listing, code: str) -> bool:
        """Whether parts were told that the catalogue has below the whole, and not this: "bò: bò sữa 4 con; gia cầm"."""
        whole = listing.whole.code if listing.whole else ""
        if not whole or not code or self._below(code, whole):
            return False
        return any(f.code != whole and self._below(f.code, whole) for f in self._course.done[listing.first :])

    def _below(self, code: str, whole: str) -> bool:
        while code and code != whole:
            code = self._parents.get(code, "")
        return bool(code)

    def _last_outside(self, place: int) -> Clause:
        """The last clause before the `place`th that stands in no bracket; the one just before it where all do."""
        clauses = self._course.shape.clauses
        earlier = (clauses[i] for i in range(place - 1, max(-1, place - _FURTHEST), -1))
        return next((c for c in earlier if c.bracket < 0), clauses[place - 1])

    def _before(self, listing: Listing, part: Clause) -> Iterator[Whole]:
        """The levels that may be the whole, the nearest first."""
        clauses, done = self._course.shape.clauses, self._course.done
        stop = listing.bracket if listing.bracket >= 0 else part.quantity.start
        segment, reopens = listing.segment, listing.opens and listing.segment is not None
        counted_out: Finding | None = None
        for index in range(listing.first - 1, max(-1, listing.first - 1 - _FURTHEST), -1):
            clause, finding = clauses[index], done[index]
            if clause.bracket >= 0:
                continue
            if segment is None:
                if ";" in self._course.shape.flat[clause.quantity.end : stop]:
                    return
                segment = clause.segment
            if clause.segment != segment:
                if not listing.opens:
                    return
                segment, listing = clause.segment, replace(listing, opens=False)
            if finding.reading.measure != "level" or clause.quantity.is_ratio:
                continue
            if clause.quantity.over:
                counted_out = finding
                continue
            if reopens and finding.part_of is not None and part.quantity.value > clause.quantity.value:
                continue  # "20 vụ, gồm 12 vụ ... và 8 vụ ...; trong đó 15 vụ ..." is of all
            if reopens and index and clause.left.endswith("và ") and _counted_beside(done[index - 1], finding):
                return  # "270 đơn khiếu nại và 110 đơn tố cáo; trong đó có ...": of which of them is not said
            too_large = counted_out is not None and part.quantity.value > clause.quantity.value
            yield self._whole(counted_out if counted_out is not None and too_large else finding)
            counted_out = None
        if listing.opens:
            yield from self._course.around.wholes

    def _whole(self, finding: Finding) -> Whole:
        return Whole(finding.quantity.start, finding.reading.unit or self._unit_of(finding.code), finding.code)


def _is_item(clause: Clause) -> bool:
    """Whether a bracket only holds the number of what is named before it: "trong đó phá rừng (12 vụ), ..."."""
    named = clause.left_start < clause.bracket and bool(content_words(clause.left))
    return named and not content_words(clause.right)


def _alike(one: str, other: str) -> bool:
    """Whether things in these units add up; all units of persons count persons."""
    return one == other or (one in PERSONS and other in PERSONS)


def change_of_pair(course: Course, clause: Clause) -> Finding | None:
    """The change behind which a bracket tells what it led to, and from: "giảm 9 vụ so với cùng kỳ (52/61 vụ)".

    For either number of the pair, if their difference is that change.
    """
    done, now, then = course.done, clause.quantity, clause.quantity
    if clause.bracket < 0 or not done:
        return None
    if now.over:
        now, done = done[-1].quantity, done[:-1]
    else:
        behind = bisect_right(course.segment_clauses, now.start, key=lambda c: c.quantity.start)
        then = next((c.quantity for c in course.segment_clauses[behind : behind + 1]), now)
    if not then.over or not then.value or then.unit in MEASURED:
        return None
    told = (f for f in done[-_CHANGES_BEFORE_PAIR:] if f.reading.versus == "yoy" and not f.scope.several_years)
    return next((f for f in told if _leads_to(f, now.value, then)), None)


def _leads_to(change: Finding, now: Decimal, then: Quantity) -> bool:
    gap, reading = now - then.value, change.reading
    if reading.measure == "change_abs":
        return gap == reading.value and then.unit in ("", reading.unit)
    exact = ROUNDING if change.quantity.value % 1 == 0 else ROUNDING / 10
    return reading.measure == "change_pct" and abs(gap * HUNDRED / then.value - reading.value) <= exact


def grew_before(course: Course, clause: Clause, scope: Scope) -> bool:
    """Whether it goes on with the year before: "(cùng kỳ năm 2021 bằng 42% kế hoạch và tăng 6%)"."""
    if clause.bracket < 0 or clause.segment_first or not _AND_GROWN.match(clause.left) or not course.done:
        return False
    before = course.done[-1]
    return before.reading.rule == "attainment elsewhere" and before.scope.last.year < scope.last.year


def _counted_beside(one: Finding, part: Finding) -> bool:
    """Whether a count stands in the sentence of `part`, in its unit: "giải quyết 1.180 hồ sơ, đúng hạn 1.170 hồ sơ"."""
    counted = one.quantity.unit == part.quantity.unit and one.quantity.unit not in MEASURED and bool(one.quantity.unit)
    return counted and one.sentence == part.sentence and one.reading.measure == "level" and not one.quantity.is_ratio
