"""Months that open a sentence and rule the ones behind it, until other days are named.

"Tính chung 9 tháng, IIP tăng 8%. Du lịch đón 3 triệu lượt." A first sentence that has no number of its own opens the
passage likewise: "9 tháng đầu năm, trật tự xã hội ổn định. Toàn tỉnh xảy ra 88 vụ."
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.clauses import Shape
from ingest.scopes import Scope, Section, scope_from
from ingest.times import Time

_OPENS = re.compile(
    r"\W*(?:theo\b[^;.:\d]{3,100},\s*|[^;.:\d]{3,120}\bcho (?:biết|hay)\W+)?"
    r"(?:chỉ số\b[^;.:,\d]{3,60}\s|[^;.:,\d]{0,20}\bdo\b[^;.:,%]{3,60}\bnên\s)?"
    r"(?:(?:tính|chung|bình quân|trong|qua|sau|lũy kế|luỹ kế|cộng dồn|ước|thực hiện)\W+)*"
)
#: What goes on with the things of the sentence before, and so with its months wherever it names them.
_IN_DETAIL = re.compile(r"[\s.]*(?:cụ thể|theo đó|kết quả|trong đó|trong thời gian (?:này|trên))\b")
_OPENS_PASSAGE = re.compile(rf"(?:\W*\d{{1,2}}(?:\.\d{{1,2}})*[.)]?\s)?(?:[^.;:\d]{{2,80}}:\s)?{_OPENS.pattern}")
#: "Theo báo cáo, tai nạn giao thông trong 2 tháng đầu năm tăng. Toàn tỉnh xảy ra 56 vụ": behind what all is about.
_ABOUT = re.compile(rf"{_OPENS_PASSAGE.pattern}(?!.*\b(?:so với|phấn đấu|kế hoạch|dự kiến)\b)[^.;:,()\d%]{{3,70}}\s")
#: "Thu ngân sách 6 tháng đầu năm ước đạt 90 tỷ đồng. Thu nội địa đạt 80 tỷ": months in the name of what is told first.
_NAMED = re.compile(r"\W*[^;.:,()\d%]{5,90}\s")
_TOLD = re.compile(
    r"(?: trên địa bàn(?: tỉnh| thành phố)?| của tỉnh)? (?:(?:ước|dự kiến|thực hiện|tính|cũng|đã|tiếp tục) )*"
    r"(?:đạt|ước|tăng|giảm|là|đón)\b"
)
#: "Một số kết quả 4 tháng năm 2018 có chuyển biến tích cực: IIP tăng 8%. Xuất khẩu đạt 40 triệu USD."
_LEADS = re.compile(r"[^.;:%\d]{0,200}:\s")
_KINDS = frozenset(("months", "quarter", "through quarter", "until", "whole year"))


@dataclass(frozen=True, slots=True)
class Frame:
    """What days a sentence opened with, and where it begins."""

    scope: Scope
    start: int
    alone: bool = False  # in a sentence without numbers
    by_then: bool = False  # to a day before the report's end


def frame_of_passage(folded: str, shape: Shape, times: list[Time], section: Section) -> Frame | None:
    """What a first sentence without numbers opens with."""
    start, stop = shape.sentences[0]
    time = times[0] if times else None
    if time is None or time.start >= stop or shape.clauses[0].quantity.start < stop:
        return None
    opens = _OPENS_PASSAGE.fullmatch(folded, start, time.start) or _IN_DETAIL.match(folded, stop)
    opens = opens if time.kind in _KINDS | {"interval"} else None
    about = not opens and time.kind == "months" and _ABOUT.fullmatch(folded, start, time.start)
    scope = scope_from(time, folded, section) if opens or about else None
    if scope is None or (about and scope.last != section.period.end):
        return None
    return Frame(scope, 0, alone=True)


def frame_of_sentence(folded: str, start: int, time: Time, scope: Scope, section: Section) -> Frame | None:
    """What a sentence that has numbers opens with, if that is all the days of the report or reaches its last month."""
    opens = time.kind in _KINDS or folded.startswith("từ đầu năm", time.start)
    told_by_then = time.kind == "until" and section.period.end.replace(day=1) <= scope.last <= section.period.end
    if not opens or not (scope.last == section.period.end or told_by_then):
        return None
    if (_OPENS if start else _OPENS_PASSAGE).fullmatch(folded, start, time.start):
        return Frame(scope, start, by_then=scope.last != section.period.end)
    named = time.kind == "months" and scope.last == section.period.end and _NAMED.fullmatch(folded, start, time.start)
    led = start == 0 and (named or told_by_then) and _LEADS.match(folded, time.end)
    if led and _NAMED.fullmatch(folded, 0, time.start):
        return Frame(scope, 0, alone=True, by_then=told_by_then)
    return Frame(scope, max(start, 1)) if named and _TOLD.match(folded, time.end) else None
