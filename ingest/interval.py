"""Interval arithmetic on printed digits: what is known of a value of which only a rounded print is seen.

A print stands for every unrounded value that would be printed so; whatever is computed from prints stands for every
value that some choice of them gives. Bounds are exact fractions, never floats: 8.972 / 8.000 is 112.15 % exactly, so
that "12,2" is a right rounding of the change, "12,1" a truncation, and "12,3" neither. The method is that of XBRL
Calculations 1.1.

Every operation is inclusive: the true result is never outside. Where operands depend on one another the result may be
wider than need be, but for change and attainment, which are written so that each operand occurs once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from ingest.claim import Bound

Number = int | Decimal | Fraction
Cut = Literal["rounded", "truncated", "either"]

_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included; None is unbounded. ValueError where `low` is above `high`."""

    low: Fraction | None
    high: Fraction | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"an interval from {self.low} to {self.high} holds nothing")

    @classmethod
    def of(cls, low: Number, high: Number) -> Interval:
        """From `low` to `high`."""
        return cls(Fraction(low), Fraction(high))

    @classmethod
    def point(cls, value: Number) -> Interval:
        """One value: a count, a constant."""
        return cls.of(value, value)

    def holds(self, value: Number) -> bool:
        """Whether the value may be the true one."""
        exact = Fraction(value)
        return (self.low is None or self.low <= exact) and (self.high is None or exact <= self.high)

    def meet(self, other: Interval) -> Interval | None:
        """The values that both hold; None where there are none, which is what a contradiction is."""
        lows = [bound for bound in (self.low, other.low) if bound is not None]
        highs = [bound for bound in (self.high, other.high) if bound is not None]
        low, high = max(lows, default=None), min(highs, default=None)
        return None if low is not None and high is not None and low > high else Interval(low, high)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(low, high)

    def below(self, other: Interval) -> bool:
        """Whether every value of this one is less than every value of the other."""
        return self.high is not None and other.low is not None and self.high < other.low

    def __add__(self, other: Interval) -> Interval:
        return Interval(_plus(self.low, other.low), _plus(self.high, other.high))

    def __neg__(self) -> Interval:
        return Interval(_minus(self.high), _minus(self.low))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        a, b = (self.low, self.high), (other.low, other.high)
        if None in a or None in b:
            return _unbounded_product(self, other)
        products = [x * y for x in a for y in b if x is not None and y is not None]
        return Interval(min(products), max(products))

    def __truediv__(self, other: Interval) -> Interval:
        """The ratio; everything where the divisor may be zero."""
        if other.holds(0):
            return EVERYTHING
        upper = Fraction(0) if other.low is None else 1 / other.low
        lower = Fraction(0) if other.high is None else 1 / other.high
        return self * Interval(lower, upper)

    def scaled(self, factor: Number) -> Interval:
        """Every value times a known factor."""
        return self * Interval.point(factor)


EVERYTHING = Interval(None, None)


def printed(value: Decimal, unit: Decimal, *, bound: Bound = "", cut: Cut = "rounded", exact: bool = False) -> Interval:
    """The unrounded values that are printed as `value`, whose last digit counts `unit` (both in the base unit).

    "24,8%" is [24.75, 24.85] rounded, [24.8, 24.9] truncated, [24.75, 24.9] either. "trên 351 nghìn" (">") is
    [351000, 352000], "gần" ("<") one unit below, "khoảng" ("~") one to either side; an `exact` count is a point.
    Magnitudes are meant: -16.1 truncated is [-16.2, -16.1].
    """
    size, step = Fraction(abs(value)), Fraction(unit)
    if bound == "~":
        span = Interval(size - step, size + step)
    elif bound == ">":
        span = Interval(size, size + step)
    elif bound == "<":
        span = Interval(size - step, size)
    elif exact:
        span = Interval(size, size)
    else:
        low = size if cut == "truncated" else size - step / 2
        high = size + step / 2 if cut == "rounded" else size + step
        span = Interval(low, high)
    return -span if value < 0 else span


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of all parts; zero of none."""
    out = Interval.point(0)
    for part in parts:
        out = out + part
    return out


def ratio_percent(part: Interval, whole: Interval) -> Interval:
    """The part in percent of the whole: a share, or the attainment of a plan."""
    return (part / whole).scaled(100)


def whole_of(part: Interval, percent: Interval) -> Interval:
    """The whole of which the part is so many percent: the plan that a level and its attainment imply."""
    return part / percent.scaled(Fraction(1, 100))


def part_of(whole: Interval, percent: Interval) -> Interval:
    """So many percent of the whole: the level that a plan and its attainment imply."""
    return whole * percent.scaled(Fraction(1, 100))


def change_percent(new: Interval, old: Interval) -> Interval:
    """The change from `old` to `new` in percent of `old`."""
    return ratio_percent(new, old) - Interval.point(_HUNDRED)


def base_of_change(new: Interval, percent: Interval) -> Interval:
    """The old value that a new one and its change in percent imply: last year's level."""
    return whole_of(new, percent + Interval.point(_HUNDRED))


def after_change(old: Interval, percent: Interval) -> Interval:
    """The new value that an old one and its change in percent imply."""
    return part_of(old, percent + Interval.point(_HUNDRED))


def _plus(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b


def _minus(a: Fraction | None) -> Fraction | None:
    return None if a is None else -a


def _unbounded_product(a: Interval, b: Interval) -> Interval:
    """Only the case that statistics have, two that are never negative, is kept tight."""
    if a.low is not None and b.low is not None and a.low >= 0 and b.low >= 0:
        return Interval(a.low * b.low, None)
    return EVERYTHING
