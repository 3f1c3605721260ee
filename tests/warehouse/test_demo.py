"""The sample reports through everything, as a user runs it: real files, real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.resources import resource
from warehouse.headlines import in_vietnamese

NIENGIAM = str(Path(sys.executable).with_name("niengiam"))

Demo = tuple[Path, subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(not any(resource("reports").glob("*.txt")), reason="no sample reports")


def niengiam(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [NIENGIAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    home = tmp_path_factory.mktemp("demo") / "home"
    return home, niengiam("demo", "--home", home)


def test_demo_shows_headlines_with_their_reports_and_what_to_try(demo: Demo) -> None:
    _, done = demo
    assert done.returncode == 0
    [notice] = done.stderr.splitlines()
    assert notice.startswith("niengiam: 5 notices on 5 reports")  # page numbers of five PDF files
    table = done.stdout.split("Headlines of ")[1]
    assert "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ" in table
    reports = {path.name for path in resource("reports").iterdir()}
    rows = [line for line in table.splitlines() if any(name in line for name in reports)]
    assert 5 <= len(rows) <= 12
    for command in ("trace", "query", "review", "sql", "ingest"):
        assert f"  niengiam {command} " in table


def test_demo_again_finds_everything_unchanged(demo: Demo) -> None:
    home, first = demo
    started = time.monotonic()
    done = niengiam("demo", "--home", home)
    assert time.monotonic() - started < 10
    assert done.returncode == 0
    assert "\nunchanged\n" in done.stdout
    assert done.stdout.split("Headlines of")[1] == first.stdout.split("Headlines of")[1]


def test_every_span_of_every_report_shows_the_number(demo: Demo) -> None:
    home, _ = demo
    query = (
        "SELECT COUNT(*) AS n FROM fact_observation JOIN report_text USING (report_id) "
        "WHERE substring(text, span_start + 1, span_end - span_start) <> number_text"
    )
    assert json.loads(niengiam("sql", query, "--home", home, "-f", "json").stdout) == [{"n": 0}]


def test_the_suggested_trace_works(demo: Demo) -> None:
    _, done = demo
    [command] = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("  niengiam trace ")]
    traced = niengiam(*command)
    assert traced.returncode == 0
    assert "⟦" in traced.stdout


def test_questions_are_listed_and_answered(demo: Demo) -> None:
    home, _ = demo
    listing = json.loads(niengiam("query", "-f", "json").stdout)
    assert {"headline", "history"} <= {row["name"] for row in listing}
    for row in listing:
        if "(required)" not in row["parameters"]:
            assert niengiam("query", row["name"], "--home", home, "-f", "csv").returncode == 0
    asked = niengiam("query", "history", "-p", "indicator=trade.retail_sales", "--home", home, "-f", "json")
    assert len(json.loads(asked.stdout)) > 10


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nonsense"], 2, "there is no question 'nonsense'"),
        (["history", "-p", "indicator"], 2, "write NAME=VALUE"),
        (["history"], 2, "the question 'history' needs indicator"),
        (["history", "-p", "nope=1"], 2, "has no parameter 'nope'"),
        (["headline", "-p", "month=October"], 2, "'October' is no value for month"),
        (["history", "-p", "indicator=trade.retailsales"], 1, "(did you mean trade.retail_sales"),
        (["headline", "-p", "area=Lam Kê"], 1, "there is no area 'Lam Kê' (did you mean Lam Khê"),
        (["headline", "-p", "sector=trades"], 1, "there is no sector 'trades' (did you mean trade"),
        (["new_in_report", "-p", "report=nope.docx"], 1, "there is no report 'nope.docx'"),
    ],
)
def test_a_wrong_question_is_said(demo: Demo, arguments: list[str], code: int, said: str) -> None:
    done = niengiam("query", *arguments, "--home", demo[0])
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


@pytest.mark.parametrize("delay", [0.3, 1.5, 3.0])
def test_ctrl_c_leaves_nothing_half_done_and_says_so_in_its_last_line(tmp_path: Path, delay: float) -> None:
    home = tmp_path / "home"
    assert niengiam("init", "--home", home).returncode == 0
    command = [NIENGIAM, "ingest", str(resource("reports")), "--home", str(home)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(delay)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all processes of the group
    _, errors = process.communicate(timeout=60)
    assert process.returncode in (130, 1, -signal.SIGINT), errors  # 1: done, and one file is no report
    lines = errors.strip().splitlines()
    if process.returncode == 130:
        assert lines.pop() == "niengiam: interrupted; nothing is half done, the same command goes on"
    if process.returncode != -signal.SIGINT:  # which is before the program had begun
        assert all(line.startswith("niengiam: ") for line in lines), errors  # of files that were done by then
    count = niengiam("sql", "SELECT COUNT(*) AS n FROM dim_report", "--home", home, "--format", "json")
    all_of_them = sum(1 for path in resource("reports").iterdir() if path.suffix != ".csv")
    assert json.loads(count.stdout)[0]["n"] in ((0, all_of_them) if process.returncode != 1 else (all_of_them,))


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Decimal("7424500000000"), "đồng", "7.424,5 tỷ đồng"),
        (Decimal("34810000"), "usd", "34,81 triệu USD"),
        (Decimal("229430"), "con", "229.430 con"),
        (10.66, "%", "10,66%"),
        (Decimal("-1.5"), "%", "-1,5%"),
        (None, "con", ""),
    ],
)
def test_values_as_a_report_prints_them(value: Decimal | float | None, unit: str, text: str) -> None:
    assert in_vietnamese(value, unit) == text


INTERRUPTED_IN_A_LIBRARY = """
import os, signal
from warehouse.cli import main

@main.command()
def stuck():
    try:
        os.kill(os.getpid(), signal.{signal})
    except KeyboardInterrupt:
        raise RuntimeError("Query interrupted") from None  # DuckDB does so

main(["stuck"])
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_an_interrupt_that_a_library_turns_into_its_own_error_is_still_an_interrupt(name: str) -> None:
    program = INTERRUPTED_IN_A_LIBRARY.format(signal=name)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "niengiam: interrupted; nothing is half done, the same command goes on"
