"""The five real reports in one home: what a planning officer would look up first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from warehouse.home import Home
from warehouse.intake import take_in
from warehouse.store import open_readonly

BILLION = Decimal(10) ** 9


@pytest.fixture(scope="module")
def warehouse(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home = Home.create(tmp_path_factory.mktemp("real") / "home")
    taken = take_in(home, [shared / "reports"])
    assert not taken.rejected
    with open_readonly(home) as connection:
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def test_retail_sales_of_quarter_month_and_ten_months(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = dict(
        rows(
            warehouse,
            "SELECT period_code, value FROM marts.in_period WHERE indicator_code = 'trade.retail_sales'"
            " AND period_code IN ('2024-Q1', '2024-10')",
        )
    )
    assert found == {"2024-Q1": Decimal("2269.44") * BILLION, "2024-10": 815 * BILLION}
    [(total,)] = rows(
        warehouse,
        "SELECT value FROM marts.cumulative WHERE indicator_code = 'trade.retail_sales' AND period_code = '2024-10'",
    )
    assert total == Decimal("7424.5") * BILLION


def test_two_attainments_tighten_one_plan(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        warehouse,
        "SELECT attainment_reported, plan_low_all, plan_high_all FROM marts.plan_attainment"
        " WHERE indicator_code = 'trade.retail_sales' AND period_code IN ('2024-03', '2024-10') ORDER BY period_code",
    )
    assert [row[0] for row in found] == [Decimal("24.8"), Decimal(81)]
    for _, low, high in found:
        assert float(str(low)) == pytest.approx(9132.5e9, rel=1e-5)
        assert float(str(high)) == pytest.approx(9169.5e9, rel=1e-5)


def test_budget_revenue_against_both_plans(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        warehouse,
        "SELECT plan_kind, attainment_reported FROM marts.plan_attainment"
        " WHERE indicator_code = 'budget.domestic_revenue' AND period_code = '2024-10'"
        " AND attainment_reported IS NOT NULL ORDER BY plan_kind",
    )
    assert found == [("plan:central", 98), ("plan:council", 92)]


def test_visitors_since_january(warehouse: duckdb.DuckDBPyConnection) -> None:
    [(total,)] = rows(
        warehouse,
        "SELECT value FROM marts.cumulative WHERE indicator_code = 'tourism.visitors' AND period_code = '2024-10'",
    )
    assert total == 1_184_000


def test_every_observation_leads_to_its_characters(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = rows(
        warehouse,
        "SELECT f.number_text, t.text, f.span_start, f.span_end"
        " FROM fact_observation f JOIN report_text t USING (report_id)",
    )
    assert len(found) > 900
    assert all(str(text)[int(str(a)) : int(str(b))] == number for number, text, a, b in found)


def test_the_nation_is_not_the_province(warehouse: duckdb.DuckDBPyConnection) -> None:
    [(area,)] = rows(
        warehouse,
        "SELECT area_code FROM fact_observation WHERE number_text = '47,29' AND measure = 'attainment'",
    )
    assert area == "VN"


def test_five_months_of_workbooks_go_into_one_home(shared: Path, tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home")
    taken = take_in(home, sorted((shared / "tables").glob("*.xlsx")), {"area": "VN"})
    assert [(outcome.status, outcome.detail) for outcome in taken.outcomes] == [("new", "")] * 5
    with open_readonly(home) as connection:
        grown = rows(
            connection,
            "SELECT accumulation, yoy_pct FROM marts.year_on_year WHERE indicator_code = 'industry.iip'"
            " AND area_code = 'VN' AND period_code = '2024-10'",
        )
    assert sorted(grown) == [("IN_PERIOD", pytest.approx(7.02)), ("YTD", pytest.approx(8.27))]
