"""Nothing lost, nothing doubled: a real process killed, and a disk that fills up, at every step of all that writes.

Afterwards the published warehouse opens and holds the old or the new state, and running again finishes the job.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from warehouse.cli import main
from warehouse.doctor import examine
from warehouse.faults import VARIABLE, Fault
from warehouse.home import Home
from warehouse.intake import take_in
from warehouse.snapshots import export, verify
from warehouse.store import open_readonly

ROOT = Path(__file__).resolve().parents[2]
FIRST = """BÁO CÁO
Tình hình kinh tế - xã hội tháng 9 năm 2024 tỉnh Lai Châu

Tổng mức bán lẻ hàng hóa tháng 9 năm 2024 ước đạt 750,1 tỷ đồng, tăng 2,4% so với cùng kỳ năm trước.
"""
SECOND = FIRST.replace("tháng 9", "tháng 10").replace("750,1", "752,3")
BROKEN = b"PK\x03\x04 no report at all"
COMMANDS = {
    "ingest": ("ingest", "--inbox", "--jobs", "1"),
    "correct": ("correct", "{observation}", "--set", "value=750200000000", "--because", "a slip"),
    "export": ("export", "--to", "{snapshot}", "--since", "2030-01-01"),
}
STEPS = [
    *[("ingest", fault) for fault in Fault if not fault.startswith(("correction", "snapshot"))],
    *[("correct", fault) for fault in Fault if fault.startswith("correction")],
    *[("correct", fault) for fault in (Fault.RUN_NOTED, Fault.BATCH_LOADED, Fault.LINK_MADE, Fault.LINK_MOVED)],
    *[("export", fault) for fault in Fault if fault.startswith("snapshot")],
]


def facts(home: Home) -> list[tuple[object, ...]]:
    """What a reader sees, but for when it came in: every observation and every mart."""
    with open_readonly(home) as connection:
        marts = connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts' ORDER BY 1")
        tables = ["main.fact_observation", "main.correction", *(f"marts.{name}" for (name,) in marts.fetchall())]
        return [row for table in tables for row in connection.execute(f"FROM {table} ORDER BY ALL").fetchall()]


def prepare(root: Path) -> Home:
    """One report published and exported; one report and one broken file in the inbox."""
    home = Home.create(root / "home")
    (root / "first.txt").write_text(FIRST, encoding="utf-8")
    assert not take_in(home, [root / "first.txt"], jobs=1).rejected
    export(home, root / "snapshot")
    (home.inbox / "second.txt").write_text(SECOND, encoding="utf-8")
    (home.inbox / "broken.docx").write_bytes(BROKEN)
    old = (1_700_000_000, 1_700_000_000)  # settled long ago
    for path in home.inbox.iterdir():
        os.utime(path, old)
    return home


def words(root: Path, name: str) -> list[str]:
    with open_readonly(Home(root / "home")) as connection:
        row = connection.execute(
            "SELECT MIN(observation_id) FROM fact_observation WHERE number_text = '750,1'"
        ).fetchone()
    assert row is not None
    places = {"{observation}": str(row[0]), "{snapshot}": str(root / "snapshot")}
    return [*(places.get(word, word) for word in COMMANDS[name]), "--home", str(root / "home")]


def killed(root: Path, name: str, fault: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "warehouse", *words(root, name)],
        env=os.environ | {VARIABLE: fault, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def run(root: Path, name: str) -> Result:
    return CliRunner().invoke(main, words(root, name))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("prepared")
    prepare(root)
    return root


@pytest.fixture(scope="module")
def ends(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    """The state before, and after each command that nothing disturbs."""
    states = {"before": facts(Home(prepared / "home"))}
    for name in COMMANDS:
        root = tmp_path_factory.mktemp("undisturbed") / "copy"
        shutil.copytree(prepared, root, symlinks=True)
        done = run(root, name)
        assert done.exit_code == (1 if name == "ingest" else 0), done.output
        states[name] = facts(Home(root / "home"))
    return states


def copy(prepared: Path, tmp_path: Path) -> Path:
    shutil.copytree(prepared, tmp_path / "copy", symlinks=True)
    return tmp_path / "copy"


def holds_together(root: Path, states: tuple[list[tuple[object, ...]], ...]) -> None:
    assert facts(Home(root / "home")) in states
    assert verify(root / "snapshot") == []


def ends_well(root: Path, name: str, states: dict[str, list[tuple[object, ...]]]) -> None:
    """Run again, undisturbed: the job is finished, nothing is there twice or left over."""
    home = Home(root / "home")
    done = run(root, name)
    assert done.exit_code in (0, 1), done.output
    assert facts(home) == states[name]
    assert verify(root / "snapshot") == []
    left = [path.name for path in (*home.versions.iterdir(), *home.root.iterdir(), *root.iterdir())]
    assert not [file for file in left if file.startswith(("draft-", ".warehouse-")) or file.endswith(".part")]
    expected = {"files are in quarantine"} if name == "ingest" else {"files wait in the inbox"}
    assert {ill.what.lstrip("0123456789 ") for ill in examine(home)} == expected
    if name == "ingest":
        assert list(home.inbox.iterdir()) == []
        assert sorted(path.name for path in home.quarantine.iterdir()) == ["broken.docx", "broken.docx.reason.json"]
        assert (home.quarantine / "broken.docx").read_bytes() == BROKEN


@pytest.mark.parametrize(("name", "fault"), STEPS, ids=lambda value: str(value))
def test_a_process_killed_at_this_step(
    prepared: Path, ends: dict[str, list[tuple[object, ...]]], tmp_path: Path, name: str, fault: Fault
) -> None:
    root = copy(prepared, tmp_path)
    dead = killed(root, name, fault)
    assert dead.returncode == -signal.SIGKILL, f"the step was not reached: {dead.stderr}"
    holds_together(root, (ends["before"], ends[name]))
    ends_well(root, name, ends)


@pytest.mark.parametrize(("name", "fault"), STEPS, ids=lambda value: str(value))
def test_a_disk_full_at_this_step(
    prepared: Path,
    ends: dict[str, list[tuple[object, ...]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    fault: Fault,
) -> None:
    root = copy(prepared, tmp_path)
    monkeypatch.setenv(VARIABLE, f"{fault}:full")
    refused = run(root, name)
    monkeypatch.delenv(VARIABLE)
    assert refused.exit_code in (1, 3), refused.output
    needed = fault != Fault.SPARE_COPIED  # which the next run does without
    assert ("No space left on device" in refused.output) == needed
    holds_together(root, (ends["before"], ends[name]))
    ends_well(root, name, ends)


def test_every_step_is_tried() -> None:
    assert {fault for _, fault in STEPS} == set(Fault)


def test_a_killed_run_is_told_of(prepared: Path, tmp_path: Path) -> None:
    root = copy(prepared, tmp_path)
    killed(root, "ingest", Fault.BATCH_LOADED)
    assert any("was killed" in ill.what for ill in examine(Home(root / "home")))
    run(root, "ingest")
    with duckdb.connect(str((root / "home" / "warehouse.duckdb").resolve()), read_only=True) as connection:
        told = connection.execute("SELECT outcome FROM runs ORDER BY run_id").fetchall()
    assert [outcome for (outcome,) in told] == ["done", "unfinished", "with rejected files"]
