"""The views for analysts: nothing of a mart is lost or told twice, and every row has its names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from model_facts import World

from ingest.resources import resource
from warehouse.home import Home
from warehouse.intake import take_in
from warehouse.store import open_readonly

VIEWS = {
    "how_much_in_each_period": "marts.in_period",
    "how_much_since_january": "marts.cumulative",
    "how_fast_it_grew": "marts.year_on_year",
    "how_far_plans_are_reached": "marts.plan_attainment",
    "what_was_revised": "marts.revision",
    "what_contradicts": "marts.contradiction",
}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home = Home.create(tmp_path_factory.mktemp("analysis") / "home")
    take_in(home, sorted(resource("reports").glob("*.txt"))[:6])
    with open_readonly(home) as connection:
        yield connection


def test_every_view_is_tried_here() -> None:
    assert set(VIEWS) == {path.stem for path in (resource("models") / "analysis").glob("*.sql")}


@pytest.mark.parametrize(("view", "mart"), VIEWS.items())
def test_a_view_has_the_rows_of_its_mart_with_names(samples: duckdb.DuckDBPyConnection, view: str, mart: str) -> None:
    named = "indicator_code IS NULL OR (indicator IS NOT NULL AND indicator_en IS NOT NULL)"
    [shown] = samples.execute(
        f"SELECT COUNT(*), COUNT(*) FILTER ({named}), COUNT(area) FROM analysis.{view}"
    ).fetchall()
    [(kept,)] = samples.execute(f"SELECT COUNT(*) FROM {mart}").fetchall()
    assert shown == (kept, kept, kept)
    assert kept or view.startswith("what_")  # these few reports neither revise nor contradict


def test_an_even_pace_is_a_twelfth_a_month(samples: duckdb.DuckDBPyConnection) -> None:
    rows = samples.execute(
        "SELECT DISTINCT period_code, even_pace FROM analysis.how_far_plans_are_reached WHERE even_pace IS NOT NULL"
    ).fetchall()
    assert rows
    assert all(float(pace) == pytest.approx(int(str(period)[5:7]) / 12 * 100, abs=0.06) for period, pace in rows)


def test_series_of_a_merged_area_tell_since_when() -> None:
    world = World()
    world.connection.execute(
        "INSERT INTO dim_area (area_code, name, kind, valid_from) VALUES ('p1', 'Một', 'province', DATE '2025-07-01')"
    )
    world.say("2025-11-01", "sales", "2025-10", 5, area="p1")
    world.say("2025-11-01", "sales", "2025-10", 5, area="p2")
    world.build()
    found = world.connection.execute(
        "SELECT area_code, area_since FROM analysis.how_much_in_each_period ORDER BY area_code"
    ).fetchall()
    assert found == [("p1", date(2025, 7, 1)), ("p2", None)]
