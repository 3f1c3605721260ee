"""Where a sentence begins to tell what is striven for, outside the sections that state targets.

"Thu 9 tháng đạt 6.482 tỷ đồng, phấn đấu cả năm đạt 8.500 tỷ đồng": what stands behind "phấn đấu", to the end of
its segment, or of the sentence that it opens, is a target; so is all of "Theo kế hoạch, vụ này gieo trồng ...". A plan
that bears the word in its name ("dự toán phấn đấu") or a result measured against one is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left

#: The word as a verb: it opens the sentence, or follows a comma, a semicolon or who is asked to strive.
_STRIVE = re.compile(
    r"(?:^|[.;,:\-–]\s*|\b(?:và|tiếp tục|quyết tâm|cần|phải|ngành|cấp|địa phương|tỉnh|thành phố|huyện|xã|giáo dục"
    r"|y tế|du lịch|tức|ubnd)\s+)phấn đấu\b"
    r"|(?:^|[.;]\s*)theo kế hoạch\b(?=[^.;\d]*,)(?![^.;]*\b(?:đã|đến nay|ước|đạt|thực hiện)\b)"
)
#: "Tỉnh đặt mục tiêu GRDP tăng 8%; dịch vụ chiếm 40%": a goal set rules its sentence, until what came of it is told.
_SET = re.compile(
    r"\b(?:đặt|đặt ra|đề ra|xác định) (?:các |những )?(?:mục tiêu|chỉ tiêu)\b(?! đề ra| đặt ra)"
    r"(?:(?!\.(?:\s|$)|\b(?:đến nay|hiện|đã|ước|thực hiện|kết quả|tuy nhiên|nhưng|so với mục tiêu|tháng đầu năm"
    r"|quý [1-4i]|qua|trong đó)\b).)*"
)
_OPENING = 20  # characters: "Tiếp tục phấn đấu"
_YEAR_AHEAD = re.compile(r"năm (?<=\bnăm )(20\d\d)\b")
#: "đến năm 2025 đạt 45 xã", "tỷ lệ hộ nghèo đến năm 2025: 3%" tell of that year, "kế hoạch đến năm 2025" names a paper.
_TOLD = re.compile(r"\s*(?:[:,]|(?:đạt|có|là|còn|khoảng|trên|dưới|tăng|giảm|chiếm)\b)")
_PAPER = re.compile(
    r"\b(?:kế hoạch|quy hoạch|đề án|chương trình|chiến lược|định hướng|tầm nhìn|giai đoạn|kéo dài|nghị quyết|hiệu lực"
    r"|từ nay)[^.;,:]*(?:đến|tới) $"
)
_BEFORE_GOAL = re.compile(r"(?:phấn đấu|mục tiêu)[^.;]{0,25}đến $")  # "phấn đấu đến năm 2025" names the goal's year


class Goals:
    """The places in one passage, in folded text, behind which numbers are targets."""

    def __init__(self, folded: str) -> None:
        shown = "phấn đấu" in folded or "theo kế hoạch" in folded
        self._ends = [found.end() for found in _STRIVE.finditer(folded)] if shown else []
        aims = "mục tiêu" in folded or "chỉ tiêu" in folded
        self._set = [found.span() for found in _SET.finditer(folded)] if aims else []

    def rule(self, sentence: int, segment: int, number: int) -> bool:
        """Whether the number is striven for: in its segment, or by the verb that opens its sentence (their starts)."""
        if any(start < number < end for start, end in self._set):
            return True
        place = bisect_left(self._ends, sentence)
        opened = place < len(self._ends) and self._ends[place] <= min(number, sentence + _OPENING)
        place = bisect_left(self._ends, segment)
        return opened or (place < len(self._ends) and self._ends[place] <= number)


def years_ahead(folded: str) -> list[tuple[int, int]]:
    """Where each "năm 2025" ends that may be a target's year, and the year."""
    out = []
    for found in _YEAR_AHEAD.finditer(folded):
        before = folded[max(0, found.start() - 40) : found.start()]
        until = before.endswith(("đến ", "tới "))
        told = until and _TOLD.match(folded, found.end()) and not _PAPER.search(before)
        if told or not (until or before.endswith("sang ")) or _BEFORE_GOAL.search(before):
            out.append((found.end(), int(found[1])))
    return out
