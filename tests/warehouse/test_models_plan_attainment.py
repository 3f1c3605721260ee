"""marts.plan_attainment: plans stated and implied, attainment, what is left."""

from __future__ import annotations

import pytest
from model_facts import World

REACHED = {"measure": "attainment", "versus": "plan"}
BILLION = 10**9


@pytest.fixture
def world() -> World:
    return World()


def retail_sales(world: World) -> None:
    world.say("2024-03-28", "sales", "2024-Q1", "2269440000000", half=5_000_000)
    world.say("2024-03-28", "sales", "2024-Q1", "24.8", half="0.05", **REACHED)
    world.say("2024-10-28", "sales", "2024-10 ytd", "7424500000000", half=50_000_000)
    world.say("2024-10-28", "sales", "2024-10 ytd", 81, half="0.5", **REACHED)


def test_level_and_percent_imply_the_plan(world: World) -> None:
    retail_sales(world)
    world.build()
    implied = world.pick("marts.plan_attainment", "plan_low", "plan_high")
    assert implied["2024-03"] == (pytest.approx(9132.5 * BILLION, rel=1e-5), pytest.approx(9169.5 * BILLION, rel=1e-5))
    assert implied["2024-10"] == (pytest.approx(9109.8 * BILLION, rel=1e-5), pytest.approx(9223.0 * BILLION, rel=1e-5))


def test_the_reports_of_a_year_narrow_the_plan(world: World) -> None:
    retail_sales(world)
    world.build()
    for row in world.rows_of("marts.plan_attainment"):
        assert row["plan_low_all"] == pytest.approx(9132.5 * BILLION, rel=1e-5)
        assert row["plan_high_all"] == pytest.approx(9169.5 * BILLION, rel=1e-5)
        assert (row["plan_how"], row["plans_disagree"], row["nature"]) == ("implied", False, "flow")


def test_what_is_left_and_the_pace_it_needs(world: World) -> None:
    world.say("2024-01-15", "sales", "2024", 120, measure="plan")
    world.say("2024-11-01", "sales", "2024-10 ytd", 90, half="0.5")
    world.build()
    row = world.row("marts.plan_attainment")
    assert (row["plan"], row["plan_how"], row["remaining"]) == (120, "stated", 30)
    assert (row["remaining_low"], row["remaining_high"]) == (29.5, 30.5)
    assert (row["months_left"], row["pace_needed"], row["pace_so_far"]) == (2, 15, 9)
    assert (row["attainment"], row["attainment_how"]) == (75, "derived")


def test_a_plan_that_is_exceeded_needs_no_pace(world: World) -> None:
    world.say("2024-01-15", "visitors", "2024", 100, measure="plan")
    world.say("2024-11-01", "visitors", "2024-10 ytd", 105)
    world.build()
    row = world.row("marts.plan_attainment")
    assert (row["remaining"], row["pace_needed"], row["attainment_derived"]) == (-5, 0, 105)


def test_a_scenario_for_some_months_is_no_plan_of_the_year(world: World) -> None:
    world.say("2024-01-15", "sales", "2024", 100, measure="plan")
    world.say("2024-11-01", "sales", "2024-10 ytd", 90, half="0.5")
    world.say("2024-11-01", "sales", "2024-10 ytd", 108, half="0.5", measure="attainment", versus="other")
    world.build()
    row = world.row("marts.plan_attainment")
    assert (row["plan"], row["attainment"], row["attainment_how"]) == (100, 90, "derived")
    assert not world.rows_of("marts.contradiction")


def test_december_has_no_months_left(world: World) -> None:
    world.say("2024-01-15", "sales", "2024", 100, measure="plan")
    world.say("2025-01-01", "sales", "2024-12 ytd", 90)
    world.build()
    row = world.row("marts.plan_attainment")
    assert (row["months_left"], row["remaining"], row["pace_needed"]) == (0, 10, None)


