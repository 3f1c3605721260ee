"""The cue that a number hangs on: what the words right before it say of it, "tăng khoảng", "vượt", "chiếm", "gấp"."""

from __future__ import annotations

import re

from ingest import lexicon
from ingest.clauses import Clause
from ingest.lexer import PERCENT
from ingest.remembering import remembered

_SPACE = r"[\s,:(*\"“]*"
_INCREASE = re.compile(rf"\b(?:{lexicon.INCREASE}){lexicon.FILLER}{_SPACE}$")
_DECREASE = re.compile(rf"\b(?:{lexicon.DECREASE}){lexicon.FILLER}{_SPACE}$")
_SIGN = re.compile(r"(?<![\w+–-])(?:(\+)|[-–])$")
#: A comparison whose base stands between cue and number: "cao hơn vụ trước 0,5 tạ/ha".
_COMPARED = (
    r"\s+(?:so với\s+)?(?:(?:tiến độ|mức)(?: [^\W\d]+){0,2}\s+)?"
    r"(?:cùng (?:kỳ|vụ)|vụ|(?:(?:đầu|cuối)\s+)?(?:năm|tháng|quý)|(?:thời điểm\s+)?ngày\s+[\d/.-]+)"
    r"(?:\s+(?!tăng\b|giảm\b|đạt\b)[^\W\d]+){0,5}(?:\s+\d{4})?\s+(?:là |khoảng |gần |hơn )?$"
)
MORE = re.compile(rf"\b(?:(?:cao|nhiều|lớn|nhanh|dài|sớm) hơn|tăng hơn|tăng(?= so)){_COMPARED}")
LESS = re.compile(rf"\b(?:(?:thấp|ít|kém|nhỏ|chậm|ngắn) hơn|giảm hơn|giảm(?= so)){_COMPARED}")
#: The thing between the verb and by how much: "giảm số người chết 2 người".
_OF_COUNTED = r" (?:thêm )?số(?: (?!còn\b|xuống\b|lên\b|đến\b|đạt\b|là\b|có\b|với\b|tăng\b|giảm\b)[^\W\d]+){1,5}\s+$"
_MORE_OF = re.compile(rf"\btăng{_OF_COUNTED}")
_LESS_OF = re.compile(rf"\bgiảm{_OF_COUNTED}")
_TO_LEVEL = re.compile(
    r"\b(?:tăng|giảm|nâng|hạ|rút|đưa)(?: [^\W\d]+){0,8}? (?:lên|xuống|còn|thành)"
    r"(?: (?:còn|dưới|trên|mức|khoảng|gần|hơn))*\s*$"
)
_OVER = re.compile(rf"\b(?:{lexicon.OVER}){lexicon.FILLER}{_SPACE}$")
_REACH = re.compile(rf"\b(?:{lexicon.REACH}){lexicon.FILLER}{_SPACE}$")
_REACH_SHOWN = lexicon.stems(lexicon.REACH)
_SHARE = re.compile(rf"\b(?:{lexicon.SHARE}){lexicon.FILLER}{_SPACE}$")
_TIMES = re.compile(rf"\b(?:{lexicon.TIMES}){lexicon.FILLER}{_SPACE}$")
#: The cue's name, what it looks like, and what every match shows and is found faster; the more telling first.
_CUES = (
    ("-", _DECREASE, lexicon.stems(lexicon.DECREASE)),
    ("+", _INCREASE, lexicon.stems(lexicon.INCREASE)),
    ("-", LESS, (" hơn", "giảm so")),
    ("+", MORE, (" hơn", "tăng so")),
    ("-", _LESS_OF, ("giảm số", "giảm thêm số")),
    ("+", _MORE_OF, ("tăng số", "tăng thêm số")),
    ("over", _OVER, lexicon.stems(lexicon.OVER)),
    ("times", _TIMES, lexicon.stems(lexicon.TIMES)),
    ("share", _SHARE, lexicon.stems(lexicon.SHARE)),
)
#: What the lead of a list tells of all its items: "Các sản phẩm tăng so cùng kỳ như: đá 75,8%, clinker 40,7%".
_RATES_LEAD = re.compile(r"\b(?:mức|tốc độ|tỷ lệ) (?:tăng|giảm)\b")  # "mức tăng một số chỉ số như sau: IIP (10,5%)"
_LIST_LEAD = re.compile(r"(?:[^:;\d]|\d(?![\d.,]*\s?%)){0,120}\b(?:tăng|giảm)\b(?:[^:;\d]|\d(?![\d.,]*\s?%)){0,90}:")
#: "có 3 nhóm hàng giảm giá là giao thông 1%; giáo dục 0,2%": the last such words before an item tell of it.
_GROUPS_LEAD = re.compile(
    r"\bnhóm(?: (?:hàng(?: hóa)?|mặt hàng|ngành|và dịch vụ|có|chỉ số|giá|có mức)){0,5} (tăng|giảm)"
    r"(?: (?:giá|nhẹ|mạnh|cao)){0,2}"
    r"(?: so (?:với )?[^,;:.()%\d]{3,40})?(?:,? (?:là|gồm|như|bao gồm|cụ thể|trong đó|đó là)\b:?|\s?:|\s?\()"
)
_LONGEST_LEAD = 200  # characters
_LONGEST_GROUPS = 600  # characters of a list of groups
COMPARING = re.compile(r"(?:cao|thấp|nhiều|ít|kém) hơn")
EQUALS = re.compile(r"\bbằng\s*$")
ELSEWHERE = re.compile(r"\b(?:cả nước|toàn quốc|bình quân|trung bình)\b")
WORDS = re.compile(r"[^\W\d_]")
_LEVEL_SHOWN = ("lên", "xuống", "còn", "thành")
_CUT = re.compile(r"\b(?:cắt|tinh|miễn|xóa|kéo) giảm\s*$")
_NO_LESS = re.compile(r"\bkhông (?:thấp|ít|kém|nhỏ|cao|nhiều|lớn|chậm) hơn(?: mức)?\s*$")  # a bound, no change
_FROM = re.compile(r"\btừ(?: mức)?\s*$")
_BARE_LEFT = re.compile(
    r"^[\s,:(*\"“và]*$"
    r"|^\s*(?:và(?: gần| hơn| trên| khoảng| xấp xỉ)?|hay|tương đương|tương ứng|đồng thời|riêng)\s*$"
)


