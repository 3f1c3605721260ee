"""Ready files for the programs that start others by the clock: systemd, cron, the Windows task scheduler, Airflow."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from ingest.errors import InputError

_SYSTEMD = """\
# Save as /etc/systemd/system/niengiam.service, then:
#   systemctl daemon-reload && systemctl enable --now niengiam
# What it does: journalctl -u niengiam
[Unit]
Description=niengiam: take in the reports that arrive in the inbox
RequiresMountsFor={home}

[Service]
ExecStart={program} watch --home {home} --sweep {seconds}
Restart=on-failure
RestartSec=60
Nice=10
NoNewPrivileges=true
ProtectSystem=full

[Install]
WantedBy=multi-user.target
"""
_CRON = """\
# Add with: crontab -e. Cron mails what is written to standard error.
{minutes} * * * * {program} ingest --inbox --home {home} > /dev/null
"""
_WINDOWS = """\
<?xml version="1.0" encoding="UTF-16"?>
<!-- niengiam runs in the Windows Subsystem for Linux. Save in UTF-16 as niengiam.xml, then:
     schtasks /Create /TN niengiam /XML niengiam.xml -->
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <TimeTrigger>
      <StartBoundary>2024-01-01T00:00:00</StartBoundary>
      <Repetition><Interval>PT{every}M</Interval></Repetition>
    </TimeTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Hidden>true</Hidden>
  </Settings>
  <Actions>
    <Exec>
      <Command>wsl.exe</Command>
      <Arguments>-- {program} ingest --inbox --home {home}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
_AIRFLOW = '''\
"""niengiam: take in the reports that lie in the inbox. Save in Airflow's folder of DAGs."""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.standard.operators.bash import BashOperator

with DAG(
    "niengiam_ingest",
    start_date=datetime(2024, 1, 1),
    schedule=timedelta(minutes={every}),
    catchup=False,
    max_active_runs=1,
):
    # 1: a file was set aside in quarantine; 3: another run is at work, try again
    BashOperator(
        task_id="ingest_inbox",
        bash_command={command!r},
        retries=3,
        retry_delay=timedelta(minutes=1),
    )
'''


def _systemd(program: str, home: Path, every: int) -> str:
    return _SYSTEMD.format(program=_systemd_word(program), home=_systemd_word(str(home)), seconds=60 * every)


def _cron(program: str, home: Path, every: int) -> str:
    if _HOUR % every:  # "*/45" would be minute 0 and 45 of each hour
        whole = [str(minutes) for minutes in range(1, _HOUR + 1) if _HOUR % minutes == 0]
        raise InputError(f"cron cannot run every {every} minutes: give one of {', '.join(whole)}")
    minutes = "*" if every == 1 else f"*/{every}" if every < _HOUR else "0"
    words = [shlex.quote(word).replace("%", r"\%") for word in (program, str(home))]
    return _CRON.format(minutes=minutes, program=words[0], home=words[1])


def _windows(program: str, home: Path, every: int) -> str:
    return _WINDOWS.format(program=escape(shlex.quote(program)), home=escape(shlex.quote(str(home))), every=every)


def _airflow(program: str, home: Path, every: int) -> str:
    command = shlex.join([program, "ingest", "--inbox", "--home", str(home)]) + " || test $? -eq 1"
    return _AIRFLOW.format(command=command, every=every)


def _systemd_word(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if escaped != text or " " in text else text


_HOUR = 60
SCHEDULERS: dict[str, Callable[[str, Path, int], str]] = {
    "systemd": _systemd,
    "cron": _cron,
    "windows-task": _windows,
    "airflow": _airflow,
}


def schedule(scheduler: str, program: str, home: Path, every: int) -> str:
    """The file for one of SCHEDULERS that looks into the inbox of a home every so many minutes, 1 to 60.

    systemd watches, and so takes in at once what arrives; the others run `ingest --inbox`. InputError where cron is to
    run at steps that do not divide an hour.
    """
    return SCHEDULERS[scheduler](program, home.absolute(), every)
