"""How much trouble a warehouse endures: kills, full disks, readers under load, hostile files, attacks, fuzz, a soak.

    python -m bench.reliability [--cycles N] [--readers N] [--minutes M] [--fuzz N] [--seed N]

prints the figures of docs/reliability.md, with one line for each thing that went wrong, and ends with 1 if any did. It
takes about two hours; `--cycles 0` leaves the publications out, `--minutes 0` the soak, `--fuzz 0` all that are tests.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

from bench.publishing import publish_under_load
from bench.soak import soak

ROOT = Path(__file__).resolve().parent.parent
TRIED = {  # the tests of which each case is one try
    "kills at a step, survived": "test_a_process_killed_at_this_step",
    "full disks at a step, survived": "test_a_disk_full_at_this_step",
    "really full, read-only or forbidden disks, survived": "test_a_disk_that_",
    "upgrades killed or failed, survived": "test_an_upgrade_that_",
    "hostile files, refused or harmless": "test_hostile_files_are_refused_soon|test_a_million_files_in_an_archive",
    "attacks by SQL, refused": "test_an_attack_is_refused_in_one_line|test_a_trick_that_is_none_does_no_harm",
    "costly statements, stopped": "test_a_costly_statement_stops_within_the_limits",
    "fuzz tests, passed": "test_damaged_|test_the_grammar_takes_any_damaged_text",
}
FILES = ("warehouse/test_faults.py", "warehouse/test_disks.py", "warehouse/test_upgrade.py", "ingest/test_hostile.py")
_EXECUTIONS = re.compile(r"(\d+) passing")


class Tally:
    """Counts the cases of the tests that pass and fail, and the executions of those that draw their cases."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.passed: Counter[str] = Counter()
        self.executions = 0
        self.faults: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """What pytest tells of each step of a test."""
        if report.failed:
            self.faults.append(f"{report.nodeid} ({report.when})")
        if report.when != "call" or report.skipped:
            return
        test = report.nodeid.rpartition("::")[2]
        figure = next((figure for figure, tests in TRIED.items() if re.match(tests, test)), "")
        self.tried[figure] += 1
        self.passed[figure] += report.passed
        told = report.__dict__.get("_hypothesis_stats", "")  # as hypothesis leaves it for pytest's last page
        self.executions += sum(map(int, _EXECUTIONS.findall(told)))


def tally(fuzz: int) -> list[str]:
    """Run the tests of the table above and print how many cases passed; those that did not."""
    os.environ["NIENGIAM_FUZZ"] = str(fuzz)
    counted = Tally()
    paths = [str(ROOT / "tests" / file) for file in (*FILES, "warehouse/test_attacks.py")]
    pytest.main(["--quiet", "--no-header", "-p", "no:cacheprovider", "--rootdir", str(ROOT), *paths], [counted])
    for figure in TRIED:
        print(f"{figure}: {counted.passed[figure]} of {counted.tried[figure]}")
    print(f"fuzz executions: {counted.executions:,}")
    return counted.faults + [f"no such test ran: {figure}" for figure in TRIED if not counted.tried[figure]]


def published(cycles: int, readers: int) -> list[str]:
    """Publish under load and print what readers saw; their errors."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        seen = publish_under_load(Path(folder), cycles, readers, _progress)
    print(
        f"publications: {cycles:,} in {time.monotonic() - started:.0f} s under {readers} readers, which looked "
        f"{seen.looks:,} times at {len(seen.versions):,} versions; errors: {len(seen.errors)}"
    )
    return seen.errors


def soaked(minutes: float, readers: int, seed: int) -> list[str]:
    """Soak and print what came in and how writers ended; what is wrong at the end."""
    with tempfile.TemporaryDirectory() as folder:
        endured = soak(Path(folder), minutes * 60, readers, seed, _progress)
    ended = ", ".join(f"{number} {how}" for how, number in endured.ended.most_common())
    print(
        f"soak of {minutes:g} minutes: {endured.reports} reports, {endured.repeats} repeats and {endured.broken} "
        f"broken files arrived; writers ended: {ended}; {readers} readers looked {endured.seen.looks:,} times at "
        f"{len(endured.seen.versions)} versions; {endured.claims:,} claims at the end; faults: {len(endured.faults)}"
    )
    return endured.faults


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="\r", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description="How much trouble a warehouse endures.")
    parser.add_argument("--cycles", type=int, default=1000, help="publications under load")
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--minutes", type=float, default=30, help="of the soak")
    parser.add_argument("--fuzz", type=int, default=500, help="executions of each fuzz test")
    parser.add_argument("--seed", type=int, default=1, help="of the soak")
    given = parser.parse_args()
    faults = tally(given.fuzz) if given.fuzz else []
    faults += published(given.cycles, given.readers) if given.cycles else []
    faults += soaked(given.minutes, given.readers, given.seed) if given.minutes else []
    for fault in faults:
        print(f"FAULT {fault}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
