"""Names and labels from outside steer no terminal, forge no line and are no formula."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.answer import Answer
from warehouse.cli.summary import show_intake
from warehouse.outcomes import Intake, Outcome
from warehouse.output import render

HOSTILE = "a\x1b[2J\nniengiam: all is well\u202efdp.txt"


def test_messages_about_files_stay_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    intake = Intake([Outcome(HOSTILE, "rejected", f"{HOSTILE} is damaged")], [(Path(HOSTILE + "\n.exe"), Path("in"))])
    show_intake(intake)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("niengiam: a") and line.isprintable() for line in lines)


def test_a_file_without_an_ending_is_told_of_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    show_intake(Intake(passed_over=[(Path("Makefile"), Path("in"))]))
    assert capsys.readouterr().err == "niengiam: Makefile: files without an ending are not read as reports\n"


def test_tables_carry_no_control_characters() -> None:
    shown = render(Answer(("label",), [(HOSTILE,)]), "table").decode()
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
def test_labels_are_no_formulas(label: str) -> None:
    assert "'" + label.split("\r")[0][:2] in render(Answer(("label",), [(label,)]), "csv").decode()
