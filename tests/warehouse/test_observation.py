"""A claim as a row: its period, its plan, its exact value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ingest.claim import Claim
from warehouse.observation import ClaimError, observation_of, period_code, plan_kind


def claim(first: str = "2024-10-01", last: str = "2024-10-31", **changes: Any) -> Claim:
    fields: dict[str, Any] = {
        "doc": "r.txt",
        "start": 10,
        "end": 15,
        "number_text": "752,3",
        "indicator": "trade.retail_sales",
        "label": "tổng mức bán lẻ",
        "measure": "level",
        "versus": "",
        "value": Decimal("752300000000"),
        "unit": "đồng",
        "first_day": date.fromisoformat(first),
        "last_day": date.fromisoformat(last),
        "accumulation": "IN_PERIOD",
    }
    return Claim(**(fields | changes))


@pytest.mark.parametrize(
    ("first", "last", "accumulation", "measure", "code"),
    [
        ("2024-10-01", "2024-10-31", "IN_PERIOD", "level", "2024-10"),
        ("2024-07-01", "2024-09-30", "IN_PERIOD", "level", "2024-Q3"),
        ("2024-01-01", "2024-03-31", "IN_PERIOD", "level", "2024-Q1"),
        ("2024-01-01", "2024-06-30", "IN_PERIOD", "level", "2024-S1"),
        ("2024-07-01", "2024-12-31", "IN_PERIOD", "level", "2024-S2"),
        ("2024-01-01", "2024-09-30", "IN_PERIOD", "level", "2024-9M"),
        ("2024-01-01", "2024-12-31", "IN_PERIOD", "level", "2024"),
        ("2024-01-01", "2024-10-31", "YTD", "level", "2024-10"),
        ("2024-01-01", "2024-12-31", "YTD", "level", "2024-12"),
        ("2024-01-01", "2024-03-15", "YTD", "level", "2024-03"),
        ("2024-10-31", "2024-10-31", "POINT", "level", "2024-10"),
        ("2024-10-15", "2024-10-15", "POINT", "level", "2024-10"),
        ("2024-01-01", "2024-12-31", "IN_PERIOD", "plan", "2024"),
        ("2024-01-01", "2024-12-31", "YTD", "plan", "2024"),
        ("2024-12-31", "2024-12-31", "POINT", "plan", "2024"),
        ("2024-07-01", "2024-09-30", "IN_PERIOD", "plan", "2024-Q3"),
        ("2021-01-01", "2025-12-31", "IN_PERIOD", "plan", None),
        ("2024-09-07", "2024-10-07", "IN_PERIOD", "level", None),
        ("2024-01-01", "2024-08-31", "IN_PERIOD", "level", None),
        ("2024-02-01", "2024-04-30", "IN_PERIOD", "level", None),
        ("2024-10-01", "2024-10-30", "IN_PERIOD", "level", None),
        ("1985-01-01", "1985-12-31", "IN_PERIOD", "level", None),
        ("1985-12-31", "1985-12-31", "POINT", "level", None),
    ],
)
def test_period_code(first: str, last: str, accumulation: str, measure: str, code: str | None) -> None:
    assert period_code(claim(first, last, accumulation=accumulation, measure=measure)) == code


@pytest.mark.parametrize(
    ("measure", "versus", "kind"),
    [
        ("level", "", None),
        ("change_pct", "yoy", None),
        ("plan", "", "plan"),
        ("attainment", "", "plan"),
        ("attainment", "plan", "plan"),
        ("attainment", "plan:central", "plan:central"),
        ("plan", "plan:council", "plan:council"),
        ("change_pct", "plan", "plan"),
        ("attainment", "other", None),  # of a scenario
    ],
)
def test_plan_kind(measure: str, versus: str, kind: str | None) -> None:
    assert plan_kind(claim(measure=measure, versus=versus)) == kind


def test_interval_is_rounded_outwards_and_value_to_the_nearest() -> None:
    third = Decimal(1) / 3
    row = observation_of(claim(value=third, low=third, high=third), "abc", "12", "trade", whole=False)
    assert (row.low, row.value, row.high) == (Decimal("0.333333"), Decimal("0.333333"), Decimal("0.333334"))


def test_identity_part_and_status() -> None:
    row = observation_of(claim(part_of=3, estimate=True), "abc", "12", "trade", whole=True)
    assert (row.observation_id, row.part_of, row.obs_status, row.scenario) == ("abc:10", "abc:3", "E", "ACTUAL")
    assert observation_of(claim(part_of=3), "abc", "12", "trade", whole=False).part_of is None


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+22"])
def test_values_that_cannot_be_stored_are_refused(value: str) -> None:
    with pytest.raises(ClaimError, match="cannot be stored"):
        observation_of(claim(value=Decimal(value)), "abc", "12", "trade", whole=False)


@pytest.mark.parametrize(
    ("value", "stored", "rounded"),
    [("1.123456", "1.123456", False), ("1.12345678", "1.123457", True), ("9999999999999999999999.5", None, False)],
)
def test_a_value_with_more_digits_than_the_store_holds_is_never_rounded_silently(
    value: str, stored: str | None, rounded: bool
) -> None:
    number = Decimal(value)
    row = observation_of(claim(value=number, low=number, high=number), "abc", "12", "trade", whole=False)
    assert row.value == Decimal(stored or value)
    assert ("value is rounded" in row.review) is rounded
    assert row.low is not None
    assert row.high is not None
    assert row.low <= number <= row.high
