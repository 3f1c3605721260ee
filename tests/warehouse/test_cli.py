"""The commands as a user sees them: messages, streams, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.resources import resource
from warehouse.cli import main
from warehouse.home import Home
from warehouse.lock import hold

NIENGIAM = str(Path(sys.executable).with_name("niengiam"))


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def test_init_makes_a_warehouse_once(tmp_path: Path, toy: object) -> None:
    home = tmp_path / "home"
    first = run("init", "--home", home)
    assert first.exit_code == 0
    assert f"next: niengiam ingest --home {home}" in first.stdout
    assert (home / "corrections.csv").read_text(encoding="utf-8").startswith("report_id,span_start,")
    second = run("init", "--home", home)
    assert (second.exit_code, second.stdout) == (0, f"{home} is a warehouse already; nothing was changed\n")


def test_a_command_to_copy_names_the_home_as_a_shell_takes_it(tmp_path: Path, toy: object) -> None:
    home = tmp_path / "Lai Chau"
    assert f"niengiam init --home '{home}'" in run("runs", "--home", home).stderr
    assert f"niengiam ingest --home '{home}' FILE" in run("init", "--home", home).stdout
    (home / "warehouse.duckdb").unlink()
    assert f"niengiam build --home '{home}'" in run("review", "--home", home).stderr


def test_init_leaves_a_folder_of_other_things_alone(tmp_path: Path, toy: object) -> None:
    (tmp_path / "thesis.txt").write_text("x", encoding="utf-8")
    result = run("init", "--home", tmp_path)
    assert result.exit_code == 1
    assert "holds other files" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("command", [["ingest", "x.txt"], ["build"], ["sql", "SELECT 1"], ["review"], ["trace", "a:1"]])
def test_a_missing_home_is_said_with_what_to_do(tmp_path: Path, toy: object, command: list[str]) -> None:
    result = run(*command, "--home", tmp_path / "none")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"niengiam: no warehouse in {tmp_path}/none: make one with 'niengiam init --home ")


def test_the_home_may_come_from_the_environment(loaded: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIENGIAM_HOME", str(loaded.root))
    assert run("sql", "SELECT COUNT(*) AS n FROM dim_report", "--format", "csv").stdout == "n\n2\n"


def test_ingest_tells_what_went_in_and_then_that_nothing_did(home: Home, reports: Path) -> None:
    first = run("ingest", reports, "--home", home.root, "--jobs", 1)
    assert first.exit_code == 0
    assert first.stderr == ""
    assert [line.split()[:3] for line in first.stdout.splitlines()[2:4]] == [
        ["october.txt", "new", "Lai"],
        ["november.txt", "new", "Lai"],
    ]
    assert ": 2 reports, 6 claims" in first.stdout
    second = run("ingest", reports, "--home", home.root)
    assert (second.exit_code, second.stdout, second.stderr) == (0, "unchanged\n", "")


def test_ingest_names_what_it_refused(home: Home, reports: Path) -> None:
    (reports / "broken.txt").write_text("unreadable", encoding="utf-8")
    (reports / "photo.jpg").write_text("x", encoding="utf-8")
    result = run("ingest", reports, "--home", home.root, "--jobs", 1)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "niengiam: broken.txt: it is damaged; save it again",
        "niengiam: photo.jpg: files that end in '.jpg' are not read as reports",
    ]
    assert "2 reports, 6 claims, 1 rejected" in result.stdout


@pytest.mark.parametrize("command", [["ingest", "reports"], ["build"]])
def test_a_busy_home_is_exit_3(home: Home, reports: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.chdir(reports.parent)
    with hold(home.lock, "ingest"):
        result = run(*command, "--home", home.root)
    assert result.exit_code == 3
    assert f"niengiam: 'niengiam ingest' is writing in {home.root} (process {os.getpid()}," in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["ingest"], "give files or folders"),
        (["ingest", ""], "the path is empty; write . for the present folder"),
        (["export", "--to", ""], "the path is empty"),
        (["runs", "--home", ""], "the path is empty"),
        (["ingest", "x", "--period", "October"], "'October' is no period: write 2024-10"),
        (["ingest", "x", "--issued", "yesterday"], "'yesterday' is no day: write 2024-11-05"),
        (["sql", "SELECT 1", "--format", "word"], "'word' is not one of"),
        (["sql", "SELECT 1", "-o", "x.docx"], "the ending of x.docx tells no format"),
        (["trace", "trade.retail_sales"], "give an observation_id such as"),
        (["trace", "trade.retail_sales", "2024-13"], "'2024-13' is no period: write 2024-10"),
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str], said: str, loaded: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIENGIAM_HOME", str(loaded.root))
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_sql_answers_in_every_format(loaded: Home, tmp_path: Path) -> None:
    query = ["sql", "SELECT file_name, claims FROM dim_report ORDER BY 1", "--home", loaded.root]
    assert run(*query, "-f", "csv").stdout == "file_name,claims\nnovember.txt,1\noctober.txt,5\n"
    assert json.loads(run(*query, "-f", "json").stdout)[1] == {"file_name": "october.txt", "claims": 5}
    assert "october.txt" in run(*query).stdout
    for name in ("out.xlsx", "out.parquet", "out.csv", "out.md"):
        assert run(*query, "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).stat().st_size > 0


def test_sql_reads_standard_input(loaded: Home) -> None:
    assert run("sql", "-", "--home", loaded.root, "-f", "csv", stdin="SELECT 1 AS one").stdout == "one\n1\n"


def test_sql_refuses_in_one_line(loaded: Home) -> None:
    result = run("sql", "DROP TABLE dim_report", "--home", loaded.root)
    assert (result.exit_code, result.stdout) == (1, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("niengiam: DROP is refused: the published warehouse is only read")


def test_trace_marks_the_number_in_its_sentence(loaded: Home) -> None:
    result = run("trace", "livestock.pigs", "2024-10", "--home", loaded.root)
    assert result.exit_code == 0
    assert "Tổng đàn lợn (livestock.pigs)" in result.stdout
    assert "october.txt, số 12/BC-UBND, published 2024-11-01, line 8, characters" in result.stdout
    assert "| ⟦204.450⟧ |" in result.stdout
    [record] = json.loads(run("trace", "livestock.pigs", "2024-10", "--home", loaded.root, "-f", "json").stdout)
    assert record["value"] == 204450
    assert record["sentence"][record["offset"] :][: record["length"]] == "204.450"
    assert run("trace", record["observation_id"], "--home", loaded.root).stdout == result.stdout


def test_review_lists_and_defuses(loaded: Home) -> None:
    rows = list(csv.DictReader(io.StringIO(run("review", "--home", loaded.root, "-f", "csv").stdout)))
    assert [(row["label"], row["times"]) for row in rows] == [('\'=hyperlink("x")', "1")]
    assert run("review", "--doubts", "--home", loaded.root).exit_code == 0


def test_review_lists_what_was_left_out_with_its_line(tmp_path: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "large.txt"
    path.write_text(
        "UBND TỈNH LAI CHÂU\nBÁO CÁO\nTình hình kinh tế - xã hội tháng 9 năm 2024\n\n"
        f"Thu ngân sách đạt 10000000000000 tỷ đồng.\n\nMã hồ sơ {'7' * 50}.\n\nTrồng mới 12,5 ha chè.\n",
        encoding="utf-8",
    )
    assert run("init", "--home", home).exit_code == 0
    assert run("ingest", path, "--home", home).exit_code == 0
    listed = json.loads(run("review", "--left-out", "--home", home, "-f", "json").stdout)
    told = [row["notice"] for row in listed if row["file_name"] == "large.txt"]
    assert [notice.partition(":")[0] for notice in told] == ["line 5", "line 7"]
    assert run("review", "--left-out", "--doubts", "--home", home).exit_code == 2


def test_claims_needs_no_home(reports: Path, toy: object) -> None:
    result = run("claims", reports / "october.txt", "--format", "jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(records) == 5
    assert records[0] | {"indicator": "trade.retail_sales", "value": "752300000000", "vs": ""} == records[0]
    assert records[4]["indicator"] == 'other: =HYPERLINK("x")'
    rows = list(csv.DictReader(io.StringIO(run("claims", reports / "october.txt", "-f", "csv").stdout)))
    assert rows[1]["value"] == "7424500000000"


@pytest.mark.parametrize("command", ["claims", "text", "check"])
@pytest.mark.parametrize(("name", "said"), [("nowhere", "there is no such file"), ("folder", "it is a folder")])
def test_a_path_that_is_no_file_is_said(tmp_path: Path, command: str, name: str, said: str) -> None:
    (tmp_path / "folder").mkdir()
    result = run(command, tmp_path / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"niengiam: {name}: cannot be opened ({said}); check the path")


@pytest.mark.parametrize("command", ["claims", "check"])
def test_an_area_that_the_catalogue_does_not_know_is_said_without_a_warehouse(command: str) -> None:
    report = resource("reports") / "2024-01_bao-cao-thang-01.txt"
    result = run(command, report, "--area", "Lai Chậu")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the catalogue knows no area 'Lai Chậu' (did you mean Lai Châu" in result.stderr
    assert run("claims", report, "--area", "Lai Châu").exit_code == 0


def test_a_folder_without_reports_is_said(home: Home, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("ingest", tmp_path / "empty", "--home", home.root)
    assert (result.exit_code, result.stdout) == (0, "unchanged\n")
    assert result.stderr == f"niengiam: no report files in {tmp_path / 'empty'}\n"


def niengiam(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([NIENGIAM, *arguments], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]


def test_the_console_script_answers() -> None:
    done = niengiam("--help")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.split("Commands:\n")[1].splitlines()] == [
        *("init", "ingest", "watch", "schedule", "build", "query", "sql", "trace", "check", "review", "correct"),
        *("claims", "text", "export", "verify", "models", "runs", "doctor", "demo"),
    ]


@pytest.mark.parametrize("command", sorted(main.commands))
def test_help_shows_examples_a_line_each(command: str) -> None:
    text = run(command, "--help").stdout
    assert "\\b" not in text
    assert all(line.count(f"niengiam {command}") < 2 for line in text.splitlines())


def test_help_imports_nothing_heavy() -> None:
    heavy = ("duckdb", "polars", "rich", "sqlglot", "lxml", "ingest")
    script = f"import sys, warehouse.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_errors_are_one_line_without_a_traceback(tmp_path: Path) -> None:
    done = niengiam("sql", "SELECT 1", "--home", str(tmp_path / "none"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("niengiam: no warehouse in ")


def test_a_closed_pipe_is_quiet(loaded: Home) -> None:
    command = f"{NIENGIAM} sql 'FROM range(200000)' --format csv --home {loaded.root} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout == "range\n"
    assert done.stderr == ""


def test_text_is_printed_character_for_character(tmp_path: Path) -> None:
    path = tmp_path / "báo cáo.txt"
    content = "BÁO CÁO\r\nTháng 10 năm 2024\n\n  thu ngân sách đạt 1.234 tỷ đồng"
    path.write_bytes(content.encode())
    done = subprocess.run([NIENGIAM, "text", str(path)], capture_output=True, check=False)
    assert done.stdout.decode() == content
