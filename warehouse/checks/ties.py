"""What numbers of a table have to do with each other: a sum, an attainment, a change; and which of them is off.

A tie holds or does not, rounding allowed for; for each of its numbers it tells what that one has to be, the others
being right. So one wrong number is told from many: it is the one that puts all broken ties right.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ingest.claim import Claim
from ingest.interval import (
    EVERYTHING,
    Interval,
    after_change,
    base_of_change,
    change_percent,
    part_of,
    ratio_percent,
    total,
    whole_of,
)
from warehouse.checks.figures import in_units_of, lenient, rounded, shift_of, vietnamese

_HUNDRED = Fraction(100)


@dataclass(frozen=True)
class Tie:
    """Numbers of which each follows from the others; `claims` begins with the one that is worked out."""

    rule: str
    message: str
    claims: tuple[Claim, ...]

    @cached_property
    def holds(self) -> bool:
        """Whether some unrounded values print so."""
        return self.wanted(self.claims[0]).meet(lenient(self.claims[0])) is not None

    @property
    def tells_digits(self) -> bool:
        """Whether it says so exactly what a number has to be that a slip in its digits can be told."""
        return True

    @cached_property
    def starts(self) -> frozenset[int]:
        """Where its numbers stand."""
        return frozenset(claim.start for claim in self.claims)

    def wanted(self, claim: Claim) -> Interval:
        """What one of its numbers has to be, the others being right."""
        raise NotImplementedError

    def exact(self, claim: Claim) -> Fraction | None:
        """The same without rounding, where it is worth telling."""
        raise NotImplementedError

    def arithmetic(self) -> str:
        """How it is worked out, and what is printed."""
        raise NotImplementedError


@dataclass(frozen=True)
class SumTie(Tie):
    """The first number is the sum of the others."""

    @cached_property
    def gap(self) -> Fraction:
        """How much more the parts are than their whole."""
        whole, *parts = self.claims
        return sum((Fraction(part.value) for part in parts), Fraction(0)) - Fraction(whole.value)

    @cached_property
    def telling(self) -> bool:
        """Whether it would not hold without its smallest part: rounding hides none."""
        parts = [claim for claim in self.claims[1:] if claim.value]
        if len(parts) < 2:
            return False
        smallest = min(abs(Fraction(part.value)) for part in parts)
        return self.slack * abs(Fraction(self.claims[0].value)) < smallest

    @cached_property
    def slack(self) -> Fraction:
        """What rounding may hide, as a part of the whole; a gap of it, with it, is none."""
        added, whole = total(map(lenient, self.claims)), abs(Fraction(self.claims[0].value))
        return ((added.high or Fraction(0)) - (added.low or Fraction(0))) / whole if whole else Fraction(1)

    def wanted(self, claim: Claim) -> Interval:
        """The sum, or what the other parts leave of it."""
        whole, *parts = self.claims
        if claim is whole:
            return total(map(lenient, parts))
        return lenient(whole) - total(lenient(part) for part in parts if part is not claim)

    def exact(self, claim: Claim) -> Fraction:
        """The sum of the values printed, or what they leave."""
        value = Fraction(claim.value)
        return value + self.gap if claim is self.claims[0] else value - self.gap

    def arithmetic(self) -> str:
        """The addition as on paper."""
        whole, *parts = self.claims
        finest = max(self.claims, key=lambda claim: claim.decimals)
        terms = " + ".join(part.number_text for part in parts)
        more = "more" if self.gap > 0 else "less"
        return (
            f"{terms} = {in_units_of(Fraction(whole.value) + self.gap, finest)}; printed {whole.number_text} "
            f"({in_units_of(abs(self.gap), finest)} {more} than printed)"
        )


@dataclass(frozen=True)
class PartTie(Tie):
    """The first number is no more than the second, of which it is a part."""

    def wanted(self, claim: Claim) -> Interval:
        """At most the whole, or at least the part."""
        part, whole = self.claims
        return Interval(Fraction(0), lenient(whole).high) if claim is part else Interval(lenient(part).low, None)

    @property
    def tells_digits(self) -> bool:
        """Many numbers are less than a whole."""
        return False

    def exact(self, claim: Claim) -> None:
        """Nothing: what a part is, its whole does not tell."""

    def arithmetic(self) -> str:
        """Which is the larger one."""
        part, whole = self.claims
        return f"{part.number_text} > {whole.number_text}"


@dataclass(frozen=True)
class PercentTie(Tie):
    """The first number is the second in percent of the third: an attainment, or a change."""

    @classmethod
    def of(cls, percent: Claim, new: Claim, base: Claim) -> PercentTie:
        """The tie of a percentage whose measure says what it is."""
        message = f"The printed {percent.number_text}% is not what {new.number_text} is of {base.number_text}."
        return cls("change" if percent.measure == "change_pct" else "attainment", message, (percent, new, base))

    @property
    def is_change(self) -> bool:
        """Whether the percentage is that of a change."""
        return self.rule == "change"

    def wanted(self, claim: Claim) -> Interval:
        """The percentage, the new level or its base."""
        percent, new, base = self.claims
        if claim is percent:
            work = change_percent if self.is_change else ratio_percent
            return work(rounded(new), rounded(base))
        printed = lenient(percent)
        if claim is new:
            return (after_change if self.is_change else part_of)(rounded(base), printed)
        if printed.holds(-100 if self.is_change else 0):
            return EVERYTHING
        return (base_of_change if self.is_change else whole_of)(rounded(new), printed)

    def exact(self, claim: Claim) -> None:
        """Nothing: a level worked out of a percentage is none to print."""

    def arithmetic(self) -> str:
        """The division, and the change that it comes to."""
        percent, new, base = self.claims
        index = Fraction(new.value) / Fraction(base.value) * _HUNDRED
        grown = self.is_change and not shift_of(percent)  # "4,1" and not "104,1"
        change = f", a change of {vietnamese(index - _HUNDRED, percent.decimals + 2)}%" if grown else ""
        worked_out = f"{vietnamese(index, percent.decimals + 2)}%{change}"
        return f"{new.number_text} / {base.number_text} = {worked_out}; printed {percent.number_text}%"

    @property
    def likely(self) -> bool:
        """Whether it nearly holds, worked out quickly."""
        percent, new, base = self.claims
        value = float(new.value) / float(base.value) * 100 - (100 if self.is_change else 0)
        slack = 2 * 10.0**-percent.decimals
        for amount in (new, base):
            step = float(amount.multiplier) * 10.0**-amount.decimals
            slack += (value + 100) * 2 * step / float(amount.value)
        return bool(abs(value - float(percent.value)) <= slack)
