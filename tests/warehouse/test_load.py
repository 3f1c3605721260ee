"""What is loaded is checked before it is published: nothing is there twice, nothing refers to what is not there."""

from __future__ import annotations

import pytest
from model_facts import World

from warehouse.load import LoadError, check

OLD, NEW = "2024-10-01", "2024-11-01"


@pytest.fixture
def world() -> World:
    """Two reports with two numbers each, one of them part of the other, and all that they refer to."""
    made = World()
    for report in (OLD, NEW):
        made.say(report, "sales", "2024-09", 12)
        made.say(report, "sales", "2024-08", 11)
    made.load()
    connection = made.connection
    connection.execute("INSERT INTO dim_unit SELECT DISTINCT unit, NULL, '', '', FALSE FROM fact_observation")
    connection.execute("UPDATE fact_observation SET part_of = report_id || ':0' WHERE span_start = 10")
    connection.execute("UPDATE fact_observation SET part_of = report_id || ':20' WHERE span_start = 30")
    return made


def written(world: World) -> list[str]:
    return [world.reports[NEW]]


def test_whole_rows_pass(world: World) -> None:
    check(world.connection, written(world))
    check(world.connection, [])


@pytest.mark.parametrize(
    "damage, told",
    [
        ("INSERT INTO fact_observation FROM fact_observation", r"observations stored twice \(.*:[23]0, .*:[23]0\)"),
        ("UPDATE fact_observation SET part_of = report_id || ':99'", r"parts of nothing \(.*:99\)"),
        ("INSERT INTO dim_report FROM dim_report", r"reports stored twice"),
        ("DELETE FROM dim_report WHERE published_at < '2024-10-15'", r"unknown reports"),
        ("DELETE FROM dim_indicator", r"unknown indicators \(sales\)"),
        ("DELETE FROM dim_sector", r"unknown sectors \(trade\)"),
        ("DELETE FROM dim_area", r"unknown areas \(12\)"),
        ("DELETE FROM dim_unit", r"unknown units \(đồng\)"),
        ("DELETE FROM dim_period WHERE year = 2024", r"unknown periods \(2024-0[89], 2024-0[89]\)"),
    ],
)
def test_a_fault_is_told_with_examples(world: World, damage: str, told: str) -> None:
    world.connection.execute(damage)
    with pytest.raises(LoadError, match=f"^nothing was published, please report this: {told}"):
        check(world.connection, written(world))


def test_parts_belong_to_their_own_report(world: World) -> None:
    other = f"{world.reports[OLD]}:0"
    world.connection.execute("UPDATE fact_observation SET part_of = ? WHERE span_start = 30", [other])
    with pytest.raises(LoadError, match=f"parts of nothing \\({other}\\)"):
        check(world.connection, written(world))


def test_what_refers_to_a_dimension_is_asked_of_all_reports(world: World) -> None:
    world.connection.execute("DELETE FROM dim_area")
    with pytest.raises(LoadError, match="unknown areas"):
        check(world.connection, [])
