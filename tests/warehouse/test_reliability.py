"""The trouble of bench/reliability.py for seconds instead of hours, and that its checks see what they are there for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.publishing import publish_under_load
from bench.readers import reading
from bench.reliability import TRIED, Tally
from bench.soak import soak
from bench.whole import flaws
from warehouse.home import Home
from warehouse.store import open_readonly, publish, writing


def test_readers_are_not_disturbed_by_publications(tmp_path: Path) -> None:
    seen = publish_under_load(tmp_path, cycles=12, readers=3)
    assert seen.errors == []
    assert len(seen.versions) > 1
    assert seen.looks >= 3


def test_a_short_soak_loses_and_doubles_nothing(tmp_path: Path) -> None:
    endured = soak(tmp_path, seconds=12, readers=1, seed=3)
    assert endured.faults == []
    assert endured.reports
    assert endured.claims
    assert endured.ended["killed"]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM fact_observation WHERE span_start = (SELECT MIN(span_start) FROM fact_observation)",
        "INSERT INTO fact_observation FROM fact_observation",
        "INSERT INTO dim_report FROM dim_report LIMIT 1",
        "DELETE FROM runs WHERE files > 0",
    ],
)
def test_what_is_not_whole_is_seen(loaded: Home, damage: str) -> None:
    with open_readonly(loaded) as connection:
        assert flaws(connection) == []
    with writing(loaded, "test"), publish(loaded) as draft:
        draft.connection.execute(damage)
    with open_readonly(loaded) as connection:
        assert flaws(connection)


def test_a_reader_tells_of_a_warehouse_that_is_gone(loaded: Home) -> None:
    loaded.link.unlink()
    with reading(loaded, 1) as seen:
        pass
    assert seen.looks == 0
    assert all("nothing is published" in error for error in seen.errors)
    assert seen.errors


def test_the_tally_counts_what_passed() -> None:
    tally = Tally()
    for outcome in ("passed", "failed", "skipped"):
        name = f"tests/warehouse/test_faults.py::test_a_process_killed_at_this_step[{outcome}]"
        report = pytest.TestReport(name, ("", 0, ""), {}, outcome, None, "call")  # type: ignore[arg-type]
        report.__dict__["_hypothesis_stats"] = "- 40 passing, 0 failing, and 3 invalid test cases"
        tally.pytest_runtest_logreport(report)
    figure = next(iter(TRIED))
    assert (tally.tried[figure], tally.passed[figure], tally.executions, len(tally.faults)) == (2, 1, 80, 1)
