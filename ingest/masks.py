"""Numbers that are no statistics: document numbers, dates, years, ordinals, classes, ages, names, list numbers.

Each rule is a name, a pattern and an example; `find_masks` gives the spans that the number scan must leave alone. Most
rules also tell what every match holds: a word right before its digits, a word right behind them, or some letters. Only
the rules that a passage shows a sign of are tried on it, which is what keeps three dozen rules fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.folding import UPPER, until_spelled


@dataclass(frozen=True, slots=True)
class Mask:
    """A kind of number that is no claim, with a sentence that shows it; one of the first three kinds of sign at most."""

    name: str
    wording: str
    example: str
    before: frozenset[str] = frozenset()  # one of these words stands before its digits, in lower case
    after: frozenset[str] = frozenset()  # one of these words stands behind its digits
    holds: tuple[str, ...] = ()  # one of these is in every match, in lower case
    near: str = ""  # a wording that every passage with a match shows, in lower case, found faster

    @property
    def pattern(self) -> re.Pattern[str]:
        """What it matches."""
        return _compiled(self.wording)

    def may_match(self, lower: str) -> bool:
        """Whether a passage that shows a sign of the rule may hold a match; cheap, and never wrongly False."""
        return not self.near or _compiled(self.near).search(lower) is not None


@cache
def _compiled(wording: str) -> re.Pattern[str]:
    """Compiled when it is first wanted: a short report shows no sign of most rules."""
    return re.compile(wording)


def _mask(
    name: str, wording: str, example: str, *, before: str = "", after: str = "", holds: str = "", near: str = ""
) -> Mask:
    """A rule; `before` and `after` are words, `holds` alternatives that "|" parts."""
    alternatives = tuple(filter(None, holds.split("|")))
    return Mask(name, wording, example, frozenset(before.split()), frozenset(after.split()), alternatives, near)


_YEAR = r"(?:19|20)\d\d"
_LAW = r"Nghị quyết|Quyết định|Thông tư|Nghị định|Chỉ thị|Công văn|Kết luận|Công điện|Chương trình|Đề án"
#: Counted things and units: "trong tháng 65 ha" is no month.
_COUNTED = r"ha|tấn|vụ|người|con|doanh nghiệp|dự án|trường hợp|ca|lượt|hồ sơ|đơn|km|m2|m3|tỷ|triệu|nghìn|%|cuộc|lớp|hộ|cơ sở|giấy|đối tượng|đoàn|lao động|htx|dn|hợp tác xã|buổi|phiên|đám|chiếc|hội nghị"
_BODIES = r"huyện|xã|phường|thị trấn|thôn|bản|khu|đặc khu|chỉ tiêu|tiêu chí|trường|đơn vị|sở|nhà|công trình|mô hình|sản phẩm|chủ đầu tư|nhiệm vụ|đại biểu|nội dung|thủ tục|văn bản|kiến nghị|gói|tuyến|bệnh nhân|học sinh|thí sinh|cháu|đảng viên|cán bộ|trạm|nghị quyết"
_DAY_MONTH = r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])"
_NUMBERED = r"bão|áp thấp|nhà máy|trạm|tổ|đội|cột mốc|mốc|lô|biểu|phụ lục|mẫu|tuyến|cảng|bến|kho|giếng|gói thầu|khu|cụm|đài|thửa|tờ bản đồ"

_BEHIND_NUMBERED = "|".join(rf"(?<={name}\ssố\s)" for name in _NUMBERED.split("|"))

_MANY = r"(?:0?1\s+vạn|10\.?000|1\.000|100\.000|1\s+nghìn|1\s+triệu|0?1|100|10)"
_OF_WHOM = "dân|người|trẻ|hộ|bà mẹ|phụ nữ|bé gái|bé trai|nữ|nam"
#: What is told per so many: "bác sĩ trên 10.000 dân"; "có trên 100 người" and "gặt bằng máy trên 100 ha" are amounts.
_HELD_BY = r"(?:bác s[ĩỹ]|dược s[ĩỹ]|điều dưỡng|giường(?: bệnh)?|y tế|thuê bao|điện thoại|Internet|máy|giá trị|sản phẩm|thu nhập|tỷ (?:lệ|suất|số)|\b(?:chết|vong|sinh|mắc|vụ|ca|tuổi))"

_VARIETY = rf"(?:[{UPPER}]{{2,4}}\s?|[{UPPER}]\w+\s\w+\s)\d{{1,5}}\b(?![.,]\d)"

_LEVELS = "[Mm]ũi|[Mm]ức độ|[Cc]ấp độ|[Đđ]ợt|[Kk]hóa|[Kk]hoá|[Ll]ần|[Bb]ước|[Gg]iai đoạn|[Đđ]iều|[Kk]hoản|[Mm]ục|[Bb]iểu|[Pp]hụ lục|[Hh]ạng|[Ll]oại|[Nn]hóm|[Vv]ùng|[Tt]uyến|[Vv]ăn bằng|[Tt]rạm|[Tt]ổ|[Kk]hu phố|[Tt]hôn|[Bb]ản|[Kk]hu vực|[Tt]uần|[Pp]hần"
#: Looking back from a digit is faster than trying every word.
_BEHIND_LEVELS = "|".join(rf"(?<=(?<![Cc]ác )\b{level}\s\d)" for level in _LEVELS.split("|"))

MASKS: tuple[Mask, ...] = (
    _mask("list number", r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.):]|\d{1,2}(?:\.\d{1,2})+|\(\d{1,2}\)\.?)(?=\s|[A-ZĐ])", "2.1. Về kinh tế"),
    _mask("number of a figure", r"(?:\bHình|\([Hh]ình|\b[Bb]iểu đồ|\b[Đđ]ồ thị)\s(?:số\s)?\d{1,2}(?:\.\d{1,2})?(?=\s*(?:[).;:,-](?!\d)|$))", "tăng 2% (Hình 1)", before="hình đồ thị số", near=r"(?:hình|đồ|thị)\s(?:số\s)?\d"),
    _mask("number of a table", r"^\s*(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu|BẢNG|Bảng)(?:\s+(?:SỐ|số))?\s*:?\s+\d{1,3}(?:\.\d{1,2})?(?=[\s:./-]|$)(?!\s*%)", "PHỤ LỤC 01: Một số chỉ tiêu", near=r"^\s*(?:phụ lục|biểu|bảng)"),
    _mask("list number inside", r"(?<=[:;.,])\s*\(\d{1,2}\)(?=\s)", "Trong đó: (1) Người có công", holds="(", near=r"\(\d{1,2}\)\s"),
    _mask("list number in one line", rf"(?<=[.;)]\s)\d{{1,2}}\.(?=\s[{UPPER}])", "tăng 16%. 2. Thu nhập bình quân", near=r"[.;)]\s\d{1,2}\.\s"),
    _mask("mark of a note in brackets", r"(?<=%)\s?\(\d{1,2}\)", "tăng 8,1% (1) so với cùng kỳ", holds="(", near=r"%\s?\(\d"),
    _mask("mark of a note", r"\[\d{1,3}\]", "(GRDP)[1] quý I đạt", holds="["),
    _mask("document number", r"\d(?<=\b\d)\d*[a-z]?(?:/\d{4})?\s?[/-]\s?[A-ZĐ]{1,}[A-Za-zĐđÀ-ỹ]*\d*(?:\s?[-/–]\s?[A-ZĐ][A-Za-zĐđÀ-ỹ]*\d*)*", "41/2024/QĐ-UBND", holds="/|-", near=r"[/-](?:(?<=\d.)|(?<=\d[a-z\s].)|(?<=\d[a-z]\s.))\s?[a-zđ]"),
    _mask("law by its number", rf"(?:{_LAW})(?: số)?:?\s+\d+[a-z]?(?:/\d+)*(?![\d.,]*\d)(?!\s*(?:[-–]\s?\d[\d.,]*\s*)?(?:tỷ|triệu|%|ha))", "Nghị quyết 30a", holds=_LAW.lower()),
    _mask("number of something", rf"(?i)\b(?:{_NUMBERED})\s+số\s+\d{{1,3}}\b(?![.,]\d)(?:(?:,| và| đến)\s(?:(?:{_NUMBERED})\s)?số\s\d{{1,3}}\b(?![.,]?\d))*", "cơn bão số 3 (Yagi)", before="số", near=rf"\ssố\s(?:{_BEHIND_NUMBERED})"),
    _mask("number of a paper", r"[Ss](?<=\b[Ss])ố\s*:?\s+\d{1,4}\b(?=\s*(?:ngày\b|của (?:Chính|Bộ|UBND|Thủ|Tỉnh|HĐND)))", "công văn số 938 ngày 15/2/2024", before="số"),
    _mask("day in words", r"[Nn]gày(?<!ngắn [Nn]gày)(?<!dài [Nn]gày)(?<!mỗi [Nn]gày)(?<!một [Nn]gày)(?<! 1 [Nn]gày)\s+\d{1,2}(?:\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?(?![\d/.,]*\d)(?!\s*công)", "ngày 25 tháng 4 năm 2024", before="ngày"),
    _mask("day", r"\d(?<![\d.,]\d)\d?\s?/\s?\d{1,2}\s?/\s?\d{2,4}(?!\d)", "25/4/2024", near=r"/\s?\d{1,2}\s?/"),
    _mask("day and month", r"(?<!ngắn )(?<!dài )[Nn]gày\s+(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])(?:[.-]\d{4})?(?![\d/.,]*\d)", "đến ngày 15/3 đã trồng", before="ngày", near=r"[/.-]\d{1,2}(?![\d/])"),
    _mask("days of a year from to", rf"[Tt]ừ\s+(?:ngày\s+)?{_DAY_MONTH}\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{_DAY_MONTH}(?![\d/])", "từ 1/1 đến 30/8", before="từ ngày", near=r"/\d{1,2}(?!\d)"),
    _mask("days of one month", rf"(?:[Nn]gày|[Tt]ừ)\s+(?:0?[1-9]|[12]\d|3[01])\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{_DAY_MONTH}(?:/{_YEAR})?(?![\d/])(?!\s*(?:{_COUNTED}|{_BODIES})(?!\w))", "từ ngày 17-19/2", before="ngày từ", near=r"/\d{1,2}(?!\d)"),
    _mask("day of the year before", rf"\b{_DAY_MONTH}(?=\s+năm\s+(?:trước|ngoái|nay|{_YEAR})\b)", "so với 31/12 năm trước", near=r"/\d{1,2}\s+năm"),
    _mask("day with dashes", rf"\d(?<![\d.,]\d)\d?\s?-\s?\d{{1,2}}\s?-\s?{_YEAR}(?!\d)", "từ 1-11-2021 đến 31-10-2022", near=r"\d\s?-\s?\d{1,2}\s?-"),
    _mask("days in a bracket", rf"\((?:0?[1-9]|[12]\d|3[01])(?:/(?:0?[1-9]|1[0-2]))?\s*[-–]\s*{_DAY_MONTH}(?:/{_YEAR})?\)", "trong 3 ngày lễ (17-19/2)", holds="/", near=r"\(\d"),
    _mask("day of a month", rf"(?:[Nn]gày|[Dd]ịp|[Tt]ừ|[Ll]ễ|[Kk]hánh|[Tt]rước|[Hh]ết|[Hh]ôm|[Đđ]ến|[Tt]hời điểm|và)\s+(?:lễ\s+)?/?{_DAY_MONTH}(?![\d/])(?!\s*(?:{_COUNTED}|{_BODIES})(?!\w))", "đến 15/8 đạt", before="ngày dịp từ lễ khánh trước hết hôm đến điểm và", near=r"/\d{1,2}(?![\d/])"),
    _mask("day with a dash", r"\b[Đđ]ến\s+(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])(?:-\d{4})?(?=[,;.](?!\d)|\s(?:đạt|là|có|toàn|tổng)\b)", "Đến 30-6, tổng thu", before="đến", near=r"\d-\d"),
    _mask("day with a dot", rf"(?:\b[Tt]ính đến|(?:^|[.;,:]\s)[Đđ]ến|\b[Tt]ừ)\s+(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])(?:\.{_YEAR})?(?=[,;]|\s+(?:đến|toàn|trên|cả|có|đã|tỉnh|huyện|xã)\b)(?:\s+đến\s+(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\b(?!\s*%|[.,]\d))?", "Tính đến 15.6, thu ngân sách", before="đến từ", near=r"\d\.\d"),
    _mask("days with dashes from to", r"\b[Tt]ừ\s+(?:ngày\s+)?(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])\s+đến\s+(?:hết\s+)?(?:ngày\s+)?(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])\b(?![.,]?\d)", "từ 16-2 đến 21-2, xảy ra", before="từ ngày", near=r"\d-\d"),
    _mask("days of a month with a dash", r"\b[Tt]ừ\s+ngày\s+(?:0?[1-9]|[12]\d|3[01])\s+đến\s+(?:hết\s+)?(?:ngày\s+)?(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])(?=\s*[,;)]|\.(?!\d))", "từ ngày 1 đến 6-1, xảy ra", before="ngày", near=r"\d-\d"),
    _mask("days told with the last one's month", r"\b[Nn]gày\s+(?:0?[1-9]|[12]\d|3[01])(?:,\s(?:0?[1-9]|[12]\d|3[01])){0,3}\s+và\s+(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])(?![./-]?\d)(?!\s*%)", "Trong 2 ngày 12 và 13.7, HĐND", before="ngày", near=r"và\s+\d{1,2}[./-]\d"),
    _mask("day of the moon", r"\b[Mm]ùng\s+(?:[1-9]|10)\b", "đến mùng 5 Tết", before="mùng"),
    _mask("first day with a dash", r"\b[Tt]ừ\s+(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])(?=\s+(?:cho\s+)?đến\s+(?:nay|ngày))", "Từ 22-1 đến nay, toàn tỉnh", before="từ", near=r"\d-\d"),
    _mask("day behind its time", r"\b(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối|[Đđ]êm|[Ll]ập xuân|[Tt]hanh minh)\s+(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])\b(?![.,/-]?\d)", "Chiều 27/6, hội nghị nghe báo cáo", before="sáng trưa chiều tối đêm xuân minh"),
    _mask("days or years from to", rf"(?:1(?<!\w1)9|2(?<!\w2)0)\d\d\s*[-–]\s*(?:{_YEAR}|\d\d\b)", "giai đoạn 2021-2025", holds="-|–", near=r"[-–]\s*\d"),
    _mask("holiday", r"[Nn]gày\s+[^.;,\d]{3,40}\s\d{1,2}/\d{1,2}(?![\d/])", "ngày Nhà giáo Việt Nam 20/11", holds="ngày", near=r"/\d{1,2}(?![\d/])"),
    _mask("month and year", rf"\d(?<!\w\d)\d?/{_YEAR}\b", "tháng 10/2024", holds="/1|/2"),
    _mask("day or month with dots", rf"\b(?:[Nn]gày|[Ss]áng|[Cc]hiều|[Tt]ối|nay)\s+(?:0?[1-9]|[12]\d|3[01])[.-](?:0?[1-9]|1[0-2])(?:[.-]{_YEAR})?(?![\d.,/%]*\d)(?!\s*%)(?:\s*(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?\d{{1,2}}[.-]\d{{1,2}}(?:[.-]{_YEAR})?\b(?!\s*%))?|\b[Tt]háng\s+(?:0?[1-9]|1[0-2])\.{_YEAR}\b", "ngày 20.5, tháng 5.2021", before="ngày sáng chiều tối nay tháng", near=r"\d[.-]\d"),
    _mask("months in short", rf"(?i)(?<![\w/])(?:t\d{{1,2}}|\d{{1,2}}\s?t)\s?/\s?{_YEAR}\b", "6T/2024, T9/2024", holds="/1|/2", near=r"t\d{0,2}\s?/"),
    _mask("months", rf"(?i)\b(?!(?<=trong )tháng\s+\d+\s*(?:{_COUNTED})\b)tháng\s+(?:0?[1-9]|1[0-2])(?![.,]?\d)(?:\s*[-–,]\s*\d{{1,2}}(?![.,]?\d)(?!\s*[%a-zđà-ỹ]))*(?:\s+và\s+(?:tháng\s+)\d{{1,2}}(?![.,]?\d))?", "các tháng 5-6", before="tháng"),
    _mask("quarter", rf"(?i)\bqu[ýí]\s+(?:[1-4]|[ivx]{{1,3}}(?=\s?[-./]\s?{_YEAR}\b))(?:\s?[-./]\s?{_YEAR})?\b", "quý 1, quý IV-2025, quí II/2022", near=r"qu[ýí]\s"),
    _mask("year after its word", r"[Nn](?<!\w[Nn])(?i:ăm|iên vụ|iên khóa)\s+\d{4}(?![.,]?\d)", "năm 2024", before="năm vụ khóa"),
    _mask("year of months", rf"(?i)\d\s+tháng\s+{_YEAR}\b(?![.,]?\d)(?!\s*(?:{_COUNTED}|{_BODIES})(?!\w))", "9 tháng 2023 đạt", after="tháng", near=r"tháng\s+(?:19|20)\d"),
    _mask("season of a year", rf"\b[Vv]ụ\s+(?:[^\W\d]+\s+)?(?i:mùa|xuân|đông|thu|hè)\s+{_YEAR}(?:\s*[-–]\s*{_YEAR})?(?=[\s,;.):](?!\d))", "cây hàng năm vụ mùa 2021 tỉnh", before="mùa xuân đông thu hè"),
    _mask("span of time", r"(?i)\d(?<![\d.,]\d)\d{0,2}\s+(?:năm|tháng|tuần|giờ|phút|ngày|quý)\b(?!\s*công)", "kỷ niệm 70 năm", after="năm tháng tuần giờ phút ngày quý"),
    _mask("class at school", r"(?<!\bra )\b[Ll]ớp\s+(?:1[0-2]|0?[1-9])(?!\d|\.\d|(?:,\d+)?\s?%)(?:\s*(?:,|và|đến|-)\s*(?:lớp\s+)?\d{1,2}\b)*", "lớp 5, 9,12", before="lớp"),
    _mask("ordinal", r"\b(?:[Ll]ần|[Kk][ỳì] họp|[Kk][ỳì]|[Pp]hiên họp|[Pp]hiên|[Kk]hóa|[Kk]hoá|[Đđ]ại hội|[Tt]uần|[Nn]ăm)\s+thứ\s+\d+", "kỳ họp thứ 23", before="thứ"),
    _mask("term of a council", r"(?:HĐND|[Hh]ội đồng nhân dân|Quốc hội|BCH|[Bb]an [Cc]hấp hành)[^,;.\d]{0,40}\s[Kk]h(?:óa|oá)\s+\d{1,2}(?!\d|[.,]\d|\s*%)", "HĐND xã khóa 20 tổ chức kỳ họp", before="khóa khoá"),
    _mask("child by its order", r"\b[Cc]on thứ\s+0?[2-9]\b(?!\s*[%.,]\d)", "sinh con thứ 3 trở lên", before="thứ"),
    _mask("level or part", rf"\s\d(?:{_BEHIND_LEVELS})\d?\b(?!\s*[%.,]\d)(?=\s*(?:[,.;:()”\"-]|$|(?:trở|và|hoặc|đến|của|theo|cho|tại|thuộc|năm|gồm|là|đại|cấp|đối|có|được|về|do|từ|trên|toàn|kế|đạt|chiếm)\b))", "mức độ 3", before="mũi độ đợt khóa khoá lần bước đoạn điều khoản mục biểu lục hạng loại nhóm vùng tuyến bằng trạm tổ phố thôn bản vực tuần phần"),
    _mask("level of a branch", r"\b[Nn]gành(?: kinh tế| công nghiệp)? cấp\s+[1-5]\b(?!\s*%|[.,]\d)", "trong 24 ngành cấp 2", before="cấp", near=r"ngành(?: kinh tế| công nghiệp)? cấp\s"),
    _mask("levels of a service", r"\b[Mm]ức độ\s+[1-4](?:\s*(?:,|và)\s*[1-4])+\b(?=\s*(?:[,.;:()]|$|(?:là|đạt|có|trở|được|của|chiếm|trên|cho)\b))(?![.,]\d)", "dịch vụ công mức độ 1,2 là", before="độ"),
    _mask("standard of a school", r"\b(?:công nhận(?: mới| lại)?|nâng lên|chuẩn(?: quốc gia)?|độ tuổi|điện tử|định danh)\s+mức\s+[1-4]\b(?!\s*%|[.,]\d)", "9 trường công nhận mức 1", before="mức"),
    _mask("dose of a vaccine", r"(?i)\b(?:uốn ván|lao|sởi|bại liệt|viêm gan b|mũi)\s+\d\s?\+", "tiêm phòng uốn ván 2+", holds="+", near=r"\d\s?\+"),
    _mask("age", r"(?:(?<![\w.,])[<>]\s*)?(?<![\d.,])(?![6-9]\d,\d{1,2}\s*tuổi)\d{1,3}(?:\s*(?:-|–|,|và|đến(?:\s+dưới)?)\s*\d{1,3})*\s*(?:tháng tuổi|tuổi)\b", "trẻ dưới 5 tuổi", holds="tuổi"),
    _mask("age behind its word", r"\b[Đđ]ộ tuổi\s+(?:từ\s+)?\d{1,2}\s*(?:-|–|đến)\s*\d{1,2}\b(?![.,]\d|\s*%)", "trong độ tuổi từ 05 đến 11", holds="độ tuổi"),
    _mask("stars", r"(?:từ\s+)?\b\d\s*(?:[-–]\s*\d\s*)?sao\b(?:\s+(?:đến|và)\s+\d\s*sao)?", "sản phẩm 4 sao", holds="sao"),
    _mask("name with digits", r"[A-Za-zĐđ](?<!\w[A-Za-zĐđ])[A-Za-zĐđ]*\d[\w()+]*", "bụi PM2.5", near=r"\d(?<=[a-zđ]\d)"),
    _mask("disease of a year", r"(?i)\bcovid\s*[-–]?\s*19", "Covid-19", holds="covid"),
    _mask("digits with a letter", r"\d(?<!\w\d)\d*[GKgh]\b(?:/\d+[GKgh]\b)*", "3G/4G, 24h", after="g k h"),
    _mask("around the clock", r"\b24/(?:24|7)(?:\s*giờ|\s*h)?\b", "trực 24/24 giờ", holds="24/"),
    _mask("scale of a plan", r"(?:[Qq]uy hoạch|[Tt][ỷỉ] lệ|[Bb]ản đồ)(?:\s+[^\W\d]+){0,4}\s+1/(?:500|(?:1|2|5|10|25|50)\.?000)(?![\d.,]*\d)", "quy hoạch chi tiết tỷ lệ 1/500", holds="1/"),
    _mask("road", r"\b(?:QL|ĐT|TL|(?<!KH )ĐH|[Qq]uốc lộ|[Tt]ỉnh lộ|[Đđ]ường tỉnh|[Cc]ao tốc|Km)\s*[:.]?\s*\d+\w*(?:\s*,\s*\d{2,3}\b)*(?!\s*km)", "ĐT:128,127", holds="ql|đt|tl|đh|quốc lộ|tỉnh lộ|đường tỉnh|cao tốc|km"),
    _mask("place with a number", rf"[{UPPER}](?<!\w[{UPPER}])\w*\s+[{UPPER}]\w*\s+[1-9]\d?(?![.,]?\d)(?=\s*(?:[,.;:()]|$|và\b|chưa\b|nộp\b|có\b|đạt\b|tại\b|thuộc\b|ở\b))", "thủy điện Nậm So 2", near=r"[1-9](?<=\s[1-9])\d?(?![.,]?\d)(?=\s*(?:[,.;:()]|$|và\b|chưa\b|nộp\b|có\b|đạt\b|tại\b|thuộc\b|ở\b))"),
    _mask("weekday", r"\b(?:vào |ngày )?[Tt]hứ\s+[2-7](?=\s+(?:hằng|hàng) tuần|,? ngày)", "thứ 6 hằng tuần", before="thứ"),
    _mask("crops a year", r"[Đđ]ất\s+(?:trồng\s+)?\d\s+(?:vụ\s+)?(?:lúa|màu|vụ)\b(?:\s*[-–,]\s*\d\s+(?:vụ\s+)?(?:lúa|màu)\b)*", "vụ đông trên đất 2 lúa", before="đất trồng"),
    _mask("crops in a year", r"\b(?:[Ll]úa|[Cc]anh tác|[Ss]ản xuất)\s+[1-3]\s+vụ\b(?!\s*\d)", "chuyển từ lúa 3 vụ sang 2 vụ", after="vụ"),
    _mask("crop by its number", r"(?:[Ll]úa |\()[Vv]ụ [1-3]\b(?![.,]?\d)(?=\s*(?:[,.;:)(]|$|năm\b|đạt\b|ước\b|là\b))", "Vụ thu đông (vụ 3)", before="vụ"),
    _mask("variety", rf"[Gg]iống(?:\s+[^\W\d]+){{0,8}}?:?\s+{_VARIETY}(?:\s*(?:,|và)\s*{_VARIETY})*", "chủ yếu là giống OM 5451", holds="giống"),
    _mask("variety by its name", r"\b(?:(?:Bắc|Đài|Hương|Nếp|Tám)\s[Tt]hơm|Khang\s[Dd]ân|(?:Nhị|Thiên|Việt|Thái|Nghi)\s[Ưư]u)\s(?:số\s)?\d{1,4}\b(?![.,]\d)", "lúa Bắc thơm số 7 (420 ha)", before="thơm số dân ưu"),
    _mask("variety by its letters", r"\b(?:OM|IR|ST|ĐS|TBR|BC|GKG|ML|VNR|LVN|RVT|KD)\s\d{1,5}\b(?=\s*(?:[,;()]|\.(?!\d)|$|và\b|chiếm\b))", "gieo OM 4900, OM5451", before="om ir st đs tbr bc gkg ml vnr lvn rvt kd"),
    _mask("variety with its share", rf"{_VARIETY}(?=\s+chiếm\b)", "giống IR 50404 chiếm 10,3%", holds="chiếm", near=r"giống"),
    _mask("seasons of a year", r"\b(?:[Tt]rong|[Cc]ủa|[Cc]ác)\s+0?[1-3]\s+vụ\s+(?=đông|hè|xuân|mùa|lúa|sản xuất|trong năm)", "trong 2 vụ đông xuân và hè thu", after="vụ"),
    _mask("rice of so many seasons", r"\b[Ll]úa(?: nước)? 0?[1-3] vụ(?=\s*(?:[\d,;:()]|đạt|là|$))", "lúa nước 2 vụ 40 ha", after="vụ"),
    _mask("tiers of government", r"(?:[Cc]hính quyền(?: địa phương)?|[Mm]ô hình|[Tt]ổ chức)\s+0?\d\s+cấp\b", "chính quyền địa phương 2 cấp", after="cấp"),
    _mask("tiers that are named", r"\b(?:[Ởở]|nhân dân|[Tt]òa án|[Kk]iểm sát|TAND|VKSND)\s+0?[2-4]\s+cấp\b", "thủ tục ở 3 cấp: tỉnh, huyện, xã", after="cấp"),
    _mask("all of so many", r"\b(?:[Cc]ả\s+\d{1,2}\b(?!\s*[%.,/]\s?\d)|[Gg]iữa\s+[2-4]\s+khu vực\b)", "giảm cả 3 tiêu chí", before="cả giữa"),
    _mask("phases", r"\b\d\s*pha\b(?:\s+và\s+\d\s*pha\b)?", "công tơ 1 pha và 3 pha", holds="pha"),
    _mask("kinds that define", r"(?:đầy đủ|[Tt][Cc][Đđ][Đđ]|\bđủ)\s+(?:\d+/)?\d+\s+(?:loại|mũi|liều|bước)\b", "tiêm đủ 8 loại vắc xin", after="loại mũi liều bước"),
    _mask("criteria that define", r"đạt\s+(?:chuẩn\s+)?từ\s+\d+\s*(?:[-–]|đến)\s*\d+(?:/19)?\s+tiêu chí|đạt\s+(?:chuẩn\s+)?(?:từ|trên|dưới)\s+\d+\s+tiêu chí(?=\s+trở)|đạt(?:\s+chuẩn|\s+đủ)?\s+(?:19/)?19 tiêu chí", "xã đạt từ 15-18 tiêu chí", holds="tiêu chí"),
    _mask("per ten thousand", r"\b[Bb]ình quân\s+0?1\s+vạn\s+dân\b", "Số bác sỹ bình quân 1 vạn dân: 9,1", after="vạn"),
    _mask("criterion by its number", r"\b[Tt]iêu chí số\s+(?:1\d|[1-9])\b(?![.,]\d|\s*%)(?:\s*(?:,|và)\s*(?:1\d|[1-9])\b(?=\s*[(,.;]|\s+(?:về|và)\b))*", "đạt tiêu chí số 6 (cơ sở vật chất)", before="số"),
    _mask("per so many", rf"(?:/|\btính trên)\s*{_MANY}\s+(?:{_OF_WHOM}|ha)\b|(?:{_HELD_BY}\s+|(?<=\d )(?=trên {_MANY}\s+(?:dân|trẻ)))trên\s*{_MANY}\s+(?:{_OF_WHOM})\b|\btrên\s+0?1\s+(?:người|trẻ|hộ|phụ nữ|ha)\b", "bác sỹ/1 vạn dân", after="dân người trẻ hộ bà phụ bé nữ nam ha vạn nghìn triệu", near=r"(?:/|trên)\s*0?1"),
    _mask("one that a price is of", r"\b[Gg]iá(?:\s+(?:bán|mua|vàng|mỗi|bình quân|trung bình))*\s+0?1\s+(?:USD|đô la|chỉ|lượng|kg|lít|tấn|tạ)\b", "giá 1 USD", after="usd đô chỉ lượng kg lít tấn tạ"),
    _mask("per commune", r"(?:tiêu chí\s*/|ình quân(?: chung)? (?:trên|của|mỗi)|ình quân)\s*0?1\s+xã\b", "bình quân 16 tiêu chí/1 xã", after="xã"),
    _mask("per person", r"(?<=ình quân |ung bình )(?:của )?0?1\s+(?:(?<=quân 1 |uân 01 )(?:người|lao động|nhân khẩu)|(?:hộ|thành viên|HTX|hợp tác xã|doanh nghiệp|dự án)(?! phá sản| giải thể|\s?/))\b", "thu nhập bình quân 1 người 1 tháng", before="quân bình của"),
    _mask("rate that names a programme", r"hỗ trợ lãi suất\s+\d+(?:,\d+)?\s*%", "cho vay hỗ trợ lãi suất 2%", holds="lãi suất"),
    _mask("fineness of gold", r"(?i)\bvàng(?:\s+[^\W\d]+){0,2}\s+(?:9999|999[,.]9|99[,.]99)(?!\d)%?", "giá vàng 9999", holds="99"),
    _mask("provinces of a region", r"\b\d{1,2}\s+tỉnh(?:,? thành phố)?\s+(?:(?:vùng|khu vực|miền|duyên hải|biên giới|trung du|đồng bằng)\s+)*(?:Tây|Đông|Bắc|Nam|Trung|Việt|Duyên|Đồng bằng|Miền|Vùng)\b(?=\s+[\wÀ-ỹ])", "hợp tác 12 tỉnh Tây Nam", after="tỉnh"),
    _mask("digits of a percent", r"\b0?[12]\s+con số\b", "tăng trưởng 2 con số", after="con"),
    _mask("price base", rf"(?i)(?:(?:giá\s+)?so\s+sánh|giá\s+ss|giá\s+cố\s+định)\s+(?:năm\s+)?(?:{_YEAR}|94\b)", "giá so sánh 2010", holds="sánh|định|ss", near=r"(?:sánh|định|ss)\s+(?:năm\s+)?\d"),
)  # fmt: skip

_LIST_NUMBER = MASKS[0]


def list_number_end(text: str) -> int:
    """Where the number of an item or a heading ends, with which many passages hold no other; 0 without one."""
    found = _LIST_NUMBER.pattern.match(text)
    return found.end() if found else 0


#: A bare year: four digits that no unit follows (the caller looks at what follows).
BARE_YEAR = re.compile(rf"{_YEAR}")


Places = dict[str, set[int]]


def _asking(signs: Callable[[Mask], Iterable[str]]) -> Places:
    """By sign, the places in `MASKS` of the rules that ask for it."""
    out: Places = {}
    for place, mask in enumerate(MASKS):
        for sign in signs(mask):
            out.setdefault(sign, set()).add(place)
    return out


_BY_WORD_BEFORE, _BY_WORD_BEHIND = _asking(lambda mask: mask.before), _asking(lambda mask: mask.after)
_BY_LETTERS = _asking(lambda mask: mask.holds)
_WITHOUT_SIGN = {place for place, mask in enumerate(MASKS) if not (mask.before or mask.after or mask.holds)}

_FIRST_DIGIT = re.compile(r"\d(?:(?<=\s\d)|(?<=\s/\d))")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_BEHIND_DIGITS = re.compile(r"\d\s*([^\W\d_]+)")
_LONGEST_BEFORE = 8  # letters; the words that rules ask for before digits are shorter


def find_masks(text: str) -> Iterator[tuple[int, int, str]]:
    """Spans of `text` whose digits are no statistics, with the name of the rule that says so.

    `text` is a passage: one line with single spaces.
    """
    text = until_spelled(text)
    lower = text.lower()
    for place in _suspected(lower):
        mask = MASKS[place]
        if mask.may_match(lower):
            for found in mask.pattern.finditer(text):
                yield found.start(), found.end(), mask.name


def _suspected(lower: str) -> set[int]:
    """The places in `MASKS` of the rules that the passage shows a sign of."""
    found = [_WITHOUT_SIGN]
    found += [_BY_WORD_BEFORE[word] for word in _words_before_digits(lower) & _BY_WORD_BEFORE.keys()]
    found += [_BY_WORD_BEHIND[word] for word in _BY_WORD_BEHIND.keys() & _BEHIND_DIGITS.findall(lower)]
    found += [places for letters, places in _BY_LETTERS.items() if letters in lower]
    return set().union(*found)


def _words_before_digits(lower: str) -> set[str]:
    words = set()
    for found in _FIRST_DIGIT.finditer(lower):
        end = found.start() - (2 if lower[found.start() - 1] == "/" else 1)
        start = max(0, end - _LONGEST_BEFORE)
        word = lower[max(start, lower.rfind(" ", start, end) + 1) : end]
        if word.isalpha():
            words.add(word)
        elif last := _LAST_WORD.search(lower, start, end):
            words.add(last[0])
    return words