def test_over_the_plan_by_so_much_arrives_in_total(world: World) -> None:
    world.say("2024-11-01", "visitors", "2024-10 ytd", 1049)
    world.say("2024-11-01", "visitors", "2024-10 ytd", "104.9", half="0.05", **REACHED)
    world.build()
    row = world.row("marts.plan_attainment")
    assert row["plan_low"] < 1000 < row["plan_high"]
    assert row["remaining"] == pytest.approx(-49, abs=1)


def test_plans_that_no_number_fits_are_told_and_none_is_given(world: World) -> None:
    world.say("2024-04-01", "sales", "2024-Q1", 25, half="0.5")
    world.say("2024-04-01", "sales", "2024-Q1", 25, half="0.5", **REACHED)  # a plan of about 100
    world.say("2024-07-01", "sales", "2024-S1", 100, half="0.5")
    world.say("2024-07-01", "sales", "2024-S1", 50, half="0.5", **REACHED)  # a plan of about 200
    world.build()
    for row in world.rows_of("marts.plan_attainment"):
        assert (row["plan"], row["plan_low_all"], row["plan_how"]) == (None, None, None)
        assert row["plans_disagree"] is True
        assert row["attainment_how"] == "reported"


def test_each_kind_of_plan_is_a_row_of_its_own(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10-23 ytd", 1150, half=5)
    world.say("2024-11-01", "sales", "2024-10-23 ytd", 115, half="0.5", measure="attainment", versus="plan:central")
    world.say("2024-11-01", "sales", "2024-10-23 ytd", 114, half="0.5", measure="attainment", versus="plan:council")
    world.build()
    rows = {row["plan_kind"]: row for row in world.rows_of("marts.plan_attainment")}
    assert rows.keys() == {"plan:central", "plan:council"}
    assert rows["plan:central"]["plan"] < rows["plan:council"]["plan"]
    assert str(rows["plan:central"]["last_day"]) == "2024-10-23"


def test_level_and_percent_of_unequal_days_imply_nothing(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10 ytd", 900)
    world.say("2024-11-01", "sales", "2024-10-23 ytd", 90, **REACHED)
    world.build()
    row = world.row("marts.plan_attainment")
    assert (row["plan_low"], row["level"], row["attainment"]) == (None, None, 90)


def test_the_level_of_the_report_that_prints_the_percent_is_used(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10 ytd", 810)
    world.say("2024-11-01", "sales", "2024-10 ytd", 81, **REACHED)
    world.say("2024-12-01", "sales", "2024-10 ytd", 850)
    world.build()
    row = world.row("marts.plan_attainment")
    assert (row["level"], row["level_from"], row["plan"]) == (810, "same report", 1000)


def test_a_level_without_a_printed_percent_gets_one(world: World) -> None:
    world.say("2024-04-01", "sales", "2024-Q1", 250)
    world.say("2024-04-01", "sales", "2024-Q1", 25, **REACHED)
    world.say("2024-07-01", "sales", "2024-S1", 600)
    world.build()
    row = world.row("marts.plan_attainment", period_code="2024-06")
    assert (row["attainment"], row["attainment_how"], row["attainment_reported"]) == (60, "derived", None)


@pytest.mark.parametrize(("attainment", "agree"), [(81, True), (85, False)])
def test_a_stated_plan_is_compared_with_level_and_percent(world: World, attainment: int, agree: bool) -> None:
    world.say("2024-01-15", "sales", "2024", 1000, measure="plan")
    world.say("2024-11-01", "sales", "2024-10 ytd", 812)
    world.say("2024-11-01", "sales", "2024-10 ytd", attainment, half="0.5", **REACHED)
    world.build()
    assert world.row("marts.plan_attainment")["agree"] is agree


def test_a_revised_plan_takes_the_place_of_the_first(world: World) -> None:
    world.say("2024-01-15", "sales", "2024", 1000, measure="plan")
    world.say("2024-07-15", "sales", "2024", 1200, measure="plan")
    world.say("2024-11-01", "sales", "2024-10 ytd", 900)
    world.build()
    assert world.row("marts.plan_attainment")["plan"] == 1200


def test_a_doubtful_percent_does_not_narrow_the_plan(world: World) -> None:
    world.say("2024-04-01", "sales", "2024-Q1", 250)
    world.say("2024-04-01", "sales", "2024-Q1", 25, **REACHED)
    world.say("2024-11-01", "sales", "2024-10 ytd", 800)
    world.say("2024-11-01", "sales", "2024-10 ytd", "41.47", **REACHED)
    world.say("2024-11-01", "sales", "2024-10 ytd", "47.29", **REACHED)
    world.build()
    rows = world.rows_of("marts.plan_attainment")
    assert {(row["period_code"], row["ambiguous"], row["plan"]) for row in rows} == {
        ("2024-03", False, 1000.0),
        ("2024-10", True, 1000.0),
    }


def test_a_stock_has_a_plan_and_a_rate_has_no_pace(world: World) -> None:
    for indicator, level, plan in (("herd", 500, 600), ("poverty", 4, 3)):
        world.say("2024-01-15", indicator, "2024", plan, measure="plan")
        world.say("2024-11-01", indicator, "2024-10-31 point", level)
    world.build()
    herd = world.row("marts.plan_attainment", indicator_code="herd")
    poverty = world.row("marts.plan_attainment", indicator_code="poverty")
    assert (herd["accumulation"], herd["remaining"], herd["pace_needed"], herd["pace_so_far"]) == (
        "POINT",
        100,
        50,
        None,
    )
    assert (poverty["remaining"], poverty["pace_needed"]) == (None, None)


def test_no_attainment_of_a_plan_of_nothing(world: World) -> None:
    world.say("2024-01-15", "sales", "2024", 0, measure="plan")
    world.say("2024-11-01", "sales", "2024-10 ytd", 5)
    world.say("2024-11-01", "sales", "2024-10 ytd", 0, **REACHED)
    world.build()
    row = world.row("marts.plan_attainment")
    assert (row["attainment_derived"], row["plan_high"], row["agree"]) == (None, None, None)


def test_the_plan_of_one_year_is_none_for_the_next(world: World) -> None:
    world.say("2024-01-15", "sales", "2024", 1000, measure="plan")
    world.say("2025-02-01", "sales", "2025-01", 80)
    world.build()
    assert world.rows_of("marts.plan_attainment") == []


def test_what_a_report_strives_for_is_not_reached_yet(world: World) -> None:
    world.say("2024-04-25", "sales", "2024-09 ytd", 60, half="0.5", **REACHED)
    world.say("2024-11-01", "sales", "2024-10 ytd", 42, half="0.5", **REACHED)
    world.say("2024-11-01", "visitors", "2024", 1000, measure="plan")
    world.say("2024-11-01", "visitors", "2024-10 ytd", 800)
    world.say("2024-11-01", "visitors", "2024-12 ytd", 990, estimate=True)
    world.build()
    by_month = [world.pick("marts.plan_attainment", "ahead", indicator_code=code) for code in ("sales", "visitors")]
    assert by_month == [{"2024-09": True, "2024-10": False}, {"2024-10": False, "2024-12": True}]


def test_what_was_expected_is_reached_once_a_later_report_tells_it(world: World) -> None:
    world.say("2024-04-25", "sales", "2024-09 ytd", 60, half="0.5", **REACHED)
    world.say("2024-10-01", "sales", "2024-09 ytd", 58, half="0.5", **REACHED)
    world.build()
    row = world.row("marts.plan_attainment")
    assert (row["attainment"], row["ahead"]) == (58, False)


def test_an_expected_attainment_does_not_make_its_month_the_last_of_a_series(world: World) -> None:
    world.say("2024-04-25", "sales", "2024-03 ytd", 17, half="0.5", **REACHED)
    world.say("2024-04-25", "sales", "2024-09 ytd", 60, half="0.5", **REACHED)
    world.build()
    row = world.row("marts.latest")
    assert (row["period_code"], row["attainment_pct"]) == ("2024-03", 17)
