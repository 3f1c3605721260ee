"""From the text of a passage to its quantities: printed numbers with scale words and unit, nothing else.

Two stages, for speed and for clarity: one scan finds numbers outside the masks, then the unit is matched at each
number's end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ingest.folding import fold
from ingest.masks import BARE_YEAR, find_masks, list_number_end
from ingest.numerals import NUMERAL, SCALES, Numeral, read_numeral
from ingest.tries import trie_pattern

PERCENT, PER_MILLE, POINTS, TIMES = "%", "‰", "điểm %", "lần"
RATIO_UNITS = frozenset((PERCENT, PER_MILLE, POINTS, TIMES))
MEASURED = frozenset(("đồng", "usd", "ha", "tấn", "m3", "kwh"))  # what is not counted by the piece

#: No letter stands before a number, but for a cue to which it is glued, "đàn bò tăng1,8%", or before decimals and
#: a unit, "suấtlúa55,8 tạ/ha".
_GLUED_TO = (
    r"(?<=tăng)|(?<=giảm)|(?<=đạt)|(?<=bằng)|(?<=trên)|(?<=hơn)|(?<=gần)|(?<=được)|(?<=[à-ỹ])"
    r"|(?<=[a-zà-ỹ][a-z])(?=\d{1,3},\d{1,2}\s?(?:%|tạ|tấn|tỷ|triệu|nghìn|ha\b))"
)
_NUMBER = re.compile(rf"(?=\d)(?:(?<!\w)|{_GLUED_TO})(?<!\d[.,])(?:{NUMERAL})(?![\d])")
_DIGIT = re.compile(r"\d")
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_SCALES = re.compile(rf"\s*((?:{_SCALE})(?:\s+(?:{_SCALE}))?)(?![\wÀ-ỹ])|\s*(tỷ|tỉ|triệu)\.?(?=đ(?:ồng)?(?![\wÀ-ỹ]))")
_RATIO = re.compile(
    r"\s*(?:(?P<points>điểm\s*(?:%|phần\s*trăm))|(?P<percent>%|phần\s*trăm)|(?P<mille>‰|phần\s*nghìn)|(?P<times>lần)(?!\s*thứ|\w))"
)
_STEPS = "tỷ|tỉ|triệu|nghìn|ngàn"
#: What goes on with a number in smaller steps: "825 tỷ|776| triệu|419| nghìn đồng", "12 triệu|500| đồng".
_STEP = re.compile(rf"\s*({_STEPS})(?:\s+đồng)?\s+({NUMERAL})(?=\s*(?:{_STEPS}|đồng)(?![\w]))")
_LAST_STEP = re.compile(rf"\s*({_STEPS})(?![\w])")
#: Scale words cut short, known where a unit follows: "58.300 tr.đ", "1.365 ng.tấn".
_SHORT_SCALE = re.compile(r"\s*(tr|ng)(?:\.\s?|\s|(?=đ(?![\wÀ-ỹ])))(?=[^\W\d_]|\$)")
_SHORT_SCALES = {"tr": SCALES["triệu"], "ng": SCALES["nghìn"]}
#: "18.734T" is tonnes where the number is none of a month: "6T đầu năm".
_TONNES = re.compile(r"\s?t(?![\w/])")
MOST_SIGNS = 40  # of one number; longer rows of digits are no quantity
_RANGE = re.compile(r"\s?(?:[-–]|đến|tới)\s?$")
_WIDEST_TO, _TO = 6, re.compile(r"\s(?:đến|tới)\s")  # between the ends of a range; between ends that both have a unit
_LETTER = re.compile(r"[^\W\d_]")
_OUT_OF = re.compile(r"\s(?:trong|trên) (?:tổng )?số\s")
_CHANGED_BY = re.compile(r"[\s,(]*(?:và |tức )?(?:tăng|giảm|cao hơn|thấp hơn|hơn)[^\d;.:]{0,30}")
_SLASH = re.compile(r"\s?/\s?$")


@dataclass(slots=True)
class Quantity:
    """A printed number with its unit, at `start`..`end` (the digits) and up to `unit_end` (the unit's words)."""

    start: int
    end: int
    unit_end: int
    text: str
    value: Decimal  # unsigned, scale words and unit factor multiplied in
    decimals: int
    multiplier: Decimal
    unit: str  # base unit, "" where none is printed
    unit_words: str  # as printed, lower case
    doubt: str = ""
    over: bool = False  # the second of a pair "36/37": what the first is counted out of
    range_end: bool = False  # the second of a range "7,5-8%"

    @property
    def is_ratio(self) -> bool:
        """Whether it is a percent, per mille, percentage points or times."""
        return self.unit in RATIO_UNITS


@dataclass(frozen=True, slots=True)
class BaseUnit:
    """The base unit that a printed word means, and the factor to it ("kg" is 0.001 tấn)."""

    unit: str
    factor: Decimal


NO_UNIT = BaseUnit("", Decimal(1))


class UnitLexer:
    """Recognises units at the end of a number; built once from the catalogue's unit words."""

    def __init__(self, words: Mapping[str, BaseUnit], counted: frozenset[str]) -> None:
        """`words` maps lower-case printed forms to units; `counted` are the units that count whole things."""
        self._words = dict(words)
        self._counted = counted
        self._pattern = re.compile(rf"\s*({trie_pattern(self._words)})(?![\wÀ-ỹ²³])")

    def at(self, lower: str, position: int) -> tuple[BaseUnit, str, int] | None:
        """The unit that stands at `position`, its words, and where they end."""
        found = self._pattern.match(lower, position)
        if not found or not found[1]:
            return None
        return self._words[found[1]], found[1], found.end()

    def counts(self, unit: str) -> bool:
        """Whether `unit` counts whole things."""
        return unit in self._counted


def holds_number(text: str) -> bool:
    """Whether `text` shows a number besides the one that an item or a heading bears: most passages show none."""
    digit = _DIGIT.search(text, list_number_end(text))
    return digit is not None and _NUMBER.search(text, digit.start()) is not None


def find_quantities(text: str, units: UnitLexer) -> list[Quantity]:
    """Every number of `text` that may be a statistic, in order; `ingest.unread` tells of those with too many signs."""
    numbers = list(_NUMBER.finditer(text, list_number_end(text)))
    if not numbers:
        return []
    lower = fold(text)
    masked = _Spans(sorted((start, end) for start, end, _ in find_masks(text)))
    out: list[Quantity] = []
    for found in numbers:
        if found.end() - found.start() > MOST_SIGNS:
            continue
        if (out and found.start() < out[-1].unit_end and found.start() < out[-1].end) or masked.cover(found.start()):
            continue
        quantity = _quantity(lower, found, units)
        if quantity is not None:
            out.append(quantity)
    return _pairs(lower, out)


def _quantity(lower: str, found: re.Match[str], units: UnitLexer) -> Quantity | None:
    text, end = found[0], found.end()
    if (step := _STEP.match(lower, end)) and (compound := _compound(lower, found, step, units)):
        return compound
    if lower.startswith(",%", end):  # "tăng 5,% so với cùng kỳ"
        plain, stop = read_numeral(text), end + len(",%")
        return Quantity(
            found.start(), end, stop, text, plain.value, plain.decimals, Decimal(1), PERCENT, PERCENT,
            "digits are missing behind the comma",
        )  # fmt: skip
    if ratio := _RATIO.match(lower, end):
        sign = {"points": POINTS, "percent": PERCENT, "mille": PER_MILLE, "times": TIMES}[ratio.lastgroup or "percent"]
        plain = read_numeral(text)
        return Quantity(
            found.start(), end, ratio.end(), text, plain.value, plain.decimals, Decimal(1), sign, sign, plain.doubt
        )
    multiplier, position = Decimal(1), end
    if scaled := _SCALES.match(lower, end):
        position = scaled.end()
        for word in (scaled[1] or scaled[2]).split():
            multiplier *= SCALES[word]
    found_unit = units.at(lower, position)
    if found_unit is None and (short := _SHORT_SCALE.match(lower, end)) and (behind := units.at(lower, short.end())):
        multiplier, found_unit = _SHORT_SCALES[short[1]], behind
    if found_unit is None and not text.isdigit() and (tonnes := _TONNES.match(lower, position)):
        found_unit = BaseUnit("tấn", Decimal(1)), "t", tonnes.end()
    if found_unit is None and (_is_year(text, multiplier) or _glued(lower, position)):
        return None
    unit, words, unit_end = found_unit if found_unit is not None else (NO_UNIT, "", position)
    number = read_numeral(text, counts=units.counts(unit.unit) and multiplier == 1)
    multiplier *= unit.factor
    return Quantity(
        found.start(), end, unit_end, text, number.value * multiplier, number.decimals, multiplier,
        unit.unit, words, number.doubt,
    )  # fmt: skip


def _compound(lower: str, found: re.Match[str], step: re.Match[str], units: UnitLexer) -> Quantity | None:
    """Numerals that state one value, exact to the smallest scale: "825 tỷ 776 triệu đồng", "59 nghìn 642 tỷ đồng".

    None where they are no one value.
    """
    steps = [step]
    while following := _STEP.match(lower, steps[-1].end()):
        steps.append(following)
    last = steps[-1]
    numerals = [read_numeral(found[0]), *(read_numeral(each[2]) for each in steps)]
    scales = [SCALES[each[1]] for each in steps]
    closing = _LAST_STEP.match(lower, last.end())
    scales.append(SCALES[closing[1]] if closing else Decimal(1))
    value = _in_steps(numerals, scales)
    if value is None:
        return None
    position = closing.end() if closing else last.end()
    unit, words, unit_end = units.at(lower, position) or (NO_UNIT, "", position)
    end = last.end(2)
    return Quantity(
        found.start(), end, unit_end, lower[found.start() : end], value * unit.factor, 0, scales[-1] * unit.factor,
        unit.unit, words,
    )  # fmt: skip


def _in_steps(numerals: list[Numeral], scales: list[Decimal]) -> Decimal | None:
    """The value of whole numbers, each in its scale; None where one is too large to be a rest of the one before."""
    if any(numeral.decimals for numeral in numerals):
        return None
    value, smallest = numerals[0].value * scales[0], scales[0]
    for numeral, scale in zip(numerals[1:], scales[1:], strict=True):
        if smallest == SCALES["nghìn"] < scale and numeral.value < smallest:  # "59 nghìn 642 tỷ"
            value, smallest = (value + numeral.value) * scale, scale
            continue
        if scale >= smallest or numeral.value * scale >= smallest:
            return None
        value, smallest = value + numeral.value * scale, scale
    return value


def _is_year(text: str, multiplier: Decimal) -> bool:
    return multiplier == 1 and bool(BARE_YEAR.fullmatch(text))


def _glued(lower: str, position: int) -> bool:
    """Digits with letters right behind that are no unit: "4G", "24h"."""
    return bool(_LETTER.match(lower, position))


def _pairs(lower: str, found: list[Quantity]) -> list[Quantity]:
    """Join "36/37 vụ", "36 trong số 37 vụ": the first takes the second's unit and is counted out of the second."""
    out: list[Quantity] = []
    for quantity in found:
        if out and not out[-1].is_ratio and _counted_out_of(lower, out[-1], quantity):
            first = out[-1]
            if first.unit_end <= quantity.start:
                if not first.unit and quantity.unit and not quantity.is_ratio:
                    out[-1] = _with_unit(first, quantity)
                if not first.unit or first.unit == quantity.unit:
                    quantity = replace(quantity, over=True)
        elif out and _is_range(lower, out[-1], quantity):
            out[-1] = _with_unit(out[-1], quantity)
            quantity = replace(quantity, range_end=True)
        elif out and quantity.unit_words == "tạ" and _changes_yield(lower, out[-1], quantity):
            ten = 10  # a "tạ" is 0.1 tấn
            quantity = replace(
                quantity, value=quantity.value * ten, multiplier=quantity.multiplier * ten, unit=out[-1].unit
            )
        out.append(quantity)
    return out


def _counted_out_of(lower: str, first: Quantity, second: Quantity) -> bool:
    """Whether a slash or "trong tổng số" stands between two numbers."""
    before = lower[max(0, second.start - 3) : second.start]
    if "/" in before[-2:]:
        between = lower[first.end : second.start]
        if ")" in between and "(" not in between:
            return False  # "176 đơn (160 khiếu nại, 16 tố cáo)/221 đơn"
        return bool(_SLASH.search(lower, first.end, second.start))
    return before == "số " and bool(_OUT_OF.fullmatch(lower, first.unit_end, second.start))


def _is_range(lower: str, first: Quantity, second: Quantity) -> bool:
    """Whether two numbers are the ends of a range: "7,5-8%", "75 đến 78 triệu đồng", "từ 7,5% đến 8%"."""
    if second.start - first.unit_end > _WIDEST_TO or not second.unit or first.multiplier not in (1, second.multiplier):
        return False
    if not first.unit:
        return bool(_RANGE.search(lower, first.unit_end, second.start))
    alike = first.unit == second.unit and first.multiplier == second.multiplier and first.value < second.value
    dashed = alike and lower[first.unit_end : second.start].strip(" ") in ("-", "–")  # "tăng 5% - 7%"
    if dashed or not alike:
        return dashed
    return bool(_TO.fullmatch(lower, first.unit_end, second.start)) and lower.endswith("từ ", 0, first.start)


def _changes_yield(lower: str, first: Quantity, second: Quantity) -> bool:
    """Whether a weight is what a yield has changed by, its area left out: "năng suất 55,7 tạ/ha, giảm 0,2 tạ"."""
    return first.unit == "tạ/ha" and bool(_CHANGED_BY.fullmatch(lower, first.unit_end, second.start))


def _with_unit(first: Quantity, second: Quantity) -> Quantity:
    value = first.value / first.multiplier * second.multiplier
    return replace(first, value=value, multiplier=second.multiplier, unit=second.unit)


class _Spans:
    """Sorted spans that answer whether a position lies in one, asked in ascending order."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans, self._next, self._end = spans, 0, -1

    def cover(self, position: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next][0] <= position:
            self._end = max(self._end, self._spans[self._next][1])
            self._next += 1
        return position < self._end


@lru_cache(maxsize=1)
def number_pattern() -> re.Pattern[str]:
    """The scan that only finds numbers: the floor that benchmarks compare with."""
    return _NUMBER
