"""The inbox is cleared exactly once; what cannot be read is set aside; what is being written is left."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rights import rights_that_bind
from toy_reports import NOVEMBER, OCTOBER

from warehouse import inbox, journal, watching
from warehouse.archive import Archive
from warehouse.cli import main
from warehouse.doctor import examine
from warehouse.home import Home
from warehouse.inbox import Cleared, clear_inbox
from warehouse.lock import hold
from warehouse.store import open_readonly

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "SETTLED", 0.05)


def drop(home: Home, name: str, content: str | bytes) -> Path:
    path = home.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def clear(home: Home) -> Cleared:
    return clear_inbox(home, jobs=1)


def reports(home: Home) -> int:
    with open_readonly(home) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM dim_report").fetchall()[0][0])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def run(home: Home, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--home", str(home.root)])


def test_what_goes_in_leaves_the_inbox(home: Home) -> None:
    drop(home, "october.txt", OCTOBER)
    drop(home, "2024/tháng 11.txt", NOVEMBER)
    cleared = clear(home)
    assert {outcome.status for outcome in cleared.intake.outcomes} == {"new"}
    assert (names(home.inbox), names(home.quarantine), reports(home)) == ([], [], 2)
    assert {receipt.names for receipt in Archive(home.archive).receipts()} == {("october.txt",), ("tháng 11.txt",)}
    assert not clear(home).intake.run_id


def test_the_same_report_again_is_cleared_and_changes_nothing(loaded: Home) -> None:
    drop(loaded, "october.txt", OCTOBER)
    drop(loaded, "other name.txt", OCTOBER)
    assert not clear(loaded).intake.run_id
    assert (names(loaded.inbox), reports(loaded)) == ([], 2)


def test_what_cannot_be_read_is_set_aside_with_its_reason(home: Home) -> None:
    drop(home, "good.txt", OCTOBER)
    drop(home, "bad.txt", "unreadable")
    drop(home, "again/bad.txt", "unreadable, too")
    drop(home, "photo.png", b"x")
    cleared = clear(home)
    assert names(home.inbox) == []
    assert names(home.quarantine) == [
        "bad-2.txt", "bad-2.txt.reason.json", "bad.txt", "bad.txt.reason.json", "photo.png", "photo.png.reason.json"
    ]  # fmt: skip
    assert len(cleared.quarantined) == 3
    told = json.loads((home.quarantine / "bad.txt.reason.json").read_text(encoding="utf-8"))
    assert told["reasons"] == ["it is damaged; save it again"]
    assert {"file", "what_to_do", "set_aside_at", "bytes", "sha256"} <= told.keys()
    assert reports(home) == 1
    assert any("quarantine" in ill.where for ill in examine(home))


def test_names_that_are_no_text_hold_nothing_up(home: Home, capfd: pytest.CaptureFixture[str]) -> None:
    drop(home, os.fsdecode(b"b\xe1o c\xe1o.txt"), OCTOBER)
    drop(home, os.fsdecode(b"h\xe1ng.txt"), "unreadable")
    with zipfile.ZipFile(home.inbox / os.fsdecode(b"\xff.zip"), "w") as archive:
        archive.writestr("x.exe", "x")
    drop(home, "forged\nline.txt", "unreadable too")
    result = run(home, "ingest", "--inbox", "--jobs", "1", "--notify", "cat")
    assert result.exit_code == 1, result.output
    assert (names(home.inbox), reports(home)) == ([], 1)
    assert "b\ufffdo c\ufffdo.txt" in result.output
    assert [receipt.names for receipt in Archive(home.archive).receipts()] == [("b\ufffdo c\ufffdo.txt",)]
    reasons = [json.loads(path.read_text(encoding="utf-8"))["file"] for path in home.quarantine.glob("*.reason.json")]
    assert sorted(reasons) == ["forged\nline.txt", "h\ufffdng.txt", "\ufffd.zip"]
    assert all(line.startswith("niengiam: ") for line in result.stderr.splitlines())
    assert len(json.loads(capfd.readouterr().out)["reports"]) == 3


def test_an_inbox_on_another_disk_is_cleared_too(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    move = Path.replace

    def across(path: Path, target: Path) -> Path:
        if path.parent != target.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return move(path, target)

    monkeypatch.setattr(Path, "replace", across)
    drop(home, "bad.txt", "unreadable")
    assert not clear(home).stuck
    assert (names(home.inbox), names(home.quarantine)) == ([], ["bad.txt", "bad.txt.reason.json"])


def test_a_file_that_cannot_be_moved_leaves_no_reason_behind(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(home, "bad.txt", "unreadable")

    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(inbox, "_move", forbidden)
    [said] = clear(home).stuck
    assert said.endswith("Permission denied; give the user of niengiam the right to write there")
    assert (names(home.inbox), names(home.quarantine)) == (["bad.txt"], [])


@pytest.mark.parametrize("name", ["ầ" * 83 + ".txt", "a." + "b" * 250])
def test_a_long_name_has_room_for_its_reason(home: Home, name: str) -> None:
    drop(home, name, "unreadable")
    assert not clear(home).stuck
    drop(home, name, "unreadable, too")
    assert not clear(home).stuck
    assert len(names(home.quarantine)) == 4


def test_an_inbox_that_is_away_is_told_of(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    home.inbox.rmdir()
    home.inbox.symlink_to(home.root / "away")
    for command in (["ingest", "--inbox"], ["watch"]):
        result = run(home, *command)
        assert result.exit_code == 3
        assert f"{home.inbox} is missing: make the folder" in result.output
    assert watching._round(home, 1, None)
    assert "is missing" in caplog.text


def test_a_folder_that_cannot_be_looked_into_is_told_of(home: Home) -> None:
    drop(home, "closed/october.txt", OCTOBER)
    (home.inbox / "closed").chmod(0)
    with rights_that_bind():
        result = run(home, "ingest", "--inbox", "--jobs", "1")
        assert result.exit_code == 1
        assert f"{home.inbox / 'closed'} cannot be looked into: Permission denied" in result.stderr
    (home.inbox / "closed").chmod(0o755)


def test_two_files_of_one_bad_content_are_both_set_aside(home: Home) -> None:
    drop(home, "a.txt", "unreadable")
    drop(home, "b.txt", "unreadable")
    clear(home)
    assert [name for name in names(home.quarantine) if not name.endswith(".json")] == ["a.txt", "b.txt"]


def test_an_archive_goes_in_whole_or_is_set_aside_with_its_members_named(home: Home) -> None:
    for name, members in {
        "good.zip": {"a.txt": OCTOBER},
        "mixed.zip": {"b.txt": NOVEMBER, "c.txt": "unreadable"},
    }.items():
        with zipfile.ZipFile(home.inbox / name, "w") as archive:
            for member, text in members.items():
                archive.writestr(member, text)
    clear(home)
    assert reports(home) == 2  # what could be read is in
    assert names(home.quarantine) == ["mixed.zip", "mixed.zip.reason.json"]
    told = json.loads((home.quarantine / "mixed.zip.reason.json").read_text(encoding="utf-8"))
    assert told["reasons"] == ["c.txt: it is damaged; save it again"]


@pytest.mark.parametrize("name", ["x.docx.part", "x.tmp", ".hidden.txt", "~$x.docx", "x.pdf.crdownload", ".d/x.txt"])
def test_unfinished_downloads_and_hidden_files_are_left(home: Home, name: str) -> None:
    path = drop(home, name, OCTOBER)
    cleared = clear(home)
    assert path.exists()
    assert not cleared.intake.outcomes


def test_a_file_that_grows_is_left_for_the_next_time(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drop(home, "october.txt", OCTOBER[:50])
    ahead = path.stat().st_mtime + 60  # fresh, however slow the machine
    os.utime(path, (ahead, ahead))
    monkeypatch.setattr(inbox.time, "sleep", lambda _: path.write_text(OCTOBER, encoding="utf-8"))
    cleared = clear(home)
    assert (cleared.unsettled, cleared.intake.outcomes) == ([path], [])
    monkeypatch.setattr(inbox.time, "sleep", lambda _: None)
    assert clear(home).intake.run_id
    assert not path.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells whether a file is open elsewhere")
def test_a_file_that_another_process_writes_is_left(home: Home) -> None:
    path = drop(home, "october.txt", OCTOBER)
    os.utime(path, (1_700_000_000, 1_700_000_000))  # a stalled copy: nothing has moved for long
    holder = "import sys; f = open(sys.argv[1], 'a'); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        assert clear(home).unsettled == [path]
        writer.kill()
    assert clear(home).intake.run_id


def test_a_second_run_says_who_holds_the_home(home: Home) -> None:
    path = drop(home, "october.txt", OCTOBER)
    with hold(home.lock, "watch"):
        result = run(home, "ingest", "--inbox")
    assert result.exit_code == 3
    assert f"'niengiam watch' is writing in {home.root} (process" in result.output
    assert path.exists()


def test_runs_are_told_newest_first(home: Home) -> None:
    drop(home, "october.txt", OCTOBER)
    drop(home, "bad.txt", "unreadable")
    assert run(home, "ingest", "--inbox", "--jobs", "1").exit_code == 1
    told = json.loads(run(home, "runs", "--format", "json").output)
    assert [(entry["command"], entry["outcome"], entry["files"], entry["rejected"]) for entry in told] == [
        ("ingest", "with rejected files", 1, 1),
        ("init", "done", 0, 0),
    ]
    with open_readonly(home) as connection:
        assert connection.execute("SELECT COUNT(*) FROM runs").fetchone() == (2,)


def test_a_run_that_is_killed_when_it_had_published_is_told_as_published(loaded: Home) -> None:
    before = journal.read(loaded.journal)
    lines = loaded.journal.read_text(encoding="utf-8").splitlines(keepends=True)
    loaded.journal.write_text("".join(lines[:-1]), encoding="utf-8")  # killed before its last note
    assert journal.read(loaded.journal)[-1].outcome == journal.UNFINISHED
    drop(loaded, "more.txt", OCTOBER.replace("752,3", "752,4"))
    clear(loaded)
    (told,) = (run for run in journal.read(loaded.journal) if run.run_id == before[-1].run_id)
    assert (told.outcome, told.files, told.claims) == ("done", before[-1].files, before[-1].claims)
    with open_readonly(loaded) as connection:
        counted = "SELECT SUM(claims) = (SELECT COUNT(*) FROM fact_observation) FROM runs"
        assert connection.execute(counted).fetchone() == (True,)


def test_a_failed_run_leaves_a_trace(loaded: Home, toy: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise RuntimeError("a fault")

    toy.setattr("warehouse.intake.build_models", fail)
    drop(loaded, "x.txt", OCTOBER.replace("752,3", "752,4"))
    with pytest.raises(RuntimeError):
        clear(loaded)
    last = journal.read(loaded.journal)[-1]
    assert (last.outcome, last.detail) == ("failed", "RuntimeError: a fault")
    assert names(loaded.inbox) == ["x.txt"]


def test_a_torn_line_of_the_journal_is_passed_over(loaded: Home) -> None:
    before = journal.read(loaded.journal)
    with loaded.journal.open("ab") as file:
        file.write(b'{"run_id": "2024\xff')
    assert journal.read(loaded.journal) == before
    journal.note(loaded.journal, before[-1]._replace(run_id="20990101T000000000000"))
    assert len(journal.read(loaded.journal)) == len(before) + 1


def test_a_command_is_told_what_was_done(home: Home, tmp_path: Path) -> None:
    drop(home, "october.txt", OCTOBER)
    told = tmp_path / "told.json"
    script = tmp_path / "tell.py"
    script.write_text(f"import sys; open({str(told)!r}, 'w').write(sys.stdin.read())", encoding="utf-8")
    result = run(home, "ingest", "--inbox", "--jobs", "1", "--notify", f"{sys.executable} {script}")
    assert result.exit_code == 0
    summary = json.loads(told.read_text(encoding="utf-8"))
    assert summary["published"]
    assert summary["new_findings"] == 0
    assert [(report["file"], report["status"], report["claims"]) for report in summary["reports"]] == [
        ("october.txt", "new", 5)
    ]


@pytest.mark.parametrize(
    ("command", "said"), [("no-such-program", "could not be run"), ("false", "ended with 1"), ("'", "could not be run")]
)
def test_a_failing_command_is_told_of_and_changes_nothing(home: Home, command: str, said: str) -> None:
    drop(home, "october.txt", OCTOBER)
    result = run(home, "ingest", "--inbox", "--jobs", "1", "--notify", command)
    assert result.exit_code == 0
    assert said in result.output
    assert reports(home) == 1


@pytest.mark.parametrize(
    "arguments", [["--inbox", "--area", "Lai Châu"], ["--inbox", "--reread"], ["--inbox", "x.txt"]]
)
def test_what_does_not_go_together(home: Home, arguments: list[str]) -> None:
    assert run(home, "ingest", *arguments).exit_code == 2


def test_watch_takes_in_what_arrives_and_stops_when_told(tmp_path: Path) -> None:
    """A real process, the real reader."""
    home = Home.create(tmp_path / "home")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "warehouse", "watch", "--sweep", "2", "--jobs", "1", "--home", str(home.root)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as watcher:
        assert watcher.stderr is not None
        assert "watching" in watcher.stderr.readline()
        deadline = time.monotonic() + 120
        drop(home, os.fsdecode(b"\xff.txt"), "no report")  # its name breaks what tells of changes
        while names(home.inbox) and time.monotonic() < deadline:
            time.sleep(0.2)
        drop(home, "r.txt", "BÁO CÁO\nKinh tế - xã hội tháng 9 năm 2024 tỉnh Lai Châu\n\nĐàn lợn 100 con.\n")
        while names(home.inbox) and time.monotonic() < deadline:
            time.sleep(0.2)
        watcher.send_signal(signal.SIGTERM)
        said = watcher.stderr.read()
        assert watcher.wait(60) == 0, said
    assert reports(home) == 1
    assert names(home.inbox) == []
    assert "published" in said
    assert said.rstrip().endswith("stopped")
