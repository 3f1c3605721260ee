"""What is told behind the parts of a whole: where it lies, another aspect of it, how much a share of it is."""

from __future__ import annotations

import re

from ingest.brackets import LEVEL_ALONE
from ingest.clauses import Clause
from ingest.course import Course, Lexis
from ingest.lexer import MEASURED
from ingest.situation import Reading
from ingest.subjects import NOBODY, Subject, content_words

#: "chiếm 98,6% tổng giá trị xuất khẩu, tương đương với 2,42 tỷ USD"
_EQUIVALENT = re.compile(r"\btương (?:đương|ứng)(?: với| khoảng| gần| hơn| trên)*\s*$")
_OPENING = 20  # characters in which a sentence says that it tells where something lies


def whole_before(clause: Clause, course: Course) -> Subject:
    """The whole of several parts: "cây ăn quả 900 ha, trong đó xoài 300 ha, bưởi 200 ha; sản lượng #"."""
    whole, recent = course.state.last_level, course.state.recent
    behind = clause.segment_first and clause.bracket < 0 and clause.sentence[0] <= whole.start
    parts = [s for s in recent if s.code and s.start > whole.start and s.unit == whole.unit] if behind else []
    return whole if len(parts) > 1 else NOBODY


def spreads(clause: Clause, course: Course) -> bool:
    """Whether its sentence tells where the level before it lies: "... 4.270 ha. Tập trung ở Tân Lạc 2.100 ha"."""
    start, done = clause.sentence[0], course.done
    opens = course.folded[start : start + _OPENING].lstrip(" -+").startswith("tập trung")
    return opens and bool(done) and course.state.last_level.start >= done[-1].sentence[0]


def is_amount_of_share(clause: Clause, reading: Reading, course: Course, lexis: Lexis) -> bool:
    """Whether it tells how much the share before it is: "nhóm thủy sản chiếm tỷ trọng 3%, đạt 90 triệu USD"."""
    if reading.measure != "level" or clause.segment_first:
        return False
    share, quantity = course.done[-1], clause.quantity
    alone = LEVEL_ALONE.match(clause.left)
    if not alone and not _EQUIVALENT.search(course.folded, share.quantity.unit_end, quantity.start):
        return False
    own = share.reading.measure == "share" and share.code and not content_words(clause.left)
    return bool(own) and quantity.unit in MEASURED and lexis.measured_in(share.code, quantity)
