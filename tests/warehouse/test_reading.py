"""Reading in several processes: nothing is lost, whatever one file does."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from ingest.header import Header
from ingest.period import Period
from warehouse.archive import Receipt
from warehouse.reading import Reading, Refusal, Request, read_all, read_options


def request(name: str) -> Request:
    return Request(Path(name), Receipt("0" * 64, ".txt", (name,), "2024-11-01T00:00:00"))


def toy_read(request: Request) -> Reading | Refusal:
    """A reader that some files kill; must be importable by other processes."""
    if request.name.startswith("crash"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if request.name.startswith("bad"):
        return Refusal(request, "bad")
    return Reading(request, Header(), f"read in {os.getpid()}", (), ())


def test_several_files_are_read_in_other_processes() -> None:
    requests = [request(f"{number}.txt") for number in range(4)]
    results = list(read_all(requests, 2, toy_read))
    assert {result.request.name for result in results} == {r.name for r in requests}
    assert f"read in {os.getpid()}" not in {result.text for result in results if isinstance(result, Reading)}


def test_one_file_is_read_here() -> None:
    [result] = read_all([request("1.txt")], None, toy_read)
    assert isinstance(result, Reading)
    assert result.text == f"read in {os.getpid()}"


def test_nothing_to_read_starts_nothing() -> None:
    assert list(read_all([], None, toy_read)) == []


def test_a_file_that_kills_its_reader_is_named_and_the_others_are_read() -> None:
    requests = [request(name) for name in ("1.txt", "crash.txt", "2.txt", "bad.txt", "3.txt")]
    results = {result.request.name: result for result in read_all(requests, 2, toy_read)}
    assert len(results) == 5
    refused = {name: result.reason for name, result in results.items() if isinstance(result, Refusal)}
    assert refused == {"crash.txt": "reading it crashed the reader; the file is probably damaged", "bad.txt": "bad"}


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
