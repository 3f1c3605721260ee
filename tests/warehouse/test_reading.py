"""Reading in several processes: nothing is lost, whatever one file does."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from ingest import report
from ingest.header import Header
from ingest.period import Period
from warehouse.archive import Receipt, content_hash
from warehouse.reading import Reading, Refusal, Request, read_all, read_one, read_options
from warehouse.workers import Limits


def request(name: str) -> Request:
    return Request(Path(name), Receipt("0" * 64, ".txt", (name,), "2024-11-01T00:00:00"))


def toy_read(request: Request) -> Reading | Refusal:
    """A reader that some files kill; must be importable by other processes."""
    if request.name.startswith("crash"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if request.name.startswith("hang"):
        time.sleep(60)
    if request.name.startswith("greedy"):
        bytearray(1 << 30)
    if request.name.startswith("bad"):
        return Refusal(request, "bad")
    return Reading(request, Header(), f"read in {os.getpid()}", (), (), ())


def test_several_files_are_read_in_other_processes() -> None:
    requests = [request(f"{number}.txt") for number in range(4)]
    results = list(read_all(requests, 2, toy_read))
    assert {result.request.name for result in results} == {r.name for r in requests}
    assert f"read in {os.getpid()}" not in {result.text for result in results if isinstance(result, Reading)}


def test_one_file_is_read_apart_too() -> None:
    [result] = read_all([request("1.txt")], None, toy_read)
    assert isinstance(result, Reading)
    assert result.text != f"read in {os.getpid()}"


def test_nothing_to_read_starts_nothing() -> None:
    assert list(read_all([], None, toy_read)) == []


def test_a_file_costs_itself_only() -> None:
    names = ("1.txt", "crash.txt", "2.txt", "hang.txt", "bad.txt", "greedy.txt", "3.txt")
    limits = Limits(seconds=10, memory_mb=500)  # a worker's start counts, too
    results = {result.request.name: result for result in read_all([request(n) for n in names], 2, toy_read, limits)}
    assert len(results) == len(names)
    refused = {name: result.reason for name, result in results.items() if isinstance(result, Refusal)}
    assert refused == {
        "crash.txt": "reading it crashed the reader; the file is probably damaged: open it and save it anew",
        "hang.txt": "not read within 10 s; open it and see whether it is a report, save it anew or split it",
        "greedy.txt": "reading it takes more than 500 MB of memory; it is damaged or made to do harm",
        "bad.txt": "bad",
    }


def test_who_stops_taking_results_leaves_no_process() -> None:
    results = read_all([request(name) for name in ("1.txt", "hang.txt", "2.txt")], 2, toy_read)
    assert isinstance(next(results), Reading)
    assert multiprocessing.active_children()
    results.close()
    assert not multiprocessing.active_children()


def test_options_as_the_reader_takes_them() -> None:
    from datetime import date

    stored = {"area": "Lai Châu", "period": "2024-10", "issued": "2024-11-01"}
    assert read_options(stored) == {
        "area": "Lai Châu",
        "period": Period(2024, 10, 10),
        "issued": date(2024, 11, 1),
    }
    assert read_options({}) == {}


def test_a_damaged_option_is_said() -> None:
    with pytest.raises(Exception, match="is no day"):
        read_options({"issued": "tomorrow"})


def test_a_report_of_no_area_is_refused_before_its_numbers_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook of statistics, all of it, takes many seconds to read."""
    path = tmp_path / "r.txt"
    path.write_text("BÁO CÁO\nKinh tế - xã hội tháng 9 năm 2024\n\nĐàn lợn 100 con.\n", encoding="utf-8")
    monkeypatch.setattr(report._Reader, "claims", lambda *_: pytest.fail("its numbers are read"))
    of_content = Request(path, Receipt(content_hash(path), ".txt", ("r.txt",), "2024-11-01T00:00:00"))
    refused = read_one(of_content)
    assert isinstance(refused, Refusal)
    assert refused.reason == "it does not say which area it reports on; give it with --area"
