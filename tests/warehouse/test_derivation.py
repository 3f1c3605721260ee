"""From every number of every mart to the sentences that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from model_facts import World

from ingest.errors import InputError
from ingest.resources import resource
from warehouse.derivation import cells_of, input_ids, told_by
from warehouse.home import Home
from warehouse.intake import take_in
from warehouse.store import open_readonly

TRACE = (resource("sql") / "trace.sql").read_text(encoding="utf-8")
KEYS = {"vintage"}  # numbers that tell rows apart


def numbers(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Every column of every mart that holds numbers other than counts and dates, as the database has them."""
    rows = connection.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'marts'"
        " AND (data_type LIKE 'DECIMAL%' OR data_type = 'DOUBLE' OR column_name IN ('sparkline', 'arithmetic'))"
    ).fetchall()
    return [(mart, column) for mart, column in rows if column not in KEYS]


def untraced(connection: duckdb.DuckDBPyConnection) -> list[object]:
    """Numbers of the marts that do not lead to observations, after a look that all numbers are there."""
    known = {row[0] for row in connection.execute("SELECT observation_id FROM fact_observation").fetchall()}
    codes = connection.execute(
        "SELECT DISTINCT indicator_code FROM fact_observation WHERE indicator_code IS NOT NULL"
    ).fetchall()
    told: dict[tuple[object, ...], set[str]] = {}  # row of a mart: the columns that the trace has of it
    wrong: list[object] = []
    for (code,) in codes:
        rows = connection.execute(TRACE, {"mart": None, "indicator": code, "period": None, "area": None}).fetchall()
        for mart, area, _, _, unit, period, variant, column, value, low, high, _formula, ids in rows:
            key = (area, unit, period, variant, *(() if mart == "contradiction" else (code,)))
            told.setdefault((mart, key), set()).add(column)
            if value != "missing" and not (ids and set(input_ids(ids)) <= known):
                wrong.append((mart, code, column, value, low, high, ids))
    for mart, column in numbers(connection):
        coded = " WHERE indicator_code IS NOT NULL" if mart == "contradiction" else ""
        expected = connection.execute(f"SELECT COUNT({column}) FROM marts.{mart}{coded}").fetchone() or (0,)
        found = sum(bool(columns & set(told_by(column))) for (name, _), columns in told.items() if name == mart)
        if found < expected[0]:
            wrong.append((mart, column, expected, found))
    return wrong


def loaded(folder: Path, home: Path) -> Home:
    made = Home.create(home)
    take_in(made, [folder])
    return made


@pytest.fixture(scope="module")
def world() -> World:
    world = World()
    world.say("2023-11-01", "sales", "2023-10", 700)
    world.totals("2024-10-01", "sales", 2024, {8: 5800, 9: 6600})
    world.months("2024-04-01", "exports", 2024, {1: 10, 2: 20, 3: 30})
    world.say("2024-10-01", "sales", "2024-09 ytd", 72, half="0.5", measure="attainment", versus="plan")
    world.say("2024-11-01", "sales", "2024-10 ytd", 7400)
    world.say("2024-11-01", "sales", "2024-10 ytd", 81, half="0.5", measure="attainment", versus="plan")
    world.say("2024-11-01", "sales", "2024-10", "19.3", half="0.05", measure="change_pct", versus="yoy")
    world.say("2024-12-01", "sales", "2024-09 ytd", 6650)
    world.build()
    return world


def inputs(world: World, mart: str, indicator: str, period: str) -> dict[str, set[str]]:
    cells = cells_of(world.connection, mart, indicator, period)
    return {cell.column: {f"{t.period_code} {t.measure} {t.number_text}" for t in cell.inputs} for cell in cells}


def test_a_month_that_is_a_difference_leads_to_both_totals(world: World) -> None:
    totals = {"2024-10 level 7400", "2024-09 level 6650"}
    assert inputs(world, "in_period", "sales", "2024-10") == {"value_derived": totals}


def test_a_sum_of_months_leads_to_each_of_them(world: World) -> None:
    months = {"2024-01 level 10", "2024-02 level 20", "2024-03 level 30"}
    assert inputs(world, "cumulative.value", "exports", "2024-03") == {"value_derived": months}
    assert inputs(world, "marts.in_period", "exports", "2024-Q1") == {"value_derived": months}


def test_growth_of_a_derived_month_leads_to_three_levels(world: World) -> None:
    assert inputs(world, "year_on_year.change_pct_derived", "sales", "2024-10")["change_pct_derived"] == {
        "2024-10 level 7400", "2024-09 level 6650", "2023-10 level 700",
    }  # fmt: skip


def test_an_implied_plan_leads_to_every_report_that_narrows_it(world: World) -> None:
    [cell] = cells_of(world.connection, "plan_attainment.plan_implied_all", "sales", "2024-10")
    assert {item.number_text for item in cell.inputs} == {"6600", "72", "7400", "81"}
    assert cell.low is not None
    assert cell.high is not None
    assert float(cell.low) == pytest.approx(6600 * 100 / 72.5)
    assert float(cell.high) == pytest.approx(7400 * 100 / 80.5)


def test_a_revision_leads_to_both_reports(world: World) -> None:
    [cell] = cells_of(world.connection, "revision.difference", "sales", "2024-09")
    assert (cell.value, [item.number_text for item in cell.inputs]) == (Decimal(50), ["6600", "6650"])


@pytest.mark.parametrize(
    ("mart", "period", "what"),
    [
        ("nope", "2024-10", "there is no mart 'nope' to trace; the marts: in_period, "),
        ("latest", "2020-10", "marts.latest has no number of sales for 2020-10"),
        ("in_period.vlaue", "2024-10", "nothing to trace in 'vlaue'.*there is: value_derived"),
    ],
)
def test_what_is_not_there_is_said(world: World, mart: str, period: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        cells_of(world.connection, mart, "sales", period)


def test_an_indicator_or_area_that_nobody_knows_is_said(world: World) -> None:
    with pytest.raises(InputError, match="there is no indicator 'sale'"):
        cells_of(world.connection, "in_period", "sale", "2024-10")
    with pytest.raises(InputError, match="there is no area 'Narnia'"):
        cells_of(world.connection, "in_period", "sales", "2024-10", "Narnia")


def test_every_number_of_a_small_warehouse_has_a_trace(world: World) -> None:
    assert untraced(world.connection) == []


@pytest.fixture(scope="module", params=["samples", "real"])
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = resource("reports") if request.param == "samples" else request.getfixturevalue("shared") / "reports"
    yield loaded(folder, tmp_path_factory.mktemp("derivation") / "home")


def test_every_number_of_every_mart_of_the_reports_has_a_trace(home: Home) -> None:
    with open_readonly(home) as connection:
        assert untraced(connection) == []
