"""marts.coverage and marts.latest: what is there, what is missing, what is the last word."""

from __future__ import annotations

from datetime import date

import pytest
from model_facts import World


@pytest.fixture
def world() -> World:
    return World()


def test_a_monthly_series_is_expected_every_month(world: World) -> None:
    world.months("2024-06-01", "sales", 2024, {1: 10, 2: 20, 5: 50})
    world.build()
    assert world.pick("marts.coverage", "single", "cumulative", "status") == {
        "2024-01": ("present", "present", "present"),
        "2024-02": ("present", "derived", "present"),
        "2024-03": ("missing", "missing", "missing"),
        "2024-04": ("missing", "missing", "missing"),
        "2024-05": ("present", "missing", "present"),
    }


def test_a_month_between_two_totals_is_derived(world: World) -> None:
    world.totals("2024-06-01", "sales", 2024, {4: 40, 5: 50})
    world.build()
    assert world.pick("marts.coverage", "single", "cumulative", "status") == {
        "2024-04": ("missing", "present", "present"),
        "2024-05": ("derived", "present", "present"),
    }


@pytest.mark.parametrize(
    ("when", "frequency", "expected"),
    [
        (["2024-03 ytd", "2024-09 ytd"], "Q", ["2024-Q1", "2024-Q2", "2024-Q3"]),
        (["2024-Q1", "2024-Q3"], "Q", ["2024-Q1", "2024-Q2", "2024-Q3"]),
        (["2023-S1", "2024-S1"], "S", ["2023-S1", "2023-S2", "2024-S1"]),
        (["2022", "2024"], "A", ["2022", "2023", "2024"]),
        (["2023-12", "2024-02"], "M", ["2023-12", "2024-01", "2024-02"]),
        (["2024-03 ytd", "2024-05 ytd"], "M", ["2024-03", "2024-04", "2024-05"]),
    ],
)
def test_the_frequency_is_that_of_the_figures(
    world: World, when: list[str], frequency: str, expected: list[str]
) -> None:
    for period in when:
        world.say("2025-01-01", "sales", period, 10)
    world.build()
    rows = world.rows_of("marts.coverage")
    assert [row["period_code"] for row in rows] == expected
    assert {row["frequency"] for row in rows} == {frequency}
    assert [row["status"] for row in rows][1] == "missing" or len(rows) == 2


def test_stocks_have_no_totals(world: World) -> None:
    world.say("2024-03-01", "herd", "2024-01-31 point", 500)
    world.say("2024-03-01", "herd", "2024-03-31 point", 510)
    world.build()
    assert world.pick("marts.coverage", "single", "cumulative", "status") == {
        "2024-01": ("present", None, "present"),
        "2024-02": ("missing", None, "missing"),
        "2024-03": ("present", None, "present"),
    }


def test_latest_has_one_row_a_series_with_its_sources(world: World) -> None:
    world.say("2024-10-01", "sales", "2024-09 ytd", 6600)
    month = world.say("2024-11-01", "sales", "2024-10", 815)
    total = world.say("2024-11-01", "sales", "2024-10 ytd", "7424.5")
    change = world.say("2024-11-01", "sales", "2024-10 ytd", "12.1", measure="change_pct", versus="yoy")
    reached = world.say("2024-11-01", "sales", "2024-10 ytd", 81, measure="attainment", versus="plan")
    world.say("2024-11-01", "sales", "2024-10", "19.3", measure="change_pct", versus="yoy")
    world.build()
    row = world.row("marts.latest")
    assert (row["period_code"], row["name_vi"], row["sector_code"]) == ("2024-10", "sales (vi)", "trade")
    assert (row["month_value"], row["month_observation_id"], row["month_how"]) == (815, month, "reported")
    assert (float(row["ytd_value"]), row["ytd_observation_id"]) == (7424.5, total)
    assert (row["yoy_pct"], row["month_yoy_pct"], row["yoy_observation_id"]) == (12.1, 19.3, change)
    assert (row["attainment_pct"], row["plan_kind"], row["attainment_observation_id"]) == (81, "plan", reached)
    assert row["month_report_id"] == row["ytd_report_id"] == row["yoy_report_id"] == row["attainment_report_id"]


def test_latest_of_a_stock_is_what_holds(world: World) -> None:
    world.say("2024-10-01", "herd", "2024-09-30 point", 500)
    world.say("2024-11-01", "herd", "2024-10-31 point", 520)
    world.say("2024-11-01", "herd", "2024-10-31 point", "3.5", measure="change_pct", versus="yoy")
    world.build()
    row = world.row("marts.latest")
    assert (row["month_value"], row["ytd_value"], row["yoy_pct"], row["yoy_accumulation"]) == (520, None, 3.5, "POINT")


def test_latest_prefers_what_is_printed_and_the_plan_that_names_nobody(world: World) -> None:
    for kind, value in (("plan:central", 98), ("plan:council", 92), ("plan", 95)):
        world.say("2024-11-01", "sales", "2024-10 ytd", value, measure="attainment", versus=kind)
    world.build()
    row = world.row("marts.latest")
    assert (row["plan_kind"], row["attainment_pct"], row["attainment_how"]) == ("plan", 95, "reported")


def test_what_is_expected_of_the_year_is_not_its_last_month(world: World) -> None:
    world.say("2024-08-26", "sales", "2024-08 ytd", 80)
    world.say("2024-08-26", "sales", "2024 ytd", 120, estimate=True)
    world.say("2024-08-26", "exports", "2024 ytd", 7, estimate=True)
    world.build()
    assert world.pick("marts.latest", "indicator_code", "ytd_value") == {
        "2024-08": ("sales", 80),
        "2024-12": ("exports", 7),
    }
    assert set(world.pick("marts.coverage", "status")) == {"2024-08"}


def test_a_series_of_which_only_a_change_or_an_attainment_is_told_has_a_last_day(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10 ytd", 5, measure="change_pct", versus="yoy")
    world.say("2024-11-01", "visitors", "2024-10-15 ytd", 70, measure="attainment", versus="plan")
    world.build()
    assert world.pick("marts.latest", "indicator_code", "last_day", indicator_code="sales") == {
        "2024-10": ("sales", date(2024, 10, 31))
    }
    assert world.pick("marts.latest", "indicator_code", "last_day", indicator_code="visitors") == {
        "2024-10": ("visitors", date(2024, 10, 15))
    }
