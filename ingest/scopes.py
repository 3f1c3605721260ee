"""Which days a number covers, and whether its section states results or targets.

A temporal phrase before the first number of a sentence rules the whole sentence; one that comes later rules until the
next semicolon (and on through "trong đó"). Months that open a passage, "Tính chung 8 tháng, ...", rule its sentences
until other days are named; months that open a later sentence, those that go on with the same sector. A footnote begins
in the scope of the sentence that its mark hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest import lexicon
from ingest.claim import Accumulation
from ingest.folding import fold
from ingest.period import Period
from ingest.remembering import remembered
from ingest.times import Time, find_times

#: A lead-in that announces targets: "Các chỉ tiêu chủ yếu năm 2025:".
_TARGET_LEAD = re.compile(
    r"^\W*(?:các |một số |những )*(?:mục tiêu|chỉ tiêu|kế hoạch|năm 20\d\d|phấn đấu)\b(?!.*\b(?:tăng|giảm|so với|ước|đạt|kết quả|là(?!\W*$))\b)[^.;]{0,80}$"
)
#: How a sentence behind a list of targets begins that tells what was done, and what it holds.
_TELLS_DONE = re.compile(
    r"\W*(?:(?:trong|từ đầu|hết) năm\b(?! (?:tới|20))|trong tháng\b|đến nay\b|nhờ (?:đó|vậy)\b|kết quả\b|tuy nhiên\b"
    r"|(?:[^.;,:(\d]{0,60}?(?<!so với )(?<!so )(?<!đến ))năm (20\d\d)\b)"
)
_REACHED_OR_GROWN = re.compile(
    r"\bcùng kỳ\b|\(kế hoạch\b|\bvượt (?:[\d,.]+ ?% )?kế hoạch\b|% (?:so với )?kế hoạch\b|\bđã hoàn thành\b"
)
#: Of "giai đoạn 2026-2030" the last year, by which its targets are due; what came of it is told of no one year.
_YEAR = re.compile(r"\b((?:giai đoạn|nhiệm kỳ|thời kỳ|5 năm) (?:19|20)\d\d ?[-–] ?)?((?:19|20)\d\d)\b")
_FIRST_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_YEAR = 366
_DECEMBER = 12
_TOLD_AGAIN = re.compile(r"\s*(?:(?:ước|đã|chỉ|giảm|tăng)\s+)*(?:còn|là|đạt|có|chiếm|lên|xuống)\b")
_BLANKED = "    "  # the name of the report's own area stood here: "xuất khẩu của An Bình tháng 3" is of that month
_LONGEST = {1: 31, 3: 92}  # days of a month, of a quarter
HORIZON = 10  # years ahead for which targets are set
CUMULATIVE_KINDS = frozenset(("to date", "months", "until", "since", "so far", "through quarter"))
_BASE_BEFORE = re.compile(
    r"(?:so với|so|cùng kỳ|hơn|bằng|bằng với|(?:tương đương|ngang|tương tự)(?: với)?|kế hoạch|kh|dự toán|của|vốn|nghị quyết|chương trình|sang|giao|đến|tới|từ|giai đoạn|trước|sau|hết|cuối|lần|%|so sánh|cố định|cùng vụ|(?:vụ|lúa) (?:mùa|đông|xuân|hè thu|thu đông|đông xuân|chiêm xuân))(?:\s+(?:thực hiện|cùng (?:kỳ|tháng|quý|thời điểm)|cả|tỉnh|vốn|(?:dịp )?tết(?: nguyên đán)?))*\s*$"
)

#: What is estimated of the whole year, in a report on a part of it: "tổng thu năm 2023 ước đạt 856 tỷ đồng".
_ESTIMATED_YEAR = re.compile(r"\s*(?:ước|dự kiến|dự ước) (?:đạt|thực hiện|khoảng|tăng|giảm|còn|có)\b")
#: What a report at the end of the year tells of it: "xuất khẩu năm 2015 của tỉnh tăng 9%".
_TOLD_OF_YEAR = re.compile(
    r"\s*(?:(?:của|trên địa bàn|toàn) (?:toàn )?(?:tỉnh|thành phố|ngành) )?(?:ước (?:tính )?)?(?:đạt|tăng|giảm)\b"
)
#: "Chỉ số PCI năm 2023 đạt 66 điểm", "PAR INDEX năm 2023 của tỉnh đạt 88 điểm".
_RULED = re.compile(
    r"\s*(?:[,:]|ước|đạt|đã đạt|được(?= \d)|là|có|còn|chiếm|tăng|giảm|xếp|đứng|(?:của|toàn) (?:tỉnh|thành phố|huyện|xã) (?:đạt|xếp|đứng)\b)"
)
#: A year gone by that a list comes to: "năm 2006 đạt 130 triệu USD; đến năm 2017 đạt 950 triệu USD".
_REACHED = re.compile(r"(?:[;,]|\bthì)\s+(?:và\s+)?đến\s+$")
#: The same of what was named right before: "thu nhập bình quân đầu người đến năm 2011 đạt 25 triệu đồng".
_NAMED_AND_REACHED = re.compile(r"^(?!.*\b(?:từ|mục tiêu|phấn đấu|hoạch|so|hơn)\b).*[^\W\d]\s+đến\s+$")
_TOLD_BEHIND = re.compile(r"\s*(?:đã )?(?:đạt|là|còn|giảm|chiếm)\b")
#: What lasts until a year's end is not told of that day: "được kéo dài đến hết năm 2024".
_LASTS = re.compile(r"\b(?:kéo dài|thời gian|thời hạn|hiệu lực|(?P<carried_out>thực hiện)|gia hạn|sử dụng)\s*$")
#: "đạt 45% dự toán cả năm, tăng 3%" names the plan's days, not those of what was reached.
_OF_YEARS_PLAN = re.compile(
    rf"% (?:so với |so |của )?(?:tổng |mức |số )*{lexicon.PLAN_WORDS}(?: (?:[^\W\d]+ ){{0,4}}giao| đề ra| vốn| của)* $"
)
#: "giảm từ 4,1% đầu năm 2018 xuống còn 2,4%": the day belongs to what was there at first.
_FROM_NUMBER = re.compile(r"\btừ (?:mức |hơn |gần |trên )?[\d.,]+\s?[^\d,;.:()]{0,14}\(?\s*$")
_TO_NUMBER = re.compile(r"\)?,?\s*(?:đã )?(?:giảm |tăng )?(?:xuống|lên)\b")
#: What is owed is owed today, whenever it fell due: "chưa nộp tiền thuê đất quý III năm 2020".
_OWED = re.compile(r"\b(?:nợ|còn thiếu|chưa (?:nộp|trả|chi|đóng|thanh toán))\b[^,;]*$")


@dataclass(frozen=True, slots=True)
class Scope:
    """The days that numbers cover until something else is said. `stated` says whether the text names them."""

    first: date
    last: date
    cumulative: bool = False
    stated: bool = False
    aimed: bool = False  # a target is set for these days, not for the year: a month, a quarter

    @property
    def several_years(self) -> bool:
        """Whether it is a stretch of years: the growth of 2021-2025 on average is told of no year's end."""
        return (self.last - self.first).days > _LONGEST_YEAR

    def years_before(self, years: int = 1) -> Scope:
        """The same days so many years earlier."""
        return Scope(_years_back(self.first, years), _years_back(self.last, years), self.cumulative, True)

    def last_months(self, count: int) -> Scope:
        """The last `count` months, 1 or 3, of more than that: of two quarters the second."""
        if (self.last - self.first).days <= _LONGEST[count]:
            return self
        return Scope(
            self.last.replace(month=self.last.month - (self.last.month - 1) % count, day=1),
            self.last,
            stated=self.stated,
        )


