"""marts.contradiction: what reports say against each other, once each, and what people decided about it."""

from __future__ import annotations

import pytest
from model_facts import World


@pytest.fixture
def world() -> World:
    return World()


def test_january_is_found_once_though_it_is_a_month_and_a_total(world: World) -> None:
    before = world.say("2024-02-01", "sales", "2024-01 ytd", 100)
    level = world.say("2025-02-01", "sales", "2025-01 ytd", 150)
    change = world.say("2025-02-01", "sales", "2025-01 ytd", 10, measure="change_pct", versus="yoy")
    world.build()
    row = world.row("marts.contradiction", rule="change-against-years")
    assert (row["period_code"], row["observation_ids"]) == ("2025-01", f"{change}, {level}, {before}")
    assert (row["scope"], row["status"]) == ("reports", "open")


def test_two_changes_of_one_figure_that_cannot_both_be_true(world: World) -> None:
    level = world.say("2024-11-01", "sales", "2024-10", 110)
    percent = world.say("2024-11-01", "sales", "2024-10", 10, measure="change_pct", versus="yoy")
    units = world.say("2024-12-01", "sales", "2024-10", 30, measure="change_abs", versus="yoy")
    world.build()
    [row] = world.rows_of("marts.contradiction")
    assert (row["rule"], row["observation_ids"]) == ("changes-disagree", f"{percent}, {units}, {level}")
    assert row["arithmetic"] == "here: between 100 and ?; implied by the other change: between ? and 80"


def test_a_quarter_is_found_once_though_it_is_a_total(world: World) -> None:
    world.say("2023-04-28", "sales", "2023-Q1", 30)
    world.months("2024-04-28", "sales", 2024, {1: 10, 2: 10})
    world.say("2024-04-28", "sales", "2024-03 ytd", 40)
    world.say("2024-04-28", "sales", "2024-03", 12)
    world.say("2024-04-28", "sales", "2024-Q1", 20, measure="change_pct", versus="yoy", half="0.5")
    world.build()
    found = [(row["rule"], row["period_code"]) for row in world.rows_of("checks.across_reports")]
    assert found == [
        ("change-against-years", "2024-Q1"),
        ("month-against-totals", "2024-03"),
        ("total-against-months", "2024-03"),
    ]


def test_plans_that_disagree_are_told_without_parts_of_a_dong(world: World) -> None:
    for month, level, percent in ((3, 700, 30), (6, 1400, 45)):
        report = f"2024-0{month}-28"
        world.say(report, "sales", f"2024-0{month} ytd", level * 10**9, half=5 * 10**8)
        share = {"measure": "attainment", "versus": "plan"}
        world.say(report, "sales", f"2024-0{month} ytd", percent, half="0.5", **share)
    world.build()
    row = world.row("marts.contradiction", rule="plans-disagree")
    assert row["arithmetic"] == (
        "plan implied in 2024-06: between 3075824175824 and 3147191011236;"
        " plan implied in 2024-03: between 2293442622951 and 2374576271186"
    )


@pytest.mark.parametrize(("indicator", "span"), [("sales", "10 ytd"), ("sales", "10"), ("herd", "10-31 point")])
def test_a_leap_names_the_figures_of_both_years(world: World, indicator: str, span: str) -> None:
    before = world.say("2024-11-01", indicator, f"2023-{span}", 100)
    level = world.say("2024-11-02", indicator, f"2024-{span}", 100_000)
    world.build()
    row = world.row("marts.contradiction", rule="out-of-scale")
    assert (row["observation_ids"], row["report_id"]) == (f"{level}, {before}", level.partition(":")[0])


def decide(world: World, field: str, number: str, expected: str = "1") -> None:
    row = ["c1", number.partition(":")[0], number, field, expected, "1", "2", "applied", "seen", "me", "2025-01-01"]
    world.connection.execute(f"INSERT INTO correction VALUES ({', '.join('?' * len(row))})", row)


@pytest.mark.parametrize(
    ("field", "expected", "status"),
    [
        ("value", "1", "corrected"),
        ("finding", "sum: 5 <> 6", "accepted"),
        ("finding", "sum: 5 <> 7", "open"),
        ("unit", "1", "open"),
    ],
)
def test_a_decision_on_one_of_its_numbers_settles_a_finding(
    world: World, field: str, expected: str, status: str
) -> None:
    whole, part, other = (world.say("2024-02-01", "sales", f"2024-0{month}", 5) for month in (1, 2, 3))
    finding = [whole.partition(":")[0], "sum", "certain", 0, f"{whole}, {part}", "5; 6", "wrong", "5 <> 6", ""]
    world.connection.execute(f"INSERT INTO finding VALUES ({', '.join('?' * len(finding))})", finding)
    decide(world, field, part, expected)
    world.build()
    assert world.row("marts.contradiction", rule="sum")["status"] == status
    world.connection.execute("UPDATE correction SET observation_id = ?", [other])
    world.build()
    assert world.row("marts.contradiction", rule="sum")["status"] == "open"


def herds(world: World, *herds: int) -> list[str]:
    """The herd at the end of each month of 2024, as the report of that month tells it."""
    days = ("01-31", "02-29", "03-31", "04-30", "05-31", "06-30")
    return [
        world.say(f"2024-{month:02d}-28", "herd", f"2024-{day} point", herd)
        for month, (day, herd) in enumerate(zip(days, herds, strict=False), 1)
    ]


def test_a_stock_that_leaps_as_it_never_did_is_found(world: World) -> None:
    *_, before, leap, _ = herds(world, 212_400, 213_100, 213_900, 214_800, 251_600, 216_200)
    world.build()
    row = world.row("marts.contradiction", rule="stock-leaps")
    assert (row["period_code"], row["observation_ids"]) == ("2024-05", f"{leap}, {before}")


@pytest.mark.parametrize(
    "told",
    [
        (212_400, 213_100, 213_900, 214_800, 215_600),  # steady
        (212_400, 220_000, 205_000, 214_800, 251_600),  # it always swung
        (212_400, 213_100, 251_600),  # too short a history
        (212_400, 213_100, 213_900, 214_800, 251_600, 252_100),  # the next report keeps to it
    ],
)
def test_a_stock_may_move_as_it_does(world: World, told: tuple[int, ...]) -> None:
    herds(world, *told)
    world.build()
    assert world.connection.execute("SELECT COUNT(*) FROM marts.contradiction").fetchall() == [(0,)]
