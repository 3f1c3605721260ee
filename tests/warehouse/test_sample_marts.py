"""The marts of the sample reports against the truth beside them, figure by figure."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from ingest.resources import resource
from warehouse.home import Home
from warehouse.intake import take_in
from warehouse.store import open_readonly

Row = dict[str, str]


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    home = Home.create(tmp_path_factory.mktemp("samples") / "home")
    take_in(home, [resource("reports")])
    with open_readonly(home) as connection:
        yield connection


def truth(measure: str) -> list[Row]:
    """The printed figures of a measure that are neither restated later nor wrong on purpose."""
    with (resource("reports") / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["measure"] == measure and row["indicator"][:5] != "other"]
    deliberate = {(r["indicator"], r["to"]) for r in rows if r["remark"]}
    return [r for r in rows if (r["indicator"], r["to"]) not in deliberate and not r["file"].endswith("2025.docx")]


def ends_month(day: str) -> bool:
    return (date.fromisoformat(day) + timedelta(days=1)).day == 1


def test_every_cumulative_total_is_the_printed_one(marts: duckdb.DuckDBPyConnection) -> None:
    found = {
        (code, str(last)): value
        for code, last, value in marts.execute(
            "SELECT indicator_code, last_day, value_reported FROM marts.cumulative WHERE value_reported IS NOT NULL"
        ).fetchall()
    }
    rows = [r for r in truth("level") if r["accumulation"] == "YTD" and r["from"].endswith("-01-01")]
    assert len(rows) > 200
    wrong = [(r["indicator"], r["to"]) for r in rows if found.get((r["indicator"], r["to"])) != Decimal(r["value"])]
    assert not wrong


def test_every_month_is_the_printed_one(marts: duckdb.DuckDBPyConnection) -> None:
    found = {
        (code, period): value
        for code, period, value in marts.execute(
            "SELECT indicator_code, period_code, value_reported FROM marts.in_period WHERE frequency = 'M'"
        ).fetchall()
    }
    rows = [
        r
        for r in truth("level")
        if r["accumulation"] == "IN_PERIOD" and r["from"][:7] == r["to"][:7] and ends_month(r["to"])
    ]
    assert len(rows) > 300
    wrong = [(r["indicator"], r["to"]) for r in rows if found.get((r["indicator"], r["to"][:7])) != Decimal(r["value"])]
    assert not wrong


def test_months_between_two_printed_totals_are_worked_out(marts: duckdb.DuckDBPyConnection) -> None:
    [(value, how)] = marts.execute(
        "SELECT value, how FROM marts.in_period WHERE indicator_code = 'transport.revenue' AND period_code = '2025-06'"
    ).fetchall()
    assert how == "difference of cumulatives"
    printed = [r for r in truth("level") if r["indicator"] == "transport.revenue" and r["from"] == "2025-01-01"]
    totals = {r["to"]: Decimal(r["value"]) for r in printed}
    assert value == totals["2025-06-30"] - totals["2025-05-31"]


@pytest.mark.parametrize(("measure", "least"), [("attainment", 250)])
def test_every_attainment_is_the_printed_one(marts: duckdb.DuckDBPyConnection, measure: str, least: int) -> None:
    found = {
        (code, str(last), kind): value
        for code, last, kind, value in marts.execute(
            "SELECT indicator_code, last_day, plan_kind, attainment_reported FROM marts.plan_attainment"
            " WHERE attainment_reported IS NOT NULL"
        ).fetchall()
    }
    rows = truth(measure)
    assert len(rows) > least
    wrong = [
        (r["indicator"], r["to"], r["vs"], r["value"], found.get((r["indicator"], r["to"], r["vs"])))
        for r in rows
        if found.get((r["indicator"], r["to"], r["vs"])) != Decimal(r["value"])
    ]
    assert not wrong


def test_a_restated_month_is_a_second_vintage(marts: duckdb.DuckDBPyConnection) -> None:
    vintages = marts.execute(
        "SELECT r.published_at, f.value FROM fact_observation f JOIN dim_report r USING (report_id)"
        " WHERE f.indicator_code = 'trade.retail_sales' AND f.measure = 'level' AND f.period_code = '2025-02'"
        " AND f.accumulation = 'IN_PERIOD' ORDER BY r.published_at"
    ).fetchall()
    assert len(vintages) == 2
    [(shown,)] = marts.execute(
        "SELECT value FROM marts.in_period WHERE indicator_code = 'trade.retail_sales' AND period_code = '2025-02'"
    ).fetchall()
    assert shown == vintages[1][1] != vintages[0][1]


def test_changes_agree_with_our_own_observations(marts: duckdb.DuckDBPyConnection) -> None:
    compared, disagree = marts.execute(
        "SELECT count(agree), count(*) FILTER (WHERE NOT agree) FROM marts.year_on_year WHERE indicator_code NOT IN"
        " ('livestock.pig_herd')"
    ).fetchall()[0]
    assert compared > 150
    assert disagree == 0


def test_where_the_home_lies_does_not_matter(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "thư mục có dấu" / "home")
    take_in(home, [resource("reports") / "2024-01_bao-cao-thang-01.txt"])
    with open_readonly(home) as connection:
        assert connection.execute("SELECT count(*) FROM fact_observation").fetchone() == (126,)
