"""Numbers as a report prints them, and the slips of the pen that explain a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ingest.claim import Claim
from ingest.interval import Interval, printed
from ingest.numerals import read_numeral

EXCHANGED, WRONG_SIGN = "two digits are exchanged", "a sign of thousands is wrong"
WRONG_SCALE, SHIFTED = "a scale word is wrong", "the comma is one place off"
#: A slip that hardly happens by chance: it may stand as a proof where the language leaves something open.
STRONG = frozenset((EXCHANGED, WRONG_SIGN, "a scale word is missing", WRONG_SCALE))

_ROUND = 2  # zeros at the end of a number that make it a round one
_SCALE_WORDS = {3: "nghìn", 6: "triệu", 9: "tỷ"}
_SCALE_OF = {Decimal(10) ** power: power for power in _SCALE_WORDS}


@dataclass(frozen=True, slots=True)
class Slip:
    """What was likely meant: the number as it should be printed, and what happened to it."""

    text: str
    what: str
    value: Decimal  # in the base unit

    @property
    def strong(self) -> bool:
        """Whether chance hardly makes such a slip fit."""
        return self.what in STRONG


def lenient(claim: Claim) -> Interval:
    """What a printed number stands for if its last digit may be rounded or cut off; counts are exact."""
    exact = claim.low is not None and claim.low == claim.high and not claim.bound
    unit = claim.multiplier.scaleb(-claim.decimals)
    shift = shift_of(claim)
    core = printed(claim.value - shift, unit, bound=claim.bound, cut="either", exact=exact)
    return core + Interval.point(shift)


def rounded(claim: Claim) -> Interval:
    """The same where zeros at a number's end may stand for digits that were rounded away: "152.500 tấn"."""
    digits = claim.number_text.replace(".", "")
    zeros = len(digits) - len(digits.rstrip("0")) if digits.isdigit() and claim.low != claim.high else 0
    if zeros < _ROUND:
        return lenient(claim)
    unit = claim.multiplier.scaleb(zeros)
    return printed(claim.value, unit, bound=claim.bound)


def shift_of(claim: Claim) -> Decimal:
    """What the reading added to the print: "vượt 4,9% kế hoạch" is 104.9, "bằng 95% cùng kỳ" a change of -5."""
    if claim.measure not in ("attainment", "change_pct"):
        return Decimal(0)
    print_ = read_numeral(claim.number_text).value * claim.multiplier
    for shift in (Decimal(100), Decimal(-100)):
        if claim.value in (print_ + shift, shift - print_):
            return shift
    return Decimal(0)


def digits_of(claim: Claim) -> int:
    """How many digits are printed."""
    return sum(sign.isdigit() for sign in claim.number_text)


def vietnamese(value: Decimal | Fraction, decimals: int = 0) -> str:
    """A number in Vietnamese print, cut to `decimals` places: 1.234,50."""
    scaled = Fraction(value) * 10**decimals
    whole = round(scaled)
    sign, digits = ("-" if whole < 0 else ""), str(abs(whole)).rjust(decimals + 1, "0")
    head, tail = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    grouped = f"{int(head):,}".replace(",", ".")
    return f"{sign}{grouped},{tail}" if tail else f"{sign}{grouped}"


def in_full(value: Decimal) -> str:
    """A number in Vietnamese print with all its decimals, and none that only fill up."""
    exact = value.normalize()
    return vietnamese(exact, max(0, -int(exact.as_tuple().exponent)))


def shown(claim: Claim) -> str:
    """The number as printed, with the factor of its scale word."""
    return claim.number_text if claim.multiplier == 1 else f"{claim.number_text} (× {vietnamese(claim.multiplier)})"


def put_right(claim: Claim, slip: Slip | None) -> str:
    """The suggestion that a slip gives; "" for none."""
    return f"{slip.text} instead of {claim.number_text}: {slip.what}" if slip else ""


