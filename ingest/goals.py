"""Where a sentence begins to tell what is striven for, outside the sections that state targets.

"Thu 9 tháng đạt 6.482 tỷ đồng, phấn đấu cả năm đạt 8.500 tỷ đồng": what stands behind "phấn đấu", to the end of
its segment, or of the sentence that it opens, is a target; so is all of "Theo kế hoạch, vụ này gieo trồng ...". A plan
that bears the word in its name ("dự toán phấn đấu") or a result measured against one is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from ingest.scopes import HORIZON

#: The word as a verb: it opens the sentence, or follows a comma, a semicolon, the days or who is asked to strive.
_STRIVE = re.compile(
    r"(?:^|[.;,:\-–\"”]\s*|\b(?:và|tiếp tục|quyết tâm|cần|phải|ngành|cấp|địa phương|tỉnh|thành phố|huyện|xã|giáo dục"
    r"|y tế|du lịch|tức|ubnd|(?:tháng|quý) [\divx]{1,3}|20\d\d|còn lại|tới|cuối năm)\s+)phấn đấu\b"
    r"|(?:^|[.;]\s*)theo kế hoạch\b(?=[^.;\d]*,)(?![^.;]*\b(?:đã|đến nay|ước|đạt|thực hiện)\b)"
)
#: "Tỉnh đặt mục tiêu GRDP tăng 8%; dịch vụ chiếm 40%", "xác định nhiệm vụ năm 2026 với 19 chỉ tiêu, trong đó ...".
_SET = re.compile(
    r"\b(?:đặt|đặt ra|đề ra|xác định|thống nhất|thông qua)\b"
    r"(?:(?!\b(?:mà|đã|được|có|và|đạt|vượt|hoàn thành)\b)[^.;,:()]){0,80}?"
    r"\b(mục tiêu|chỉ tiêu)\b(?! đề ra| đặt ra| mà| đã)"
)
#: What came of it, and so ends what is aimed at.
_RESULT = re.compile(
    r"\b(?:đến nay|(?<!thực )hiện(?! đại)|đã(?! qua đào tạo)|ước|(?<!phấn đấu )thực hiện|kết quả|tuy nhiên|nhưng"
    r"|so với mục tiêu|tháng đầu năm|(?<=[;.] )\d{1,2} tháng (?:năm )?20\d\d|quý [1-4i]|qua(?! đào tạo))\b"
)
_DONE = re.compile(
    r"\b(?:đến nay|tháng đầu năm|ước (?:cả năm|\d{1,2} tháng))\b|\btừ đầu năm\b[^;]{0,200}?\bđã\b|(?<=; )đã\b(?! qua)"
    r"|(?<=; )(?:tính chung |lũy kế )?\d{1,2} tháng (?:năm )?20\d\d\b"
)
_OUTCOME = re.compile(
    r"\b(?:đến nay|đã|ước|kết quả|tuy nhiên|tháng đầu năm|cùng kỳ|nhờ (?:đó|vậy)|xảy ra|phát hiện|trong nhiệm kỳ)\b"
    r"|\((?:kế hoạch|kh|chỉ tiêu|dự toán|mục tiêu)\b"  # what was reached, and in brackets what was wanted
)
#: Targets that are told one by one run on over full stops: "đề ra các chỉ tiêu, trong đó ...", "chỉ tiêu như sau: ...".
_LISTED = re.compile(
    r"[^.;]{0,120}?(?::|\b(?:trong đó|gồm|bao gồm|cụ thể|như sau|sau đây)\b|[.;]\s+(?:trong đó|cụ thể)\b)"
)
#: "Các chỉ tiêu chủ yếu năm 2026 là: ..." of a year to come.
_ANNOUNCED = re.compile(
    r"(?:^|\.\s)\W*(?:các|những|một số) (?:mục tiêu, )?chỉ tiêu\b"
    r"(?![^.:;]*\b(?:đạt|vượt|so với|tăng|giảm|ước|thực hiện|kết quả)\b)[^.:;]{0,80}?\bnăm (20\d\d)\b[^.:;]{0,25}:"
    r"|(?:^|\.\s)\W*mục tiêu (?:tổng quát |chung |cụ thể )?năm (20\d\d):? (?:là )?phấn đấu\b"
    r"|^\W*phấn đấu\b[^.;:]{0,120}?\b(?:giai đoạn|đến năm|năm) (20\d\d)\b"
    r"|^\W*(?:trong |sang |bước sang )?năm (20\d\d)\b[^.;:\d]{0,60}\bphấn đấu\b"
    r"|\b(?:giải pháp|nhiệm vụ|phương hướng|kế hoạch)\b[^.:;\d]{0,90}\bnăm (20\d\d)[.:;,]\W*"
    r"(?:trong đó,? |theo đó,? )?phấn đấu\b"
    r"|^\W*(?:các |một số |những )?chỉ tiêu chủ yếu (?:trong |của )?(?:nhiệm kỳ|giai đoạn) 20\d\d ?[-–] ?(20\d\d)\b"
)
#: The same inside a passage, of the report's own year too: "... 9.120 lao động. Kế hoạch năm 2024: thu ngân sách ...".
_ANNOUNCED_INSIDE = re.compile(
    r"[.;]\s\W*(?:(?:kế hoạch|mục tiêu|chỉ tiêu)(?: chủ yếu| cụ thể)* (?:của |cho |trong )?năm (20\d\d) ?:"
    r"|(?:các |những |một số )*chỉ tiêu(?: chủ yếu| cụ thể| cơ bản)* (?:được )?đề ra(?: là| gồm| như sau)? ?:)"
)
#: "25 chỉ tiêu của năm 2026 vừa được HĐND tỉnh thông qua. Cụ thể: ..." of a year to come.
_PASSED = re.compile(
    r"(?:^|\.\s)\W*(?:\d{1,2} |các |những |hệ thống )*(?:nhóm )?(?:mục tiêu, )?chỉ tiêu\b[^.:;\d]{0,60}?"
    r"\bnăm (20\d\d)\b[^.:;\d]{0,40}?\b(?:được|đã) [^.:;]{0,60}?"
    r"(?:thông qua|quyết nghị|quyết định|phê duyệt|giao|đề ra)\b"
)
#: "ban hành Nghị quyết về kế hoạch phát triển kinh tế - xã hội năm 2026", and behind it "Các chỉ tiêu chủ yếu: ...".
_RESOLVED = re.compile(
    r"\b(?:ban hành|thông qua) nghị quyết\b[^.:;]{0,80}?\b(?:kế hoạch|nhiệm vụ|mục tiêu) phát triển kinh tế\b"
    r"[^.:;]{0,60}?\bnăm (20\d\d)\b"
)
_ITS_TARGETS = re.compile(
    r"[.;,]\W*(?:với )?(?:các |một số |những )*(?:mục tiêu, )?(?:mục tiêu|chỉ tiêu)"
    r"(?: (?:chủ yếu|cụ thể|chính|đề ra|là|như sau))*:"
)
_FAR = 600  # characters from the name of a resolution to its targets
#: What a sentence among targets begins with that tells what is expected of days that have begun: "Ước cả năm thu ...".
OUTLOOK = re.compile(r"\W*(?:dự )?ước (?:thực hiện |tính )?(?:cả năm|năm 20\d\d|\d{1,2} tháng|tháng \d|quý [1-4i])")
_AS_WELL = re.compile(r"\b(?:cũng|ngoài ra|đồng thời|bên cạnh đó|cùng với đó)\b")
#: "Phấn đấu đến năm 2030:", "với các chỉ tiêu cụ thể:" at the end of a passage.
_COLON = re.compile(
    r"\b(?:phấn đấu|mục tiêu|chỉ tiêu)\b(?![^:]{0,80}\b(?:đạt|vượt|đề ra|so với|tăng|giảm)\b)[^.;:]{0,80}:\s*$"
)
#: "Các chỉ tiêu chủ yếu (nhiệm kỳ 2025-2030)" above a list.
_TITLE = re.compile(
    r"\W*(?:(?:[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*) ?[-.)/:]+ *)?(?:các |một số |những )*(?:mục tiêu|chỉ tiêu)\b"
    r"(?!.*\b(?:đạt|vượt|so với|tăng|giảm|ước|thực hiện|kết quả|tình hình)\b)[^.;]{0,100}"
)
AIMS = re.compile(r"\b(?:mục tiêu|chỉ tiêu|phấn đấu)\b")
#: "Nhiệm kỳ 2020-2025 xác định 18 chỉ tiêu, trong đó ..."
_SETS = re.compile(
    r",?\s*(?:[^.,;:\d]{2,30}\s)?(?:đề ra|xác định|đặt ra|phấn đấu)\b[^.;:]{0,40}?\b(?:mục tiêu|chỉ tiêu)\b"
)
_STOP = re.compile(r"\.(?:\s|$)")
_FULL_STOP = re.compile(r"\. ")
_OPENING = 20  # characters: "Tiếp tục phấn đấu"
_NO_NUMBER = re.compile(r"(?:\D|\b(?:19|20)\d\d\b)*")  # "Năm 2026 tỉnh phấn đấu": years are no numbers
_YEAR_AHEAD = re.compile(
    r"(?:năm (?<=\bnăm )(?:(20\d\d) ?[-–] ?)?"
    r"|(?:đoạn (?<=giai đoạn )|kỳ (?<=nhiệm kỳ )|kỳ (?<=thời kỳ ))(20\d\d) ?[-–] ?)(20\d\d)\b"
)
#: "đến năm 2025 đạt 45 xã", "tỷ lệ hộ nghèo đến năm 2025: 3%" tell of that year, "kế hoạch đến năm 2025" names a paper.
_TOLD = re.compile(
    r"\s*(?:[:,]|(?:[^\W\d]+ ){0,9}(?:đạt|có|là|còn|tăng|giảm|chiếm)\b"
    r"|(?:khoảng|trên|dưới|cơ cấu|tỷ lệ|tỷ trọng)\b|\W*$)"
)
_PAPER = re.compile(
    r"\b(?:kế hoạch|quy hoạch|đề án|chương trình|chiến lược|định hướng|tầm nhìn|giai đoạn|kéo dài|nghị quyết|hiệu lực"
    r"|từ nay)[^.;,:]*(?:đến|tới) $"
)
_ANNOUNCED_BEFORE = 400  # characters before a stretch of years in which its targets may be announced
_SEASON_OF = re.compile(r"\bvụ (?:mùa|đông|xuân|hè|thu|chiêm)(?: (?:xuân|thu|đông))? $")
_LOOKS_BACK = re.compile(r"\W*(?:(?:ước|dự kiến|thực hiện|ước th|th|cả|trong|của|số)\s+)*năm (20\d\d)\b(?!\s?[-–])")
_PLAN_OF_YEAR = re.compile(
    r"\W*(?:kế hoạch|kh|mục tiêu|chỉ tiêu|nghị quyết|nq|dự toán)\s+(?:cả\s+)?năm (20\d\d)\b(?!\s?[-–])"
)
_BEHIND_GOAL = re.compile(r"\s*(?:vào |trong |đến |cho )?(?:cuối |hết )?năm (20\d\d)\b")  # "đạt 8% vào năm 2026"
_BEFORE_GOAL = re.compile(r"(?:phấn đấu|mục tiêu)[^.;]{0,25}đến $")  # "phấn đấu đến năm 2025" names the goal's year


class Goals:
    """The places in one passage, in folded text, behind which numbers are targets."""

    def __init__(self, folded: str, year: int) -> None:
        """`year` is that of the report; what is announced for a later one are targets."""
        shown = "phấn đấu" in folded or "theo kế hoạch" in folded
        self._ends = [found.end() for found in _STRIVE.finditer(folded)] if shown else []
        self._folded, self._results = folded, _starts(_RESULT, folded) if self._ends else []
        aims = shown or "mục tiêu" in folded or "chỉ tiêu" in folded or "kế hoạch năm" in folded
        self._set = _spans(folded, year) if aims else []

    def since(self, sentence: int, segment: int, number: int) -> int | None:
        """Where the sentence begins that makes the number one striven for; None where it is none.

        `sentence` and `segment` are the starts of what the number stands in.
        """
        span = bisect_left(self._set, number, key=itemgetter(0)) - 1
        if span >= 0 and self._set[span].start < number < self._set[span].end:
            return self._set[span].since
        opening = _next(self._ends, sentence, number + 1)
        opened = opening <= min(number, sentence + _OPENING) or self._strives_throughout(sentence, opening, number)
        if opened and opening < segment and self.tells_done(segment, number):
            return None  # "phấn đấu tháng 11 trồng 90 ha; từ đầu năm đã trồng 810 ha"
        return sentence if opened or _next(self._ends, segment, number + 1) <= number else None

    def tells_done(self, segment: int, number: int) -> bool:
        """Whether the words from the segment's start to the number say that it was done: "...; đến nay có 93%"."""
        place = bisect_left(self._done, segment, key=itemgetter(0))
        return place < len(self._done) and self._done[place][1] <= number

    @cached_property
    def _done(self) -> list[tuple[int, int]]:
        return [found.span() for found in _DONE.finditer(self._folded)]

    def _strives_throughout(self, sentence: int, opening: int, number: int) -> bool:
        """Whether nothing but a target was told since the verb, which comes before the sentence's first number."""
        if opening > number or _next(self._results, opening, number) < number:
            return False
        return _NO_NUMBER.fullmatch(self._folded, sentence, opening) is not None


