"""Of which capital a bare "giải ngân" tells: the one that its sentence names before, or a lender's loans.

"Vốn kéo dài 312 tỷ đồng, đã giải ngân 205 tỷ đồng" pays out what was carried over; "Ngân hàng đã giải ngân 350 tỷ đồng
cho 4.200 hộ vay" is no public investment.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from ingest.aliases import Mention
from ingest.clauses import Clause
from ingest.course import Course

_ALL = "public_investment.disbursed"
_PAID = re.compile(r"\bgiải ngân\b")
_NAMES_CAPITAL = re.compile(r"\b(?:vốn|đầu tư|kế hoạch|chương trình|ngân sách)\b")
#: Capital as a whole: what follows is a part of it or a way to tell of it.
_WHOLE = re.compile(
    r"\b(?:đầu tư công|đầu tư xây dựng cơ bản|tổng (?:kế hoạch|số|nguồn) vốn|kế hoạch vốn (?:được )?giao)\b"
)
_LOANS = re.compile(r"\b(?:ngân hàng|cho vay|tín dụng|hộ vay|vay vốn|lãi suất|khách hàng)\b")
_KINDS = (
    (re.compile(r"\bkéo dài\b|\bchuyển (?:nguồn|sang)\b"), "public_investment.disbursed_carried_over"),
    (
        re.compile(r"\bchương trình (?:mục tiêu quốc gia|mtqg)\b|\bctmtqg\b"),
        "public_investment.target_programmes_disbursed",
    ),
    (re.compile(r"\b(?:ngân sách|vốn) trung ương\b"), "public_investment.central_budget_disbursed"),
    (re.compile(r"\bngân sách địa phương\b"), "public_investment.local_budget_disbursed"),
    (re.compile(r"\boda\b"), "investment.oda_disbursed"),
)
_OF_KINDS = frozenset(code for _, code in _KINDS)
_FAR = 250  # characters before a name that may tell its capital


def paid_out(clause: Clause, mention: Mention, course: Course) -> str | None:
    """The code of what was paid out, "" where it is no indicator's; None where the name in the clause says it all."""
    name = course.folded[mention.start : mention.end]
    if mention.alias.code in _OF_KINDS and mention.alias.context and not _PAID.search(name):
        return "" if _paid_later(clause, course) else None
    if mention.alias.code != _ALL or not _PAID.search(name) or _NAMES_CAPITAL.search(name):
        return None
    told = course.shape.flat[max(clause.sentence[0], mention.start - _FAR) : mention.start].rpartition(";")[2]
    if _WHOLE.search(told):
        return None
    near = course.folded[max(clause.left_start, clause.sentence[0]) : mention.start]
    kinds = _kinds(near) or _kinds(told)
    if len(kinds) == 1:
        return kinds.pop()
    return "" if _LOANS.search(told) or _LOANS.search(clause.right) else None


def _kinds(told: str) -> set[str]:
    return {code for cue, code in _KINDS if cue.search(told)}


def _paid_later(clause: Clause, course: Course) -> bool:
    """Whether the next number of the segment tells what was paid out, and this one the capital given."""
    place = bisect_right(course.segment_clauses, clause.quantity.start, key=lambda c: c.quantity.start)
    following = course.segment_clauses[place : place + 1]
    return bool(following) and _PAID.search(following[0].left) is not None and not _PAID.search(clause.left)
