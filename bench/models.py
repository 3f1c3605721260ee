"""How fast the marts are derived, against the floor: reading every column of the facts once from Parquet.

    python -m bench.models [FACTS ...]

For each number of facts (by default a million) a home of generated facts is made and all models are built, with the
threads of the machine and the memory of a run. Ratios are of the processor time of all threads: it is steadier than the
clock where a machine is shared. Then a report of one area comes in and is published: from taking up the draft until
readers see it. At last the point question: one series with all vintages.

bench/README.md has what was measured.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from bench.generated import add_report, make_home
from warehouse.home import Home
from warehouse.load import series_of_the_newest
from warehouse.models import build
from warehouse.store import open_readonly, publish, writing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROUNDS = 3


def best(work: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        started = clock()
        work()
        times.append(clock() - started)
    return min(times)


def floors(connection: DuckDBPyConnection, folder: Path) -> tuple[float, float]:
    """Seconds of processor time to read every column of the facts from Parquet, and to copy them into another table."""
    parquet = folder / "facts.parquet"
    connection.execute(f"COPY fact_observation TO '{parquet}'")
    columns = [row[0] for row in connection.execute("DESCRIBE fact_observation").fetchall()]
    largest = ", ".join(f"MAX({column})" for column in columns)
    scan = best(lambda: connection.execute(f"SELECT {largest} FROM '{parquet}'").fetchall(), clock=time.process_time)
    written = "CREATE OR REPLACE TABLE copied AS FROM fact_observation"
    copy = best(lambda: connection.execute(written), 2, time.process_time)
    connection.execute("DROP TABLE copied")
    return scan, copy


def point_question(connection: DuckDBPyConnection) -> float:
    key = connection.execute("SELECT area_code, indicator_code FROM marts.latest ORDER BY ALL LIMIT 1").fetchone()
    query = "SELECT * FROM staging.report_observation WHERE area_code = ? AND indicator_code = ? ORDER BY vintage"
    return best(lambda: connection.execute(query, list(key or ())).fetchall())


def build_all(home: Home, folder: Path) -> None:
    """Derive everything, and tell how long that took against the floors."""
    with publish(home) as draft:
        connection = draft.connection
        count = connection.execute("SELECT COUNT(*) FROM fact_observation").fetchone() or (0,)
        scan, copy = floors(connection, folder)
        print(f"{count[0]:,} facts; scan floor {scan:.2f} s, copy floor {copy:.2f} s of processor time")
        started, worked = time.perf_counter(), time.process_time()
        report = build(connection)
        full, work = time.perf_counter() - started, time.process_time() - worked
        for outcome in report.outcomes:
            print(f"    {outcome.step.model:30} {outcome.rows:12,} rows {outcome.seconds:8.2f} s")
        ratios = f"{work / scan:.0f} x the scan, {work / copy:.1f} x the copy"
        print(f"all models: {full:.1f} s; {work:.1f} s of processor time, {ratios}")
        print(f"nothing changed: {best(lambda: build(connection), 1):.2f} s")


def publish_one(home: Home) -> None:
    """Take in one report more, and tell how long it is until readers see it."""
    with writing(home, "bench"):
        times, worked = [time.perf_counter()], [time.process_time()]
        with publish(home) as draft:
            series = series_of_the_newest(draft.connection, [add_report(draft.connection)])
            derived = build(draft.connection, changed=series)
            times.append(time.perf_counter())
            worked.append(time.process_time())
        times.append(time.perf_counter())
        worked.append(time.process_time())
    times.append(time.perf_counter())
    whole, first, second, after = times[2] - times[0], times[1] - times[0], times[2] - times[1], times[3] - times[2]
    print(
        f"one report: {whole:.2f} s; {worked[2] - worked[0]:.2f} s of processor time: derive {first:.2f}"
        f" ({derived.outcomes[0].step.reason}), seal and verify {second:.2f};"
        f" then the copy for the next {after:.2f}; file {home.link.stat().st_size / 1e6:,.0f} MB"
    )


def measure(facts: int, folder: Path) -> None:
    home = Home(folder / "home")
    maker = get_context("spawn").Process(target=make_home, args=(home.root, facts))
    maker.start()  # in a process of its own: the peak memory told at the end is not that of making the facts
    maker.join()
    with writing(home, "bench"):
        build_all(home, folder)
    publish_one(home)
    with open_readonly(home) as connection:
        print(f"one series, all vintages: {point_question(connection) * 1000:.0f} ms")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9:.2f} GB")


def main() -> None:
    for facts in [int(float(argument)) for argument in sys.argv[1:]] or [1_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            measure(facts, Path(folder))


if __name__ == "__main__":
    main()
