"""Why a number is not told of the indicator that it is named after: it is an average, a former value, a base."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice

from ingest.bases import value_of_base
from ingest.clauses import Clause
from ingest.course import Course, Finding
from ingest.situation import CHANGES

COMPARED = CHANGES | {"level"}  # growth of GRDP is a level
YEAR_BEHIND = re.compile(r"^\s*(?:\(\s*)?(?:của |trong |vào )?năm ((?:19|20)\d\d)\b")
_FORMER_VALUE = "the value before a change; the text does not tell of which day"
_RISEN = re.compile(r"\W*(?:tăng |giảm )?(?:lên|xuống)\b")
_VALUE_OF_BASE = "what the change before it is compared with, not what is reported"
_YEARLY_AVERAGE = "the average of several years, not what came together in them"
_YEARLY = re.compile(r"\bbình quân\b|\b(?:mỗi|hằng|hàng) năm\b")
_DAILY_AVERAGE = "the average of a day or a month, not what came together"
#: "Bình quân 1 ngày xảy ra 3 vụ; làm chết 1 người": to the end of the sentence, or to the sum.
_DAILY = re.compile(
    r"\bbình quân (?:cứ )?(?:0?1|một|mỗi) (?:giờ|ngày|tuần|tháng|quý)\b(?!.*\b(?:tính chung|lũy kế|cộng dồn|tổng)\b)"
)
_TOLD_BEFORE = 400  # characters before a number that may tell of a day's average


def doubt_of(course: Course, clause: Clause, finding: Finding, nature: str) -> str:
    """Why the number is not told of its indicator (of this nature), though named so; "" where it is."""
    if finding.reading.measure in COMPARED and value_of_base(clause) == "other":
        return _VALUE_OF_BASE
    flow = nature == "flow"
    if finding.scope.several_years and flow and _YEARLY.search(clause.left):
        return _YEARLY_AVERAGE
    start = clause.quantity.start
    told = course.folded[max(clause.sentence[0], start - _TOLD_BEFORE) : start]
    if flow and "bình quân" in told and _DAILY.search(told):
        return _DAILY_AVERAGE
    return _FORMER_VALUE if _was_so_before(course, clause) else ""


def _was_so_before(course: Course, clause: Clause) -> bool:
    """Whether the number is what a change began with: "tăng từ 91,2% lên 93,4%". Its day is not told."""
    if not clause.left.endswith(("từ ", "từ mức ")) or YEAR_BEHIND.match(clause.right):
        return False
    place = bisect_right(course.segment_clauses, clause.quantity.start, key=lambda c: c.quantity.start)
    following = next(islice(course.segment_clauses, place, place + 1), None)
    return following is not None and bool(_RISEN.match(following.left))
