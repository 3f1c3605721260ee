"""How fast the marts are derived, against the floor: reading every column of the facts once from Parquet.

    python -m bench.models [FACTS ...]

For each number of facts (by default a million) a warehouse of generated facts is made and all models are built, with
two threads and the memory of a run. Ratios are of the processor time of all threads: it is steadier than the clock
where a machine is shared. Then a report of one province comes in: its series are derived again, and the file is copied,
sealed and verified as every publication does. At last the point question: one series with all vintages.

bench/README.md has what was measured.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import duckdb

from bench.generated import add_report, make_warehouse
from warehouse.models import build
from warehouse.store import open_draft, table_rows, verify

ROUNDS = 3


def best(work: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.perf_counter) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        started = clock()
        work()
        times.append(clock() - started)
    return min(times)


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    connection = open_draft(path)
    connection.execute("SET threads = 2")
    return connection


def floors(connection: duckdb.DuckDBPyConnection, folder: Path) -> tuple[float, float]:
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


def point_question(connection: duckdb.DuckDBPyConnection) -> float:
    key = connection.execute("SELECT area_code, indicator_code FROM marts.latest ORDER BY ALL LIMIT 1").fetchone()
    query = "SELECT * FROM staging.report_observation WHERE area_code = ? AND indicator_code = ? ORDER BY vintage"
    return best(lambda: connection.execute(query, list(key or ())).fetchall())


def measure(facts: int, folder: Path) -> None:
    path = folder / "warehouse.duckdb"
    maker = get_context("spawn").Process(target=make_warehouse, args=(path, facts))
    maker.start()  # in a process of its own: the peak memory told at the end is not that of making the facts
    maker.join()
    connection = connect(path)
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
    connection.execute("CHECKPOINT")
    connection.close()
    draft = folder / "draft.duckdb"
    began, started = time.perf_counter(), time.process_time()
    shutil.copyfile(path, draft)
    copied = time.process_time()
    connection = connect(draft)
    add_report(connection)
    derived = build(connection)
    built = time.process_time()
    rows = table_rows(connection)
    connection.execute("CHECKPOINT")
    sealed = time.process_time()
    connection.close()
    verify(draft, rows, path)
    done = time.process_time()
    print(
        f"one report: {time.perf_counter() - began:.2f} s; {done - started:.2f} s of processor time:"
        f" copy {copied - started:.2f}, derive {built - copied:.2f} ({derived.outcomes[0].step.reason}),"
        f" seal {sealed - built:.2f}, verify {done - sealed:.2f}; file {draft.stat().st_size / 1e6:,.0f} MB"
    )
    with connect(draft) as connection:
        print(f"one series, all vintages: {point_question(connection) * 1000:.0f} ms")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9:.2f} GB")


def main() -> None:
    for facts in [int(float(argument)) for argument in sys.argv[1:]] or [1_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            measure(facts, Path(folder))


if __name__ == "__main__":
    main()
