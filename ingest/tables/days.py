"""Days that the header of a column names: "Ước tính tháng 10 năm 2024", "Lũy kế 10 tháng", "thời điểm 01/10/2024".

Headers are no sentences: the year may stand on a line of its own before or behind the month, and "10 tháng" alone is
January to October. So the patterns of prose are not used here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import partial

from ingest.period import Period, month_end
from ingest.scopes import Scope

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:\s*(?:/|-|năm)?\s*((?:19|20)\d\d))?"
_INTERVAL = re.compile(
    r"từ\s*(?:ngày\s*)?(\d{1,2})\s?/\s?(\d{1,2})(?:\s?/\s?(\d{4}))?\s*(?:-|–|đến)+\s*(?:hết\s*)?(?:ngày\s*)?"
    r"(\d{1,2})\s?/\s?(\d{1,2})\s?/\s?(\d{4})"
)
_DAY = re.compile(r"(đến|hết|trước)?\s*(?:ngày\s*)?(?<![\d/])(\d{1,2})\s?/\s?(\d{1,2})(?:\s?/\s?(\d{4}))?(?![\d/])")
_DAY_IN_WORDS = re.compile(r"(đến|hết|trước)?\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?")
_MONTHS = re.compile(rf"(?<![\d.,/])(\d{{1,2}})\s*(?:tháng|th\b|t\b)(?!\s*\d{{1,2}}\b)(?:\s*(?:đầu|qua))?{_YEAR}")
_MONTH = re.compile(rf"\b(?:tháng|th\.?|t)\s?(\d{{1,2}})(?!\d|\s*tháng){_YEAR}")
_QUARTER = re.compile(rf"\bquý\s+(iv|iii|ii|i|[1-4])\b{_YEAR}")
#: Of a season or a school year, the year in which it ends: "vụ đông xuân 2023-2024".
_LONE_YEAR = re.compile(
    r"(?<![\d/.,])(?<!so sánh )(?<!so sánh năm )(?<!kỳ gốc )(?<!năm gốc )((?:19|20)\d\d)(?![\d/.,])"
    r"(?!\s?[-–]\s?(?:19|20)\d\d(?![\d/.,]))"
)
_YEARS = re.compile(r"(?<![\d/.,])((?:19|20)\d\d)\s*(?:-|–|đến)\s*(?:năm\s+)?((?:19|20)\d\d)(?![\d/.,])")
_TO_DATE = re.compile(
    r"\blk\b|\blũy kế|\bluỹ kế|\bcộng dồn|\btừ đầu năm|\bđầu năm đến|\btính chung|\bbình quân kỳ (?:này|báo cáo)"
)
_THIS = re.compile(
    r"\b(?:kỳ|tháng|quý) (?:này|báo cáo|b/c|bc)\b|\btrong (?:kỳ|tháng|quý)\b|\btháng$|^tháng\b(?! trước)|\bkỳ$"
)
_YEAR_BEFORE = re.compile(r"\bcùng kỳ|\bnăm trước|\bnăm ngoái|\bcùng thời điểm năm trước")
_STEP_BEFORE = re.compile(r"\b(?:tháng|quý|kỳ) trước")
_WHOLE_YEAR = re.compile(r"\bcả năm\b|\b12 tháng\b")


@dataclass(frozen=True, slots=True)
class Named:
    """The days that some words name, and which words did; `whole_year` says that only a year is named."""

    scope: Scope
    spans: tuple[tuple[int, int], ...]
    whole_year: bool = False
    shifted: bool = False  # "cùng kỳ", "tháng trước": relative to days told elsewhere
    this: bool = False  # "kỳ này", not "tháng này": the days that the table is about
    years: bool = False  # several years: "giai đoạn 2021-2025"


def find_days(folded: str, period: Period) -> Named | None:
    """The days that a header names, read in a report on `period`; None where it names none or no real days."""
    for search in (_interval, _day, _months, _month, _quarter, _words, _years, _year_alone):
        try:
            named = search(folded, period)
        except ValueError:
            named = None
        if named is not None:
            return named
    return None


def _year_in(folded: str, own: str | None, period: Period) -> int:
    if own:
        return int(own)
    lone = _LONE_YEAR.findall(folded)
    return int(lone[0]) if lone else period.year


def _interval(folded: str, period: Period) -> Named | None:
    found = _INTERVAL.search(folded)
    if not found:
        return None
    d1, m1, y1, d2, m2, y2 = found.groups()
    first, last = date(int(y1 or y2), int(m1), int(d1)), date(int(y2), int(m2), int(d2))
    return Named(Scope(first, last, cumulative=True, stated=True), (found.span(),))


def _day(folded: str, period: Period) -> Named | None:
    found = _DAY_IN_WORDS.search(folded) or _DAY.search(folded)
    if not found:
        return None
    last = date(int(found[4] or _year_in(folded, None, period)), int(found[3]), int(found[2]))
    through = bool(found[1]) or bool(_TO_DATE.search(folded))
    first = date(last.year, 1, 1) if through else last
    return Named(Scope(first, last, cumulative=through, stated=True), (found.span(),))


def _months(folded: str, period: Period) -> Named | None:
    found = _MONTHS.search(folded)
    if not found:
        return None
    year, number = _year_in(folded, found[2], period), int(found[1])
    return Named(Scope(date(year, 1, 1), month_end(year, number), True, True), (found.span(),))


def _month(folded: str, period: Period) -> Named | None:
    found = _MONTH.search(folded)
    if not found:
        return None
    year, number = _year_in(folded, found[2], period), int(found[1])
    through = bool(_TO_DATE.search(folded))
    first = date(year, 1 if through else number, 1)
    return Named(Scope(first, month_end(year, number), through, True), (found.span(),))


def _quarter(folded: str, period: Period) -> Named | None:
    found = _QUARTER.search(folded)
    if not found:
        return None
    year, last = _year_in(folded, found[2], period), 3 * _ROMAN[found[1]]
    through = bool(_TO_DATE.search(folded))
    first = date(year, 1 if through else last - 2, 1)
    return Named(Scope(first, month_end(year, last), through, True), (found.span(),))


def _words(folded: str, period: Period) -> Named | None:
    """Days told relative to the report: cumulative, this period, a year or a step before."""
    year = _year_in(folded, None, period)
    spans = tuple(
        found.span() for pattern in (_TO_DATE, _YEAR_BEFORE, _STEP_BEFORE) for found in pattern.finditer(folded)
    )
    if whole := _WHOLE_YEAR.search(folded):
        return Named(Scope(date(year, 1, 1), date(year, 12, 31), True, True), (whole.span(),))
    if _TO_DATE.search(folded):
        scope = Scope(date(year, 1, 1), period.end.replace(year=year), True, True)
        return Named(scope.years_before() if _YEAR_BEFORE.search(folded) else scope, spans)
    if _STEP_BEFORE.search(folded):
        return Named(step_before(Scope(period.start, period.end)), spans, shifted=True)
    if _YEAR_BEFORE.search(folded):
        return Named(Scope(period.start, period.end).years_before(), spans, shifted=True)
    if this := _THIS.search(folded):
        if "kỳ" in this[0]:
            return Named(Scope(period.start, period.end, stated=True), (this.span(),), this=True)
        months = 1 if "tháng" in this[0] else 3
        last = Period(period.year, max(period.first, period.last - months + 1), period.last)
        return Named(Scope(last.start, last.end, stated=True), (this.span(),))
    return None


def _years(folded: str, period: Period) -> Named | None:
    """Three years or more; two are a school year or a season: "vụ đông xuân 2023-2024"."""
    found = _YEARS.search(folded)
    if not found or int(found[2]) - int(found[1]) < 2:
        return None
    scope = Scope(date(int(found[1]), 1, 1), date(int(found[2]), 12, 31), False, True)
    return Named(scope, (found.span(),), years=True)


def names_year(folded: str) -> bool:
    """Whether a year stands in the words."""
    return bool(_LONE_YEAR.search(folded))


def _year_alone(folded: str, period: Period) -> Named | None:
    found = _LONE_YEAR.search(folded)
    if not found:
        return None
    year = int(found[1])
    return Named(Scope(date(year, 1, 1), date(year, 12, 31), False, True), (found.span(),), whole_year=True)


def crossed(row: Scope, row_words: str, column: Scope, column_words: str) -> Scope:
    """The days of a cell whose row and column both name some: "Tháng 3" beside "2021" is March 2021."""
    if _is_year(column) and names_year(column_words) and not names_year(row_words):
        return _in_year(row, column.first.year)
    if _is_year(row) and not _is_year(column) and not names_year(column_words):
        return _in_year(column, row.first.year)
    return row


def _is_year(scope: Scope) -> bool:
    return scope.first == date(scope.last.year, 1, 1) and (scope.last.month, scope.last.day) == (12, 31)


def _in_year(scope: Scope, year: int) -> Scope:
    day = min(scope.last.day, month_end(year, scope.last.month).day)
    if scope.last == month_end(scope.last.year, scope.last.month):
        day = month_end(year, scope.last.month).day
    return Scope(scope.first.replace(year=year, day=1), date(year, scope.last.month, day), scope.cumulative, True)


def step_before(scope: Scope) -> Scope:
    """The stretch of as many months that ends right before `scope`."""
    months = (scope.last.year - scope.first.year) * 12 + scope.last.month - scope.first.month + 1
    back = partial(_months_back, months=months)
    first = back(scope.first.replace(day=1))
    end = back(scope.last.replace(day=1))
    return Scope(first, month_end(end.year, end.month), scope.cumulative, True)


def _months_back(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)
