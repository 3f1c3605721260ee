"""niengiam check as a user sees it."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

from click.testing import CliRunner, Result
from reading_sentences import HEAD, report_of

from warehouse.checks import check_report
from warehouse.checks.excerpt import explained
from warehouse.cli import main

WRONG = "Hỗ trợ 1.205 triệu đồng (tỉnh 1.000 triệu đồng; huyện 250 triệu đồng)."
RIGHT = "Hỗ trợ 1.250 triệu đồng (tỉnh 1.000 triệu đồng; huyện 250 triệu đồng)."
DOUBTFUL = "Diện tích gieo trồng 24.31 ha."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(f"{HEAD}{text}\n", encoding="utf-8")
    return path


def test_a_contradiction_is_shown_as_a_compiler_would(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", WRONG)
    result = run(path)
    assert result.exit_code == 1
    assert result.stdout == (
        "error[sum]: The parts exceed the whole of 1.205.\n"
        f" --> {path}:8\n"
        f"8 | {WRONG}\n"
        "  |        ^^^^^                  ^^^^^                   ^^^\n"
        "  = 1.000 + 250 = 1.250; printed 1.205 (45 more than printed)\n"
        "  = suggestion: 1.250 instead of 1.205: two digits are exchanged or 205 instead of 250: "
        "two digits are exchanged\n\n"
    )
    assert result.stderr == "1 certain, 0 suspicious in 1 file\n"


def test_what_is_right_passes_and_what_is_doubtful_only_warns(tmp_path: Path) -> None:
    right = run(write(tmp_path, "a.txt", RIGHT))
    assert (right.exit_code, right.stdout) == (0, "")
    doubtful = run(write(tmp_path, "b.txt", DOUBTFUL))
    assert doubtful.exit_code == 0
    assert doubtful.stdout.startswith("warning[stray-sign]: ")


def test_a_name_that_is_no_text_forges_no_line(tmp_path: Path) -> None:
    path = write(tmp_path, os.fsdecode(b"\xe1\nerror[sum]: b.txt"), WRONG)
    home = tmp_path / "home"
    assert CliRunner().invoke(main, ["init", "--home", str(home)]).exit_code == 0
    for result in (run(path), run(path, "--home", home)):
        assert result.exit_code == 1
        assert result.stdout.count("\nerror[") == 0
        assert f" --> {tmp_path}/\ufffd\ufffderror[sum]: b.txt:8\n" in result.stdout
    assert json.loads(run(path, "--format", "json").stdout)[0]["doc"] == "\ufffd\nerror[sum]: b.txt"


def test_json_is_one_list_over_all_files(tmp_path: Path) -> None:
    result = run(write(tmp_path, "a.txt", WRONG), write(tmp_path, "b.txt", DOUBTFUL), "--format", "json")
    assert result.exit_code == 1
    rows = json.loads(result.stdout)
    assert [(row["doc"], row["rule"], row["certainty"]) for row in rows] == [
        ("a.txt", "sum", "certain"),
        ("b.txt", "stray-sign", "suspicious"),
    ]
    assert set(rows[0]) == {"rule", "certainty", "doc", "spans", "message", "arithmetic", "suggestion"}
    assert json.loads(run(write(tmp_path, "c.txt", RIGHT), "--format", "json").stdout) == []


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    result = run(tmp_path / "none.txt", write(tmp_path, "a.txt", RIGHT))
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
    assert "in 1 file\n" in result.stderr


def test_carets_stand_under_the_numbers_of_decomposed_text(tmp_path: Path) -> None:
    path = tmp_path / "nfd.txt"
    path.write_text(unicodedata.normalize("NFD", f"{HEAD}{WRONG}\n"), encoding="utf-8")
    lines = run(path).stdout.splitlines()
    assert lines[2].index("1.205") == lines[3].index("^^^^^")


def test_numbers_far_apart_are_shown_on_lines_of_their_own(tmp_path: Path) -> None:
    filler = "phục vụ công tác cứu trợ đột xuất tại các xã vùng cao, vùng sâu, vùng xa, vùng biên giới khó khăn"
    text = f"Chi 45 triệu đồng {filler}, gồm: lương 30 triệu đồng; thuốc 25 triệu đồng."
    report = report_of(text, tmp_path)
    (finding,) = check_report(report)
    shown = explained(finding, report.document, "x.txt").splitlines()
    assert [line.count("^^") for line in shown if "^" in line] == [1, 2]
    assert "… " in shown[4]
