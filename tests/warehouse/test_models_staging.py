"""staging: canonical cells, vintages, self-contradictions of a report."""

from __future__ import annotations

from decimal import Decimal

import pytest
from model_facts import World


@pytest.fixture
def world() -> World:
    return World()


def test_the_newest_vintage_speaks_and_the_others_stay(world: World) -> None:
    world.say("2024-11-20", "sales", "2024-10", 816)
    world.say("2024-11-01", "sales", "2024-10", 815)  # loaded later, published earlier
    world.build()
    assert world.row("staging.current_observation")["value"] == 816
    assert len(world.rows_of("staging.report_observation")) == 2


def test_loading_orders_reports_of_one_day(world: World) -> None:
    world.say("2024-11-01a", "sales", "2024-10", 815)
    world.say("2024-11-01b", "sales", "2024-10", 816)
    world.build()
    assert world.row("staging.current_observation")["value"] == 816


def test_a_report_that_contradicts_itself_is_flagged_and_its_first_word_kept(world: World) -> None:
    first = world.say("2024-11-01", "sales", "2024-10", 815)
    world.say("2024-11-01", "sales", "2024-10", 900)
    world.build()
    row = world.row("staging.current_observation")
    assert (row["observation_id"], row["ambiguous"]) == (first, True)


def test_a_rounded_and_an_exact_statement_agree_and_the_exact_one_speaks(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10", 815, half="0.5")
    exact = world.say("2024-11-01", "sales", "2024-10", "815.3", half="0.05")
    world.build()
    row = world.row("staging.current_observation")
    assert (row["observation_id"], row["ambiguous"]) == (exact, False)


def test_different_values_without_bounds_cannot_be_told_to_agree(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10", 815, half=None)
    world.say("2024-11-01", "sales", "2024-10", 816, half=None)
    world.build()
    assert world.row("staging.current_observation")["ambiguous"] is True


def test_a_newer_report_settles_an_ambiguous_cell(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10", 815)
    world.say("2024-11-01", "sales", "2024-10", 900)
    world.say("2024-12-01", "sales", "2024-10", 820)
    world.build()
    row = world.row("staging.current_observation")
    assert (row["value"], row["ambiguous"], row["vintages"]) == (820, False, 2)


def test_percentages_belong_to_the_series_in_the_unit_of_the_indicator(world: World) -> None:
    world.say("2024-11-01", "exports", "2024-10 ytd", "12.5", measure="change_pct", versus="yoy")
    world.build()
    assert world.row("staging.current_observation")["unit"] == "usd"


def test_numbers_without_a_code_or_a_period_stay_outside(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10", 815, code=False)
    world.say("2024-11-01", "sales", "2024-10", 815)
    world.load()
    world.connection.execute("UPDATE fact_observation SET period_code = NULL WHERE indicator_code IS NOT NULL")
    world.build()
    assert world.rows_of("staging.report_observation") == []


def test_a_total_that_does_not_begin_in_january_is_no_total(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10 ytd", 815)
    world.load()
    world.connection.execute("UPDATE fact_observation SET first_day = DATE '2023-12-15'")
    world.build()
    assert world.rows_of("staging.report_observation") == []


@pytest.mark.parametrize("when", ["2024", "2024-12-31 point"])
def test_a_plan_belongs_to_its_year_whether_sum_or_state(world: World, when: str) -> None:
    world.say("2024-01-15", "herd", when, 500, measure="plan")
    world.load()
    world.connection.execute("UPDATE fact_observation SET period_code = '2024'")
    world.build()
    row = world.row("staging.current_observation")
    assert (row["accumulation"], str(row["first_day"]), str(row["last_day"])) == (
        "IN_PERIOD",
        "2024-01-01",
        "2024-12-31",
    )


def test_production_at_other_prices_is_another_series(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10", 815)
    world.say("2024-11-01", "sales", "2024-10", 402, price_base="constant")
    world.say("2024-11-01", "sales", "2024-10", "7.5", measure="change_pct", versus="yoy", price_base="constant")
    world.build()
    rows = world.rows_of("staging.current_observation")
    assert {(row["unit"], row["measure"]): (row["value"], row["ambiguous"]) for row in rows} == {
        ("đồng", "level"): (815, False),
        ("đồng (giá so sánh)", "level"): (402, False),
        ("đồng (giá so sánh)", "change_pct"): (Decimal("7.5"), False),
    }
