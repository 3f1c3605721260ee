"""From a clause to the indicator it speaks of: which alias names the number, or nothing.

A wrong code is worse than none. A mention counts only where its words stand against the number with nothing but
neutral words between, where the printed unit can be the indicator's, and where its context is near. Of two codes that
fit equally well none is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from ingest.aliases import NO_CODE, AliasFinder, Mention, Words, words_of
from ingest.clauses import Clause
from ingest.lexer import Quantity
from ingest.times import MONTH_WORDS

#: Words that may stand between a name and its number without changing what is measured.
NEUTRAL = frozenset(
    """
    ước đạt là có được khoảng trên hơn gần dưới thực hiện trong tháng quý năm kỳ địa bàn tỉnh toàn của các lũy
    kế lũy tích đến ngày tính hết nay đã tổng số tăng giảm cao thấp hiện vào cả chung theo giá so sánh hành thị
    trường dự kiến lên xuống còn khá mạnh tiếp tục cũng thêm mức bằng vượt chiếm và với về từ cộng dồn đầu cuối
    thời điểm xấp xỉ ở khoản sơ bộ chính thức ước tính nhẹ sâu phấn đấu trở qua này nên chỉ tới tương ứng đương
    xuống giống gieo cấy sạ nâng vẫn cùng trước trung nước duy trì sang nhích mới tối thiểu đa không ít nhất quá sụt
    tại nhiều trưởng âm gấp lần hoàn thành đó bình quân khi đạt được tốc độ một số loại đồng thời hiện có thành phố
    huyện th tp sẽ vòng sau bị gốc ss rất đà ổn ấn ghi va
    """.split()
)
#: "vượt kế hoạch 1.500 tấn" says nothing new of the name before it, "chi theo kế hoạch năm trước" does.
_PLAN_WORDS = frozenset(["kế", "hoạch", "dự", "toán", "chỉ", "tiêu"])
_BEFORE_PLAN = frozenset(["vượt", "với", "đạt", "bằng", "hơn", "mức", "kế", "dự", "chỉ", "giao"])
_EACH = frozenset(["hàng", "hằng"])  # "hàng năm" says nothing new, "hàng" alone are goods
#: Neighbours of which the second says nothing new behind the first: "lần lượt", "chiếm tỷ trọng lớn nhất", and "bình
#: quân giai đoạn 2021-2025", while a plan "giai đoạn 2021-2025" is another than the year's.
_IN_PHRASES = frozenset(
    (
        ("lần", "lượt"), ("chiếm", "tỷ"), ("với", "tỷ"), ("tỷ", "trọng"), ("tỷ", "lệ"), ("trọng", "lớn"),
        ("chiếm", "cơ"), ("cơ", "cấu"), ("cấu", "lớn"),
        ("quân", "giai"), ("năm", "giai"), ("giai", "đoạn"), ("toàn", "quốc"), ("ổn", "định"),
        ("tích", "cực"), ("thực", "tế"), ("ấn", "tượng"), ("ghi", "nhận"), ("giá", "sản"), ("sản", "xuất"),
        ("ước", "đón"), ("mức", "sản"), ("trước", "nhưng"), ("kỳ", "nhưng"),
    )
)  # fmt: skip
#: What a name may be said to do before its number is told: "chế biến, chế tạo có tín hiệu phục hồi, tăng 2%",
#: "khách tăng so với tháng trước nhưng vẫn giảm so với cùng kỳ, đạt 90 nghìn lượt".
_REMARK = re.compile(
    r"(?:nhưng|song|tuy nhiên)(?: [^\W\d]+){0,2} (?:tăng|giảm)(?: [^\W\d]+){0,7}"
    r"|(?:(?:cũng|đã|đang|tiếp tục|vẫn|có|những|nhiều|nhìn chung|gặp|được) )*"
    r"(?:mở rộng|chậm|tín hiệu|dấu hiệu|chuyển biến|xu hướng|chứng kiến|phục hồi|khởi sắc|phát triển|diễn ra|diễn biến|"
    r"duy trì|sôi động|nhộn nhịp|khó khăn|thuận lợi|(?:là |làm )?động lực|giữ vai trò|kết quả)(?: [^\W\d]+){0,9}"
)
_BEHIND_REMARK = frozenset((",", "với"))
_NUMBER_WORD = re.compile(r"[\divx]+|\d+th?|g?ss\d*|,")  # "6T" is six months, "GSS2010" tells prices

#: Units that all count people, or cases of people: reports use one for another.
PERSONS = frozenset(
    (
        "người", "lao động", "trường hợp", "ca", "bệnh nhân", "đối tượng", "học viên", "khẩu", "tân binh", "thanh niên",
        "công dân", "trẻ", "học sinh", "hộ viên",
    )
)  # fmt: skip
_PRINTED_IN_PERCENT = frozenset(("‰", "điểm"))  # "tăng dân số tự nhiên 0,92%" is 9,2‰, "PAR INDEX 88,4%" 88,4 points
_OPENS_NAME = frozenset(["thu", "chi", "từ", "số", "tiền"])  # may begin a name, and be left out of it
_GROWN = (("tăng", "#"), ("giảm", "#"))
_NOT_OF = "!"  # before a context that rules the phrase out where it stands nearer than the others; these come last
_OF_WHAT = ("", "về", "về số", "về lượng", "về số lượng", "về khối lượng")  # what may stand before a percent's name
_OPENING = ("^",)  # the context of a phrase that counts only where it opens its clause
_BEFORE_OPENING = frozenset(["#", ",", "đó", "riêng", "còn"])
_PLACE_WORDS = frozenset(["trên", "địa", "bàn", "toàn", "tỉnh", "huyện", "thành", "phố", "có"])
#: Words right before a name that make it another indicator.
_ALTERING = frozenset(["tỷ", "cơ", "trọng", "nợ", "giá", "thuế", "phí", "lãi", "vốn", "chỉ", "lệ", "không", "chưa"])


@dataclass(slots=True)
class Link:
    """The outcome for one number: a code, or the candidates none of which was taken.

    A mention without a code names something that no indicator covers.
    """

    code: str
    mention: Mention | None = None
    candidates: tuple[str, ...] = ()


NO_LINK = Link("")


@dataclass(frozen=True, slots=True)
class UnitRule:
    """What the linker must know of units: the indicator's own, and whether a unit counts whole things."""

    unit_of: Callable[[str], str]
    counts: Callable[[str], bool]

    def fits(self, code: str, quantity: Quantity, *, named_by_slot: bool) -> bool:
        """Whether a level of indicator `code` may be printed in the unit of `quantity`."""
        if code == NO_CODE:
            return True
        own, printed = self.unit_of(code), quantity.unit
        if own == printed or not printed:
            return True
        if printed == "%" and own in _PRINTED_IN_PERCENT:
            return True
        if self.counts(own) and self.counts(printed):
            return named_by_slot or (own in PERSONS and printed in PERSONS)
        return False


