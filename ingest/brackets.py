"""What a bracket tells of: the number right before it, the words before it, or the change that it tells again."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal

from ingest.clauses import Clause
from ingest.course import Course, Finding, Lexis
from ingest.lexer import PERCENT
from ingest.situation import Reading
from ingest.subjects import Subject, companion_code, content_words, rate_of_reduction

#: A level without a name of its own: "ước đạt", "tương ứng là".
LEVEL_ALONE = re.compile(r"\W*(?:(?:ước |dự kiến |tương ứng )?(?:đạt|là)|tương đương|tương ứng)\b")
_DOLLARS = "_usd"  # ends the code of what is told in đồng as well
_RATE = frozenset(("tỷ", "lệ"))  # "tăng 22 vụ (tỷ lệ 21,6%)"
_LEFT = re.compile(r"\W*(?:từ [\d,.]+ ?%[^%;]{0,20})?(?:giảm |hạ )?(?:xuống|(?:xuống |chỉ |nay )?còn|(?:để )?đạt)\W*")
_KEPT_PLAN = re.compile(
    r",\s*(?:vượt|đạt|cao hơn|thấp hơn|không đạt|chưa đạt)(?: so với)? (?:kế hoạch|mục tiêu|chỉ tiêu)"
    r"(?: (?:đề ra|đặt ra|cả năm|năm|đã))*\s*"
)
#: An amount behind a percent: alone it may be the change as well as what was reached, "tương ứng" tells the change.
_BARE_AMOUNT = re.compile(r"\W*(?:hơn|gần|trên|khoảng|xấp xỉ)?\W*")
_SAME_CHANGE = re.compile(r"\W*(?:tương ứng|tương đương|bằng|tức)(?: với| là)?(?: hơn| gần| trên| khoảng)?\W*")
_BESIDE, _ALIKE = 6, Decimal("0.2")  # numbers back to the level; how far a change may be off its percent
_NEAR = 100  # numbers back, among which one outside brackets is looked for
_LONGEST_NAME = 250  # characters
_HUNDRED = Decimal(100)


def change_or_level(course: Course, clause: Clause, finding: Finding) -> bool:
    """Whether the amount behind a percent may be no change but a level: "gạo tăng 15% (45 triệu USD)".

    The level told before decides: "sản lượng 210 nghìn tấn, tăng 2,1% (4,3 nghìn tấn)".
    """
    percent = course.done[-1] if course.done else None
    if finding.reading.measure != "change_abs" or clause.bracket < 0 or not clause.segment_first or percent is None:
        return False
    own = course.folded[clause.bracket : clause.quantity.start]
    bare = _BARE_AMOUNT.fullmatch(own) is not None
    if percent.reading.measure != "change_pct" or not (bare or _SAME_CHANGE.fullmatch(own)):
        return False
    near = (f for f in reversed(course.done[-_BESIDE:-1]) if f.reading.measure == "level" and f.code == finding.code)
    level = next((f.quantity.value for f in near if f.quantity.unit == clause.quantity.unit), None)
    if level is None or percent.reading.value <= -_HUNDRED:
        return bare
    change = abs(level - level * _HUNDRED / (_HUNDRED + percent.reading.value))
    rounding = (level / _HUNDRED).scaleb(-percent.quantity.decimals)
    return abs(clause.quantity.value - change) > change * _ALIKE + rounding


class Brackets:
    """Of what the numbers in the brackets of a passage are told, as its course stands."""

    def __init__(self, lexis: Lexis, course: Course) -> None:
        self._lexis, self._course = lexis, course

    def tells_of_words(self, clause: Clause) -> bool:
        """Whether a bracket tells of words alone: "Doanh thu 30 tỷ đồng. Khách đến chủ yếu từ Lào (chiếm 37%)"."""
        if clause.bracket < 0:
            return False
        start, clauses = self._course.sentence_of(clause)[0], self._course.shape.clauses
        place = bisect_left(clauses, clause.quantity.start, key=lambda c: c.quantity.start)
        near = clauses[max(place - _NEAR, 0) : place]
        return not any(c.bracket < 0 and c.quantity.start >= start for c in near)

    def tells_of_other_words(self, clause: Clause) -> bool:
        """As `tells_of_words`, where the words name something: "Doanh nghiệp khó khăn hơn (năm trước tăng 7%)"."""
        return self.tells_of_words(clause) and bool(content_words(self.name_before(clause)))

    def right_behind(self, clause: Clause) -> bool:
        """Whether a bracket opens right behind a number: "30 hợp tác xã với vốn đăng ký 9 tỷ đồng (tăng 6%)"."""
        done = self._course.done
        behind = clause.bracket >= 0 and clause.segment_first and bool(done)
        return behind and not self._course.folded[done[-1].quantity.unit_end : clause.bracket].strip(" (")

    def changed_before(self, clause: Clause) -> Subject | None:
        """Of what a bracket tells the change again: "doanh thu tăng 6% so với cùng kỳ (tăng 90 tỷ đồng)"."""
        if self._course.bracket_lead(clause) is None:
            return None
        before = self._course.done[-1]
        if before.reading.measure not in ("change_pct", "change_ratio"):
            return None
        return Subject(before.code if self._lexis.measured_in(before.code, clause.quantity) else "", before.label)

    def counted_before(self, clause: Clause) -> Subject | None:
        """Of what a bracket tells the change in units: "có 10 nữ công dân nhập ngũ (tăng 6 công dân)"."""
        if self._course.bracket_lead(clause) is None:
            return None
        before = self._course.done[-1]
        alike = before.reading.measure == "level" and before.quantity.unit in ("", clause.quantity.unit)
        return Subject(before.code, before.label) if alike else None

    def tells_of_last(self, clause: Clause) -> bool:
        """Whether a bracket hangs on the number right before it: "1.012 doanh nghiệp trở lại hoạt động (+2,9%)"."""
        return (
            clause.bracket >= 0
            and bool(self._course.done)
            and clause.left_start == self._course.done[-1].quantity.unit_end
            and clause.left_start < clause.bracket
        )

    def is_level_of_change(self, clause: Clause, reading: Reading) -> bool:
        """Whether a bracket tells the level behind its change: "giá trị sản xuất tăng 3% (đạt 5.400 tỷ đồng)"."""
        if reading.measure != "level" or clause.bracket < 0 or not clause.segment_first or not self._course.done:
            return False
        changed = self._course.done[-1]
        own = self._course.folded[clause.bracket : clause.quantity.start]
        return (
            changed.reading.measure == "change_pct"
            and bool(changed.code)
            and self._lexis.measured_in(changed.code, clause.quantity)
            and LEVEL_ALONE.match(own) is not None
            and not content_words(own)
        )

    def tells_change_again(self, clause: Clause, reading: Reading) -> bool:
        """Whether a bracket tells in percent the change before it: "tăng 4 người bị thương (6,4%)", "(tăng 50%)"."""
        again = reading.measure == "change_pct" and (self.tells_of_last(clause) or self.right_behind(clause))
        if not again or self._course.done[-1].reading.measure != "change_abs":
            return False
        return _RATE.issuperset(content_words(self._course.folded[clause.bracket : clause.quantity.start]))

    def rate_left(self, clause: Clause, codes: frozenset[str]) -> str:
        """The code of the rate that a bracket tells as a change left it: "giảm 1,2% (từ 5,4% xuống còn 4,2%)"."""
        if clause.bracket < 0 or clause.quantity.unit != PERCENT:
            return ""
        told = reversed(self._course.done[-2:])  # before the bracket; in it there may be where it fell from
        changed = next((f for f in told if f.quantity.start < clause.bracket), None)
        if changed is None or not _LEFT.fullmatch(self._course.folded[clause.bracket : clause.quantity.start]):
            return ""
        rate = rate_of_reduction(changed.code)
        left = (rate != changed.code or changed.reading.measure == "change_pp") and rate in codes
        return rate if left and self._lexis.unit_of(rate) == PERCENT else ""

    def name_before(self, clause: Clause) -> str:
        """What stands right before a bracket without a name of its own: "thu ngân sách (giảm 7%)"."""
        stop = clause.bracket - 1
        done = reversed(self._course.done)
        before = next((f.quantity.unit_end for f in done if f.quantity.unit_end <= stop), 0)
        before = max(before, stop - _LONGEST_NAME)
        start = max(before, self._course.shape.flat.rfind(";", before, stop) + 1)
        return self._course.shape.flat[start:stop]

    def behind_another(self, clause: Clause) -> bool:
        """Whether a comma sets what the bracket tells of apart: "chế biến tăng 7%, như nước mắm (tăng 12%)"."""
        done = self._course.done
        if clause.bracket < 0 or not clause.segment_first or not done or done[-1].reading.measure == "level":
            return False  # "836 đơn khiếu nại, tố cáo (giảm 30%)" names what it counts behind
        _, comma, apart = self.name_before(clause).rpartition(",")
        return bool(comma) and bool(content_words(apart))

    def tells_its_plan(self, clause: Clause) -> bool:
        """Whether a bracket tells the plan that the number before it kept: "tăng 8%, vượt kế hoạch (7,5%)"."""
        return clause.bracket >= 0 and bool(_KEPT_PLAN.fullmatch(self.name_before(clause)))

    def capital_of(self, clause: Clause, codes: frozenset[str]) -> str:
        """The code of the capital of what was counted right before: "18 dự án mới (46 triệu USD)".

        Or that of the same in another money: "GRDP bình quân đầu người 68 triệu đồng (tương đương 2.873 USD)".
        """
        lead = self._course.bracket_lead(clause)
        money = clause.quantity.unit in ("đồng", "usd") and self._course.state.last_measure == "level"
        if not money or lead is None:
            return ""
        code = self._course.done[-1].code
        exchanged = code.removesuffix(_DOLLARS) if clause.quantity.unit == "đồng" else code + _DOLLARS
        if exchanged != code and exchanged in codes and not content_words(LEVEL_ALONE.sub("", lead)):
            return exchanged
        if content_words(lead):
            return ""
        return companion_code("vốn", self._course.state.subject, codes)
