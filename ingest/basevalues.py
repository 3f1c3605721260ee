"""Values that a change is compared with, told beside it: "tăng 7,3%, cao hơn mức tăng 6,1% của quý II (năm trước 5%)".

They are told of other days, or of the nation. Where the text names these days the value belongs to its indicator on
them; else it is told of nothing that is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.clauses import Clause
from ingest.course import Course, Finding
from ingest.doubts import COMPARED
from ingest.lexer import PERCENT
from ingest.period import month_end
from ingest.scopes import Scope
from ingest.situation import Reading
from ingest.times import QUARTERS
from ingest.wholes import change_of_pair, grew_before

_OF_BASE = (
    r"\b(?:hơn(?: nhiều| hẳn)?|bằng|tương đương|so)(?: với)? (?:mức|tốc độ|tỷ lệ|con số)"
    r"(?: tăng| giảm)?(?: trưởng)?(?: chung)?\s*"
)
_RATE_OF_BASE = re.compile(rf"{_OF_BASE}(?:gần |hơn |trên |khoảng )?$")
_BASE_IN_BRACKET = re.compile(
    rf"(?:{_OF_BASE}(?:của )?|\b(?:hơn|bằng|so)(?: với)? )"
    r"(?:(?:quý|tháng|năm|kỳ|cùng kỳ)\b|(?:cả|toàn) (?:nước|quốc)|trung bình|bình quân)[^,;%]*$"
)
#: "tăng khá so với cùng kỳ (+12,5%)": the sign says that it is the change itself.
_CHANGE_BY_SIGN = re.compile(r"\bso với [^,;%+–-]{0,60}[+–-]\s*$")
_COMPARED = re.compile(r"\b(?:hơn|bằng|tương đương|so)\b")
#: "cao hơn cùng kỳ năm 2023 là 6,1%": what it is higher than, where it is no difference.
_BASE_TOLD = re.compile(
    r"\b(cao|thấp|nhanh|chậm)(?: hơn(?: nhiều| hẳn)?(?: so)?(?: với)?| so với)"
    r" (?:mức |tốc độ |tăng |trưởng |chung |của )*"
    r"((?:cùng kỳ|quý|năm)\b[^,;:%]{0,30}|(?:(?:trung )?bình(?: quân)? )?(?:chung )?(?:của )?(?:cả nước|toàn quốc))"
    r" (?:là|đạt|tăng|ước)\s*$"
)
#: "(cùng kỳ năm 2021 đạt 42%)", "năm trước tăng 5%": nothing else stands before the number.
_YEAR_BEFORE = re.compile(
    r"^\s*(?:\(\s*)?(?:trong khi(?: đó)?,?\s+)?"
    r"(?:(?:cùng (?:kỳ|thời điểm)|ck)(?: năm (?:trước|ngoái)|(?: năm)? \d{4})?|năm trước|năm ngoái)"
    r"\s+(?:đạt|là|tăng|giảm|có)?\s*[^,;]{0,12}$"
)
#: "Cùng kỳ năm 2023, GRDP chỉ tăng 6%" tells of those days alone, "so với cùng kỳ" compares.
_OPENS_YEAR_BEFORE = re.compile(
    r"(?:^|\b(?:vì|do|mà|còn|khi|đó)\s)\W*cùng kỳ(?: năm (?:trước|ngoái|20\d\d))?,? (?!so\b)[^,;:%\d]{3,60}"
    r"\b(?:tăng|giảm|đạt|là)\b[^,;:%\d]{0,15}$"
)
_AND = re.compile(r"\W*(?:và|hay)?\s*(?:mức )?(?:tăng )?")
_NATION = re.compile(r"\b(?:cả nước|toàn quốc)\b")
_MONTHS_OF_YEAR = re.compile(r"\s*(?:của |trong )?(?:(\d+) tháng (?:đầu )?|cả )?năm ((?:19|20)\d\d)\b")
_SAME_DAYS = re.compile(
    r"\b(?:cùng kỳ|(?<=của )(?=năm (?:trước|ngoái)))(?! (?:của )?(?:tháng|quý|kỳ) trước)"
    r"(?:(?: của)? năm ((?:19|20)\d\d)|,? ?(?:năm )?(?:trước|ngoái))?"
)
_QUARTER = re.compile(rf"\bquý ({'|'.join(QUARTERS)})\b(?:(?:\s?/\s?|,? năm )((?:19|20)\d\d|trước|ngoái|nay))?")
_OF_OTHER_DAYS = re.compile(rf"\s*(?:của|trong|ở) (?:{_QUARTER.pattern[2:]}|{_SAME_DAYS.pattern[2:]})")
_MORE_THAN_ONE = re.compile(r"\b(?:các|những) (?:quý|năm|cùng kỳ)\b|\bquý (?:\w+|\w+/\d+) (?:và|,)")


@dataclass(frozen=True, slots=True)
class BaseValue:
    """A value that a change is compared with, and the days it is told of; None where the text does not name them."""

    days: Scope | None


def base_value(course: Course, clause: Clause, reading: Reading, scope: Scope, lead: str) -> BaseValue | None:
    """What the number tells of if a change is compared with it; None where it is no such value.

    `scope` are the days of the change, `lead` are the words before the number.
    """
    compared = reading.measure in COMPARED and reading.rule != "value of the base"
    value = _rate_of_base(clause, scope, course.last_told(clause.quantity)) if compared else None
    if value is not None or clause.bracket in course.again:
        return value
    was_before = bool(_YEAR_BEFORE.search(clause.left)) or reading.rule == "value of the base"
    was_before = was_before or ("cùng kỳ" in lead and bool(_OPENS_YEAR_BEFORE.search(lead)))
    was_before = was_before or (clause.quantity.over and change_of_pair(course, clause) is not None)
    if was_before or grew_before(course, clause, scope):
        return BaseValue(scope.years_before(_years_back(lead, scope)))
    return None


def _rate_of_base(clause: Clause, scope: Scope, before: Finding | None) -> BaseValue | None:
    """The same of a percent that names its days itself; `before` is the number told before it."""
    if clause.quantity.unit != PERCENT:
        return None
    if _RATE_OF_BASE.search(clause.left):
        if (own := _MONTHS_OF_YEAR.match(clause.right)) and int(own[2]) == scope.last.year:
            return None  # "của năm 2020" names its days itself
        if own and own[1] == str(scope.last.month):
            return BaseValue(scope.years_before(scope.last.year - int(own[2])))
        return BaseValue(_days_in(clause.right[:40].partition(",")[0], scope))
    if clause.left_start < clause.bracket:  # -1 outside brackets
        if _CHANGE_BY_SIGN.search(clause.left):
            return None
        compared = max((found.start() for found in _COMPARED.finditer(clause.left)), default=len(clause.left))
        told = _BASE_IN_BRACKET.match(clause.left.rstrip(), compared)
        return BaseValue(_days_in(told[0], scope)) if told else None
    if before is None or before.quantity.unit != PERCENT:
        return None
    if _AND.fullmatch(clause.left) and (days := _OF_OTHER_DAYS.match(clause.right)):
        return BaseValue(_days_in(days[0], scope))
    told = _BASE_TOLD.search(clause.left)
    if told is None or not _may_be_base(clause, before, higher=told[1] in ("cao", "nhanh")):
        return None
    return BaseValue(_days_in(told[2], scope))


def _years_back(lead: str, scope: Scope) -> int:
    """How many years before `scope` the same days are that the words before a number name: "cùng kỳ năm 2019 đạt"."""
    named = [int(found[1]) for found in _SAME_DAYS.finditer(lead) if found[1]]
    return max(scope.last.year - named[-1], 1) if named else 1


def _may_be_base(clause: Clause, before: Finding, *, higher: bool) -> bool:
    """Whether the number may be what the one before it is higher, or lower, than, and no difference between them."""
    value, grown = clause.quantity.value, before.reading.value
    return grown / 2 < value < grown if higher else value > grown > 0


def _days_in(text: str, scope: Scope) -> Scope | None:
    """The days that words about a base name, where they are told of the same days as `scope`, or of one quarter."""
    if _MORE_THAN_ONE.search(text):
        return None
    if quarter := _QUARTER.search(text):
        return _quarter(quarter, scope)
    if same := _SAME_DAYS.search(text):
        return scope.years_before(scope.last.year - int(same[1]) if same[1] else 1)
    return scope if _NATION.search(text) else None


def _quarter(found: re.Match[str], scope: Scope) -> Scope | None:
    """The quarter that is named; without a year the last one of this name that is over on the last day of `scope`."""
    year = scope.last.year - (found[2] in ("trước", "ngoái"))
    year = int(found[2]) if found[2] and found[2].isdigit() else year
    month = 3 * QUARTERS[found[1]]
    first, last = date(year, month - 2, 1), month_end(year, month)
    return Scope(first, last, stated=True) if last <= scope.last else None
