"""marts.year_on_year: growth on the same period of the year before, reported and derived."""

from __future__ import annotations

from decimal import Decimal

import pytest
from model_facts import World

YOY = {"measure": "change_pct", "versus": "yoy"}


@pytest.fixture
def world() -> World:
    return World()


def test_growth_is_derived_from_the_figures_of_both_years(world: World) -> None:
    world.say("2023-11-01", "sales", "2023-10", 100, half="0.5")
    world.say("2024-11-01", "sales", "2024-10", 110, half="0.5")
    world.build()
    row = world.row("marts.year_on_year")
    assert (row["period_code"], row["prior"], row["change_abs_derived"]) == ("2024-10", 100, 10)
    assert row["change_pct_derived"] == pytest.approx(10)
    assert row["change_pct_low"] == pytest.approx(100 * 109.5 / 100.5 - 100)
    assert row["change_pct_high"] == pytest.approx(100 * 110.5 / 99.5 - 100)
    assert (float(row["change_abs_low"]), float(row["change_abs_high"])) == (9, 11)
    assert (row["yoy_how"], row["agree"]) == ("derived", None)


def test_a_printed_change_implies_the_year_before(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10", 815, half="0.5")
    world.say("2024-11-01", "sales", "2024-10", "19.3", half="0.05", **YOY)
    world.build()
    row = world.row("marts.year_on_year")
    assert row["prior_implied"] == pytest.approx(815 / 1.193)
    assert row["prior_implied_low"] == pytest.approx(814.5 / 1.1935)
    assert row["prior_implied_high"] == pytest.approx(815.5 / 1.1925)
    assert (row["yoy_pct"], row["yoy_how"], row["implied_from"], row["agree"]) == (
        19.3,
        "reported",
        "same report",
        None,
    )


@pytest.mark.parametrize(("first", "second"), [("change_pct", "change_abs"), ("change_ratio", "change_abs")])
def test_the_report_is_the_one_that_prints_what_is_shown(world: World, first: str, second: str) -> None:
    world.say("2024-11-01", "sales", "2024-10", 20)
    world.say("2024-11-01", "sales", "2024-10", 2, measure=first, versus="yoy")
    world.say("2024-12-01", "sales", "2024-10", 10, measure=second, versus="yoy")
    world.build()
    row = world.row("marts.year_on_year")
    assert (row["reported_kind"], row["report_id"]) == (first, world.reports["2024-11-01"])


@pytest.mark.parametrize(("prior", "agree"), [("683.2", True), ("690", False)])
def test_reported_and_derived_growth_agree_or_do_not(world: World, prior: str, agree: bool) -> None:
    world.say("2023-11-01", "sales", "2023-10", prior, half="0.05")
    world.say("2024-11-01", "sales", "2024-10", 815, half="0.5")
    world.say("2024-11-01", "sales", "2024-10", "19.3", half="0.05", **YOY)
    world.build()
    assert world.row("marts.year_on_year")["agree"] is agree


def test_a_bound_that_is_hit_exactly_agrees(world: World) -> None:
    world.say("2023-11-01", "visitors", "2023-10", 1000)
    world.say("2024-11-01", "visitors", "2024-10", 1045)
    world.say("2024-11-01", "visitors", "2024-10", 5, half="0.5", **YOY)  # 4.5 is the lower bound of 5
    world.build()
    assert world.row("marts.year_on_year")["agree"] is True


@pytest.mark.parametrize(
    ("measure", "change", "implied", "percent"),
    [
        ("change_pct", -20, 100, -20),
        ("change_abs", -20, 100, -20),
        ("change_abs", 30, 50, 60),
        ("change_ratio", 2, 40, 100),
        ("change_ratio", -2, 160, -50),
    ],
)
def test_each_kind_of_change_implies_the_year_before(
    world: World, measure: str, change: int, implied: float, percent: float
) -> None:
    world.say("2024-11-01", "visitors", "2024-10", 80)
    world.say("2024-11-01", "visitors", "2024-10", change, measure=measure, versus="yoy")
    world.build()
    row = world.row("marts.year_on_year")
    assert row["prior_implied"] == pytest.approx(implied)
    assert row["reported_pct"] == pytest.approx(percent)
    assert row["reported_kind"] == measure
    assert float(row[f"{measure}_reported"]) == change


@pytest.mark.parametrize(("prior", "agree"), [(40, True), (27, True), (50, False)])
def test_times_may_mean_twice_or_three_times(world: World, prior: int, agree: bool) -> None:
    world.say("2023-11-01", "visitors", "2023-10", prior)
    world.say("2024-11-01", "visitors", "2024-10", 80)
    world.say("2024-11-01", "visitors", "2024-10", 2, measure="change_ratio", versus="yoy")
    world.build()
    assert world.row("marts.year_on_year")["agree"] is agree


def test_percentage_points_are_subtracted_from_a_rate(world: World) -> None:
    world.say("2023-12-31", "poverty", "2023-12-31 point", "4.38", half="0.005")
    world.say("2024-12-31", "poverty", "2024-12-31 point", "3.5", half="0.05")
    world.say("2024-12-31", "poverty", "2024-12-31 point", "-0.88", half="0.005", measure="change_pp", versus="yoy")
    world.build()
    row = world.row("marts.year_on_year")
    assert (row["prior_implied"], row["agree"], float(row["change_abs_derived"])) == (pytest.approx(4.38), True, -0.88)


def test_two_kinds_of_change_that_cannot_both_be_true_disagree(world: World) -> None:
    world.say("2023-11-01", "visitors", "2023-10", 100)
    world.say("2024-11-01", "visitors", "2024-10", 110)
    world.say("2024-11-01", "visitors", "2024-10", 10, half="0.5", **YOY)
    world.say("2024-11-01", "visitors", "2024-10", 20, measure="change_abs", versus="yoy")
    world.build()
    row = world.row("marts.year_on_year")
    assert (row["agree"], row["change_pct_reported"], row["change_abs_reported"]) == (False, 10, 20)


def test_the_change_of_a_total_is_that_of_the_period_it_makes_up(world: World) -> None:
    world.say("2024-04-01", "sales", "2024-Q1", "2.4", half="0.05", **YOY)
    world.build()
    rows = {(row["accumulation"], row["period_code"]): row["yoy_pct"] for row in world.rows_of("marts.year_on_year")}
    assert rows == {("YTD", "2024-03"): 2.4, ("IN_PERIOD", "2024-Q1"): 2.4}


def test_month_and_total_of_a_month_are_two_rows(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10", 19, **YOY)
    world.say("2024-11-01", "sales", "2024-10 ytd", 12, **YOY)
    world.build()
    rows = {(row["accumulation"], row["period_code"]): row["yoy_pct"] for row in world.rows_of("marts.year_on_year")}
    assert rows == {("YTD", "2024-10"): 12, ("IN_PERIOD", "2024-10"): 19}


@pytest.mark.parametrize(
    ("before", "now", "compared"),
    [
        ("2023-10-23 ytd", "2024-10-23 ytd", True),
        ("2023-10 ytd", "2024-10-23 ytd", False),
        ("2023-10-15 ytd", "2024-10-23 ytd", False),
        ("2023-02 ytd", "2024-02 ytd", True),  # 28 and 29 February both end the month
        ("2023-10-31 point", "2024-10-31 point", True),
        ("2023-10-15 point", "2024-10-31 point", False),
    ],
)
def test_only_equal_days_are_compared(world: World, before: str, now: str, compared: bool) -> None:
    world.say("2023-11-01", "sales", before, 100)
    world.say("2024-11-01", "sales", now, 110)
    world.build()
    assert bool(world.rows_of("marts.year_on_year")) is compared


def test_the_level_of_the_same_report_is_used_where_a_newer_one_was_revised(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10", 120)
    world.say("2024-11-01", "sales", "2024-10", 20, **YOY)
    world.say("2024-12-01", "sales", "2024-10", 126)
    world.build()
    row = world.row("marts.year_on_year")
    assert (row["level"], row["prior_implied"]) == (126, pytest.approx(100))


def test_a_change_without_a_level_beside_it_takes_the_level_from_elsewhere(world: World) -> None:
    world.totals("2024-11-01", "sales", 2024, {9: 880, 10: 1000})
    world.say("2024-11-01", "sales", "2024-10", 20, **YOY)
    world.build()
    row = world.row("marts.year_on_year", period_code="2024-10")
    assert (row["implied_from"], row["prior_implied"]) == ("other report", pytest.approx(100))


def test_changes_against_other_bases_do_not_enter(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10", 5, measure="change_pct", versus="prev")
    world.say("2024-11-01", "sales", "2024-10", 5, measure="change_pct", versus="other")
    world.build()
    assert world.rows_of("marts.year_on_year") == []


@pytest.mark.parametrize("prior", [0, -5])
def test_no_percentage_on_nothing_or_less(world: World, prior: int) -> None:
    world.say("2023-11-01", "sales", "2023-10", prior)
    world.say("2024-11-01", "sales", "2024-10", 10)
    world.build()
    row = world.row("marts.year_on_year")
    assert (row["change_pct_derived"], row["change_abs_derived"]) == (None, 10 - prior)


def test_a_fall_of_the_whole_implies_nothing(world: World) -> None:
    world.say("2024-11-01", "visitors", "2024-10", 0)
    world.say("2024-11-01", "visitors", "2024-10", -100, half="0.5", **YOY)
    world.build()
    row = world.row("marts.year_on_year")
    assert (row["prior_implied"], row["prior_implied_low"], row["agree"]) == (None, None, None)


def test_an_index_grows_by_months_by_quarters_and_since_january(world: World) -> None:
    world.say("2024-10-01", "iip", "2024-09", "5.2", half="0.05", **YOY)
    world.say("2024-10-01", "iip", "2024-Q3", "6.1", half="0.05", **YOY)
    world.say("2024-10-01", "iip", "2024-09 ytd", "7.4", half="0.05", **YOY)
    world.build()
    rows = {(r["period_code"], r["accumulation"]): r["yoy_pct"] for r in world.rows_of("marts.year_on_year")}
    assert rows == {
        ("2024-09", "IN_PERIOD"): 5.2,
        ("2024-Q3", "IN_PERIOD"): 6.1,
        ("2024-09", "YTD"): 7.4,
        ("2024-9M", "IN_PERIOD"): 7.4,
    }
    assert not any(r["ambiguous"] for r in world.rows_of("marts.year_on_year"))
    latest = world.row("marts.latest")
    assert (latest["month_yoy_pct"], latest["ytd_yoy_pct"]) == (5.2, 7.4)


def test_a_moment_has_no_first_day_of_its_own(world: World) -> None:
    """A correction may say POINT and leave the interval: the two numbers then contradict each other, and are kept."""
    points = YOY | {"measure": "change_pp"}
    world.say("2024-10-01", "poverty", "2024-09-30 point", "1.5", half="0.05", **points)
    other = world.say("2024-10-01", "poverty", "2024-09-30 point", "2.5", half="0.05", **points)
    world.load()
    moved = "UPDATE fact_observation SET first_day = DATE '2024-07-01' WHERE observation_id = ?"
    world.connection.execute(moved, [other])
    world.build()
    row = world.row("marts.year_on_year")
    assert (row["change_pp_reported"], row["ambiguous"]) == (Decimal("1.5"), True)


def test_growth_that_a_report_expects_is_marked(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10 ytd", 8, half="0.5", measure="change_pct", versus="yoy")
    world.say("2024-11-01", "sales", "2024-12 ytd", 9, half="0.5", measure="change_pct", versus="yoy", estimate=True)
    world.build()
    ahead = world.pick("marts.year_on_year", "ahead", accumulation="YTD")
    assert ahead == {"2024-10": False, "2024-12": True}
    assert world.row("marts.latest")["period_code"] == "2024-10"
