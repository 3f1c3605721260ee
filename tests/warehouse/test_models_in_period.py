"""marts.in_period: single months, quarters, half years, nine months and years, reported or derived."""

from __future__ import annotations

import pytest
from model_facts import World

DIFFERENCE, SUM = "difference of cumulatives", "sum of months"


@pytest.fixture
def world() -> World:
    return World()


def test_a_month_is_the_difference_of_two_totals(world: World) -> None:
    september = world.say("2024-10-01", "sales", "2024-09 ytd", 90)
    october = world.say("2024-11-01", "sales", "2024-10 ytd", 100)
    world.build()
    row = world.row("marts.in_period", period_code="2024-10")
    assert (row["value"], row["how"], row["value_reported"]) == (10, DIFFERENCE, None)
    assert row["input_ids"] == f"{october}, {september}"


def test_a_difference_crosses_the_rounding_intervals(world: World) -> None:
    world.totals("2024-11-01", "sales", 2024, {9: "6609.5", 10: "7424.5"}, half="0.05")
    world.build()
    row = world.row("marts.in_period", period_code="2024-10")
    assert (float(row["low"]), float(row["value"]), float(row["high"])) == (814.9, 815.0, 815.1)


def test_reported_and_derived_stand_side_by_side(world: World) -> None:
    world.totals("2024-11-01", "sales", 2024, {9: "6609.5", 10: "7424.5"}, half="0.05")
    world.say("2024-11-01", "sales", "2024-10", 816, half="0.5")
    world.build()
    row = world.row("marts.in_period", period_code="2024-10")
    assert (row["value"], row["how"], row["value_derived"], row["derived_how"]) == (816, "reported", 815, DIFFERENCE)
    assert row["agree"] is False  # 814.9 to 815.1 against 815.5 to 816.5


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ({1: 10, 2: 30}, {"2024-01": (10.0, "reported"), "2024-02": (20.0, DIFFERENCE)}),
        (
            {3: 60, 6: 130},
            {"2024-Q1": (60.0, "reported"), "2024-S1": (130.0, "reported"), "2024-Q2": (70.0, DIFFERENCE)},
        ),
        (
            {6: 130, 12: 300},
            {"2024-S1": (130.0, "reported"), "2024": (300.0, "reported"), "2024-S2": (170.0, DIFFERENCE)},
        ),
        ({3: 60, 10: 260}, {"2024-Q1": (60.0, "reported")}),  # seven months are no period
        (
            {9: 200, 12: 300},
            {"2024-9M": (200.0, "reported"), "2024": (300.0, "reported"), "2024-Q4": (100.0, DIFFERENCE)},
        ),
    ],
)
def test_totals_give_the_periods_between_them(
    world: World, totals: dict[int, object], expected: dict[str, object]
) -> None:
    world.totals("2025-01-05", "sales", 2024, totals)
    world.build()
    assert world.pick("marts.in_period", "value", "how") == expected


def test_no_difference_across_the_turn_of_the_year(world: World) -> None:
    world.totals("2025-02-01", "sales", 2024, {12: 120})
    world.totals("2025-02-01", "sales", 2025, {1: 10})
    world.build()
    assert world.pick("marts.in_period", "value") == {"2024": 120.0, "2025-01": 10.0}


@pytest.mark.parametrize(("first", "second"), [("2024-09-15 ytd", "2024-10 ytd"), ("2024-09 ytd", "2024-10-23 ytd")])
def test_no_difference_of_unequal_cut_off_days(world: World, first: str, second: str) -> None:
    world.say("2024-11-01", "sales", first, 90)
    world.say("2024-11-01", "sales", second, 100)
    world.build()
    assert "2024-10" not in world.pick("marts.in_period", "value")


def test_a_quarter_equals_its_months_only_when_all_are_there(world: World) -> None:
    world.months("2025-01-01", "sales", 2024, {4: 10, 5: 20, 6: 30, 7: 40, 8: 50})
    world.build()
    values = world.pick("marts.in_period", "value", "how")
    assert values["2024-Q2"] == (60.0, SUM)
    assert "2024-Q3" not in values
    assert "2024-S1" not in values


