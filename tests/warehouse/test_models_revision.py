"""marts.revision: what later reports changed."""

from __future__ import annotations

import pytest
from model_facts import World


@pytest.fixture
def world() -> World:
    return World()


def test_each_change_is_a_row_with_both_values(world: World) -> None:
    first = world.say("2024-11-01", "sales", "2024-10", 800, estimate=True)
    world.say("2024-12-01", "sales", "2024-10", 810)
    world.say("2025-06-01", "sales", "2024-10", 820)
    world.build()
    rows = world.rows_of("marts.revision")
    assert [(row["value_before"], row["value"], row["difference"]) for row in rows] == [(800, 810, 10), (810, 820, 10)]
    assert (rows[0]["observation_id_before"], rows[0]["difference_pct"]) == (first, 1.25)
    assert (rows[0]["obs_status_before"], rows[0]["obs_status"]) == ("E", "A")
    assert str(rows[1]["published_before"]) == "2024-12-01"


def test_the_same_value_again_is_no_revision(world: World) -> None:
    for report in ("2024-11-01", "2024-12-01"):
        world.say(report, "sales", "2024-10", 800)
    world.build()
    assert world.rows_of("marts.revision") == []


@pytest.mark.parametrize(("value", "beyond"), [("815.3", False), ("816.2", True)])
def test_more_digits_are_no_revision_beyond_rounding(world: World, value: str, beyond: bool) -> None:
    world.say("2024-11-01", "sales", "2024-10", 815, half="0.5")
    world.say("2024-12-01", "sales", "2024-10", value, half="0.05")
    world.build()
    assert world.row("marts.revision")["beyond_rounding"] is beyond


def test_a_value_without_bounds_cannot_be_told_apart(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10", 815, half=None)
    world.say("2024-12-01", "sales", "2024-10", 900)
    world.build()
    assert world.row("marts.revision")["beyond_rounding"] is None


def test_other_cells_are_no_revisions(world: World) -> None:
    world.say("2024-11-01", "sales", "2024-10-15 ytd", 400)
    world.say("2024-12-01", "sales", "2024-10 ytd", 800)
    world.say("2024-12-01", "sales", "2024-10", 80)
    world.say("2024-12-01", "sales", "2024-10", 5, measure="change_pct", versus="yoy")
    world.build()
    assert world.rows_of("marts.revision") == []