class _Span(NamedTuple):
    """What is aimed at; the year of it is named behind `since`, if anywhere."""

    start: int
    end: int
    since: int
    listed: bool  # one by one, over full stops


def _set_spans(folded: str) -> list[_Span]:
    """What is aimed at: to the end of the sentence, of a list to that of the passage, or to a result."""
    out: list[_Span] = []
    results, stops, more = _starts(_RESULT, folded), _starts(_STOP, folded), _starts(_AS_WELL, folded)
    sentences = [0, *(place + 1 for place in _starts(_FULL_STOP, folded))]
    for found in _SET.finditer(folded):
        named = found[1] == "chỉ tiêu" or folded.startswith((", chỉ tiêu", " cụ thể:"), found.end())
        listed = named and _LISTED.match(folded, found.end())
        end = _next(results, found.end(), len(folded))
        end = end if listed else min(end, _next(stops, found.end(), len(folded)))
        sentence = sentences[bisect_left(sentences, found.start() + 1) - 1]
        goes_on = out and _next(more, sentence, len(folded)) < found.start()
        out.append(_Span(found.start(), end, out[-1].since if goes_on else sentence, bool(listed)))
    return out


def _spans(folded: str, year: int) -> list[_Span]:
    """What is aimed at, in order; of two that overlap the later begins where the earlier ends."""
    announced = [found for found in _ANNOUNCED.finditer(folded) if int(found[found.lastindex or 1]) > year]
    passed = [found for found in _PASSED.finditer(folded) if int(found[1]) > year]
    behind = [(f, _ITS_TARGETS.search(folded, f.end(), f.end() + _FAR)) for f in _resolved(folded, year)]
    inside = [found for found in _ANNOUNCED_INSIDE.finditer(folded) if int(found[1] or year) >= year]
    results = _starts(_RESULT, folded) if announced or passed or behind or inside else []
    spans = [_Span(f.start(), _next(results, f.end(), len(folded)), f.start(), listed=True) for f in announced]
    spans += [_Span(f.end(), _next(results, f.end(), len(folded)), f.start(), listed=True) for f in passed]
    spans += [_Span(f.end(), _next(results, f.end(), len(folded)), by.start(), listed=True) for by, f in behind if f]
    spans += [_Span(f.end() - 1, _next(results, f.end(), len(folded)), f.start() + 1, listed=False) for f in inside]
    out, reached = [], 0
    for span in sorted([*_set_spans(folded), *spans]):
        if span.end > reached:
            out.append(span._replace(start=max(span.start, reached - 1)))
            reached = span.end
    return out


