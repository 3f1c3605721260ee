"""The head of a report: who reports, on which area and period, when, in what kind of document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from ingest.document import Document
from ingest.folding import UPPER, fold
from ingest.period import Period
from ingest.times import Time, find_times

_HEAD_PASSAGES = 40
_HEAD_LETTERS = 4_000  # of a passage: longer ones are no head, and cost no more
_NUMBER = re.compile(r"^\s*(?:[Ss]ố|SỐ)\s*:\s*(\d*\s*/\s*[\wĐđ-]+(?:-[\wĐđ]+)*)")
_PLACE_AND_DAY = re.compile(
    rf"(?:^|\s)(?P<place>[{UPPER}]\w*(?:[ -][{UPPER}]\w*){{0,3}}),"
    r"\s*ngày\s*(?P<day>\d{0,2})\s*(?:tháng|[/-])\s*(?P<month>\d{0,2})\s*(?:năm|[/-])\s*(?P<year>\d{4})"
)
_ISSUER = re.compile(
    r"\b(?:(?:TỈNH|THÀNH|HUYỆN) (?:ỦY|UỶ)|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|CỤC THỐNG KÊ|CHI CỤC THỐNG KÊ|SỞ KẾ HOẠCH VÀ ĐẦU TƯ|SỞ TÀI CHÍNH)\b[^\n]{0,60}"
)
_KINDS = {
    "báo cáo": "report",
    "nghị quyết": "resolution",
    "kế hoạch": "plan",
    "tờ trình": "submission",
    "thông báo": "conclusion",
    "kết luận": "conclusion",
    "quyết định": "decision",
    "thông cáo": "report",
}
_KIND_LINE = re.compile(rf"^\W*({'|'.join(_KINDS)})\W*$")
#: "Nghị quyết về ...", "An Bình: Nghị quyết của HĐND huyện về ..." as a newspaper heads it.
_KIND_START = re.compile(rf"^\W*(?:[^:.;,]{{2,30}}: (?=nghị quyết (?:của|số)))?({'|'.join(_KINDS)})\b")
_AMOUNT = re.compile(r"\d ?(?:%|(?:tỷ|triệu|nghìn|ha|tấn|tạ|đồng|người|con|vụ|dự án|chỉ tiêu)\b)")
_GOES_ON = ";,:"  # no title ends so
_AHEAD = re.compile(r"\b(?:nhiệm vụ|phương hướng|giải pháp|kế hoạch (?:tháng|quý|năm|công tác)|dự báo|ước tháng)\b")
#: "so với cùng kỳ năm 2022" tells of which year a report is not.
_COMPARED = re.compile(r"\b(?:so|cùng kỳ|cùng thời điểm)(?: (?!đến\b)[^\W\d]+){0,6} $")
#: "tháng 12 và năm 2024", "quý IV và cả năm 2024": the year that ends with them.
_AND_YEAR = re.compile(
    r"\b(?:tháng (?:12|mười hai)|quý (?:iv|4))(?:(?:,| và) (?:tháng (?:12|mười hai)|quý (?:iv|4)))*(?:,| và) (?:cả )?năm (20\d\d)\b"
)
#: "chính thức tháng 6, ước tháng 7 và 7 tháng năm 2018": the month that is estimated, not the one that is settled.
_ESTIMATED_MONTH = re.compile(r"\bước tháng 0?(\d{1,2})(?:,| và) (?:ước )?0?\1 tháng(?: đầu)? năm (20\d\d)\b")
#: "Kế hoạch 5 năm 2021-2025": of several years the last.
_SEVERAL_YEARS = re.compile(r"\b(?:5 năm|giai đoạn|thời kỳ) 20\d\d ?[-–] ?(20\d\d)\b")
_DATA_UNTIL = re.compile(
    r"\bsố liệu (?:tính )?(?:đến )(?:hết )?(?:ngày )?\d{1,2}(?:/| tháng )(\d{1,2})(?:/| năm )(20\d\d)\b"
)
_BEFORE_AREA = re.compile(r"\b(?:tỉnh|thành phố)[^\S\r\n]+(?=\w)", re.IGNORECASE)
_DECEMBER = 12
_TARGET_KINDS = frozenset(("resolution", "plan", "submission", "decision"))


@dataclass(frozen=True, slots=True)
class Header:
    """What the first page says. Empty or None where the text does not say it."""

    area: str = ""  # "Lai Châu", without "tỉnh"
    issuer: str = ""
    number: str = ""  # "287/BC-UBND"
    kind: str = ""  # "report", "plan", "resolution", "conclusion", "submission", "decision", ""
    title: str = ""
    period: Period | None = None
    issued: date | None = None

    @property
    def sets_targets(self) -> bool:
        """Whether the document as a whole sets targets rather than reports results."""
        return self.kind in _TARGET_KINDS


def read_header(document: Document, areas: Iterable[str]) -> Header:
    """Read the head of `document`; `areas` are the names of provinces and cities."""
    head = list(islice((p.text[:_HEAD_LETTERS] for p in document.passages if p.kind != "footnote"), _HEAD_PASSAGES))
    kind, title = _kind_and_title(head)
    place, issued, year = _place_and_day(head)
    return Header(
        area=_area(place, head, document, list(areas)),
        issuer=_issuer(head),
        number=next((re.sub(r"\s", "", m[1]) for t in head if (m := _NUMBER.match(t))), ""),
        kind=kind,
        title=title,
        period=_several_years(title) or _period(title, year) or _period(" ".join(head[:25]), year),
        issued=issued,
    )


def _kind_and_title(head: Sequence[str]) -> tuple[str, str]:
    """The kind of document and its title; a title stands before all that tells amounts, and tells none."""
    told = False
    for index, text in enumerate(head):
        folded = fold(text)
        told = told or _AMOUNT.search(folded) is not None
        if line := _KIND_LINE.match(folded):
            following = []
            for passage in head[index + 1 : index + 4]:
                if len(passage) > 500 or re.match(r"^(?:Thực hiện|Căn cứ|Kính gửi|Trong|Ngày|I\.|A\.|1\.)\b", passage):
                    break
                following.append(passage)
            return _KINDS[line[1]], " ".join(following).strip(" -*#")
        if not told and len(text) < 400 and text.rstrip()[-1:] not in _GOES_ON and (start := _KIND_START.match(folded)):
            return _KINDS[start[1]], text.strip(" -*#")
    return "", ""


def _place_and_day(head: Sequence[str]) -> tuple[str, date | None, int | None]:
    for text in head:
        if found := _PLACE_AND_DAY.search(text):
            year = int(found["year"])
            try:
                issued = date(year, int(found["month"]), int(found["day"]))
            except ValueError:
                issued = None
            return found["place"], issued, year
    return "", None, None


def _issuer(head: Sequence[str]) -> str:
    found = next((m for t in head if (m := _ISSUER.search(t))), None)
    return " ".join(found[0].split()) if found else ""


def _area(place: str, head: Sequence[str], document: Document, areas: list[str]) -> str:
    """The area named with place and day, else the one that most "tỉnh ..." of the text name; a list of many names none."""
    known = {fold(area): area for area in areas}
    if fold(place) in known:
        return known[fold(place)]
    issuer = fold(_issuer(head))
    for name, area in known.items():
        if re.search(rf"\b(?:tỉnh|thành phố|tỉnh ủy|thành ủy)\s+{re.escape(name)}\b", issuer):
            return area
    counts: Counter[str] = Counter()
    for found in _BEFORE_AREA.finditer(document.text, 0, 200_000):
        after = fold(" ".join(document.text[found.end() : found.end() + 40].split()))
        counts.update(area for name, area in known.items() if after.startswith(name))
    if counts:
        area, times = counts.most_common(1)[0]
        return area if 2 * times > counts.total() else ""
    named = re.search(rf"(?:TỈNH|tỉnh)\s+(?:ỦY |UỶ )?([{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}})", " \n ".join(head))
    return place or (named[1].title() if named else "")


def _period(text: str, default_year: int | None) -> Period | None:
    """The period that a title reports on: the first it names, before what it announces for the time to come."""
    folded = fold(text)
    ahead = _AHEAD.search(folded)
    if over := _AND_YEAR.search(folded, 0, ahead.start() if ahead else len(folded)):
        return Period(int(over[1]), 1, 12)
    if told := _ESTIMATED_MONTH.search(folded):
        month, told_year = int(told[1]), int(told[2])
        months = [Period(told_year, month, month), Period(told_year, 1, month)] if 1 <= month <= _DECEMBER else []
        return _main(months) if months else None
    times = [t for t in find_times(folded) if not _COMPARED.search(folded, max(0, t.start - 40), t.start)]
    times.sort(key=lambda t: t.start)
    if ahead and any(t.start < ahead.start() for t in times):
        behind = [t for t in times if t.start < ahead.start()]
    else:
        behind = times
    year = _year_of(times) or default_year
    if year is None:
        return None
    spans = [p for t in behind if (p := _as_period(t, year)) is not None]
    parts = [p for p in spans if (p.first, p.last) != (1, 12)]
    return _main(parts) if parts else (spans[0] if spans else _until(folded))


def _several_years(title: str) -> Period | None:
    """The last of several years that a title reports on, where it names no other days before those to come."""
    folded = fold(title)
    found, ahead = _SEVERAL_YEARS.search(folded), _AHEAD.search(folded)
    stop = ahead.start() if ahead else len(folded)
    if found is None or found.start() > stop:
        return None
    others = (t for t in find_times(folded) if t.start < stop and not found.start() <= t.start < found.end())
    return None if any(others) else Period(int(found[1]), 1, 12)


def _until(folded: str) -> Period | None:
    """The month to whose day the data of a report without other days reach: "(số liệu đến ngày 31/10/2023)"."""
    found = _DATA_UNTIL.search(folded)
    month = int(found[1]) if found else 0
    return Period(int(found[2]), month, month) if found and 1 <= month <= _DECEMBER else None


def _main(periods: list[Period]) -> Period:
    """Of "tháng 3 và quý I" the longer that ends with the first; of "tháng 10 và 10 tháng" the month itself."""
    first = periods[0]
    for other in periods[1:]:
        longer = other.first < first.first and other.last == first.last and other.year == first.year
        if longer and other.last - other.first + 1 in (3, 6, 9, 12):
            first = other
    return first


def _year_of(times: list[Time]) -> int | None:
    for time in times:
        for part in time.numbers:
            if part and re.fullmatch(r"(?:19|20)\d\d", part):
                return int(part)
    return None


def _as_period(time: Time, year: int) -> Period | None:
    if time.kind not in ("month", "quarter", "months", "year"):
        return None
    cover = time.cover(Period(year, 1, 12))
    return Period(cover[1].year, cover[0].month, cover[1].month) if cover else None
