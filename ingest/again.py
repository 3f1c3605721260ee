"""Brackets that tell a list again as it was before: "(cơ cấu tương ứng của cùng kỳ năm 2023 là 23,2%; 39,6%; 37,2%)".

Their numbers belong to the days of the year that the bracket names and, where they have no names of their own, in turn
to what stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ingest.clauses import Clause
from ingest.scopes import Scope

_LEAD = re.compile(
    r"\W*(?:(?:cơ cấu|tỷ trọng|số liệu|con số) )?(?:(?:này )?tương ứng )?(?:của |trong |so với )?"
    r"(?:cùng kỳ(?: năm)?(?: trước| ngoái| (?:19|20)\d\d)?|năm (?:trước|ngoái|((?:19|20)\d\d))"
    r"|(?:quý (?:iv|i{1,3}|[1-4])|tháng \d{1,2}|\d{1,2} tháng(?: đầu)?)(?:/| năm )(?:19|20)\d\d)"
    r"(?:\W+|\b(?:các tỷ lệ|tương ứng|lần lượt|là|đạt|chiếm|ước)\b)*"
)
#: "(cùng kỳ 27 vụ, thiệt hại 7,8 tỷ đồng)" tells that year alone, "(cùng kỳ 5,1%, giảm 2,3 điểm %)" both.
_COMPARES = re.compile(r"\b(?:tăng|giảm|hơn|vượt|so với|kế hoạch|năm nay|gấp|bằng)\b")
_BARE = re.compile(r"[\s,;]*(?:và\s*)?")


class Again(NamedTuple):
    """Such a bracket: where its first number starts, how many without names it lists, of which year.

    Year 0 stands for the same days of the year before.
    """

    start: int
    numbers: int
    year: int

    def days(self, scope: Scope) -> Scope:
        """The days of its numbers, where `scope` holds those of what stands before it."""
        if self.year:
            return Scope(date(self.year, 1, 1), date(self.year, 12, 31), False, True)
        return scope.years_before()


def told_again(folded: str, clauses: Sequence[Clause]) -> dict[int, Again]:
    """The brackets of a passage that tell a list again, by their starts."""
    out = {}
    for bracket, group in groupby(clauses, key=lambda clause: clause.bracket):
        first, *rest = group
        found = _LEAD.match(folded, bracket, first.quantity.start) if bracket >= 0 and rest else None
        if found is None:
            continue
        at_once = found.end() == first.quantity.start
        bare = at_once and all(_BARE.fullmatch(clause.left) for clause in rest)
        levels = at_once and not any(_COMPARES.search(clause.left) for clause in rest)
        if bare or levels or ":" in found[0]:
            out[bracket] = Again(first.quantity.start, 1 + len(rest) if bare else 0, int(found[1] or 0))
    return out
