"""Rates of what is counted: told right behind the count, measured against their plan, or told again of another year."""

from __future__ import annotations

import re

from ingest.clauses import Clause
from ingest.course import Course, Lexis
from ingest.lexer import PERCENT
from ingest.linking import Link
from ingest.situation import Reading
from ingest.subjects import content_words

_OF_YEAR = re.compile(r"\bnăm (?:19|20)\d\d\b|\bcả năm\b|\b\d+ tháng\b|\bquý [iv\d]|\b(?:đến|hiện) nay\b")
_BARE = re.compile(r"[\s,]*(?:và\s+)?(?:khoảng |trên |dưới |còn )?")
_YEAR_BEHIND = re.compile(r"\s*(?:vào |trong |đến )?(?:cuối )?năm (?:19|20)\d\d\b")
_NEWLY_ADDED = ("labour.trained",)  # of the year; their rate is of all who ever were


def rate_beside_count(link: Link, course: Course, lexis: Lexis) -> bool:
    """Whether an attainment is linked to the rate of what was counted: "7 trường đạt chuẩn, đạt 100% chỉ tiêu"."""
    subject = course.state.subject.code
    slot = link.mention is not None and link.mention.slot >= 0
    return slot and bool(subject) and lexis.unit_of(link.code) == PERCENT != lexis.unit_of(subject)


def rate_of_count(clause: Clause, reading: Reading, course: Course, lexis: Lexis) -> str:
    """The rate of what was just counted: "điều tra làm rõ 21 vụ, đạt 91,3%"."""
    state = course.state
    if reading.rule == "rate of what is solved":
        since = course.done[-1].sentence[0]
        solved = [s.code for s in state.recent if s.start >= since and s.code.endswith("_solved")]
        return f"{solved[-1]}_rate" if solved else ""
    if reading.unit != PERCENT or content_words(clause.left):
        return ""
    if state.subject.code.endswith("_suspects"):  # "làm rõ 21 vụ, 34 đối tượng, đạt 91,3%"
        solved = [s.code for s in state.recent if s.start >= clause.segment[0] and s.code.endswith("_solved")]
        return f"{solved[-1]}_rate" if solved else ""
    rate = f"{state.subject.code}_rate" if state.subject.code not in _NEWLY_ADDED else ""
    return rate if not clause.segment_first and rate in lexis.codes else ""


def rate_of_other_days(clause: Clause, course: Course, lexis: Lexis) -> bool:
    """Whether a rate is told again of a year: "tỷ lệ hộ nghèo còn 3,1%, ước hết năm 2024 còn 2,4% và 2% năm 2025"."""
    state = course.state
    rate = clause.quantity.unit == state.subject.unit == PERCENT and state.last_measure in ("level", "plan")
    alone = rate and not content_words(clause.right)
    told = _OF_YEAR.search(clause.left) or (_BARE.fullmatch(clause.left) and _YEAR_BEHIND.match(clause.right))
    return alone and lexis.is_rate(state.subject.code) and bool(told)
