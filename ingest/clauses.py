"""The shape of a passage: sentences, segments between semicolons, brackets, and what stands around each quantity.

A bracket with numbers is a clause of its own that hangs on the quantity before it; the sentence runs on past it as if
it were not there ("ước đạt 17.600 tấn (thịt lợn 9.600 tấn), bằng 89,5% kế hoạch").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.bounds import bound_of
from ingest.claim import Bound
from ingest.folding import UPPER
from ingest.lexer import Quantity
from ingest.numerals import is_inside_number

_SENTENCE_END = re.compile(
    rf"[.!?…](?<![.!?…].)(?:(?<!…)(?![.!?…])[\"”’*)]*(?=\s+[\"“‘*(]*[{UPPER}0-9(+-]|\s*$)"
    rf"|[.!?…]*[\"”’*)]*(?=\s+[\"“‘*(]*[{UPPER}(+-]|\s*$))"  # "Lào, Thái Lan... 250 người" goes on
)
_ABBREVIATIONS = re.compile(r"(?:\b(?:TP|tr|Tr|Th|PGS|TS|BS|ThS|Tx|TX|TT|P|Q|H|ĐT|St|vv|v\.v)|\b[A-ZĐ])\.$")
_BRACKET = re.compile(r"\(([^()]{0,1500}(?:\([^()]{0,200}\)[^()]{0,1500}){0,8})\)")
#: What is told itself stands in such a bracket, which hangs on nothing: "IIP tăng cao (+23,8%) so với tháng trước".
_SIGNED = re.compile(r"[+–-] ?[\d.,]+ ?%")
_COMPARED = re.compile(r"\) so (?:với )?(?:cùng|tháng|năm|quý)\b")
_CONTENT = re.compile(r"[^\W\d_]{2}")

_SAID_OTHERWISE = re.compile(
    r"\b(?:(đạt) (?:được|khoảng|gần|hơn|trên|xấp xỉ)|(ước) tính( đạt| khoảng| tăng| giảm)?|xấp xỉ) $"
)
_SAYS_OTHERWISE = ("được ", "tính ", "đạt ", "khoảng ", "tăng ", "giảm ", "xỉ ", "gần ", "hơn ", "trên ")
_SAID_WITHIN = 16

#: Words that begin what belongs to the next quantity, where no comma parts two quantities.
_STRONG = re.compile(
    r"\b(?:(?<!so )với|đạt(?! (?:tiêu )?chuẩn| yêu cầu| danh hiệu| hạng| vệ sinh| vsat)|bằng|tăng|giảm|vượt|chiếm"
    r"|trong đó|gồm|làm|trị giá|kinh phí|nâng(?! cao)|góp phần|đưa(?= (?:tổng|số|doanh thu|kim ngạch))|tổng số"
    r"|(?<!quy )(?<!hương )ước|cao hơn|thấp hơn|lũy kế|số tiền|diện tích|năng suất|sản lượng"
    r"|(?<!trở )lên|(?<!trở )xuống|tập trung (?:ở|tại|chủ yếu|nhiều))\b"
)
#: "và" that joins a name of its own to the next number: "tăng 3,2% và doanh thu du lịch tăng 30%".
_JOINED = re.compile(r"\b(?:và|còn|nhưng|riêng)\b")
#: A cause with a change of its own: "giảm 1,35% do giá xăng giảm 3,28%".
_CAUSE = re.compile(r"\b(?:do|nhờ|vì)\b")
#: "61% diện tích gieo cấy và bằng 97% so với cùng kỳ"
_OF_AREA = re.compile(r"\s*(?:trong |của |so (?:với )?)?(?:tổng )?diện tích\b")
#: A base right behind a percent is that percent's: "bằng 98% so với cùng kỳ: ngô 12 ha".
_BASE_BEHIND = re.compile(
    r"\s*so (?:với )?(?:cùng (?:kỳ|vụ|thời điểm)|(?:năm|vụ|tháng|quý) trước)(?: (?:năm|vụ) (?:trước|ngoái|20\d\d))?\b"
)
#: Things of one word that "và" joins as a name of their own: "mía giảm 7% và lạc tăng 2%".
_CROPS = frozenset("lúa ngô bắp lạc mía sắn mì rau chè tiêu trâu bò lợn heo".split())
#: A dash behind a number that parts items written on in one line: "đạt 68% - Số giường bệnh: 45 giường".
_ITEM_DASH = re.compile(rf"(?:/[^\W\d]{{1,8}})?(?: (?:trở lên|trở xuống))? ?[.,]? [-–+•] (?=[{UPPER}])")
#: "tăng 2% so với tháng trước và so với cùng kỳ năm 2023 tăng 14%": each has its own base.
_SECOND_BASE = re.compile(r"\bvà so với (?:cùng|năm|tháng|quý) [^,;.()]{2,30}$")
_NO_WORD = re.compile(r"[^\w\s]|\d")
#: How far back words are looked for that stand before a bracket, and the words between two numbers: nothing in prose
#: is longer, and a passage that is no prose costs no more than its length.
_BEFORE_BRACKET, _BETWEEN = 250, 3_000
#: The plan of a percent, told with its size: "đạt 104% so với chỉ tiêu 9.000 người" says it of both numbers.
ITS_PLAN = re.compile(r"\s*so với (?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)\b[^,;.()]*")
_PLAN_BESIDE = re.compile(r"\s*/\s*(?:kh|kế hoạch|kịch bản)\b")
#: What a range changed to: "giảm từ 200-250 ca/tuần xuống còn 90 ca", so that it is no range of changes.
_GOES_TO = re.compile(r"(?:/[^\W\d]+)?\s*(?:đã )?(?:giảm |tăng )?(?:lên|xuống|còn)\b")
#: The cue of a part belongs to what follows: "đạt 73% kế hoạch, trong đó, vốn trung ương đạt 60%".
_PART_BEFORE_COMMA = re.compile(r"\btrong (?:số )?đó$")
_CUE = 12  # characters before a comma, in which such a cue stands
_WEAK = re.compile(r"\b(?:và|cho|đến|tới|tại|là|còn|có|của)\b")


@dataclass(slots=True)
class Clause:
    """A quantity and the words around it, in folded text; `left` and `right` never reach over another quantity."""

    quantity: Quantity
    left: str
    left_start: int  # where `left` begins in the passage
    right: str
    sentence: tuple[int, int]
    segment: tuple[int, int]
    bracket: int  # start of the bracket that holds it, or -1
    sentence_first: bool  # no quantity stands before it in its sentence
    segment_first: bool
    range_start: bool = False  # the first of a range "từ 7,5-8%"
    bound: Bound = ""  # told before the number, where `left` no longer holds it, or behind it


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch that is read for itself: a sentence outside brackets, or the inside of one bracket."""

    start: int
    end: int
    bracket: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A passage taken apart: clauses in the order of their quantities, the text with brackets blanked, sentences."""

    clauses: list[Clause]
    flat: str
    sentences: list[tuple[int, int]]


def shape_passage(text: str, folded: str, quantities: list[Quantity]) -> Shape:
    """Take a passage apart around its quantities."""
    folded = _with_items_parted(text, folded, quantities)
    brackets = _brackets(folded, quantities)
    flat = _blank(folded, brackets)
    inside = _Places(quantities, brackets)
    clauses: list[Clause] = []
    sentences = sentence_spans(text, flat)
    for region in [_Region(a, b, -1) for a, b in sentences] + [_Region(a, b, a) for a, b in brackets]:
        view = flat if region.bracket < 0 else folded
        before = inside.end_before(region.bracket)
        clauses.extend(_region_clauses(region, view, flat, inside.of(region), before))
    return Shape(sorted(clauses, key=lambda c: c.quantity.start), flat, sentences)


def _with_items_parted(text: str, folded: str, quantities: list[Quantity]) -> str:
    """Semicolons for the dashes that part items in one line."""
    dashes = [found.end() - 2 for q in quantities if (found := _ITEM_DASH.match(text, q.unit_end))]
    pieces, at = [], 0
    for dash in dashes:
        pieces += [folded[at:dash], ";"]
        at = dash + 1
    return "".join([*pieces, folded[at:]]) if dashes else folded


class _Places:
    """Which quantities belong to a region: those of a bracket to the bracket alone."""

    def __init__(self, quantities: list[Quantity], brackets: list[tuple[int, int]]) -> None:
        bracketed = _Bracketed(brackets)
        self._outer = [q for q in quantities if not bracketed.holds(q.start)]
        self._inner = [q for q in quantities if bracketed.holds(q.start)]
        self._outer_starts, self._inner_starts = [q.start for q in self._outer], [q.start for q in self._inner]

    def end_before(self, position: int) -> int:
        """Where the last quantity outside brackets before `position` ends, its unit included; 0 without one."""
        index = bisect_left(self._outer_starts, position) - 1
        return self._outer[index].unit_end if index >= 0 else 0

    def of(self, region: _Region) -> list[Quantity]:
        quantities, starts = (
            (self._outer, self._outer_starts) if region.bracket < 0 else (self._inner, self._inner_starts)
        )
        return quantities[bisect_left(starts, region.start) : bisect_left(starts, region.end)]


class _Bracketed:
    """Whether a position lies inside one of some disjoint, ascending spans."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans, self._starts = spans, [a for a, _ in spans]

    def holds(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._spans[index][1]


def _brackets(folded: str, quantities: list[Quantity]) -> list[tuple[int, int]]:
    """Inside spans of the brackets that hold a quantity."""
    starts = [q.start for q in quantities]
    out = []
    for found in _BRACKET.finditer(folded):
        a, b = found.span(1)
        before = bisect_right(starts, a - 1)
        if bisect_right(starts, b) == before:
            continue
        behind = before and not folded[quantities[before - 1].unit_end : a - 1].strip()
        if behind or not (_SIGNED.fullmatch(found[1]) and _COMPARED.match(folded, b)):
            out.append((a, b))
    return out


def _blank(folded: str, brackets: list[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for a, b in brackets:
        pieces += [folded[at : a - 1], " " * (b + 1 - (a - 1))]
        at = b + 1
    return "".join([*pieces, folded[at:]])


def sentence_spans(text: str, flat: str) -> list[tuple[int, int]]:
    """Where the sentences of a passage begin and end; `flat` has blanks where brackets are passed over."""
    spans, start = [], 0
    for found in _SENTENCE_END.finditer(text):
        if flat[found.start()] != text[found.start()] or is_inside_number(text, found.start()):
            continue
        if found[0].startswith(".") and _ABBREVIATIONS.search(text[max(start, found.start() - 5) : found.start() + 1]):
            continue
        spans.append((start, found.end()))
        start = found.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def _region_clauses(
    region: _Region, view: str, flat: str, quantities: list[Quantity], before_bracket: int
) -> list[Clause]:
    out: list[Clause] = []
    for a, b, inside in _segments(region, view, quantities):
        for index, quantity in enumerate(inside):
            before = inside[index - 1] if index else None
            after = inside[index + 1] if index + 1 < len(inside) else None
            left_start = a if before is None else _division(view, before, quantity)
            left_start = max(left_start, quantity.start - _BETWEEN)
            right_end = b if after is None else _division(view, quantity, after)
            if region.bracket >= 0 and not out and not _CONTENT.search(view[left_start : quantity.start]):
                left_start, left = _outer_left(flat, region.bracket, before_bracket, view[left_start : quantity.start])
            else:
                left = view[left_start : quantity.start]
            right_end = min(right_end, quantity.unit_end + _BETWEEN)
            if after is not None and quantity.is_ratio and ITS_PLAN.fullmatch(view, quantity.unit_end, after.start):
                right_end = after.start
            right = view[quantity.unit_end : max(quantity.unit_end, right_end)]
            if after is not None and after.range_end:
                right = _right_of_range(view, inside, index, b)
            said, bound = in_usual_words(left), bound_of(left, right)
            if quantity.range_end and out:
                left_start, said, bound = out[-1].left_start, out[-1].left, out[-1].bound or bound_of("", right)
            out.append(
                Clause(
                    quantity,
                    said,
                    left_start,
                    right,
                    (region.start, region.end),
                    (a, b),
                    region.bracket,
                    not out,
                    index == 0,
                    after is not None and after.range_end and not _GOES_TO.match(view, after.unit_end),
                    bound,
                )
            )
    return out


def in_usual_words(left: str) -> str:
    """The words before a number, with the usual ones for those that say the same: "đạt được #", "ước tính đạt #".

    A bound behind "đạt" changes nothing of what they say, and is told apart.
    """
    found = _SAID_OTHERWISE.search(left, max(0, len(left) - _SAID_WITHIN)) if left.endswith(_SAYS_OTHERWISE) else None
    if found is None:
        return left
    usual = "đạt " if found[1] else f"ước{found[3] or ''} " if found[2] else "khoảng "
    return left[: found.start()] + usual


def _segments(region: _Region, view: str, quantities: list[Quantity]) -> Iterator[tuple[int, int, list[Quantity]]]:
    """The stretches between semicolons that hold quantities, with these."""
    first, start = 0, region.start
    while first < len(quantities):
        place = view.find(";", start, region.end)
        end = region.end if place < 0 else place + 1
        last = first
        while last < len(quantities) and quantities[last].start < end:
            last += 1
        if last > first:
            yield start, end, quantities[first:last]
        first, start = last, end


def _right_of_range(view: str, inside: list[Quantity], index: int, stop: int) -> str:
    """What stands behind a range belongs to both its ends: "7,5-8% kế hoạch"."""
    last = inside[index + 1]
    following = inside[index + 2] if index + 2 < len(inside) else None
    return view[last.unit_end : stop if following is None else _division(view, last, following)]


def _outer_left(flat: str, bracket: int, after: int, own: str) -> tuple[int, str]:
    """What stands before a bracket that begins with a bare number, back to the number before: "giảm mạnh (24,3%)"."""
    stop = bracket - 1
    after = max(after, stop - _BEFORE_BRACKET)
    start = max([after, *(flat.rfind(sign, after, stop) + 1 for sign in ".;,:")]) if after < stop else after
    return start, flat[start:stop] + " " + own


def _division(view: str, before: Quantity, after: Quantity) -> int:
    """Where the words between two quantities change owner."""
    a, b = max(before.unit_end, after.start - _BETWEEN), after.start
    between = view[a:b]
    if _PLAN_BESIDE.match(between):
        return a  # "50 triệu đồng/KH 48-52 triệu đồng"
    comma = max(between.rfind(","), between.rfind(". "))  # some write on in lower case behind a full stop
    if comma >= 0:
        cue = _PART_BEFORE_COMMA.search(between, max(comma - _CUE, 0), comma)
        return a + (comma + 1 if cue is None else cue.start())
    base, colon, _ = between.rpartition(":")
    if colon and " so với " in base:
        return a + len(base) + 1  # "tăng 0,1% so với tháng trước: nhóm giao thông tăng 0,8%"
    of_area = _OF_AREA.match(between) if before.is_ratio else None
    if strong := (of_area and _STRONG.search(between, of_area.end())) or _STRONG.search(between):
        if second := _SECOND_BASE.search(between, 0, strong.start()):
            return a + second.start()
        joined = _joined(between[: strong.start()], _JOINED, *([_CAUSE] if strong[0] in ("tăng", "giảm") else []))
        return a + (strong.start() if joined is None else joined)
    named = before.is_ratio or between.endswith(" là ")
    if named and (joined := _joined(between, _JOINED)) is not None:
        return a + joined  # "đạt 47% và thu xuất nhập khẩu là 812 tỷ đồng"
    weak = [found.start() for found in _WEAK.finditer(between)]
    if weak:
        return a + weak[-1]
    base_behind = _BASE_BEHIND.match(between) if before.is_ratio else None
    return base_behind.end() + a if base_behind else b if "/" in between else a


def _joined(between: str, *joiners: re.Pattern[str]) -> int | None:
    """Where "và" stands that joins a name of two words, or of a crop: nothing but words from it to the end."""
    start = max((sign.end() for sign in _NO_WORD.finditer(between)), default=0)
    joined = next(filter(None, (joiner.search(between, start) for joiner in joiners)), None)
    if joined is None:
        return None
    named = between[joined.end() :].split()
    return joined.start() if len(named) >= 2 or "".join(named) in _CROPS else None


def by_segment(clauses: list[Clause]) -> tuple[dict[tuple[int, int, int], list[Clause]], dict[int, int]]:
    """The clauses by segment and bracket, and by the start of each quantity its place in that list."""
    groups: dict[tuple[int, int, int], list[Clause]] = {}
    index: dict[int, int] = {}
    for clause in clauses:
        group = groups.setdefault((*clause.segment, clause.bracket), [])
        index[clause.quantity.start] = len(group)
        group.append(clause)
    return groups, index
