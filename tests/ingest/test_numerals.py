from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lexer import BaseUnit, UnitLexer, find_quantities
from ingest.numerals import printed_interval, read_numeral

_DONG = UnitLexer({"đồng": BaseUnit("đồng", Decimal(1))}, frozenset())


@pytest.mark.parametrize(
    ("printed", "value", "decimals"),
    [
        ("2.269,44", "2269.44", 2),
        ("617.873.712", "617873712", 0),
        ("04", "4", 0),
        ("0,3", "0.3", 1),
        ("17,0", "17.0", 1),
        ("1.524", "1524", 0),
        ("12.131", "12131", 0),
        ("1.768,437", "1768.437", 3),
    ],
)
def test_vietnamese_print(printed: str, value: str, decimals: int) -> None:
    numeral = read_numeral(printed)
    assert (numeral.value, numeral.decimals, numeral.doubt) == (Decimal(value), decimals, "")


@pytest.mark.parametrize(
    ("printed", "counts", "value"),
    [
        ("31.37", False, "31.37"),
        ("1,524", True, "1.524"),
        ("1,234.5", False, "1234.5"),
        ("1.548.3", False, "1548.3"),
        ("1.2.3", False, "123"),
    ],
)
def test_slips_are_read_as_printed_and_named(printed: str, counts: bool, value: str) -> None:
    numeral = read_numeral(printed, counts=counts)
    assert numeral.value == Decimal(value)
    assert numeral.doubt


def _print(value: int, decimals: int) -> str:
    digits = str(value).rjust(decimals + 1, "0")
    whole, fraction = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{fraction}" if decimals else grouped


@given(st.integers(0, 10**15), st.integers(0, 4))
def test_print_then_read_gives_the_number_back(value: int, decimals: int) -> None:
    numeral = read_numeral(_print(value, decimals))
    assert numeral.value == Decimal(value).scaleb(-decimals)
    assert numeral.decimals == decimals


@given(st.integers(1, 10**6 - 1), st.lists(st.integers(1, 999), min_size=1, max_size=3), st.booleans())
def test_an_amount_printed_in_steps_is_one_number(first: int, rests: list[int], padded: bool) -> None:
    words = ["tỷ", "triệu", "nghìn", ""][: len(rests) + 1]
    steps = [_print(first, 0), *(f"{rest:03}" if padded else str(rest) for rest in rests)]
    printed = " ".join(f"{number} {word}".strip() for number, word in zip(steps, words, strict=True))
    [quantity] = find_quantities(f"Đã thu {printed} đồng, tăng so với cùng kỳ.", _DONG)
    amounts = zip((first, *rests), (10**9, 10**6, 10**3, 1), strict=False)
    assert quantity.value == sum(number * scale for number, scale in amounts)
    assert quantity.multiplier == {"triệu": 10**6, "nghìn": 10**3, "": 1}[words[-1]]
    assert quantity.text == printed.removesuffix(words[-1]).strip()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("59 nghìn 642 tỷ đồng", ["59642000000000"]),
        ("12 triệu 500 đồng", ["12000500"]),
        ("3 triệu 5 tỷ đồng", ["3000000", "5000000000"]),
        ("1,5 tỷ 200 triệu đồng", ["1500000000.0", "200000000"]),
        ("2 tỷ 3.000 triệu đồng", ["2000000000", "3000000000"]),
    ],
)
def test_numbers_side_by_side_are_one_where_each_is_a_rest(text: str, values: list[str]) -> None:
    assert [str(quantity.value) for quantity in find_quantities(text, _DONG)] == values


@pytest.mark.parametrize(
    ("value", "decimals", "multiplier", "bound", "exact", "interval"),
    [
        ("24.8", 1, "1", "", False, ("24.75", "24.85")),
        ("351000", 0, "1000", ">", False, ("351000", "352000")),
        ("22000", 0, "1000", "<", False, ("21000", "22000")),
        ("13", 0, "1", "", True, ("13", "13")),
        ("-16.1", 1, "1", "", False, ("-16.15", "-16.05")),
        ("85450", 0, "1", "~", False, ("85449", "85451")),
    ],
)
def test_interval_of_what_is_printed(
    value: str, decimals: int, multiplier: str, bound: str, exact: bool, interval: tuple[str, str]
) -> None:
    got = printed_interval(Decimal(value), decimals, Decimal(multiplier), bound, exact=exact)  # type: ignore[arg-type]
    assert got == (Decimal(interval[0]), Decimal(interval[1]))


@given(st.decimals(0, 10**9, places=5), st.integers(0, 4))
def test_the_true_value_is_never_outside(true: Decimal, decimals: int) -> None:
    shown = round(true, decimals)
    low, high = printed_interval(shown, decimals, Decimal(1), "", exact=False)
    assert low <= true <= high
