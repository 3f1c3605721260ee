"""Files for schedulers: each is read by a parser of its kind, with names that need care."""

from __future__ import annotations

import ast
import shlex
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from warehouse.cli import main
from warehouse.home import Home
from warehouse.schedules import SCHEDULERS, schedule

PROGRAM = "/opt/nien giam/bin/niengiam"
HOMES = ["/srv/niengiam", "/srv/số liệu 100%/home", "/srv/it's <here> & $HOME"]


@pytest.mark.parametrize("home", HOMES)
def test_cron_has_one_line_that_the_shell_reads_right(home: str) -> None:
    [line] = [line for line in schedule("cron", PROGRAM, Path(home), 15).splitlines() if not line.startswith("#")]
    minute, *rest = line.split(" ", 5)
    assert (minute, rest[:4]) == ("*/15", ["*"] * 4)
    command = rest[4].replace(r"\%", "%")  # as cron does before it calls the shell
    assert shlex.split(command) == [PROGRAM, "ingest", "--inbox", "--home", home, ">", "/dev/null"]


@pytest.mark.parametrize(("every", "minute"), [(1, "*"), (5, "*/5"), (60, "0")])
def test_cron_minutes(every: int, minute: str) -> None:
    assert schedule("cron", "niengiam", Path("/h"), every).splitlines()[-1].split()[0] == minute


def test_cron_refuses_steps_that_do_not_divide_an_hour(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home")
    result = CliRunner().invoke(main, ["schedule", "--print", "cron", "--every", "45", "--home", str(home.root)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "cron cannot run every 45 minutes: give one of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60" in result.stderr


@pytest.mark.parametrize("home", HOMES)
def test_airflow_is_a_module(home: str) -> None:
    module = ast.parse(schedule("airflow", PROGRAM, Path(home), 15))
    texts = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    [command] = [text for text in texts if "--inbox" in text]
    assert shlex.split(command)[:5] == [PROGRAM, "ingest", "--inbox", "--home", home]


@pytest.mark.parametrize("home", HOMES)
def test_a_windows_task_is_xml(home: str) -> None:
    text = schedule("windows-task", PROGRAM, Path(home), 30).partition("\n")[2]  # the encoding is the file's
    spaces = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    task = ElementTree.fromstring(text)
    assert task.findtext(".//t:Interval", namespaces=spaces) == "PT30M"
    arguments = task.findtext(".//t:Arguments", namespaces=spaces)
    assert shlex.split(arguments or "")[-1] == home


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "niengiam.service"
    unit.write_text(schedule("systemd", "/bin/true", tmp_path / "số liệu 100%", 15), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", SCHEDULERS)
def test_the_command_prints_it(home: Home, name: str) -> None:
    result = CliRunner().invoke(main, ["schedule", "--print", name, "--home", str(home.root)])
    assert result.exit_code == 0
    assert str(home.root) in result.output
