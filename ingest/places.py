"""Which area a number is of, where the words before it name another than the report's own."""

from __future__ import annotations

import re

from ingest.clauses import Clause
from ingest.folding import UPPER
from ingest.remembering import remembered

_NATION = re.compile(r"\b(cả nước|toàn quốc|bình quân chung cả nước)\b[^,;]{0,40}$")
_KINDS = "(?:huyện|xã)(?: đảo| biên giới| miền núi)?|thị xã|thành phố(?: biển| du lịch)?|thị trấn|phường|đặc khu"
_PLACE = re.compile(
    rf"(?:^\s*|\b(?:[Tt]ại|[Ởở]|của|[Rr]iêng|trong đó|,)\s+)"
    rf"((?i:{_KINDS})\s+[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}})[^,;]{{0,30}}$"
)
#: A place behind its number: "12 ca tại huyện Phú Tân", "150 ha ở xã An Lộc".
_PLACE_BEHIND = re.compile(
    rf"^[^,;.:()\d]{{0,60}}?\b(?:tại|ở|trên địa bàn)\s+((?:{_KINDS})\s+[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}})"
)
#: A province or a district that was merged away: "khu vực Hà Giang (cũ)", "tỉnh Yên Bái trước sáp nhập".
_FORMER = re.compile(
    rf"((?:tỉnh|khu vực|địa bàn|huyện|thành phố)\s+[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}}"
    r"\s(?:\(cũ\)|cũ\b|trước (?:khi )?(?:sáp nhập|hợp nhất)))[^,;]{0,40}$"
)


#: A place with its number in a list of places: "1.200 ha (huyện An Bình 300 ha, huyện Tân Phú 900 ha)".
_PLACE_ALONE = re.compile(
    r"^[\s,;:(+–-]*(?:[Tt]rong đó|[Gg]ồm|[Cc]ụ thể|[Rr]iêng|[Nn]hư|[Tt]ập trung(?: nhiều| chủ yếu)?|[Tt]ại|[Ởở]|[Vv]à"
    r"|\s|:|các)*"
    rf"((?:{_KINDS}|tỉnh|TP\.?|TX\.?)\s*[{UPPER}]\w*(?:\s+[{UPPER}]\w*){{0,3}})"
    r"\s*(?::|có|đạt|với|là|trồng|được|khoảng|gần|hơn|trên|\s)*$"
)


_OPENING_PLACE = re.compile(rf"^[\s,;:.+–-]*(?:(?:[Tt]ại|[Ởở]|[Rr]iêng)\s+)?(?i:{_KINDS})\s+[{UPPER}]")


def place_alone(clause: Clause, text: str) -> str:
    """The place that is all that a number is told with; "" where there is none or more is said."""
    return _only_place(text[max(clause.left_start, clause.bracket) : clause.quantity.start])


@remembered
def _only_place(left: str) -> str:
    place = _PLACE_ALONE.match(left)
    return place[1] if place else ""


def area_of(clause: Clause, text: str) -> str:
    """The area as it is named in `text`, the passage before folding; "" for the area that the report is about."""
    if nation := _nation(clause.left):
        return nation
    place = _place(text[clause.left_start : clause.quantity.start]) if clause.bracket < 0 else ""
    right = text[clause.quantity.unit_end : clause.quantity.unit_end + len(clause.right)]
    return place or _place_behind(right) or place_alone(clause, text)


@remembered
def opens_with_place(left: str) -> bool:
    """Whether a segment begins with a place of which all is told that follows: "Tại huyện Phú Tân có"."""
    return _OPENING_PLACE.match(left) is not None


@remembered
def _nation(left: str) -> str:
    nation = _NATION.search(left)
    return "" if nation is None else nation[1].removeprefix("bình quân chung ")


@remembered
def _place(left: str) -> str:
    place = _PLACE.search(left) or _FORMER.search(left)
    return place[1] if place else ""


@remembered
def _place_behind(right: str) -> str:
    behind = _PLACE_BEHIND.match(right)
    return behind[1] if behind else ""