def _years_back(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28) if (day.month, day.day) == (2, 29) else day.day)


@dataclass(frozen=True, slots=True)
class Section:
    """What the headings above a passage say: the period they speak of, and whether below stand targets."""

    period: Period
    target: bool
    told_until: date  # the last day of the report's own period
    since: int = 0  # the first of the years that a heading of targets names: "giai đoạn 2026-2030"

    def scope(self) -> Scope:
        """The scope of a number about which the text says no days."""
        return Scope(self.period.start, self.period.end)

    def stretch(self) -> tuple[date, date] | None:
        """The years that the heading names; None where it names none, or one."""
        return (date(self.since, 1, 1), self.period.end) if 0 < self.since < self.period.year else None

    def to_date(self) -> Scope:
        """The scope of what is measured against the year: from its first day."""
        return Scope(self.period.to_date.start, self.period.end, cumulative=True)


@remembered
def section_of(headings: tuple[str, ...], period: Period, *, plan_document: bool) -> Section:
    """Read the headings from the innermost outwards: the first that decides is taken.

    "2. Mục tiêu và các chỉ tiêu chủ yếu năm 2023" makes targets for 2023; "1. Về tình hình thực hiện kế hoạch năm 2022"
    makes results of 2022.
    """
    target: bool | None = None
    year: int | None = None
    since = 0
    for heading in reversed(headings):
        folded = fold(heading)
        if target is None:
            plan, result = lexicon.PLAN_HEADING.search(folded), lexicon.RESULT_HEADING.search(folded)
            if lexicon.MET_HEADING.search(folded):
                target = False
            elif plan or result:
                target = bool(plan) and (result is None or (plan is not None and plan.start() < result.start()))
        if year is None and (found := _YEAR.search(folded)) and (target or not found[1]):
            year = int(found[2])
            since = int(_FIRST_YEAR.findall(found[1])[0]) if found[1] else 0
    if target is None:
        target = plan_document
    told_until = period.end
    if year is not None and year != period.year and -1 <= year - period.year <= (HORIZON if target else 1):
        period = Period(year, 1, 12)
    return Section(Period(period.year, 1, 12) if target else period, target, told_until, since)


