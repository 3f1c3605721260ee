"""marts.cumulative: totals since 1 January, reported or summed."""

from __future__ import annotations

import pytest
from model_facts import World


@pytest.fixture
def world() -> World:
    return World()


def test_a_complete_run_of_months_is_summed(world: World) -> None:
    world.months("2024-05-01", "sales", 2024, {1: 10, 2: 20, 3: 30})
    world.build()
    assert world.pick("marts.cumulative", "value", "how") == {
        "2024-01": (10.0, "reported"),  # January is its own total
        "2024-02": (30.0, "sum of months"),
        "2024-03": (60.0, "sum of months"),
    }


def test_a_sum_never_crosses_a_gap(world: World) -> None:
    world.months("2024-05-01", "sales", 2024, {1: 10, 2: 20, 4: 40})
    world.build()
    assert world.pick("marts.cumulative", "value") == {"2024-01": 10.0, "2024-02": 30.0}


def test_a_run_that_does_not_begin_in_january_is_no_total(world: World) -> None:
    world.months("2024-05-01", "sales", 2024, {2: 20, 3: 30})
    world.build()
    assert world.pick("marts.cumulative", "value") == {}


def test_a_sum_restarts_each_january(world: World) -> None:
    world.months("2024-12-31", "sales", 2024, dict.fromkeys(range(1, 13), 10))
    world.months("2025-03-01", "sales", 2025, {1: 10, 2: 10})
    world.build()
    values = world.pick("marts.cumulative", "value")
    assert values["2024-12"] == 120.0
    assert values["2025-01"] == 10.0
    assert values["2025-02"] == 20.0


def test_a_reported_total_stands_beside_the_sum_and_is_not_overwritten(world: World) -> None:
    world.months("2024-03-01", "sales", 2024, {1: 10, 2: 20})
    total = world.say("2024-03-01", "sales", "2024-02 ytd", 31, half="0.5")
    world.build()
    row = world.row("marts.cumulative", period_code="2024-02")
    assert (row["value"], row["value_reported"], row["value_derived"]) == (31, 31, 30)
    assert (row["how"], row["observation_id"], row["input_ids"]) == ("reported", total, None)
    assert row["agree"] is False  # 30 lies outside 30.5 to 31.5


def test_rounding_is_allowed_for(world: World) -> None:
    world.months("2024-03-01", "sales", 2024, {1: "33.3", 2: "33.3", 3: "33.3"}, half="0.05")
    world.say("2024-04-01", "sales", "2024-03 ytd", "100.0", half="0.05")
    world.build()
    row = world.row("marts.cumulative", period_code="2024-03")
    assert (float(row["low_derived"]), float(row["high_derived"])) == (99.75, 100.05)
    assert row["agree"] is True


def test_an_unbounded_month_makes_the_sum_unbounded(world: World) -> None:
    world.say("2024-03-01", "sales", "2024-01", 10)
    world.say("2024-03-01", "sales", "2024-02", 20, half=None)
    world.build()
    row = world.row("marts.cumulative", period_code="2024-02")
    assert (row["value"], row["low"], row["high"]) == (30, None, None)


@pytest.mark.parametrize(
    ("when", "month"),
    [
        ("2024-Q1", "2024-03"),
        ("2024-S1", "2024-06"),
        ("2024-9M", "2024-09"),
        ("2024", "2024-12"),
        ("2024-01", "2024-01"),
    ],
)
def test_a_period_from_january_on_is_a_total(world: World, when: str, month: str) -> None:
    world.say("2025-01-01", "sales", when, 7)
    world.build()
    assert world.pick("marts.cumulative", "value", "how") == {month: (7.0, "reported")}


def test_the_quarter_of_one_report_and_the_three_months_of_another_are_one_cell(world: World) -> None:
    world.say("2024-04-01", "sales", "2024-Q1", 7)
    newer = world.say("2024-05-01", "sales", "2024-03 ytd", 8)
    world.build()
    assert world.row("marts.cumulative")["observation_id"] == newer
    assert world.row("staging.current_observation")["vintages"] == 2


@pytest.mark.parametrize("indicator", ["herd", "poverty"])
def test_only_flows_are_summed(world: World, indicator: str) -> None:
    world.months("2024-03-01", indicator, 2024, {1: 10, 2: 20})
    world.build()
    assert world.pick("marts.cumulative", "value", indicator_code=indicator) == {"2024-01": 10.0}


def test_a_cut_off_day_inside_the_month_is_kept_and_compared_with_nothing(world: World) -> None:
    world.months("2024-11-05", "sales", 2024, dict.fromkeys(range(1, 11), 10))
    world.say("2024-11-01", "sales", "2024-10-23 ytd", 93)
    world.build()
    row = world.row("marts.cumulative", period_code="2024-10")
    assert (row["value"], row["how"], str(row["last_day"])) == (93, "reported", "2024-10-23")
    assert (row["value_derived"], row["agree"], row["at_month_end"]) == (100, None, False)


def test_of_two_cut_off_days_the_later_speaks_for_the_month(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10-23 ytd", 93)
    world.say("2024-11-05", "sales", "2024-10 ytd", 100)
    world.say("2024-11-20", "sales", "2024-10-15 ytd", 80)
    world.build()
    assert world.row("marts.cumulative")["value"] == 100


def test_a_sum_of_an_estimate_is_an_estimate(world: World) -> None:
    world.say("2024-03-01", "sales", "2024-01", 10)
    world.say("2024-03-01", "sales", "2024-02", 20, estimate=True)
    world.build()
    assert world.pick("marts.cumulative", "obs_status") == {"2024-01": "A", "2024-02": "E"}


def test_the_inputs_of_a_sum_are_named_in_order(world: World) -> None:
    second = world.say("2024-03-01", "sales", "2024-02", 20)
    first = world.say("2024-03-01", "sales", "2024-01", 10)
    world.build()
    assert world.row("marts.cumulative", period_code="2024-02")["input_ids"] == f"{first}, {second}"


def test_units_are_series_of_their_own(world: World) -> None:
    world.say("2024-03-01", "exports", "2024-01", 10)
    world.say("2024-03-01", "exports", "2024-02", 250000, unit="đồng")
    world.build()
    assert {row["unit"]: row["value"] for row in world.rows_of("marts.cumulative")} == {"usd": 10}
