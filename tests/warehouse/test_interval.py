"""Interval arithmetic on printed digits: the true value is never outside."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.interval import (
    EVERYTHING,
    Interval,
    after_change,
    base_of_change,
    change_percent,
    part_of,
    printed,
    ratio_percent,
    total,
    whole_of,
)

D = Decimal
TRUE = st.decimals(min_value="0.001", max_value="1000000", places=6)
SIGNED = st.decimals(min_value="-1000", max_value="1000", places=6)
PLACES = st.integers(0, 3)
ROUNDING = st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN])


def print_of(true: Decimal, places: int, rounding: str) -> Interval:
    unit = D(1).scaleb(-places)
    cut = "truncated" if rounding == ROUND_DOWN else "rounded"
    value = true.quantize(unit, rounding)
    # a print that lost all digits of a negative value lost its sign, too
    if value == 0 and true < 0:
        return printed(D(0), unit, cut=cut).hull(-printed(D(0), unit, cut=cut))
    return printed(value, unit, cut=cut)


@pytest.mark.parametrize(
    ("value", "unit", "options", "low", "high"),
    [
        ("24.8", "0.1", {}, "24.75", "24.85"),
        ("24.8", "0.1", {"cut": "truncated"}, "24.8", "24.9"),
        ("24.8", "0.1", {"cut": "either"}, "24.75", "24.9"),
        ("-16.1", "0.1", {"cut": "truncated"}, "-16.2", "-16.1"),
        ("351000", "1000", {"bound": ">"}, "351000", "352000"),
        ("22000", "1000", {"bound": "<"}, "21000", "22000"),
        ("37", "1", {"exact": True}, "37", "37"),
        ("100", "10", {"bound": "~"}, "90", "110"),
        ("-5", "1", {"bound": ">"}, "-6", "-5"),
    ],
)
def test_print_stands_for(value: str, unit: str, options: dict[str, object], low: str, high: str) -> None:
    assert printed(D(value), D(unit), **options) == Interval.of(D(low), D(high))  # type: ignore[arg-type]


def test_change_is_exact_in_decimals() -> None:
    change = change_percent(Interval.point(D(8972)), Interval.point(D(8000)))
    assert change == Interval.point(D("12.15"))
    assert printed(D("12.2"), D("0.1")).meet(change)
    assert not printed(D("12.1"), D("0.1"), cut="truncated").meet(Interval.point(D("12.25")))
    assert printed(D("12.1"), D("0.1"), cut="truncated").meet(change)
    assert not printed(D("12.3"), D("0.1"), cut="either").meet(change)


def test_empty_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="holds nothing"):
        Interval.of(2, 1)


def test_division_by_what_may_be_zero_says_nothing() -> None:
    assert Interval.of(1, 2) / Interval.of(-1, 1) == EVERYTHING
    assert Interval(Fraction(1), None) / Interval.of(2, 4) == Interval(Fraction(1, 4), None)


def test_meet_and_below() -> None:
    assert Interval.of(1, 2).meet(Interval.of(2, 3)) == Interval.point(2)
    assert Interval.of(1, 2).meet(Interval.of(3, 4)) is None
    assert Interval.of(1, 2).below(Interval.of(3, 4))
    assert not Interval.of(1, 2).below(EVERYTHING)
    assert Interval(None, Fraction(5)).meet(Interval(Fraction(1), None)) == Interval.of(1, 5)


@given(TRUE, PLACES, ROUNDING)
def test_print_holds_the_truth(true: Decimal, places: int, rounding: str) -> None:
    assert print_of(true, places, rounding).holds(true)


@given(st.lists(st.tuples(TRUE, PLACES, ROUNDING), max_size=8))
def test_sum_holds_the_truth(parts: list[tuple[Decimal, int, str]]) -> None:
    assert total(print_of(*part) for part in parts).holds(sum((true for true, *_ in parts), D(0)))


@given(SIGNED, SIGNED, PLACES, ROUNDING)
def test_difference_and_product_hold_the_truth(a: Decimal, b: Decimal, places: int, rounding: str) -> None:
    x, y = print_of(a, places, rounding), print_of(b, places, rounding)
    assert (x - y).holds(a - b)
    assert (x * y).holds(Fraction(a) * Fraction(b))


@given(TRUE, TRUE, PLACES, ROUNDING)
def test_ratio_and_its_inversions_hold_the_truth(new: Decimal, old: Decimal, places: int, rounding: str) -> None:
    x, y = print_of(new, places, rounding), print_of(old, places, rounding)
    percent = Fraction(new) / Fraction(old) * 100
    assert ratio_percent(x, y).holds(percent)
    assert change_percent(x, y).holds(percent - 100)
    exact, change = Interval.point(percent), Interval.point(percent - 100)
    assert whole_of(x, exact).holds(Fraction(old))
    assert part_of(y, exact).holds(Fraction(new))
    assert base_of_change(x, change).holds(Fraction(old))
    assert after_change(y, change).holds(Fraction(new))


@given(TRUE, st.lists(st.tuples(PLACES, ROUNDING), min_size=1, max_size=5))
def test_prints_of_one_value_always_meet(true: Decimal, prints: list[tuple[int, str]]) -> None:
    left = EVERYTHING
    for places, rounding in prints:
        met = left.meet(print_of(true, places, rounding))
        assert met is not None
        left = met
    assert left.holds(true)