@remembered
def cue_of(left: str, *, in_bracket: bool, range_start: bool) -> str:
    """The cue that the words before the number end in; "" where they end in none but perhaps "đạt"."""
    words = left.rstrip()
    if (words.endswith("giảm") and _CUT.search(left)) or ("không " in left and _NO_LESS.search(left)):
        return "reach"
    if any(map(left.__contains__, _LEVEL_SHOWN)) and _TO_LEVEL.search(left):
        return "reach"
    if not range_start and words.endswith(("từ", "từ mức")) and _FROM.search(left):
        return "reach"
    if sign := _SIGN.search(words if in_bracket else left):
        return "+" if sign[1] else "-"  # with a space but no bracket it begins an item of a list: "- 34 giường"
    for name, pattern, shown in _CUES:
        if any(map(left.__contains__, shown)) and pattern.search(left):
            return name
    return ""


@remembered
def is_bare(left: str) -> bool:
    """Whether nothing but signs or joining words stands before the number."""
    return bool(_BARE_LEFT.search(left))


@remembered
def reaches(left: str) -> bool:
    """Whether the words end in "đạt", "bằng", "là" or the like."""
    return any(map(left.__contains__, _REACH_SHOWN)) and bool(_REACH.search(left))


def list_cue(folded: str, clause: Clause, start: int) -> str:
    """The change, "+", "-" or "", that the lead of a list, at `start`, tells of the percent that is an item of it."""
    if clause.quantity.unit != PERCENT or (clause.bracket >= 0 and clause.left_start >= clause.bracket):
        return _cue_of_groups(folded, clause, start)
    if cue := _cue_of_groups(folded, clause, start):
        return cue
    found = _LIST_LEAD.match(folded, start, min(clause.quantity.start, start + _LONGEST_LEAD))
    if clause.bracket >= 0 and not (found and _RATES_LEAD.search(found[0])):
        return ""
    rises, falls = (word in found[0] for word in ("tăng", "giảm")) if found else (False, False)
    return "" if rises == falls else "+" if rises else "-"


def _cue_of_groups(folded: str, clause: Clause, start: int) -> str:
    """The change that a percent's list tells by its groups; "" where the list has ended, or tells none."""
    stop = clause.quantity.start
    if clause.quantity.unit != PERCENT or "nhóm" not in folded[start:stop]:
        return ""
    leads = _GROUPS_LEAD.finditer(folded, max(start, stop - _LONGEST_GROUPS), stop)
    found = max(leads, key=lambda lead: lead.start(), default=None)
    return "" if found is None else "+" if found[1] == "tăng" else "-"


@remembered
def is_estimate(left: str) -> bool:
    """Whether the words say that the number is estimated."""
    return ("ước" in left or "dự kiến" in left) and bool(lexicon.ESTIMATE.search(left))


@remembered
def part_cue(left: str) -> int:
    """Where the first cue of a part ends in the words ("trong đó"); 0 without one."""
    found = lexicon.PART_CUE.search(left) if any(map(left.__contains__, lexicon.PART_STEMS)) else None
    return found.end() if found else 0