def test_twelve_months_are_the_year_and_everything_in_it(world: World) -> None:
    world.months("2025-01-01", "sales", 2024, {month: month for month in range(1, 13)})
    world.build()
    values = world.pick("marts.in_period", "value", "how")
    sums = {code: value for code, (value, how) in values.items() if how == SUM}  # type: ignore[misc]
    assert sums == {
        "2024-Q1": 6.0, "2024-Q2": 15.0, "2024-Q3": 24.0, "2024-Q4": 33.0,
        "2024-S1": 21.0, "2024-S2": 57.0, "2024-9M": 45.0, "2024": 78.0,
    }  # fmt: skip


def test_a_derived_month_fills_a_quarter(world: World) -> None:
    world.months("2024-07-01", "sales", 2024, {4: 10, 5: 20})
    world.totals("2024-07-01", "sales", 2024, {5: 100, 6: 130})
    world.build()
    row = world.row("marts.in_period", period_code="2024-Q2")
    assert (row["value"], row["how"]) == (60, SUM)
    assert len(str(row["input_ids"]).split(", ")) == 4  # two months, and the two totals that give June


def test_a_total_summed_from_months_serves_as_the_one_before(world: World) -> None:
    world.months("2024-04-01", "sales", 2024, {1: 10, 2: 20, 3: 30})
    world.say("2024-05-01", "sales", "2024-04 ytd", 100)
    world.build()
    assert world.pick("marts.in_period", "value", "how")["2024-04"] == (40.0, DIFFERENCE)


def test_a_month_is_not_derived_from_a_sum_that_holds_it(world: World) -> None:
    world.months("2024-04-01", "sales", 2024, {1: 10, 2: 20})
    world.build()
    assert world.row("marts.in_period", period_code="2024-02")["value_derived"] is None


def test_a_total_that_fell_gives_no_month(world: World) -> None:
    world.totals("2024-11-01", "sales", 2024, {9: 100, 10: 90})
    world.build()
    assert "2024-10" not in world.pick("marts.in_period", "value")


def test_a_total_that_may_have_stood_still_gives_a_month(world: World) -> None:
    world.totals("2024-11-01", "sales", 2024, {9: "100.1", 10: "100.0"}, half="0.05")
    world.build()
    assert world.pick("marts.in_period", "low", "high")["2024-10"] == (-0.2, 0.0)


def test_what_holds_at_a_moment_stands_as_it_is(world: World) -> None:
    world.say("2024-10-01", "herd", "2024-09-30 point", 500)
    world.say("2024-11-01", "herd", "2024-10-31 point", 520)
    world.say("2024-11-01", "poverty", "2024-10-31 point", "3.5")
    world.build()
    assert world.pick("marts.in_period", "value", "accumulation", indicator_code="herd") == {
        "2024-09": (500.0, "POINT"),
        "2024-10": (520.0, "POINT"),
    }
    assert world.rows_of("marts.cumulative") == []


def test_of_several_days_of_a_month_the_last_speaks(world: World) -> None:
    world.say("2024-11-01", "herd", "2024-10-31 point", 520)
    world.say("2024-11-15", "herd", "2024-10-15 point", 510)
    world.build()
    row = world.row("marts.in_period")
    assert (row["value"], str(row["last_day"])) == (520, "2024-10-31")


@pytest.mark.parametrize("indicator", ["herd", "poverty"])
def test_only_flows_are_added_or_subtracted(world: World, indicator: str) -> None:
    world.totals("2024-07-01", indicator, 2024, {1: 10, 2: 30})
    world.months("2024-07-01", indicator, 2024, {4: 1, 5: 2, 6: 3})
    world.build()
    assert world.pick("marts.in_period", "how") == dict.fromkeys(
        ("2024-01", "2024-04", "2024-05", "2024-06"), "reported"
    )


def test_a_doubtful_input_makes_a_doubtful_result(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-09 ytd", 90)
    world.say("2024-11-01", "sales", "2024-10 ytd", 100)
    world.say("2024-11-01", "sales", "2024-10 ytd", 105)
    world.build()
    row = world.row("marts.in_period", period_code="2024-10")
    assert (row["value"], row["ambiguous"]) == (10, True)
