"""Amounts told without a part of what they are named by, and prices told by the name of what is sold."""

from __future__ import annotations

import re

from ingest.clauses import Clause
from ingest.course import Course
from ingest.lexer import PERCENT

#: "nếu loại trừ tiền sử dụng đất, thu nội địa đạt ..." is not the indicator that it names.
_WITHOUT = re.compile(
    r"\b(?:loại trừ|(?:nếu|sau khi) (?:trừ|không (?:tính|kể|bao gồm)))\b"
    r"|^\W*(?:không|chưa) (?:tính|kể|bao gồm)\b.*(?:,|\bthì\b)"
)
#: "Nếu loại trừ thu chuyển nguồn là 1.754 triệu đồng, thì tổng thu ..."
_ON_CONDITION = re.compile(r".*\bnếu (?:loại|trừ|không (?:tính|kể|bao gồm))\b.*\bthì\b")
#: "thu nội địa trừ tiền sử dụng đất, xổ số kiến thiết đạt ..." is not the last of what it leaves out.
_LIST_LEFT_OUT = re.compile(
    r"\btrừ (?!trợ cấp\b)(?:(?!\b(?:đạt|tăng|giảm|là)\b)[^;.()])*,(?:(?!\b(?:tăng|giảm)\b)[^;.()])*$"
)
#: "tăng 10% (tăng 7% sau khi trừ trượt giá)": the volume, for which there is no indicator.
_WITHOUT_PRICES = re.compile(
    r"\s*(?:nếu|sau khi|khi) (?:đã |loại ){0,2}trừ (?:đi )?(?:yếu tố |trượt |biến động ){0,2}giá\b"
)
_LEFT_OUT = (" trừ", "không", "chưa")  # every match shows one of them
#: "Một số ngành có số doanh nghiệp giảm như: sản xuất điện giảm 9%" tells how many firms there are, not what they make.
_COUNTED_BY_BRANCH = re.compile(
    r"\b(?:lĩnh vực|ngành)(?: [^\W\d]+){0,4} (?:số|vốn)(?: lượng)? (?:doanh nghiệp|dự án|lao động|đăng ký)\b"
    r"[^.;:\d]{0,60}(?::|\bnhư\b|\bgồm\b)"
)
_NEAR, _LISTED = 300, 600  # characters before a number, in which the list that it stands in may open
_MARKET = (
    r"(?:hoa kỳ|mỹ|trung quốc|nhật bản|hàn quốc|châu [âuámỹphi]+|eu|asean|campuchia|lào|thái lan|đài loan|các nước)\b"
)
#: "Xuất khẩu vào Hoa Kỳ đạt 70 triệu USD. Trong đó, giày dép ...", "thặng dư với Hoa Kỳ": the goods of one market.
_TO_MARKET = re.compile(rf"\b(?:xuất|nhập) khẩu\b[^.;]{{0,60}}\b(?:vào|sang|đi|tới|từ) (?:thị trường )?{_MARKET}")
_OF_MARKET = re.compile(r"\W*(?:trong đó|cụ thể|dẫn đầu|các mặt hàng)\b")
_BALANCE_WITH = re.compile(rf"\b{_MARKET}[^.;]{{0,150}}\b(?:xuất|nhập) siêu\b[^,;.]*$")
#: "giá cao su xuất khẩu giảm 20%" is not of the exports.
_PRICE_OF_EXPORTS = re.compile(
    r"(?<!trị )(?<!chỉ số )\bgiá (?!trị|hiện|so|cố|thực)(?:[^\W\d]+ ){0,4}(?:xuất|nhập) khẩu\b[^,;.]*$"
)


def leaves_prices_out(clause: Clause) -> bool:
    """Whether it is told of a list with a thing left out, of a volume without its prices, or of the price alone."""
    if _WITHOUT_PRICES.match(clause.right) or ("trừ" in clause.left and _LIST_LEFT_OUT.search(clause.left)):
        return True
    of_price = clause.quantity.unit == PERCENT and "giá " in clause.left
    return of_price and _PRICE_OF_EXPORTS.search(clause.left) is not None


def leaves_a_part_out(course: Course, clause: Clause) -> bool:
    """Whether its sentence says that a part is not counted, or something else: "nếu loại trừ tiền sử dụng đất, ..."."""
    if any(map(clause.left.__contains__, _LEFT_OUT)) and _WITHOUT.search(clause.left):
        return True
    start, stop = clause.sentence[0], clause.quantity.start
    if clause.quantity.unit == PERCENT and _COUNTED_BY_BRANCH.search(course.folded, max(start, stop - _LISTED), stop):
        return True
    if clause.quantity.unit in ("usd", PERCENT) and _of_one_market(course, start, stop):
        return True
    return " thì " in clause.left and _ON_CONDITION.match(course.folded, start, stop) is not None


def _of_one_market(course: Course, start: int, stop: int) -> bool:
    """Whether goods are told that one country buys, or the balance with it."""
    told = course.folded[max(start, stop - _NEAR) : stop]
    if "siêu" in told and _BALANCE_WITH.search(told):
        return True
    if not _OF_MARKET.match(course.folded, start, stop):
        return False
    before = course.folded[max(0, start - _NEAR) : start].rstrip(" .")
    return _TO_MARKET.search(before, before.rfind(". ") + 1) is not None
