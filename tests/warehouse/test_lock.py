"""One writer at a time, and no trouble from dead ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import BusyError
from warehouse.lock import hold

HOLDER = """
import sys
from pathlib import Path
from warehouse.lock import hold
with hold(Path(sys.argv[1]), "ingest"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / ".lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_the_second_writer_learns_who_the_first_is(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(BusyError) as caught, hold(tmp_path / ".lock", "build"):
        pass
    assert f"'niengiam ingest' is writing in {tmp_path} (process {holder.pid}, since 20" in str(caught.value)
    assert str(caught.value).endswith("try again when it is done")


def test_a_dead_holder_blocks_nobody(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    assert (tmp_path / ".lock").read_text(encoding="utf-8")  # it had no time to clear its name
    with hold(tmp_path / ".lock", "build"):
        pass


def test_the_lock_is_free_after_the_block_even_when_it_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError), hold(tmp_path / ".lock", "build"):
        raise ValueError
    with hold(tmp_path / ".lock", "build"):
        assert str(os.getpid()) in (tmp_path / ".lock").read_text(encoding="utf-8")


def test_a_holder_that_has_not_signed_is_still_a_holder(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    (tmp_path / ".lock").write_text("", encoding="utf-8")
    with pytest.raises(BusyError, match=f"another process is writing in {tmp_path}"), hold(tmp_path / ".lock", "build"):
        pass