def section_with_lead(section: Section, lead: str) -> Section:
    """The section as a passage's lead-in narrows it: "Kế hoạch năm 2025: ..." makes targets for 2025."""
    if not _TARGET_LEAD.match(lead):
        return section
    found = _YEAR.search(lead)
    year = int(found[2]) if found else section.period.year
    told = "năm" in lead.split()[:1] or "chỉ tiêu về" in lead  # "Một số chỉ tiêu về y tế năm 2021: ..." of that year
    if year < section.period.year or (year == section.period.year and told):
        return section
    return Section(Period(year, 1, 12), True, section.told_until)


def results_behind(folded: str, sentences: Sequence[tuple[int, int]], targets: Section) -> int | None:
    """Where the first sentence begins that tells results in a passage whose lead-in announces `targets`; None: nowhere.

    "Kế hoạch năm 2025: thu ngân sách 640 tỷ đồng. Năm 2024, thu ngân sách đạt 610 tỷ đồng."
    """
    for start, end in sentences[1:]:
        opening = _TELLS_DONE.match(folded, start, end)
        done = opening is not None and (not opening[1] or int(opening[1]) <= targets.told_until.year)
        if done or _REACHED_OR_GROWN.search(folded, start, end):
            return start
    return None


def scope_ahead(headings: tuple[str, ...], section: Section) -> Scope | None:
    """The month or quarter to come of which a heading tells the tasks: "Nhiệm vụ trọng tâm tháng 9"."""
    if not section.target:
        return None
    for heading in reversed(headings):
        for time in find_times(fold(heading)):
            cover = time.cover(section.period) if time.kind in ("month", "quarter") else None
            if cover is not None and cover[0] > section.told_until:
                return Scope(*cover, stated=True)
    return None