def in_units_of(value: Decimal | Fraction, claim: Claim, extra: int = 0) -> str:
    """A value printed as the claim is printed: in its scale, with its decimals and `extra` more."""
    return vietnamese(Fraction(value) / Fraction(claim.multiplier), claim.decimals + extra)


def explain(claim: Claim, wanted: Interval) -> Slip | None:
    """The likeliest slip that turns a number within `wanted` into the printed one; None where none does."""
    if shift := shift_of(claim):
        claim, wanted = replace(claim, value=claim.value - shift), wanted - Interval.point(shift)
    return next((slip for slip in slips(claim) if _prints_within(slip.value, claim, wanted)), None)


def _prints_within(value: Decimal, claim: Claim, wanted: Interval) -> bool:
    unit = Decimal(0) if claim.low == claim.high else claim.multiplier.scaleb(-claim.decimals)
    near = Interval.of(value - unit / 2, value + unit / 2)
    return value != claim.value and near.meet(wanted) is not None


def slips(claim: Claim) -> Iterator[Slip]:
    """Every number that a slip of the pen makes into the printed one, the likeliest kinds first."""
    yield from _signs(claim)
    yield from _missing_scale(claim)
    digits = re.sub(r"\D", "", claim.number_text)
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            if swapped[0] == "0" and len(swapped) > claim.decimals + 1:
                continue  # no number is printed "0800"
            yield _from_digits(claim, swapped, EXCHANGED)
    yield from _shifted(claim)
    for at in range(len(digits) + 1):
        for new in "0123456789":
            yield _from_digits(claim, digits[:at] + new + digits[at:], "a digit is missing")
    for at in range(len(digits)):
        if len(digits) > 1:
            yield _from_digits(claim, digits[:at] + digits[at + 1 :], "a digit is too many")


def misprints(claim: Claim, wanted: Interval) -> list[Slip]:
    """The numbers within `wanted` that differ from the printed one in a single digit."""
    digits = re.sub(r"\D", "", claim.number_text)
    made = (
        _from_digits(claim, digits[:at] + new + digits[at + 1 :], "a digit is wrong")
        for at in range(len(digits))
        for new in "0123456789"
        if new != digits[at]
    )
    return [slip for slip in made if _prints_within(slip.value, claim, wanted)]


def _from_digits(claim: Claim, digits: str, what: str) -> Slip:
    number = Decimal(int(digits)).scaleb(-claim.decimals)
    sign = -1 if claim.value < 0 else 1
    return Slip(vietnamese(number, claim.decimals), what, number * claim.multiplier * sign)


def _signs(claim: Claim) -> Iterator[Slip]:
    """A comma or a dot that should set thousands apart, or whose last zeros were dropped: "2,415", "24.31"."""
    found = re.fullmatch(r"(\d{1,3})[.,](\d{1,3})", claim.number_text)
    if found and claim.decimals:
        number = Decimal(found[1] + found[2].ljust(3, "0"))
        yield Slip(vietnamese(number), WRONG_SIGN, number * claim.multiplier)


def _shifted(claim: Claim) -> Iterator[Slip]:
    """A comma one place to the left or to the right: "3,47%" for "34,7%"."""
    for power in (1, -1) if claim.decimals else ():
        decimals = claim.decimals - power
        yield Slip(
            vietnamese(abs(claim.value.scaleb(power)) / claim.multiplier, decimals), SHIFTED, claim.value.scaleb(power)
        )


def _missing_scale(claim: Claim) -> Iterator[Slip]:
    if claim.multiplier == 1 and claim.unit in ("đồng", "usd"):
        for power, word in _SCALE_WORDS.items():
            yield Slip(f"{claim.number_text} {word}", "a scale word is missing", claim.value.scaleb(power))
    own = _SCALE_OF.get(claim.multiplier, 0) if claim.unit in ("đồng", "usd") else 0
    for step in (-3, 3) if own else ():
        if (right := _SCALE_WORDS.get(own + step)) is not None:
            yield Slip(f"{claim.number_text} {right}", WRONG_SCALE, claim.value.scaleb(step))
