"""How fast many reports go in, and that an interrupted run goes on: reports a second, from files to a warehouse.

    python -m bench.bulk [REPORTS] [--interrupt SECONDS]

Writes variants of the sample reports (one sentence more each, so that each has content of its own) into a temporary
folder, takes them in by the command that people use, interrupts it after SECONDS by SIGTERM, and runs it again.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.variants import sample_texts, variant
from warehouse.home import Home
from warehouse.store import open_readonly

ROOT = Path(__file__).resolve().parent.parent


def write_variants(count: int, folder: Path) -> None:
    texts = sample_texts()
    for number in range(count):
        name, text = variant(texts, number)
        (folder / name).write_text(text, encoding="utf-8")


def ingest(folder: Path, home: Path, interrupt: float | None) -> float:
    """Seconds of one run; ended by SIGTERM after `interrupt` seconds where that is given."""
    command = [sys.executable, "-m", "warehouse", "ingest", str(folder), "--home", str(home)]
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    try:
        process.communicate(timeout=interrupt)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGTERM)
        process.communicate()
    print(f"run ended with {process.returncode} after {time.monotonic() - started:.0f} s; {published(home)}")
    return time.monotonic() - started


def published(home: Path) -> str:
    if not Home.open(home).link.exists():
        return "nothing published"
    with open_readonly(Home.open(home)) as connection:
        query = "SELECT COUNT(*), COUNT(DISTINCT report_id), COALESCE(SUM(claims), 0) FROM dim_report"
        reports, different, claims = connection.execute(query).fetchall()[0]
    return f"{reports} reports published ({different} different), {claims} claims"


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast many reports go in.")
    parser.add_argument("reports", nargs="?", type=int, default=2000)
    parser.add_argument("--interrupt", type=float, help="seconds after which the first run is interrupted")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder, home = Path(scratch) / "reports", Path(scratch) / "home"
        folder.mkdir()
        Home.create(home)
        write_variants(given.reports, folder)
        seconds = ingest(folder, home, given.interrupt)
        if given.interrupt:
            seconds += ingest(folder, home, None)
        print(f"{given.reports} reports in {seconds:.0f} s: {given.reports / seconds:.1f} reports/s")


if __name__ == "__main__":
    main()
