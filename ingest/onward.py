"""A passage that goes on with what the one before spoke of: branches of its index, goods sold, changes of its numbers.

"Tính chung 10 tháng, chỉ số sản xuất công nghiệp tăng 9%." and then, in a paragraph of its own, "Ngành khai khoáng giảm
2%; ngành dệt tăng 6%.": the branches are told of the same months, and compared with the same base. And "So với cùng
kỳ, giảm 3 vụ, giảm 1 người chết." compares what the passage before counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.claim import Versus
from ingest.course import Finding
from ingest.folding import fold
from ingest.scopes import Scope
from ingest.subjects import Subject
from ingest.times import find_times

_OPENS = re.compile(
    r"\W*(?:có \d|(?:các |một số )?(?:nhóm|ngành)\b|ngược lại|ở chiều|riêng\b|dẫn đầu|tiếp đến|cụ thể|trong đó)"
)
#: What is told by branches of industry as well, and is no index of production.
_OTHER = re.compile(
    r"\b(?:giá trị|vốn|lao động|doanh nghiệp|tiêu thụ|tồn kho|xuất khẩu|grdp|gdp|tổng sản phẩm|thu hút|doanh thu)\b"
)
#: What is told by groups of goods as well, and is no part of retail sales.
_NO_SALES = re.compile(r"\b(?:vận tải|du lịch|(?:xuất|nhập) khẩu|chỉ số|sản xuất|tồn kho|thị trường)\b")
#: What is told by kinds of goods as well, and is no part of exports.
_NO_EXPORTS = re.compile(
    r"\b(?:nhập khẩu|sản xuất|diện tích|năng suất|sản lượng|giá bán|ngân sách|bán lẻ|thuế|tồn kho|trồng|nuôi|chỉ số)\b"
)
_PRICES = re.compile(r"\bcpi\b|\bgiá tiêu dùng\b")  # whose groups are no branches of industry
_FIRST_PERCENT = re.compile(r"[^%]*%")
_COMPARED = re.compile(r"\b(?:so với|so|(?:tăng|giảm) với)\b(?! sánh)")
_COMPARES = re.compile(r"\W*so (?:với )?(?:cùng kỳ|cùng thời điểm|(?:tháng|quý|năm) trước)\b")
_EXPORTS = "external_trade.exports"  # whose goods are told by their values as well
#: How the code of a whole begins, its name, and what its parts are not spoken of with.
_WHOLES = (
    ("industry.iip", "chỉ số sản xuất công nghiệp", _OTHER),
    ("prices.cpi.", "", _OTHER),
    ("trade.retail", "tổng mức bán lẻ", _NO_SALES),
    (_EXPORTS, "xuất khẩu", _NO_EXPORTS),
)


@dataclass(frozen=True, slots=True)
class Onward:
    """What the passage before left open: the index by name, the days, the base where the passage has none."""

    name: str
    scope: Scope
    base: Versus | None


def onward(text: str, last: Finding | None) -> Onward | None:
    """What the passage `text` goes on with behind one that ended in `last`; None where it speaks for itself."""
    if last is None or (last.reading.measure != "change_pct" and not last.code.startswith(_EXPORTS)):
        return None
    found = next((whole for whole in _WHOLES if last.code.startswith(whole[0])), None)
    folded = fold(text)
    if found is None or not _OPENS.match(folded):
        return None
    whole, name, others = found
    if others.search(folded) or (name and _PRICES.search(folded)):
        return None
    until_percent = _FIRST_PERCENT.match(folded)
    if until_percent is None and whole != _EXPORTS:
        return None
    lead = until_percent[0] if until_percent else folded
    if any(time.kind != "now" for time in find_times(lead)):
        return None
    return Onward(name, last.scope, _base(folded, last))


def _base(folded: str, last: Finding) -> Versus | None:
    """The base of the last change, where the passage names none of its own."""
    told = last.reading.versus if last.reading.measure == "change_pct" else None
    return None if _COMPARED.search(folded) else told


def compared(text: str, findings: Sequence[Finding]) -> tuple[Subject, ...]:
    """The levels of the passage before that the passage `text` compares without naming them; mostly none."""
    if not _COMPARES.match(fold(text)):
        return ()
    levels = (f for f in findings if f.reading.measure == "level" and f.code and not f.quantity.over)
    return tuple(Subject(f.code, f.label, f.quantity.unit) for f in levels)
