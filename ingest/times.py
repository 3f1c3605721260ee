"""Words that say which days a number covers: "lũy kế", "10 tháng đầu năm", "đến 15/3/2024", "trong tháng", "từ ... đến ...".

`find_times` only recognises; `Time.cover` resolves against the period that the report is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.period import Period, month_end

TimeKind = Literal[
    "in period",
    "to date",
    "month",
    "quarter",
    "through quarter",
    "months",
    "last months",
    "until",
    "interval",
    "years",
    "past years",
    "stretch",
    "since",
    "year",
    "whole year",
    "so far",
    "now",
    "moment",
    "year end",
    "year start",
]

#: A dash parts day and month only behind the word: "đến ngày 30-9".
_DAY = r"(?:ngày\s+)?(\d{1,2})(?:\s?[/.]\s?|(?<=ngày \d)-|(?<=ngày \d\d)-|(?:(?<=đến \d)|(?<=đến \d\d))-(?=\d{1,2}(?:[,;.)]|\s(?:đạt|là|có|toàn|tổng)\b))|(?:(?<=từ \d)|(?<=từ \d\d))-(?=\d{1,2} (?:cho )?đến ))(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?(?![\d.,]*\d)"
_HOUR = r"(?:\d{1,2}\s?(?:giờ|h)(?:\s?\d{2})?,?\s+(?=ngày\s))?"  # "đến 16 giờ ngày 17/7"
_DASHED = r"(\d{1,2})\s?-\s?(\d{1,2})\s?-\s?((?:19|20)\d\d)"
_DAY_IN_WORDS = r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?"
_YEAR = r"(?:\s*/\s*|\.|\s+năm\s+|\s*-\s*)((?:19|20)\d\d)"
_YEAR_OPEN = _YEAR.replace("((?:", "(?:(?:")  # the same, not captured
_YEARS = r"((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)"
#: Programmes and standards bear their years as a name: "chuẩn nghèo giai đoạn 2021-2025".
_STRETCH = "giai đoạn" + "".join(
    rf"(?<!{word} giai đoạn)"
    for word in ("chuẩn", "nghèo", "đa chiều", "quốc gia", "bền vững", "nông thôn mới", "miền núi")
)
_OPENS = r"(?:(?<=^)|(?<=[.;:,] ))"
_THROUGH = r"(?:(?:cũng|tính chung|nhìn chung)\s+)?(?:trong|qua|sau|lũy kế|luỹ kế|cộng dồn|tính chung)\s+(?:(?:hơn|gần|cả)\s+)?"
MONTH_WORDS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
_COUNTS = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười một": 11, "mười": 10
}  # fmt: skip
_MONTHS = _COUNTS | {"nửa": 6}  # "nửa đầu năm"
_COUNT = "|".join(_COUNTS)
_ABOUT = r"(?:\s+(?:trên|hơn|gần|khoảng|xấp xỉ))"
_TERM = 5  # years: "nhiệm kỳ"
_MANY = r"[2-9]|0[2-9]|1\d|hai|ba|bốn|năm|mười"  # years
_COUNTED = "tháng(?:" + "|".join(rf"(?<={count}\stháng)" for count in _COUNTS) + ")"
_MONTH = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))
_MIDDLE = {"giữa": 15, "trung tuần": 15}  # when fields and herds are looked at
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "một": 1, "hai": 2, "ba": 3, "tư": 4}
_QUARTER = "iv|iii|ii|i|[1-4]|một|hai|ba|tư"

#: Kind, wording, and what every passage that holds the wording shows and a scan finds faster; the more telling first.
_WORDINGS: tuple[tuple[TimeKind, str, str], ...] = (
    ("interval", rf"\btừ\s+{_HOUR}{_DAY}\s*(?:đến|-|–)\s*(?:hết\s+)?{_HOUR}{_DAY}", r"từ\s+(?:ngày\s+)?\d"),
    ("interval", rf"\b(?:từ\s+(?:ngày\s+)?|ngày\s+)(\d{{1,2}})()()\s*(?:đến|-|–)\s*(?:hết\s+)?{_DAY}", r"(?:từ|ngày)\s+\d"),
    ("interval", r"\btừ\s+(?:ngày\s+)?(\d{1,2})-(\d{1,2})()\s+đến\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2})-(\d{1,2})\b(?![.,-]?\d)()", r"từ\s+(?:ngày\s+)?\d{1,2}-"),
    ("interval", rf"\btừ\s+(?:ngày\s+)?{_DASHED}\s+đến\s+(?:hết\s+)?(?:ngày\s+)?{_DASHED}", r"từ\s+(?:ngày\s+)?\d{1,2}\s?-"),
    ("interval", rf"\btháng\s+()(\d{{1,2}})(?:{_YEAR})?\s+\((?:số liệu\s+)?(?:tính\s+)?đến\s+(?:hết\s+)?{_DAY}\)", r"tháng\s+\d[^()]{0,8}\("),
    ("interval", rf"\b(?:tháng\s+\d{{1,2}}(?:{_YEAR_OPEN})?|\d{{1,2}}\s+tháng\s+(?:đầu\s+)?năm(?:\s+\d{{4}})?)\s+\((?:tính\s+)?từ\s+{_DAY}\s*(?:đến|-|–)\s*(?:hết\s+)?{_DAY}\)", r"(?:tháng\s+\d|năm)[^()]{0,8}\((?:tính\s+)?từ\s"),
    ("interval", rf"\((\d{{1,2}})()()\s*[-–]\s*{_DAY}\)", r"\(\d"),
    ("interval", rf"\((\d{{1,2}})/(\d{{1,2}})()\s*[-–]\s*{_DAY}\)", r"\(\d"),
    ("years", rf"\bbình quân(?:\s+(?:hằng năm|hàng năm|mỗi năm|trong|cả|5 năm|tăng|đạt|chung)){{0,3}}\s+(?:giai đoạn|thời kỳ|5 năm|nhiệm kỳ)\s+{_YEARS}", r"bình quân"),
    ("years", rf"(?:{_STRETCH}|thời kỳ|năm(?<=\d năm))\s+\(?{_YEARS}\)?(?=\s*(?:(?:(?:ước|dự kiến|phấn đấu|tính) ){{0,2}}(?:đạt|là|khoảng|trên|hơn|tăng|giảm)(?: bình quân|{_ABOUT})?|:)\s*\d)", r"(?:đoạn|kỳ|\d năm)\s+\(?(?:19|20)\d\d\s?[-–]"),
    ("years", rf"(?:{_OPENS}|(?<=^trong )|(?<=mục tiêu ))(?:giai đoạn|thời kỳ|5 năm|nhiệm kỳ)\s+{_YEARS}(?=,|:|\s+(?:đã|toàn tỉnh|cả tỉnh|phấn đấu)\b|\s+(?:ước\s+|tăng\s+|đạt\s+)*bình quân)", r"(?:đoạn|kỳ|5 năm)\s+(?:19|20)\d\d\s?[-–]"),
    ("years", rf"\bphấn đấu\s+(?:trong\s+)?(?:giai đoạn|thời kỳ|5 năm|nhiệm kỳ)\s+{_YEARS}", r"phấn đấu\s+(?:trong\s+)?(?:g|t|5|n)"),
    ("years", rf"(?<!nhất )\btrong\s+(?:giai đoạn(?:\s+5\s+năm)?|thời kỳ|\d{{1,2}} năm|nhiệm kỳ)\s+\(?{_YEARS}", r"trong\s+(?:giai đoạn|thời kỳ|\d|nhiệm kỳ)"),
    ("years", rf"{_OPENS}từ\s+(?:năm\s+)?((?:19|20)\d\d)\s*(?:[-–]|đến)\s*(?:hết\s+|cuối\s+)?(?:năm\s+)?((?:19|20)\d\d)\b(?![./-]?\d)", r"từ\s+(?:năm\s+)?(?:19|20)\d\d\s*(?:[-–]|đến)"),
    ("years", rf"{_OPENS}(?:{_THROUGH})?\d{{1,2}}\s+năm\s+(?:qua\s+|thực hiện[^.;()\d]{{0,80}}\s)?\((?:giai đoạn\s+|từ\s+)?(?:năm\s+)?{_YEARS}\)", r"năm[^.;()]{1,100}\((?:giai đoạn |từ )?(?:năm )?(?:19|20)"),
    ("past years", rf"{_OPENS}{_THROUGH}({_MANY})\s+năm(?:\s+(?:vừa\s+)?qua)?(?=[,:]|\s+(?:thực hiện|triển khai|toàn tỉnh|cả tỉnh|đã)\b)", r"năm(?: (?:vừa )?qua|[,:]| thực hiện| triển khai| toàn tỉnh| cả tỉnh| đã)"),
    ("past years", rf"(?:(?<=^)|(?<=[.;:] ))(?:(?:gần|hơn)\s+)?({_MANY})\s+năm(?:\s+(?:vừa\s+)?qua\b|(?=,\s))", r"năm(?: (?:vừa )?qua|,)"),
    ("past years", rf"{_OPENS}(?:{_THROUGH})?nhiệm kỳ()(?:\s+(?:vừa\s+)?qua\b|(?=,\s)|(?=\s+(?:đã|toàn tỉnh)\b))", r"nhiệm kỳ"),
    ("past years", rf"(?<!bình quân )(?<!hạn )(?<!kế hoạch )(?<!sau )(?<!mỗi )(?<![\d.,/])\b({_MANY})\s+năm(?=\s+(?:(?:ước|dự kiến)\s+)?(?:đạt|là){_ABOUT}?\s+\d)", r"năm\s+(?:ước\s+|dự kiến\s+)?(?:đạt|là)"),
    ("stretch", r"\b(?:cả|toàn)\s+(?:giai đoạn|thời kỳ|nhiệm kỳ)\b(?!\s*\(?\d)()", r"(?:cả|toàn)\s+(?:giai đoạn|thời kỳ|nhiệm kỳ)"),
    ("since", rf"\btừ\s+(?:sau\s+)?{_DAY}\s+(?:cho\s+)?đến\s+nay\b", r"đến\s+nay"),
    ("interval", rf"\btừ (?:khi|lúc|thời điểm)\b[^.;()]{{0,80}}\((?:từ\s+)?{_DAY}\)\s+(?:cho\s+)?đến\s+(?:hết\s+)?{_DAY}", r"\)\s+(?:cho\s+)?đến\s"),
    ("since", rf"\btừ (?:khi|lúc|thời điểm)\b[^.;()]{{0,80}}\((?:từ\s+)?{_DAY}\)\s+(?:cho\s+)?đến\s+nay\b", r"\)\s+(?:cho\s+)?đến\s+nay"),
    ("interval", rf"\btừ\s+(?:đầu\s+)?tháng\s+()(\d{{1,2}})(?:{_YEAR})?\s+đến\s+(?:hết\s+|cuối\s+)?tháng\s+()(\d{{1,2}})(?:{_YEAR})?(?!\s*tuổi|[\d,.]*\d)", r"từ\s+(?:đầu\s+)?tháng\s+\d"),
    ("since", rf"\btừ\s+(?:đầu\s+)?tháng\s+()(\d{{1,2}})(?:{_YEAR})?\s+(?:cho\s+)?đến\s+nay\b", r"từ\s+(?:đầu\s+)?tháng\s+\d"),
    ("since", r"\btừ\s+()()(?:đầu\s+)?năm\s+((?:19|20)\d\d)\s+(?:cho\s+)?đến\s+nay\b", r"đến\s+nay"),
    ("until", rf"\b(?:tính\s+|ước\s+|cộng dồn\s+|lũy kế\s+){{0,4}}đến\s+(?:hết\s+|nay\s+|thời điểm\s+|trước\s+)*{_DAY_IN_WORDS}", r"đến\s+(?:hết\s+|nay\s+|thời điểm\s+|trước\s+)*ngày\s+\d"),
    ("until", rf"\b(?:tính\s+|ước\s+|cộng dồn\s+|lũy kế\s+){{0,4}}đến\s+(?:hết\s+|nay\s+|thời điểm\s+|trước\s+|(?:sáng|chiều|tối)\s+|\()*{_HOUR}{_DAY}", r"đến\s+(?:hết\s+|nay\s+|thời điểm\s+|trước\s+|(?:sáng|chiều|tối)\s+|\()*(?:ngày\s+)?\d"),
    ("until", r"\b(?:tính\s+|ước\s+|dự ước\s+){0,4}(?:đến\s+(?:hết|cuối)|kết thúc)()\s+tháng\s+(\d{1,2})(?:(?:\s*/\s*|\s+năm\s+)(\d{4}))?", r"(?:đến\s+(?:hết|cuối)|kết thúc)\s+tháng"),
    ("until", rf"\b(?:tính\s+|ước\s+){{0,2}}đến\s+(?:khoảng\s+)?(giữa|trung tuần)\s+tháng\s+(?!năm\s+\d)(\d{{1,2}}|{_MONTH})(?:(?:\s*/\s*|\s+năm\s+)((?:19|20)\d\d))?(?![\w/]|[\d,.]*\d)", r"(?:giữa|tuần)\s+tháng"),
    ("until", r"\b(?:lũy kế|luỹ kế|cộng dồn)()\s+tháng\s+(\d{1,2})(?:(?:\s*/\s*|\s+năm\s+)(\d{4}))?(?![\d,.]*\d)", r"(?:kế|dồn)\s+tháng"),
    ("until", r"\b(?:(?:tính|ước|dự ước|dự kiến|dự báo)\s+(?:đến\s+)?|đến\s+)(?:hết|cuối)()()\s+(?:năm\s+)?((?:19|20)\d\d)\b(?![./-]?\d)", r"(?:hết|cuối)\s+(?:năm\s+)?\d"),
    ("until", rf"\bhết\s+(?=ngày\s){_DAY}", r"hết\s+ngày\s+\d"),
    ("year end", r"(?<!tháng )(?<!dịp )(?<!quý )(?<!từ )(?<!với )(?<!so )(?<!hơn )(?<!bằng )(?<!trước )\bcuối\s+năm\s+((?:19|20)\d\d)(?=,| (?:là|còn|đạt|ước|có|chiếm)\b)", r"cuối\s+năm\s+\d"),
    ("year start", r"(?<!đề ra )(?<!đặt ra )(?<!giao )(?<!từ )(?<!với )(?<!so )(?<!tháng )(?<!quý )(?<!tuần )(?<!ngày )(?<!hơn )(?<!vụ )\bđầu\s+năm\s+((?:19|20)\d\d)(?= (?:là|còn|đạt|có|chiếm)\b|(?: [^\W\d]+){1,5} còn \d)", r"đầu\s+năm\s+\d"),
    ("moment", rf"(?<!với )(?<!so )(?<!cùng )(?<!từ )(?<!đến )\b(?:tại )?thời điểm\s+{_DAY}", r"thời điểm\s+(?:ngày\s+)?\d"),
    ("moment", rf"\bđiều tra(?:\s+chăn nuôi)?\s+(?=(?:ngày\s+)?\d+[/.]\d+[/.]20\d\d){_DAY}", r"tra(?:\s+chăn nuôi)?\s+(?:ngày\s+)?\d"),
    ("through quarter", rf"\b(?:(?:đến\s+)?(?:hết|cuối)|kết thúc)\s+quý\s+({_QUARTER})\b(?:{_YEAR})?", r"quý"),
    ("last months", r"(?<![\d.,/])(\d{1,2})\s+tháng\s+(?:cuối|còn lại)(?:\s+của)?\s+năm(?:\s+((?:19|20)\d\d))?\b", r"tháng\s+(?:cuối|còn)"),
    ("months", rf"(?<![\d.,/])(?<!người )(\d{{1,2}})\s+tháng\s+(?:đầu\s+năm(?:\s+((?:19|20)\d\d))?|(?:của\s+)?năm\s+((?:19|20)\d\d)|{_YEAR}|qua\b)", r"tháng\s(?<=\d\stháng\s)"),
    ("months", r"(?<![\d.,/])(\d{1,2})\s+tháng/()()((?:19|20)\d\d)\b", r"tháng/\d"),
    ("months", r"(?<![\d.,/])(\d{1,2})\s+tháng\s+()()((?:19|20)\d\d)\b(?=[,;:)]|\s+(?:ước|đạt|là|có|tăng|giảm|của|trên|ngành)\b)", r"tháng\s+(?:19|20)\d"),
    ("months", r"(?<![\d.,/])(\d{1,2})\s?t(?:h)?\s+(?:đầu\s+năm(?:\s+((?:19|20)\d\d))?|năm\s+((?:19|20)\d\d))()", r"\d\s?th?\s+(?:đầu\s+)?năm"),
    ("months", r"(?<![\w/])(\d{1,2})\s?t\s?/\s?()()((?:19|20)\d\d)\b", r"\d\s?t\s?/"),
    ("month", r"\bt(\d{1,2})\s?/\s?((?:19|20)\d\d)\b", r"t\d\d?\s?/"),
    ("months", r"\b(?:tính chung|lũy kế|luỹ kế|cộng dồn|ước|trong|bình quân|của|sau)\s+(?:cả\s+)?(\d{1,2})\s+tháng()()()\b", r"tháng(?<=\d\stháng)"),
    ("months", r"(?<![\d.,/])(?<!tuần )(?<!vòng )(?<!hạn )(?<!sau )(?<!trước )(?<!dài )(?<!hơn )(?<!dưới )(?<!trên )\b([2-9]|0[2-9]|1[0-2])\s+tháng()()()(?=\s+(?!tuổi|cuối|tiếp|còn|sau|trước|trở|tới|liền|một)[\w]|[,:])", r"tháng(?<=\d\stháng)"),
    ("months", r"\b(nửa)\s+đầu\s+(?:của\s+)?năm(?:\s+((?:19|20)\d\d))?\b()()", r"nửa\s+đầu"),
    ("months", rf"\b({_COUNT})\s+tháng\s+(?:đầu\s+năm(?:\s+((?:19|20)\d\d))?|(?:của\s+)?năm\s+((?:19|20)\d\d)|{_YEAR})", _COUNTED),
    ("months", rf"\b(?:tính chung|lũy kế|luỹ kế|cộng dồn)\s+(?:cả\s+)?({_COUNT})\s+tháng()()()\b", _COUNTED),
    ("months", rf"(?:(?<=^)|(?<=[.;:,] )|(?<=trong )|(?<=qua )|(?<=sau ))({_COUNT})\s+tháng()()()(?:\s+qua\b|(?=[,:]))", _COUNTED),
    ("whole year", r"\b(?:cả|hết) năm\b(?!\s+(?:19|20))", r"năm(?:(?<=cả năm)|(?<=hết năm))"),
    ("to date", r"\b(?:lũy kế|luỹ kế|lũy tích|luỹ tích|tích l(?:ũy|uỹ)(?= (?:\d|có|là|từ|trong|đến))|cộng dồn|tính chung|từ đầu năm(?: đến nay)?|(?:những|các|mấy) tháng đầu năm)\b", r"l[ũu][yỹ]\s|cộng dồn|tính chung|(?:từ|tháng) đầu năm"),
    ("in period", r"\btrong (tháng|quý|kỳ|năm)(?: này| qua)?\b(?!\s*(?:\d|(?:[ivx]+|một|hai|ba|tư)\b))", r"trong (?:tháng|quý|kỳ|năm)"),
    ("month", rf"\btháng\s+(\d{{1,2}})(?![\d/]*\d*\s*năm trước)(?:{_YEAR})?(?!\s*tuổi)(?![\d,.]*\d)(?!\s?[-–]\s?\d)", r"tháng\s+\d"),
    ("month", rf"\btháng\s+(mười một|mười hai|mười|giêng|một|hai|ba|tư|sáu|bảy|bẩy|tám|chín)(?:{_YEAR})?\b", r"tháng\s+[mghbtsc]"),
    ("month", rf"(?<!\d )(?<!cùng )(?<!các )(?<!mỗi )\btháng\s+(năm)(?:{_YEAR})?\b(?!\s*(?:\d|trước|nay|sau|ngoái|qua|học|đó|tới|liền|kế|báo))", r"tháng\s+năm"),
    ("quarter", rf"\bquý\s+({_QUARTER})\b(?:{_YEAR})?", r"quý"),
    ("year", r"\b(?:trong |cả |ước |niên độ )?năm\s+((?:19|20)\d\d)\b", r"năm\s+(?:19|20)\d"),
    ("so far", r"\bđến (?:nay|thời điểm (?:này|hiện tại|hiện nay)|hiện tại)\b", r"đến (?:nay|thời|hiện)"),
    ("now", r"hiện(?:(?<=\bhiện) nay\b|(?<!phát hiện)(?<!thực hiện)(?<=\bhiện) (?:có|tại)\b|(?:(?<=^hiện)|(?<=[.;:,] hiện))\b)", r"hiện"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(wording), re.compile(shown)) for kind, wording, shown in _WORDINGS)


@dataclass(slots=True)
class Time:
    """A temporal expression at `start`..`end` of a passage; `numbers` are its captured parts, still as text."""

    kind: TimeKind
    start: int
    end: int
    numbers: tuple[str | None, ...] = ()

    def cover(self, period: Period) -> tuple[date, date] | None:
        """The days it names, read in a report on `period`; None where they are no real dates, or named by a heading."""
        try:
            return self._cover(period) if self.kind != "stretch" else None
        except ValueError:
            return None

    def _cover(self, period: Period) -> tuple[date, date] | None:
        parts = self.numbers
        if self.kind == "in period":
            return Period(period.year, _first_month(parts[0] or "", period), period.last).start, period.end
        if self.kind in ("to date", "so far"):
            return date(period.year, 1, 1), period.end
        if self.kind == "whole year":
            return date(period.year, 1, 1), date(period.year, 12, 31)
        if self.kind == "now":
            return period.end, period.end
        if self.kind == "year":
            year = int(parts[0] or period.year)
            return date(year, 1, 1), date(year, 12, 31)
        if self.kind in ("year end", "year start"):  # what there is at the start was left by the year before
            year = int(parts[0] or 0) - (self.kind == "year start")
            return date(year, 12, 31), date(year, 12, 31)
        if self.kind in ("years", "past years"):
            return self._cover_years(period)
        if self.kind == "month":
            number = MONTH_WORDS.get(parts[0] or "") or int(parts[0] or 0)
            year = int(parts[1] or period.year)
            return date(year, number, 1), month_end(year, number)
        if self.kind in ("quarter", "through quarter"):
            last, year = 3 * QUARTERS[parts[0] or ""], int(parts[1] or period.year)
            return date(year, last - 2 if self.kind == "quarter" else 1, 1), month_end(year, last)
        if self.kind == "months":
            year = int(parts[1] or parts[2] or parts[3] or period.year)
            return date(year, 1, 1), month_end(year, _MONTHS.get(parts[0] or "") or int(parts[0] or 0))
        if self.kind == "last months":
            year = int(parts[1] or period.year)
            return date(year, 13 - int(parts[0] or 0), 1), date(year, 12, 31)
        return self._cover_days(period)

    def _cover_years(self, period: Period) -> tuple[date, date]:
        if self.kind == "years":
            return date(int(self.numbers[0] or 0), 1, 1), date(int(self.numbers[1] or 0), 12, 31)
        count = _COUNTS.get(self.numbers[0] or "") or int(self.numbers[0] or _TERM)
        return date(period.year - count + 1, 1, 1), period.end

    def _cover_days(self, period: Period) -> tuple[date, date]:
        if self.kind in ("until", "moment"):
            day, month, year = self.numbers
            last_year, last_month = int(year or period.year), MONTH_WORDS.get(month or "") or int(month or 12)
            last_day = _MIDDLE.get(day or "") or int(day or 0)
            last = date(last_year, last_month, last_day) if day else month_end(last_year, last_month)
            closes = last == date(period.year + 1, 1, 31)  # by when a year's public investment is paid out
            first = date(period.year if closes else last.year, 1, 1)
            return first if self.kind == "until" else last, last
        if self.kind == "since":
            day, month, year = self.numbers
            first = date(int(year or period.year), int(month or 1), int(day or 1))
            return first if first <= period.end or year else first.replace(year=first.year - 1), period.end
        d1, m1, y1, d2, m2, y2 = self.numbers
        last_year, last_month = int(y2 or y1 or period.year), int(m2 or 0)
        last = date(last_year, last_month, int(d2)) if d2 else month_end(last_year, last_month)
        first = date(int(y1 or last.year), int(m1 or m2 or 0), int(d1 or 1))
        return first if first <= last or y1 else first.replace(year=first.year - 1), last


def _first_month(span: str, period: Period) -> int:
    """Where "trong tháng", "trong quý" begin: a report on more months than that means the last of them."""
    if span in ("tháng", "năm"):
        return period.last if span == "tháng" else 1
    return max(period.first, period.last - 2) if span == "quý" else period.first


def find_times(lower: str) -> Iterator[Time]:
    """All temporal expressions of a lower-case passage, without overlaps, the more telling pattern first."""
    taken: list[tuple[int, int]] = []  # in ascending order
    for kind, pattern, shown in _PATTERNS:
        if not shown.search(lower):
            continue
        for found in pattern.finditer(lower):
            start, end = found.span()
            place = bisect_left(taken, (start, end))
            free = (not place or taken[place - 1][1] <= start) and (place == len(taken) or end <= taken[place][0])
            if free:
                taken.insert(place, (start, end))
                yield Time(kind, start, end, tuple(g or None for g in found.groups()))