def scope_from(time: Time, folded: str, section: Section) -> Scope | None:
    """The scope that a temporal phrase opens, or None where it only modifies a noun ("kế hoạch năm 2024")."""
    before = folded[max(0, time.start - 30) : time.start].rpartition(_BLANKED)[2]
    reached = time.kind == "year" and _is_reached(time, folded, before, section.period.year)
    if time.kind in ("year", "month", "quarter", "in period") and _BASE_BEFORE.search(before) and not reached:
        return None
    if time.kind == "months" and before.endswith(("so với ", "so ")):
        return None
    if time.kind in ("year", "month", "quarter") and _OWED.search(before):
        return None
    if _TO_NUMBER.match(folded, time.end) and _FROM_NUMBER.search(before):
        return None
    if time.kind == "until" and (lasts := _LASTS.search(before)):
        until = time.cover(section.period)
        if not lasts["carried_out"] or until is None or until[1] > section.told_until:
            return None  # but "tổng thu ngân sách thực hiện đến ngày 31/5" is what came in by then
    if time.kind == "whole year" and _OF_YEARS_PLAN.search(folded, max(0, time.start - 60), time.start):
        return None
    cover = section.stretch() if time.kind == "stretch" else time.cover(section.period)
    if cover is None:
        return None
    first, last = cover
    if time.kind == "now":
        return section.scope()
    if time.kind == "year" and not reached and not _year_rules(time, folded, section):
        return None
    return Scope(first, last, time.kind in CUMULATIVE_KINDS, True)


def _is_reached(time: Time, folded: str, before: str, year: int) -> bool:
    """Whether a year behind "đến" is one that a list or a name has come to, and not when something is due."""
    named = int(time.numbers[0] or 0)
    if named <= year and _REACHED.search(before):
        return True
    return named < year and bool(_TOLD_BEHIND.match(folded, time.end)) and bool(_NAMED_AND_REACHED.match(before))


def one_of_years(time: Time, folded: str, section: Section, scope: Scope) -> Scope | None:
    """The year told of behind others (`scope`): "bình quân 2021-2025 tăng 6%/năm; năm 2025 tăng 8%".

    In a report on that year also behind an earlier one: "tỷ lệ hộ nghèo năm 2024 là 5,2%, năm 2025 còn 4,1%".
    """
    before = folded[: time.start]
    before = before.removesuffix("đến ") if scope.several_years else before  # "; đến năm 2030 tỷ lệ hộ nghèo còn 1%"
    if time.kind != "year" or not before.endswith((", ", "; ", ". ", " và ", " trong đó ", " riêng ")):
        return None
    earlier = scope.stated and scope.last.year < section.period.year and section.period.last == _DECEMBER
    if not scope.several_years and not (earlier and _TOLD_AGAIN.match(folded, time.end)):
        return None
    cover = time.cover(section.period)
    return Scope(*cover, cumulative=False, stated=True) if cover else None


def _year_rules(time: Time, folded: str, section: Section) -> bool:
    """Whether a year sets the scope: another year than the section's, said of the number, not of a noun before it."""
    opens = not time.start or folded[: time.start].endswith((". ", "; ", "- ", "+ ", "nhìn lại "))
    if time.cover(section.period) == (date(section.period.year, 1, 1), date(section.period.year, 12, 31)):
        over = section.period.last == _DECEMBER and opens and folded.startswith((",", ":"), time.end)  # "Năm 2015, ..."
        over = over or (section.period.last == _DECEMBER and bool(_TOLD_OF_YEAR.match(folded, time.end)))
        over = over or (folded.startswith("cả ", time.start) and bool(_RULED.match(folded, time.end)))
        return over or bool(_ESTIMATED_YEAR.match(folded, time.end))
    return opens or bool(_RULED.match(folded, time.end))


def accumulation_of(nature: str, scope: Scope) -> Accumulation:
    """How a level of an indicator of this nature adds up over the days of `scope`."""
    if scope.several_years:
        return "IN_PERIOD"
    if nature in ("stock", "rate"):
        return "POINT"
    return "YTD" if scope.cumulative else "IN_PERIOD"
