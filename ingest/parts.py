"""What is told behind the parts of a whole: where it lies, another aspect of it."""

from __future__ import annotations

from ingest.clauses import Clause
from ingest.course import Course
from ingest.subjects import NOBODY, Subject

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
