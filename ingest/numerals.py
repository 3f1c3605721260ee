"""Printed numbers: what value "2.269,44" states, how exactly, and between which bounds the unrounded value lies.

Vietnamese print sets thousands apart by dots and decimals by a comma. Slips occur ("31.37 ha"): they are read as
printed, never repaired, and named as a doubt. Intervals follow XBRL Calculations 1.1: a number printed with d decimals
stands for every value that rounds to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.claim import Bound

#: A blank slipped in beside the comma: "tăng 12, 3%"; "trong tháng 9, 75% số hộ" tells two numbers.
_PARTED = "|".join(rf"(?<={cue} )" for cue in "tăng giảm đạt bằng chiếm vượt hơn gần trên khoảng mức còn".split())
#: What stands behind an amount: "đạt 1. 250 nghìn tấn", "đạt 1.204 ,5 tỷ" hold a blank, too.
_AMOUNT = r"(?= (?:tỷ|triệu|nghìn|ha|tấn|tạ|con|người|lượt|vụ|hộ|m2|m3)(?!\w))"
_PARTED_THOUSANDS = rf"\. \d{{3}}(?:,\d{{1,2}})?{_AMOUNT}"
#: Every way in which a number may be printed, longest first; no sign, no unit.
NUMERAL = (
    rf"(?:{_PARTED})\d{{1,3}}(?:(?:\.\d{{3}})*(?:(?:, | ,)\d{{1,2}}(?= ?%)| ,\d{{1,2}}{_AMOUNT})|{_PARTED_THOUSANDS})"
    r"|\d{1,3}(?: 000)+(?![\d.,])|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d|[.,]\d)|\d+(?:[.,]\d+)*"
)

_DOTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_DOTS_AND_COMMA = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+),(\d+)")
_BLANK_INSIDE = re.compile(r"(?<=[.,]) | (?=[.,])")
_BEFORE_STOP = re.compile(rf"(?:{_PARTED})\d{{1,3}}$")
_BEHIND_STOP = re.compile(_PARTED_THOUSANDS)
_CUE_AND_DIGITS = 12  # characters
_COMMAS_AND_DOT = re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d+)")
_DOTS_ALONE = re.compile(r"(\d{1,3}(?:\.\d{3})+)\.(\d{1,2})")  # "1.548.3"
_ONE_DOT = re.compile(r"(\d+)\.(\d+)")

SCALES = {
    "chục": Decimal(10),
    "trăm": Decimal(100),
    "nghìn": Decimal(1000),
    "ngàn": Decimal(1000),
    "vạn": Decimal(10000),
    "triệu": Decimal(10) ** 6,
    "tỷ": Decimal(10) ** 9,
    "tỉ": Decimal(10) ** 9,
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A printed number: its value, the digits after its decimal sign, and what is doubtful about the print."""

    value: Decimal
    decimals: int
    doubt: str = ""


def read_numeral(text: str, *, counts: bool = False) -> Numeral:
    """Read one printed number as Vietnamese print means it.

    `counts` says that the unit is a counted thing, where three digits after a lone comma are likely a slip for a dot.
    Examples: "2.269,44" is 2269.44; "04" is 4; "31.37" and "1.548.3" are 31.37 and 1548.3 with a doubt; "1,524" people
    is 1.524 with a doubt.
    """
    if text.replace(" ", "").isdigit():  # "374 000 ha"
        return Numeral(Decimal(text.replace(" ", "")), 0)
    if _DOTS.fullmatch(text):
        return Numeral(Decimal(text.replace(".", "")), 0)
    if found := _DOTS_AND_COMMA.fullmatch(text):
        whole, fraction = found[1].replace(".", ""), found[2]
        doubt = "a comma stands where a count of things has a dot" if counts and len(fraction) == 3 else ""
        return Numeral(Decimal(f"{whole}.{fraction}"), len(fraction), doubt)
    if _BLANK_INSIDE.search(text):
        closed = read_numeral(_BLANK_INSIDE.sub("", text), counts=counts)
        return replace(closed, doubt="a blank stands inside the number")
    if found := _COMMAS_AND_DOT.fullmatch(text):
        return Numeral(Decimal(text.replace(",", "")), len(found[2]), "commas and dot are swapped")
    if found := _ONE_DOT.fullmatch(text):
        return Numeral(Decimal(text), len(found[2]), "a dot stands where decimals have a comma")
    if found := _DOTS_ALONE.fullmatch(text):
        whole = found[1].replace(".", "")
        return Numeral(Decimal(f"{whole}.{found[2]}"), len(found[2]), "a dot stands where decimals have a comma")
    return Numeral(Decimal(re.sub(r"[.,]", "", text)), 0, "the signs inside the number follow no rule")


def is_inside_number(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` is that of a number, a blank behind it: "đạt 1. 250 nghìn tấn"."""
    before = text[max(0, stop - _CUE_AND_DIGITS) : stop]
    return _BEHIND_STOP.match(text, stop) is not None and _BEFORE_STOP.search(before) is not None


def plain(value: Decimal) -> Decimal:
    """The same number without an exponent, so that it prints as digits."""
    return Decimal(format(value, "f")) if "E" in str(value) else value


def printed_interval(
    value: Decimal, decimals: int, multiplier: Decimal, bound: Bound, *, exact: bool
) -> tuple[Decimal, Decimal]:
    """The closed interval of unrounded values, in the base unit, that are printed as `value`.

    `value` is already multiplied and signed. "24,8%" gives [24.75, 24.85]; "trên 351 nghìn" [351000, 352000];
    "gần 22 nghìn" [21000, 22000]; "khoảng" one unit of the last digit to either side; an `exact` count is a point.
    """
    unit = multiplier.scaleb(-decimals)
    if bound == "~":
        return value - unit, value + unit
    if bound == ">":
        return (value, value + unit) if value >= 0 else (value - unit, value)
    if bound == "<":
        return (value - unit, value) if value >= 0 else (value, value + unit)
    half = Decimal(0) if exact else unit / 2
    return value - half, value + half