def _resolved(folded: str, year: int) -> list[re.Match[str]]:
    """The resolutions that set what is aimed at in `year` or later."""
    return [found for found in _RESOLVED.finditer(folded) if int(found[1]) >= year] if "nghị quyết" in folded else []


def _starts(pattern: re.Pattern[str], folded: str) -> list[int]:
    return [found.start() for found in pattern.finditer(folded)]


def _next(places: list[int], after: int, otherwise: int) -> int:
    """The first of `places`, which are in order, that is not before `after`."""
    place = bisect_left(places, after)
    return places[place] if place < len(places) else otherwise


def goals_to_come(folded: str, year: int) -> tuple[int, int] | None:
    """Where the list of targets begins that the passages below a passage go on with; and the last year ahead it names.

    Year 0 where it names none; None where the passage ends in no such list.
    """
    spans = _spans(folded, year) if "chỉ tiêu" in folded else []
    start = spans[-1].since if spans and spans[-1].listed and spans[-1].end == len(folded) else None
    announces = start is None and folded.rstrip().endswith(":")
    if announces and (found := _COLON.search(folded)) and not _RESULT.search(folded, found.start()):
        start = folded.rfind(". ", 0, found.start()) + 1  # "Năm 2026, tỉnh phấn đấu đạt các chỉ tiêu:"
    titled = start is None and _TITLE.fullmatch(folded)
    start = 0 if titled else start
    if start is None:
        return None
    named = next((named for end, named in reversed(years_ahead(folded, year)) if end >= start), 0)
    return None if titled and not named else (start, named)