class Found:
    """The words of a segment and the aliases in it, by place, so that each number looks only at what is beside it."""

    def __init__(self, words: Words, mentions: list[Mention], times: Sequence[tuple[int, int]] = ()) -> None:
        """`times` are the spans of words of time among `words`, in order."""
        self.words, self.mentions, self.times = words, mentions, times
        self.across: Found | None = None  # with the names that stand around words of time, once they were looked for
        self._by_slot: dict[int, list[int]] = {}
        free = []
        for place, mention in enumerate(mentions):
            if mention.slot >= 0:
                self._by_slot.setdefault(mention.slot, []).append(place)
            else:
                free.append(place)
        self._by_end = sorted((mentions[place].end, place) for place in free)
        self._by_start = [(mentions[place].start, place) for place in free]  # they come in this order

    def between(self, start: int, end: int) -> list[str]:
        """The words that begin in the half-open span."""
        starts = self.words.starts
        return self.words.texts[bisect_left(starts, start) : bisect_left(starts, end)]

    def out_of_time(self, start: int, end: int) -> list[str]:
        """The same less words of time: "đạt" in "giai đoạn 2021-2025 đạt"."""
        starts = self.words.starts
        places = range(bisect_left(starts, start), bisect_left(starts, end))
        return [self.words.texts[place] for place in places if not _within_time(self.times, starts[place] + 1)]

    def inside(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that lie between `start` and `end`."""
        for place in range(bisect_left(self.mentions, start, key=lambda m: m.start), len(self.mentions)):
            mention = self.mentions[place]
            if mention.start >= end:
                return
            if mention.end <= end:
                yield mention

    def ending(self, end: int) -> Iterator[Mention]:
        """The mentions without a number of their own that end at `end`."""
        return (self.mentions[place] for place in _within(self._by_end, end, end))

    def beside(self, clause: Clause, index: int) -> Iterator[Mention]:
        """The mentions that may name the number of `clause`, the `index`th: by their slot, before it or behind it."""
        quantity = clause.quantity
        right_end = quantity.unit_end + len(clause.right) + 1
        before = _within(self._by_end, clause.left_start + 1, quantity.start)
        before += [
            place for place in _within(self._by_end, clause.left_start - 1, clause.left_start) if self._counts(place)
        ]
        behind = _within(self._by_start, quantity.unit_end, right_end)
        for place in sorted({*self._by_slot.get(index, ()), *before, *behind}):
            yield self.mentions[place]

    def taken_before(self, mention: Mention, quantity: Quantity, index: int) -> int:
        """How many words of a name, before a comma, name the number before: "trộm, xảy ra # vụ" behind "4 vụ"."""
        before = (self.mentions[place] for place in self._by_slot.get(index - 1, ()))
        taken = any(m.alias.code == mention.alias.code != NO_CODE and m.end > mention.start for m in before)
        told = self.between(mention.start, quantity.start) if taken else []
        return len(told) - told[::-1].index(",") - told.count(",") if "," in told else 0

    def cuts_into(self, mention: Mention) -> bool:
        """Whether a growth's name begins inside a longer one: "dịch vụ tăng #" in "doanh thu dịch vụ tăng #"."""
        if mention.alias.words[-2:] not in _GROWN:
            return False
        places = _within(self._by_end, mention.start + 1, mention.end)
        longer = (self.mentions[place] for place in places if self.mentions[place].start < mention.start)
        return any(name.alias.code not in (mention.alias.code, NO_CODE) for name in longer)

    def _counts(self, place: int) -> bool:
        """Whether a name holds a number, behind which another clause begins: "giải ngân vốn 3 chương trình đạt #"."""
        mention = self.mentions[place]
        return "#" in self.between(mention.start, mention.end)


def _within(places: list[tuple[int, int]], first: int, last: int) -> list[int]:
    return [place for _, place in places[bisect_left(places, (first, -1)) : bisect_left(places, (last + 1, -1))]]


class Linker:
    """Links the quantities of one segment at a time; holds the compiled aliases."""

    def __init__(self, finder: AliasFinder, units: UnitRule) -> None:
        self._finder, self._units = finder, units

    def fits(self, code: str, quantity: Quantity) -> bool:
        """Whether an amount printed in the unit of `quantity` may be one of indicator `code`."""
        return self._units.fits(code, quantity, named_by_slot=True)

    def mentions(
        self, folded: str, span: tuple[int, int], quantities: list[Quantity], times: Sequence[tuple[int, int]] = ()
    ) -> Found:
        """The words of a segment and the aliases in it; brackets must already be blanked.

        `times` are the spans of words of time, in order.
        """
        words = words_of(folded, span[0], span[1], quantities)
        first, last = bisect_left(times, (span[0], 0)), bisect_left(times, (span[1], 0))
        inside = times[first:last]
        return Found(words, [m for m in self._finder.find(words) if not _within_time(inside, m.start)], inside)

    def _across_times(self, found: Found) -> Found:
        """The names that words of time stand inside: "cây ngô 6 tháng đầu năm gieo trồng được # ha"."""
        if found.across is None:
            mentions = self._finder.find(found.words.without(found.times))
            found.across = Found(found.words, [m for m in mentions if _around_time(found, m)])
        return found.across

    def link(
        self,
        clause: Clause,
        index: int,
        found: Found,
        context: str,
        *,
        level: bool,
        behind: bool = True,
        never: str = "",
    ) -> Link:
        """The indicator that the words around `clause.quantity` (the `index`th of its segment) name.

        `context` is everything before and around, nearest last. With `level` the unit must fit. Without `behind`
        no name behind the number counts: behind a share stands the whole, behind an attainment the plan.
        Codes that end in `never` are passed over.
        """
        options = (context, level, behind, never)
        link = _best(self._ranked(clause, index, found, *options))
        if link == NO_LINK and _parted_by_time(found, clause.left_start, clause.quantity.unit_end + len(clause.right)):
            return _best(self._ranked(clause, index, self._across_times(found), *options))
        return link

    def _ranked(
        self, clause: Clause, index: int, found: Found, context: str, level: bool, behind: bool, never: str
    ) -> list[tuple[float, Mention]]:
        """The mentions that may name the number, and how well each does."""
        ranked: list[tuple[float, Mention]] = []
        for mention in found.beside(clause, index):
            rank = self._rank(mention, clause, index, found, level=level)
            if rank is None or (not behind and mention.slot < 0 and mention.start >= clause.quantity.unit_end):
                continue
            near = nearness(mention, context)
            if near is None or (never and mention.alias.code.endswith(never)):
                continue
            ranked.append((rank + near, mention))
        return ranked

    def link_phrase(self, quantity: Quantity, behind: str, context: str) -> Link:
        """The indicator that `behind` would name if it stood right behind the number, to its last word."""
        spot = replace(quantity, start=0, end=1, unit_end=1)
        mentions = self._finder.at_start(words_of("#" + " " + behind, 0, len(behind) + 2, [spot]))
        fitting = [
            (float(m.words), m)
            for m in mentions
            if m.slot == 0 and m.end == len(behind) + 2 and m.alias.code != NO_CODE
            if self._units.fits(m.alias.code, quantity, named_by_slot=True) and nearness(m, context) is not None
        ]
        return _best(fitting)

    def link_name(self, quantity: Quantity, name: str, context: str) -> Link:
        """The indicator whose name is `name`, the whole of it, if it can be printed in the unit of `quantity`."""
        fitting = [
            (float(m.words), m)
            for m in self._finder.at_start(words_of(name, 0, len(name), []))
            if (m.start, m.end, m.slot) == (0, len(name), -1) and m.alias.code != NO_CODE
            if self._units.fits(m.alias.code, quantity, named_by_slot=False) and nearness(m, context) is not None
        ]
        return _best(fitting)

    def _rank(self, mention: Mention, clause: Clause, index: int, found: Found, *, level: bool) -> float | None:
        quantity, code = clause.quantity, mention.alias.code
        if mention.slot >= 0:
            return self._rank_by_slot(mention, quantity, index, found, level=level)
        if level and not self._units.fits(code, quantity, named_by_slot=False):
            return None
        if mention.end <= quantity.start:
            if mention.end < clause.left_start - 1 or not _neutral_between(found, mention.end, quantity.start):
                return None
            if mention.alias.context == _OPENING and not _opens(found, mention.start):
                return None
            if _altered(found, mention.start) or self._summed(found, mention, clause.left_start):
                return None
            return float(mention.words)
        right_end = quantity.unit_end + len(clause.right)
        if mention.start >= quantity.unit_end and mention.end <= right_end + 1 and mention.alias.context != _OPENING:
            between = clause.right[: mention.start - quantity.unit_end].strip()
            if not level and between not in _OF_WHAT:
                return None  # behind a percentage a name must follow at once: "giảm 45,65% tổng lượt khách"
            neutral = _neutral_between(found, quantity.unit_end, mention.start)
            if not neutral or not _closed(found, mention.end, right_end, apart="," in between):
                return None
            return mention.words - 0.5
        return None

    def _rank_by_slot(
        self, mention: Mention, quantity: Quantity, index: int, found: Found, *, level: bool
    ) -> float | None:
        fits = self._units.fits(mention.alias.code, quantity, named_by_slot=True) and not found.cuts_into(mention)
        if mention.slot != index or (level and not fits):
            return None
        inside = quantity.end < mention.end < quantity.unit_end
        if mention.behind and inside and not _names_unit(found, mention, quantity):
            return None  # "# trường" is not said of "1.033 trường hợp"
        taken = found.taken_before(mention, quantity, index) or _where(mention)
        return mention.words - taken + 0.5 + mention.behind / 2

    def _summed(self, found: Found, mention: Mention, left_start: int) -> bool:
        """Whether the number adds up two names: "thu tiền sử dụng đất và thu xổ số # tỷ đồng" tells neither.

        The words of the number begin at `left_start`: "3.000 lượt khách và khách quốc tế 900 lượt" names two.
        """
        first = min(m.start for m in found.ending(mention.end) if m.alias.code == mention.alias.code)
        words = found.words
        place = bisect_left(words.starts, first) - 1
        while place > 0 and words.texts[place] in _OPENS_NAME:
            place -= 1
        if place < 1 or words.texts[place] != "và" or words.ends[place - 1] <= left_start:
            return False
        end, code = words.ends[place - 1], mention.alias.code
        others = {m.alias.code for m in found.ending(end)} - {code, NO_CODE}
        return code != NO_CODE and any(self._units.unit_of(other) == self._units.unit_of(code) for other in others)


def _where(mention: Mention) -> int:
    """How many words before a number say but where: "trên địa bàn tỉnh có # doanh nghiệp (giải thể)" names no more."""
    words = mention.alias.words
    before = words[: words.index("#")]
    return len(before) - 1 if len(before) > 1 and _PLACE_WORDS.issuperset(before) else 0


def _parted_by_time(found: Found, start: int, end: int) -> bool:
    """Whether words of time stand inside a span behind words that may begin a name."""
    place = bisect_left(found.times, (start, 0))
    if place == len(found.times) or found.times[place][0] >= end:
        return False
    return not NEUTRAL.issuperset(found.between(start, found.times[place][0]))


def _within_time(times: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether a name would begin amid words of time: "từ đầu năm đến nay có 3 dự án" is no "đến nay có # dự án"."""
    place = bisect_left(times, (start, 0)) - 1
    return place >= 0 and times[place][0] < start < times[place][1]


def _around_time(found: Found, mention: Mention) -> bool:
    """Whether a name goes on behind words of time; what stands right before its number does not go on with it."""
    place = bisect_left(found.times, (mention.start, 0))
    if place == len(found.times) or found.times[place][0] >= mention.end:
        return False
    if mention.behind:
        return True  # "tai nạn giao thông tháng 5 có # vụ" goes on behind its number
    behind = found.between(found.times[place][1], mention.end)
    return not NEUTRAL.issuperset(behind[: behind.index("#")] if "#" in behind else behind)


def _names_unit(found: Found, mention: Mention, quantity: Quantity) -> bool:
    """Whether the alias's words behind the number are the unit itself: "# lượt" of "313 nghìn lượt bệnh nhân"."""
    return " ".join(found.between(quantity.end, mention.end)) == quantity.unit


def _says_nothing(word: str) -> bool:
    return word in NEUTRAL or _NUMBER_WORD.fullmatch(word) is not None


def _neutral_between(found: Found, start: int, end: int) -> bool:
    words = found.between(start, end)
    if NEUTRAL.issuperset(words):
        return True
    if ("giai" in words or "nhiệm" in words) and NEUTRAL.issuperset(found.out_of_time(start, end)):
        return True
    if told := max((place for place, word in enumerate(words, 1) if word in _BEHIND_REMARK), default=0):
        remark = dropwhile(_says_nothing, words[: told - 1])  # "trong quý I tiếp tục được mở rộng, ước đạt"
        if all(map(_says_nothing, words[told:])) and _REMARK.fullmatch(" ".join(remark)):
            return True
    before = first = ""
    for word in words:
        if before in _EACH and word not in ("năm", "tháng", "quý"):
            return False
        plan = word in _PLAN_WORDS and before in _BEFORE_PLAN
        joined = (before == "tháng" and word in MONTH_WORDS) or (before, word) in _IN_PHRASES
        joined = joined or (first, before, word) == ("các", "địa", "phương")
        if not (word in NEUTRAL or word in _EACH or plan or joined or _NUMBER_WORD.fullmatch(word)):
            return False
        first, before = before, word
    return before not in _EACH


def _altered(found: Found, start: int) -> bool:
    """Whether the word before the name makes it another indicator."""
    words = found.words
    place = bisect_left(words.starts, start) - 1
    while place >= 0 and words.ends[place] > start:
        place -= 1
    apart = start - words.ends[place] > 1  # "kết quả quan trọng: GRDP tăng 7%"
    if place < 0 or words.texts[place] not in _ALTERING or apart:
        return False
    return words.texts[max(place - 1, 0) : place + 1] != ["quan", "trọng"]  # "quan trọng thúc đẩy" is no share


def _opens(found: Found, start: int) -> bool:
    """Whether the name opens its clause: "Xuất khẩu đạt", "10 tháng, xuất khẩu đạt", not "gạo xuất khẩu đạt"."""
    place = bisect_left(found.words.starts, start) - 1
    return place < 0 or found.words.texts[place] in _BEFORE_OPENING


def _closed(found: Found, end: int, right_end: int, *, apart: bool) -> bool:
    """Whether a name to the right of the number ends there: what follows must not narrow it down.

    A name set apart by a comma stands alone: "30 triệu USD, kim ngạch xuất khẩu cũng tăng" goes on with another thing.
    """
    following = found.between(end, right_end)[:1]
    return not following or following[0] == "," or (not apart and following[0] in NEUTRAL)


def nearness(mention: Mention, context: str) -> float | None:
    """Below 1: nearer contexts rank higher; None where the alias's context is missing, or one against it is nearer.

    Of "vận tải" and "vận tải hành khách" at one place the longer is nearer: the words of both end later.
    """
    told = mention.alias.context
    if not told or told == _OPENING:
        return 0.0
    place = max(context.rfind(word) for word in told)
    if told[-1][0] == _NOT_OF and any(context.find(word[1:], place + 1) >= 0 for word in told if word[0] == _NOT_OF):
        return None
    if place < 0:
        return None
    end = max(place + len(word) for word in told if context.startswith(word, place))
    return 0.1 + 0.8 * end / (len(context) + 1)


def _best(ranked: list[tuple[float, Mention]]) -> Link:
    if not ranked:
        return NO_LINK
    top = max(rank for rank, _ in ranked)
    codes = {m.alias.code for rank, m in ranked if rank >= top - 1e-9}
    if len(codes) > 1:
        return Link("", None, tuple(sorted(codes)))
    code = codes.pop()
    return Link("" if code == NO_CODE else code, max(ranked, key=lambda r: r[0])[1])


def outermost(mentions: list[Mention]) -> list[Mention]:
    """Of overlapping names the longest, in order; names that name nothing are left out."""
    out: list[Mention] = []
    for mention in sorted((m for m in mentions if m.alias.code != NO_CODE), key=lambda m: (m.start, -m.words)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out
