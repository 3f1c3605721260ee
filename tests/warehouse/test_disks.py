"""Disks as they are: really full, read-only, or not ours to write. What was published stays; the next run ends well."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rights import rights_that_bind
from toy_reports import OCTOBER

from bench.whole import flaws
from warehouse import inbox, store, watching
from warehouse.cli import main
from warehouse.doctor import examine
from warehouse.home import Home
from warehouse.store import open_readonly

MORE = OCTOBER.replace("752,3", "752,4")
PLACES = ("", "versions", "archive", "quarantine", "inbox", "runs.jsonl", ".lock")


@pytest.fixture
def waiting(loaded: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Two reports published; one report and one that cannot be read in the inbox."""
    monkeypatch.setattr(inbox, "SETTLED", 0.0)
    (loaded.inbox / "more.txt").write_text(MORE, encoding="utf-8")
    (loaded.inbox / "bad.txt").write_text("unreadable", encoding="utf-8")
    return loaded


def run(home: Home, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--home", str(home.root)])


def clear(home: Home) -> Result:
    return run(home, "ingest", "--inbox", "--jobs", "1")


def whole(home: Home) -> int:
    """How many reports the published version holds, all of it agreeing."""
    with open_readonly(home) as connection:
        assert flaws(connection) == []
        return int(connection.execute("SELECT COUNT(*) FROM dim_report").fetchall()[0][0])


def ends_well(home: Home) -> None:
    assert clear(home).exit_code in (0, 1)
    assert whole(home) == 3
    assert list(home.inbox.iterdir()) == []
    assert sorted(path.name for path in home.quarantine.iterdir()) == ["bad.txt", "bad.txt.reason.json"]
    ills = [ill.what for ill in examine(home) if "left on the disk" not in ill.what]  # a small disk is one
    assert ills == ["1 files are in quarantine"]


def refused(result: Result, *said: str) -> None:
    """Refused as something expected, in words and with an exit code: no traceback."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (1, 3), result.output
    assert any(words in result.output for words in said), result.output


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place or "home")
def test_a_disk_that_is_not_ours_to_write(waiting: Home, place: str) -> None:
    path = waiting.root / place
    rights = path.stat().st_mode
    path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with rights_that_bind():
            refused(clear(waiting), "Permission denied")
            assert whole(waiting) in (2, 3)
            assert examine(waiting)
    finally:
        path.chmod(rights)
    ends_well(waiting)


def test_a_disk_that_is_read_only(waiting: Home, tmp_path: Path) -> None:
    root = str(waiting.root)
    with mounted(waiting.root, "--bind", root), mounted(waiting.root, "--bind", "-o", "ro", root):
        subprocess.run(["mount", "-o", "remount,bind,ro", root], check=True)
        refused(clear(waiting), "Read-only file system")
        refused(run(waiting, "build"), "Read-only file system")
        assert run(waiting, "sql", "SELECT 1").exit_code == 0
        assert run(waiting, "export", "--to", str(tmp_path / "snapshot")).exit_code == 0
        assert any("cannot be written" in ill.what for ill in examine(waiting))
        assert whole(waiting) == 2
    ends_well(waiting)


def test_a_disk_that_fills_up(waiting: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few more kilobytes each time, until the run comes to its end."""
    small = tmp_path / "small"
    small.mkdir()
    with mounted(small, "-t", "tmpfs", "-o", "size=48m", "tmpfs"):
        shutil.copytree(waiting.root, small / "home", symlinks=True)
        home, ballast = Home(small / "home"), small / "ballast"
        refused(clear(home), "make room")
        monkeypatch.setattr(store, "_require_space", lambda home: None)  # others take the room after it was asked for
        failures = 0
        for left in range(0, 40_000, 600):
            free = shutil.disk_usage(small).free
            ballast.write_bytes(bytes(max(0, free - left * 1024)))
            done = clear(home)
            ballast.unlink()
            if "published" in done.output and whole(home) == 3:
                break
            refused(done, "No space left on device", "cannot write", "could not")
            assert whole(home) == 2
            failures += 1
        assert failures > 2
        ends_well(home)


def test_a_disk_without_a_byte_left(waiting: Home, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Not even for the lock: told with the place, as something that may be tried again; a watch goes on."""
    small = tmp_path / "small"
    small.mkdir()
    with mounted(small, "-t", "tmpfs", "-o", "size=48m", "tmpfs"):
        shutil.copytree(waiting.root, small / "home", symlinks=True)
        home, ballast = Home(small / "home"), small / "ballast"
        ballast.write_bytes(bytes(shutil.disk_usage(small).free))
        answer = ("correct", "--label", "x", "--set", "indicator=livestock.pigs")
        for words in (("ingest", "--inbox"), ("build",), answer):
            done = run(home, *words)
            assert done.exit_code == 3, done.output
            assert f"cannot write {home.lock}: No space left on device; make room" in done.output
        assert watching._round(home, 1, None)
        assert "No space left on device" in caplog.text
        ballast.write_bytes(bytes(max(0, shutil.disk_usage(small).free + ballast.stat().st_size - 4096)))
        done = run(home, *answer)
        assert (done.exit_code, "corrections.csv: No space left on device; nothing was decided" in done.output) == (
            3,
            True,
        )


def test_a_disk_that_keeps_no_locks_is_told_of(waiting: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*anything: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("warehouse.lock.fcntl.flock", no_locks)
    refused(clear(waiting), "a home must lie on a local disk")
