"""The two halves of a province, town and country, told of by one name.

"Tỷ lệ rác thải được thu gom ở đô thị đạt 95%, nông thôn đạt 80%": the second number has the first one's name, with the
other half in it.
"""

from __future__ import annotations

import re

from ingest.clauses import Clause
from ingest.course import Course

_LONGEST_NAME = 250  # characters
#: Each half with the words for the other one.
_HALVES = {"nông thôn": ("đô thị", "thành thị"), "đô thị": ("nông thôn",), "thành thị": ("nông thôn",)}
_HALF_NAME = re.compile(r"\b(?:nông thôn|đô thị|thành thị)\b")
_HALF = re.compile(
    r"\W*(?:(?:và|còn|ở|tại|của|cho|khu vực|vùng|địa bàn)\s+)*(nông thôn|đô thị|thành thị)"
    r"(?:\s+(?:ước|đạt|là|khoảng|trên|hơn|dưới|còn|chiếm|:))*\W*"
)


def name_of_other_half(clause: Clause, course: Course) -> str:
    """The last name with the half that stands before the number in place of its own; "" where nothing is told so."""
    done, flat = course.done, course.shape.flat
    if not done or not done[-1].code or not (half := _HALF.fullmatch(clause.left)):
        return ""
    stop = done[-1].quantity.start
    start = max(done[-1].sentence[0], done[-2].quantity.unit_end if len(done) > 1 else 0, stop - _LONGEST_NAME)
    start = max(start, flat.rfind(";", start, stop) + 1)
    others = _HALVES[half[1]]
    name, halves = _HALF_NAME.subn(lambda m: half[1] if m[0] in others else m[0], flat[start:stop])
    return name if halves else ""