def tells_results(folded: str) -> bool:
    """Whether a passage tells what came of something."""
    return _OUTCOME.search(folded) is not None


def looks_back(folded: str, bracket: int, year: int) -> bool:
    """Whether the bracket that opens at `bracket` (-1 for none) tells of `year`, of which the report is, or one before.

    "xuất khẩu 250 triệu USD (ước năm 2025 đạt 220 triệu USD)" among the targets of 2026.
    """
    found = _LOOKS_BACK.match(folded, bracket) if bracket >= 0 else None
    return found is not None and int(found[1]) <= year


def year_of_plan(folded: str, bracket: int) -> int:
    """The year of the plan that the bracket at `bracket` tells: "(KH năm 2025: 70%)"; 0 for none."""
    found = _PLAN_OF_YEAR.match(folded, bracket) if bracket >= 0 else None
    return int(found[1]) if found else 0


def year_behind(right: str, year: int) -> int | None:
    """The year ahead of `year` by which the words right behind a target say that it is due."""
    found = _BEHIND_GOAL.match(right)
    return int(found[1]) if found and year < int(found[1]) <= year + HORIZON else None


def years_ahead(folded: str, year: int) -> list[tuple[int, int]]:
    """Where each "năm 2025" ends that may be a target's year, and the year; of a stretch of years its last.

    `year` is that of the report: a stretch that has begun is told of, unless targets are announced for it.
    """
    out = []
    for found in _YEAR_AHEAD.finditer(folded):
        before = folded[max(0, found.start() - 40) : found.start()]
        if before.endswith(("so với ", "so với cuối ", "so với đầu ", "dự toán ", "thực hiện ")):
            continue  # it is compared with
        if _SEASON_OF.search(before):
            continue  # "vụ mùa năm 2024" is sown in the year before, too
        until = before.endswith(("đến ", "tới "))
        told = until and _TOLD.match(folded, found.end()) and not _PAPER.search(before)
        if (
            told
            or not (until or (before.endswith("sang ") and not before.endswith("bước sang ")))
            or _BEFORE_GOAL.search(before)
        ):
            begins = int(found[1] or found[2] or found[3])
            if begins > year or begins == int(found[3]) or _is_aimed_at(folded, found):
                out.append((found.end(), int(found[3])))
    return out


def _is_aimed_at(folded: str, years: re.Match[str]) -> bool:
    """Whether targets are announced for a stretch of years, in its sentence before it or right behind it."""
    start = max(0, years.start() - _ANNOUNCED_BEFORE)
    opening = max(start, folded.rfind(". ", start, years.start()) + 1)
    return bool(AIMS.search(folded, opening, years.start()) or _SETS.match(folded, years.end()))
