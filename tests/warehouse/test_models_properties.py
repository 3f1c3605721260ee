"""Properties that hold for any figures: round trips, intervals that hold the truth, no value out of nothing.

A hidden truth is printed with rounding; whatever the models derive from the printed numbers must leave room for the truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from model_facts import World

PERIODS = {
    "2024-Q1": (1, 3), "2024-Q2": (4, 6), "2024-Q3": (7, 9), "2024-Q4": (10, 12),
    "2024-S1": (1, 6), "2024-S2": (7, 12), "2024-9M": (1, 9), "2024": (1, 12),
} | {f"2024-{m:02d}": (m, m) for m in range(1, 13)}  # fmt: skip

few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
amounts = st.integers(1, 10**6).map(lambda n: Decimal(n) / 100)
years = st.lists(amounts, min_size=12, max_size=12)
months = st.sets(st.integers(1, 12))
decimals = st.integers(0, 2)


@dataclass(frozen=True)
class Printed:
    """A number as printed with `places` decimals, and half a unit of its last digit."""

    value: Decimal
    half: Decimal


def printed(truth: Decimal, places: int) -> Printed:
    step = Decimal(1).scaleb(-places)
    return Printed(truth.quantize(step, ROUND_HALF_UP), step / 2)


def tell(world: World, truth: list[Decimal], single: set[int], total: set[int], places: int, year: int = 2024) -> None:
    totals = list(accumulate(truth))
    for month in sorted(single):
        shown = printed(truth[month - 1], places)
        world.say(f"{year + 1}-01-05", "sales", f"{year}-{month:02d}", shown.value, half=shown.half)
    for month in sorted(total - ({1} & single)):  # January is its own total
        shown = printed(totals[month - 1], places)
        world.say(f"{year + 1}-01-05", "sales", f"{year}-{month:02d} ytd", shown.value, half=shown.half)


def within(low: object, truth: Decimal, high: object) -> bool:
    return isinstance(low, Decimal) and isinstance(high, Decimal) and low <= truth <= high


@few
@given(years, months, months, decimals)
def test_intervals_hold_the_truth(truth: list[Decimal], single: set[int], total: set[int], places: int) -> None:
    world = World()
    tell(world, truth, single, total, places)
    world.build()
    for row in world.rows_of("marts.in_period"):
        first, last = PERIODS[str(row["period_code"])]
        assert within(row["low"], sum(truth[first - 1 : last], Decimal(0)), row["high"]), row
        assert row["agree"] is not False, row
    for row in world.rows_of("marts.cumulative"):
        assert within(row["low"], sum(truth[: int(str(row["month"]))], Decimal(0)), row["high"]), row
        assert row["agree"] is not False, row


@few
@given(years)
def test_months_to_totals_and_back(truth: list[Decimal]) -> None:
    world = World()
    tell(world, truth, set(range(1, 13)), set(), 2)
    world.build()
    totals = {int(str(row["month"])): row["value"] for row in world.rows_of("marts.cumulative")}
    assert totals == dict(enumerate(accumulate(truth), 1))
    again = World()
    for month, value in totals.items():
        again.say("2025-01-05", "sales", f"2024-{month:02d} ytd", str(value))
    again.build()
    singles = {row["last_month"]: row["value"] for row in again.rows_of("marts.in_period", frequency="M")}
    assert singles == dict(enumerate(truth, 1))


@few
@given(years, months, months)
def test_a_figure_is_there_exactly_when_it_can_be_told(truth: list[Decimal], single: set[int], total: set[int]) -> None:
    world = World()
    tell(world, truth, single, total, 2)
    world.build()
    alone = single | ({1} & total)
    run = {m for m in range(1, 13) if all(k in alone for k in range(1, m + 1))}
    known = total | run
    assert {row["month"] for row in world.rows_of("marts.cumulative")} == known
    differences = {m for m in total if m > 1 and m - 1 in known}
    found = {row["last_month"] for row in world.rows_of("marts.in_period", frequency="M")}
    assert found == alone | differences


@few
@given(years, months, months, st.integers(2, 9))
def test_scaling_every_figure_scales_every_result(
    truth: list[Decimal], single: set[int], total: set[int], factor: int
) -> None:
    plain, scaled = World(), World()
    tell(plain, truth, single, total, 2)
    tell(scaled, [value * factor for value in truth], single, total, 2)
    for world in (plain, scaled):
        world.build()
    before = {row["period_code"]: row["value"] for row in plain.rows_of("marts.in_period")}
    after = {row["period_code"]: row["value"] for row in scaled.rows_of("marts.in_period")}
    assert after == {period: value * factor for period, value in before.items()}  # type: ignore[operator]


@few
@given(amounts, amounts, decimals, decimals)
def test_what_growth_implies_holds_the_year_before(
    now: Decimal, before: Decimal, level_places: int, places: int
) -> None:
    level, change = printed(now, level_places), printed((now / before - 1) * 100, places)
    world = World()
    world.say("2024-11-01", "sales", "2024-10", level.value, half=level.half)
    world.say("2024-11-01", "sales", "2024-10", change.value, half=change.half, measure="change_pct", versus="yoy")
    world.build()
    row = world.row("marts.year_on_year")
    low, high = row["prior_implied_low"], row["prior_implied_high"]
    assert low is None or float(str(low)) <= float(before) * (1 + 1e-9)
    assert high is None or float(str(high)) >= float(before) * (1 - 1e-9)
    assert (low is not None) == (level.value >= level.half and change.value - change.half > -100)


@few
@given(amounts, amounts, decimals, decimals)
def test_true_growth_never_disagrees(now: Decimal, before: Decimal, level_places: int, places: int) -> None:
    world = World()
    for year, truth in ((2023, before), (2024, now)):
        shown = printed(truth, level_places)
        world.say(f"{year}-11-01", "sales", f"{year}-10", shown.value, half=shown.half)
    change = printed((now / before - 1) * 100, places)
    world.say("2024-11-01", "sales", "2024-10", change.value, half=change.half, measure="change_pct", versus="yoy")
    world.build()
    row = world.row("marts.year_on_year", period_code="2024-10")
    assert row["agree"] is not False
    if row["change_pct_low"] is not None:
        assert float(str(row["change_pct_low"])) <= float((now / before - 1) * 100) + 1e-6


@few
@given(st.integers(10**3, 10**9), st.lists(st.integers(1, 99), min_size=1, max_size=5, unique=True), decimals)
def test_the_plan_that_all_reports_imply_is_the_plan(plan: int, shares: list[int], places: int) -> None:
    world = World()
    for month, share in enumerate(sorted(shares), 2):
        level = Decimal(plan) * share / 100 + Decimal("0.37")
        assume(level < plan)
        shown, percent = printed(level, 0), printed(level * 100 / plan, places)
        report = f"2024-{month + 1:02d}-01"
        world.say(report, "sales", f"2024-{month:02d} ytd", shown.value, half=shown.half)
        world.say(
            report, "sales", f"2024-{month:02d} ytd", percent.value, half=percent.half, measure="attainment", versus="plan"
        )
    world.build()
    for row in world.rows_of("marts.plan_attainment"):
        assert row["plans_disagree"] is False
        if row["plan_low_all"] is not None:
            assert float(str(row["plan_low_all"])) <= plan * (1 + 1e-9)
        if row["plan_high_all"] is not None:
            assert float(str(row["plan_high_all"])) >= plan * (1 - 1e-9)


@few
@given(years, months, months)
def test_the_order_of_loading_does_not_matter(truth: list[Decimal], single: set[int], total: set[int]) -> None:
    world, turned = World(), World()
    tell(world, truth, single, total, 1)
    turned.reports = dict(world.reports)
    turned.connection.execute("INSERT INTO dim_report VALUES " + _values(world, "dim_report")) if single or total else None
    for row in reversed(world.rows):
        turned.connection.execute(f"INSERT INTO fact_observation VALUES ({', '.join('?' * len(row))})", row)
    for one in (world, turned):
        one.build()
    for table in ("marts.cumulative", "marts.in_period", "marts.coverage", "marts.latest"):
        assert world.rows_of(table) == turned.rows_of(table)


def _values(world: World, table: str) -> str:
    rows = world.connection.execute(f"SELECT * FROM {table}").fetchall()
    return ", ".join("(" + ", ".join("NULL" if v is None else f"'{v}'" for v in row) + ")" for row in rows)
