"""Numbers that are no statistics: document numbers, dates, years, ordinals, classes, ages, names, list numbers.

Each rule is a name, a pattern and an example; `find_masks` gives the spans that the number scan must leave alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.folding import UPPER


@dataclass(frozen=True, slots=True)
class Mask:
    """A kind of number that is no claim, with a sentence that shows it."""

    name: str
    pattern: re.Pattern[str]
    example: str


def _mask(name: str, pattern: str, example: str) -> Mask:
    return Mask(name, re.compile(pattern), example)


_YEAR = r"(?:19|20)\d\d"
_LAW = r"Nghị quyết|Quyết định|Thông tư|Nghị định|Chỉ thị|Công văn|Kết luận|Công điện|Chương trình|Đề án"
_NUMBERED = r"bão|áp thấp|nhà máy|trạm|tổ|đội|cột mốc|mốc|lô|biểu|phụ lục|mẫu|tuyến|cảng|bến|kho|giếng|gói thầu|khu|cụm|đài|thửa|tờ bản đồ"

MASKS: tuple[Mask, ...] = (
    _mask("list number", r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.):]|\d{1,2}(?:\.\d{1,2})+|\(\d{1,2}\))(?=\s|[A-ZĐ])", "2.1. Về kinh tế"),
    _mask("list number inside", r"(?<=[:;.,])\s*\(\d{1,2}\)(?=\s)", "Trong đó: (1) Người có công"),
    _mask("document number", r"\b\d+[a-z]?(?:/\d{4})?\s?[/-]\s?[A-ZĐ]{1,}[A-Za-zĐđÀ-ỹ]*\d*(?:\s?[-/–]\s?[A-ZĐ][A-Za-zĐđÀ-ỹ]*\d*)*", "41/2024/QĐ-UBND"),
    _mask("law by its number", rf"(?:{_LAW})(?: số)?:?\s+\d+[a-z]?(?:/\d+)*(?![\d.,]*\d)(?!\s*(?:tỷ|triệu|%|ha))", "Nghị quyết 30a"),
    _mask("number of something", rf"(?i)\b(?:{_NUMBERED})\s+số\s+\d{{1,3}}\b(?![.,]\d)", "cơn bão số 3 (Yagi)"),
    _mask("number of a paper", r"\b[Ss]ố\s*:?\s+\d{1,4}\b(?=\s*(?:ngày\b|của (?:Chính|Bộ|UBND|Thủ|Tỉnh|HĐND)))", "công văn số 938 ngày 15/2/2024"),
    _mask("day in words", r"[Nn]gày\s+\d{1,2}(?:\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?(?![\d/.,]*\d)(?!\s*công)", "ngày 25 tháng 4 năm 2024"),
    _mask("day", r"(?<![\d.,])/?\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{2,4}(?!\d)", "25/4/2024"),
    _mask("day of a month", r"(?:[Nn]gày|[Dd]ịp|[Tt]ừ|[Ll]ễ|[Tt]rước|[Đđ]ến|và)\s+(?:lễ\s+)?/?\d{1,2}/\d{1,2}(?![\d/])(?=\s*(?:[,.;)]|$|đến|và|năm|hàng|của|-))", "lễ 30/4 và 1/5"),
    _mask("days or years from to", rf"\b{_YEAR}\s*[-–]\s*(?:{_YEAR}|\d\d\b)", "giai đoạn 2021-2025"),
    _mask("holiday", r"[Nn]gày\s+[^.;,\d]{3,40}\s\d{1,2}/\d{1,2}(?![\d/])", "ngày Nhà giáo Việt Nam 20/11"),
    _mask("month and year", rf"\b\d{{1,2}}/{_YEAR}\b", "tháng 10/2024"),
    _mask("months", r"(?i)\btháng\s+\d{1,2}(?![.,]?\d)(?:\s*[-–,]\s*\d{1,2}(?![.,]?\d)(?!\s*[%a-zđà-ỹ]))*(?:\s+và\s+(?:tháng\s+)\d{1,2}(?![.,]?\d))?", "các tháng 5-6"),
    _mask("quarter", r"(?i)\bquý\s+[1-4]\b", "quý 1"),
    _mask("year after its word", r"(?i)\b(?:năm|niên vụ|niên khóa)\s+\d{4}(?![.,]?\d)", "năm 2024"),
    _mask("span of time", r"(?i)(?<![\d.,])\d{1,3}\s+(?:năm|tháng|tuần|giờ|phút|ngày|quý)\b(?!\s*công)", "kỷ niệm 70 năm"),
    _mask("class at school", r"\b[Ll]ớp\s+\d{1,2}(?:\s*(?:,|và|đến|-)\s*(?:lớp\s+)?\d{1,2}\b)*", "lớp 5, 9,12"),
    _mask("ordinal", r"\b(?:[Ll]ần|[Kk]ỳ họp|[Pp]hiên họp|[Pp]hiên|[Kk]hóa|[Kk]hoá|[Đđ]ại hội|[Tt]uần)\s+thứ\s+\d+", "kỳ họp thứ 23"),
    _mask("level or part", r"(?<!các )(?<!Các )\b(?:[Mm]ức độ|[Cc]ấp độ|[Đđ]ợt|[Kk]hóa|[Kk]hoá|[Ll]ần|[Bb]ước|[Gg]iai đoạn|[Đđ]iều|[Kk]hoản|[Mm]ục|[Bb]iểu|[Pp]hụ lục|[Hh]ạng|[Ll]oại|[Nn]hóm|[Vv]ùng|[Tt]uyến|[Vv]ăn bằng|[Tt]rạm|[Tt]ổ|[Kk]hu phố|[Tt]hôn|[Bb]ản|[Kk]hu vực)\s+\d{1,2}\b(?!\s*[%.,]\d)(?=\s*(?:[,.;:()”\"-]|$|(?:trở|và|hoặc|đến|của|theo|cho|tại|thuộc|năm|gồm|là|đại|cấp|đối|có|được|về|do|từ|trên|toàn|kế)\b))", "mức độ 3"),
    _mask("age", r"(?:(?<![\w.,])[<>]\s*)?(?<![\d.,])\d{1,3}(?:\s*(?:-|–|,|và|đến)\s*\d{1,3})*\s*(?:tháng tuổi|tuổi)\b", "trẻ dưới 5 tuổi"),
    _mask("stars", r"(?:từ\s+)?\b\d\s*(?:[-–]\s*\d\s*)?sao\b(?:\s+(?:đến|và)\s+\d\s*sao)?", "sản phẩm 4 sao"),
    _mask("name with digits", r"(?<!\w)[A-Za-zĐđ]+\d[\w()+]*|\b[Cc]ovid\s*[-–]?\s*19|\b\d+[GKgh]\b(?:/\d+[GKgh]\b)*", "3G/4G, Covid-19, 24h"),
    _mask("around the clock", r"\b24/(?:24|7)(?:\s*giờ|\s*h)?\b", "trực 24/24 giờ"),
    _mask("road", r"\b(?:QL|ĐT|TL|ĐH|[Qq]uốc lộ|[Tt]ỉnh lộ|[Đđ]ường tỉnh|[Cc]ao tốc|Km)\s*[:.]?\s*\d+\w*(?:\s*,\s*\d{2,3}\b)*(?!\s*km)", "ĐT:128,127"),
    _mask("place with a number", rf"(?<![{UPPER}\w])[{UPPER}]\w*\s+[{UPPER}]\w*\s+[1-9]\d?(?![.,]?\d)(?=\s*(?:[,.;:()]|$|và\b|chưa\b|nộp\b|có\b|đạt\b|tại\b|thuộc\b|ở\b))", "thủy điện Nậm So 2"),
    _mask("weekday", r"\b(?:vào |ngày )?[Tt]hứ\s+[2-7](?=\s+(?:hằng|hàng) tuần|,? ngày)", "thứ 6 hằng tuần"),
    _mask("all of so many", r"\b[Cc]ả\s+\d{1,2}\b(?!\s*[%.,]\d)", "giảm cả 3 tiêu chí"),
    _mask("phases", r"\b\d\s*pha\b(?:\s+và\s+\d\s*pha\b)?", "công tơ 1 pha và 3 pha"),
    _mask("kinds that define", r"(?:đầy đủ|[Tt][Cc][Đđ][Đđ]|\bđủ)\s+(?:\d+/)?\d+\s+(?:loại|mũi|liều|bước)\b", "tiêm đủ 8 loại vắc xin"),
    _mask("criteria that define", r"đạt\s+(?:chuẩn\s+)?từ\s+\d+\s*[-–]\s*\d+\s+tiêu chí|đạt(?:\s+chuẩn)?\s+19/19 tiêu chí", "xã đạt từ 15-18 tiêu chí"),
    _mask("per so many", r"(?:/|trên|tính trên)\s*(?:1\s+vạn|10\.000|1\.000|100\.000|1\s+nghìn|1\s+triệu|1|100|10)\s+(?:dân|người|trẻ|hộ|bà mẹ|phụ nữ|ha)\b", "bác sỹ/1 vạn dân"),
    _mask("rate that names a programme", r"hỗ trợ lãi suất\s+\d+(?:,\d+)?\s*%", "cho vay hỗ trợ lãi suất 2%"),
    _mask("price base", rf"(?:giá\s+)?so\s+sánh\s+(?:năm\s+)?{_YEAR}", "giá so sánh 2010"),
)  # fmt: skip

#: A bare year: four digits that no unit follows (the caller looks at what follows).
BARE_YEAR = re.compile(rf"{_YEAR}")


def find_masks(text: str) -> Iterator[tuple[int, int, str]]:
    """Spans of `text` whose digits are no statistics, with the name of the rule that says so."""
    for mask in MASKS:
        for found in mask.pattern.finditer(text):
            yield found.start(), found.end(), mask.name
