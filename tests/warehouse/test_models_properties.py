"""Properties that hold for any figures: round trips, intervals that hold the truth, no value out of nothing.

A hidden truth is printed with rounding; whatever the models derive from the printed numbers must leave room for it.
Each example holds many series, one an area: building is the dear part.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_facts import World

PERIODS = {
    "2024-Q1": (1, 3), "2024-Q2": (4, 6), "2024-Q3": (7, 9), "2024-Q4": (10, 12),
    "2024-S1": (1, 6), "2024-S2": (7, 12), "2024-9M": (1, 9), "2024": (1, 12),
} | {f"2024-{m:02d}": (m, m) for m in range(1, 13)}  # fmt: skip

few = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
amounts = st.integers(1, 10**6).map(lambda n: Decimal(n) / 100)
decimals = st.integers(0, 2)


class Year(NamedTuple):
    """The true months of a year, which of them are printed, alone and as totals, and with how many decimals."""

    truth: list[Decimal]
    single: set[int]
    total: set[int]
    places: int


years = st.builds(
    Year,
    st.lists(amounts, min_size=12, max_size=12),
    st.sets(st.integers(1, 12)),
    st.sets(st.integers(1, 12)),
    decimals,
)


def many(one: st.SearchStrategy[Year]) -> st.SearchStrategy[dict[str, Year]]:
    return st.lists(one, min_size=1, max_size=25).map(lambda found: {f"a{n:02d}": case for n, case in enumerate(found)})


class Growth(NamedTuple):
    """Two true figures, a year apart, and with how many decimals they and the change are printed."""

    now: Decimal
    before: Decimal
    places: int
    change_places: int

    @property
    def percent(self) -> Decimal:
        return (self.now / self.before - 1) * 100


growths = st.lists(st.builds(Growth, amounts, amounts, decimals, decimals), min_size=1, max_size=40)


@dataclass(frozen=True)
class Printed:
    """A number as printed with `places` decimals, and half a unit of its last digit."""

    value: Decimal
    half: Decimal


def printed(truth: Decimal, places: int) -> Printed:
    step = Decimal(1).scaleb(-places)
    return Printed(truth.quantize(step, ROUND_HALF_UP), step / 2)


def tell(world: World, area: str, year: Year) -> None:
    totals = list(accumulate(year.truth))
    for month in sorted(year.single):
        shown = printed(year.truth[month - 1], year.places)
        world.say("2025-01-05", "sales", f"2024-{month:02d}", shown.value, half=shown.half, area=area)
    for month in sorted(year.total - ({1} & year.single)):  # January is its own total
        shown = printed(totals[month - 1], year.places)
        world.say("2025-01-05", "sales", f"2024-{month:02d} ytd", shown.value, half=shown.half, area=area)


def told(cases: dict[str, Year]) -> World:
    world = World()
    for area, year in cases.items():
        tell(world, area, year)
    world.build()
    return world


def within(low: object, truth: Decimal, high: object) -> bool:
    return isinstance(low, Decimal) and isinstance(high, Decimal) and low <= truth <= high


@few
@given(many(years))
def test_intervals_hold_the_truth(cases: dict[str, Year]) -> None:
    world = told(cases)
    for row in world.rows_of("marts.in_period"):
        first, last = PERIODS[str(row["period_code"])]
        truth = cases[str(row["area_code"])].truth[first - 1 : last]
        assert within(row["low"], sum(truth, Decimal(0)), row["high"]), row
        assert row["agree"] is not False, row
    for row in world.rows_of("marts.cumulative"):
        truth = cases[str(row["area_code"])].truth[: int(str(row["month"]))]
        assert within(row["low"], sum(truth, Decimal(0)), row["high"]), row
        assert row["agree"] is not False, row


@few
@given(many(years))
def test_months_to_totals_and_back(cases: dict[str, Year]) -> None:
    whole = {area: year._replace(single=set(range(1, 13)), total=set(), places=2) for area, year in cases.items()}
    totals = {(row["area_code"], row["month"]): row["value"] for row in told(whole).rows_of("marts.cumulative")}
    assert totals == {
        (area, month): total for area, year in whole.items() for month, total in enumerate(accumulate(year.truth), 1)
    }
    back = told({area: year._replace(single=set(), total=set(range(1, 13))) for area, year in whole.items()})
    singles = {
        (row["area_code"], row["last_month"]): row["value"] for row in back.rows_of("marts.in_period", frequency="M")
    }
    assert singles == {
        (area, month): value for area, year in whole.items() for month, value in enumerate(year.truth, 1)
    }


@few
@given(many(years))
def test_a_figure_is_there_exactly_when_it_can_be_told(cases: dict[str, Year]) -> None:
    cases = {area: year._replace(places=2) for area, year in cases.items()}  # exact: no total seems to fall
    world = told(cases)
    for area, year in cases.items():
        alone = year.single | ({1} & year.total)
        run = {m for m in range(1, 13) if all(k in alone for k in range(1, m + 1))}
        known = year.total | run
        assert {row["month"] for row in world.rows_of("marts.cumulative", area_code=area)} == known
        differences = {m for m in year.total if m > 1 and m - 1 in known}
        found = {row["last_month"] for row in world.rows_of("marts.in_period", area_code=area, frequency="M")}
        assert found == alone | differences


@few
@given(many(years), st.integers(2, 9))
def test_scaling_every_figure_scales_every_result(cases: dict[str, Year], factor: int) -> None:
    cases = {area: year._replace(places=2) for area, year in cases.items()}
    larger = {area: year._replace(truth=[value * factor for value in year.truth]) for area, year in cases.items()}
    before, after = (
        {(row["area_code"], row["period_code"]): row["value"] for row in told(world).rows_of("marts.in_period")}
        for world in (cases, larger)
    )
    assert after == {key: value * factor for key, value in before.items()}  # type: ignore[operator]


@few
@given(growths)
def test_what_growth_implies_holds_the_year_before(cases: list[Growth]) -> None:
    world = World()
    for number, case in enumerate(cases):
        level, change = printed(case.now, case.places), printed(case.percent, case.change_places)
        where = {"area": f"a{number:02d}", "measure": "change_pct", "versus": "yoy"}
        world.say("2024-11-01", "sales", "2024-10", level.value, half=level.half, area=where["area"])
        world.say("2024-11-01", "sales", "2024-10", change.value, half=change.half, **where)  # type: ignore[arg-type]
    world.build()
    for number, case in enumerate(cases):
        row = world.row("marts.year_on_year", area_code=f"a{number:02d}")
        low, high = row["prior_implied_low"], row["prior_implied_high"]
        assert low is None or float(str(low)) <= float(case.before) * (1 + 1e-9)
        assert high is None or float(str(high)) >= float(case.before) * (1 - 1e-9)


@few
@given(growths)
def test_true_growth_never_disagrees(cases: list[Growth]) -> None:
    world = World()
    for number, case in enumerate(cases):
        area = f"a{number:02d}"
        for year, truth in ((2023, case.before), (2024, case.now)):
            shown = printed(truth, case.places)
            world.say(f"{year}-11-01", "sales", f"{year}-10", shown.value, half=shown.half, area=area)
        shown = printed(case.percent, case.change_places)
        how = {"half": shown.half, "measure": "change_pct", "versus": "yoy", "area": area}
        world.say("2024-11-01", "sales", "2024-10", shown.value, **how)  # type: ignore[arg-type]
    world.build()
    for number, case in enumerate(cases):
        row = world.row("marts.year_on_year", area_code=f"a{number:02d}", period_code="2024-10")
        assert row["agree"] is not False, row
        if row["change_pct_low"] is not None:
            assert float(str(row["change_pct_low"])) <= float(case.percent) + 1e-6
        if row["change_pct_high"] is not None:
            assert float(str(row["change_pct_high"])) >= float(case.percent) - 1e-6


plans = st.tuples(
    st.integers(10**3, 10**9), st.lists(st.integers(1, 99), min_size=1, max_size=5, unique=True), decimals
)


@few
@given(st.lists(plans, min_size=1, max_size=25))
def test_the_plan_that_all_reports_imply_is_the_plan(cases: list[tuple[int, list[int], int]]) -> None:
    world = World()
    for number, (plan, shares, places) in enumerate(cases):
        for month, share in enumerate(sorted(shares), 2):
            truth = Decimal(plan) * share / 100
            when = (f"2024-{month + 1:02d}-01", "sales", f"2024-{month:02d} ytd")
            level, percent = printed(truth, 0), printed(truth * 100 / plan, places)
            how = {"half": percent.half, "measure": "attainment", "versus": "plan", "area": f"a{number:02d}"}
            world.say(*when, level.value, half=level.half, area=f"a{number:02d}")
            world.say(*when, percent.value, **how)  # type: ignore[arg-type]
    world.build()
    for row in world.rows_of("marts.plan_attainment"):
        plan = cases[int(str(row["area_code"])[1:])][0]
        assert row["plans_disagree"] is False
        assert row["plan_low_all"] is None or float(str(row["plan_low_all"])) <= plan * (1 + 1e-9)
        assert row["plan_high_all"] is None or float(str(row["plan_high_all"])) >= plan * (1 - 1e-9)


@few
@given(many(years))
def test_the_order_of_loading_does_not_matter(cases: dict[str, Year]) -> None:
    world, turned = told(cases), World()
    turned.say("2025-01-05", "sales", "2024-01", 1)  # the same report
    turned.rows = world.rows[::-1]
    turned.build()
    for table in ("marts.cumulative", "marts.in_period", "marts.coverage", "marts.latest"):
        assert world.rows_of(table) == turned.rows_of(table)
